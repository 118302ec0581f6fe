#include "profile_read.h"
#include "arena.h"

enum { WHOLE = 1000 };			/* of the text's width */

static bind_reader read_mark, read_scan, read_copy_types, read_from;

#define OF(type_, member) .offset = offsetof(struct type_, member)

static const struct bind_type from_type = { .takes = TAKES_STRING, .read = read_from };
static const struct bind_field type_fields[] = {
	{ .name = "name", .type = &bind_type_line, OF(copy_type, type.name), .required = true },
	{ .name = "abbreviation", .type = &bind_type_line, OF(copy_type, type.abbreviation), .required = true },
	{ .name = "form", .type = &profile_type_form_name, OF(copy_type, type.form), .required = true },
	{ .name = "extract", .type = &bind_type_bool, OF(copy_type, extract) },
	{ .name = "from", .type = &from_type, OF(copy_type, from) },
	{ .name = NULL }
};
static const struct bind_object type_object = { .fields = type_fields };
static const struct bind_type type_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &type_object
};

static const struct bind_field mark_fields[] = {
	{ .name = "text", .type = &profile_type_zone_text, OF(profile, copy_mark), .required = true },
	{ .name = "style", .type = &profile_type_style, OF(profile, copy_mark_style), .required = true },
	{ .name = "from_edge_mm", .type = &profile_type_mm, OF(profile, copy_mark_place.away), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object mark_object = { .fields = mark_fields };
static const struct bind_type mark_type = {
	.takes = TAKES_OBJECT, .read = read_mark, .object = &mark_object
};
static const struct bind_type dpi_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = 10000
};
static const struct bind_field scan_fields[] = {
	{ .name = "least_dpi", .type = &dpi_type, OF(profile, copy_dpi), .required = true },
	{ .name = "least_version", .type = &bind_type_line, OF(profile, copy_version), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object scan_object = { .fields = scan_fields };
static const struct bind_type scan_type = {
	.takes = TAKES_OBJECT, .read = read_scan, .object = &scan_object
};
static const struct bind_type types_type = { .takes = TAKES_OBJECT, .read = read_copy_types, .element = &type_type };

static const struct bind_field copies_fields[] = {
	{ .name = "types", .type = &types_type, .required = true },
	{ .name = "symbol", .type = &profile_type_symbol_text, OF(profile, copy_symbol), .required = true },
	{ .name = "mark", .type = &mark_type, .required = true },
	{ .name = "scan", .type = &scan_type, .required = true },
	{ .name = "paper_within_mm", .type = &profile_type_mm, OF(profile, copy_paper), .required = true },
	{ .name = "time", .type = &profile_type_time_text, OF(profile, copy_time), .required = true },
	{ .name = "unconfirmed", .type = &bind_type_bool, OF(profile, copies_unconfirmed) },
	{ .name = NULL }
};
static const struct bind_object copies_object = { .fields = copies_fields };

const struct bind_type profile_type_copies = {
	.takes = TAKES_OBJECT, .read = profile_read_part, .object = &copies_object
};

static void
read_scan(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;

	(void)out;
	bind_members(b, type->object, v, r->p);
	r->p->copy_scan_article = profile_read_article(r, v);
}

/* In the top margin of the first page, at its right. */
static void
read_mark(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = ((struct profile_reader *)b)->p;

	(void)out;
	profile_read_members((struct profile_reader *)b, type->object, v, p);
	p->copy_mark_place.pages = PLACE_FIRST;
	p->copy_mark_place.edge = PLACE_TOP;
	p->copy_mark_place.share.value = WHOLE;
}

static void
read_copy_types(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile *p = ((struct profile_reader *)b)->p;

	(void)out;
	p->copies = arena_array(b->mem, v->n, sizeof *p->copies);
	p->ncopies = v->n;
	for (size_t i = 0; i < v->n; i++)
		p->copies[i].type.key = v->items[i].at.key;
	for (size_t i = 0; i < v->n; i++)
		bind_value(b, type->element, &v->items[i], &p->copies[i]);
}

/* The form of copy that another one is made from. */
static void
read_from(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const struct profile *p = ((struct profile_reader *)b)->p;
	const char **keys = bind_words(b->mem, p->copies, p->ncopies, sizeof *p->copies,
	    offsetof(struct copy_type, type.key));
	struct bind_type name = { .takes = TAKES_STRING, .read = bind_choice, .choices = keys };
	int i = -1;

	(void)type;
	bind_value(b, &name, v, &i);
	*(const char **)out = i < 0 ? NULL : keys[i];
}
