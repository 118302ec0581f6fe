#include "profile_read.h"
#include "arena.h"
#include "field.h"

#include <string.h>

enum { CELLS = 2 };			/* a grid's columns */

/* Reads one element of a list into a zone of its own. */
typedef void zone_reader(struct bind *, const struct value *, struct zone *);

struct zone_user {			/* a list of zones that is being read for another one */
	int		 list;		/* index of its name */
	const struct zone_user *up;
};

static bind_reader read_forms, read_zone, read_children, read_rows, read_text, read_rule, read_gap,
    read_stamp, read_zone_list, read_addressees, read_signature, read_first, read_use, read_expects, read_optional;

static const char *const columns[] = { "content", "halves", NULL };
static const char *const extents[] = { "column", "line", NULL };

#define OF(type_, member) .offset = offsetof(struct type_, member)

static const struct bind_type extent_type = {
	.takes = TAKES_STRING, .read = read_first, .choices = extents
};
static const struct bind_field rule_fields[] = {
	{ .name = "share", .type = &profile_type_share, OF(zone, share), .required = true },
	{ .name = "of", .type = &extent_type, OF(zone, across) },
	{ .name = "thickness_pt", .type = &profile_type_pt, OF(zone, thickness), .required = true },
	{ .name = "gap_pt", .type = &profile_type_pt, OF(zone, gap), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object rule_object = { .fields = rule_fields };

static const struct bind_field signature_fields[] = {
	{ .name = "room_mm", .type = &profile_type_mm, OF(zone, room), .required = true },
	{ .name = "between_mm", .type = &profile_type_mm, OF(zone, gap), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object signature_object = { .fields = signature_fields };

static const struct bind_type zone_type;
static const struct bind_type row_or_zone;

static const struct bind_type stack_type = {
	.takes = TAKES_ARRAY, .read = read_children, .arg = ZONE_STACK, .element = &zone_type
};
static const struct bind_type beside_type = {
	.takes = TAKES_ARRAY, .read = read_children, .arg = ZONE_BESIDE, .element = &zone_type
};
static const struct bind_type stamp_type = {
	.takes = TAKES_STRING, .read = read_stamp, .choices = profile_stamp_names
};
static const struct bind_type issuers_type = {
	.takes = TAKES_ARRAY, .read = read_children, .arg = ZONE_ISSUERS, .element = &zone_type
};
static const struct bind_type grid_type = { .takes = TAKES_ARRAY, .read = read_rows, .element = &row_or_zone };
static const struct bind_type text_type = {
	.takes = TAKES_STRING, .read = read_text, .may_be_empty = true, .like = &profile_type_zone_text
};
static const struct bind_type use_word = { .takes = TAKES_STRING };	/* read by append() */
static const struct bind_type rule_type = {
	.takes = TAKES_OBJECT, .read = read_rule, .object = &rule_object
};
static const struct bind_type gap_type = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_ARRAY | TAKES_OBJECT, .read = read_gap, .like = &profile_type_pt
};
static const struct bind_field addressees_fields[] = {
	{ .name = "title", .type = &profile_type_zone_text, OF(zone, text) },
	{ .name = "alone", .type = &profile_type_style, OF(zone, alone), .required = true },
	{ .name = "above", .type = &profile_type_style, OF(zone, above), .required = true },
	{ .name = "each", .type = &profile_type_style, OF(zone, style), .required = true },
	{ .name = "words", .type = &profile_type_style, OF(zone, words), .required = true },
	{ .name = "under_colon", .type = &bind_type_bool, OF(zone, under_colon) },
	{ .name = NULL }
};
static const struct bind_object addressees_object = { .fields = addressees_fields };
static const struct bind_type addressees_type = {
	.takes = TAKES_OBJECT, .read = read_addressees, .object = &addressees_object
};
static const struct bind_type rows_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = 20
};
static const struct bind_type signature_type = {
	.takes = TAKES_OBJECT, .read = read_signature, .object = &signature_object
};
static const struct bind_type columns_type = {
	.takes = TAKES_STRING, .read = read_first, .choices = columns
};

/* Groups: what a zone is, exactly one of them; what cannot stand beside the name of a list. */
enum { KIND = 1, NO_WHEN = 2, NO_ROLE = 4, NO_READS_FIRST = 8, ALONE = KIND | NO_WHEN | NO_ROLE | NO_READS_FIRST };

static const struct bind_field zone_fields[] = {
	{ .name = "stack", .type = &stack_type, .groups = KIND },
	{ .name = "grid", .type = &grid_type, .groups = KIND },
	{ .name = "text", .type = &text_type, .groups = KIND, .needs = "style" },
	{ .name = "rule", .type = &rule_type, .groups = KIND },
	{ .name = "gap_pt", .type = &gap_type, .groups = KIND },
	{ .name = "beside", .type = &beside_type, .groups = KIND, .needs = "clear_mm" },
	{ .name = "stamp", .type = &stamp_type, .groups = KIND },
	{ .name = "issuers", .type = &issuers_type, .groups = KIND },
	{ .name = "addressees", .type = &addressees_type, .groups = KIND },
	{ .name = "signature", .type = &signature_type, .groups = KIND },
	{ .name = "use", .type = &use_word, .groups = ALONE },
	{ .name = "when", .type = &profile_type_condition, OF(zone, when), .groups = NO_WHEN },
	{ .name = "role", .type = &bind_type_line, OF(zone, role), .groups = NO_ROLE },
	{ .name = "heading", .type = &bind_type_bool, OF(zone, heading), .needs = "text" },
	{ .name = "reads_first", .type = &bind_type_bool, OF(zone, reads_first), .groups = NO_READS_FIRST },
	{ .name = "style", .type = &profile_type_style, OF(zone, style), .needs = "text" },
	{ .name = "end", .type = &profile_type_word, OF(zone, end), .needs = "text" },
	{ .name = "rows", .type = &rows_type, OF(zone, rows), .needs = "text" },
	{ .name = "columns", .type = &columns_type, OF(zone, by_content), .needs = "grid" },
	{ .name = "gap_mm", .type = &profile_type_mm, OF(zone, gap), .needs = "grid" },
	{ .name = "joined", .type = &profile_type_word, OF(zone, text), .needs = "issuers" },
	{ .name = "clear_mm", .type = &profile_type_mm, OF(zone, clear), .needs = "beside" },
	{ .name = "above_mm", .type = &profile_type_mm, OF(zone, gap), .needs = "beside" },
	{ .name = "between_pt", .type = &profile_type_pt, OF(zone, gap), .needs = "issuers" },
	{ .name = NULL }
};
static const struct bind_object zone_object = {
	.fields = zone_fields, .some = KIND, .single = ALONE
};
static const struct bind_type zone_type = {
	.takes = TAKES_OBJECT, .read = read_zone, .object = &zone_object, .def = "zone",
	.doc = "A part of the page, or with use the zones of a list."
};
static const struct bind_type row_or_zone = {
	.takes = TAKES_ARRAY | TAKES_OBJECT, .object = &zone_object, .element = &zone_type, .def = "row_or_zone",
	.doc = "The two cells of a row of a grid, or a zone."
};
static const struct bind_type zone_list = { .takes = TAKES_ARRAY, .element = &row_or_zone };
const struct bind_type profile_type_zone_lists = { .takes = TAKES_OBJECT, .element = &zone_list };

static void
read_zone(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_members(b, type->object, v, out);
}

/* {"use": NAME} stands for the elements of a list that the profile has under "zones". */
static const struct bind_type use_type = { .takes = TAKES_STRING, .read = read_use };
static const struct bind_field use_fields[] = {
	{ .name = "use", .type = &use_type, .required = true },
	{ .name = NULL }
};
static const struct bind_object use_object = { .fields = use_fields };

static void
read_use(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct bind_type name_type = {
		.takes = TAKES_STRING, .read = bind_choice, .choices = r->zone_names
	};
	int i = -1;

	(void)type;
	bind_value(b, &name_type, v, &i);
	for (const struct zone_user *u = r->user; u != NULL && i >= 0; u = u->up)
		if (u->list == i)
			i = DIAG(b->diag, PROFILE_CYCLE, &v->at, "", v->string);
	*(int *)out = i;
}

/* Reads the elements of an array to the end of a chain; the new end. */
static struct zone **
append(struct bind *b, zone_reader *read, const struct value *v, struct zone **end)
{
	static const struct bind_type list_type = { .takes = TAKES_ARRAY, .read = bind_raw };
	struct profile_reader *r = (struct profile_reader *)b;
	struct zone_user user = { .up = r->user };

	for (size_t i = 0; i < v->n; i++) {
		const struct value *item = &v->items[i], *list = NULL;
		if (json_member(item, "use") == NULL) {
			*end = arena_new(b->mem, sizeof **end);
			read(b, item, *end);
			end = &(*end)->next;
			continue;
		}
		user.list = -1;
		bind_members(b, &use_object, item, &user.list);
		if (user.list >= 0)
			bind_value(b, &list_type, &r->zones->items[user.list], &list);
		if (list == NULL)
			continue;
		r->user = &user;
		end = append(b, read, list, end);
		r->user = user.up;
	}
	return end;
}

static void
read_item(struct bind *b, const struct value *v, struct zone *out)
{
	bind_value(b, &zone_type, v, out);
}

static struct zone *
read_list(struct bind *b, const struct value *v)
{
	struct zone *first = NULL;

	append(b, read_item, v, &first);
	return first;
}

static struct zone *
read_part(struct bind *b, const struct value *v)
{
	return v == NULL ? NULL : read_list(b, v);
}

static void
read_children(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = (enum zone_kind)type->arg;
	z->child = read_list(b, v);
}

static void
read_row(struct bind *b, const struct value *v, struct zone *row)
{
	static const struct bind_type row_type = { .takes = TAKES_ARRAY, .read = bind_raw };
	const struct value *cells = NULL;
	int n = 0;

	row->kind = ZONE_STACK;
	bind_value(b, &row_type, v, &cells);
	if (cells == NULL)
		return;
	row->child = read_list(b, cells);
	for (const struct zone *z = row->child; z != NULL; z = z->next)
		n++;
	if (n != CELLS)
		DIAG(b->diag, LIST_COUNT, &v->at, "", arena_printf(b->mem, "%d", n),
		    arena_printf(b->mem, "%d", CELLS));
}

static void
read_rows(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	(void)type;
	z->kind = ZONE_GRID;
	append(b, read_row, v, &z->child);
}

static void
read_text(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	(void)type;
	z->kind = ZONE_TEXT;
	bind_value(b, &profile_type_zone_text, v, &z->text);
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
read_stamp(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = ZONE_STAMP;
	bind_choice(b, type, v, &z->stamp);
}

static void
read_zone_list(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	*(struct zone **)out = read_list(b, v);
}

static void
read_addressees(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = ZONE_ADDRESSEES;
	bind_members(b, type->object, v, z);
}

static void
read_signature(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct zone *z = out;

	z->kind = ZONE_SIGNATURE;
	profile_read_members((struct profile_reader *)b, type->object, v, z);
}

/* Whether the first of two words is given. */
static void
read_first(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	*(bool *)out = strcmp(v->string, type->choices[0]) == 0;
}

struct parts {				/* a form as JSON */
	const struct value	*head, *before, *after, *tail;
	const char		**expects;
	unsigned		 optional;
	int			 signers;
};

static const char *const optional_names[] = {	/* by FORM_ bits */
	"subject", "body", "place", "recipients", NULL
};

static const struct bind_type field_name = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = field_asked
};
static const struct bind_type optional_name = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = optional_names
};
static const struct bind_type zones_type = { .takes = TAKES_ARRAY, .read = bind_raw, .element = &zone_type };
static const struct bind_type expects_type = { .takes = TAKES_ARRAY, .read = read_expects, .element = &field_name };
static const struct bind_type optional_type = {
	.takes = TAKES_ARRAY, .read = read_optional, .element = &optional_name
};
static const struct bind_type signers_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = 100
};
static const struct bind_field form_fields[] = {
	{ .name = "head", .type = &zones_type, OF(parts, head), .required = true },
	{ .name = "before_body", .type = &zones_type, OF(parts, before) },
	{ .name = "after_body", .type = &zones_type, OF(parts, after) },
	{ .name = "tail", .type = &zones_type, OF(parts, tail), .required = true },
	{ .name = "expects", .type = &expects_type, OF(parts, expects) },
	{ .name = "optional", .type = &optional_type, OF(parts, optional) },
	{ .name = "signers", .type = &signers_type, OF(parts, signers) },
	{ .name = NULL }
};
static const struct bind_object form_object = { .fields = form_fields };
static const struct bind_type form_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &form_object, .partial = true, .def = "form",
	.doc = "What stands above and below the text of a document."
};

