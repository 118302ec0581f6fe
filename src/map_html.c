#include "map_html.h"
#include "arena.h"
#include "buffer.h"
#include "json.h"
#include "map_entity.h"
#include "span.h"
#include "utf8.h"

#include <string.h>

enum {
	DEPTH_MAX = 16,			/* lists inside each other that are counted */
	LOOKS = 4,			/* bits of enum span_look */
	MARK_MOST = 7			/* bytes of "- " or a number that an item begins with */
};

enum tag_does { TAG_BREAK, TAG_ROW, TAG_LOOK, TAG_ITEM, TAG_LIST, TAG_CELL, TAG_TABLE, TAG_SILENT };

static const struct tag {
	const char	*name;
	enum tag_does	 does;
	unsigned	 look;		/* TAG_LOOK; of a list 1: numbered */
} tags[] = {
	{ "p", TAG_BREAK, 0 }, { "br", TAG_BREAK, 0 }, { "div", TAG_BREAK, 0 }, { "tr", TAG_ROW, 0 },
	{ "h1", TAG_BREAK, 0 }, { "h2", TAG_BREAK, 0 }, { "h3", TAG_BREAK, 0 }, { "h4", TAG_BREAK, 0 },
	{ "h5", TAG_BREAK, 0 }, { "h6", TAG_BREAK, 0 }, { "blockquote", TAG_BREAK, 0 }, { "pre", TAG_BREAK, 0 },
	{ "hr", TAG_BREAK, 0 }, { "section", TAG_BREAK, 0 }, { "article", TAG_BREAK, 0 },
	{ "b", TAG_LOOK, SPAN_BOLD }, { "strong", TAG_LOOK, SPAN_BOLD }, { "i", TAG_LOOK, SPAN_ITALIC },
	{ "em", TAG_LOOK, SPAN_ITALIC }, { "u", TAG_LOOK, SPAN_UNDERLINE }, { "sup", TAG_LOOK, SPAN_SUPER },
	{ "li", TAG_ITEM, 0 }, { "ul", TAG_LIST, 0 }, { "ol", TAG_LIST, 1 }, { "td", TAG_CELL, 0 },
	{ "th", TAG_CELL, 0 },
	{ "table", TAG_TABLE, 0 }, { "script", TAG_SILENT, 0 }, { "style", TAG_SILENT, 0 }, { "head", TAG_SILENT, 0 },
	{ "title", TAG_SILENT, 0 },
};

struct html {
	struct arena	*mem;
	struct map_line *from;
	struct map_lines *lines;
	bool		 plain;
	struct buffer	 text;		/* of the line being written */
	struct map_line	 line;		/* its pieces */
	size_t		 next;		/* byte of `from` that would continue the last piece */
	int		 looks[LOOKS];	/* how often each bit of enum span_look is switched on */
	int		 numbers[DEPTH_MAX];	/* items of lists so far; -1: without numbers */
	int		 depth;		/* lists inside each other */
	bool		 cell;		/* the row has a cell already */
	bool		 table;		/* there was one */
	bool		 open;		/* no ">" comes any more */
};

static unsigned
look_of(const struct html *h)
{
	unsigned look = 0;

	for (int i = 0; i < LOOKS && !h->plain; i++)
		look |= h->looks[i] > 0 ? 1u << i : 0;
	return look;
}

/* Adds bytes that stand for those of the input from `byte` on; `whole` when they are the same. */
static void
add(struct html *h, const char *bytes, size_t n, size_t byte, bool whole)
{
	unsigned look = look_of(h);

	if (h->line.n == 0 || h->next != byte || h->line.pieces[h->line.n - 1].look != look) {
		h->line.pieces = arena_grow(h->mem, h->line.pieces, h->line.n, &h->line.cap, sizeof *h->line.pieces);
		h->line.pieces[h->line.n++] = (struct map_piece){ h->text.len, map_line_raw(h->from, byte), look };
	}
	buffer_add(&h->text, bytes, n);
	h->next = whole ? byte + n : h->from->len + 1;
}

static bool
ends_in_space(const struct html *h)
{
	return h->text.len > 0 && h->text.data[h->text.len - 1] == ' ';
}

/* A space for what is at `byte`; `whole` when that is one. Of several there is one. */
static void
add_space(struct html *h, size_t byte, bool whole)
{
	if (h->text.len > 0 && !ends_in_space(h))
		add(h, " ", 1, byte, whole);
}

static void
end_line(struct html *h)
{
	if (h->text.len > 0) {
		h->line.text = arena_copy(h->mem, h->text.data, h->text.len);
		h->line.len = h->text.len;
		h->line.at = h->from->at;
		map_line_add(h->mem, h->lines, &h->line);
	}
	h->line = (struct map_line){ .n = 0 };
	h->text.len = 0;
	h->cell = false;
}

