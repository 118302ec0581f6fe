#include "sentence.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "utf8.h"

#include <string.h>

static bool
is_between(char c, char first, char last)
{
	return c >= first && c <= last;
}

/* Where a word that begins at s ends: letters and figures; signs of Latin-1 and dashes are none. */
static const char *
word_end(const char *s)
{
	const char *end = s + strlen(s), *next = s;

	for (; s < end; s = next) {
		unsigned c = utf8_next(&next, end);
		bool sign = (c >= 0x80 && c < 0xC0) || (c >= 0x2000 && c < 0x2100);
		if (sign || (c < 0x80 && !is_between(*s, '0', '9') && !is_between(*s, 'A', 'Z')
		    && !is_between(*s, 'a', 'z')))
			break;
	}
	return s;
}

/* Whether words stand at s, whole. */
static bool
stands(const char *s, const char *words)
{
	size_t n = strlen(words);

	return strncmp(s, words, n) == 0 && word_end(s + n) == s + n;
}

/* The words of a list that stand at s, or NULL; `low`: the list's in small letters. */
static const char *
listed(struct arena *mem, const char *s, const char *const *list, bool low)
{
	for (; list != NULL && *list != NULL; list++)
		if (stands(s, low ? clean_lower(mem, *list, strlen(*list)) : *list))
			return *list;
	return NULL;
}

/* Whether a word without small letters is short for others: no vowel, or figures in it. */
static bool
is_short(struct arena *mem, const char *word, size_t n)
{
	return strpbrk(clean_ascii(mem, word, n), "AEIOUYaeiouy") == NULL;
}

/* A quick look at what most titles have. */
static bool
has_small(const char *s)
{
	while (*s != '\0' && !is_between(*s, 'a', 'z'))
		s++;
	return *s != '\0';
}

static const char *
after(const char *s)
{
	/* NOLINTNEXTLINE(clang-analyzer-core.NonNullParamChecker): a text is never NULL */
	utf8_next(&s, s + strlen(s));
	return s;
}

/* Whether a name may come that no list has. */
static bool
is_unsure(struct arena *mem, const struct report_capitals *l, const char *low)
{
	while (*low != '\0') {
		const char *end = word_end(low), *known = end == low ? NULL : listed(mem, low, l->plain, true);
		if (known == NULL && end != low)
			known = listed(mem, low, l->names, true);
		if (known == NULL && end != low && listed(mem, low, l->unsure, true) != NULL)
			return true;
		low = known != NULL ? low + strlen(known) : end > low ? end : after(low);
	}
	return false;
}

/* A word of the title, and a name that stands there; `number`: after a word that numbers follow. */
static const char *
put_word(struct arena *mem, struct buffer *b, const struct report_capitals *l, const char *word,
    const char *low, bool number)
{
	const char *end = word_end(word), *name = listed(mem, low, l->names, true);
	size_t n = (size_t)(end - word);
	bool stays = listed(mem, word, l->kept, false) != NULL || is_short(mem, word, n)
	    || (number && strspn(word, "IVXLC") == n);

	if (name != NULL) {
		buffer_text(b, name);
		return word + strlen(name);
	}
	buffer_add(b, stays ? word : low, n);
	return end;
}

static const char *
capital_first(struct arena *mem, const char *text)
{
	const char *rest = after(text);

	return arena_printf(mem, "%s%s", clean_upper(mem, text, (size_t)(rest - text)), rest);
}

const char *
sentence_case(struct arena *mem, const struct profile *p, const char *title)
{
	const struct report_capitals *l = &p->report.capitals;
	const char *low, *s = title;
	struct buffer b = { .mem = mem };
	bool number = false;

	if (has_small(title))
		return title;
	low = clean_lower(mem, title, strlen(title));
	if (strcmp(low, title) == 0 || strcmp(clean_upper(mem, title, strlen(title)), title) != 0
	    || strlen(low) != strlen(title) || is_unsure(mem, l, low))
		return title;
	while (*s != '\0') {
		const char *at = low + (s - title);
		if (word_end(s) > s) {
			bool next = listed(mem, at, p->before_number, true) != NULL;
			s = put_word(mem, &b, l, s, at, number);
			number = next;
		} else {
			buffer_add(&b, s, (size_t)(after(s) - s));
			s = after(s);
		}
	}
	return capital_first(mem, b.data);
}
