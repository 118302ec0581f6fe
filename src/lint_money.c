#include "arena.h"
#include "lint_rule.h"
#include "number.h"

#include <string.h>

enum { DIGITS_MOST = 15 };		/* figures of a number that is compared */

struct figures {			/* a number in a text */
	size_t		 first, last;	/* tokens */
	int64_t		 value;		/* without its decimal comma; -1: too long */
	int		 decimals;	/* figures after the comma */
	bool		 grouped;	/* by full stops */
	bool		 commas;	/* by commas */
	bool		 uneven;	/* a group has other than three figures */
};

/* Adds the figures of a token to a number; -1 when it gets too long. */
static int64_t
add_figures(const struct lint_text *t, size_t token, int64_t v)
{
	const struct lint_token *k = &t->tokens[token];

	for (uint32_t i = 0; i < k->len && v >= 0; i++)
		v = v > INT64_MAX / 100 ? -1 : v * 10 + (t->s[k->start + i] - '0');
	return v;
}

/* Over groups after a mark: ".278.000". Whether there were any. */
static bool
read_groups(const struct lint_text *t, struct figures *f, const char *mark)
{
	size_t start = f->last;

	while (lint_mark_is(t, f->last + 1, mark) && lint_kind_is(t, f->last + 2, TOKEN_NUMBER)) {
		f->last += 2;
		f->uneven |= t->tokens[f->last].len != 3;
		f->value = add_figures(t, f->last, f->value);
	}
	return f->last > start;
}

/* The number that begins at a token; false when it is part of something else. */
static bool
read_figures(const struct lint_text *t, size_t i, struct figures *f)
{
	if (!lint_kind_is(t, i, TOKEN_NUMBER) || (i > 0 && t->tokens[i - 1].kind == TOKEN_MARK
	    && !lint_is(t, i - 1, "(") && !lint_is(t, i - 1, "-") && !lint_is(t, i - 1, "+")))
		return false;
	*f = (struct figures){ .first = i, .last = i };
	f->value = add_figures(t, i, 0);
	f->uneven = t->tokens[i].len > 3;
	f->grouped = read_groups(t, f, ".");
	if (!f->grouped) {
		f->commas = read_groups(t, f, ",");
		if (f->commas && f->last == i + 2) {
			f->commas = false;
			f->decimals = (int)t->tokens[f->last].len;
		}
	} else if (lint_mark_is(t, f->last + 1, ",") && lint_kind_is(t, f->last + 2, TOKEN_NUMBER)) {
		f->last += 2;
		f->value = add_figures(t, f->last, f->value);
		f->decimals = (int)t->tokens[f->last].len;
	}
	if (!f->grouped && !f->commas)
		f->uneven = false;
	return true;
}

/* The usual form of a token's word by the profile's variants; `n` is its length. */
static const char *
usual(const struct lint *l, const char *word, size_t *n)
{
	for (const char **v = l->profile->words.variants; v != NULL && v[0] != NULL && v[1] != NULL; v += 2)
		if (strlen(v[0]) == *n && memcmp(v[0], word, *n) == 0) {
			*n = strlen(v[1]);
			return v[1];
		}
	return word;
}

static bool
is_word(const struct lint *l, const struct lint_text *t, size_t token, const char *word)
{
	size_t n = token < t->ntokens ? t->tokens[token].len : 0;
	const char *own = n == 0 ? "" : usual(l, t->low + t->tokens[token].start, &n);

	return n == strlen(word) && memcmp(own, word, n) == 0;
}

/* How much the word at a token multiplies by: 1000, a million, a billion; 0: it is no such word. */
static int64_t
multiplier(const struct lint *l, const struct lint_text *t, size_t token)
{
	int64_t size = 1000;

	for (int i = 1; i <= 3; i++, size *= 1000)
		if (is_word(l, t, token, l->profile->words.groups[i]))
			return size;
	return 0;
}

/* The figure a word stands for; -1: none. */
static int
digit(const struct lint *l, const struct lint_text *t, size_t token)
{
	const struct number_words *w = &l->profile->words;

	for (int i = 0; i < 10; i++)
		if (is_word(l, t, token, w->digits[i]))
			return i;
	if (is_word(l, t, token, w->one_after_tens))
		return 1;
	if (is_word(l, t, token, w->four_after_tens))
		return 4;
	return is_word(l, t, token, w->five_after_ten) ? 5 : -1;
}

struct words {				/* a number in words, as far as it was read */
	int64_t		 all, group;	/* what is finished; below the next group */
	int		 pending;	/* a figure that may still be of tens or hundreds; -1: none */
};

