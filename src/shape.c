#include "shape.h"
#include "arena.h"
#include "font.h"
#include "kind.h"
#include "shortage.h"

#include <hb.h>
#include <stdlib.h>
#include <string.h>

enum { CACHE_LIMIT = 16 * 1024 * 1024, FIRST_SLOTS = 4096 };

struct slot {				/* a remembered shape */
	uint32_t		 hash;
	uint32_t		 lang;	/* index in langs */
	const struct shape	*shape;	/* NULL: free */
};

struct lang {
	struct lang	*next;
	const char	*name;
	uint32_t	 index;
	hb_language_t	 hb;
};

struct shaper {
	struct arena	 mem;		/* shapes, slots and languages */
	hb_buffer_t	*buffer;
	struct slot	*slots;		/* a power of two of them, at most half of them used */
	uint32_t	 nslots, used;
	struct lang	*langs;		/* the newest first */
	struct lang	*vietnamese;	/* the one mostly asked for */
};

struct shaper *
shaper_new(void)
{
	struct shaper *s = calloc(1, sizeof *s);

	if (s == NULL)
		return NULL;
	s->buffer = hb_buffer_create();
	if (!hb_buffer_allocation_successful(s->buffer)) {
		shaper_free(s);
		return NULL;
	}
	hb_buffer_set_cluster_level(s->buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	return s;
}

void
shaper_free(struct shaper *s)
{
	if (s == NULL)
		return;
	hb_buffer_destroy(s->buffer);
	arena_free(&s->mem);
	free(s);
}

void
shaper_guard(struct shaper *s, jmp_buf *no_memory)
{
	s->mem.no_memory = no_memory;
}

bool
shaper_trim(struct shaper *s)
{
	if (s->mem.total <= CACHE_LIMIT)
		return false;
	arena_free(&s->mem);
	s->slots = NULL;
	s->nslots = s->used = 0;
	s->langs = s->vietnamese = NULL;
	return true;
}

static const struct lang *
add_lang(struct shaper *s, const char *name)
{
	struct lang *l;
	const char *full = name != NULL ? name : "vi";

	for (l = s->langs; l != NULL; l = l->next)
		if (strcmp(l->name, full) == 0)
			break;
	if (l == NULL) {
		l = arena_new(&s->mem, sizeof *l);
		l->name = arena_copy(&s->mem, full, strlen(full));
		shortage_watch();
		l->hb = hb_language_from_string(full, -1);
		if (shortage_seen())
			arena_no_memory(&s->mem);
		l->index = s->langs != NULL ? s->langs->index + 1 : 0;
		l->next = s->langs;
		s->langs = l;
	}
	if (name == NULL)
		s->vietnamese = l;
	return l;
}

static const struct lang *
find_lang(struct shaper *s, const char *name)
{
	return name == NULL && s->vietnamese != NULL ? s->vietnamese : add_lang(s, name);
}

/* FNV-1a */
static uint32_t
hash_word(const struct font *font, uint32_t lang, const char *text, size_t size)
{
	uint32_t h = 2166136261u ^ (uint32_t)font->index ^ lang << 16;

	for (size_t i = 0; i < size; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	return h ^ h >> 15;
}

static void
add_slot(struct shaper *s, struct slot slot)
{
	uint32_t i = slot.hash & (s->nslots - 1);

	while (s->slots[i].shape != NULL)
		i = (i + 1) & (s->nslots - 1);
	s->slots[i] = slot;
}

static void
grow(struct shaper *s)
{
	struct slot *old = s->slots;
	uint32_t n = s->nslots, more = n == 0 ? FIRST_SLOTS : n * 2;

	if (s->used < n / 2)
		return;
	s->slots = arena_array(&s->mem, more, sizeof *s->slots);	/* may not come back */
	s->nslots = more;
	for (uint32_t i = 0; i < n; i++)
		if (old[i].shape != NULL)
			add_slot(s, old[i]);
}

static void
run_harfbuzz(struct shaper *s, const struct font *font, hb_language_t lang, const char *text,
    size_t size)
{
	/* No ligatures: each letter keeps a glyph of its own, for copying and for reading aloud. */
	static const hb_feature_t off[] = {
		{ HB_TAG('l', 'i', 'g', 'a'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
		{ HB_TAG('c', 'l', 'i', 'g'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
	};
	hb_buffer_t *b = s->buffer;

	shortage_watch();
	hb_buffer_clear_contents(b);
	hb_buffer_add_utf8(b, text, (int)size, 0, (int)size);
	hb_buffer_set_direction(b, HB_DIRECTION_LTR);
	hb_buffer_set_language(b, lang);
	hb_buffer_guess_segment_properties(b);
	if (hb_buffer_get_script(b) == HB_SCRIPT_INVALID)
		hb_buffer_set_script(b, HB_SCRIPT_LATIN);
	hb_shape(font->hb_font, b, off, sizeof off / sizeof off[0]);
	if (shortage_seen() || !hb_buffer_allocation_successful(b)) {
		font_spoil(font);
		arena_no_memory(&s->mem);
	}
}

static const struct shape *
keep_shape(struct shaper *s, const struct font *font, const char *text, size_t size)
{
	unsigned n;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(s->buffer, &n);
	const hb_glyph_position_t *pos = hb_buffer_get_glyph_positions(s->buffer, &n);
	struct glyph *g = arena_array(&s->mem, n, sizeof *g);
	struct shape *p = arena_new(&s->mem, sizeof *p);

	p->font = font;
	p->text = arena_copy(&s->mem, text, size);
	p->len = (uint32_t)size;
	p->kind = kind_of(text, size);
	p->n = n;
	p->glyphs = g;
	for (unsigned i = 0; i < n; i++) {
		g[i] = (struct glyph){ info[i].codepoint, info[i].cluster, pos[i].x_advance,
		    pos[i].x_offset, pos[i].y_offset };
		p->width += pos[i].x_advance;
	}
	return p;
}

const struct shape *
shape_find(struct shaper *s, const struct font *font, const char *lang, const char *text,
    size_t size)
{
	uint32_t l = find_lang(s, lang)->index, hash = hash_word(font, l, text, size);

	if (s->nslots == 0)
		return NULL;
	for (uint32_t i = hash & (s->nslots - 1);; i = (i + 1) & (s->nslots - 1)) {
		const struct slot *slot = &s->slots[i];
		const struct shape *p = slot->shape;
		if (p == NULL)
			return NULL;
		if (slot->hash == hash && slot->lang == l && p->len == size && p->font == font &&
		    memcmp(p->text, text, size) == 0)
			return p;
	}
}

const struct shape *
shape_word(struct shaper *s, const struct font *font, const char *lang, const char *text,
    size_t size)
{
	const struct shape *p = shape_find(s, font, lang, text, size);
	const struct lang *l;

	if (p != NULL)
		return p;
	l = find_lang(s, lang);
	run_harfbuzz(s, font, l->hb, text, size);
	p = keep_shape(s, font, text, size);
	grow(s);
	add_slot(s, (struct slot){ hash_word(font, l->index, text, size), l->index, p });
	s->used++;
	return p;
}

bool
shape_joins(uint32_t code)
{
	switch ((int)hb_unicode_general_category(hb_unicode_funcs_get_default(), code)) {
	case HB_UNICODE_GENERAL_CATEGORY_NON_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_SPACING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_ENCLOSING_MARK:
	case HB_UNICODE_GENERAL_CATEGORY_FORMAT:
		return true;
	}
	return false;
}
