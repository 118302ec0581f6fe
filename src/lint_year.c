#include "arena.h"
#include "lint_rule.h"

#include <string.h>

enum {
	LIKE_MOST = 60,			/* bytes before a year that are compared */
	LIKE_LEAST = 20			/* and that make two texts speak of the same */
};

/* Value of the year after the word for it at a token; 0: none is there. */
static int
year_at(const struct lint_words *w, const struct lint_text *t, size_t token)
{
	if (!lint_is(t, token, w->year) || !lint_kind_is(t, token + 1, TOKEN_SPACE)
	    || !lint_kind_is(t, token + 2, TOKEN_NUMBER) || t->tokens[token + 2].len != 4)
		return 0;
	return lint_value(t, token + 2);
}

/* The year that a subject is about, and its token; 0 when there are several or it may be another's. */
static int
subject_year(const struct lint_words *w, const struct lint_text *t, size_t *token)
{
	int year = 0;

	for (size_t i = 0; i < t->ntokens; i++) {
		int found = year_at(w, t, i);
		if (lint_is_any(t, i, w->years_of_others) || (found != 0 && year != 0))
			return 0;
		if (found != 0) {
			year = found;
			*token = i;
		}
	}
	return year;
}

/* The first and last year of the tasks' times. */
static void
task_years(const struct nodes *nodes, int *first, int *last)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		const struct task_line *time = n->task == NULL ? NULL : n->task->lines[TASK_TIME];
		for (int k = 0; time != NULL && k < 2; k++) {
			int year = k == 0 ? time->from.year : time->to.year;
			if (year != 0 && (*first == 0 || year < *first))
				*first = year;
			if (year > *last)
				*last = year;
		}
		task_years(&n->items, first, last);
	}
}

/* Whether the same words stand before two tokens. */
static bool
is_alike(const struct lint_text *a, size_t i, const struct lint_text *b, size_t k)
{
	size_t m = a->tokens[i].start, n = b->tokens[k].start, same = m < n ? m : n;

	same = same < LIKE_MOST ? same : LIKE_MOST;
	if (same < LIKE_LEAST)
		return false;
	for (size_t c = 1; c <= same; c++) {
		char x = a->low[m - c], y = b->low[n - c];
		if (x != y && !((x == ' ' || x == '\n') && (y == ' ' || y == '\n')))
			return false;
	}
	return true;
}

/* An opening that names the subject with another year. */
static void
check_opening(struct lint *l, const struct lint_text *subject, size_t token, int year)
{
	for (size_t i = 0; i < l->ntexts; i++) {
		const struct lint_text *t = &l->texts[i];
		for (size_t k = 0; t->role == LINT_OPENING && k < t->ntokens; k++) {
			int found = year_at(l->words, t, k);
			if (found != 0 && found != year && is_alike(subject, token, t, k))
				lint_tell(l, t, t->tokens[k + 2].start, arena_printf(l->mem, "%d", found),
				    arena_printf(l->mem, "%d", year));
		}
	}
}

void
lint_subject_year(struct lint *l)
{
	int issued = l->plan->date.given ? l->plan->date.year : 0, first = 0, last = 0, year = 0;
	const struct lint_text *t = NULL;
	size_t token = 0;

	for (size_t i = 0; i < l->ntexts && t == NULL; i++)
		if (l->texts[i].role == LINT_SUBJECT)
			t = &l->texts[i];
	if (t != NULL)
		year = subject_year(l->words, t, &token);
	if (year == 0)
		return;
	task_years(&l->plan->body, &first, &last);
	if (issued != 0 && (year < issued - 1 || year > issued + 1))
		lint_tell(l, t, t->tokens[token + 2].start, arena_printf(l->mem, "%d", year),
		    arena_printf(l->mem, "%d", issued));
	else if (first != 0 && (year < first || year > last))
		lint_tell(l, t, t->tokens[token + 2].start, arena_printf(l->mem, "%d", year),
		    arena_printf(l->mem, first == last ? "%d" : "%d - %d", first, last));
	check_opening(l, t, token, year);
}
