#include "profile_read.h"
#include "arena.h"
#include "clean.h"

#include <string.h>

enum { TEXT_LEAST = 72000 };		/* between margins, 1/1000 pt */

/* The parts of a profile, in the order in which they are read: later ones name earlier ones. */
enum part {
	PART_STYLES, PART_PAGE, PART_FONTS, PART_DASHES, PART_LEVELS, PART_LISTS, PART_WORDS,
	PART_TASKS, PART_PADDING, PART_BLANKS, PART_FIGURES, PART_NUMBER_WORDS, PART_CHARTS, PART_REPORT, PART_TIES,
	PART_TABLES, PART_STAMPS,
	PART_FORMS, PART_FIXED, PART_WATERMARK, PART_APPENDICES, PART_ATTACHED, PART_TYPES, PART_COPIES, PART_PICTURES,
	PART_FIT, PART_SETS, PART_TOGETHER, PART_LINT, PART__MAX
};

struct head {				/* a profile's top level */
	const char	*name, *cite;
	int		 kind;		/* index in `kinds` */
	const struct value *valid, *zones;
	const char	**unconfirmed, **letters;
	const struct value *part[PART__MAX];
};

static const char *const kinds[] = { "state", "party", NULL };

static bind_reader read_word, check_tiers;

const struct bind_type profile_type_word = {
	.takes = TAKES_STRING, .read = read_word, .may_be_empty = true
};
const struct bind_type profile_type_article = {	/* read before the rest */
	.takes = TAKES_STRING, .may_be_empty = true
};

#define HEAD(name_, type_, member) \
	.name = (name_), .type = (type_), .offset = offsetof(struct head, member)
#define RAW(name_, member, json, like_) HEAD(name_, (&(const struct bind_type){ \
	.takes = (json), .read = bind_raw, .like = &(like_) }), member)
#define SECTION(name_, part_, json, type_) \
	{ RAW(name_, part[part_], TAKES_##json, profile_type_##type_), .required = true }
static const struct bind_type kind_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = kinds
};
static const struct bind_field valid_fields[] = {
	{ .name = "from", .type = &bind_type_date, .offset = offsetof(struct profile, from) },
	{ .name = "until", .type = &bind_type_date, .offset = offsetof(struct profile, until) },
	{ .name = NULL }
};
static const struct bind_type valid_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = valid_fields }
};

/* Merged before this. */
static const struct bind_type unread_line = { .takes = TAKES_STRING };
static const struct bind_type unread_tier = { .takes = TAKES_STRING | TAKES_INT, .names = "tiers" };
static const struct bind_type unread_tiers = {
	.takes = TAKES_OBJECT, .read = check_tiers, .element = &profile_type_file
};
static const struct bind_field head_fields[] = {
	{ HEAD("profile", &bind_type_line, name), .required = true },
	{ HEAD("kind", &kind_type, kind), .required = true },
	{ HEAD("cite", &profile_type_word, cite), .required = true },
	{ .name = "title", .type = &unread_line },
	{ .name = "extends", .type = &unread_line },
	{ .name = "tier", .type = &unread_tier },
	{ .name = "tiers", .type = &unread_tiers },
	{ RAW("valid", valid, TAKES_OBJECT, valid_type) },
	{ HEAD("unconfirmed", &bind_type_lines, unconfirmed) },
	SECTION("styles", PART_STYLES, OBJECT, styles),
	SECTION("page", PART_PAGE, OBJECT, page),
	SECTION("fonts", PART_FONTS, OBJECT, fonts),
	SECTION("dashes", PART_DASHES, ARRAY, dashes),
	SECTION("levels", PART_LEVELS, OBJECT, levels),
	SECTION("lists", PART_LISTS, OBJECT, lists),
	SECTION("words", PART_WORDS, OBJECT, words),
	SECTION("tasks", PART_TASKS, OBJECT, tasks),
	SECTION("padding", PART_PADDING, OBJECT, padding),
	SECTION("blanks", PART_BLANKS, OBJECT, blanks),
	{ HEAD("letters", &bind_type_lines, letters), .required = true },
	SECTION("figures", PART_FIGURES, OBJECT, figures),
	SECTION("number_words", PART_NUMBER_WORDS, OBJECT, number_words),
	SECTION("charts", PART_CHARTS, OBJECT, charts),
	SECTION("report", PART_REPORT, OBJECT, report),
	SECTION("ties", PART_TIES, OBJECT, ties),
	SECTION("tables", PART_TABLES, OBJECT, tables),
	{ RAW("zones", zones, TAKES_OBJECT, profile_type_zone_lists) },
	SECTION("stamps", PART_STAMPS, OBJECT, stamps),
	SECTION("forms", PART_FORMS, OBJECT, forms),
	SECTION("fixed", PART_FIXED, ARRAY, fixed),
	SECTION("watermark", PART_WATERMARK, OBJECT, watermark),
	SECTION("appendices", PART_APPENDICES, OBJECT, appendices),
	SECTION("attached", PART_ATTACHED, OBJECT, attached),
	SECTION("types", PART_TYPES, OBJECT, types),
	{ RAW("copies", part[PART_COPIES], TAKES_OBJECT, profile_type_copies) },
	SECTION("pictures", PART_PICTURES, OBJECT, pictures),
	SECTION("sets", PART_SETS, OBJECT, sets),
	{ RAW("fit", part[PART_FIT], TAKES_OBJECT, profile_type_fit) },
	{ RAW("together", part[PART_TOGETHER], TAKES_ARRAY, profile_type_together) },
	{ RAW("lint", part[PART_LINT], TAKES_OBJECT, profile_type_lint) },
	{ .name = NULL }
};
static const struct bind_object head_object = { .fields = head_fields };

