#include "pdf_subset.h"
#include "deflate.h"
#include "font.h"
#include "shortage.h"

#include <hb-subset.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEPT_MOST = 4 << 20,		/* bytes remembered */
	CMAP_HEAD = 12,			/* bytes up to the only subtable */
	CMAP_MOST = CMAP_HEAD + 10 + 2 * SUBSET_CODES
};

struct kept {
	struct kept	*next;		/* used longer ago */
	const struct font *font;
	uint16_t	 glyphs[SUBSET_CODES];
	size_t		 len, size;	/* as in struct subset */
	unsigned char	 data[];
};

struct subsets {
	struct kept	*first;		/* the one used last */
};

/* What a viewer needs of a TrueType font (ISO 32000-1, 9.9), without what we add. */
enum { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, TABLES };

static const char *const tables[TABLES] = { "glyf", "head", "hhea", "hmtx", "loca", "maxp" };

struct subsets *
subsets_new(void)
{
	return calloc(1, sizeof(struct subsets));
}

void
subsets_free(struct subsets *s)
{
	if (s == NULL)
		return;
	while (s->first != NULL) {
		struct kept *k = s->first;
		s->first = k->next;
		free(k);
	}
	free(s);
}

static hb_subset_input_t *
subset_input(const uint16_t *glyphs)
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
	for (size_t c = 0; c < SUBSET_CODES; c++)
		if (glyphs[c] != 0)
			hb_set_add(keep, glyphs[c]);
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING);
	if (hb_set_allocation_successful(drop) && hb_set_allocation_successful(keep))
		return in;
	hb_subset_input_destroy(in);
	return NULL;
}

static void
put16(unsigned char *p, unsigned v)
{
	p[0] = (unsigned char)(v >> 8);
	p[1] = (unsigned char)v;
}

static unsigned
get16(const unsigned char *p)
{
	return (unsigned)p[0] << 8 | p[1];
}

/* The glyphs as the subset numbers them; false: no memory. */
static bool
renumber(hb_subset_plan_t *plan, const uint16_t *glyphs, uint16_t *places)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);

	for (size_t c = 0; c < SUBSET_CODES; c++) {
		hb_codepoint_t place = glyphs[c] == 0 ? 0 : hb_map_get(map, glyphs[c]);
		if (place == HB_MAP_VALUE_INVALID)
			return false;
		places[c] = (uint16_t)place;
	}
	return true;
}

/*
 * One subtable (1, 0), the kind that maps bytes as they are (ISO 32000-1, 9.6.6.4): of format 0,
 * which has a byte for each code, or 6, which has two. Returns its size.
 */
static unsigned
make_cmap(const uint16_t *places, unsigned char cmap[CMAP_MOST])
{
	unsigned char *table = cmap + CMAP_HEAD, *map;
	unsigned wide = 0, size;

	for (size_t c = 0; c < SUBSET_CODES; c++)
		wide |= places[c] > 255;
	map = table + (wide ? 10 : 6);
	size = (unsigned)(map - cmap) + (wide + 1) * SUBSET_CODES;
	memset(cmap, 0, CMAP_MOST);
	put16(cmap + 2, 1);			/* subtables */
	put16(cmap + 4, 1);			/* platform */
	put16(cmap + 10, CMAP_HEAD);
	put16(table, wide ? 6 : 0);
	put16(table + 2, size - CMAP_HEAD);
	if (wide)
		put16(table + 8, SUBSET_CODES);
	for (size_t c = 0; c < SUBSET_CODES; c++)
		if (wide)
			put16(map + 2 * c, places[c]);
		else
			map[c] = (unsigned char)places[c];
	return size;
}