const struct bind_type profile_type_zones = { .takes = TAKES_ARRAY, .read = read_zone_list, .element = &zone_type };
const struct bind_type profile_type_forms = { .takes = TAKES_OBJECT, .read = read_forms, .element = &form_type };

/* Names of fields. */
static void
read_expects(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const char **names = arena_array(b->mem, v->n + 1, sizeof *names);

	for (size_t i = 0; i < v->n; i++) {
		int field = 0;
		bind_value(b, type->element, &v->items[i], &field);
		names[i] = field_asked[field];
	}
	*(const char ***)out = names;
}

static void
read_optional(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	for (size_t i = 0; i < v->n; i++) {
		int bit = 0;
		bind_value(b, type->element, &v->items[i], &bit);
		*(unsigned *)out |= 1u << bit;
	}
}

static void
read_forms(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct profile *p = out;
	static const struct value none = { .n = 0 };
	const struct value *lists = r->zones != NULL ? r->zones : &none;

	r->ruled = NULL;
	r->free = false;
	r->zone_names = bind_words(b->mem, lists->items, lists->n, sizeof *lists->items,
	    offsetof(struct value, at.key));
	p->forms = arena_array(b->mem, v->n, sizeof *p->forms);
	p->nforms = v->n;
	for (size_t i = 0; i < v->n; i++) {
		struct parts parts = { .signers = 1 };
		struct form *form = &p->forms[i];
		bind_value(b, type->element, &v->items[i], &parts);
		*form = (struct form){ .name = v->items[i].at.key, .head = read_part(b, parts.head),
		    .before_body = read_part(b, parts.before), .after_body = read_part(b, parts.after),
		    .tail = read_part(b, parts.tail), .expects = parts.expects, .optional = parts.optional,
		    .signers = parts.signers };
	}
}
