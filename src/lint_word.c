#include "arena.h"
#include "clean.h"
#include "lint_rule.h"
#include "utf8.h"

#include <string.h>

/* What a wrong phrase should be, in the capitals of the phrase that was found. */
static const char *
in_case(struct lint *l, const char *found, const char *to)
{
	size_t n = strlen(found), first;
	const char *upper = clean_upper(l->mem, found, n), *p = found;
	char *fixed;

	if (strcmp(upper, found) == 0)
		return clean_upper(l->mem, to, strlen(to));
	utf8_next(&p, found + n);
	first = (size_t)(p - found);
	if (strncmp(upper, found, first) != 0 || strncmp(clean_lower(l->mem, found, first), found, first) == 0)
		return to;
	p = to;
	utf8_next(&p, to + strlen(to));
	first = (size_t)(p - to);
	fixed = arena_copy(l->mem, to, strlen(to));
	memcpy(fixed, clean_upper(l->mem, to, first), first);
	return fixed;
}

static void
check_table(struct lint *l, const struct lint_text *t, const struct lint_table *table)
{
	size_t next;

	for (size_t i = 0; i < t->ntokens; i++) {
		const struct lint_entry *e = t->tokens[i].kind == TOKEN_WORD ? lint_find(table, t, i, &next) : NULL;
		const char *found;
		if (e == NULL || lint_in_address(l, t, i))
			continue;
		found = lint_tokens(l, t, i, next - 1);
		if (strcmp(found, e->to) != 0)
			lint_tell(l, t, t->tokens[i].start, found, in_case(l, found, e->to));
		i = next - 1;
	}
}

void
lint_misread(struct lint *l, const struct lint_text *t)
{
	check_table(l, t, &l->words->misread);
}

void
lint_diacritics(struct lint *l, const struct lint_text *t)
{
	check_table(l, t, &l->words->diacritics);
}

/* The Latin letter that looks like the character at p, of n bytes; NULL: none. */
static const char *
latin(const struct lint *l, const char *p, size_t n)
{
	const struct lint_pairs *pairs = &l->words->look_alikes;

	for (size_t i = 0; i < pairs->n; i++)
		if (strlen(pairs->items[i].from) == n && memcmp(pairs->items[i].from, p, n) == 0)
			return pairs->items[i].to;
	return NULL;
}

/* A word with such letters in it: told when it has Latin ones too, or no letter that is not such a one. */
static void
check_letters(struct lint *l, const struct lint_text *t, const struct lint_token *k)
{
	const char *p = t->s + k->start, *end = p + k->len;
	char *fixed = arena_new(l->mem, k->len + 1), *o = fixed;
	size_t letters = 0, alike = 0, others = 0, first = 0;

	while (p < end) {
		const char *start = p, *to;
		unsigned c = utf8_next(&p, end);
		bool strange = c >= 0x370 && c < 0x530;
		to = strange ? latin(l, start, (size_t)(p - start)) : NULL;
		if (alike == 0 && to != NULL)
			first = (size_t)(start - t->s);
		letters++;
		alike += to != NULL;
		others += strange && to == NULL;
		memcpy(o, to != NULL ? to : start, to != NULL ? strlen(to) : (size_t)(p - start));
		o += to != NULL ? strlen(to) : (size_t)(p - start);
	}
	if (alike > 0 && others == 0 && letters > 1)
		lint_tell(l, t, first, lint_slice(l, t, k->start, k->start + k->len), fixed);
}

void
lint_look_alike(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ntokens; i++) {
		const struct lint_token *k = &t->tokens[i];
		bool strange = false;
		if (k->kind != TOKEN_WORD && k->kind != TOKEN_MIXED)
			continue;
		for (uint32_t b = 0; b < k->len; b++)	/* lead bytes of U+0340 to U+053F */
			strange |= (unsigned char)t->s[k->start + b] >= 0xCD
			    && (unsigned char)t->s[k->start + b] <= 0xD4;
		if (strange)
			check_letters(l, t, k);
	}
}

