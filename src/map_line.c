#include "map_line.h"
#include "arena.h"
#include "json.h"
#include "span.h"

#include <string.h>

void
map_line_of(struct arena *mem, const struct value *v, struct map_line *line)
{
	const struct where *at = locate_real(&v->at);
	ptrdiff_t start = locate_start(&v->at);

	if (start >= 0 && locate_source(at)->text[start] == '"' && (at == &v->at || v->at.offset == 0))
		start++;
	*line = (struct map_line){ .text = v->string, .len = v->len, .n = 1, .cap = 1, .at = at };
	line->pieces = arena_new(mem, sizeof *line->pieces);
	line->pieces->raw = start < 0 ? 0 : (size_t)start;
}

/* Number of the piece that a byte of a line is in. */
static size_t
piece_at(struct map_line *line, size_t byte)
{
	size_t i = line->last < line->n && line->pieces[line->last].start <= byte ? line->last : 0;

	while (i + 1 < line->n && line->pieces[i + 1].start <= byte)
		i++;
	line->last = i;
	return i;
}

size_t
map_line_raw(struct map_line *line, size_t byte)
{
	const struct map_piece *piece = &line->pieces[piece_at(line, byte)];
	struct map_piece *spot = &line->spot;

	if (piece->raw == 0)
		return 0;
	if (spot->start > byte || spot->start < piece->start || spot->raw < piece->raw)
		*spot = *piece;
	spot->raw = locate_ahead(locate_source(line->at), spot->raw, byte - spot->start);
	spot->start = byte;
	return spot->raw;
}

/* Adds bytes `from` to `to` behind what is there; the text is not changed. */
static void
add_pieces(struct arena *mem, struct map_line *line, size_t from, size_t to, struct map_line *out, size_t at)
{
	for (size_t i = piece_at(line, from); i < line->n && (line->pieces[i].start < to || out->n == 0); i++) {
		const struct map_piece *p = &line->pieces[i];
		size_t start = p->start > from ? p->start : from;
		out->pieces = arena_grow(mem, out->pieces, out->n, &out->cap, sizeof *out->pieces);
		out->pieces[out->n++] = (struct map_piece){ at + start - from, map_line_raw(line, start), p->look };
	}
}

void
map_line_cut(struct arena *mem, struct map_line *line, size_t from, size_t to, struct map_line *out)
{
	*out = (struct map_line){ .text = arena_copy(mem, line->text + from, to - from), .len = to - from,
		.at = line->at };
	add_pieces(mem, line, from, to, out, 0);
}

static bool
is_space(const char *p)
{
	return *p == ' ' || *p == '\t' || *p == '\n' || *p == '\r';
}

static bool
is_wide(const char *p)
{
	return (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0;
}

/* Narrows a part of a line by the spaces at its ends. */
static void
trim(const char *text, size_t *from, size_t *to)
{
	while (*from < *to && (is_space(text + *from) || (*to - *from > 1 && is_wide(text + *from))))
		*from += is_space(text + *from) ? 1 : 2;
	while (*from < *to && (is_space(text + *to - 1) || (*to - *from > 1 && is_wide(text + *to - 2))))
		*to -= is_space(text + *to - 1) ? 1 : 2;
}

static void
add_part(struct arena *mem, struct map_lines *lines, struct map_line *line, size_t from, size_t to)
{
	trim(line->text, &from, &to);
	if (from == to)
		return;
	lines->items = arena_grow(mem, lines->items, lines->n, &lines->cap, sizeof *lines->items);
	map_line_cut(mem, line, from, to, &lines->items[lines->n++]);
}

void
map_line_add(struct arena *mem, struct map_lines *lines, struct map_line *line)
{
	add_part(mem, lines, line, 0, line->len);
}

void
map_line_split(struct arena *mem, struct map_lines *lines, struct map_line *line)
{
	size_t from = 0;

	while (from <= line->len) {
		const char *end = memchr(line->text + from, '\n', line->len - from);
		size_t to = end == NULL ? line->len : (size_t)(end - line->text);
		add_part(mem, lines, line, from, to);
		from = to + 1;
	}
}

void
map_line_fold(struct arena *mem, struct map_line *line, struct map_line *out)
{
	char *text = arena_new(mem, line->len + 1);
	size_t from = 0, to = line->len, word;

	*out = (struct map_line){ .text = text, .at = line->at };
	trim(line->text, &from, &to);
	while (from < to) {
		for (word = from; word < to && !is_space(line->text + word); word++)
			continue;
		if (out->len > 0)
			text[out->len++] = ' ';
		add_pieces(mem, line, from, word, out, out->len);
		memcpy(text + out->len, line->text + from, word - from);
		out->len += word - from;
		for (from = word; from < to && is_space(line->text + from); from++)
			continue;
	}
	if (out->n == 0)
		add_pieces(mem, line, 0, 0, out, 0);
}

void
map_line_place(struct value *v, const struct where *at, size_t raw)
{
	v->at.real = at;
	v->at.offset = raw <= UINT32_MAX ? (uint32_t)raw : 0;
}

static void
set_string(struct value *v, const struct map_line *line, const char *text, size_t n, size_t raw)
{
	v->type = VALUE_STRING;
	v->string = text;
	v->len = n;
	map_line_place(v, line->at, raw);
}

/* A run of a text: an object with its text and looks. */
static void
make_run(struct arena *mem, const struct map_line *line, size_t from, size_t to, const struct map_piece *piece,
    struct value *v)
{
	static const struct { unsigned look; const char *name; } looks[] = {
		{ SPAN_BOLD, "bold" }, { SPAN_ITALIC, "italic" }, { SPAN_UNDERLINE, "underline" },
		{ SPAN_SUPER, "superscript" },
	};
	enum { LOOKS = sizeof looks / sizeof *looks };

	v->type = VALUE_OBJECT;
	map_line_place(v, line->at, piece->raw);
	v->items = arena_array(mem, LOOKS + 1, sizeof *v->items);
	set_string(&v->items[v->n], line, arena_copy(mem, line->text + from, to - from), to - from, piece->raw);
	v->items[v->n++].at.key = "text";
	for (size_t i = 0; i < LOOKS; i++) {
		struct value *look = &v->items[v->n];
		if (!(piece->look & looks[i].look))
			continue;
		look->type = VALUE_BOOL;
		look->truth = true;
		look->at.real = line->at;
		look->at.key = looks[i].name;
		v->n++;
	}
}

void
map_line_value(struct arena *mem, const struct map_line *line, struct value *v)
{
	unsigned all = 0;

	*v = (struct value){ .at.key = v->at.key };
	for (size_t i = 0; i < line->n; i++)
		all |= line->pieces[i].look;
	set_string(v, line, line->text, line->len, line->pieces[0].raw);
	if (all == 0 || line->len == 0)
		return;
	v->type = VALUE_ARRAY;
	v->items = arena_array(mem, line->n, sizeof *v->items);
	for (size_t i = 0, end; i < line->n; i = end) {
		for (end = i + 1; end < line->n && line->pieces[end].look == line->pieces[i].look; end++)
			continue;
		v->items[v->n].at.index = (uint32_t)v->n;
		make_run(mem, line, line->pieces[i].start, end < line->n ? line->pieces[end].start : line->len,
		    &line->pieces[i], &v->items[v->n++]);
	}
}
