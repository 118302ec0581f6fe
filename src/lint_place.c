#include "lint_rule.h"

#include <string.h>

static bool
ends_sentence(const struct lint_text *t, size_t token)
{
	return lint_mark_is(t, token, ";") || (lint_mark_is(t, token, ".") && !lint_kind_is(t, token + 1, TOKEN_WORD));
}

/* Whether a date, a year or a word in a sentence is of the time before `since`. */
static bool
has_past(const struct lint *l, const struct lint_text *t, size_t first, size_t end, int since)
{
	size_t next;

	for (size_t i = 0; i < t->ndates && t->dates[i].first < end; i++) {
		const struct lint_date *d = &t->dates[i];
		if (d->first >= first && d->year != 0 && lint_day_number(d) < since)
			return true;
	}
	for (size_t i = first; i < end; i++) {
		int year = t->tokens[i].len == 4 ? lint_value(t, i) : -1;
		if ((year > 1800 && year < since / 10000) || lint_find(&l->words->past, t, i, &next) != NULL)
			return true;
	}
	return false;
}

/* Whether the sentence around a token speaks of the time before `since`: names of then are right in it. */
static bool
speaks_of_past(struct lint *l, const struct lint_text *t, size_t token, int since)
{
	struct lint_past *p = &l->past;

	if (p->text == t && p->since == since && token >= p->first && token < p->end)
		return p->said;
	*p = (struct lint_past){ t, token, token, since, false };
	while (p->first > 0 && !ends_sentence(t, p->first - 1))
		p->first--;
	while (p->end < t->ntokens && !ends_sentence(t, p->end))
		p->end++;
	p->said = has_past(l, t, p->first, p->end, since);
	return p->said;
}

/* Whether a token is a word with a capital letter or a number. */
static bool
is_name(const struct lint_text *t, size_t token)
{
	return lint_kind_is(t, token, TOKEN_NUMBER)
	    || (lint_kind_is(t, token, TOKEN_WORD) && lint_has_capital(t, token));
}

/* "huyện Mỹ Xuyên", "quận 1" at a token; the token after the first word of the name, 0: nothing. */
static size_t
find_unit(const struct lint *l, const struct lint_text *t, size_t token)
{
	size_t next;

	for (const char **unit = l->words->district_units; *unit != NULL; unit++)
		if (t->tokens[token].kind == TOKEN_WORD && lint_phrase_at(t, token, *unit, &next)
		    && lint_kind_is(t, next, TOKEN_SPACE) && is_name(t, next + 1))
			return next + 2;
	return 0;
}

/* Over the rest of a name: words with a capital first letter. */
static size_t
end_of_name(const struct lint_text *t, size_t next)
{
	while (lint_kind_is(t, next, TOKEN_SPACE) && is_name(t, next + 1))
		next += 2;
	return next;
}

void
lint_district(struct lint *l, const struct lint_text *t)
{
	int since = l->words->district_until;
	size_t next;

	for (size_t i = 0; i < t->ntokens && l->from >= since; i++) {
		if (lint_find(&l->words->district, t, i, &next) == NULL && (next = find_unit(l, t, i)) == 0)
			continue;
		next = end_of_name(t, next);
		if (!speaks_of_past(l, t, i, since))
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, next - 1), lint_show_date(l, since));
		i = next - 1;
	}
}

void
lint_province(struct lint *l, const struct lint_text *t)
{
	const struct lint_entry *e = NULL;
	size_t next, end;

	for (size_t i = 0; i < t->ntokens && l->from != 0; i++) {
		if (t->tokens[i].kind != TOKEN_WORD)
			continue;
		for (const char **unit = l->words->unit_words; *unit != NULL && e == NULL; unit++)
			if (lint_phrase_at(t, i, *unit, &next) && lint_kind_is(t, next, TOKEN_SPACE))
				e = lint_find(&l->words->provinces, t, next + 1, &end);
		if (e != NULL && l->from >= e->since && !speaks_of_past(l, t, i, e->since))
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, end - 1), e->to);
		e = NULL;
	}
}

void
lint_organ_former(struct lint *l, const struct lint_text *t)
{
	size_t next;

	for (size_t i = 0; i < t->ntokens && l->from != 0; i++) {
		const struct lint_entry *e = t->tokens[i].kind == TOKEN_WORD ? lint_find(&l->words->organs, t, i, &next)
		    : NULL;
		if (e != NULL && l->from >= e->since && !speaks_of_past(l, t, i, e->since))
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, next - 1), e->to);
	}
}
