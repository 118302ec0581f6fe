/* How charts look and what they say, from the JSON of a profile. */
#include "profile_read.h"

#include <math.h>

enum { DASH_MOST = 1000000 };		/* thousandths of a point */

static bind_reader read_dash;

#define LOOK(member) .offset = offsetof(struct profile, charts.member)
#define NUMBER(key, kind, member) { .name = key, .type = &profile_type_##kind, LOOK(member), .required = true }
#define STYLE(key, member) { .name = key, .type = &profile_type_style, LOOK(member), .required = true }
#define WORD(key, member) { .name = key, .type = &profile_type_word, LOOK(member), .required = true }
#define OBJECT(fields_) { .takes = TAKES_OBJECT, .read = profile_read_part, \
	.object = &(const struct bind_object){ .fields = (fields_) } }
#define END { .name = NULL }

static const char *const hatches[] = { "none", "rising", "falling", "crossed", "level", "upright", NULL };

static const struct bind_type hatch_type = { .takes = TAKES_STRING, .read = bind_choice, .choices = hatches };

#define FILL(member) offsetof(struct chart_fill, member)
static const struct bind_type fill_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "colour", &profile_type_colour, FILL(fill), .required = true },
		{ "hatch", &hatch_type, FILL(hatch), .doc = "Lines over the colour, told apart in grey too." },
		END
	} }
};

static const struct bind_type dash_type = { .takes = TAKES_INT | TAKES_REAL, .read = read_dash };

#define STROKE(member) offsetof(struct chart_stroke, member)
static const struct bind_type stroke_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "colour", &profile_type_colour, STROKE(colour), .required = true },
		{ "dash_pt", &dash_type, STROKE(dash), .doc = "Length of its dashes; else unbroken." },
		{ "gap_pt", &dash_type, STROKE(gap), .needs = "dash_pt" },
		END
	} }
};

static const struct bind_field style_fields[] = {
	STYLE("caption", caption), STYLE("label", label), STYLE("value", value), STYLE("name", name),
	STYLE("small", small), STYLE("tiny", tiny), STYLE("fine", fine), STYLE("key", key), STYLE("tiny_key", tiny_key),
	STYLE("note", note), STYLE("amount", amount), STYLE("legend", legend), END
};
static const struct bind_type styles_type = OBJECT(style_fields);

static const struct bind_field kind_fields[] = {
	WORD("bars", kinds[CHART_BARS]), WORD("stacked", kinds[CHART_STACKED]), WORD("rows", kinds[CHART_ROWS]),
	WORD("stacked-rows", kinds[CHART_STACKED_ROWS]), WORD("lines", kinds[CHART_LINES]),
	WORD("pie", kinds[CHART_PIE]), WORD("ring", kinds[CHART_RING]), WORD("progress", kinds[CHART_PROGRESS]), END
};
static const struct bind_type kinds_type = OBJECT(kind_fields);

static const struct bind_field phrase_fields[] = {
	WORD("most", phrases[PHRASE_MOST]), WORD("least", phrases[PHRASE_LEAST]),
	WORD("all_same", phrases[PHRASE_ALL_SAME]), WORD("total", phrases[PHRASE_TOTAL]),
	WORD("series", phrases[PHRASE_SERIES]), WORD("rise", phrases[PHRASE_RISE]), WORD("fall", phrases[PHRASE_FALL]),
	WORD("level", phrases[PHRASE_LEVEL]), WORD("share", phrases[PHRASE_SHARE]),
	WORD("reached", phrases[PHRASE_REACHED]), WORD("nothing", phrases[PHRASE_NOTHING]),
	WORD("only", phrases[PHRASE_ONLY]), WORD("others", phrases[PHRASE_OTHERS]),
	WORD("values", phrases[PHRASE_VALUES]), WORD("missing", phrases[PHRASE_MISSING]),
	WORD("span", phrases[PHRASE_SPAN]), WORD("rest", phrases[PHRASE_REST]),
	WORD("same", phrases[PHRASE_SAME]), WORD("sums", phrases[PHRASE_SUMS]), END
};
static const struct bind_type phrases_type = OBJECT(phrase_fields);

static const struct bind_field chart_fields[] = {
	{ .name = "styles", .type = &styles_type, .required = true },
	{ .name = "kinds", .type = &kinds_type, .required = true },
	{ .name = "phrases", .type = &phrases_type, .required = true },
	{ .name = "fills", .type = &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list,
	    .element = &fill_type, .size = sizeof(struct chart_fill), .least_items = 1 }, LOOK(fills),
	    .required = true },
	{ .name = "strokes", .type = &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list,
	    .element = &stroke_type, .size = sizeof(struct chart_stroke), .least_items = 1 }, LOOK(strokes),
	    .required = true },
	{ .name = "lines", .type = &profile_type_colour, LOOK(line_colour), .required = true },
	{ .name = "grid", .type = &profile_type_colour, LOOK(grid_colour), .required = true },
	NUMBER("outline_pt", pt, outline), NUMBER("axis_pt", pt, axis), NUMBER("grid_pt", pt, grid),
	NUMBER("curve_pt", pt, curve), NUMBER("hatch_gap_pt", size, hatch_gap), NUMBER("hatch_line_pt", pt, hatch_line),
	NUMBER("mark_pt", pt, mark), NUMBER("sample_pt", pt, sample),
	NUMBER("height_mm", mm, height), NUMBER("bar_pt", pt, bar), NUMBER("row_gap_pt", pt, row_gap),
	NUMBER("highest_mm", mm, highest), NUMBER("radius_mm", mm, radius), NUMBER("narrowest_pt", pt, narrowest),
	NUMBER("widest_pt", pt, widest), NUMBER("hair_pt", pt, hair), NUMBER("pad_pt", pt, pad),
	NUMBER("part_pt", pt, part),
	NUMBER("reach_pt", pt, reach), NUMBER("brief_pt", pt, brief),
	WORD("number", number), WORD("division", division), WORD("unit", unit), WORD("missing", missing),
	WORD("trifle", trifle),
	{ .name = "unsummed", .type = &bind_type_lines, LOOK(unsummed), .required = true },
	WORD("note_values", note_values), WORD("note_small", note_small),
	END
};
const struct bind_type profile_type_charts = OBJECT(chart_fields);

static void
read_dash(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	if (bind_within(b, v, 1, DASH_MOST))
		*(len *)out = (len)lround(v->real * 1000);
}
