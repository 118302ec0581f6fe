#include "mention.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "diag.h"
#include "plan.h"
#include "profile.h"
#include "utf8.h"

#include <string.h>

enum { NUMBER_MAX = 1000 };		/* no document has more appendices */

struct reader {				/* a text read through */
	const char	*own, *low;	/* as written, and in small letters; of the same length */
	const struct appendix_rules *rules;
};

/* The text in one line; words that speak of other things are left out. */
static const char *
flatten(struct arena *mem, const struct text *t)
{
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	for (size_t i = 0; i < t->n; i++) {
		const char *s = t->runs[i].kind != RUN_TEXT || t->runs[i].foreign ? "|" : t->runs[i].text;
		for (; *s != '\0'; s++)
			if (strncmp(s, "\u00A0", 2) == 0) {
				buffer_byte(&b, ' ');
				s++;
			} else
				buffer_byte(&b, *s == '\n' ? ' ' : *s);
	}
	return b.data;
}

/* Letters and figures, and every byte of a letter with marks. */
static bool
in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static size_t
skip_spaces(const struct reader *r, size_t i)
{
	return i + strspn(r->low + i, " ");
}

/* Where the text goes on after a word that stands at i; i when it does not. */
static size_t
after_word(const struct reader *r, size_t i, const char *word)
{
	size_t n = strlen(word);

	return strncmp(r->low + i, word, n) == 0 && (!in_word(word[n - 1]) || !in_word(r->low[i + n]))
	    ? skip_spaces(r, i + n) : i;
}

static size_t
after_any(const struct reader *r, size_t i, const char *const *words)
{
	size_t end = i;

	for (; *words != NULL && end == i; words++)
		end = after_word(r, i, *words);
	return end;
}

/* What Roman numerals stand for; 0 for letters that are none. */
static size_t
roman_value(const char *s, size_t n)
{
	static const char digits[] = "IVXLC";
	static const size_t values[] = { 1, 5, 10, 50, 100 };
	size_t sum = 0, before = 0;

	for (size_t i = 0; i < n; i++) {
		const char *d = memchr(digits, s[i], sizeof digits - 1);
		size_t v = d == NULL ? 0 : values[d - digits];
		if (v == 0)
			return 0;
		sum += v;
		if (before != 0 && before < v)
			sum -= 2 * before;
		before = v;
	}
	return sum;
}

/* Reads a number at *i, Roman or Arabic, and moves behind it; 0 when there is none. */
static size_t
read_number(const struct reader *r, size_t *i)
{
	const char *s = r->own + *i;
	size_t n = strspn(s, "0123456789"), value = 0;

	for (size_t k = 0; k < n && value < NUMBER_MAX; k++)
		value = value * 10 + (size_t)(s[k] - '0');
	if (n == 0) {
		n = strspn(s, "IVXLC");
		value = roman_value(s, n);
	}
	if (n == 0 || in_word(s[n]) || s[n] == '/' || (s[n] == '.' && in_word(s[n + 1])))
		return 0;
	*i += n;
	return value;
}

/* Whether what follows a mention is another document, or says that it has the appendix. */
static bool
is_elsewhere(const struct reader *r, size_t i)
{
	size_t end, after;

	i = skip_spaces(r, i);
	for (end = after_any(r, i, r->rules->linked); end != i; end = after_any(r, i, r->rules->linked))
		i = end;
	after = after_any(r, i, r->rules->others);
	return after != i && after_word(r, after, r->rules->this) == after;
}

struct numbers {			/* those of one mention */
	size_t	*items;
	size_t	 n, cap;
};

static void
add_numbers(struct arena *mem, struct numbers *all, size_t from, size_t to)
{
	for (size_t v = from; v <= to && v <= NUMBER_MAX; v++) {
		all->items = arena_grow(mem, all->items, all->n, &all->cap, sizeof *all->items);
		all->items[all->n++] = v;
	}
}

/* The numbers at i: "I, II và IV", "I đến III"; returns where the text goes on. */
static size_t
read_numbers(struct arena *mem, const struct reader *r, size_t i, struct numbers *all)
{
	size_t value, last = 0, end = i, next;

	while ((value = read_number(r, &i)) != 0) {
		bool through = last != 0 && value > last && after_any(r, skip_spaces(r, end), r->rules->through)
		    != skip_spaces(r, end);
		add_numbers(mem, all, through ? last + 1 : value, value);
		last = value;
		end = i;
		i = skip_spaces(r, i);
		next = after_any(r, i, r->rules->joined);
		i = next != i ? next : after_any(r, i, r->rules->through);
		i = after_word(r, after_word(r, i, r->rules->mention), r->rules->number_word);
	}
	return end;
}

/* Takes in a mention whose word ends before i. */
static void
take(struct arena *mem, struct diag *d, const struct plan *plan, const struct reader *r, size_t i,
    const struct text *t, bool *mentioned)
{
	size_t count = plan->appendices.n;
	struct numbers all = { .n = 0 };

	i = read_numbers(mem, r, after_word(r, i, r->rules->number_word), &all);
	if (is_elsewhere(r, i))
		return;
	for (size_t k = 0; all.n == 0 && k < count; k++)
		mentioned[k] = true;
	for (size_t k = 0; k < all.n; k++)
		if (all.items[k] <= count)
			mentioned[all.items[k] - 1] = true;
		else
			DIAG(d, REF_TEXT, t->at, "", arena_printf(mem, "%zu", all.items[k]),
			    arena_printf(mem, "%zu", count));
}

/* Whether a text goes on with words in small letters, whatever its own; spaces of all kinds are alike. */
static bool
goes_on(const char *text, const char *words)
{
	const char *end = text + strlen(text), *stop = words + strlen(words);

	while (words < stop) {
		unsigned c = text < end ? clean_small(utf8_next(&text, end)) : 0;
		if ((c == 0xA0 || c == '\n' ? ' ' : c) != utf8_next(&words, stop))
			return false;
	}
	return true;
}

/* A quick look: false when there is no mention. Most texts have none. */
static bool
may_mention(const struct text *t, const char *mention)
{
	char first[3] = { mention[0], (char)(mention[0] - 'a' + 'A'), '\0' };
	const char *at;

	if (t->n != 1 || t->runs[0].kind != RUN_TEXT || mention[0] < 'a' || mention[0] > 'z')
		return t->n > 0;
	for (at = strpbrk(t->runs[0].text, first); at != NULL; at = strpbrk(at + 1, first))
		if (goes_on(at, mention))
			return true;
	return false;
}

void
mention_find(struct arena *mem, struct diag *d, const struct plan *plan, const struct appendix_rules *rules,
    const struct text *t, bool *mentioned)
{
	struct reader r = { .rules = rules };
	size_t n = strlen(rules->mention);

	if (!may_mention(t, rules->mention))
		return;
	r.own = flatten(mem, t);
	r.low = clean_lower(mem, r.own, strlen(r.own));
	if (strlen(r.low) != strlen(r.own))		/* no Vietnamese text */
		r.own = r.low;
	for (const char *at = r.low; (at = strstr(at, rules->mention)) != NULL; at += n) {
		size_t i = (size_t)(at - r.low);
		if ((i == 0 || !in_word(r.low[i - 1])) && !in_word(at[n]))
			take(mem, d, plan, &r, skip_spaces(&r, i + n), t, mentioned);
	}
}
