#include "issue.h"
#include "arena.h"
#include "bind.h"
#include "clean.h"
#include "diag.h"
#include "inline.h"
#include "name.h"
#include "profile.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct party {				/* who gets copies: a recipient, or an addressee it stands for */
	const char	*name;		/* as printed, without its closing mark */
	const char	*folded;	/* in small letters */
	const struct where *lines[ISSUE_LINES];
	const struct set_entry *entry;	/* what the set says of it alone, or NULL */
	bool		 plural;	/* stands for several */
};

struct issuing {
	struct arena	*mem;
	struct diag	*diag;
	const struct plan *plan;
	const struct profile *profile;
	const struct set *set;
	struct party	*parties;
	size_t		 nparties, parties_cap;
	struct issues	*out;
};

static const char *
fold(struct issuing *s, const char *text)
{
	return clean_lower(s->mem, text, strlen(text));
}

/* Without spaces and closing marks at its end. */
static const char *
trim(struct arena *mem, const char *text)
{
	return arena_trim(mem, text, " ;,.:");
}

static bool
is_letter(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether a folded text has a folded word that is whole. */
static bool
has_word(const char *text, const char *word)
{
	size_t n = strlen(word);

	for (const char *p = strstr(text, word); p != NULL; p = strstr(p + 1, word))
		if ((p == text || !is_letter((unsigned char)p[-1])) && !is_letter((unsigned char)p[n]))
			return true;
	return false;
}

static bool
is_one_of(struct issuing *s, const char *folded, const char **words, bool whole)
{
	for (; words != NULL && *words != NULL; words++) {
		const char *word = fold(s, *words);
		if (whole ? strcmp(folded, word) == 0 : has_word(folded, word))
			return true;
	}
	return false;
}

static struct party *
add_party(struct issuing *s, const struct text *t, const struct where *also)
{
	struct party *p;

	s->parties = arena_grow(s->mem, s->parties, s->nparties, &s->parties_cap, sizeof *s->parties);
	p = &s->parties[s->nparties++];
	*p = (struct party){ .name = trim(s->mem, inline_plain(s->mem, s->profile, s->plan, t)) };
	p->folded = fold(s, p->name);
	p->lines[0] = also != NULL ? also : t->at;
	p->lines[1] = also != NULL ? t->at : NULL;
	p->plural = is_one_of(s, p->folded, s->profile->sets.plural, false);
	return p;
}

static void
list_parties(struct issuing *s)
{
	const struct plan *plan = s->plan;

	for (size_t i = 0; i < plan->recipients.items.n; i++) {
		const struct text *t = &plan->recipients.items.items[i];
		const char *folded = fold(s, trim(s->mem, inline_plain(s->mem, s->profile, s->plan, t)));
		if (plan->addressees.n == 0 || !is_one_of(s, folded, s->profile->sets.as_above, true)) {
			add_party(s, t, NULL);
			continue;
		}
		for (size_t k = 0; k < plan->addressees.n; k++)
			add_party(s, &plan->addressees.items[k], t->at);
	}
}

/* Names of parties for a message, only those that a text is in when it is given. */
static const char *
names_with(struct issuing *s, const char *folded)
{
	const char **names = arena_array(s->mem, s->nparties + 1, sizeof *names);
	size_t n = 0;

	for (size_t i = 0; i < s->nparties; i++)
		if (folded == NULL || strstr(s->parties[i].folded, folded) != NULL)
			names[n++] = s->parties[i].name;
	return bind_join(s->mem, names);
}

/* The party whose line has the words; the whole line counts before parts. NULL after a message. */
static struct party *
find_party(struct issuing *s, const struct set_entry *e)
{
	const char *words = fold(s, trim(s->mem, e->match));
	struct party *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < s->nparties; i++) {
		if (strcmp(s->parties[i].folded, words) == 0)
			return &s->parties[i];
		if (strstr(s->parties[i].folded, words) != NULL) {
			found = &s->parties[i];
			n++;
		}
	}
	if (n == 0)
		DIAG(s->diag, SET_NOBODY, e->at, "", e->match, names_with(s, NULL));
	else if (n > 1)
		DIAG(s->diag, SET_SEVERAL, e->at, "", e->match, names_with(s, words));
	return n == 1 ? found : NULL;
}

static void
match_entries(struct issuing *s)
{
	for (size_t i = 0; i < s->set->n; i++) {
		const struct set_entry *e = &s->set->entries[i];
		struct party *p = e->whom == SET_RECIPIENT ? find_party(s, e) : NULL;
		if (p != NULL && p->entry != NULL)
			DIAG(s->diag, SET_SAME, e->at, "", p->name);
		else if (p != NULL)
			p->entry = e;
	}
}

