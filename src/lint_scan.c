#include "lint_text.h"
#include "arena.h"
#include "clean.h"
#include "utf8.h"

#include <string.h>

static enum lint_kind
kind_beyond_ascii(unsigned c)
{
	if (c == 0xA0)
		return TOKEN_SPACE;
	if (c == 0xFFFC)
		return TOKEN_OBJECT;
	if (c < 0xC0 || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040))
		return TOKEN_MARK;
	return TOKEN_WORD;
}

/* The kind of the character at *p, which is moved over it. */
static enum lint_kind
next_kind(const char **p, const char *end)
{
	unsigned char c = (unsigned char)**p;

	if (c >= 0x80)
		return kind_beyond_ascii(utf8_next(p, end));
	++*p;
	if (c >= '0' && c <= '9')
		return TOKEN_NUMBER;
	if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
		return TOKEN_WORD;
	return c == ' ' || c == '\n' ? TOKEN_SPACE : TOKEN_MARK;
}

/* What a token says of its text. */
static unsigned
bits_of(enum lint_kind kind, unsigned char c)
{
	if (kind == TOKEN_NUMBER || kind == TOKEN_MIXED)
		return HAS_NUMBER;
	if (kind != TOKEN_MARK)
		return 0;
	if (c == '(' || c == ')')
		return HAS_BRACKET;
	return c == '"' ? HAS_QUOTE : c == '-' ? HAS_DASH : c == '%' ? HAS_PERCENT : c >= 0x80 ? HAS_OTHER : 0;
}

/* Letters and figures in a row are one word, spaces one space; marks stand alone. */
static void
tokenize(struct lint *l, struct lint_text *t)
{
	const char *p = t->s, *end = t->s + t->n;
	size_t cap = 0;

	while (p < end) {
		const char *start = p, *next;
		enum lint_kind kind = next_kind(&p, end), more;
		for (next = p; p < end && kind != TOKEN_MARK && kind != TOKEN_OBJECT; p = next) {
			more = next_kind(&next, end);
			if (more == kind || (kind == TOKEN_MIXED && more <= TOKEN_NUMBER))
				continue;
			if (kind > TOKEN_MIXED || more > TOKEN_NUMBER)
				break;
			kind = TOKEN_MIXED;
		}
		t->has |= bits_of(kind, (unsigned char)*start);
		t->tokens = arena_grow(l->mem, t->tokens, t->ntokens, &cap, sizeof *t->tokens);
		t->tokens[t->ntokens++] = (struct lint_token){ kind, (uint32_t)(start - t->s), (uint32_t)(p - start) };
	}
}

/* A number of one to `most` figures; -1 for others. */
static int
part_value(const struct lint_text *t, size_t token, uint32_t most)
{
	return token < t->ntokens && t->tokens[token].len <= most ? lint_value(t, token) : -1;
}

static int
year_at(const struct lint_text *t, size_t token)
{
	return token < t->ntokens && t->tokens[token].len == 4 ? lint_value(t, token) : -1;
}

/* "ngày 06 tháng 5 năm 2024" at a token, perhaps without its year. */
static bool
long_date(const struct lint_words *w, const struct lint_text *t, size_t i, struct lint_date *d)
{
	if (!lint_is(t, i, w->day) || !lint_is(t, i + 4, w->month) || !lint_kind_is(t, i + 1, TOKEN_SPACE)
	    || !lint_kind_is(t, i + 3, TOKEN_SPACE) || !lint_kind_is(t, i + 5, TOKEN_SPACE))
		return false;
	*d = (struct lint_date){ part_value(t, i + 2, 2), part_value(t, i + 6, 2), 0, i, i + 6, true };
	if (d->day < 0 || d->month < 0)
		return false;
	if (lint_kind_is(t, i + 7, TOKEN_SPACE) && lint_is(t, i + 8, w->year) && year_at(t, i + 10) > 0) {
		d->year = year_at(t, i + 10);
		d->last = i + 10;
	}
	return true;
}

