#include "chart_divide.h"

enum {
	FRAME = 6,			/* lines for an axis, the legend and the unit */
	UPRIGHT = 26,			/* lines that an upright chart takes with all that is not its key */
	GAP = 37,			/* hundredths of a line between rows of several bars */
	LETTER = 46,			/* hundredths of the letters' size: width of one */
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

/* Hundredths of a line that a category takes: a row with its bars, or its name in the key below lines. */
static size_t
lines_of(const struct chart *c, size_t category, size_t width)
{
	bool single = chart_is_stacked(c) || c->kind == CHART_PROGRESS || c->nseries == 1;
	size_t name = (letters(c->categories[category]) + width - 1) / width * 100;
	size_t bars = single ? 100 : c->nseries * 100 + GAP;

	return c->kind == CHART_LINES ? name / 2 : name > bars ? name : bars;
}

size_t
chart_divide(const struct chart_look *look, const struct sheet *sheet, const struct chart *c, size_t first)
{
	len size = look->tiny->size.value, line = size * 115 / 100;
	len high = (sheet->height.value - sheet->top.value - sheet->bottom.value) / 10 * 9;
	len wide = sheet->width.value - sheet->left.value - sheet->right.value;
	size_t most = (size_t)(high / line - (c->kind == CHART_LINES ? UPRIGHT : FRAME)) * 100, used = 0, end = first;
	size_t width = (size_t)(wide / 100 * NAMES / (size * LETTER / 100));

	if (c->kind == CHART_LINES && chart_counts_on(c))
		return c->ncategories;
	for (; end < c->ncategories; end++) {
		used += lines_of(c, end, width > 0 ? width : 1);
		if (used > most && end > first)
			break;
	}
	return end;
}
