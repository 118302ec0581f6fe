#include "lint_text.h"
#include "arena.h"
#include "buffer.h"
#include "plan_table.h"

#include <string.h>

static const char object[] = "\xEF\xBF\xBC";	/* U+FFFC */

static void collect_nodes(struct lint *, const struct nodes *, enum lint_role);

static struct lint_text *
new_text(struct lint *l, enum lint_role role)
{
	l->texts = arena_grow(l->mem, l->texts, l->ntexts, &l->cap, sizeof *l->texts);
	l->texts[l->ntexts] = (struct lint_text){ .role = role, .annex = l->annex };
	memcpy(l->texts[l->ntexts].nodes, l->nodes, l->nnodes * sizeof *l->nodes);
	return &l->texts[l->ntexts++];
}

/* A text of one string at a place of the plan. */
static void
collect_string(struct lint *l, enum lint_role role, const char *s, const struct where *at)
{
	struct lint_text *t;

	if (s == NULL)
		return;
	t = new_text(l, role);
	t->s = s;
	t->n = strlen(s);
	t->parts = arena_new(l->mem, sizeof *t->parts);
	*t->parts = (struct lint_part){ 0, s, at };
	t->nparts = 1;
}

/* The flat text of runs, with one part for each. */
static void
flatten(struct lint *l, struct lint_text *t, const struct text *from)
{
	struct buffer b = { .mem = l->mem };

	t->parts = arena_array(l->mem, from->n, sizeof *t->parts);
	for (size_t i = 0; i < from->n; i++) {
		const struct run *r = &from->runs[i];
		bool plain = r->kind == RUN_TEXT && r->lang == NULL;
		if (r->kind == RUN_NOTE)
			continue;
		t->parts[t->nparts++] = (struct lint_part){ b.len, plain ? r->text : NULL, r->at };
		buffer_text(&b, plain ? r->text : object);
	}
	t->s = b.data;
	t->n = b.len;
}

/* Collects a text and the notes in it. NULL when there is nothing in it but notes; good until more is collected. */
static struct lint_text *
collect_text(struct lint *l, enum lint_role role, const struct text *text)
{
	struct lint_text *t;
	size_t at = l->ntexts;
	bool empty;

	if (text->n == 0)
		return NULL;
	t = new_text(l, role);
	if (text->n == 1 && text->runs[0].kind == RUN_TEXT && text->runs[0].lang == NULL) {
		l->ntexts--;
		collect_string(l, role, text->runs[0].text, text->runs[0].at);
	} else {
		flatten(l, t, text);
	}
	empty = l->texts[at].nparts == 0 || l->texts[at].n == 0;
	if (empty)
		l->ntexts = at;
	for (size_t i = 0; i < text->n; i++)
		if (text->runs[i].kind == RUN_NOTE)
			collect_text(l, LINT_NOTE, text->runs[i].note);
	return empty ? NULL : &l->texts[at];
}

/* The items of a list, to which the layout adds these marks; NULL: none. */
static void
collect_texts(struct lint *l, enum lint_role role, const struct texts *texts, const char *each, const char *last)
{
	for (size_t i = 0; i < texts->n; i++) {
		struct lint_text *t = collect_text(l, role, &texts->items[i]);
		if (t != NULL)
			t->adds = i + 1 < texts->n ? each : last;
	}
}

/* The lines of a subject were joined when the plan was read; each has its own place. */
static void
collect_subject(struct lint *l)
{
	const struct plan *p = l->plan;
	struct lint_text *t = collect_text(l, LINT_SUBJECT, &p->subject);
	size_t n = 1, start = 0;

	if (t == NULL || !p->subject_lines)
		return;
	for (const char *s = t->s; (s = strchr(s, '\n')) != NULL; s++)
		n++;
	t->parts = arena_array(l->mem, n, sizeof *t->parts);
	t->nparts = n;
	for (size_t i = 0; i < n; i++) {
		size_t bytes = strcspn(t->s + start, "\n");
		struct where *at = arena_new(l->mem, sizeof *at);
		*at = (struct where){ .up = p->subject.at, .index = (uint32_t)i };
		t->parts[i] = (struct lint_part){ start, arena_copy(l->mem, t->s + start, bytes), at };
		start += bytes + 1;
	}
}

/* A line of a task; names that were joined with commas have their own places. NULL when there is nothing in it. */
static struct lint_text *
collect_line(struct lint *l, const struct task_line *line)
{
	struct lint_text *t = collect_text(l, LINT_LINE, &line->text);
	size_t start = 0;

	if (t == NULL || line->names.n == 0 || line->text.at != line->at)
		return t;
	t->parts = arena_array(l->mem, line->names.n, sizeof *t->parts);
	t->nparts = line->names.n;
	for (size_t i = 0; i < line->names.n; i++) {
		const struct run *r = line->names.items[i].n > 0 ? line->names.items[i].runs : NULL;
		t->parts[i] = (struct lint_part){ start, r == NULL ? NULL : r->text, r == NULL ? line->at : r->at };
		start += (r == NULL ? 0 : strlen(r->text)) + 2;
	}
	return t;
}

static void
collect_task(struct lint *l, const struct task *task)
{
	for (int i = 0; i < TASK__PARTS; i++) {
		const struct task_line *line = task->lines[l->profile->task_order[i]];
		struct lint_text *t;
		if (line->at == NULL)
			continue;
		if (line->label != NULL) {
			collect_string(l, LINT_LABEL, line->label, lint_member(l, line->at, "label"));
			l->texts[l->ntexts - 1].adds = l->profile->task_colon;
		}
		t = collect_line(l, line);
		if (t != NULL)
			t->adds = line->end != NULL ? line->end : l->profile->task_end;
		collect_nodes(l, &line->items, LINT_DETAIL);
	}
}

