#include "body.h"
#include "arena.h"
#include "chart_compose.h"
#include "compose_table.h"
#include "diag.h"
#include "number.h"
#include "signing.h"
#include "task_table.h"

#include <string.h>

struct counters {			/* of one list of nodes */
	const char		*label;	/* of the node the list belongs to, "" at the top */
	int			*counts;	/* by level: how many so far */
	int			 depth;	/* numbered nodes above */
	int			 dashes;	/* dashes above */
	int			 headings;	/* headings above */
	int			 tag;	/* open list in the structure, 0: none */
	const char		*labels;	/* its kind of labels */
};

struct body {				/* composing state of one document */
	struct composer		*c;
	struct block		*parent;
	const char *const	*numbering;	/* level names by depth */
	int			 nlevels;	/* of them */
	int			*running;	/* counts of continuous levels */
	bool			 quoted;	/* numbers are those of another document */
	const char		*mark;		/* to be put before the next text: opens a quote; "" when none */
};

static void compose_nodes(struct body *, const struct nodes *, struct counters *);

static struct counters
below(const struct body *b, const struct counters *up, const char *label)
{
	struct counters c = { .label = label };

	c.counts = arena_array(b->c->mem, b->c->profile->nlevels, sizeof(int));
	if (up == NULL)
		return c;
	c.depth = up->depth;
	c.dashes = up->dashes;
	c.headings = up->headings;
	return c;
}

/* A paragraph of the running text, in the structure the element `tag` or a new P when 0. */
static struct block *
add_item(struct body *b, const char *role, const struct style *style, const struct where *at, int tag)
{
	b->c->last_drawn = NULL;
	return b->c->last_text = inline_para(b->c, b->parent, role, style, at, tag);
}

/* A paragraph that ends the list before it. */
static struct block *
add_para(struct body *b, struct counters *list, const char *role, const struct style *style,
    const struct where *at)
{
	list->tag = 0;
	return add_item(b, role, style, at, 0);
}

/* A label or the like with the mark that opens a quote before it, if this is where one begins. */
static const char *
marked(struct body *b, const char *words)
{
	const char *mark = b->mark;

	b->mark = "";
	return mark[0] == '\0' ? words : arena_printf(b->c->mem, "%s%s", mark, words);
}

/* A paragraph that is an item of the list at this place, begun when there is none; with its label. */
static struct block *
add_labelled(struct body *b, struct counters *list, const char *role, const struct style *style,
    const char *label, unsigned look, const char *labels, const struct where *at)
{
	struct block *para;
	int item, mark;

	if (list->tag == 0 || list->labels != labels) {
		list->tag = inline_list(b->c, labels);
		list->labels = labels;
	}
	item = inline_tag(b->c, list->tag, "LI");
	mark = inline_tag(b->c, item, "Lbl");
	para = add_item(b, role, style, at, inline_tag(b->c, item, "LBody"));
	inline_label(b->c, para, marked(b, label), look, at, mark);
	return para;
}

static void
finish_para(struct block *para)
{
	if (inline_ends_with(para, ":"))
		para->keep_next = true;
}

static void
add_content(struct body *b, struct block *para, const struct node *n)
{
	if (b->mark[0] != '\0')
		inline_add(b->c, para, marked(b, ""), n->run_in.n > 0 ? SPAN_BOLD : 0, n->at);
	if (n->run_in.n > 0) {
		inline_text(b->c, para, &n->run_in, SPAN_BOLD);
		inline_add(b->c, para, " ", 0, n->run_in.at);
	}
	inline_text(b->c, para, &n->text, 0);
	finish_para(para);
}

static const struct level *
node_level(struct body *b, const struct node *n, const struct counters *list)
{
	const char *name = n->level;
	const struct level *lv;

	if (name == NULL && list->depth >= b->nlevels) {
		DIAG(b->c->diag, LEVEL_DEEP, n->at, "", arena_printf(b->c->mem, "%d", b->nlevels));
		return NULL;
	}
	if (name == NULL)
		name = b->numbering[list->depth];
	lv = profile_level(b->c->profile, name);
	if (lv == NULL)
		DIAG(b->c->diag, LEVEL_UNKNOWN, n->at, "", name);
	return lv;
}

