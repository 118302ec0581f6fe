#include "pattern.h"
#include "arena.h"
#include "clean.h"
#include "utf8.h"

#include <string.h>

enum part_kind { PART_LITERAL, PART_SPACE, PART_ANY, PART_SOME, PART_DIGITS, PART_NUMBER, PART_ROMAN,
    PART_LETTER, PART_BLANK };

enum { NO_SLOT = PATTERN__SLOTS };

struct pattern_part {
	enum part_kind	 kind;
	int		 slot;		/* what it is of enum pattern_slot; NO_SLOT: nothing */
	const char	*text;		/* PART_LITERAL, in small letters */
	size_t		 len;
};

static const struct {
	const char	*name;
	enum part_kind	 kind;
	int		 slot;
} places[] = {
	{ "?", PART_ANY, NO_SLOT }, { "+", PART_SOME, NO_SLOT }, { "0", PART_DIGITS, NO_SLOT },
	{ "0a", PART_NUMBER, NO_SLOT },
	{ "I", PART_ROMAN, NO_SLOT }, { "a", PART_LETTER, NO_SLOT }, { "=", PART_SOME, PATTERN_WANTED },
	{ "=0", PART_DIGITS, PATTERN_WANTED }, { "=0a", PART_NUMBER, PATTERN_WANTED },
	{ "=I", PART_ROMAN, PATTERN_WANTED }, { "=a", PART_LETTER, PATTERN_WANTED },
	{ "d", PART_BLANK, PATTERN_DAY }, { "M", PART_BLANK, PATTERN_MONTH }, { "y", PART_BLANK, PATTERN_YEAR },
};

const char *
pattern_places(void)
{
	return "{?}, {+}, {=}, {0}, {0a}, {I}, {a}, {d}, {M}, {y}";
}

/* Bytes of the space at p, 0 when there is none. */
static size_t
space_at(const char *p, const char *end)
{
	if (p == end)
		return 0;
	if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
		return 1;
	return end - p >= 2 && (unsigned char)p[0] == 0xC2 && (unsigned char)p[1] == 0xA0 ? 2 : 0;
}

static const char *
skip_space(const char *p, const char *end)
{
	for (size_t n; (n = space_at(p, end)) > 0;)
		p += n;
	return p;
}

/* The end without the spaces before it. */
static const char *
trim(const char *start, const char *end)
{
	while (end > start && (space_at(end - 1, end) == 1 || (end - start >= 2 && space_at(end - 2, end) == 2)))
		end -= space_at(end - 1, end) == 1 ? 1 : 2;
	return end;
}

/* Reads the place in braces at p; its part has no kind when there is no such place. */
static bool
read_place(const char *p, size_t n, struct pattern_part *part)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (strlen(places[i].name) == n && strncmp(places[i].name, p, n) == 0) {
			*part = (struct pattern_part){ .kind = places[i].kind, .slot = places[i].slot };
			return true;
		}
	return false;
}

/* A literal up to the next space or brace. */
static const char *
read_literal(struct arena *mem, const char *p, const char *end, struct pattern_part *part)
{
	const char *start = p;

	while (p < end && *p != '{' && space_at(p, end) == 0)
		p++;
	*part = (struct pattern_part){ .kind = PART_LITERAL, .slot = NO_SLOT,
	    .text = clean_lower(mem, start, (size_t)(p - start)) };
	part->len = strlen(part->text);
	return p;
}

