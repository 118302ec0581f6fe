#include "arena.h"
#include "clean.h"
#include "lint_rule.h"

#include <stdlib.h>
#include <string.h>

static const char *
low(struct lint *l, const char *s)
{
	return clean_lower(l->mem, s, strlen(s));
}

/* The first words of a text in small letters; "" when it begins with none. */
static const char *
low_text(struct lint *l, const struct text *t)
{
	return t->n == 0 || t->runs[0].kind != RUN_TEXT ? "" : low(l, t->runs[0].text);
}

/* Whether s begins with one of the words, as a whole word. */
static const char *
begins_with(const char *s, const char *const *words)
{
	for (; *words != NULL; words++) {
		size_t n = strlen(*words);
		if (strncmp(s, *words, n) == 0 && (s[n] == ' ' || s[n] == '\0'))
			return *words;
	}
	return NULL;
}

static bool
is_deputy(struct lint *l, const struct signer *s)
{
	return s->titles.n > 0 && begins_with(low_text(l, &s->titles.items[0]), l->words->deputies) != NULL;
}

/* A word of authority without the space after it. */
static const char *
authority(struct lint *l, enum signer_role role)
{
	const char *word = l->profile->signer_words[role];

	return arena_copy(l->mem, word, strcspn(word, " "));
}

void
lint_signer_deputy(struct lint *l)
{
	for (size_t i = 0; i < l->plan->nsigners; i++) {
		const struct signer *s = &l->plan->signers[i];
		if (s->roles[SIGN_FOR].n > 0 && s->titles.n > 0 && !is_deputy(l, s))
			lint_tell_at(l, s->titles.items[0].at, s->titles.items[0].runs[0].text, l->words->deputies[0]);
	}
}

void
lint_signer_authority(struct lint *l)
{
	const struct signer *s = l->plan->signers;
	bool others = false, people;

	if (l->party || l->plan->nsigners != 1 || !is_deputy(l, s))
		return;
	for (int i = SIGN_ON_BEHALF + 1; i < SIGN__ROLES; i++)
		others |= s->roles[i].n > 0;
	people = strncmp(low_text(l, &s->roles[SIGN_ON_BEHALF]), l->words->people, strlen(l->words->people)) == 0;
	if (!others && (people || s->roles[SIGN_ON_BEHALF].n == 0))
		lint_tell_at(l, s->titles.items[0].at, s->titles.items[0].runs[0].text, authority(l, SIGN_FOR));
}

void
lint_signer_prefix(struct lint *l)
{
	for (size_t i = 0; i < l->ntexts; i++) {
		const struct lint_text *t = &l->texts[i];
		for (const char **word = l->words->authorities; *word != NULL && t->role == LINT_AUTHORITY; word++)
			if (t->n > strlen(*word) && memcmp(t->low, *word, strlen(*word)) == 0)
				lint_tell(l, t, 0, lint_slice(l, t, 0, strlen(*word)), "");
	}
}

void
lint_signer_rank(struct lint *l)
{
	for (size_t i = 0; i < l->ntexts; i++) {
		const struct lint_text *t = &l->texts[i];
		if (t->role != LINT_NAME || !lint_mark_is(t, 1, "."))
			continue;
		for (const char **rank = l->words->ranks; *rank != NULL; rank++)
			if (lint_is(t, 0, *rank))
				lint_tell(l, t, 0, lint_tokens(l, t, 0, 1), "");
	}
}

void
lint_signer_organ(struct lint *l)
{
	size_t next;

	for (size_t i = 0; i < l->ntexts && l->party; i++) {
		const struct lint_text *t = &l->texts[i];
		for (size_t k = 0; t->role == LINT_TITLE && k < t->ntokens; k++)
			for (const char **organ = l->words->party_organs; *organ != NULL; organ++)
				if (lint_phrase_at(t, k, *organ, &next))
					lint_tell(l, t, t->tokens[k].start, lint_tokens(l, t, k, next - 1), "");
	}
}

void
lint_recipients_archive(struct lint *l)
{
	const struct recipients *r = &l->plan->recipients;

	if (r->at != NULL && r->items.n > 0 && r->archive.n == 0)
		lint_tell_at(l, r->at, "", arena_printf(l->mem, l->party ? "%s" : "%s %s", l->profile->archive,
		    l->words->clerk));
}

