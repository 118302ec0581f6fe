#include "clean.h"
#include "arena.h"
#include "legacy.h"
#include "utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

enum treatment {
	KEEP, REPLACE, CHANGE, DROP, TURN, JOIN, CONTROL, MISREAD, PRIVATE, BULLET, LOST, NONE,
	RIGHT
};

struct rule {
	unsigned	 first, last;	/* code points */
	enum treatment	 treatment;
	unsigned	 replacement;	/* code point, or 0 */
	const char	*name;		/* of the character, or "" */
};

#define X(first, last, treatment, replacement, name) { first, last, treatment, replacement, name },
static const struct rule rules[] = {
#include "clean.def"
};
#undef X

enum { PARTS = 8 };			/* code points one character can decompose to, with room to spare */
enum { NRULES = sizeof rules / sizeof *rules };
enum { MARKS_MAX = 30 };		/* on one letter; no script needs more, and many take very long to shape */

struct work {				/* one text being cleaned */
	struct arena	*mem;
	struct diag	*diag;
	const struct where *at;
	bool		 told[NRULES];	/* rules that were reported for this text */
	int		 marks;		/* on the last character so far */
	bool		 composes;	/* has characters that canonical composition may change */
	int32_t		*c;		/* code points */
	size_t		 n;
};

enum look { PLAIN = 0, SUSPECT = 1, UNUSUAL = 2 };	/* what a quick look at a text can find */

/*
 * Bits of continuation bytes 0x80-0xBF after C2 and C3: U+00A0, U+00B0 to U+00B3 and the letters of
 * Vietnamese are plain; the others may come from a legacy encoding.
 */
static const uint64_t plain_after_c2 = 0x000D000100000000u;
static const uint64_t plain_after_c3 = 0x263C370F263C370Fu;

/* Likewise after E2 80: dashes, quotation marks, ellipsis. */
static const uint64_t plain_after_e280 = 0x000000403F180000u;

static bool
has_bit(uint64_t set, unsigned char c)
{
	return (set >> (c & 0x3F) & 1) != 0;
}

/* Looks at a character of two bytes or more in valid UTF-8; moves over it. */
static unsigned
look_beyond_ascii(const unsigned char **p)
{
	const unsigned char *s = *p;

	*p += s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	if (s[0] == 0xE1 && s[1] >= 0xB8 && s[1] <= 0xBB)	/* U+1E00 to U+1EFF */
		return PLAIN;
	if (s[0] == 0xC3 && s[1] != 0x90)
		return has_bit(plain_after_c3, s[1]) ? PLAIN : SUSPECT;
	if (s[0] == 0xC4 || s[0] == 0xC5 || (s[0] == 0xC6 && s[1] >= 0xA0 && s[1] <= 0xB0))
		return PLAIN;
	if (s[0] == 0xE2 && s[1] == 0x80 && has_bit(plain_after_e280, s[2]))
		return PLAIN;
	if (s[0] == 0xC2 && s[1] >= 0xA0 && s[1] != 0xAD)
		return has_bit(plain_after_c2, s[1]) ? PLAIN : SUSPECT;
	return s[0] < 0xC4 ? UNUSUAL | SUSPECT : UNUSUAL;
}

/* What a text holds that plain Vietnamese in NFC does not: bits of enum look. */
static unsigned
look_at(const char *text, size_t n)
{
	const unsigned char *p = (const unsigned char *)text, *end = p + n;
	unsigned found = PLAIN;

	for (;;) {
		while (p < end && *p - 0x20u < 0x5F)
			p++;
		if (p >= end)
			return found;
		if (*p >= 0x80)
			found |= look_beyond_ascii(&p);
		else if (*p++ != '\n')
			found |= UNUSUAL;
	}
}

