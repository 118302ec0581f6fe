#include "tie.h"
#include "arena.h"
#include "clean.h"
#include "kind.h"
#include "piece.h"
#include "word.h"

#include <stdint.h>
#include <string.h>

struct endings {			/* what the last words of a list's entries are told by; not the case */
	uint64_t	 lengths;	/* bit n: one has n bytes */
	bool		 first[256], last[256];	/* their first and last bytes */
};

struct tie_endings {			/* of the lists that are looked for before a word */
	const struct ties *of;
	struct endings	 to_next, before_number;
};

struct tier {
	struct arena		*mem;
	const struct ties	*ties;
	const struct tie_endings *endings;	/* of the ties, when there are any */
	struct word		*words;
	size_t			 from, to;	/* words between two forced breaks */
};

static bool
same_word(struct arena *mem, const char *text, size_t n, const char *entry)
{
	/* Upper and lower case of the letters of Vietnamese take the same number of bytes. */
	return memcmp(text, entry, n) == 0 || memcmp(clean_lower(mem, text, n), entry, n) == 0;
}

/*
 * Number of words from i on that are the words of `entry`, 0 if they are not. Quotes and brackets
 * before the first do not count, nor what `after` says of the end of the last.
 */
static size_t
match_entry(const struct tier *t, size_t i, const char *entry,
    size_t (*after)(const char *text, size_t n))
{
	size_t count = 0;

	for (; i < t->to; i++) {
		size_t m = strcspn(entry, " "), n = t->words[i].len;
		const char *p = t->words[i].text;
		if (count++ == 0) {
			size_t skip = kind_before(p, n);
			p += skip;
			n -= skip;
		}
		if (n > m && entry[m] == '\0')
			n -= after(p, n);
		if (n != m || !same_word(t->mem, p, n, entry))
			return 0;
		if (entry[m] == '\0')
			return count;
		entry += m + 1;
	}
	return 0;
}

static size_t
colon_after(const char *text, size_t n)
{
	return n > 0 && text[n - 1] == ':';
}

/* First letter of word i without quotes and brackets, '\0' when there is none. */
static char
first_letter(const struct tier *t, size_t i)
{
	const struct word *w = &t->words[i];
	size_t skip = kind_before(w->text, w->len);

	return skip < w->len ? w->text[skip] : '\0';
}

/*
 * Whether a word of that first letter may start an entry, which is no for most. Of letters beyond
 * ASCII nothing is known, since their small forms may take other bytes.
 */
static bool
may_start(char letter, const char *entry)
{
	if (letter == '\0' || (unsigned char)letter >= 0x80)
		return true;
	return letter == *entry || (letter >= 'A' && letter <= 'Z' && *entry == letter - 'A' + 'a');
}

/* The longest entry that starts at word i. */
static size_t
match_list(const struct tier *t, size_t i, const char *const *list)
{
	char letter = first_letter(t, i);
	size_t best = 0;

	for (; list != NULL && *list != NULL; list++) {
		size_t n = may_start(letter, *list) ? match_entry(t, i, *list, kind_after) : 0;
		if (n > best)
			best = n;
	}
	return best;
}

/* With its capital; the capitals of letters beyond ASCII may have any byte beyond ASCII. */
static void
add_byte(bool *set, char c)
{
	if ((unsigned char)c >= 0x80)
		memset(set + 0x80, true, 0x80);
	set[(unsigned char)c] = true;
	if (c >= 'a' && c <= 'z')
		set[(unsigned char)c - 'a' + 'A'] = true;
}

static void
find_endings(struct endings *e, const char *const *list)
{
	for (; list != NULL && *list != NULL; list++) {
		const char *space = strrchr(*list, ' '), *last = space != NULL ? space + 1 : *list;
		size_t n = strlen(last);
		e->lengths |= UINT64_C(1) << (n < 63 ? n : 63);
		add_byte(e->first, last[0]);
		add_byte(e->last, n > 0 ? last[n - 1] : '\0');
	}
}

/* Whether a word may be the last of an entry, which is no for most. */
static bool
may_end(const struct endings *e, const struct word *w)
{
	unsigned char first, last;

	if (w->len == 0)
		return true;
	first = (unsigned char)w->text[0];
	last = (unsigned char)w->text[w->len - 1];
	if (last == ':' || first == '"' || first == '\'' || (w->kind & KIND_OPENING_FIRST))
		return true;
	return (e->lengths >> (w->len < 63 ? w->len : 63) & 1) && e->first[first] && e->last[last];
}

/* An entry that ends with the word before i. */
static bool
follows_list(const struct tier *t, size_t i, const char *const *list, const struct endings *endings)
{
	if (!may_end(endings, &t->words[i - 1]))
		return false;
	for (; list != NULL && *list != NULL; list++) {
		size_t n = 1;
		for (const char *p = *list; *p != '\0'; p++)
			n += *p == ' ';
		if (i - t->from >= n && may_start(first_letter(t, i - n), *list)
		    && match_entry(t, i - n, *list, colon_after) == n)
			return true;
	}
	return false;
}

