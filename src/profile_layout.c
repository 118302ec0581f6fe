#include "profile_layout.h"
#include "arena.h"
#include "profile_read.h"

/* The rest of a profile is the regulation's or the office's. */
enum part {
	TIER, PAGE, STYLES, FONTS, LEVELS, LISTS, WORDS, TASKS, DASHES, PADDING, BLANKS, FIGURES, TABLES, STAMPS,
	WATERMARK, PICTURES, LINT, PART__MAX
};

static const struct bind_type tier_type = {
	.takes = TAKES_STRING | TAKES_INT, .read = bind_raw, .names = "tiers"
};

#define PART(name_, part, json, type_) { \
	.name = (name_), .offset = (part) * sizeof(const struct value *), \
	.type = &(const struct bind_type){ .takes = (json), .read = bind_raw, .like = &(type_) } }

static const struct bind_field fields[] = {
	{ .name = "tier", .type = &tier_type, .offset = TIER * sizeof(const struct value *) },
	PART("page", PAGE, TAKES_OBJECT, profile_type_page),
	PART("styles", STYLES, TAKES_OBJECT, profile_type_styles),
	PART("fonts", FONTS, TAKES_OBJECT, profile_type_fonts),
	PART("levels", LEVELS, TAKES_OBJECT, profile_type_levels),
	PART("lists", LISTS, TAKES_OBJECT, profile_type_lists),
	PART("words", WORDS, TAKES_OBJECT, profile_type_words),
	PART("tasks", TASKS, TAKES_OBJECT, profile_type_tasks),
	PART("dashes", DASHES, TAKES_ARRAY, profile_type_dashes),
	PART("padding", PADDING, TAKES_OBJECT, profile_type_padding),
	PART("blanks", BLANKS, TAKES_OBJECT, profile_type_blanks),
	PART("figures", FIGURES, TAKES_OBJECT, profile_type_figures),
	PART("tables", TABLES, TAKES_OBJECT, profile_type_tables),
	PART("stamps", STAMPS, TAKES_OBJECT, profile_type_stamps),
	PART("watermark", WATERMARK, TAKES_OBJECT, profile_type_watermark),
	PART("pictures", PICTURES, TAKES_OBJECT, profile_type_pictures),
	PART("lint", LINT, TAKES_OBJECT, profile_type_lint),
	{ .name = NULL }
};
static const struct bind_object object = { .fields = fields };

const struct bind_type profile_type_layout = {
	.takes = TAKES_OBJECT, .object = &object, .partial = true, .def = "layout",
	.doc = "Values laid over those of the layout profile."
};

const struct value *
profile_layout_read(struct bind *b, const struct value *layout)
{
	const struct value *parts[PART__MAX] = { NULL };
	struct value *over;

	if (layout == NULL)
		return NULL;
	bind_members(b, &object, layout, parts);
	over = arena_new(b->mem, sizeof *over);
	*over = *layout;
	over->items = arena_array(b->mem, PART__MAX, sizeof *over->items);
	over->n = 0;
	for (int i = 0; i < PART__MAX; i++)
		if (parts[i] != NULL)
			over->items[over->n++] = *parts[i];
	return over->n > 0 ? over : NULL;
}
