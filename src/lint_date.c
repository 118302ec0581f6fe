#include "arena.h"
#include "bind.h"
#include "lint_rule.h"

#include <string.h>

static bool
is_real(const struct lint_date *d)
{
	return d->day >= 1 && d->day <= bind_days_in(d->year, d->month);
}

static const char *
show(struct lint *l, const struct lint_text *t, const struct lint_date *d)
{
	return lint_tokens(l, t, d->first, d->last);
}

/* The date that belongs to a citation: after its number, or after a comma. NULL: none. */
static const struct lint_date *
date_of(const struct lint_text *t, const struct lint_cite *c, const struct lint_words *w)
{
	size_t at = c->last + 1, low = 0, high = t->ndates;

	at += lint_mark_is(t, at, ",");
	at += lint_kind_is(t, at, TOKEN_SPACE);
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (t->dates[middle].first < at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == t->ndates
	    || (t->dates[low].first != at && !(t->dates[low].first == at + 2 && lint_is(t, at, w->day))))
		return NULL;
	return &t->dates[low];
}

void
lint_date_padding(struct lint *l, const struct lint_text *t)
{
	const struct profile *p = l->profile;

	for (size_t i = 0; i < t->ndates; i++) {
		const struct lint_date *d = &t->dates[i];
		size_t day = d->first + 2, month = d->first + 6;
		bool days = d->long_form && d->day > 0 && d->day < p->pad_day && t->tokens[day].len == 1;
		bool months = d->long_form && d->month > 0 && d->month < p->pad_month && t->tokens[month].len == 1;
		if (days || months)
			lint_tell(l, t, t->tokens[days ? day : month].start, lint_tokens(l, t, d->first, month),
			    arena_printf(l->mem, "%s %s%s %s %s%s", l->words->day, days ? "0" : "",
			    lint_tokens(l, t, day, day), l->words->month, months ? "0" : "",
			    lint_tokens(l, t, month, month)));
	}
}

void
lint_date_impossible(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ndates; i++)
		if (!is_real(&t->dates[i]))
			lint_tell(l, t, t->tokens[t->dates[i].first].start, show(l, t, &t->dates[i]), "");
}

void
lint_year_missing(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ncites; i++) {
		const struct lint_date *d = date_of(t, &t->cites[i], l->words);
		if (d != NULL && d->year == 0)
			lint_tell(l, t, t->tokens[d->first].start, show(l, t, d), "");
	}
}

void
lint_basis_date(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ncites && l->until != 0; i++) {
		const struct lint_date *d = date_of(t, &t->cites[i], l->words);
		if (d != NULL && d->year != 0 && is_real(d) && lint_day_number(d) > l->until)
			lint_tell(l, t, t->tokens[d->first].start, lint_show_date(l, lint_day_number(d)),
			    lint_show_date(l, date_number(&l->plan->date)));
	}
}

void
lint_citation_year(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ncites; i++) {
		const struct lint_cite *c = &t->cites[i];
		const struct lint_date *d = date_of(t, c, l->words);
		if (d != NULL && d->year != 0 && c->year != 0 && c->year != d->year)
			lint_tell(l, t, t->tokens[c->first].start, lint_tokens(l, t, c->first, c->last),
			    arena_printf(l->mem, "%d", d->year));
	}
}

/* The first document a basis cites is told with its date, wherever in the basis that stands. */
void
lint_basis_citation(struct lint *l, const struct lint_text *t)
{
	const struct lint_cite *c = t->cites;

	if (t->role != LINT_BASIS || t->ncites == 0)
		return;
	for (size_t i = 0; i < t->ndates; i++)
		if (t->dates[i].first > c->last)
			return;
	if (c->year == 0)
		lint_tell(l, t, t->tokens[c->first].start, lint_tokens(l, t, c->first, c->last), "");
}

