#include "arena.h"
#include "clean.h"
#include "lint_rule.h"

#include <string.h>

/* A token's text in capitals and small letters as it stands, against a word. */
static bool
is_exactly(const struct lint_text *t, size_t token, const char *word)
{
	return lint_kind_is(t, token, TOKEN_WORD) && t->tokens[token].len == strlen(word)
	    && memcmp(t->s + t->tokens[token].start, word, t->tokens[token].len) == 0;
}

void
lint_number_padding(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ncites; i++) {
		const struct lint_cite *c = &t->cites[i];
		const char *found;
		if (c->first < 2 || !lint_is(t, c->first - 2, l->words->number) || t->tokens[c->first].len != 1
		    || t->tokens[c->last].len < 2)
			continue;
		found = lint_tokens(l, t, c->first, c->last);
		lint_tell(l, t, t->tokens[c->first].start, found, arena_printf(l->mem, "0%s", found));
	}
}

/* The letters before the first mark of the symbol, after a number that may stand there. */
static const char *
symbol_type(const char *symbol, size_t *n)
{
	const char *s = symbol + strspn(symbol, "0123456789");

	s += *s == '/';
	*n = strcspn(s, "-/ ");
	return s;
}

void
lint_symbol_type(struct lint *l)
{
	const struct doc_type *type = profile_type(l->profile, l->plan->type);
	size_t n, own;
	const char *s;

	if (type == NULL || l->plan->symbol == NULL || type->abbreviation == NULL)
		return;
	s = symbol_type(l->plan->symbol, &n);
	own = strlen(type->abbreviation);
	if (n < own || memcmp(s, type->abbreviation, own) != 0)
		lint_tell_at(l, l->plan->symbol_at, l->plan->symbol, type->abbreviation);
}

void
lint_symbol_organ(struct lint *l)
{
	const struct plan *p = l->plan;

	if (p->symbol == NULL)
		return;
	for (size_t i = 0; i < p->nissuers; i++)
		if (p->issuers[i].abbreviation == NULL || strstr(p->symbol, p->issuers[i].abbreviation) != NULL)
			return;
	lint_tell_at(l, p->symbol_at, p->symbol, p->issuers[0].abbreviation);
}

void
lint_symbol_mark(struct lint *l)
{
	const struct doc_type *type = profile_type(l->profile, l->plan->type);
	const char *symbol = l->plan->symbol, *s;
	char *expected;
	size_t n;

	if (type == NULL || symbol == NULL || type->abbreviation == NULL)
		return;
	s = symbol_type(symbol, &n);
	if (s[n] != (l->party ? '-' : '/') || (l->party && strchr(s, '/') != NULL))
		return;
	expected = arena_copy(l->mem, symbol, strlen(symbol));
	expected[s + n - symbol] = l->party ? '/' : '-';
	lint_tell_at(l, l->plan->symbol_at, symbol, expected);
}

/* "81 /KH-UBND": a space before the slash of a symbol. */
static bool
split_number(struct lint *l, const struct lint_text *t, size_t i)
{
	const struct lint_token *k = t->tokens;

	if (!lint_kind_is(t, i, TOKEN_NUMBER) || !lint_kind_is(t, i + 1, TOKEN_SPACE) || !lint_mark_is(t, i + 2, "/")
	    || !lint_kind_is(t, i + 3, TOKEN_WORD) || !lint_mark_is(t, i + 4, "-") || k[i + 3].len < 2
	    || !lint_has_capital(t, i + 3))
		return false;
	lint_tell(l, t, k[i + 1].start, lint_tokens(l, t, i, i + 5 < t->ntokens ? i + 5 : i + 4),
	    arena_printf(l->mem, "%s%s", lint_tokens(l, t, i, i),
	    lint_tokens(l, t, i + 2, i + 5 < t->ntokens ? i + 5 : i + 4)));
	return true;
}

/* Whether a word has capitals only, two at least. */
static bool
is_upper(struct lint *l, const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token];
	const char *word = t->s + k->start;

	return k->kind == TOKEN_WORD && k->len >= 2 && lint_has_capital(t, token)
	    && strncmp(clean_upper(l->mem, word, k->len), word, k->len) == 0;
}

