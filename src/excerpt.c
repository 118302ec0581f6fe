#include "excerpt.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "number.h"

#include <string.h>

struct named {				/* a numbered part of the text */
	const char	*pointer;	/* of its node */
	const char	*path;		/* "II.2" */
};

struct excerpt {
	struct arena	*mem;
	struct diag	*diag;
	const struct profile *p;
	struct named	*named;
	size_t		 n, cap;
	const char	**wanted;	/* pointers of the parts asked for */
	size_t		 nwanted;
};

/* Whether a pointer leads to something inside of another, or to the same. */
static bool
is_inside(const char *pointer, const char *outer)
{
	size_t n = strlen(outer);

	return strncmp(pointer, outer, n) == 0 && (pointer[n] == '\0' || pointer[n] == '/');
}

/* The pointer of a block of the text; NULL when the block belongs to the form around it. */
static const char *
text_pointer(struct excerpt *e, const struct block *b)
{
	static const char *const members[] = { "/bases", "/opening", "/body", "/closing", "/attached",
		"/appendices" };
	const char *pointer = b->at == NULL ? "" : diag_pointer(e->mem, b->at);

	for (size_t i = 0; i < sizeof members / sizeof *members; i++)
		if (is_inside(pointer, members[i]))
			return pointer;
	return NULL;
}

/* The last part so far that a pointer leads into, which is the innermost. */
static const struct named *
find_outer(const struct excerpt *e, const char *pointer)
{
	for (size_t i = e->n; i > 0; i--)
		if (is_inside(pointer, e->named[i - 1].pointer))
			return &e->named[i - 1];
	return NULL;
}

/*
 * The numbers from the outermost on. Those that count through the whole document stand alone; some
 * repeat the number above them, which then is not put before it again.
 */
static const char *
make_path(struct excerpt *e, const struct block *b, const char *pointer)
{
	const struct level *level = profile_level(e->p, b->role);
	const char *own = number_bare_label(e->mem, b->label);
	const struct named *outer = find_outer(e, pointer);

	if (outer != NULL && level != NULL && strstr(level->format, "{parent}") != NULL)
		outer = find_outer(e, arena_copy(e->mem, outer->pointer, (size_t)(strrchr(outer->pointer, '/')
		    - outer->pointer)));
	if (outer == NULL || (level != NULL && level->continuous))
		return own;
	return arena_printf(e->mem, "%s.%s", outer->path, own);
}

static void
add_named(struct excerpt *e, const char *pointer, const char *path)
{
	e->named = arena_grow(e->mem, e->named, e->n, &e->cap, sizeof *e->named);
	e->named[e->n++] = (struct named){ pointer, path };
}

static void
name_parts(struct excerpt *e, const struct section *s)
{
	if (s->name != NULL)
		add_named(e, diag_pointer(e->mem, s->at), s->name);
	for (const struct block *b = s->root->child; b != NULL; b = b->next) {
		const char *pointer = b->label == NULL || b->label[0] == '\0' ? NULL : text_pointer(e, b);
		if (pointer != NULL)
			add_named(e, pointer, make_path(e, b, pointer));
	}
}

static bool
has_pointer(struct excerpt *e, const struct blocks *blocks, const char *part)
{
	for (size_t i = 0; i < blocks->nsections; i++)
		for (const struct block *b = blocks->sections[i].root->child; b != NULL; b = b->next) {
			const char *pointer = text_pointer(e, b);
			if (pointer != NULL && is_inside(pointer, part))
				return true;
		}
	return false;
}

static int
refuse(struct excerpt *e, const struct text *part)
{
	const char **paths = bind_words(e->mem, e->named, e->n, sizeof *e->named, offsetof(struct named, path));
	const char *near = bind_nearest(part->runs[0].text, paths);

	if (near != NULL)
		return DIAG(e->diag, COPY_PART_NEAR, part->at, "", part->runs[0].text, near);
	return DIAG(e->diag, COPY_PART_UNKNOWN, part->at, "", part->runs[0].text);
}

