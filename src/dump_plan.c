/* The plan as text. */
#include "dump.h"
#include "buffer.h"
#include "plan.h"
#include "plan_table.h"

#include <string.h>

static const char *const orientations[] = { NULL, "portrait", "landscape" };	/* by enum orientation */

static void dump_nodes(struct buffer *, const char *, const struct nodes *, int);

static void
dump_run(struct buffer *b, const struct run *r)
{
	if (r->kind == RUN_AMOUNT) {
		buffer_printf(b, "amount %lld", (long long)r->amount.value);
		if (r->amount.unit != NULL)
			buffer_printf(b, " unit \"%s\"", r->amount.unit);
		if (r->amount.words != WORDS_NONE)
			buffer_printf(b, " words \"%s\"", r->amount.given != NULL ? r->amount.given : "");
		return;
	}
	if (r->kind == RUN_FILL) {
		buffer_printf(b, r->fill > 0 ? "fill %d" : "fill rest", r->fill);
		return;
	}
	if (r->kind == RUN_REF) {
		buffer_text(b, "ref ");
		buffer_json(b, r->ref, strlen(r->ref));
	}
	if (r->kind == RUN_NOTE)
		buffer_text(b, "note");
	dump_looks(b, r->look);
	if (r->text != NULL)
		buffer_json(b, r->text, strlen(r->text));
	if (r->lang != NULL)
		buffer_printf(b, ":%s", r->lang);
}

static void
dump_runs(struct buffer *b, const struct text *t)
{
	for (size_t i = 0; i < t->n; i++) {
		buffer_byte(b, ' ');
		dump_run(b, &t->runs[i]);
		if (t->runs[i].kind != RUN_NOTE || t->runs[i].note == NULL)
			continue;
		buffer_text(b, " (");
		dump_runs(b, t->runs[i].note);
		buffer_text(b, " )");
	}
}

static void
dump_text(struct buffer *b, const char *name, const struct text *t, int depth)
{
	if (t->n == 0)
		return;
	buffer_indent(b, depth);
	buffer_text(b, name);
	dump_runs(b, t);
	buffer_byte(b, '\n');
}

static void
dump_texts(struct buffer *b, const char *name, const struct texts *t, int depth)
{
	for (size_t i = 0; i < t->n; i++)
		dump_text(b, name, &t->items[i], depth);
}

static void
dump_string(struct buffer *b, const char *name, const char *value, int depth)
{
	if (value == NULL)
		return;
	buffer_indent(b, depth);
	buffer_printf(b, "%s ", name);
	buffer_json(b, value, strlen(value));
	buffer_byte(b, '\n');
}

static void
dump_date(struct buffer *b, const char *name, const struct date *d, int depth)
{
	if (!d->given)
		return;
	buffer_indent(b, depth);
	buffer_printf(b, "%s %d-%d-%d\n", name, d->year, d->month, d->day);
}

static void
dump_image(struct buffer *b, const char *name, const struct plan_image *image, int depth)
{
	if (image == NULL)
		return;
	dump_string(b, name, image->path, depth);
	buffer_indent(b, depth + 1);
	buffer_text(b, "size ");
	buffer_lengths(b, (len[]){ image->width, image->height }, 2);
	buffer_printf(b, " dpi %d\n", image->dpi);
	dump_string(b, "alt", image->alt, depth + 1);
	dump_text(b, "caption", &image->caption, depth + 1);
}

static void
dump_task(struct buffer *b, const struct task *t, int depth)
{
	dump_string(b, "id", t->id, depth);
	for (int i = 0; i < TASK__PARTS; i++) {
		const struct task_line *line = t->lines[i];
		if (line->at == NULL)
			continue;
		buffer_indent(b, depth);
		buffer_text(b, plan_task_columns[i]);
		dump_runs(b, &line->text);
		buffer_byte(b, '\n');
		dump_string(b, "label", line->label, depth + 1);
		dump_string(b, "end", line->end, depth + 1);
		dump_texts(b, "name", &line->names, depth + 1);
		dump_date(b, "from", &line->from, depth + 1);
		dump_date(b, "to", &line->to, depth + 1);
		if (line->quantity >= 0) {
			buffer_indent(b, depth + 1);
			buffer_printf(b, "quantity %lld %s\n", (long long)line->quantity,
			    line->unit != NULL ? line->unit : "-");
		}
		dump_text(b, "source", &line->source, depth + 1);
		dump_nodes(b, NULL, &line->items, depth + 1);
	}
}

static void
dump_cell(struct buffer *b, const struct table_cell *c)
{
	static const char *const aligns[] = { "", " left", " center", " right", " justify" };

	buffer_text(b, " |");
	if (c->columns > 1 || c->rows > 1)
		buffer_printf(b, " %dx%d", table_columns(c), table_rows(c));
	buffer_text(b, aligns[c->align]);
	if (c->kind == CELL_NUMBER) {
		buffer_printf(b, " %lld", (long long)c->number.units);
		if (c->number.scale > 0)
			buffer_printf(b, "e-%d", c->number.scale);
		if (c->unit != NULL)
			buffer_printf(b, " %s", c->unit);
	}
	dump_runs(b, &c->text);
}