/* A row's cells, or its title with the cells for numbers. */
static void
collect_row(struct lint *l, const struct table_row *row)
{
	collect_text(l, LINT_CELL, &row->label);
	collect_text(l, LINT_CELL, &row->title);
	for (size_t i = 0; i < row->ncells && row->title.n == 0; i++)
		if (row->cells[i].kind == CELL_TEXT)
			collect_text(l, LINT_CELL, &row->cells[i].text);
}

static void
collect_table(struct lint *l, const struct plan_table *table)
{
	collect_text(l, LINT_CELL, &table->caption);
	collect_text(l, LINT_CELL, &table->unit);
	for (size_t i = 0; i < table->nheader; i++)
		collect_row(l, &table->header[i]);
	for (size_t i = 0; i < table->nrows; i++)
		collect_row(l, &table->rows[i]);
}

static void
collect_node(struct lint *l, const struct node *n, enum lint_role role)
{
	bool quote = n->kind == NODE_QUOTE || role == LINT_QUOTE;
	bool counted = n->kind == NODE_HEADING || n->kind == NODE_NUMBERED || n->kind == NODE_TASK;
	size_t around = l->nnodes;
	bool heading = n->kind == NODE_HEADING || (n->kind == NODE_TASK && !n->task->plain);
	struct lint_text *t;

	if (counted && l->nnodes < LINT_DEPTH - 1)
		l->nodes[l->nnodes++] = n;
	collect_text(l, LINT_LABEL, &n->run_in);
	t = collect_text(l, quote ? LINT_QUOTE : heading ? LINT_HEADING : role, &n->text);
	if (t != NULL)
		t->opens = n->items.n > 0 || n->kind == NODE_TASK;
	if (n->kind == NODE_TASK) {
		collect_nodes(l, &n->intro, LINT_PARAGRAPH);
		collect_task(l, n->task);
	}
	if (n->table != NULL)
		collect_table(l, n->table);
	if (n->figure != NULL)
		collect_text(l, LINT_CELL, &n->figure->caption);
	collect_nodes(l, &n->items, quote ? LINT_QUOTE : LINT_PARAGRAPH);
	l->nnodes = around;
}

static void
collect_nodes(struct lint *l, const struct nodes *nodes, enum lint_role role)
{
	for (size_t i = 0; i < nodes->n; i++)
		collect_node(l, &nodes->items[i], role);
}

static void
collect_signer(struct lint *l, const struct signer *s)
{
	for (int i = 0; i < SIGN__ROLES; i++)
		collect_text(l, LINT_AUTHORITY, &s->roles[i]);
	collect_texts(l, LINT_TITLE, &s->titles, NULL, NULL);
	collect_text(l, LINT_TITLE, &s->post);
	collect_text(l, LINT_NAME, &s->name);
}

/* The last text of the running text gets the document's end mark. */
static void
mark_last(struct lint *l, size_t from)
{
	for (size_t i = l->ntexts; i-- > from;)
		if (l->texts[i].role != LINT_NOTE && l->texts[i].role != LINT_CELL) {
			l->texts[i].last = true;
			return;
		}
}

static void
collect_annexes(struct lint *l, const struct annexes *annexes)
{
	for (size_t i = 0; i < annexes->n; i++) {
		const struct annex *a = l->annex = &annexes->items[i];
		size_t from = l->ntexts;
		collect_text(l, LINT_HEADING, &a->title);
		collect_nodes(l, &a->opening, LINT_OPENING);
		collect_nodes(l, &a->body, LINT_PARAGRAPH);
		mark_last(l, from + 1 < l->ntexts ? from + 1 : l->ntexts);
	}
	l->annex = NULL;
}

void
lint_collect(struct lint *l)
{
	const struct plan *p = l->plan;
	const struct profile *pr = l->profile;
	size_t body;

	for (size_t i = 0; i < p->nissuers; i++) {
		collect_text(l, LINT_ISSUER, &p->issuers[i].superior);
		collect_text(l, LINT_ISSUER, &p->issuers[i].name);
	}
	collect_string(l, LINT_PLACE, p->place, lint_member(l, p->at, "place"));
	collect_subject(l);
	if (p->addressees.n > 1)
		collect_texts(l, LINT_ADDRESSEE, &p->addressees, pr->addressees.each, pr->addressees.last);
	else
		collect_texts(l, LINT_ADDRESSEE, &p->addressees, NULL, NULL);
	collect_texts(l, LINT_BASIS, &p->bases, pr->bases.each, p->bases_end != NULL ? p->bases_end : pr->bases.last);
	for (int i = 0; i < DETAIL__MAX; i++) {
		collect_text(l, LINT_DETAIL, &p->details[i].text);
		collect_nodes(l, &p->details[i].items, LINT_DETAIL);
	}
	body = l->ntexts;
	collect_nodes(l, &p->opening, LINT_OPENING);
	collect_nodes(l, &p->body, LINT_PARAGRAPH);
	collect_nodes(l, &p->closing, LINT_PARAGRAPH);
	mark_last(l, body);
	for (size_t i = 0; i < p->nsigners; i++)
		collect_signer(l, &p->signers[i]);
	collect_texts(l, LINT_RECIPIENT, &p->recipients.items, pr->recipients.each,
	    p->recipients.archive.n > 0 ? pr->recipients.each : pr->recipients.last);
	collect_text(l, LINT_ARCHIVE, &p->recipients.archive);
	collect_annexes(l, &p->attached);
	collect_annexes(l, &p->appendices);
	for (size_t i = 0; i < l->ntexts; i++)
		lint_scan(l, &l->texts[i]);
}