static const struct rule *
find_rule(int32_t c)
{
	size_t low = 0, high = NRULES;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if ((unsigned)c > rules[middle].last)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < NRULES && (unsigned)c >= rules[low].first)
		return &rules[low];
	/* The last two code points of every plane are no characters. */
	return (c & 0xFFFE) == 0xFFFE ? find_rule(0xFFFE) : NULL;
}

static void
tell(struct work *w, const struct rule *rule, int32_t c)
{
	static const struct { enum diag_code code; bool message; } messages[] = {
		[KEEP] = { 0, false }, [REPLACE] = { 0, false },
		[CHANGE] = { DIAG_TEXT_CHANGED, true }, [DROP] = { DIAG_TEXT_DROPPED, true },
		[TURN] = { DIAG_TEXT_DIRECTION, true }, [JOIN] = { DIAG_TEXT_DROPPED, true },
		[CONTROL] = { DIAG_TEXT_CONTROL, true }, [MISREAD] = { DIAG_TEXT_MISREAD, true },
		[PRIVATE] = { DIAG_TEXT_PRIVATE, true }, [BULLET] = { DIAG_TEXT_BULLET, true },
		[LOST] = { DIAG_TEXT_LOST, true }, [NONE] = { DIAG_TEXT_NONCHARACTER, true },
		[RIGHT] = { DIAG_TEXT_RIGHT, true },
	};
	const char *args[4] = { "" };
	char instead[UTF8_MAX + 1] = "";

	if (!messages[rule->treatment].message || w->told[rule - rules])
		return;
	w->told[rule - rules] = true;
	args[1] = arena_printf(w->mem, "U+%04X%s%s", (unsigned)c, *rule->name != '\0' ? " " : "",
	    rule->name);
	if (rule->replacement > ' ')
		utf8_put(instead, rule->replacement);
	else if (rule->replacement != 0)
		snprintf(instead, sizeof instead, "%s", rule->replacement == '\n' ? "\\n" : "\" \"");
	args[2] = instead;
	diag_add(w->diag, messages[rule->treatment].code, w->at, args);
}

/* Letters of scripts that are written without spaces: Thai, Lao, Khmer. */
static bool
joins(int32_t c)
{
	return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1780 && c <= 0x17FF)
	    || (c >= 0x19E0 && c <= 0x19FF);
}

/*
 * Whether canonical composition may change this character or its neighbours. Among punctuation and
 * symbols nothing composes, so that only characters with a decomposition of their own count.
 */
static bool
may_compose(int32_t c)
{
	const utf8proc_property_t *p;

	if (c < 0x0300 || (c >= 0x1E00 && c <= 0x1EFF))
		return false;
	if (c < 0x2000 || c > 0x2BFF)
		return true;
	p = utf8proc_get_property(c);
	return p->combining_class != 0 || (p->decomp_type == 0 && p->decomp_seqindex != UINT16_MAX);
}

/* Most characters have no rule; these ranges have none at all. */
static bool
has_rule(int32_t c)
{
	return !((c >= 0x20 && c < 0x7F) || (c > 0xD0 && c < 0x0189) || (c >= 0x1E00 && c < 0x2000));
}

static bool
is_mark(int32_t c)
{
	if (c < 0x0300 || (c >= 0x1E00 && c < 0x2000))
		return false;
	switch ((int)utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ME:
		return true;
	}
	return false;
}

static void
keep(struct work *w, size_t *to, int32_t c)
{
	w->marks = is_mark(c) ? w->marks + 1 : 0;
	if (w->marks == MARKS_MAX + 1)
		DIAG(w->diag, TEXT_MARKS, w->at, "", arena_printf(w->mem, "%d", MARKS_MAX));
	if (w->marks <= MARKS_MAX)
		w->c[(*to)++] = c;
}