/* The label of a numbered node: generated, or given and compared with what was expected. */
static const char *
node_label(struct body *b, const struct level *lv, const struct node *n, struct counters *list)
{
	size_t i = (size_t)(lv - b->c->profile->levels);
	int *count = lv->continuous ? &b->running[i] : &list->counts[i];
	const char *expected;
	int given;

	++*count;
	if (n->label == NULL && !number_has_label(b->c->profile, lv, *count)) {
		if (number_has_label(b->c->profile, lv, *count - 1))
			DIAG(b->c->diag, LETTERS_END, n->at, "", arena_printf(b->c->mem, "%d", *count - 1));
		return "";
	}
	expected = number_label(b->c->mem, b->c->profile, lv, *count, list->label);
	if (n->label == NULL)
		return expected;
	if (n->label[0] == '\0' || strcmp(n->label, expected) == 0) {
		*count -= n->label[0] == '\0';
		return n->label;
	}
	if (!b->quoted)
		DIAG(b->c->diag, LABEL_ORDER, n->at, "", n->label, expected);
	given = number_of_label(b->c->mem, b->c->profile, lv, n->label, list->label);
	*count = given > 0 ? given : *count;
	return n->label;
}

static void
make_heading(struct body *b, struct block *para, const char *label, const struct node *n, int above)
{
	static const char *const roles[] = { "H2", "H3", "H4", "H5", "H6" };
	struct tag *tag = &b->c->blocks->tags.items[para->tag];
	const char *title = inline_plain(b->c->mem, b->c->profile, b->c->plan, &n->text);

	if (b->quoted)
		return;
	tag->role = roles[above < 4 ? above : 4];
	tag->outline = label[0] == '\0' ? title : arena_printf(b->c->mem, "%s %s", label, title);
	tag->depth = above + 1;
}

/* Number and title on a line of their own, or the title on the next line. */
static struct block *
compose_heading(struct body *b, const struct node *n, struct counters *list, const struct level *lv,
    const char *label)
{
	struct block *para = add_para(b, list, lv->name, lv->style, n->at);

	para->label = label;
	make_heading(b, para, label, n, list->headings);
	if (label[0] != '\0')
		inline_add(b->c, para, marked(b, label), 0, n->at);
	if (lv->title != NULL)
		(para = add_item(b, lv->name, lv->title, n->at, para->tag))->label = "";
	else if (label[0] != '\0')
		inline_add(b->c, para, " ", 0, n->at);
	add_content(b, para, n);
	return para;
}

/* What a level's labels are in the structure. */
static const char *
labels_of(const struct level *lv)
{
	return strstr(lv->format, "{letter}") != NULL ? LIST_LETTERS
	    : strstr(lv->format, "{roman}") != NULL ? LIST_ROMAN : LIST_FIGURES;
}

/* A numbered paragraph is an item of a list. */
static struct block *
compose_numbered(struct body *b, const struct node *n, struct counters *list, const struct level *lv,
    const char *label)
{
	const struct style *style = lv->plain != NULL ? lv->plain : lv->style;
	struct block *para = label[0] == '\0' ? add_para(b, list, lv->name, style, n->at)
	    : add_labelled(b, list, lv->name, style, label, lv->label_bold ? SPAN_BOLD : 0, labels_of(lv), n->at);

	para->label = label;
	add_content(b, para, n);
	return para;
}

/* The last depth that looks different serves all below it. */
static int
dash_depth(const struct counters *list)
{
	return list->dashes < DASH_DEPTHS ? list->dashes : DASH_DEPTHS - 1;
}

/* What belongs to an item is inside it in the structure too. */
static void
compose_inside(struct body *b, const struct nodes *nodes, struct counters *list, int tag)
{
	int outside = b->c->within;

	b->c->within = tag;
	compose_nodes(b, nodes, list);
	b->c->within = outside;
}

/* An item with a bullet, or a paragraph where that is empty. */
static struct block *
add_dash(struct body *b, struct counters *list, const char *role, const struct style *style, const char *bullet,
    const struct where *at)
{
	return bullet[0] == '\0' ? add_para(b, list, role, style, at)
	    : add_labelled(b, list, role, style, bullet, 0, LIST_DASHES, at);
}

static void
compose_dash(struct body *b, const struct node *n, struct counters *list)
{
	const struct profile *p = b->c->profile;
	const char *bullet = n->label != NULL ? n->label : p->bullets[dash_depth(list)];
	struct counters inside = below(b, list, list->label);
	struct block *para = add_dash(b, list, "dash", p->dash[dash_depth(list)], bullet, n->at);

	add_content(b, para, n);
	inside.dashes++;
	compose_inside(b, &n->items, &inside, bullet[0] != '\0' ? para->tag : b->c->within);
}

