#include "profile_read.h"
#include "arena.h"

#include <string.h>

enum { CELLS = 2 };			/* a grid's columns */

static bind_reader read_zone, read_children, read_rows, read_text, read_rule, read_gap,
    read_addressees, read_signature, read_columns;

static const char *const columns[] = { "content", "halves", NULL };

#define OF(type_, member) .offset = offsetof(struct type_, member)

static const struct bind_field rule_fields[] = {
	{ .name = "share", .type = &profile_type_share, OF(zone, share), .required = true },
	{ .name = "thickness_pt", .type = &profile_type_pt, OF(zone, thickness), .required = true },
	{ .name = "gap_pt", .type = &profile_type_pt, OF(zone, gap), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object rule_object = { .fields = rule_fields };

static const struct bind_field signature_fields[] = {
	{ .name = "room_mm", .type = &profile_type_mm, OF(zone, room), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object signature_object = { .fields = signature_fields };

static const struct bind_type stack_type = {
	.takes = TAKES_ARRAY, .read = read_children, .arg = ZONE_STACK
};
static const struct bind_type issuers_type = {
	.takes = TAKES_ARRAY, .read = read_children, .arg = ZONE_ISSUERS
};
static const struct bind_type grid_type = { .takes = TAKES_ARRAY, .read = read_rows };
static const struct bind_type text_type = { .takes = TAKES_STRING, .read = read_text };
static const struct bind_type rule_type = {
	.takes = TAKES_OBJECT, .read = read_rule, .object = &rule_object
};
static const struct bind_type gap_type = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_ARRAY | TAKES_OBJECT, .read = read_gap
};
static const struct bind_type addressees_type = {
	.takes = TAKES_STRING, .read = read_addressees
};
static const struct bind_type signature_type = {
	.takes = TAKES_OBJECT, .read = read_signature, .object = &signature_object
};
static const struct bind_type columns_type = {
	.takes = TAKES_STRING, .read = read_columns, .choices = columns
};

enum { KIND = 1 };			/* group: what a zone is, exactly one of them */

static const struct bind_field zone_fields[] = {
	{ .name = "stack", .type = &stack_type, .groups = KIND },
	{ .name = "grid", .type = &grid_type, .groups = KIND },
	{ .name = "text", .type = &text_type, .groups = KIND, .needs = "style" },
	{ .name = "rule", .type = &rule_type, .groups = KIND },
	{ .name = "gap_pt", .type = &gap_type, .groups = KIND },
	{ .name = "issuers", .type = &issuers_type, .groups = KIND },
	{ .name = "addressees", .type = &addressees_type, .groups = KIND },
	{ .name = "signature", .type = &signature_type, .groups = KIND },
	{ .name = "when", .type = &bind_type_line, OF(zone, when) },
	{ .name = "role", .type = &bind_type_line, OF(zone, role) },
	{ .name = "heading", .type = &bind_type_bool, OF(zone, heading), .needs = "text" },
	{ .name = "reads_first", .type = &bind_type_bool, OF(zone, reads_first) },
	{ .name = "style", .type = &profile_type_style, OF(zone, style), .needs = "text" },
	{ .name = "columns", .type = &columns_type, OF(zone, by_content), .needs = "grid" },
	{ .name = "gap_mm", .type = &profile_type_mm, OF(zone, gap), .needs = "grid" },
	{ .name = NULL }
};
static const struct bind_object zone_object = {
	.fields = zone_fields, .some = KIND, .single = KIND
};
static const struct bind_type zone_type = {
	.takes = TAKES_OBJECT, .read = read_zone, .object = &zone_object
};

static void
read_zone(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_members(b, type->object, v, out);
}

/* The zones of an array, linked. */
static struct zone *
read_list(struct bind *b, const struct value *v)
{
	struct zone *zones = arena_array(b->mem, v->n, sizeof *zones);

	for (size_t i = 0; i < v->n; i++) {
		bind_value(b, &zone_type, &v->items[i], &zones[i]);
		zones[i].next = i + 1 < v->n ? &zones[i + 1] : NULL;
	}
	return v->n == 0 ? NULL : zones;
}

static void
read_children(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = (enum zone_kind)type->arg;
	z->child = read_list(b, v);
}

static void
read_rows(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	static const struct bind_type row_type = { .takes = TAKES_ARRAY, .read = bind_raw };
	struct zone *z = out, *rows = arena_array(b->mem, v->n, sizeof *rows);

	(void)type;
	z->kind = ZONE_GRID;
	z->child = v->n == 0 ? NULL : rows;
	for (size_t i = 0; i < v->n; i++) {
		const struct value *row = NULL;
		bind_value(b, &row_type, &v->items[i], &row);
		rows[i].kind = ZONE_STACK;
		rows[i].next = i + 1 < v->n ? &rows[i + 1] : NULL;
		if (row == NULL)
			continue;
		if (row->n == CELLS)
			rows[i].child = read_list(b, row);
		else
			DIAG(b->diag, LIST_COUNT, &row->at, "", arena_printf(b->mem, "%zu", row->n),
			    arena_printf(b->mem, "%d", CELLS));
	}
}

static void
read_text(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	(void)type;
	z->kind = ZONE_TEXT;
	bind_value(b, &profile_type_word, v, &z->text);
}

static void
read_rule(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = ZONE_RULE;
	profile_read_members((struct profile_reader *)b, type->object, v, z);
}

static void
read_gap(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	(void)type;
	z->kind = ZONE_GAP;
	bind_value(b, &profile_type_pt, v, &z->gap);
}

static void
read_addressees(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	(void)type;
	z->kind = ZONE_ADDRESSEES;
	bind_value(b, &profile_type_style, v, &z->style);
}

static void
read_signature(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = ZONE_SIGNATURE;
	profile_read_members((struct profile_reader *)b, type->object, v, z);
}

static void
read_columns(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	*(bool *)out = strcmp(v->string, type->choices[0]) == 0;
}

struct ends {				/* a form as JSON */
	const struct value	*head, *tail;
};

static const struct bind_type zones_type = { .takes = TAKES_ARRAY, .read = bind_raw };
static const struct bind_field form_fields[] = {
	{ .name = "head", .type = &zones_type, OF(ends, head), .required = true },
	{ .name = "tail", .type = &zones_type, OF(ends, tail), .required = true },
	{ .name = NULL }
};
static const struct bind_object form_object = { .fields = form_fields };
static const struct bind_type form_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &form_object
};

void
profile_read_forms(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct profile *p = out;

	(void)type;
	r->ruled = NULL;
	r->free = false;
	p->forms = arena_array(b->mem, v->n, sizeof *p->forms);
	p->nforms = v->n;
	for (size_t i = 0; i < v->n; i++) {
		struct ends ends = { NULL, NULL };
		struct form *form = &p->forms[i];
		form->name = v->items[i].at.key;
		bind_value(b, &form_type, &v->items[i], &ends);
		form->head = ends.head == NULL ? NULL : read_list(b, ends.head);
		form->tail = ends.tail == NULL ? NULL : read_list(b, ends.tail);
	}
}