const char *
pattern_read(struct arena *mem, const char *text, struct pattern *pattern)
{
	const char *end = text + strlen(text), *p = skip_space(text, end), *stop = trim(p, end);

	*pattern = (struct pattern){ .text = text,
		.parts = arena_array(mem, strlen(text) + 1, sizeof *pattern->parts) };
	while (p < stop) {
		struct pattern_part *part = &pattern->parts[pattern->n++];
		if (*p == '{') {
			size_t n = strcspn(p, "}");
			if (p[n] != '}' || !read_place(p + 1, n - 1, part))
				return arena_copy(mem, p, n + (p[n] == '}'));
			if (part->slot != NO_SLOT)
				pattern->slots |= 1u << part->slot;
			p += n + 1;
		} else if (space_at(p, stop) > 0) {
			part->kind = PART_SPACE;
			part->slot = NO_SLOT;
			p = skip_space(p, stop);
		} else {
			p = read_literal(mem, p, stop, part);
		}
	}
	return NULL;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a letter, 0 for anything else. */
static size_t
letter_at(const char *p, const char *end)
{
	if (p < end && ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z')))
		return 1;
	/* the letter d with a stroke */
	return end - p >= 2 && (unsigned char)p[0] == 0xC4 && ((unsigned char)p[1] | 1) == 0x91 ? 2 : 0;
}

static const char *
skip_digits(const char *p, const char *end)
{
	while (p < end && is_digit(*p))
		p++;
	return p;
}

/* Over digits, or what is written where they are still to come: dots, lines, spaces. */
static const char *
skip_blank(const char *p, const char *end)
{
	const char *start = p;

	p = skip_digits(p, end);
	while (p == start || !is_digit(p[-1])) {
		size_t n = space_at(p, end);
		if (p < end && (*p == '.' || *p == '_'))
			n = 1;
		else if (end - p >= 3 && memcmp(p, "\xE2\x80\xA6", 3) == 0)
			n = 3;
		if (n == 0)
			break;
		p += n;
	}
	return p;
}

/* Behind what a part takes of the text, NULL when that is nothing it could be. `low` is in small letters. */
static const char *
take(const struct pattern_part *part, const char *p, const char *end, const char *low)
{
	const char *after = p;

	switch (part->kind) {
	case PART_LITERAL:
		return (size_t)(end - p) >= part->len && memcmp(low, part->text, part->len) == 0 ? p + part->len : NULL;
	case PART_SPACE:
		return skip_space(p, end);
	case PART_DIGITS:
	case PART_NUMBER:
		after = skip_digits(p, end);
		if (after > p && part->kind == PART_NUMBER)
			return after + letter_at(after, end);
		break;
	case PART_ROMAN:
		while (after < end && strchr("IVXLC", *after) != NULL)
			after++;
		break;
	case PART_LETTER:
		after += letter_at(p, end);
		break;
	case PART_BLANK:
		return skip_blank(p, end);
	case PART_ANY:
	case PART_SOME:
		break;
	}
	return after > p ? after : NULL;
}

static const char *
next_character(const char *p, const char *end)
{
	if (p < end)
		utf8_next(&p, end);
	return p;
}

struct search {				/* a match being tried */
	const char	*text, *end;
	const char	*low;		/* the same in small letters */
	const char	*open;		/* where the last part that takes any text ends so far; NULL: there was none */
	size_t		 part;		/* that part */
	struct pattern_match *found;
};

static void
set_slot(const struct search *s, const struct pattern_part *part, const char *start, const char *end)
{
	if (part->slot == NO_SLOT)
		return;
	s->found->start[part->slot] = (size_t)(start - s->text);
	s->found->end[part->slot] = (size_t)(end - s->text);
}

/* Lets the last part that takes any text take a character more; false when there is none. */
static bool
widen(struct search *s, const struct pattern *p)
{
	const struct pattern_part *part = &p->parts[s->part];

	if (s->open == NULL || s->open == s->end)
		return false;
	s->open = next_character(s->open, s->end);
	if (part->slot != NO_SLOT)
		s->found->end[part->slot] = (size_t)(s->open - s->text);
	return true;
}

/* Each part that takes any text takes the least with which what follows fits, up to the next such part. */
static bool
find(struct search *s, const struct pattern *p)
{
	const char *at = s->text;
	size_t i = 0;

	for (;;) {
		const struct pattern_part *part = &p->parts[i];
		const char *after;
		if (i == p->n && at == s->end)
			return true;
		after = NULL;
		if (i < p->n && (part->kind == PART_ANY || part->kind == PART_SOME)) {
			after = part->kind == PART_SOME ? next_character(at, s->end) : at;
			if (part->kind == PART_SOME && after == at)
				return false;
			after = i + 1 == p->n ? s->end : after;
			s->open = after;
			s->part = i;
		} else if (i < p->n) {
			after = take(part, at, s->end, s->low + (at - s->text));
		}
		if (after != NULL) {
			set_slot(s, part, at, after);
			at = after;
			i++;
		} else if (widen(s, p)) {
			at = s->open;
			i = s->part + 1;
		} else {
			return false;
		}
	}
}

bool
pattern_matches(struct arena *mem, const struct pattern *pattern, const char *text, size_t n, struct pattern_match *m)
{
	const char *start = skip_space(text, text + n), *end = trim(start, text + n), *low;
	struct search s = { .text = start, .end = end, .found = m };

	memset(m, 0, sizeof *m);
	low = clean_lower(mem, start, (size_t)(end - start));
	s.low = strlen(low) == (size_t)(end - start) ? low : start;
	if (!find(&s, pattern))
		return false;
	if (!(pattern->slots & 1u << PATTERN_WANTED))
		m->end[PATTERN_WANTED] = (size_t)(end - start);
	for (int i = 0; i < PATTERN__SLOTS; i++) {
		const char *from = start + m->start[i], *to = start + m->end[i];
		from = skip_space(from, to);
		m->start[i] = (size_t)(from - text);
		m->end[i] = (size_t)(trim(from, to) - text);
	}
	return true;
}
