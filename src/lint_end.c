#include "lint_rule.h"

#include <string.h>

static const char end_mark[] = "./.";

void
lint_basis_end(struct lint *l)
{
	const struct plan *p = l->plan;

	if (p->bases_end != NULL && p->bases.n > 0 && strcmp(p->bases_end, l->profile->bases.last) != 0)
		lint_tell_at(l, lint_member(l, p->at, "bases_end"), p->bases_end, l->profile->bases.last);
}

void
lint_closing_mark(struct lint *l, const struct lint_text *t)
{
	size_t last = t->ntokens - 1;
	bool stop;

	if (t->adds == NULL || t->adds[0] == '\0' || t->ntokens < 2)
		return;
	stop = lint_mark_is(t, last, ".") && t->adds[0] != '.' && lint_kind_is(t, last - 1, TOKEN_WORD)
	    && t->tokens[last - 1].len > 2;
	if (stop || (lint_mark_is(t, last, ":") && t->role == LINT_LABEL))
		lint_tell(l, t, t->tokens[last].start, lint_tokens(l, t, last, last), t->adds);
}

void
lint_end_mark(struct lint *l, const struct lint_text *t)
{
	for (const char *p = t->s; (p = strstr(p, end_mark)) != NULL; p += strlen(end_mark))
		if (!t->last || p[strlen(end_mark)] != '\0' || strcmp(l->profile->end_mark, end_mark) != 0)
			lint_tell(l, t, (size_t)(p - t->s), end_mark, "");
}

/* Whether a paragraph ends in a word, a number or a bracket. */
static bool
ends_open(const struct lint_text *t, size_t last)
{
	static const char *const brackets[] = { ")", "\"", "\xE2\x80\x9D", NULL };	/* U+201D */

	for (const char *const *b = brackets; *b != NULL; b++)
		if (lint_mark_is(t, last, *b))
			return last == 0 || t->tokens[last - 1].kind != TOKEN_MARK;
	return t->tokens[last].kind <= TOKEN_MIXED;
}

/* "When: at eight": what a form asks for and its answer, which need no mark. */
static bool
is_answer(const struct lint_text *t)
{
	enum { SHORT = 100 };		/* bytes */

	return t->n < SHORT && strstr(t->s, ": ") != NULL;
}

void
lint_paragraph_end(struct lint *l, const struct lint_text *t)
{
	bool line = t->role == LINT_LINE && t->adds != NULL && t->adds[0] == '\0';
	size_t last = t->ntokens - 1, first;

	if (t->ntokens == 0 || t->opens || (t->role != LINT_PARAGRAPH && t->role != LINT_OPENING && !line)
	    || (t->last && l->profile->end_mark[0] != '\0') || !ends_open(t, last) || (!line && is_answer(t)))
		return;
	first = last > 4 ? last - 4 : 0;
	first += t->tokens[first].kind == TOKEN_SPACE;
	lint_tell(l, t, t->tokens[last].start, lint_tokens(l, t, first, last), "");
}