static void
settle(struct words *n, int factor)
{
	n->group += (int64_t)(n->pending < 0 ? 0 : n->pending) * factor;
	n->pending = -1;
}

/* Takes one more word of a number; false when it is none. */
static bool
take_word(const struct lint *l, const struct lint_text *t, size_t token, struct words *n)
{
	const struct number_words *w = &l->profile->words;
	int64_t size = multiplier(l, t, token);
	int figure = digit(l, t, token);

	if (size != 0) {
		settle(n, 1);
		if (n->all + n->group > INT64_MAX / 4 / size)
			return false;
		n->all = size == 1000000000 ? (n->all + n->group) * size : n->all + n->group * size;
		n->group = 0;
	} else if (is_word(l, t, token, w->tens) && n->pending >= 0) {
		settle(n, 10);
	} else if (is_word(l, t, token, w->hundred) && n->pending >= 0) {
		settle(n, 100);
	} else if (is_word(l, t, token, w->ten)) {
		n->group += 10;
	} else if (figure >= 0 && n->pending < 0) {
		n->pending = figure;
	} else if (!is_word(l, t, token, w->zero_tens)) {
		return false;
	}
	return true;
}

/*
 * The value of the words from a token on; -1 when there are none. *end is the token after them. Groups
 * below a billion after one are added, so that "hai tỷ năm trăm triệu" is read.
 */
static int64_t
read_words(const struct lint *l, const struct lint_text *t, size_t i, size_t *end)
{
	struct words n = { 0, 0, -1 };
	size_t start = i;

	while (i < t->ntokens && t->tokens[i].kind == TOKEN_WORD && take_word(l, t, i, &n)) {
		i++;
		*end = i;
		i += lint_kind_is(t, i, TOKEN_SPACE);
	}
	settle(&n, 1);
	return i == start ? -1 : n.all + n.group;
}

/* The token after the unit of an amount: multipliers and currency; `factor` is what they multiply by. */
static size_t
read_unit(const struct lint *l, const struct lint_text *t, size_t i, int64_t *factor)
{
	size_t next = i + lint_kind_is(t, i, TOKEN_SPACE);
	int64_t by;

	*factor = 1;
	while ((by = multiplier(l, t, next)) != 0 || lint_is_any(t, next, l->words->currencies)) {
		if (by != 0 && *factor < 1000000000)
			*factor *= by;
		i = next + 1;
		next = i + lint_kind_is(t, i, TOKEN_SPACE);
	}
	return i;
}

/* Over "bằng chữ: " and the like. */
static size_t
skip_opening(const struct lint *l, const struct lint_text *t, size_t i)
{
	size_t next;

	for (const char **words = l->words->in_words; *words != NULL; words++)
		if (i < t->ntokens && lint_phrase_at(t, i, *words, &next)) {
			next += lint_mark_is(t, next, ":");
			return next + lint_kind_is(t, next, TOKEN_SPACE);
		}
	return i;
}

/* Whether nothing but the currency, and that it is even, stands before the closing bracket. */
static bool
closes(const struct lint *l, const struct lint_text *t, size_t i)
{
	int64_t none;

	i = read_unit(l, t, i, &none);
	i += lint_kind_is(t, i, TOKEN_SPACE) && lint_is_any(t, i + 1, l->words->even) ? 2 : 0;
	i += lint_mark_is(t, i, ".");
	return lint_mark_is(t, i, ")");
}

/* The number in figures, multiplied; -1 when it is no whole number. */
static int64_t
whole(const struct figures *f, int64_t factor)
{
	int64_t v = f->value;

	if (v < 0 || v > 999999999999999 / factor || f->decimals > DIGITS_MOST || f->commas || f->uneven)
		return -1;
	v *= factor;
	for (int i = 0; i < f->decimals; i++, v /= 10)
		if (v % 10 != 0)
			return -1;
	return v;
}

void
lint_money_words(struct lint *l, const struct lint_text *t)
{
	struct figures f;

	for (size_t i = 0; i < t->ntokens; i++) {
		int64_t factor, value, said;
		size_t next, start, end = 0;
		if (!read_figures(t, i, &f))
			continue;
		i = f.last;
		next = read_unit(l, t, f.last + 1, &factor);
		next += lint_kind_is(t, next, TOKEN_SPACE);
		if (!lint_mark_is(t, next, "("))
			continue;
		start = skip_opening(l, t, next + 1);
		value = whole(&f, factor);
		said = read_words(l, t, start, &end);
		if (value >= 0 && said >= 0 && said != value && closes(l, t, end))
			lint_tell(l, t, t->tokens[start].start, lint_tokens(l, t, start, end - 1),
			    number_in_words(l->mem, &l->profile->words, value));
	}
}

