#include "wrap_cache.h"
#include "arena.h"
#include "buffer.h"
#include "font.h"
#include "hash.h"
#include "wrap.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_MOST = 4 << 20, SLOTS = 4096, LISTS = sizeof(struct ties) / sizeof(char **) };

struct known {				/* a paragraph */
	struct known	*next;		/* in the same slot */
	uint64_t	 hash;		/* of the key */
	const char	*key;		/* all that its lines follow from */
	size_t		 len;		/* bytes of it */
	struct lines	 lines;
};

struct tie_set {
	struct tie_set	*next;
	const char *const *lists[LISTS];	/* in the order of struct ties */
	size_t		 number;	/* from 1 */
};

struct wrap_cache {
	struct arena	 mem;		/* of all that is known */
	struct arena	 room;		/* of the key */
	struct buffer	 key;		/* of the paragraph looked for */
	uint64_t	 hash;		/* of that */
	struct known	**slots;	/* by hash; NULL: nothing is known */
	struct tie_set	*ties;		/* the last one first */
	uint32_t	 seen[SLOTS];	/* the upper half of the hash that was last looked for */
};

struct wrap_cache *
wrap_cache_new(void)
{
	return calloc(1, sizeof(struct wrap_cache));
}

void
wrap_cache_free(struct wrap_cache *c)
{
	if (c == NULL)
		return;
	arena_free(&c->mem);
	arena_free(&c->room);
	free(c);
}

void
wrap_cache_guard(struct wrap_cache *c, jmp_buf *no_memory)
{
	c->mem.no_memory = c->room.no_memory = no_memory;
}

void
wrap_cache_trim(struct wrap_cache *c, bool shapes_gone)
{
	if (c->mem.total <= CACHE_MOST && !shapes_gone)
		return;
	arena_free(&c->mem);
	c->slots = NULL;
	c->ties = NULL;
}

static bool
same_list(const char *const *a, const char *const *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	while (*a != NULL && *b != NULL && strcmp(*a, *b) == 0) {
		a++;
		b++;
	}
	return *a == *b;
}

static const char *const *
copy_list(struct arena *mem, const char *const *list)
{
	const char **copy;
	size_t n = 0;

	while (list != NULL && list[n] != NULL)
		n++;
	copy = arena_array(mem, n + 1, sizeof *copy);
	for (size_t i = 0; i < n; i++)
		copy[i] = arena_copy(mem, list[i], strlen(list[i]));
	return list == NULL ? NULL : copy;
}

static bool
same_ties(const struct tie_set *set, const char *const *const lists[LISTS])
{
	size_t i = 0;

	while (i < LISTS && same_list(set->lists[i], lists[i]))
		i++;
	return i == LISTS;
}

size_t
wrap_cache_ties(struct wrap_cache *c, const struct ties *t)
{
	const char *const *const lists[LISTS] = { t->before_number, t->after_number, t->before_end, t->break_before,
		t->to_next, t->whole };
	struct tie_set *set = c->ties;

	_Static_assert(sizeof lists == sizeof *t, "all lists of the ties are compared");
	while (set != NULL && !same_ties(set, lists))
		set = set->next;
	if (set != NULL)
		return set->number;
	set = arena_new(&c->mem, sizeof *set);
	for (size_t i = 0; i < LISTS; i++)
		set->lists[i] = copy_list(&c->mem, lists[i]);
	set->number = c->ties != NULL ? c->ties->number + 1 : 1;
	set->next = c->ties;
	c->ties = set;
	return set->number;
}

static void
put_span(struct buffer *b, const struct span *s)
{
	size_t text = s->kind == SPAN_TEXT ? s->len : 0, lang = s->lang == NULL ? 0 : strlen(s->lang) + 1;
	const int64_t facts[] = { s->kind, s->look, (int64_t)text, s->blank, s->to_edge, (int64_t)lang, s->note,
		s->figure, s->tag };

	buffer_add(b, facts, sizeof facts);
	buffer_add(b, s->text, text);
	buffer_add(b, s->lang, lang);
}

static void
make_key(struct wrap_cache *c, size_t ties, const struct type *type, const struct wrap_spec *spec,
    const struct span *spans, size_t n)
{
	const int64_t facts[] = { (int64_t)ties, type->size, type->look, spec->width, spec->first, spec->left,
		spec->align, spec->balance, (int64_t)n };

	c->key.mem = &c->room;
	c->key.len = 0;
	buffer_add(&c->key, facts, sizeof facts);
	buffer_add(&c->key, type->sets, sizeof type->sets);
	for (size_t i = 0; i < n; i++)
		put_span(&c->key, &spans[i]);
	c->hash = hash_bytes(c->key.data, c->key.len);
}

const struct lines *
wrap_cache_find(struct wrap_cache *c, size_t ties, const struct type *type, const struct wrap_spec *spec,
    const struct span *spans, size_t n)
{
	const struct known *k;

	make_key(c, ties, type, spec, spans, n);
	for (k = c->slots == NULL ? NULL : c->slots[c->hash % SLOTS]; k != NULL; k = k->next)
		if (k->hash == c->hash && k->len == c->key.len && memcmp(k->key, c->key.data, k->len) == 0)
			return &k->lines;
	return NULL;
}

static struct piece *
copy_pieces(struct arena *mem, const struct line *l)
{
	struct piece *copy = arena_room(mem, l->n, sizeof *copy);

	memcpy(copy, l->pieces, l->n * sizeof *copy);
	for (size_t i = 0; i < l->n; i++)
		if (copy[i].lang != NULL)
			copy[i].lang = arena_copy(mem, copy[i].lang, strlen(copy[i].lang));
	return copy;
}

static struct lines
copy_lines(struct arena *mem, const struct lines *lines)
{
	struct line *copy = arena_room(mem, lines->n, sizeof *copy);

	memcpy(copy, lines->lines, lines->n * sizeof *copy);
	for (size_t i = 0; i < lines->n; i++)
		if (copy[i].n > 0)
			copy[i].pieces = copy_pieces(mem, &copy[i]);
	return (struct lines){ copy, lines->n };
}

void
wrap_cache_keep(struct wrap_cache *c, const struct lines *lines)
{
	uint32_t *seen = &c->seen[c->hash % SLOTS], upper = (uint32_t)(c->hash >> 32);
	struct known *k;

	if (*seen != upper || c->mem.total > CACHE_MOST) {
		*seen = upper;
		return;
	}
	if (c->slots == NULL)
		c->slots = arena_array(&c->mem, SLOTS, sizeof(struct known *));
	k = arena_new(&c->mem, sizeof *k);
	*k = (struct known){ .hash = c->hash, .key = arena_copy(&c->mem, c->key.data, c->key.len), .len = c->key.len,
		.lines = copy_lines(&c->mem, lines) };
	k->next = c->slots[c->hash % SLOTS];
	c->slots[c->hash % SLOTS] = k;
}
