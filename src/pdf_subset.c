#include "pdf_subset.h"
#include "deflate.h"
#include "font.h"

#include <hb-subset.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { KEPT_MOST = 4 << 20 };		/* bytes remembered */

/* What a viewer needs of a CIDFontType2 (PDF 32000-1, 9.9); hinting is left out. */
static const char *const tables[] = { "glyf", "head", "hhea", "hmtx", "loca", "maxp" };

enum { TABLES = sizeof tables / sizeof *tables };

struct kept {
	struct kept	*next;		/* used longer ago */
	const struct font *font;
	uint32_t	*glyphs;	/* these three are in one block with the struct */
	uint16_t	*places;
	unsigned char	*data;
	size_t		 n, len, size;	/* glyphs; bytes of data; bytes of the file */
	size_t		 bytes;		/* of the block */
};

struct subsets {
	struct kept	*first;		/* the one used last */
	size_t		 total;		/* bytes of all */
};

struct subsets *
subsets_new(void)
{
	return calloc(1, sizeof(struct subsets));
}

void
subsets_free(struct subsets *s)
{
	while (s != NULL && s->first != NULL) {
		struct kept *k = s->first;
		s->first = k->next;
		free(k);
	}
	free(s);
}

static hb_subset_input_t *
subset_input(const uint32_t *glyphs, size_t n)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_set_t *drop, *keep;

	if (in == NULL)
		return NULL;
	drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_set_clear(drop);
	for (size_t i = 0; i < TABLES; i++)
		hb_set_add(drop, hb_tag_from_string(tables[i], 4));
	hb_set_invert(drop);
	keep = hb_subset_input_glyph_set(in);
	for (size_t i = 0; i < n; i++)
		hb_set_add(keep, glyphs[i]);
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
	if (hb_set_allocation_successful(drop) && hb_set_allocation_successful(keep))
		return in;
	hb_subset_input_destroy(in);
	return NULL;
}

static bool
map_glyphs(hb_subset_plan_t *plan, struct kept *k)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

	for (size_t i = 0; i < k->n; i++) {
		hb_codepoint_t place = hb_map_get(map, k->glyphs[i]);
		if (place == HB_MAP_VALUE_INVALID)
			return false;
		k->places[i] = (uint16_t)place;
	}
	return true;
}

/* hb-subset leaves tables out without a word when it has no memory for them. */
static bool
complete(hb_face_t *face)
{
	bool all = true;

	for (size_t i = 0; i < TABLES; i++) {
		hb_blob_t *table = hb_face_reference_table(face, hb_tag_from_string(tables[i], 4));
		all = all && hb_blob_get_length(table) > 0;
		hb_blob_destroy(table);
	}
	return all;
}

/* The subset file, empty when it cannot be made; fills in the places of its glyphs. */
static hb_blob_t *
make_file(struct kept *k)
{
	hb_subset_input_t *in = subset_input(k->glyphs, k->n);
	hb_subset_plan_t *plan = NULL;
	hb_face_t *face = NULL;
	hb_blob_t *blob = hb_blob_get_empty();

	if (in != NULL)
		plan = hb_subset_plan_create_or_fail(font_subset_face(k->font), in);
	if (plan != NULL && map_glyphs(plan, k))
		face = hb_subset_plan_execute_or_fail(plan);
	if (face != NULL && complete(face))
		blob = hb_face_reference_blob(face);
	hb_face_destroy(face);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(in);
	return blob;
}

static struct kept *
recall(struct subsets *s, const struct font *font, const uint32_t *glyphs, size_t n)
{
	for (struct kept **p = &s->first; *p != NULL; p = &(*p)->next) {
		struct kept *k = *p;
		if (k->font != font || k->n != n || memcmp(k->glyphs, glyphs, n * sizeof *glyphs) != 0)
			continue;
		*p = k->next;
		k->next = s->first;
		return s->first = k;
	}
	return NULL;
}

/* One block: the struct, the glyphs, their places, room for so many bytes of data. */
static struct kept *
new_kept(const struct font *font, const uint32_t *glyphs, size_t n, size_t room)
{
	size_t bytes = sizeof(struct kept) + n * (sizeof(uint32_t) + sizeof(uint16_t)) + room;
	struct kept *k = calloc(1, bytes);

	if (k == NULL)
		return NULL;
	k->font = font;
	k->n = n;
	k->bytes = bytes;
	k->glyphs = (uint32_t *)(k + 1);
	k->places = (uint16_t *)(k->glyphs + n);
	k->data = (unsigned char *)(k->places + n);
	memcpy(k->glyphs, glyphs, n * sizeof *glyphs);
	return k;
}

/* Gives up those used longest ago, never the first. */
static void
trim(struct subsets *s)
{
	while (s->total > KEPT_MOST && s->first->next != NULL) {
		struct kept **p = &s->first->next;
		while ((*p)->next != NULL)
			p = &(*p)->next;
		s->total -= (*p)->bytes;
		free(*p);
		*p = NULL;
	}
}

static struct kept *
make(struct subsets *s, struct deflate *d, const struct font *font, const uint32_t *glyphs, size_t n)
{
	struct kept *draft = new_kept(font, glyphs, n, 0), *k = NULL;
	hb_blob_t *blob;
	const void *bytes = NULL;
	size_t size = 0;

	if (draft == NULL)
		return NULL;
	blob = make_file(draft);
	if (hb_blob_get_length(blob) > 0)
		bytes = deflate_bytes(d, hb_blob_get_data(blob, NULL), hb_blob_get_length(blob), &size);
	if (bytes != NULL)
		k = new_kept(font, glyphs, n, size);
	if (k != NULL) {
		memcpy(k->places, draft->places, n * sizeof *k->places);
		memcpy(k->data, bytes, size);
		k->len = size;
		k->size = hb_blob_get_length(blob);
		k->next = s->first;
		s->first = k;
		s->total += k->bytes;
		trim(s);
	}
	hb_blob_destroy(blob);
	free(draft);
	return k;
}

int
subset_find(struct subsets *s, struct deflate *d, const struct font *font, const uint32_t *glyphs, size_t n,
    struct subset *out)
{
	struct kept *k = recall(s, font, glyphs, n);

	if (k == NULL)
		k = make(s, d, font, glyphs, n);
	if (k == NULL)
		return -1;
	*out = (struct subset){ k->data, k->len, k->size, k->places };
	return 0;
}