/* Finds what a part is meant to be; all of it where numbers are found twice. */
static void
find_part(struct excerpt *e, const struct blocks *blocks, const struct text *part)
{
	const char *name = part->n > 0 ? part->runs[0].text : "";
	size_t before = e->nwanted;

	if (name[0] == '/' && has_pointer(e, blocks, name))
		e->wanted[e->nwanted++] = name;
	else
		for (size_t i = 0; i < e->n && e->nwanted == before; i++)
			if (strcmp(e->named[i].path, number_bare_label(e->mem, name)) == 0)
				e->wanted[e->nwanted++] = e->named[i].pointer;
	if (e->nwanted == before && part->n > 0)
		refuse(e, part);
}

/* Whether a block is part of what is wanted, or the heading of what it stands in. */
static bool
is_wanted(struct excerpt *e, const struct block *b)
{
	const char *pointer = text_pointer(e, b);

	if (pointer == NULL)
		return true;
	for (size_t i = 0; i < e->nwanted; i++)
		if (is_inside(pointer, e->wanted[i]) || (is_inside(e->wanted[i], pointer) && b->label != NULL))
			return true;
	return false;
}

static void
take_out(struct excerpt *e, struct tags *tags, struct block *root)
{
	struct block **link = &root->child;

	root->last = NULL;
	while (*link != NULL) {
		if (!is_wanted(e, *link)) {
			tags->items[(*link)->tag].outline = NULL;
			*link = (*link)->next;
			continue;
		}
		root->last = *link;
		link = &(*link)->next;
	}
}

/* References to an annex that is left out lead nowhere, and nothing of it is in the outline. */
static void
forget(struct tags *tags, int annex)
{
	for (size_t i = 1; i < tags->n; i++) {
		struct tag *t = &tags->items[i];
		int up = (int)i;
		while (up > annex)
			up = tags->items[up].parent;
		if (up == annex)
			t->outline = NULL;
		if (t->target == annex) {
			t->role = "Span";
			t->contents = NULL;
			t->target = 0;
		}
	}
}

/* Annexes of which nothing is wanted are left out as a whole. */
static void
keep_sections(struct excerpt *e, struct blocks *blocks)
{
	size_t n = 0;

	for (size_t i = 0; i < blocks->nsections; i++) {
		const struct section *s = &blocks->sections[i];
		const char *pointer = s->name == NULL ? "" : diag_pointer(e->mem, s->at);
		bool wanted = s->name == NULL;
		for (size_t k = 0; k < e->nwanted && !wanted; k++)
			wanted = is_inside(e->wanted[k], pointer) || is_inside(pointer, e->wanted[k]);
		if (wanted)
			blocks->sections[n++] = *s;
		else
			forget(&blocks->tags, s->tag);
	}
	blocks->nsections = n;
}

/* Notes that nothing leads to any more go; the others keep their marks and close up. */
static void
close_notes(struct blocks *all, struct block *parent, size_t *n)
{
	for (struct block *b = parent->child; b != NULL; b = b->next) {
		for (size_t i = 0; i < b->nspans; i++)
			if (b->spans[i].note > 0) {
				all->notes[*n] = all->notes[b->spans[i].note - 1];
				for (size_t k = 0; k < all->notes[*n].para->nspans; k++)
					if (all->notes[*n].para->spans[k].note > 0)
						all->notes[*n].para->spans[k].note = (int)*n + 1;
				b->spans[i].note = (int)++*n;
			}
		close_notes(all, b, n);
	}
}

int
excerpt(struct arena *mem, struct diag *d, const struct texts *parts, const struct profile *p, struct blocks *blocks)
{
	struct excerpt e = { .mem = mem, .diag = d, .p = p };
	size_t notes = 0;

	for (size_t i = 0; i < blocks->nsections; i++)
		name_parts(&e, &blocks->sections[i]);
	e.wanted = arena_array(mem, parts->n, sizeof *e.wanted);
	for (size_t i = 0; i < parts->n; i++)
		find_part(&e, blocks, &parts->items[i]);
	if (diag_failed(d))
		return -1;
	keep_sections(&e, blocks);
	for (size_t i = 0; i < blocks->nsections; i++)
		take_out(&e, &blocks->tags, blocks->sections[i].root);
	for (size_t i = 0; i < blocks->nsections; i++) {
		blocks->sections[i].first_note = notes;
		close_notes(blocks, blocks->sections[i].root, &notes);
	}
	blocks->nnotes = notes;
	return 0;
}