/* Applies the rules to every code point. */
static void
treat(struct work *w)
{
	size_t to = 0;

	for (size_t i = 0; i < w->n; i++) {
		int32_t c = w->c[i];
		const struct rule *rule = has_rule(c) ? find_rule(c) : NULL;
		w->composes |= may_compose(c);
		if (rule != NULL && rule->treatment == JOIN && to > 0 && joins(w->c[to - 1])
		    && i + 1 < w->n && joins(w->c[i + 1]))
			rule = NULL;
		if (c == '\r' && i + 1 < w->n && w->c[i + 1] == '\n')
			continue;
		if (rule == NULL || rule->treatment == KEEP) {
			keep(w, &to, c);
			continue;
		}
		tell(w, rule, c);
		if (rule->replacement != 0)
			keep(w, &to, (int32_t)rule->replacement);
	}
	w->n = to;
}

static bool
is_tone(int32_t c)
{
	return c == 0x0300 || c == 0x0301 || c == 0x0303 || c == 0x0309;
}

/*
 * Puts circumflex and breve before the tone. Both are of class 230, so that canonical ordering
 * leaves them as typed and "a, acute, circumflex" would not compose to a Vietnamese letter.
 */
static void
order_marks(int32_t *c, size_t n)
{
	int32_t base = 0;

	for (size_t i = 0; i < n; i++) {
		int32_t low = c[i] | 0x20;
		if (low == 'a' || low == 'e' || low == 'o')
			base = low;
		else if (utf8proc_get_property(c[i])->combining_class == 0)
			base = 0;
		if (i > 0 && base != 0 && is_tone(c[i - 1])
		    && (c[i] == 0x0302 || (c[i] == 0x0306 && base == 'a'))) {
			int32_t tone = c[i - 1];
			c[i - 1] = c[i];
			c[i] = tone;
		}
	}
}

static void
encode(const struct work *w, char *out, size_t *len)
{
	*len = 0;
	for (size_t i = 0; i < w->n; i++)
		*len += (size_t)utf8_put(out + *len, (unsigned)w->c[i]);
	out[*len] = '\0';
}