const struct bind_type profile_type_file = {
	.takes = TAKES_OBJECT, .object = &head_object, .partial = true,
	.doc = "A layout profile: what a regulation, and an office within it, say about the page."
};

static const struct bind_type *const part_types[PART__MAX] = {
	[PART_STYLES] = &profile_type_styles,
	[PART_PAGE] = &profile_type_page,
	[PART_FONTS] = &profile_type_fonts,
	[PART_DASHES] = &profile_type_dashes,
	[PART_LEVELS] = &profile_type_levels,
	[PART_LISTS] = &profile_type_lists,
	[PART_WORDS] = &profile_type_words,
	[PART_TASKS] = &profile_type_tasks,
	[PART_PADDING] = &profile_type_padding,
	[PART_BLANKS] = &profile_type_blanks,
	[PART_FIGURES] = &profile_type_figures,
	[PART_NUMBER_WORDS] = &profile_type_number_words,
	[PART_CHARTS] = &profile_type_charts,
	[PART_REPORT] = &profile_type_report,
	[PART_TIES] = &profile_type_ties,
	[PART_TABLES] = &profile_type_tables,
	[PART_STAMPS] = &profile_type_stamps,
	[PART_FORMS] = &profile_type_forms,
	[PART_FIXED] = &profile_type_fixed,
	[PART_WATERMARK] = &profile_type_watermark,
	[PART_APPENDICES] = &profile_type_appendices,
	[PART_ATTACHED] = &profile_type_attached,
	[PART_TYPES] = &profile_type_types,
	[PART_COPIES] = &profile_type_copies,
	[PART_PICTURES] = &profile_type_pictures,
	[PART_SETS] = &profile_type_sets,
	[PART_FIT] = &profile_type_fit,
	[PART_TOGETHER] = &profile_type_together,
	[PART_LINT] = &profile_type_lint,
};

const char *
profile_read_article(struct profile_reader *r, const struct value *v)
{
	const struct value *a = json_member(v, "article");
	const char *appendix;

	if (a == NULL || a->type != VALUE_STRING || a->len == 0)
		return "";
	appendix = strncmp(a->string, "App.", 4) == 0 ? strstr(r->p->cite, "App.") : NULL;
	return arena_printf(r->bind.mem, "%.*s%s", (int)(appendix != NULL ? (size_t)(appendix - r->p->cite)
	    : strlen(r->p->cite)), r->p->cite, a->string);
}

void
profile_read_members(struct profile_reader *r, const struct bind_object *object,
    const struct value *v, void *out)
{
	const char *outer = r->article;

	r->article = profile_read_article(r, v);
	bind_members(&r->bind, object, v, out);
	r->article = outer;
}

void
profile_read_part(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	profile_read_members((struct profile_reader *)b, type->object, v, out);
}

static void
read_word(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	size_t n = v->len;

	(void)type;
	*(const char **)out = clean_text(b->mem, b->diag, &v->at, v->string, &n);
}

/* Only what they are: the one that was asked for is in the profile already. */
static void
check_tiers(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)out;
	for (size_t i = 0; i < v->n; i++)
		bind_value(b, type->element, &v->items[i], NULL);
}

static void
check_page(struct profile_reader *r, const struct value *page)
{
	const struct profile *p = r->p;

	if (p->width.value == 0 || p->height.value == 0)	/* could not be read */
		return;
	if (p->width.value - p->left.value - p->right.value < TEXT_LEAST ||
	    p->height.value - p->top.value - p->bottom.value < TEXT_LEAST ||
	    p->height.value - p->turned_left.value - p->turned_right.value < TEXT_LEAST ||
	    p->width.value - p->turned_top.value - p->turned_bottom.value < TEXT_LEAST)
		DIAG(r->bind.diag, PAGE_SMALL, &page->at, "");
}

/* Whether everything is there that later parts or messages rest on. */
static bool
is_whole(const struct head *h)
{
	for (int i = 0; i < PART__MAX; i++)
		if (h->part[i] == NULL && i != PART_TOGETHER && i != PART_COPIES && i != PART_FIT && i != PART_LINT)
			return false;
	return h->name != NULL && h->cite != NULL && h->letters != NULL;
}

int
profile_read(struct arena *mem, struct diag *diag, const struct value *root,
    const struct profile *law, struct profile *p)
{
	struct profile_reader r = {
		.bind = { .mem = mem, .diag = diag }, .p = p, .law = law, .article = ""
	};
	struct head h = { .unconfirmed = arena_new(mem, sizeof(char *)) };

	*p = (struct profile){ .kind = "" };
	for (int i = 0; i < RULE__MAX; i++)
		p->lint[i] = rule_level((enum rule)i);
	bind_members(&r.bind, &head_object, root, &h);
	if (!is_whole(&h))
		return -1;
	p->name = h.name;
	p->kind = kinds[h.kind];
	p->cite = h.cite;
	p->unconfirmed = h.unconfirmed;
	p->letters = h.letters;
	r.zones = h.zones;
	if (h.valid != NULL)
		bind_value(&r.bind, &valid_type, h.valid, p);
	for (int i = 0; i < PART__MAX; i++) {
		r.own = (const char *)p;
		r.ruled = (const char *)law;
		r.free = law != NULL;
		if (h.part[i] != NULL)
			bind_value(&r.bind, part_types[i], h.part[i], p);
	}
	check_page(&r, h.part[PART_PAGE]);
	return diag_failed(diag) ? -1 : 0;
}