/* "06/5/2024" at a token, or after the word for a day "06/5". */
static bool
short_date(const struct lint_words *w, const struct lint_text *t, size_t i, struct lint_date *d)
{
	bool named = i >= 2 && lint_is(t, i - 2, w->day);

	if (!lint_mark_is(t, i + 1, "/") || (i > 0 && (lint_mark_is(t, i - 1, "/") || lint_mark_is(t, i - 1, "-"))))
		return false;
	*d = (struct lint_date){ part_value(t, i, 2), part_value(t, i + 2, 2), 0, i, i + 2, false };
	if (d->day < 0 || d->month < 0)
		return false;
	if (!lint_mark_is(t, i + 3, "/"))
		return named && d->day > 0 && d->day <= 31 && d->month > 0 && d->month <= 12;
	d->year = year_at(t, i + 4);
	d->last = i + 4;
	return d->year > 0 && !lint_mark_is(t, i + 5, "/") && !(lint_mark_is(t, i + 5, "-")
	    && lint_kind_is(t, i + 6, TOKEN_WORD));
}

static void
find_dates(struct lint *l, struct lint_text *t)
{
	struct lint_date d;
	size_t cap = 0;

	for (size_t i = 0; i < t->ntokens; i++) {
		if (t->tokens[i].kind == TOKEN_WORD ? !long_date(l->words, t, i, &d)
		    : t->tokens[i].kind != TOKEN_NUMBER || !short_date(l->words, t, i, &d))
			continue;
		t->dates = arena_grow(l->mem, t->dates, t->ndates, &cap, sizeof *t->dates);
		t->dates[t->ndates++] = d;
		i = d.last;
	}
}

/* Whether a token is a word of a symbol, with capital letters. */
static bool
is_capital(const struct lint_text *t, size_t token)
{
	return lint_has_capital(t, token)
	    && (t->tokens[token].kind == TOKEN_WORD || t->tokens[token].kind == TOKEN_MIXED);
}

/* Over "-XY-Z" after a symbol's first letters. */
static size_t
end_of_symbol(const struct lint_text *t, size_t i)
{
	while (lint_kind_is(t, i + 1, TOKEN_MARK) && (lint_is(t, i + 1, "-") || lint_is(t, i + 1, "/"))
	    && is_capital(t, i + 2))
		i += 2;
	return i;
}

/* "3334/QĐ-UBND", "72/2015/NĐ-CP" or "36-NQ/TW" at a number. */
static bool
read_cite(const struct lint_text *t, size_t i, struct lint_cite *c)
{
	size_t symbol = i + 2;

	if (i > 0 && t->tokens[i - 1].kind == TOKEN_MARK && (lint_is(t, i - 1, "/") || lint_is(t, i - 1, ".")))
		return false;
	*c = (struct lint_cite){ .first = i };
	if (lint_mark_is(t, i + 1, "-") && is_capital(t, i + 2)) {
		c->last = end_of_symbol(t, i + 2);
		return c->last > i + 2 && lint_is(t, i + 3, "/");
	}
	if (!lint_mark_is(t, i + 1, "/"))
		return false;
	if (year_at(t, i + 2) > 0 && lint_mark_is(t, i + 3, "/")) {
		c->year = year_at(t, i + 2);
		symbol = i + 4;
	}
	if (!is_capital(t, symbol))
		return false;
	c->last = end_of_symbol(t, symbol);
	return true;
}

static void
find_cites(struct lint *l, struct lint_text *t)
{
	struct lint_cite c;
	size_t cap = 0;

	for (size_t i = 0; i + 2 < t->ntokens; i++) {
		if (t->tokens[i].kind != TOKEN_NUMBER || !read_cite(t, i, &c))
			continue;
		t->cites = arena_grow(l->mem, t->cites, t->ncites, &cap, sizeof *t->cites);
		t->cites[t->ncites++] = c;
		i = c.last;
	}
}

void
lint_scan(struct lint *l, struct lint_text *t)
{
	t->low = clean_lower(l->mem, t->s, t->n);
	if (strlen(t->low) != t->n)
		t->low = t->s;
	tokenize(l, t);
	if ((t->has & HAS_NUMBER) == 0)
		return;
	find_dates(l, t);
	find_cites(l, t);
	t->has |= (t->ndates > 0 ? HAS_DATE : 0u) | (t->ncites > 0 ? HAS_CITE : 0u);
}