static void
dump_rows(struct buffer *b, const struct table_row *rows, size_t n, const char *name, int depth)
{
	static const char *const kinds[] = { "", " group", " subtotal", " total" };

	for (size_t i = 0; i < n; i++) {
		buffer_indent(b, depth);
		buffer_printf(b, "%s%s", name, kinds[rows[i].kind]);
		if (rows[i].level > 0)
			buffer_printf(b, " level=%d", rows[i].level);
		if (rows[i].keep_next)
			buffer_text(b, " keep-next");
		for (size_t k = 0; k < rows[i].ncells; k++)
			dump_cell(b, &rows[i].cells[k]);
		buffer_byte(b, '\n');
	}
}

static void
dump_table(struct buffer *b, const struct plan_table *t, int depth)
{
	static const char *const kinds[] = { "text", "number", "ordinal" };

	dump_text(b, t->unnumbered ? "caption unnumbered" : "caption", &t->caption, depth);
	dump_text(b, "unit", &t->unit, depth);
	for (size_t i = 0; i < t->ncolumns; i++) {
		buffer_indent(b, depth);
		buffer_printf(b, "column %s", kinds[t->columns[i].kind]);
		if (t->columns[i].share > 0)
			buffer_printf(b, " %d%%", t->columns[i].share);
		if (t->columns[i].width > 0) {
			buffer_byte(b, ' ');
			buffer_length(b, t->columns[i].width);
		}
		buffer_byte(b, '\n');
	}
	dump_rows(b, t->header, t->nheader, "header", depth);
	dump_rows(b, t->rows, t->nrows, "row", depth);
}

static void
dump_wish(struct buffer *b, const struct task_wish *wish, int depth)
{
	dump_string(b, "kind", wish->kind, depth);
	dump_text(b, "caption", &wish->caption, depth);
	if (wish->groups) {
		buffer_indent(b, depth);
		buffer_text(b, "groups\n");
	}
	for (size_t i = 0; i < wish->ncolumns; i++)
		dump_string(b, "column", plan_task_columns[wish->columns[i]], depth);
}

static void
dump_node(struct buffer *b, const struct node *n, int depth)
{
	static const char *const kinds[] = { "text", "heading", "numbered", "dash", "task", "table", "fill", "quote",
		"figure", "chart", "task-table" };

	buffer_indent(b, depth);
	buffer_text(b, kinds[n->kind]);
	if (n->level != NULL)
		buffer_printf(b, " level=%s", n->level);
	if (n->label != NULL)
		buffer_printf(b, " label=\"%s\"", n->label);
	if (n->task != NULL && n->task->plain)
		buffer_text(b, " plain");
	if (n->kind == NODE_FILL)
		buffer_printf(b, " %d", n->rows);
	if (n->end != NULL)
		buffer_printf(b, " end=\"%s\"", n->end);
	dump_runs(b, &n->text);
	buffer_byte(b, '\n');
	dump_image(b, "image", n->figure, depth + 1);
	dump_text(b, "run-in", &n->run_in, depth + 1);
	dump_nodes(b, "intro", &n->intro, depth + 1);
	if (n->task != NULL)
		dump_task(b, n->task, depth + 1);
	if (n->table != NULL)
		dump_table(b, n->table, depth + 1);
	if (n->wish != NULL)
		dump_wish(b, n->wish, depth + 1);
	dump_nodes(b, NULL, &n->items, depth + 1);
}

static void
dump_nodes(struct buffer *b, const char *name, const struct nodes *nodes, int depth)
{
	if (nodes->n == 0)
		return;
	if (name != NULL) {
		buffer_indent(b, depth++);
		buffer_printf(b, "%s\n", name);
	}
	for (size_t i = 0; i < nodes->n; i++)
		dump_node(b, &nodes->items[i], depth);
}

static void
dump_issuer(struct buffer *b, const struct issuer *i)
{
	buffer_text(b, "issuer\n");
	dump_text(b, "superior", &i->superior, 1);
	dump_text(b, "name", &i->name, 1);
	dump_text(b, "in-text", &i->in_text, 1);
	dump_string(b, "abbreviation", i->abbreviation, 1);
}

static void
dump_signer(struct buffer *b, const struct signer *s)
{
	static const char *const roles[SIGN__ROLES] = { "on-behalf-of", "full-power", "acting-for", "by-order-of",
		"by-authority-of" };

	buffer_text(b, "signer\n");
	dump_string(b, "organ", s->organ, 1);
	for (int i = 0; i < SIGN__ROLES; i++)
		dump_text(b, roles[i], &s->roles[i], 1);
	dump_texts(b, "title", &s->titles, 1);
	dump_text(b, "post", &s->post, 1);
	dump_text(b, "name", &s->name, 1);
	dump_image(b, "image", s->image, 1);
	dump_image(b, "seal", s->seal, 1);
}