static void
add(struct issuing *s, const struct issue *issue)
{
	struct issues *out = s->out;

	if (issue->copies == 0)
		return;
	out->items = arena_grow(s->mem, out->items, out->n, &out->cap, sizeof *out->items);
	out->items[out->n] = *issue;
	out->items[out->n++].short_name = name_part(s->mem, issue->label);
	out->copies += issue->copies;
}

static void
add_party_copies(struct issuing *s, const struct party *p, int copies)
{
	struct issue issue = { .whom = SET_RECIPIENT, .label = p->name, .copies = copies };

	memcpy(issue.lines, p->lines, sizeof issue.lines);
	if (p->entry != NULL && p->entry->copies >= 0)
		issue.copies = p->entry->copies;
	if (p->entry != NULL && p->entry->names.n > 0) {
		for (size_t i = 0; i < p->entry->names.n; i++) {
			issue.label = inline_plain(s->mem, s->profile, s->plan, &p->entry->names.items[i]);
			add(s, &issue);
		}
		return;
	}
	if (p->plural && (p->entry == NULL || p->entry->copies < 0))
		DIAG(s->diag, SET_PLURAL, p->lines[p->lines[1] != NULL], "", p->name,
		    arena_printf(s->mem, "%d", copies));
	add(s, &issue);
}

static void
add_file(struct issuing *s, const struct set_entry *e, int copies)
{
	struct issue issue = { .whom = SET_FILE, .label = s->profile->sets.file, .copies = copies };

	issue.lines[0] = s->plan->recipients.archive.n > 0 ? s->plan->recipients.archive.at : NULL;
	if (issue.lines[0] == NULL)
		DIAG(s->diag, SET_ARCHIVE, e->at, "");
	add(s, &issue);
}

/* A recipient alone stands at its own place only when the set does not list all of them. */
static void
add_entry(struct issuing *s, const struct set_entry *e, bool lists_all)
{
	int copies = e->copies < 0 ? 1 : e->copies;

	if (e->whom == SET_SIGNING)
		add(s, &(struct issue){ .whom = SET_SIGNING, .label = s->profile->sets.signing, .copies = copies });
	if (e->whom == SET_FILE)
		add_file(s, e, copies);
	if (e->whom == SET_RECIPIENTS && s->nparties == 0)
		DIAG(s->diag, SET_RECIPIENTS, e->at, "");
	for (size_t i = 0; i < s->nparties; i++)
		if (e->whom == SET_RECIPIENTS || (!lists_all && s->parties[i].entry == e))
			add_party_copies(s, &s->parties[i], copies);
}

/* The number of copies, given or in brackets at the end of the drafter's mark, "PL.(300)"; 0: none. */
static int
drafted(struct issuing *s)
{
	const struct recipients *r = &s->plan->recipients;
	const char *open, *text;
	char *end;
	long n;

	if (r->copies > 0 || r->drafter.n == 0)
		return r->copies;
	text = trim(s->mem, inline_plain(s->mem, s->profile, s->plan, &r->drafter));
	open = strrchr(text, '(');
	if (open == NULL)
		return 0;
	n = strtol(open + 1, &end, 10);
	return end > open + 1 && strcmp(end, ")") == 0 && n > 0 && n <= INT32_MAX ? (int)n : 0;
}

/* The copies that are issued are those for recipients and the file; the signed one stays. */
static void
check_count(struct issuing *s)
{
	int told = drafted(s);
	int64_t made = 0;

	for (size_t i = 0; i < s->out->n; i++)
		made += s->out->items[i].whom != SET_SIGNING ? s->out->items[i].copies : 0;
	if (told > 0 && told != made)
		DIAG(s->diag, SET_COUNT, s->plan->recipients.at, "", arena_printf(s->mem, "%d", told),
		    arena_printf(s->mem, "%" PRId64, made));
}

const struct issues *
issue_list(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *p, const struct set *set)
{
	struct issuing s = { .mem = mem, .diag = d, .plan = plan, .profile = p, .set = set };
	bool lists_all = false;

	s.out = arena_new(mem, sizeof *s.out);
	list_parties(&s);
	match_entries(&s);
	for (size_t i = 0; i < set->n; i++)
		lists_all |= set->entries[i].whom == SET_RECIPIENTS;
	for (size_t i = 0; i < set->n; i++)
		add_entry(&s, &set->entries[i], lists_all);
	if (s.out->copies > SET_COPIES_MOST)
		DIAG(d, SET_LARGE, set->at, "", arena_printf(mem, "%" PRId64, s.out->copies),
		    arena_printf(mem, "%d", SET_COPIES_MOST));
	else if (!diag_failed(d) && s.out->n == 0)
		DIAG(d, FIELD_EMPTY, set->at, "");
	else if (!diag_failed(d))
		check_count(&s);
	return diag_failed(d) ? NULL : s.out;
}
