#include "arena.h"
#include "diag.h"
#include "plan.h"
#include "plan_types.h"
#include "unit.h"

#include <string.h>

static bind_reader read_path, read_image, read_mm, read_fields;

enum {
	LEAST_MM = 1, MOST_MM = 1000,	/* of a printed picture; no rule, but what paper can carry */
	LEAST_DPI = 10, MOST_DPI = 10000,
	LONGEST = 1000			/* bytes of a path */
};

static const struct bind_type path_type = { .takes = TAKES_STRING, .read = read_path };
static const struct bind_type mm_type = {
	.takes = TAKES_INT | TAKES_REAL, .read = read_mm, .least = LEAST_MM, .most = MOST_MM
};
static const struct bind_type dpi_type = {
	.takes = TAKES_INT, .read = bind_int, .least = LEAST_DPI, .most = MOST_DPI
};

#define OF(member) offsetof(struct plan_image, member)
#define SIZE_FIELDS \
	{ "width_mm", &mm_type, OF(width), .doc = "Width on paper." }, \
	{ "height_mm", &mm_type, OF(height), .doc = "Height on paper." }, \
	{ "dpi", &dpi_type, OF(dpi), .doc = "Pixels an inch, instead of what the file says." }

static const struct bind_object image_object = { .fields = (const struct bind_field[]){
	{ "image", &path_type, 0, .required = true,
	    .doc = "A PNG or JPEG, by its path from the plan's folder or a folder of images." },
	SIZE_FIELDS,
	{ "alt", &bind_type_line, OF(alt), .doc = "What it shows, in words." },
	{ .name = NULL }
} };

const struct bind_type plan_type_image = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_image, .object = &image_object,
	.def = "image", .doc = "A picture: its path, or its path and size."
};

static const struct bind_object figure_object = { .fields = (const struct bind_field[]){
	{ "image", &path_type, 0, .required = true,
	    .doc = "A PNG or JPEG, by its path from the plan's folder or a folder of images." },
	{ "alt", &bind_type_line, OF(alt), .required = true, .doc = "What it shows, in words." },
	SIZE_FIELDS,
	{ "caption", &plan_type_text, OF(caption), .doc = "Printed below it." },
	{ .name = NULL }
} };

const struct bind_type plan_type_figure = {
	.takes = TAKES_OBJECT, .read = read_image, .object = &figure_object,
	.def = "figure", .doc = "A picture in the text."
};

static const char *const field_names[] = { "signer", "organ", "copy", NULL };
static const struct bind_type field_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = field_names
};
const struct bind_type plan_type_fields = {
	.takes = TAKES_BOOL | TAKES_ARRAY, .read = read_fields, .element = &field_type
};

/* A path is taken as it is: files have their names byte for byte. */
static void
read_path(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan_image *image = out;

	(void)type;
	if (bind_is_blank(v->string))
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	if (v->len > LONGEST)
		DIAG(b->diag, LINE_LONG, &v->at, "", arena_printf(b->mem, "%zu", v->len),
		    arena_printf(b->mem, "%d", LONGEST));
	image->path = v->string;
	image->at = &v->at;
}

static void
read_image(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan_image *image = arena_new(b->mem, sizeof *image);

	*(struct plan_image **)out = image;
	if (v->type == VALUE_STRING)
		read_path(b, type, v, image);
	else
		bind_members(b, type->object, v, image);
}

/* Millimetres as a length. */
static void
read_mm(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	if (v->real >= (double)type->least && v->real <= (double)type->most)
		*(len *)out = unit_from_mm(v->real);
	else
		DIAG(b->diag, IMAGE_MM, &v->at, "", v->at.key, arena_printf(b->mem, "%d", LEAST_MM),
		    arena_printf(b->mem, "%d", MOST_MM));
}

static void
read_fields(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	unsigned *bits = out;

	*bits = v->type == VALUE_BOOL && v->truth ? FIELDS_ALL : 0;
	for (size_t i = 0; v->type == VALUE_ARRAY && i < v->n; i++) {
		int k = -1;
		bind_value(b, type->element, &v->items[i], &k);
		*bits |= k < 0 ? 0 : 1u << k;
	}
}