static bool
is_figure(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a word is figures but for letters that look like 0 and 1: it begins and ends in a figure. */
static bool
is_number(const char *s, size_t n)
{
	bool letters = false;

	for (size_t i = 0; i < n; i++) {
		if (is_figure(s[i]))
			continue;
		if (s[i] != 'O' && s[i] != 'o' && s[i] != 'l' && s[i] != 'I')
			return false;
		letters = true;
	}
	return letters && is_figure(s[0]) && is_figure(s[n - 1]) && n >= 3;
}

/* Whether a word has a zero as its only figure, between letters. */
static bool
has_zero(const char *s, size_t n)
{
	size_t zeros = 0;

	for (size_t i = 0; i < n; i++) {
		if (is_figure(s[i]) && s[i] != '0')
			return false;
		zeros += s[i] == '0';
	}
	return zeros == 1 && s[0] != '0' && s[n - 1] != '0' && n >= 3;
}

void
lint_digit_letter(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ntokens; i++) {
		const struct lint_token *k = &t->tokens[i];
		const char *s = t->s + k->start;
		char *fixed;
		bool zero = false, upper;
		if (k->kind != TOKEN_MIXED || (!is_number(s, k->len) && !(zero = has_zero(s, k->len)))
		    || lint_in_address(l, t, i))
			continue;
		fixed = arena_copy(l->mem, s, k->len);
		upper = strcmp(fixed, clean_upper(l->mem, s, k->len)) == 0;
		for (char *c = fixed; *c != '\0'; c++) {
			if (zero)
				*c = *c != '0' ? *c : upper ? 'O' : 'o';
			else
				*c = is_figure(*c) ? *c : *c == 'l' || *c == 'I' ? '1' : '0';
		}
		lint_tell(l, t, k->start, lint_tokens(l, t, i, i), fixed);
	}
}

static bool
same_word(const struct lint_text *t, size_t a, size_t b)
{
	return lint_kind_is(t, a, TOKEN_WORD) && lint_kind_is(t, b, TOKEN_WORD) && t->tokens[a].len == t->tokens[b].len
	    && memcmp(t->low + t->tokens[a].start, t->low + t->tokens[b].start, t->tokens[a].len) == 0;
}

void
lint_word_doubled(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i + 2 < t->ntokens; i++) {
		bool one, two;
		if (t->tokens[i].kind != TOKEN_WORD || !lint_kind_is(t, i + 1, TOKEN_SPACE))
			continue;
		one = same_word(t, i, i + 2) && lint_is_any(t, i, l->words->doubled);
		two = same_word(t, i, i + 4) && same_word(t, i + 2, i + 6) && !same_word(t, i, i + 2)
		    && lint_kind_is(t, i + 3, TOKEN_SPACE) && lint_kind_is(t, i + 5, TOKEN_SPACE)
		    && !lint_is_any(t, i, l->words->repeated);
		if (!one && !two)
			continue;
		lint_tell(l, t, t->tokens[two ? i + 4 : i + 2].start, lint_tokens(l, t, i, two ? i + 2 : i), "");
		i += two ? 5 : 1;
	}
}

/* Whether a syllable ends in one of the list, and has a consonant before it that is not q. */
static bool
ends_in(const struct lint_text *t, const struct lint_token *k, const char *const *endings)
{
	char last = t->low[k->start + k->len - 1];

	if ((unsigned char)last < 0x80 && last != 'a' && last != 'e' && last != 'y')
		return false;
	for (; *endings != NULL; endings++) {
		size_t n = strlen(*endings);
		const char *at = t->low + k->start + k->len - n;
		if (k->len >= n && memcmp(at, *endings, n) == 0)
			return k->len == n || at[-1] != 'q';
	}
	return false;
}

void
lint_tone_mixed(struct lint *l)
{
	const struct lint_text *first[2] = { NULL };
	size_t count[2] = { 0 }, at[2] = { 0 };
	int rare;

	for (size_t i = 0; i < l->ntexts; i++)
		for (size_t k = 0; k < l->texts[i].ntokens; k++) {
			const struct lint_token *token = &l->texts[i].tokens[k];
			bool old;
			if (token->kind != TOKEN_WORD || token->len < 3)
				continue;
			old = ends_in(&l->texts[i], token, l->words->tones_old);
			if (!old && !ends_in(&l->texts[i], token, l->words->tones_new))
				continue;
			if (count[old]++ == 0) {
				first[old] = &l->texts[i];
				at[old] = k;
			}
		}
	if (count[0] == 0 || count[1] == 0)
		return;
	rare = count[1] < count[0];
	lint_tell(l, first[rare], first[rare]->tokens[at[rare]].start, lint_tokens(l, first[rare], at[rare], at[rare]),
	    lint_tokens(l, first[!rare], at[!rare], at[!rare]));
}
