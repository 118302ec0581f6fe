#include "arena.h"
#include "clean.h"
#include "lint_rule.h"
#include "number.h"

#include <string.h>

enum { STEPS = 6 };			/* parts of one reference */

struct label {				/* a numbered part of the document */
	const char	*level;		/* "article" ... */
	const char	*text;		/* number or letter without marks: "2.1", "IV", "a" */
	const struct node *node;
	const struct label *up;		/* the part it belongs to, or NULL */
	const struct label *next;	/* in the order of the document */
};

struct labels {
	struct lint	*l;
	const char *const *numbering;	/* level names by depth, NULL-terminated */
	int		*running;	/* counts of levels that count through the document */
	struct label	*first, *last;
};

struct link {				/* "khoản 2" */
	const char	*word;		/* one of the words for parts */
	const char	*text;
};

static void add_nodes(struct labels *, const struct nodes *, const struct label *up, int depth);

/* A given label without its word and its marks: "Điều 3." -> "3". */
static const char *
bare(struct lint *l, const char *label)
{
	const char *space = strrchr(label, ' '), *s = space != NULL ? space + 1 : label;

	return arena_trim(l->mem, s, ".)-:");
}

/* The number of a part as its level writes it. */
static const char *
format(struct labels *all, const struct level *lv, const struct label *up, int n)
{
	struct arena *mem = all->l->mem;
	const char *letter = number_letter(all->l->profile->letters, n);

	if (strstr(lv->format, "{roman}") != NULL)
		return number_roman(mem, n);
	if (strstr(lv->format, "{letter}") != NULL)
		return letter != NULL ? letter : "";
	if (strstr(lv->format, "{parent}") != NULL && up != NULL)
		return arena_printf(mem, "%s.%d", up->text, n);
	return arena_printf(mem, "%d", n);
}

static const struct level *
level_of(struct labels *all, const struct node *n, int depth)
{
	for (int i = 0; n->level == NULL && i <= depth; i++)
		if (all->numbering[i] == NULL)
			return NULL;
	return profile_level(all->l->profile, n->level != NULL ? n->level : all->numbering[depth]);
}

/* Adds a numbered part; NULL when it has no number. */
static const struct label *
add_label(struct labels *all, const struct node *n, const struct label *up, int depth, int *counts)
{
	const struct level *lv = level_of(all, n, depth);
	struct label *label;
	int *count;

	if (lv == NULL || (n->label != NULL && n->label[0] == '\0'))
		return NULL;
	count = lv->continuous ? &all->running[lv - all->l->profile->levels] : &counts[lv - all->l->profile->levels];
	++*count;
	label = arena_new(all->l->mem, sizeof *label);
	*label = (struct label){ .level = lv->name, .node = n, .up = up,
		.text = n->label != NULL ? bare(all->l, n->label) : format(all, lv, up, *count) };
	if (all->last != NULL)
		all->last->next = label;
	else
		all->first = label;
	return all->last = label;
}

static void
add_nodes(struct labels *all, const struct nodes *nodes, const struct label *up, int depth)
{
	int *counts = nodes->n == 0 ? NULL : arena_array(all->l->mem, all->l->profile->nlevels, sizeof *counts);

	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		bool counted = n->kind == NODE_HEADING || n->kind == NODE_NUMBERED || n->kind == NODE_TASK;
		const struct label *label = counted ? add_label(all, n, up, depth, counts) : NULL;
		if (n->kind != NODE_QUOTE)
			add_nodes(all, &n->items, label != NULL ? label : up, depth + counted);
	}
}

/* Whether a part of this level is called by the word. */
static bool
is_called(const struct lint_words *w, const char *word, const char *level)
{
	if (word == w->article)
		return strcmp(level, "article") == 0;
	if (word == w->chapter)
		return strcmp(level, "chapter") == 0;
	return strcmp(level, "article") != 0 && strcmp(level, "chapter") != 0;
}

/* Whether the document has a part with this number, inside the parts named after it and, if given, a node. */
static bool
exists(const struct labels *all, const struct link *steps, size_t n, const struct node *around)
{
	const struct lint_words *w = all->l->words;

	for (const struct label *label = all->first; label != NULL; label = label->next) {
		const struct label *at = label->up;
		size_t i = 1;
		if (!is_called(w, steps[0].word, label->level) || strcmp(label->text, steps[0].text) != 0)
			continue;
		for (; i < n && at != NULL; at = at->up)
			i += is_called(w, steps[i].word, at->level) && strcmp(at->text, steps[i].text) == 0;
		while (at != NULL && around != NULL && at->node != around)
			at = at->up;
		if (i == n && (around == NULL || at != NULL))
			return true;
	}
	return false;
}

/* The word for a part at a token; NULL: none. */
static const char *
part_word(const struct lint_words *w, const struct lint_text *t, size_t token)
{
	const char *const words[] = { w->point, w->clause, w->article, w->section, w->part, w->chapter };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (lint_is(t, token, words[i]))
			return words[i];
	return NULL;
}

