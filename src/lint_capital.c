#include "arena.h"
#include "clean.h"
#include "lint_rule.h"
#include "utf8.h"

#include <string.h>

/* With a capital or small first letter. */
static const char *
with_first(struct lint *l, const char *s, bool capital)
{
	const char *p = s;
	char *out;
	size_t n;

	utf8_next(&p, s + strlen(s));
	n = (size_t)(p - s);
	out = arena_copy(l->mem, s, strlen(s));
	memcpy(out, capital ? clean_upper(l->mem, s, n) : clean_lower(l->mem, s, n), n);
	return out;
}

/* Whether a token is a word of small letters only. */
static bool
is_small(const struct lint_text *t, size_t token)
{
	return lint_kind_is(t, token, TOKEN_WORD) && !lint_has_capital(t, token);
}

/* Whether it has a capital first letter and small ones after it. */
static bool
is_title(struct lint *l, const struct lint_text *t, size_t token)
{
	const char *word = lint_tokens(l, t, token, token);

	return !is_small(t, token) && strcmp(with_first(l, word, false), clean_lower(l->mem, word, strlen(word))) == 0;
}

/* Whether a token stands inside a sentence: after a word or a comma. */
static bool
is_inside(const struct lint_text *t, size_t token)
{
	return token >= 2 && lint_kind_is(t, token - 1, TOKEN_SPACE) && t->s[t->tokens[token - 1].start] != '\n'
	    && (t->tokens[token - 2].kind <= TOKEN_MIXED || lint_mark_is(t, token - 2, ",")
	    || lint_mark_is(t, token - 2, ")"));
}

void
lint_capital_name(struct lint *l, const struct lint_text *t)
{
	size_t next;

	for (size_t i = 0; i < t->ntokens; i++) {
		const struct lint_entry *e = t->tokens[i].kind == TOKEN_WORD
		    ? lint_find(&l->words->capitals, t, i, &next) : NULL;
		bool other;
		const char *found;
		if (e == NULL)
			continue;
		other = lint_is_any(t, next + 1, l->words->directions);
		found = lint_tokens(l, t, i, next - 1);
		if (!other && strcmp(found, e->to) != 0
		    && strcmp(found, clean_upper(l->mem, e->to, strlen(e->to))) != 0)
			lint_tell(l, t, t->tokens[i].start, found, e->to);
		i = next - 1;
	}
}

void
lint_capital_unit(struct lint *l, const struct lint_text *t)
{
	const char *unit = l->words->unit_words[0];
	size_t next;

	for (size_t i = 2; i + 2 < t->ntokens; i++) {
		const char *found;
		if (!lint_is(t, i, unit) || !is_inside(t, i) || !is_small(t, i - 2) || !is_title(l, t, i)
		    || !lint_kind_is(t, i + 1, TOKEN_SPACE) || lint_find(&l->words->names, t, i + 2, &next) == NULL)
			continue;
		found = lint_tokens(l, t, i, next - 1);
		lint_tell(l, t, t->tokens[i].start, found, with_first(l, found, false));
	}
}

/* Whether a token is the letter of a điểm or a number. */
static bool
is_mark_of(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token];

	return lint_kind_is(t, token, TOKEN_NUMBER) || (is_small(t, token)
	    && (k->len == 1 || (k->len == 2 && (unsigned char)t->s[k->start] >= 0x80)));
}

static bool
is_roman(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token];

	return lint_kind_is(t, token, TOKEN_WORD) && strspn(t->s + k->start, "IVXLC") >= k->len;
}

/* Whether a small "điều" is an article: after a khoản or điểm, or before the name of a document. */
static bool
is_article(const struct lint_text *t, size_t i, const struct lint_words *w)
{
	if (!is_small(t, i) || !lint_kind_is(t, i + 2, TOKEN_NUMBER))
		return false;
	if (i >= 4 && (lint_is(t, i - 4, w->clause) || lint_is(t, i - 4, w->point)))
		return true;
	return lint_kind_is(t, i + 3, TOKEN_SPACE) && t->ntokens > i + 4 && t->tokens[i + 4].kind == TOKEN_WORD
	    && !is_small(t, i + 4) && is_inside(t, i);
}

void
lint_capital_reference(struct lint *l, const struct lint_text *t)
{
	const struct lint_words *w = l->words;

	for (size_t i = 0; i + 2 < t->ntokens; i++) {
		bool small = false, capital = false;
		const char *found;
		if (t->tokens[i].kind != TOKEN_WORD || !lint_kind_is(t, i + 1, TOKEN_SPACE))
			continue;
		if (lint_is(t, i, w->clause))
			capital = lint_kind_is(t, i + 2, TOKEN_NUMBER) && is_inside(t, i) && is_title(l, t, i);
		else if (lint_is(t, i, w->point))
			capital = is_mark_of(t, i + 2) && is_inside(t, i) && is_title(l, t, i);
		else if (lint_is(t, i, w->article))
			small = is_article(t, i, w);
		else if (lint_is(t, i, w->chapter))
			small = is_small(t, i) && is_roman(t, i + 2);
		if (!small && !capital)
			continue;
		found = lint_tokens(l, t, i, i + 2);
		lint_tell(l, t, t->tokens[i].start, found, with_first(l, found, small));
	}
}

void
lint_capital_document(struct lint *l, const struct lint_text *t)
{
	size_t next;

	for (size_t i = 0; i < t->ntokens; i++) {
		const char *found;
		if (!is_small(t, i) || lint_find(&l->words->documents, t, i, &next) == NULL
		    || !lint_kind_is(t, next, TOKEN_SPACE) || !lint_is(t, next + 1, l->words->number)
		    || !lint_kind_is(t, next + 2, TOKEN_SPACE) || !lint_kind_is(t, next + 3, TOKEN_NUMBER))
			continue;
		found = lint_tokens(l, t, i, next + 3);
		lint_tell(l, t, t->tokens[i].start, found, with_first(l, found, true));
	}
}