/* "- Cơ quan chủ trì: Sở …." */
static void
compose_task_line(struct body *b, const struct task_line *line, enum task_part part, struct counters *list)
{
	const struct profile *p = b->c->profile;
	const struct task_style *own = &b->c->plan->task_style;
	const char *label = line->label != NULL ? line->label : own->labels[part] != NULL ? own->labels[part]
	    : p->task_labels[part];
	const char *bullet = own->bullet != NULL ? own->bullet : p->task_bullet;
	struct block *para = add_dash(b, list, "task-line", p->dash[dash_depth(list)], bullet, line->at);
	struct counters items = below(b, list, list->label);

	items.dashes += bullet[0] != '\0';
	inline_add(b->c, para, label, 0, line->at);
	inline_add(b->c, para, p->task_colon, 0, line->at);
	if (line->text.n > 0) {
		inline_add(b->c, para, " ", 0, line->at);
		inline_text(b->c, para, &line->text, 0);
		inline_end(b->c, para, line->end != NULL ? line->end : p->task_end);
	}
	finish_para(para);
	compose_inside(b, &line->items, &items, bullet[0] != '\0' ? para->tag : b->c->within);
}

static void
compose_task_lines(struct body *b, const struct node *n, struct counters *inside)
{
	compose_nodes(b, &n->intro, inside);
	for (int i = 0; i < TASK__PARTS; i++) {
		enum task_part part = b->c->profile->task_order[i];
		if (n->task->lines[part]->at != NULL)
			compose_task_line(b, n->task->lines[part], part, inside);
	}
}

/*
 * Depth of what is below a node. In a quote, which may begin at any level, the level named says where
 * in the numbering it stands.
 */
static int
depth_below(const struct body *b, const struct node *n, const struct counters *list)
{
	if (!b->quoted || n->level == NULL)
		return list->depth + 1;
	for (int i = 0; i < b->nlevels; i++)
		if (strcmp(b->numbering[i], n->level) == 0)
			return i + 1;
	return list->depth;
}

/* A numbered node: heading, task, or numbered paragraph, with what belongs below it. */
static void
compose_counted(struct body *b, const struct node *n, struct counters *list)
{
	bool plain = n->kind == NODE_NUMBERED || (n->kind == NODE_TASK && n->task->plain);
	const struct level *lv = node_level(b, n, list);
	const char *label = lv == NULL ? "" : node_label(b, lv, n, list);
	struct counters inside = below(b, list, label);
	struct block *para;
	int outside = b->c->within;

	inside.depth = depth_below(b, n, list);
	inside.dashes = 0;
	inside.headings += !plain;
	if (lv != NULL) {
		para = plain ? compose_numbered(b, n, list, lv, label) : compose_heading(b, n, list, lv, label);
		if (plain && label[0] != '\0')
			b->c->within = para->tag;
	}
	if (n->kind == NODE_TASK)
		compose_task_lines(b, n, &inside);
	compose_nodes(b, &n->items, &inside);
	b->c->within = outside;
}

/* Rows of dots say nothing: artifacts. */
static void
compose_fill(struct body *b, const struct node *n)
{
	struct block *para = block_add(b->c->mem, b->parent, BLOCK_PARA, "fill");

	para->style = b->c->profile->fill;
	para->at = n->at;
	for (int i = 0; i < n->rows; i++) {
		inline_add(b->c, para, i > 0 ? "\n" : "", 0, n->at);
		inline_fill(b->c, para, 0, n->at);
	}
	b->c->last_text = para;
	b->c->last_drawn = NULL;
}

/* Marks at what has no words stand in a paragraph of their own. */
static void
compose_mark(struct body *b, const struct node *quote, const struct node *beside)
{
	if (beside->kind == NODE_TABLE || beside->kind == NODE_FIGURE || beside->kind == NODE_FILL)
		add_content(b, add_item(b, "body", b->c->profile->body, quote->at, 0), quote);
}