/* "khoản 2.1" at a token; *next is the token after it. */
static bool
read_step(struct lint *l, const struct lint_text *t, size_t i, struct link *step, size_t *next)
{
	const struct lint_token *k = t->tokens;

	step->word = part_word(l->words, t, i);
	if (step->word == NULL || !lint_kind_is(t, i + 1, TOKEN_SPACE) || i + 2 >= t->ntokens)
		return false;
	*next = i + 3;
	if (k[i + 2].kind == TOKEN_NUMBER)
		while (lint_mark_is(t, *next, ".") && lint_kind_is(t, *next + 1, TOKEN_NUMBER))
			*next += 2;
	else if (k[i + 2].kind != TOKEN_WORD
	    || (k[i + 2].len > 2 && strspn(t->s + k[i + 2].start, "IVXLC") < k[i + 2].len))
		return false;
	step->text = lint_tokens(l, t, i + 2, *next - 1);
	return true;
}

/* Over a comma, a space and the word for "of". */
static size_t
skip_between(const struct lint *l, const struct lint_text *t, size_t i)
{
	i += lint_mark_is(t, i, ",");
	i += lint_kind_is(t, i, TOKEN_SPACE);
	return lint_is(t, i, l->words->of) && lint_kind_is(t, i + 1, TOKEN_SPACE) ? i + 2 : i;
}

/* Whether "Kế hoạch này" stands at a token. */
static bool
names_this(const struct lint *l, const struct lint_text *t, size_t i, const char *type)
{
	size_t next;

	return i < t->ntokens && lint_phrase_at(t, i, type, &next) && lint_kind_is(t, next, TOKEN_SPACE)
	    && lint_is(t, next + 1, l->words->this_one);
}

/* The article that a text is in, when "Điều này" stands at a token; NULL: it does not, or it is in none. */
static const struct node *
article_of(const struct labels *all, const struct lint_text *t, size_t i)
{
	const struct lint_words *w = all->l->words;

	if (!lint_is(t, i, w->article) || !lint_kind_is(t, i + 1, TOKEN_SPACE) || !lint_is(t, i + 2, w->this_one))
		return NULL;
	for (const struct label *label = all->first; label != NULL; label = label->next)
		for (size_t k = 0; t->nodes[k] != NULL && strcmp(label->level, "article") == 0; k++)
			if (t->nodes[k] == label->node)
				return label->node;
	return NULL;
}

static void
check_text(const struct labels *all, const struct lint_text *t, const char *type)
{
	struct lint *l = all->l;
	struct link steps[STEPS];

	for (size_t i = 0; i + 2 < t->ntokens; i++) {
		size_t n = 0, at = i, next = i;
		const struct node *around;
		if (t->tokens[i].kind != TOKEN_WORD)
			continue;
		while (n < STEPS && read_step(l, t, at, &steps[n], &next)) {
			n++;
			at = skip_between(l, t, next);
		}
		if (n == 0)
			continue;
		around = article_of(all, t, at);
		if ((around != NULL || names_this(l, t, at, type) || (t->role == LINT_RECIPIENT && i == 2))
		    && !exists(all, steps, n, around))
			lint_tell(l, t, t->tokens[i].start, lint_tokens(l, t, i, next - 1), "");
		i = next - 1;
	}
}

/* Whether what a text calls by this type is the annex, or the document itself when that is NULL. */
static bool
speaks_of(const struct lint_text *t, const struct annex *annex, const char *key)
{
	if (annex != NULL || t->annex == NULL || t->annex->type == NULL)
		return annex == NULL || t->annex == annex;
	return strcmp(t->annex->type, key) != 0;
}

/* Checks what refers to a document of this type: in its own texts, and in those of its annexes. */
static void
check_document(struct lint *l, const char *key, const char **numbering, const struct nodes *const parts[2],
    const struct annex *annex)
{
	const struct doc_type *type = profile_type(l->profile, key);
	struct labels all = { .l = l };
	const char *name;

	if (type == NULL)
		return;
	name = clean_lower(l->mem, type->name, strlen(type->name));
	all.numbering = (const char *const *)(numbering != NULL ? numbering : type->numbering);
	all.running = arena_array(l->mem, l->profile->nlevels, sizeof *all.running);
	add_nodes(&all, parts[0], NULL, 0);
	add_nodes(&all, parts[1], NULL, 0);
	for (size_t i = 0; i < l->ntexts; i++)
		if (l->texts[i].role != LINT_QUOTE && speaks_of(&l->texts[i], annex, key))
			check_text(&all, &l->texts[i], name);
}

void
lint_reference(struct lint *l)
{
	const struct plan *p = l->plan;

	check_document(l, p->type, p->numbering, (const struct nodes *const []){ &p->body, &p->closing }, NULL);
	for (size_t i = 0; i < p->attached.n; i++) {
		const struct annex *a = &p->attached.items[i];
		if (a->type != NULL)
			check_document(l, a->type, a->numbering,
			    (const struct nodes *const []){ &a->opening, &a->body }, a);
	}
}
