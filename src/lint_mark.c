#include "arena.h"
#include "lint_rule.h"

#include <string.h>

static const char en_dash[] = "\xE2\x80\x93";

static bool
is_dot(const struct lint_text *t, size_t token)
{
	return lint_mark_is(t, token, ".");
}

/* Number of full stops in a row from a token on. */
static size_t
dots(const struct lint_text *t, size_t token)
{
	size_t n = 0;

	while (is_dot(t, token + n))
		n++;
	return n;
}

static bool
is_small(const struct lint_text *t, size_t token)
{
	return lint_kind_is(t, token, TOKEN_WORD) && t->tokens[token].len >= 3 && !lint_has_capital(t, token);
}

/* A capital first letter and a small second one. */
static bool
is_sentence_word(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token];
	const char *s = t->s + k->start, *low = t->low + k->start;

	return lint_kind_is(t, token, TOKEN_WORD) && k->len >= 3 && lint_has_capital(t, token)
	    && s[k->len - 1] == low[k->len - 1] && memcmp(s + k->len / 2, low + k->len / 2, k->len - k->len / 2) == 0;
}

/* Whether a space is missing between the mark at a token and the word after it. */
static bool
lacks_space(const struct lint_text *t, size_t i)
{
	if (!lint_kind_is(t, i + 1, TOKEN_WORD) || i == 0)
		return false;
	if (lint_is(t, i, ",") || lint_is(t, i, ";"))
		return true;
	if (lint_is(t, i, ":"))
		return lint_kind_is(t, i - 1, TOKEN_WORD) && t->tokens[i - 1].len >= 2 && t->tokens[i + 1].len >= 2;
	if (!lint_is(t, i, "."))
		return false;
	if (i >= 3 && is_dot(t, i - 1) && is_dot(t, i - 2))
		return !is_dot(t, i - 3) && t->tokens[i - 3].kind != TOKEN_SPACE;
	return is_small(t, i - 1) && is_sentence_word(t, i + 1);
}

void
lint_mark_space(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ntokens; i++) {
		size_t first = i;
		if (t->tokens[i].kind != TOKEN_MARK || !lacks_space(t, i) || lint_in_address(l, t, i))
			continue;
		while (first > 0 && t->tokens[first].kind == TOKEN_MARK)
			first--;
		lint_tell(l, t, t->tokens[i + 1].start, lint_tokens(l, t, first, i), "");
	}
}

static bool
is_abbreviation(const struct lint *l, const struct lint_text *t, size_t token)
{
	return lint_is_any(t, token, l->words->abbreviations) || !is_small(t, token);
}

static bool
is_comma(const struct lint_text *t, size_t token)
{
	return lint_mark_is(t, token, ",") || lint_mark_is(t, token, ";") || lint_mark_is(t, token, ":");
}

void
lint_mark_doubled(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i + 1 < t->ntokens; i++) {
		size_t n = dots(t, i), after = dots(t, i + 1);
		bool wrong = false;
		if (n == 1)
			wrong = is_comma(t, i + 1) && i > 0 && !is_abbreviation(l, t, i - 1);
		else if (n == 2)
			wrong = i > 0 && !is_abbreviation(l, t, i - 1);
		else if (n == 0 && is_comma(t, i))
			wrong = is_comma(t, i + 1) || after == 1;
		if (wrong)
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, i + 1), "");
		i += n > 1 ? n - 1 : wrong;
	}
}

static bool
opens(const struct lint_text *t, size_t token)
{
	return lint_mark_is(t, token, "(") || lint_mark_is(t, token, "[") || lint_mark_is(t, token, "\xE2\x80\x9C");
}

static bool
closes(const struct lint_text *t, size_t token)
{
	return lint_mark_is(t, token, ")") || lint_mark_is(t, token, "]") || lint_mark_is(t, token, "\xE2\x80\x9D");
}

void
lint_bracket_space(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 1; i + 1 < t->ntokens; i++) {
		bool after = opens(t, i - 1) && !closes(t, i + 1) && t->tokens[i + 1].kind <= TOKEN_MIXED;
		bool before = closes(t, i + 1) && !opens(t, i - 1) && t->tokens[i - 1].kind <= TOKEN_MIXED;
		if (t->tokens[i].kind == TOKEN_SPACE && (after || before))
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i - 1, i + 1),
			    arena_printf(l->mem, "%s%s", lint_tokens(l, t, i - 1, i - 1),
			    lint_tokens(l, t, i + 1, i + 1)));
	}
}

static bool
is_roman(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token];

	return k->kind == TOKEN_WORD
	    && (strspn(t->s + k->start, "IVX") >= k->len || strspn(t->s + k->start, "ivx") >= k->len);
}

/* The number of an item, as "a)", "1)" or "ii)", whose bracket opens nowhere. */
static bool
is_label(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->tokens[token - 1];
	bool letter = k->kind == TOKEN_WORD && (k->len == 1 || (k->len == 2 && (unsigned char)t->s[k->start] >= 0x80));

	return (letter || k->kind == TOKEN_NUMBER || is_roman(t, token - 1))
	    && (token == 1 || t->tokens[token - 2].kind != TOKEN_WORD);
}