static bool
add_cmap(hb_face_t *face, const uint16_t *places)
{
	unsigned char cmap[CMAP_MOST];
	unsigned size = make_cmap(places, cmap);
	hb_blob_t *blob = hb_blob_create_or_fail((const char *)cmap, size,
	    HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
	bool added = blob != NULL
	    && hb_face_builder_add_table(face, HB_TAG('c', 'm', 'a', 'p'), blob);

	hb_blob_destroy(blob);
	return added;
}

/* Whether the parts of a composite glyph are there. */
static bool
parts_there(const unsigned char *p, size_t n, unsigned nglyphs)
{
	enum { HEADER = 10, WORDS = 1, SCALE = 8, MORE = 32, XY_SCALE = 64, MATRIX = 128 };
	size_t at = HEADER;
	unsigned flags = n >= HEADER && p[0] >= 0x80 ? MORE : 0;

	while ((flags & MORE) != 0) {
		if (n < at + 4 || get16(p + at + 2) >= nglyphs)
			return false;
		flags = get16(p + at);
		at += (flags & WORDS) != 0 ? 8 : 6;
		at += (flags & SCALE) != 0 ? 2 : (flags & XY_SCALE) != 0 ? 4 : (flags & MATRIX) != 0 ? 8 : 0;
	}
	return true;
}

struct program {			/* the tables that we know of, in the order of `tables` */
	hb_blob_t	*blobs[TABLES];
	const unsigned char *data[TABLES];
	unsigned	 n[TABLES];	/* bytes of each */
	unsigned	 nglyphs, nlong;	/* nlong: glyphs with a width of their own */
	unsigned	 unit;		/* bytes of a place in loca: 2 or 4 */
};

static void
close_program(struct program *p)
{
	for (size_t i = 0; i < TABLES; i++)
		hb_blob_destroy(p->blobs[i]);
}

/* Has to be closed, whether it has all tables (true) or not. */
static bool
open_program(struct program *p, hb_face_t *face)
{
	static const unsigned least[TABLES] = { 1, 54, 36, 4, 4, 6 };
	bool whole = true;

	for (size_t i = 0; i < TABLES; i++) {
		p->blobs[i] = hb_face_reference_table(face, hb_tag_from_string(tables[i], 4));
		p->data[i] = (const unsigned char *)hb_blob_get_data(p->blobs[i], &p->n[i]);
		whole = whole && p->n[i] >= least[i];
	}
	if (!whole)
		return false;
	p->nglyphs = get16(p->data[MAXP] + 4);
	p->nlong = get16(p->data[HHEA] + 34);
	p->unit = p->data[HEAD][51] != 0 ? 4 : 2;
	return p->nlong > 0 && p->n[HMTX] / 4 >= p->nlong
	    && p->n[LOCA] / p->unit > p->nglyphs;
}

/* The bytes of a glyph's outline; false: outside of its table. */
static bool
outline(const struct program *p, unsigned glyph, size_t *from, size_t *to)
{
	const unsigned char *at = p->data[LOCA] + (size_t)glyph * p->unit;

	if (glyph >= p->nglyphs)
		return false;
	*from = p->unit == 4 ? (size_t)get16(at) << 16 | get16(at + 2) : 2 * (size_t)get16(at);
	at += p->unit;
	*to = p->unit == 4 ? (size_t)get16(at) << 16 | get16(at + 2) : 2 * (size_t)get16(at);
	return *from <= *to && *to <= p->n[GLYF];
}

static unsigned
advance(const struct program *p, unsigned glyph)
{
	return get16(p->data[HMTX] + 4 * (size_t)(glyph < p->nlong ? glyph : p->nlong - 1));
}

/* Whether a glyph has its width, an outline when it should, and the parts that one is made of. */
static bool
same_glyph(const struct program *p, unsigned place, const struct program *source, unsigned glyph)
{
	size_t from, to, first, last;

	return outline(source, glyph, &first, &last) && outline(p, place, &from, &to)
	    && (first == last) == (from == to) && advance(p, place) == advance(source, glyph)
	    && parts_there(p->data[GLYF] + from, to - from, p->nglyphs);
}

/* hb-subset says nothing when it has no memory for a table or a part of one. */
static bool
sound(hb_face_t *face, hb_face_t *from, const uint16_t *glyphs, const uint16_t *places)
{
	struct program program, source;
	bool good = open_program(&program, face);

	good = open_program(&source, from) && good;
	for (size_t c = 0; c < SUBSET_CODES && good; c++)
		good = glyphs[c] == 0 || same_glyph(&program, places[c], &source, glyphs[c]);
	close_program(&program);
	close_program(&source);
	return good;
}

/* One of the tables we know of. With cmap among them hb-subset would read all of that, for nothing. */
static hb_blob_t *
known_table(hb_face_t *face, hb_tag_t tag, void *whole)
{
	(void)face;
	for (size_t i = 0; i < TABLES; i++)
		if (tag == hb_tag_from_string(tables[i], 4))
			return hb_face_reference_table(whole, tag);
	return NULL;
}

/*
 * The face with what hb-subset looks for in it found already. What is looked for in vain, for lack
 * of memory, has to be so by HarfBuzz's main library: the face is given back by that one, which
 * would not know the other's mark for "nothing there". NULL: no memory.
 */
static hb_font_t *
open_source(const struct font *font)
{
	hb_face_t *prepared = font_subset_face(font), *known = NULL;
	hb_font_t *source;
	hb_glyph_extents_t ink;

	if (prepared == font->hb_face)
		known = hb_face_create_for_tables(known_table, prepared, NULL);
	source = hb_font_create(known != NULL ? known : prepared);
	hb_face_destroy(known);
	if (hb_font_get_glyph_extents(source, font->space, &ink))
		return source;
	hb_font_destroy(source);
	return NULL;
}

/* The sum of a file's words, which its head table makes come out right, and our tables only. */
static bool
file_right(hb_blob_t *file)
{
	unsigned n;
	const unsigned char *p = (const unsigned char *)hb_blob_get_data(file, &n);
	uint32_t sum = 0;

	for (unsigned i = 0; i + 4 <= n; i += 4)
		sum += (uint32_t)get16(p + i) << 16 | get16(p + i + 2);
	return n > 6 && sum == UINT32_C(0xB1B0AFBA) && get16(p + 4) == TABLES + 1;
}

static hb_blob_t *
execute(hb_subset_plan_t *plan, hb_face_t *source, const uint16_t *glyphs)
{
	uint16_t places[SUBSET_CODES];
	hb_blob_t *file = NULL;
	hb_face_t *face = NULL;

	if (renumber(plan, glyphs, places))
		face = hb_subset_plan_execute_or_fail(plan);
	if (face != NULL && sound(face, source, glyphs, places) && add_cmap(face, places))
		file = hb_face_reference_blob(face);
	hb_face_destroy(face);
	if (file != NULL && file_right(file))
		return file;
	hb_blob_destroy(file);
	return NULL;
}

/* The file of a subset, not compressed; NULL: the face is damaged, or no memory. */
static hb_blob_t *
make_file(const struct font *font, const uint16_t *glyphs)
{
	hb_font_t *source = open_source(font);
	hb_subset_input_t *in = subset_input(glyphs);
	hb_subset_plan_t *plan = NULL;
	hb_blob_t *file = NULL;

	if (source != NULL && in != NULL)
		plan = hb_subset_plan_create_or_fail(hb_font_get_face(source), in);
	if (plan != NULL)
		file = execute(plan, font->hb_face, glyphs);
	hb_subset_plan_destroy(plan);
	hb_subset_input_destroy(in);
	hb_font_destroy(source);
	return file;
}

/* HarfBuzz does not tell why it failed. */
static bool
damaged(const struct font *font, const uint16_t *glyphs)
{
	struct program p;
	bool good = open_program(&p, font->hb_face);

	for (size_t c = 0; c < SUBSET_CODES && good; c++) {
		size_t from, to;
		good = glyphs[c] == 0 || (outline(&p, glyphs[c], &from, &to)
		    && parts_there(p.data[GLYF] + from, to - from, p.nglyphs));
	}
	close_program(&p);
	return !good;
}

static bool
recall(struct subsets *s, const struct font *font, const uint16_t *glyphs, struct subset *out)
{
	for (struct kept **p = &s->first; *p != NULL; p = &(*p)->next) {
		struct kept *k = *p;
		if (k->font != font || memcmp(k->glyphs, glyphs, sizeof k->glyphs) != 0)
			continue;
		*p = k->next;
		k->next = s->first;
		s->first = k;
		*out = (struct subset){ k->data, k->len, k->size };
		return true;
	}
	return false;
}

/* Those that come after the first KEPT_MOST bytes are given up. */
static void
trim(struct subsets *s)
{
	struct kept **p = &s->first;
	size_t total = 0;

	while (*p != NULL && total + sizeof **p + (*p)->len <= KEPT_MOST) {
		total += sizeof **p + (*p)->len;
		p = &(*p)->next;
	}
	while (*p != NULL) {
		struct kept *k = *p;
		*p = k->next;
		free(k);
	}
}

static void
keep_subset(struct subsets *s, const struct font *font, const uint16_t *glyphs, const struct subset *made)
{
	struct kept *k = malloc(sizeof *k + made->len);

	if (k == NULL)
		return;
	k->font = font;
	memcpy(k->glyphs, glyphs, sizeof k->glyphs);
	k->len = made->len;
	k->size = made->size;
	memcpy(k->data, made->data, made->len);
	k->next = s->first;
	s->first = k;
	trim(s);
}

enum subset_result
subset_find(struct subsets *s, struct deflate *d, const struct font *font,
    const uint16_t glyphs[SUBSET_CODES], struct subset *out)
{
	hb_blob_t *file;
	unsigned size;
	const char *bytes;

	if (recall(s, font, glyphs, out))
		return SUBSET_DONE;
	shortage_watch();
	file = make_file(font, glyphs);
	if (shortage_seen()) {
		hb_blob_destroy(file);
		font_spoil(font);
		return SUBSET_NO_MEMORY;
	}
	if (file == NULL)
		return damaged(font, glyphs) && !shortage_seen() ? SUBSET_DAMAGED : SUBSET_NO_MEMORY;
	bytes = hb_blob_get_data(file, &size);
	out->size = size;
	out->data = deflate_bytes(d, DEFLATE_DENSE, bytes, size, &out->len);
	hb_blob_destroy(file);
	if (out->data == NULL)
		return SUBSET_NO_MEMORY;
	keep_subset(s, font, glyphs, out);
	return SUBSET_DONE;
}