static void
begin_item(struct html *h, size_t byte)
{
	int level = h->depth - 1 < DEPTH_MAX ? h->depth - 1 : DEPTH_MAX - 1;

	if (level < 0 || h->numbers[level] < 0)
		add(h, "- ", 2, byte, false);
	else {
		const char *label = arena_printf(h->mem, "%d. ", ++h->numbers[level]);
		add(h, label, strlen(label), byte, false);
	}
}

static void
apply_tag(struct html *h, const struct tag *tag, bool opens, size_t byte)
{
	switch (tag->does) {
	case TAG_LOOK:
		for (int i = 0; i < LOOKS; i++)
			if (tag->look == 1u << i)
				h->looks[i] += opens ? 1 : h->looks[i] > 0 ? -1 : 0;
		return;
	case TAG_CELL:
		if (opens && h->cell)
			add(h, " | ", 3, byte, false);
		h->cell |= opens;
		return;
	case TAG_LIST:
		end_line(h);
		if (opens && h->depth < DEPTH_MAX)
			h->numbers[h->depth] = tag->look == 1 ? 0 : -1;
		h->depth += opens ? 1 : h->depth > 0 ? -1 : 0;
		return;
	case TAG_ITEM:
		end_line(h);
		if (opens)
			begin_item(h, byte);
		return;
	case TAG_TABLE:
		h->table = true;
		end_line(h);
		return;
	case TAG_ROW:
		end_line(h);
		return;
	case TAG_BREAK:
		/* A paragraph in a cell or behind the mark of an item does not end its line. */
		if (h->cell || (h->depth > 0 && h->text.len <= MARK_MOST && ends_in_space(h)))
			add_space(h, byte, false);
		else
			end_line(h);
		return;
	case TAG_SILENT:
		return;
	}
}

static bool
is_name(const char *text, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++) {
		char c = text[i];
		if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != name[i])
			return false;
	}
	return name[n] == '\0';
}

static const struct tag *
find_tag(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (strlen(tags[i].name) == n && is_name(name, n, tags[i].name))
			return &tags[i];
	return NULL;
}

/* Behind what is not for readers: up to where the tag is closed. */
static size_t
skip_silent(const struct html *h, const struct tag *tag, size_t i)
{
	size_t n = strlen(tag->name);

	for (; i + n + 2 <= h->from->len; i++)
		if (h->from->text[i] == '<' && h->from->text[i + 1] == '/'
		    && is_name(h->from->text + i + 2, n, tag->name))
			return i;
	return h->from->len;
}

/* Over the tag or comment at byte i, doing what it says; i itself when it is none. */
static size_t
take_tag(struct html *h, size_t i)
{
	const char *p = h->from->text + i + 1, *end = h->from->text + h->from->len, *close;
	bool opens = *p != '/';
	const struct tag *tag;
	size_t n = 0;

	if (strncmp(p, "!--", 3) == 0) {
		close = strstr(p, "-->");
		return close == NULL ? h->from->len : (size_t)(close - h->from->text) + 3;
	}
	p += !opens;
	while ((p[n] >= 'a' && p[n] <= 'z') || (p[n] >= 'A' && p[n] <= 'Z') || (n > 0 && p[n] >= '0' && p[n] <= '9')
	    || (n > 0 && p[n] == ':'))
		n++;
	if (n == 0 && *p != '!' && *p != '?')
		return i;
	close = h->open ? NULL : memchr(p, '>', (size_t)(end - p));
	h->open = close == NULL;
	if (close == NULL)
		return i;
	tag = find_tag(p, n);
	if (tag != NULL)
		apply_tag(h, tag, opens, i);
	i = (size_t)(close - h->from->text) + 1;
	return tag != NULL && tag->does == TAG_SILENT && opens ? skip_silent(h, tag, i) : i;
}

/* Over the character at byte i, or the reference to one. */
static size_t
take_character(struct html *h, size_t i)
{
	const char *p = h->from->text + i, *next = p;
	char bytes[UTF8_MAX];
	size_t n = 0;
	unsigned c = *p == '&' ? map_entity(p, h->from->len - i, &n) : 0;

	if (c == ' ' || *p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') {
		add_space(h, i, *p == ' ');
		return i + (c == ' ' ? n : 1);
	}
	if (c != 0) {
		add(h, bytes, (size_t)utf8_put(bytes, c), i, false);
		return i + n;
	}
	utf8_next(&next, h->from->text + h->from->len);
	add(h, p, (size_t)(next - p), i, true);
	return i + (size_t)(next - p);
}

bool
map_html(struct arena *mem, struct map_line *from, bool plain, struct map_lines *lines)
{
	struct html h = { .mem = mem, .from = from, .lines = lines, .plain = plain, .text.mem = mem };
	size_t i = 0;

	while (i < from->len) {
		size_t next = from->text[i] == '<' ? take_tag(&h, i) : i;
		i = next > i ? next : take_character(&h, i);
	}
	end_line(&h);
	return h.table;
}
