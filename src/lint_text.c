#include "lint_text.h"
#include "arena.h"
#include "diag.h"

#include <string.h>

const char *
lint_slice(struct lint *l, const struct lint_text *t, size_t from, size_t to)
{
	char *copy = arena_copy(l->mem, t->s + from, to > from ? to - from : 0);

	for (char *p = copy; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return copy;
}

size_t
lint_end(const struct lint_text *t, size_t token)
{
	return t->tokens[token].start + t->tokens[token].len;
}

const char *
lint_tokens(struct lint *l, const struct lint_text *t, size_t first, size_t last)
{
	return lint_slice(l, t, t->tokens[first].start, lint_end(t, last));
}

bool
lint_kind_is(const struct lint_text *t, size_t token, enum lint_kind kind)
{
	return token < t->ntokens && t->tokens[token].kind == kind;
}

bool
lint_has_capital(const struct lint_text *t, size_t token)
{
	return token < t->ntokens
	    && memcmp(t->s + t->tokens[token].start, t->low + t->tokens[token].start, t->tokens[token].len) != 0;
}

bool
lint_is(const struct lint_text *t, size_t token, const char *word)
{
	size_t n = strlen(word);

	return token < t->ntokens && t->tokens[token].len == n
	    && memcmp(t->low + t->tokens[token].start, word, n) == 0;
}

bool
lint_is_any(const struct lint_text *t, size_t token, const char **words)
{
	for (; *words != NULL; words++)
		if (lint_is(t, token, *words))
			return true;
	return false;
}

bool
lint_mark_is(const struct lint_text *t, size_t token, const char *mark)
{
	return lint_kind_is(t, token, TOKEN_MARK) && lint_is(t, token, mark);
}

int
lint_value(const struct lint_text *t, size_t token)
{
	int v = 0;

	if (!lint_kind_is(t, token, TOKEN_NUMBER) || t->tokens[token].len > 9)
		return -1;
	for (uint32_t i = 0; i < t->tokens[token].len; i++)
		v = v * 10 + (t->s[t->tokens[token].start + i] - '0');
	return v;
}

bool
lint_phrase_at(const struct lint_text *t, size_t token, const char *phrase, size_t *next)
{
	size_t n = strlen(phrase), start = token < t->ntokens ? t->tokens[token].start : t->n, end = start + n;

	if (end > t->n || token >= t->ntokens || memcmp(t->low + start, phrase, n) != 0)
		return false;
	while (token < t->ntokens && lint_end(t, token) < end)
		token++;
	if (lint_end(t, token) != end)
		return false;
	*next = token + 1;
	return true;
}

const struct where *
lint_member(struct lint *l, const struct where *up, const char *key)
{
	struct where *at = arena_new(l->mem, sizeof *at);

	at->up = up;
	at->key = key;
	return at;
}

static const char *
article(struct lint *l)
{
	const struct rule_info *rule = rule_info(l->rule);

	if (!l->party)
		return rule->article;
	return rule->party[0] == '\0' ? "" : arena_printf(l->mem, "%s%s", l->profile->cite, rule->party);
}

static enum tt_level
message_level(const struct lint *l)
{
	return (enum tt_level)(l->level - 1);
}

void
lint_tell_at(struct lint *l, const struct where *at, const char *found, const char *expected)
{
	const char *const args[] = { article(l), found, expected, NULL };
	ptrdiff_t offset = -1;

	for (const struct where *w = at; w != NULL && offset < 0; w = w->up)
		offset = locate_start(w);
	diag_add_inside(l->diag, rule_info(l->rule)->code, message_level(l), at, offset < 0 ? 0 : (size_t)offset, args);
}

/* The part of a text that a byte belongs to; at its very end the last one. */
static const struct lint_part *
part_of(const struct lint_text *t, size_t offset)
{
	size_t i = 0;

	while (i + 1 < t->nparts && t->parts[i + 1].start <= offset)
		i++;
	return &t->parts[i];
}

void
lint_tell(struct lint *l, const struct lint_text *t, size_t offset, const char *found, const char *expected)
{
	const struct lint_part *part = part_of(t, offset);
	const char *const args[] = { article(l), found, expected, NULL };
	size_t inside = offset - part->start;

	if (!diag_takes_level(l->diag, message_level(l)))
		return;
	if (part->text == NULL || inside > strlen(part->text)
	    || locate_inside(&l->inside, part->at, part->text, inside) != 0)
		lint_tell_at(l, part->at, found, expected);
	else
		diag_add_inside(l->diag, rule_info(l->rule)->code, message_level(l), part->at, l->inside.offset, args);
}

int
lint_day_number(const struct lint_date *d)
{
	return (d->year * 100 + d->month) * 100 + d->day;
}

const char *
lint_show_date(struct lint *l, int yyyymmdd)
{
	int day = yyyymmdd % 100, month = yyyymmdd / 100 % 100, year = yyyymmdd / 10000;

	if (month == 0)
		return arena_printf(l->mem, "%d", year);
	if (day == 0)
		return arena_printf(l->mem, month < l->profile->pad_month ? "%02d/%d" : "%d/%d", month, year);
	return arena_printf(l->mem, month < l->profile->pad_month ? "%02d/%02d/%d" : "%02d/%d/%d", day, month, year);
}

const struct lint_entry *
lint_find(const struct lint_table *table, const struct lint_text *t, size_t token, size_t *next)
{
	const struct lint_entry *e;
	const struct lint_token *k;

	if (token >= t->ntokens)
		return NULL;
	k = &t->tokens[token];
	if (k->kind == TOKEN_SPACE || k->kind == TOKEN_MARK)
		return NULL;
	for (size_t slot = SIZE_MAX; (e = lint_words_find(table, t->low + k->start, k->len, &slot)) != NULL;)
		if (lint_phrase_at(t, token, e->phrase, next))
			return e;
	return NULL;
}

/* Whether a stretch of text has what only addresses have. */
static bool
is_address(const struct lint_text *t, size_t start, size_t end)
{
	for (size_t i = start; i < end; i++)
		if (t->s[i] == '@' || strncmp(t->s + i, "://", 3) == 0 || strncmp(t->low + i, "www.", 4) == 0
		    || strncmp(t->low + i, ".vn", 3) == 0 || strncmp(t->low + i, ".com", 4) == 0)
			return true;
	return false;
}

bool
lint_in_address(struct lint *l, const struct lint_text *t, size_t token)
{
	struct lint_stretch *s = &l->stretch;
	size_t at = t->tokens[token].start;

	if (s->text == t && at >= s->start && at < s->end)
		return s->address;
	*s = (struct lint_stretch){ .text = t, .start = at, .end = at };
	while (s->start > 0 && t->s[s->start - 1] != ' ' && t->s[s->start - 1] != '\n')
		s->start--;
	while (s->end < t->n && t->s[s->end] != ' ' && t->s[s->end] != '\n')
		s->end++;
	s->address = is_address(t, s->start, s->end);
	return s->address;
}
