#include "diag_text.h"
#include "arena.h"
#include "buffer.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

enum { PLACE_MAX = 1000 };		/* characters of a place shown */

/* Characters that cannot be seen, or that change how their neighbours are shown. */
static bool
invisible(unsigned c)
{
	static const struct { unsigned first, last; } ranges[] = {
		{ 0, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
		{ 0x2060, 0x206F }, { 0xE000, 0xF8FF }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static void
add_character(struct buffer *b, unsigned c)
{
	char bytes[UTF8_MAX];

	buffer_add(b, bytes, (size_t)utf8_put(bytes, c));
}

static bool
is_place(const char *argument)
{
	return (unsigned char)argument[0] == DIAG_TEXT_PLACE;
}

int
diag_text_most(const char *argument, int most)
{
	return is_place(argument) ? PLACE_MAX : most;
}

static void
add_argument(struct buffer *b, const char *text, int most)
{
	const char *end = text + strlen(text);

	most = diag_text_most(text, most);
	text += is_place(text);
	for (int n = 1; text < end; n++) {
		const char *start = text;
		unsigned c = utf8_next(&text, end);
		if (n == most && text < end) {
			buffer_text(b, "…");
			return;
		}
		if (c == UTF8_BAD)
			buffer_printf(b, "\\x%02X", (unsigned)(unsigned char)*start);
		else if (invisible(c))
			buffer_printf(b, "\\u%04X", c);
		else
			buffer_add(b, start, (size_t)(text - start));
	}
}

const char *
diag_text_fill(struct arena *mem, const char *pattern, const char *const *args, int most)
{
	struct buffer b = { .mem = mem };
	int n = 0;

	while (args != NULL && args[n] != NULL)
		n++;
	buffer_text(&b, "");
	for (const char *p = pattern; *p != '\0';) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			if (p[1] - '0' < n)
				add_argument(&b, args[p[1] - '0'], most);
			p += 3;
		} else {
			buffer_byte(&b, *p++);
		}
	}
	return b.data;
}

/* End of the line at p without its line break, or of the `most` bytes that matter. */
static const char *
line_end(const struct source *s, const char *p, size_t most)
{
	size_t left = (size_t)(s->text + s->len - p), n = left < most ? left : most;
	const char *end = memchr(p, '\n', n);

	if (end == NULL)
		return p + n;
	return end > p && end[-1] == '\r' ? end - 1 : end;
}

int
diag_text_first(int column)
{
	return column > DIAG_TEXT_LINE / 2 ? column - DIAG_TEXT_LINE / 2 : 1;
}

const char *
diag_text_line(struct arena *mem, const struct source *s, const char *p, int column, int first)
{
	struct buffer b = { .mem = mem };
	const char *end = line_end(s, p, (size_t)(first - column + DIAG_TEXT_LINE + 1) * UTF8_MAX);

	for (; p < end && column < first + DIAG_TEXT_LINE; column++) {
		unsigned c = utf8_next(&p, end);
		bool cut = (column == first && first > 1)
		    || (column == first + DIAG_TEXT_LINE - 1 && p < end);
		if (column < first)
			continue;
		if (cut)
			c = 0x2026;
		else if (c == '\t')
			c = ' ';
		else if (c == UTF8_BAD || invisible(c))
			c = 0xFFFD;
		add_character(&b, c);
	}
	buffer_text(&b, "");
	return b.data;
}