static void
dump_recipients(struct buffer *b, const struct recipients *r)
{
	dump_texts(b, "recipient", &r->items, 0);
	dump_text(b, "archive", &r->archive, 0);
	dump_string(b, "archive-label", r->archive_label, 0);
	dump_text(b, "drafter", &r->drafter, 0);
}

static void
dump_fit(struct buffer *b, const struct fit_wish *fit)
{
	static const char *const words[] = { [PLAN_FIT_YES] = "yes", [PLAN_FIT_PAGES] = "pages",
	    [PLAN_FIT_LOOSE] = "loose" };

	if (fit->aim != PLAN_FIT_NO)
		buffer_printf(b, fit->aim == PLAN_FIT_PAGES ? "fit %s %d\n" : "fit %s\n", words[fit->aim], fit->pages);
}

static void
dump_marks(struct buffer *b, const struct plan *p)
{
	static const char *const kinds[STAMP__KINDS] = {
		[STAMP_SECRECY] = "secrecy", [STAMP_URGENCY] = "urgency", [STAMP_DRAFT] = "draft",
		[STAMP_CIRCULATION] = "circulation", [STAMP_RECALL] = "recall"
	};

	for (int i = 0; i < STAMP__KINDS; i++) {
		dump_string(b, kinds[i], p->stamps[i].key, 0);
		dump_text(b, kinds[i], &p->stamps[i].words, 0);
	}
	dump_date(b, "recall-until", &p->recall_until, 0);
	if (p->draft.number > 0)
		buffer_printf(b, "draft-number %d\n", p->draft.number);
	dump_date(b, "draft-date", &p->draft.date, 0);
	dump_string(b, "address", p->contact.address, 0);
	dump_string(b, "phone", p->contact.phone, 0);
	dump_string(b, "fax", p->contact.fax, 0);
	dump_string(b, "email", p->contact.email, 0);
	dump_string(b, "website", p->contact.website, 0);
}

static void
dump_annexes(struct buffer *b, const char *name, const struct annexes *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct annex *a = &list->items[i];
		buffer_printf(b, "%s%s\n", name, a->separate ? " separate" : "");
		dump_string(b, "id", a->id, 1);
		dump_string(b, "type", a->type, 1);
		dump_string(b, "act", a->act, 1);
		dump_text(b, "title", &a->title, 1);
		dump_string(b, "orientation", orientations[a->orientation], 1);
		for (size_t k = 0; a->numbering != NULL && a->numbering[k] != NULL; k++)
			dump_string(b, "numbering", a->numbering[k], 1);
		dump_nodes(b, "opening", &a->opening, 1);
		dump_nodes(b, "body", &a->body, 1);
	}
}

void
dump_plan(struct buffer *b, const struct plan *p)
{
#define D(name, path, doc) path,
	static const char *const details[] = {
#include "detail.def"
	};
#undef D

	dump_string(b, "kind", p->kind, 0);
	dump_string(b, "profile", p->profile, 0);
	dump_fit(b, &p->fit);
	dump_string(b, "type", p->type, 0);
	dump_string(b, "orientation", orientations[p->orientation], 0);
	for (size_t i = 0; i < p->nissuers; i++)
		dump_issuer(b, &p->issuers[i]);
	dump_string(b, "number", p->number, 0);
	dump_string(b, "symbol", p->symbol, 0);
	dump_string(b, "unit", p->unit, 0);
	dump_string(b, "place", p->place, 0);
	dump_date(b, "date", &p->date, 0);
	dump_marks(b, p);
	dump_text(b, "subject", &p->subject, 0);
	dump_texts(b, "addressee", &p->addressees, 0);
	for (int i = 0; i < DETAIL__MAX; i++) {
		dump_text(b, details[i], &p->details[i].text, 0);
		dump_nodes(b, NULL, &p->details[i].items, 1);
	}
	dump_texts(b, "basis", &p->bases, 0);
	dump_string(b, "bases-end", p->bases_end, 0);
	for (size_t i = 0; p->numbering != NULL && p->numbering[i] != NULL; i++)
		dump_string(b, "numbering", p->numbering[i], 0);
	dump_nodes(b, "opening", &p->opening, 0);
	dump_nodes(b, "body", &p->body, 0);
	dump_nodes(b, "closing", &p->closing, 0);
	for (size_t i = 0; i < p->nsigners; i++)
		dump_signer(b, &p->signers[i]);
	dump_recipients(b, &p->recipients);
	if (p->fields != 0)
		buffer_printf(b, "fields %u\n", p->fields);
	if (p->recipients.copies > 0)
		buffer_printf(b, "copies %d\n", p->recipients.copies);
	if (p->medium == MEDIUM_ELECTRONIC)
		buffer_text(b, "electronic\n");
	dump_string(b, "signing-time", p->signing_time, 0);
	dump_annexes(b, "attached", &p->attached);
	dump_annexes(b, "appendix", &p->appendices);
}
