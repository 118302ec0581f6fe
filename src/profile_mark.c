#include "profile_read.h"
#include "arena.h"

#include <string.h>

static bind_reader read_stamps, read_marks, read_fixed, read_edge;

const char *const profile_stamp_names[] = {
	[STAMP_SECRECY] = "secrecy", [STAMP_URGENCY] = "urgency", [STAMP_DRAFT] = "draft",
	[STAMP_CIRCULATION] = "circulation", [STAMP_RECALL] = "recall", [STAMP__KINDS] = NULL
};
static const char *const pages[] = {
	[PLACE_FIRST] = "first", [PLACE_FOLLOWING] = "following", [PLACE_EVERY] = "every", NULL
};

#define FIELD(struct_, name_, type_, member) \
	.name = (name_), .type = &(type_), .offset = offsetof(struct struct_, member)

static const struct bind_field mark_fields[] = {
	{ FIELD(stamp_mark, "text", profile_type_zone_text, text), .required = true },
	{ FIELD(stamp_mark, "name", bind_type_line, name) },
	{ FIELD(stamp_mark, "width_mm", profile_type_mm, width) },
	{ .name = NULL }
};
static const struct bind_object mark_object = { .fields = mark_fields };
static const struct bind_type mark_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &mark_object, .partial = true, .def = "mark",
	.doc = "Words of a stamp, and the width of its frame."
};
static const struct bind_type marks_type = {
	.takes = TAKES_OBJECT, .read = read_marks, .element = &mark_type
};

static const struct bind_field stamp_fields[] = {
	{ FIELD(stamp, "style", profile_type_style, style), .required = true },
	{ FIELD(stamp, "height_mm", profile_type_mm, frame.height) },
	{ FIELD(stamp, "pad_mm", profile_type_mm, frame.pad) },
	{ FIELD(stamp, "line_pt", profile_type_pt, frame.line) },
	{ .name = "marks", .type = &marks_type, .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object stamp_object = { .fields = stamp_fields };

static const struct bind_type stamp_type = {
	.takes = TAKES_OBJECT, .read = profile_read_part, .object = &stamp_object, .partial = true, .def = "stamp",
	.doc = "How a kind of stamp is drawn, and the marks there are."
};
const struct bind_type profile_type_stamps = {
	.takes = TAKES_OBJECT, .read = read_stamps, .object = &(const struct bind_object){
	    .fields = (const struct bind_field[]){
		{ FIELD(profile, "secrecy", stamp_type, stamps[STAMP_SECRECY]) },
		{ FIELD(profile, "urgency", stamp_type, stamps[STAMP_URGENCY]) },
		{ FIELD(profile, "draft", stamp_type, stamps[STAMP_DRAFT]) },
		{ FIELD(profile, "circulation", stamp_type, stamps[STAMP_CIRCULATION]) },
		{ FIELD(profile, "recall", stamp_type, stamps[STAMP_RECALL]) },
		{ .name = NULL }
	    } }
};

enum { EDGE = 1 };			/* group: from which edge something is placed */

#define EDGE_TYPE(edge) { \
	.takes = TAKES_INT | TAKES_REAL | TAKES_ARRAY | TAKES_OBJECT, .read = read_edge, .arg = (edge), \
	.like = &profile_type_mm }

static const struct bind_type pages_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = pages
};
static const struct bind_type top_type = EDGE_TYPE(PLACE_TOP);
static const struct bind_type above_type = EDGE_TYPE(PLACE_ABOVE);
static const struct bind_type foot_type = EDGE_TYPE(PLACE_FOOT);

static const struct bind_field fixture_fields[] = {
	{ FIELD(fixture, "pages", pages_type, place.pages), .required = true },
	{ FIELD(fixture, "top_mm", top_type, place), .groups = EDGE },
	{ FIELD(fixture, "above_mm", above_type, place), .groups = EDGE },
	{ FIELD(fixture, "foot_mm", foot_type, place), .groups = EDGE },
	{ FIELD(fixture, "left_share", profile_type_part, place.share) },
	{ FIELD(fixture, "apart_mm", profile_type_mm, place.apart) },
	{ FIELD(fixture, "when", profile_type_condition, when) },
	{ FIELD(fixture, "zones", profile_type_zones, zones), .required = true },
	{ .name = "article", .type = &profile_type_article },
	{ .name = NULL }
};
static const struct bind_object fixture_object = {
	.fields = fixture_fields, .some = EDGE, .single = EDGE
};
static const struct bind_type fixture_type = {
	.takes = TAKES_OBJECT, .read = profile_read_part, .object = &fixture_object
};
const struct bind_type profile_type_fixed = { .takes = TAKES_ARRAY, .read = read_fixed, .element = &fixture_type };

static const struct bind_field watermark_fields[] = {
	{ FIELD(profile, "text", bind_type_line, watermark.text), .required = true },
	{ FIELD(profile, "style", profile_type_style, watermark.style), .required = true },
	{ FIELD(profile, "share", profile_type_part, watermark.share), .required = true },
	{ .name = NULL }
};
const struct bind_type profile_type_watermark = {
	.takes = TAKES_OBJECT, .read = profile_read_part,
	.object = &(const struct bind_object){ .fields = watermark_fields }
};

/* Members of the profile itself, under names of their own. */
static void
read_stamps(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_members(b, type->object, v, out);
}

/* The regulation's mark of the same name, or NULL. */
static const struct stamp_mark *
ruled_mark(const struct stamp *law, const char *key)
{
	for (size_t i = 0; law != NULL && i < law->nmarks; i++)
		if (strcmp(law->marks[i].key, key) == 0)
			return &law->marks[i];
	return NULL;
}

static void
read_marks(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct stamp *s = out;
	const char *own = r->own, *ruled = r->ruled;
	const struct stamp *law = ruled == NULL ? NULL : (const void *)(ruled + ((const char *)s - own));

	if (v->n > STAMP_MARKS) {
		DIAG(b->diag, LIST_MANY, &v->at, "", arena_printf(b->mem, "%zu", v->n),
		    arena_printf(b->mem, "%d", STAMP_MARKS));
		return;
	}
	for (size_t i = 0; i < v->n; i++) {
		struct stamp_mark *mark = &s->marks[i];
		mark->key = v->items[i].at.key;
		r->own = (const char *)mark;
		r->ruled = (const char *)ruled_mark(law, mark->key);
		bind_value(b, type->element, &v->items[i], mark);
	}
	s->nmarks = v->n;
	r->own = own;
	r->ruled = ruled;
}

static void
read_fixed(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct profile_reader *r = (struct profile_reader *)b;
	struct profile *p = out;

	r->ruled = NULL;
	r->free = false;
	p->fixtures = arena_array(b->mem, v->n, sizeof *p->fixtures);
	p->nfixtures = v->n;
	for (size_t i = 0; i < v->n; i++)
		bind_value(b, type->element, &v->items[i], &p->fixtures[i]);
}

static void
read_edge(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct place *place = out;

	place->edge = (enum place_edge)type->arg;
	bind_value(b, &profile_type_mm, v, &place->away);
}