void
lint_bracket_open(struct lint *l, const struct lint_text *t)
{
	size_t open = 0, last = 0;

	for (size_t i = 0; i < t->ntokens; i++) {
		if (lint_mark_is(t, i, "(")) {
			if (open++ == 0)
				last = i;
		} else if (lint_mark_is(t, i, ")") && open > 0) {
			open--;
		} else if (lint_mark_is(t, i, ")") && (i == 0 || !is_label(t, i))) {
			lint_tell(l, t, t->tokens[i].start, ")", "");
		}
	}
	if (open > 0)
		lint_tell(l, t, t->tokens[last].start, "(", "");
}

void
lint_quote_straight(struct lint *l, const struct lint_text *t)
{
	size_t end;

	for (size_t i = 0; i < t->ntokens; i++) {
		if (!lint_mark_is(t, i, "\"") || (i > 0 && t->tokens[i - 1].kind == TOKEN_NUMBER))
			continue;
		for (end = i + 1; end < t->ntokens && !lint_mark_is(t, end, "\"");)
			end++;
		if (end == t->ntokens)
			end = i;
		lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, end), end == i ? "\xE2\x80\x9C \xE2\x80\x9D" :
		    arena_printf(l->mem, "\xE2\x80\x9C%s\xE2\x80\x9D",
		    end == i + 1 ? "" : lint_tokens(l, t, i + 1, end - 1)));
		return;
	}
}

/* Whether a dash with a space on both sides is at a token. */
static bool
spaced(const struct lint_text *t, size_t i, const char *dash)
{
	return i > 1 && lint_mark_is(t, i, dash) && lint_kind_is(t, i - 1, TOKEN_SPACE)
	    && lint_kind_is(t, i + 1, TOKEN_SPACE) && t->s[t->tokens[i - 1].start] != '\n';
}

void
lint_dash_mixed(struct lint *l)
{
	static const char *const dashes[] = { "-", en_dash };
	const struct lint_text *first[2] = { NULL };
	size_t count[2] = { 0 }, at[2] = { 0 }, next;
	int rare;

	for (size_t i = 0; i < l->ntexts; i++)
		for (size_t k = 0; k < l->texts[i].ntokens && (l->texts[i].has & (HAS_DASH | HAS_OTHER)) != 0; k++)
			for (int d = 0; d < 2; d++)
				if (spaced(&l->texts[i], k, dashes[d]) && count[d]++ == 0) {
					first[d] = &l->texts[i];
					at[d] = k;
				}
	if (count[0] == 0 || count[1] == 0)
		return;
	rare = count[1] <= count[0];
	next = at[rare] + 2 < first[rare]->ntokens ? at[rare] + 2 : at[rare];
	lint_tell(l, first[rare], first[rare]->tokens[at[rare]].start, lint_tokens(l, first[rare], at[rare] - 2, next),
	    dashes[!rare]);
}

/* Whether the token is the end of a document's symbol, whose hyphens have a rule of their own. */
static bool
ends_cite(const struct lint_text *t, size_t token)
{
	for (size_t i = 0; i < t->ncites && t->cites[i].first <= token; i++)
		if (t->cites[i].last == token)
			return true;
	return false;
}

void
lint_dash_space(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 1; i + 1 < t->ntokens; i++) {
		bool before, after;
		size_t left, right;
		if (!lint_mark_is(t, i, "-") && !lint_mark_is(t, i, en_dash))
			continue;
		before = lint_kind_is(t, i - 1, TOKEN_SPACE) && t->s[t->tokens[i - 1].start] != '\n';
		after = lint_kind_is(t, i + 1, TOKEN_SPACE);
		left = i - 1 - before;
		right = i + 1 + after;
		if (before == after || left >= t->ntokens || right >= t->ntokens || t->tokens[left].kind > TOKEN_MIXED
		    || t->tokens[right].kind != t->tokens[left].kind || left == 0 || ends_cite(t, left)
		    || is_roman(t, left)
		    || (before && t->tokens[right].kind == TOKEN_NUMBER && t->tokens[right].len != 4))
			continue;
		lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, left, right),
		    arena_printf(l->mem, "%s - %s", lint_tokens(l, t, left, left), lint_tokens(l, t, right, right)));
	}
}

void
lint_range_dash(struct lint *l, const struct lint_text *t)
{
	size_t i;

	for (size_t k = 0; k + 4 < t->ntokens; k++)
		for (const char **word = l->words->periods; *word != NULL && t->tokens[k].kind == TOKEN_WORD; word++) {
			if (!lint_phrase_at(t, k, *word, &i))
				continue;
			if (!lint_kind_is(t, i, TOKEN_SPACE) || !lint_kind_is(t, i + 1, TOKEN_NUMBER)
			    || !lint_kind_is(t, i + 2, TOKEN_SPACE) || !lint_kind_is(t, i + 3, TOKEN_NUMBER)
			    || t->tokens[i + 1].len != 4 || t->tokens[i + 3].len != 4)
				continue;
			lint_tell(l, t, lint_end(t, i + 1), lint_tokens(l, t, i + 1, i + 3),
			    arena_printf(l->mem, "%s - %s", lint_tokens(l, t, i + 1, i + 1),
			    lint_tokens(l, t, i + 3, i + 3)));
		}
}