/* Canonical composition, with marks in an order that composes. */
static void
normalise(struct work *w, const char *text, size_t len)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text;
	utf8proc_ssize_t n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, NULL, 0,
	    UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);

	if (n <= 0)
		return;
	/* utf8proc_normalize_utf32 needs no terminator; utf8proc_decompose wants room for all. */
	w->c = arena_array(w->mem, (size_t)n, sizeof *w->c);
	n = utf8proc_decompose(bytes, (utf8proc_ssize_t)len, w->c, n,
	    UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
	order_marks(w->c, (size_t)n);
	w->n = (size_t)utf8proc_normalize_utf32(w->c, n, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

static const char *
clean_unusual(struct work *w, const char *text, size_t *len)
{
	const char *p = text, *end = text + *len;
	char *out;
	size_t n;

	w->c = arena_array(w->mem, *len, sizeof *w->c);
	while (p < end) {
		unsigned c = utf8_next(&p, end);
		w->c[w->n++] = c == UTF8_BAD ? 0xFFFD : (int32_t)c;
	}
	treat(w);
	out = arena_new(w->mem, w->n * UTF8_MAX + 1);
	encode(w, out, &n);
	if (w->composes) {
		normalise(w, out, n);
		out = arena_new(w->mem, w->n * UTF8_MAX + 1);
		encode(w, out, &n);
	}
	if (n == *len && memcmp(out, text, n) == 0)
		return text;
	*len = n;
	return out;
}

const char *
clean_text(struct arena *mem, struct diag *d, const struct where *at, const char *text, size_t *len)
{
	static const enum diag_code codes[] = {
		[LEGACY_VNI] = DIAG_LEGACY_VNI, [LEGACY_TCVN3] = DIAG_LEGACY_TCVN3,
		[LEGACY_DOUBLE] = DIAG_LEGACY_DOUBLE,
	};
	struct work w = { .mem = mem, .diag = d, .at = at };
	unsigned found = look_at(text, *len);

	if ((found & SUSPECT) != 0) {
		enum legacy legacy = legacy_find(text, *len);
		if (legacy != LEGACY_NO) {
			const char *shown = arena_copy(mem, text, *len);
			diag_add(d, codes[legacy], at, (const char *const[]){ "", shown, NULL });
			return text;
		}
	}
	return (found & UNUSUAL) != 0 ? clean_unusual(&w, text, len) : text;
}

const char *
clean_line(struct arena *mem, struct diag *d, const struct where *at, const char *text, size_t *len)
{
	const char *start = clean_text(mem, d, at, text, len);
	const char *end = start + *len;
	char *out;

	while (start < end && (*start == ' ' || *start == '\n'))
		start++;
	while (end > start && (end[-1] == ' ' || end[-1] == '\n'))
		end--;
	*len = (size_t)(end - start);
	if (*end == '\0' && memchr(start, '\n', *len) == NULL)
		return start;
	out = arena_copy(mem, start, *len);
	for (char *p = out; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return out;
}

/*
 * Cases of the letters of Vietnamese, without a look into the tables of Unicode: from U+0100 to U+012F and
 * from U+1EA0 to U+1EFF capitals are even and their small letters the odd numbers after them.
 */
static bool
in_pairs(unsigned c)
{
	return c - 0x1EA0 < 0x60 || c - 0x100 < 0x30;
}

static unsigned
lower(unsigned c)
{
	if (c < 0x80)
		return c - 'A' < 26 ? c + 0x20 : c;
	return in_pairs(c) ? c | 1 : (unsigned)utf8proc_tolower((utf8proc_int32_t)c);
}

static unsigned
upper(unsigned c)
{
	if (c < 0x80)
		return c - 'a' < 26 ? c - 0x20 : c;
	return in_pairs(c) ? c & ~1u : (unsigned)utf8proc_toupper((utf8proc_int32_t)c);
}

/* Text changed letter by letter into zeroed room; false: it does not fit. */
static bool
map_into(char *out, size_t room, const char *text, size_t len, unsigned (*change)(unsigned))
{
	const char *end = text + len;
	char *o = out;

	while (text < end) {
		const char *start = text;
		unsigned c = utf8_next(&text, end);
		if (room - (size_t)(o - out) <= UTF8_MAX)
			return false;
		if (c == UTF8_BAD)
			*o++ = *start;
		else
			o += utf8_put(o, change(c));
	}
	return true;
}

static const char *
map(struct arena *mem, const char *text, size_t len, unsigned (*change)(unsigned))
{
	size_t room = len + UTF8_MAX + 1;
	char *out = arena_new(mem, room);

	if (!map_into(out, room, text, len, change)) {
		room = len * UTF8_MAX + UTF8_MAX + 1;
		out = arena_new(mem, room);
		map_into(out, room, text, len, change);
	}
	return out;
}

const char *
clean_upper(struct arena *mem, const char *text, size_t len)
{
	return map(mem, text, len, upper);
}

const char *
clean_lower(struct arena *mem, const char *text, size_t len)
{
	return map(mem, text, len, lower);
}

unsigned
clean_small(unsigned c)
{
	return lower(c);
}

/* The first code point of a decomposition is the letter below the marks. */
static unsigned
base_letter(unsigned c)
{
	utf8proc_int32_t parts[PARTS];
	int boundary = 0;

	if (c == 0x110 || c == 0x111)
		return c == 0x110 ? 'D' : 'd';
	if (utf8proc_decompose_char((utf8proc_int32_t)c, parts, PARTS, UTF8PROC_DECOMPOSE, &boundary) <= 0)
		return '-';
	return parts[0] > 0 && parts[0] < 0x80 ? (unsigned)parts[0] : '-';
}

const char *
clean_ascii(struct arena *mem, const char *text, size_t len)
{
	const char *end = text + len;
	char *out = arena_new(mem, len + 1), *o = out;

	while (text < end)
		*o++ = (char)base_letter(utf8_next(&text, end));
	return out;
}