/* Tells the first date of the rarer form among the citations of the bases, or of all other texts. */
static void
check_mixed(struct lint *l, bool bases)
{
	const struct lint_text *first[2] = { NULL };
	const struct lint_date *dates[2] = { NULL };
	size_t count[2] = { 0 };
	int rare;

	for (size_t i = 0; i < l->ntexts; i++)
		for (size_t k = 0; k < l->texts[i].ncites && (l->texts[i].role == LINT_BASIS) == bases; k++) {
			const struct lint_date *d = date_of(&l->texts[i], &l->texts[i].cites[k], l->words);
			int form = d != NULL && d->long_form;
			if (d == NULL)
				continue;
			count[form]++;
			if (dates[form] == NULL) {
				first[form] = &l->texts[i];
				dates[form] = d;
			}
		}
	if (dates[0] == NULL || dates[1] == NULL)
		return;
	rare = count[1] < count[0];
	lint_tell(l, first[rare], first[rare]->tokens[dates[rare]->first].start, show(l, first[rare], dates[rare]),
	    show(l, first[!rare], dates[!rare]));
}

void
lint_date_mixed(struct lint *l)
{
	check_mixed(l, true);
	check_mixed(l, false);
}

static void
check_tasks(struct lint *l, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		const struct date *to = n->task == NULL ? NULL : &n->task->lines[TASK_TIME]->to;
		if (to != NULL && to->given && date_number(to) < l->from)
			lint_tell_at(l, to->at, lint_show_date(l, date_number(to)),
			    lint_show_date(l, date_number(&l->plan->date)));
		check_tasks(l, &n->items);
	}
}

void
lint_task_date(struct lint *l)
{
	if (l->from != 0)
		check_tasks(l, &l->plan->body);
}

/* Day of the week from Sunday, by Zeller's congruence. */
static int
weekday(const struct lint_date *d)
{
	int m = d->month < 3 ? d->month + 12 : d->month, y = d->month < 3 ? d->year - 1 : d->year;

	return (d->day + 13 * (m + 1) / 5 + y + y / 4 - y / 100 + y / 400 + 6) % 7;
}

/* Whether the word before a token makes what follows an ordinal: "lần thứ hai". */
static bool
follows_ordinal(const struct lint_words *w, const struct lint_text *t, size_t token)
{
	for (const char **word = w->ordinals; *word != NULL && token >= 2; word++)
		if (lint_is(t, token - 2, *word))
			return true;
	return false;
}

/* The weekday from Sunday that starts at a token; -1: none. *next is the token after it. */
static int
weekday_at(const struct lint_words *w, const struct lint_text *t, size_t token, size_t *next)
{
	for (int i = 0; i < 7; i++)
		if (lint_phrase_at(t, token, w->weekdays[i], next))
			return follows_ordinal(w, t, token) ? -1 : i;
	return -1;
}

/* The weekday that ends right before a token; *first is its first token. */
static int
weekday_before(const struct lint_words *w, const struct lint_text *t, size_t token, size_t *first)
{
	enum { TOKENS = 3 };		/* of "thứ hai": two words and the space between them */
	size_t next = 0;
	int found = token < TOKENS ? -1 : weekday_at(w, t, token - TOKENS, &next);

	*first = token - TOKENS;
	return next == token ? found : -1;
}

/* Over spaces, a comma and an opening bracket between a weekday and its date. */
static size_t
skip_between(const struct lint_text *t, size_t token, int step)
{
	for (int i = 0; i < 3 && token < t->ntokens; i++) {
		if (!lint_kind_is(t, token, TOKEN_SPACE) && !lint_mark_is(t, token, ",")
		    && !lint_mark_is(t, token, "("))
			break;
		token += (size_t)step;
	}
	return token;
}

void
lint_weekday(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i < t->ndates; i++) {
		const struct lint_date *d = &t->dates[i];
		size_t start = d->first, first, next;
		int found = -1;
		if (d->year == 0 || !is_real(d))
			continue;
		if (start >= 2 && lint_is(t, start - 2, l->words->day))
			start -= 2;
		if (start > 0)
			found = weekday_before(l->words, t, next = skip_between(t, start - 1, -1) + 1, &first);
		if (found < 0)
			found = weekday_at(l->words, t, first = skip_between(t, d->last + 1, 1), &next);
		if (found >= 0 && found != weekday(d))
			lint_tell(l, t, t->tokens[first].start, lint_tokens(l, t, first, next - 1),
			    l->words->weekday_names[weekday(d)]);
	}
}
