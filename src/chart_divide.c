#include "chart_divide.h"

enum {
	FRAME = 6,			/* lines for an axis, the legend and the unit */
	UPRIGHT = 26,			/* lines that an upright chart takes with all that is not its key */
	GAP = 37,			/* hundredths of a line between rows of several bars */
	LETTER = 46,			/* hundredths of the letters' size: width of one */
	LINE = 115,			/* the same: height of a line */
	HIGH = 90,			/* hundredths of the text area's height that a part may take */
	BESIDE = 75,			/* hundredths of that for parts of a chart with several bars in a row */
	NAMES = 45			/* hundredths of the width for names */
};

static size_t
letters(const char *s)
{
	size_t n = 0;

	for (; *s != '\0'; s++)
		n += (*s & 0xC0) != 0x80;
	return n;
}

/* Whether a row has one bar. */
static bool
is_single(const struct chart *c)
{
	return chart_is_stacked(c) || c->kind == CHART_PROGRESS || c->nseries == 1;
}

/* Hundredths of a line that a category takes: a row with its bars, or its name in the key below lines. */
static size_t
lines_of(const struct chart *c, size_t category, size_t width)
{
	size_t name = (letters(c->categories[category]) + width - 1) / width * 100;
	size_t bars = is_single(c) ? 100 : c->nseries * 100 + GAP;

	return c->kind == CHART_LINES ? name / 2 : name > bars ? name : bars;
}

/* Hundredths of lines of names and bars that a part may have at most; of one line, however low the sheet. */
static size_t
most_lines(const struct chart_look *look, const struct sheet *sheet, const struct chart *c)
{
	len line = look->tiny->size.value * LINE / 100;
	len high = (sheet->height.value - sheet->top.value - sheet->bottom.value) / 100 * HIGH;
	len lines = high / line - (c->kind == CHART_LINES ? UPRIGHT : FRAME);
	size_t most = lines > 1 ? (size_t)lines * 100 : 100;

	return is_single(c) || c->kind == CHART_LINES ? most : most * BESIDE / 100;
}

/* Letters of a name on one line. */
static size_t
name_width(const struct chart_look *look, const struct sheet *sheet)
{
	len wide = sheet->width.value - sheet->left.value - sheet->right.value, size = look->tiny->size.value;
	size_t width = (size_t)(wide / 100 * NAMES / (size * LETTER / 100));

	return width > 0 ? width : 1;
}

/* The same of all categories. */
static size_t
all_lines(const struct chart *c, size_t width)
{
	size_t lines = 0;

	for (size_t i = 0; i < c->ncategories; i++)
		lines += lines_of(c, i, width);
	return lines;
}

size_t
chart_parts(const struct chart_look *look, const struct sheet *sheet, const struct chart *c)
{
	size_t most = most_lines(look, sheet, c), lines = all_lines(c, name_width(look, sheet)), parts;

	if (!chart_has_values(c) || (c->kind == CHART_LINES && chart_counts_on(c)))
		return 1;
	parts = (lines + most - 1) / most;
	return parts < 1 ? 1 : parts < c->ncategories ? parts : c->ncategories;
}

size_t
chart_part_end(const struct chart_look *look, const struct sheet *sheet, const struct chart *c, size_t first,
    size_t parts_left)
{
	size_t width = name_width(look, sheet), left = 0, used = 0, end = first;

	for (size_t i = first; i < c->ncategories; i++)
		left += lines_of(c, i, width);
	while (end < c->ncategories - (parts_left - 1) && (used < left / parts_left || parts_left == 1))
		used += lines_of(c, end++, width);
	return end;
}