static void
tie(struct word *w)
{
	w->tied = true;
	if (w->penalty < PENALTY_TIE)
		w->penalty = PENALTY_TIE;
}

/* A capital and a mark: the end of a name, such as "Lê Văn C,". */
static bool
is_initial(const struct word *w)
{
	return w->len == 2 && w->text[0] >= 'A' && w->text[0] <= 'Z' && strchr(",.;:)", w->text[1]) != NULL;
}

/* Ties that need no list: initials, punctuation on its own, dashes, ranges. */
static bool
bound_by_marks(const struct tier *t, size_t i)
{
	const struct word *w = &t->words[i], *before = w - 1;

	if ((w->kind & (KIND_DASH | KIND_CLOSING_FIRST)) || (before->kind & KIND_OPENING_LAST))
		return true;
	if (is_initial(w) && !(before->kind & KIND_PAUSE_LAST))
		return true;
	/* A range of whole dates is too long to hold together. */
	return i >= t->from + 2 && (before->kind & KIND_DASH) && (w->kind & KIND_FIGURE_FIRST) &&
	    !(w->kind & KIND_SLASH) && (before[-1].kind & KIND_FIGURE_LAST);
}

static bool
bound_by_list(const struct tier *t, size_t i)
{
	const struct word *w = &t->words[i];

	for (const char *const *p = t->ties->before_end; p != NULL && *p != NULL && w->len > 0; p++)
		if (**p == w->text[0] && strlen(*p) == w->len && memcmp(*p, w->text, w->len) == 0)
			return true;
	if (follows_list(t, i, t->ties->to_next, &t->endings->to_next))
		return true;
	return (w->kind & KIND_NUMBER)
	    && follows_list(t, i, t->ties->before_number, &t->endings->before_number);
}

static void
tie_unit(const struct tier *t, size_t i)
{
	size_t n = match_list(t, i, t->ties->after_number);

	for (size_t k = 0; k < n; k++)
		tie(&t->words[i + k]);
}

/* Words of several syllables stay whole in titles; elsewhere a break in them costs. */
static void
tie_whole(const struct tier *t, size_t i, enum tie_care care)
{
	size_t n = match_list(t, i, t->ties->whole);

	for (size_t k = 1; k < n; k++)
		if (care == TIE_SENSE)
			tie(&t->words[i + k]);
		else if (t->words[i + k].penalty < PENALTY_WHOLE)
			t->words[i + k].penalty = PENALTY_WHOLE;
}

static void
mark_sense(const struct tier *t, size_t i)
{
	struct word *w = &t->words[i];

	w->sense = (w[-1].kind & (KIND_PAUSE_LAST | KIND_DASH)) || (w->kind & KIND_OPENING_FIRST) ||
	    (t->ties != NULL && !(w[-1].kind & KIND_FIGURE_LAST) &&
	    match_list(t, i, t->ties->break_before) > 0);
}

static void
tie_segment(const struct tier *t, enum tie_care care)
{
	for (size_t i = t->from; care != TIE_NEED && t->ties != NULL && i + 1 < t->to; i++)
		tie_whole(t, i, care);
	for (size_t i = t->from + 1; i < t->to; i++) {
		struct word *w = &t->words[i];
		if (care == TIE_SENSE)
			mark_sense(t, i);
		if (w->gap == 0)
			continue;
		if (bound_by_marks(t, i))
			tie(w);
		else if (w->kind & KIND_DASH_FIRST)
			w->penalty = PENALTY_DASH;
		if (t->ties == NULL)
			continue;
		if (bound_by_list(t, i))
			tie(w);
		if (w[-1].kind & KIND_FIGURE_LAST)
			tie_unit(t, i);
	}
}

void
tie_words(struct words *w, struct arena *mem, const struct ties *ties, enum tie_care care)
{
	struct tier t = { .mem = mem, .ties = ties, .words = w->words };

	if (ties != NULL && (w->endings == NULL || w->endings->of != ties)) {
		w->endings = arena_new(mem, sizeof *w->endings);
		w->endings->of = ties;
		find_endings(&w->endings->to_next, ties->to_next);
		find_endings(&w->endings->before_number, ties->before_number);
	}
	t.endings = w->endings;
	for (size_t k = 0; k < w->nends; t.from = w->ends[k++]) {
		t.to = w->ends[k];
		tie_segment(&t, care);
	}
	if (w->ends[0] > 1 && kind_label(w->words[0].text, w->words[0].len)) {
		tie(&w->words[1]);
		w->words[1].fixed = true;
	}
}