/* Amounts as data: figures whose unit is left out, while the words have it. */
static void
check_amounts(struct lint *l, const struct text *text)
{
	const char *currency = l->profile->currency;

	for (size_t i = 0; i < text->n; i++) {
		const struct run *r = &text->runs[i];
		size_t n = r->amount.given == NULL ? 0 : strlen(r->amount.given), own = strlen(currency);
		const char *figures;
		if (r->kind != RUN_AMOUNT || r->amount.unit == NULL || r->amount.unit[0] != '\0' || n <= own
		    || strcmp(r->amount.given + n - own, currency) != 0)
			continue;
		figures = number_grouped(l->mem, r->amount.value, l->profile->thousands);
		lint_tell_at(l, r->at, figures, arena_printf(l->mem, "%s %s", figures, currency));
	}
}

static void
check_nodes(struct lint *l, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		check_amounts(l, &n->text);
		for (int part = 0; n->task != NULL && part < TASK__PARTS; part++)
			check_amounts(l, &n->task->lines[part]->text);
		check_nodes(l, &n->items);
	}
}

static void
check_codes(struct lint *l, const struct lint_text *t)
{
	struct figures f;

	for (size_t i = 0; i < t->ntokens; i++) {
		size_t unit;
		if (!read_figures(t, i, &f))
			continue;
		i = f.last;
		unit = i + 1 + lint_kind_is(t, i + 1, TOKEN_SPACE);
		if (lint_is_any(t, unit, l->words->money_codes))
			lint_tell(l, t, t->tokens[unit].start, lint_tokens(l, t, unit, unit), l->profile->currency);
	}
}

void
lint_money_unit(struct lint *l)
{
	for (size_t i = 0; i < l->ntexts; i++)
		check_codes(l, &l->texts[i]);
	check_nodes(l, &l->plan->body);
}

/* The figures without marks, in groups of three. */
static const char *
regroup(struct lint *l, const struct figures *f)
{
	return number_grouped(l->mem, f->value, l->profile->thousands);
}

void
lint_figures_groups(struct lint *l, const struct lint_text *t)
{
	struct figures f;

	for (size_t i = 0; i < t->ntokens; i++) {
		bool money, plain, wrong;
		int64_t factor;
		if (!read_figures(t, i, &f))
			continue;
		i = f.last;
		money = read_unit(l, t, i + 1, &factor) > i + 1;
		plain = f.first == f.last && t->tokens[f.first].len > 4;
		if (f.last == f.first + 2 && t->tokens[f.last].len < 3)		/* 12.5: told by figures-comma */
			continue;
		wrong = (money && (plain || (f.grouped && f.uneven))) || (f.commas && !f.uneven);
		if (wrong && f.value > 0 && f.decimals == 0)
			lint_tell(l, t, t->tokens[f.first].start, lint_tokens(l, t, f.first, f.last), regroup(l, &f));
	}
}

void
lint_figures_comma(struct lint *l, const struct lint_text *t)
{
	struct figures f;

	for (size_t i = 0; i < t->ntokens; i++) {
		int64_t factor;
		if (!read_figures(t, i, &f))
			continue;
		i = f.last;
		if (!f.grouped || f.last != f.first + 2 || t->tokens[f.last].len > 2)
			continue;
		read_unit(l, t, i + 1, &factor);
		if (factor == 1 && !lint_mark_is(t, i + 1, "%"))
			continue;
		lint_tell(l, t, lint_end(t, f.first), lint_tokens(l, t, f.first, f.last),
		    arena_printf(l->mem, "%s,%s", lint_tokens(l, t, f.first, f.first),
		    lint_tokens(l, t, f.last, f.last)));
	}
}

void
lint_percent_space(struct lint *l, const struct lint_text *t)
{
	for (size_t i = 0; i + 2 < t->ntokens; i++)
		if (lint_kind_is(t, i, TOKEN_NUMBER) && lint_kind_is(t, i + 1, TOKEN_SPACE)
		    && lint_mark_is(t, i + 2, "%"))
			lint_tell(l, t, t->tokens[i + 1].start, lint_tokens(l, t, i, i + 2),
			    arena_printf(l->mem, "%s%%", lint_tokens(l, t, i, i)));
}