/* Quoted text has its own numbers; what follows it goes on as if it were not there. */
static void
compose_quote(struct body *b, const struct node *n)
{
	struct counters inside = below(b, NULL, "");
	size_t size = b->c->profile->nlevels * sizeof(int);
	int *running = b->running, outside = b->c->within;
	bool quoted = b->quoted;
	struct block *last;

	b->running = arena_new(b->c->mem, size);
	b->quoted = true;
	b->mark = marked(b, b->c->profile->quote_open);
	b->c->within = inline_tag(b->c, outside, "BlockQuote");
	compose_mark(b, n, &n->items.items[0]);
	compose_nodes(b, &n->items, &inside);
	compose_mark(b, n, &n->items.items[n->items.n - 1]);
	b->c->within = outside;
	b->running = running;
	b->quoted = quoted;
	last = inline_last_text(b->c);
	inline_add(b->c, last, b->c->profile->quote_close, 0, n->at);
	inline_add(b->c, last, n->end != NULL ? n->end : b->c->profile->quote_end, 0, n->at);
}

static void
compose_text(struct body *b, const struct node *n, struct counters *list)
{
	struct counters inside = below(b, list, list->label);

	add_content(b, add_para(b, list, "body", b->c->profile->body, n->at), n);
	compose_nodes(b, &n->items, &inside);
}

static void
compose_node(struct body *b, const struct node *n, struct counters *list)
{
	if (n->kind >= NODE_TABLE)
		list->tag = 0;
	switch (n->kind) {
	case NODE_HEADING:
	case NODE_NUMBERED:
	case NODE_TASK:
		compose_counted(b, n, list);
		break;
	case NODE_TEXT:
		compose_text(b, n, list);
		break;
	case NODE_DASH:
		compose_dash(b, n, list);
		break;
	case NODE_TABLE:
		compose_table(b->c, b->parent, n->table);
		b->c->last_drawn = n->at;
		break;
	case NODE_TASK_TABLE:
		task_table_compose(b->c, b->parent, n->wish);
		b->c->last_drawn = n->at;
		break;
	case NODE_CHART:
		chart_compose(b->c, b->parent, n->chart);
		b->c->last_drawn = n->at;
		break;
	case NODE_FIGURE:
		signing_figure(b->c, b->parent, n->figure);
		b->c->last_drawn = n->at;
		break;
	case NODE_FILL:
		compose_fill(b, n);
		break;
	case NODE_QUOTE:
		compose_quote(b, n);
		break;
	case NODE_REPORT:
		DIAG(b->c->diag, REPORT_NODE, n->at, "");
		break;
	}
}

static void
compose_nodes(struct body *b, const struct nodes *nodes, struct counters *list)
{
	for (size_t i = 0; i < nodes->n; i++)
		compose_node(b, &nodes->items[i], list);
}

void
body_bases(struct body *b)
{
	const struct plan *plan = b->c->plan;
	const struct list_marks *marks = &b->c->profile->bases;
	const struct style *style = b->c->profile->basis;
	struct counters list = below(b, NULL, "");

	for (size_t i = 0; i < plan->bases.n; i++) {
		const struct text *t = &plan->bases.items[i];
		bool last = i + 1 == plan->bases.n;
		struct block *para = add_dash(b, &list, "basis", style, marks->bullet, t->at);
		inline_text(b->c, para, t, 0);
		inline_end(b->c, para, !last ? marks->each : plan->bases_end != NULL ? plan->bases_end : marks->last);
	}
}

void
body_paras(struct body *b, const struct nodes *nodes, const char *role, const struct style *style)
{
	struct counters list = below(b, NULL, "");

	b->c->in_body = true;
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		if (n->kind == NODE_TEXT)
			add_content(b, add_para(b, &list, role, style, n->at), n);
		else
			compose_node(b, n, &list);
	}
	b->c->in_body = false;
}

struct body *
body_open(struct composer *c, struct block *parent, const char *const *numbering)
{
	struct body *b = arena_new(c->mem, sizeof *b);

	*b = (struct body){ .c = c, .parent = parent, .mark = "", .numbering = numbering };
	while (b->numbering[b->nlevels] != NULL)
		b->nlevels++;
	b->running = arena_array(c->mem, c->profile->nlevels, sizeof(int));
	return b;
}

void
body_items(struct body *b, const struct nodes *nodes, int headings)
{
	struct counters top = below(b, NULL, "");

	top.headings = headings;
	b->c->in_body = true;
	compose_nodes(b, nodes, &top);
	b->c->in_body = false;
}