void
lint_archive_label(struct lint *l)
{
	const struct recipients *r = &l->plan->recipients;
	const char *own = l->profile->archive, *word = low(l, arena_copy(l->mem, own, strcspn(own, ":")));

	if (r->archive_label != NULL && strcmp(r->archive_label, own) != 0)
		lint_tell_at(l, lint_member(l, r->at, "archive_label"), r->archive_label, own);
	for (size_t i = 0; i < l->ntexts; i++) {
		const struct lint_text *t = &l->texts[i];
		if (t->role == LINT_ARCHIVE && lint_is(t, 0, word))
			lint_tell(l, t, 0, lint_tokens(l, t, 0, 0),
			    lint_slice(l, t, t->ntokens > 1 ? lint_end(t, 1) : 0, t->n));
	}
}

void
lint_archive_clerk(struct lint *l)
{
	const char *word = low(l, l->words->clerk), *label = low(l, l->profile->archive);

	for (size_t i = 0; i < l->ntexts && !l->party; i++) {
		const struct lint_text *t = &l->texts[i];
		if (t->role != LINT_ARCHIVE || lint_is(t, 0, word) || t->ntokens == 0)
			continue;
		if (strncmp(label, t->low, t->tokens[0].len) != 0)	/* told by archive-label */
			lint_tell(l, t, 0, lint_tokens(l, t, 0, 0), l->words->clerk);
	}
}

/* Bytes of a recipient's name: without a remark in brackets and closing marks. */
static size_t
name_length(const struct lint_text *t)
{
	size_t n = t->ntokens;

	if (n > 0 && lint_mark_is(t, n - 1, ")"))
		while (n > 0 && !lint_mark_is(t, n - 1, "("))
			n--;
	n -= n > 0 && n < t->ntokens;
	while (n > 0 && t->tokens[n - 1].kind >= TOKEN_SPACE)
		n--;
	return n == 0 ? 0 : lint_end(t, n - 1);
}

/* By name, then in the order of the document. */
static int
by_name(const void *a, const void *b)
{
	const struct lint_text *x = *(const struct lint_text *const *)a, *y = *(const struct lint_text *const *)b;
	size_t m = name_length(x), n = name_length(y);
	int order = memcmp(x->low, y->low, m < n ? m : n);

	if (order == 0)
		order = (m > n) - (m < n);
	return order != 0 ? order : (x > y) - (x < y);
}

/* Tells names that stand more than once in one list. */
static void
check_twice(struct lint *l, enum lint_role role)
{
	const struct lint_text **list = arena_array(l->mem, l->ntexts, sizeof(struct lint_text *));
	size_t n = 0;

	for (size_t i = 0; i < l->ntexts; i++)
		if (l->texts[i].role == role && name_length(&l->texts[i]) > 0)
			list[n++] = &l->texts[i];
	if (n > 1)
		qsort(list, n, sizeof *list, by_name);
	for (size_t i = 1; i < n; i++) {
		size_t bytes = name_length(list[i]);
		if (bytes == name_length(list[i - 1]) && memcmp(list[i]->low, list[i - 1]->low, bytes) == 0)
			lint_tell(l, list[i], 0, lint_slice(l, list[i], 0, bytes), "");
	}
}

void
lint_recipient_twice(struct lint *l)
{
	check_twice(l, LINT_RECIPIENT);
	check_twice(l, LINT_ADDRESSEE);
}

void
lint_recipients_above(struct lint *l)
{
	const struct doc_type *type = profile_type(l->profile, l->plan->type);
	const char *words = l->words->above, *above = low(l, words);
	bool first = true;

	for (size_t i = 0; i < l->ntexts && type != NULL; i++) {
		const struct lint_text *t = &l->texts[i];
		bool named = t->role == LINT_RECIPIENT && strncmp(t->low, above, strlen(above)) == 0;
		if (t->role != LINT_RECIPIENT)
			continue;
		if (first && !named && type->addressees && l->plan->addressees.n > 0)
			lint_tell(l, t, 0, lint_slice(l, t, 0, t->n), words);
		if (named && type->addressees && l->plan->addressees.n == 0)
			lint_tell(l, t, 0, lint_slice(l, t, 0, strlen(above)), l->profile->addressees.title);
		first = false;
	}
}