/* A space or a long dash after the letters of a symbol, where its hyphen should be. */
static void
check_end(struct lint *l, const struct lint_text *t, const struct lint_cite *c)
{
	size_t dash = c->last + 1, next;
	bool before = lint_kind_is(t, dash, TOKEN_SPACE), after;

	dash += before;
	after = lint_kind_is(t, dash + 1, TOKEN_SPACE);
	next = dash + 1 + after;
	if (lint_mark_is(t, dash, "-") ? before == after || (before && after)
	    : !lint_mark_is(t, dash, "\xE2\x80\x93") || before || after)
		return;
	if (next >= t->ntokens || !is_upper(l, t, next))
		return;
	lint_tell(l, t, lint_end(t, c->last), lint_tokens(l, t, c->first, next),
	    arena_printf(l->mem, "%s-%s", lint_tokens(l, t, c->first, c->last), lint_tokens(l, t, next, next)));
}

/* "1079/QĐTTg": the letters of type and organ in one. */
static void
check_joined(struct lint *l, const struct lint_text *t, const struct lint_cite *c)
{
	const struct lint_token *k = &t->tokens[c->last];
	const struct lint_entry *e;
	size_t slot = SIZE_MAX;

	if (!lint_mark_is(t, c->last - 1, "/"))
		return;
	e = lint_words_find(&l->words->symbols, t->low + k->start, k->len, &slot);
	if (e != NULL && strlen(e->phrase) == k->len)
		lint_tell(l, t, k->start, lint_tokens(l, t, c->first, c->last),
		    arena_printf(l->mem, "%s%s", lint_tokens(l, t, c->first, c->last - 1), e->to));
}

/* "36/NQ-TW": a number of the Party in the form of the state. */
static void
check_party(struct lint *l, const struct lint_text *t, const struct lint_cite *c)
{
	if (c->last != c->first + 4 || !lint_mark_is(t, c->first + 1, "/") || !lint_mark_is(t, c->first + 3, "-"))
		return;
	for (const char **organ = l->words->symbols_party; *organ != NULL; organ++)
		if (is_exactly(t, c->last, clean_upper(l->mem, *organ, strlen(*organ))))
			lint_tell(l, t, t->tokens[c->first].start, lint_tokens(l, t, c->first, c->last),
			    arena_printf(l->mem, "%s-%s/%s", lint_tokens(l, t, c->first, c->first),
			    lint_tokens(l, t, c->first + 2, c->first + 2), lint_tokens(l, t, c->last, c->last)));
}

void
lint_citation_symbol(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ncites; i++) {
		check_end(l, t, &t->cites[i]);
		check_joined(l, t, &t->cites[i]);
		check_party(l, t, &t->cites[i]);
	}
	for (size_t i = 0; i + 4 < t->ntokens; i++)
		if (t->tokens[i].kind == TOKEN_NUMBER && split_number(l, t, i))
			i += 4;
}

/* Tells words that the layout prints before the subject. */
static bool
check_prefix(struct lint *l, const struct lint_text *t, const char *words)
{
	size_t n = strlen(words);

	if (t->n <= n || memcmp(t->low, words, n) != 0 || t->s[n] != ' ')
		return false;
	for (const char **more = l->words->longer; *more != NULL; more++)
		if (strncmp(t->low + n + 1, *more, strlen(*more)) == 0)
			return false;
	lint_tell(l, t, 0, lint_slice(l, t, 0, n), "");
	return true;
}

void
lint_subject_prefix(struct lint *l)
{
	const struct doc_type *type = profile_type(l->profile, l->plan->type);
	bool letter = type != NULL && type->abbreviation == NULL;
	bool told = false;

	for (size_t i = 0; i < l->ntexts; i++) {
		const struct lint_text *t = &l->texts[i];
		if (t->role != LINT_SUBJECT || type == NULL)
			continue;
		for (const char **w = l->words->subject_prefixes; *w != NULL && !told && (letter || !l->party); w++)
			told = check_prefix(l, t, *w);
		if (!told && !letter)
			check_prefix(l, t, clean_lower(l->mem, type->name, strlen(type->name)));
	}
}

void
lint_title_end(struct lint *l, const struct lint_text *t)
{
	size_t last = t->ntokens - 1;

	if (t->ntokens < 2 || t->last || (t->role != LINT_SUBJECT && t->role != LINT_HEADING))
		return;
	if (!lint_mark_is(t, last, ";") && !lint_mark_is(t, last, ",")
	    && !(lint_mark_is(t, last, ".") && !lint_mark_is(t, last - 1, ".")))
		return;
	lint_tell(l, t, t->tokens[last].start, lint_tokens(l, t, last, last), "");
}
