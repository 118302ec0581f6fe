#include "pdf_font.h"
#include "arena.h"
#include "buffer.h"
#include "font.h"
#include "haru.h"
#include "pdf_file.h"
#include "utf8.h"

#include <string.h>

enum {
	BFCHARS_MAX = 100,		/* entries of a block of a CMap: ISO 32000-1, 9.10.3 */
	RANGES_END = 0x100,
	FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64,
	STEM_REGULAR = 84, STEM_BOLD = 136	/* TrueType does not say */
};

/*
 * Places in the first set of codes: most of ASCII, the letters of Vietnamese and the punctuation
 * around them. So documents with the same letters have the same font files. What a literal string
 * has to escape stands for nothing: ( ) \ and CR.
 */
static const struct place {
	unsigned char	 code, n;	/* codes from `code` on ... */
	uint16_t	 first;		/* ... are n characters from this one on */
} places[] = {
	{ 0x80, 90, 0x1EA0 }, { 0x20, 8, 0x20 }, { 0x2A, 50, 0x2A }, { 0x5D, 34, 0x5D },
	{ 0xDA, 4, 0xC0 }, { 0xDE, 3, 0xC8 }, { 0xE1, 2, 0xCC }, { 0xE3, 4, 0xD2 },
	{ 0xE7, 4, 0xE0 }, { 0xEB, 3, 0xE8 }, { 0xEE, 2, 0xEC }, { 0xF0, 4, 0xF2 },
	{ 0xF4, 2, 0xF9 }, { 0xF6, 1, 0xFD }, { 0xF7, 2, 0x102 }, { 0xF9, 2, 0x110 },
	{ 0xFB, 2, 0x1A0 }, { 0xFD, 2, 0x1AF }, { 0x01, 2, 0x28 }, { 0x03, 1, 0x5C },
	{ 0x04, 1, 0xDD }, { 0x05, 2, 0x128 }, { 0x07, 2, 0x168 }, { 0x0E, 2, 0xD9 },
	{ 0x10, 1, 0x2013 }, { 0x11, 2, 0x2018 }, { 0x13, 2, 0x201C }, { 0x15, 1, 0x2026 },
};

enum { PLACES = sizeof places / sizeof *places };

static const struct pdf_meaning nothing = { "", SIZE_MAX };	/* of a code that is not given out */

static struct pdf_codes *
new_codes(struct arena *mem)
{
	static const unsigned char escaped[] = { 0, '(', ')', '\\', '\r' };
	struct pdf_codes *codes = arena_new(mem, sizeof *codes);

	for (size_t i = 0; i < sizeof escaped; i++)
		codes->meanings[escaped[i]] = nothing;
	return codes;
}

void
pdf_fonts_init(struct pdf_fonts *set, struct pdf_file *file, size_t faces)
{
	*set = (struct pdf_fonts){ .file = file, .codes = new_codes(file->mem) };
	set->of = arena_array(file->mem, faces, sizeof *set->of);
	for (size_t i = 0; i < PLACES; i++)
		for (unsigned k = 0; k < places[i].n; k++) {
			unsigned code = places[i].code + k, c = places[i].first + k;
			set->codes->meanings[code] = nothing;
			if (c < PDF_LOW)
				set->low[c] = (unsigned char)code;
		}
}

/* Whole thousandths, for some viewers round widths to them. */
static int32_t
width(const struct font *font, uint32_t glyph)
{
	uint32_t upem = (uint32_t)font->upem;

	return (int32_t)((font->advances[glyph] * UINT32_C(1000) + upem / 2) / upem);
}

static struct pdf_font *
find_font(const struct pdf_fonts *set, const struct font *font, const struct pdf_codes *codes)
{
	struct pdf_font *f = set->of[font->index];

	while (f != NULL && f->codes != codes)
		f = f->next;
	return f;
}

static struct pdf_font *
use_font(struct pdf_fonts *set, const struct font *font, struct pdf_codes *codes)
{
	struct arena *mem = set->file->mem;
	struct pdf_font *f = find_font(set, font, codes);

	if (f != NULL)
		return f;
	set->used = arena_grow(mem, set->used, set->n, &set->cap, sizeof *set->used);
	f = set->used[set->n++] = arena_new(mem, sizeof *f);
	f->font = font;
	f->codes = codes;
	f->name = (unsigned)set->n;
	f->next = set->of[font->index];
	set->of[font->index] = f;
	return f;
}

/* The character a text begins with; *alone: it is all of it. */
static unsigned
first_character(const char *text, size_t n, bool *alone)
{
	const char *end = text + n;
	unsigned c = n > 0 ? (unsigned char)*text : 0;

	*alone = n == 1;
	if (c < 0x80)
		return c;
	c = utf8_next(&text, end);
	*alone = text == end;
	return c;
}

static unsigned
place_of(const struct pdf_fonts *set, unsigned c)
{
	if (c < PDF_LOW)
		return set->low[c];
	for (size_t i = 0; i < PLACES; i++)
		if (c - places[i].first < places[i].n)
			return places[i].code + c - places[i].first;
	return 0;
}

/* Code of a text in a set, perhaps a new one; 0 when `f`, if any, has another glyph there. */
static unsigned
find_code(struct pdf_codes *codes, const struct pdf_font *f, uint32_t glyph, const char *text,
    size_t n)
{
	unsigned spare = 0;

	for (unsigned c = SUBSET_CODES - 1; c > 0; c--) {
		const struct pdf_meaning *m = &codes->meanings[c];
		if (m->text == NULL)
			spare = c;
		else if (m->len == n && memcmp(m->text, text, n) == 0
		    && (f == NULL || f->glyphs[c] == 0 || f->glyphs[c] == glyph))
			return c;
	}
	if (spare != 0)
		codes->meanings[spare] = (struct pdf_meaning){ text, n };
	return spare;
}

static struct pdf_codes *
codes_after(struct pdf_fonts *set, struct pdf_codes *codes)
{
	static const struct pdf_meaning space = { " ", 1 };

	if (codes->next == NULL) {
		codes->next = new_codes(set->file->mem);
		codes->next->meanings[PDF_SPACE] = space;
	}
	return codes->next;
}

/* Other scripts keep out of the first set: their words would change from one font to another. */
static bool
first_set(unsigned c)
{
	return c < 0x370 || (c >= 0x1E00 && c < 0x2C00);
}

static struct pdf_code
take(struct pdf_font *f, unsigned code, uint32_t glyph)
{
	f->glyphs[code] = (uint16_t)glyph;
	f->codes->used[code] = true;
	return (struct pdf_code){ f, code, width(f->font, glyph) };
}

struct pdf_code
pdf_font_code(struct pdf_fonts *set, const struct font *font, uint32_t glyph, const char *text,
    size_t n)
{
	struct pdf_codes *codes = set->codes;
	bool alone;
	unsigned first = first_character(text, n, &alone), code = alone ? place_of(set, first) : 0;

	if (glyph == 0 || glyph >= font->nglyphs)
		return (struct pdf_code){ .font = NULL };
	if (code != 0) {
		struct pdf_font *f = use_font(set, font, codes);
		if (f->glyphs[code] == 0 || f->glyphs[code] == glyph)
			return take(f, code, glyph);
	}
	if (!first_set(first))
		codes = codes_after(set, codes);
	for (;; codes = codes_after(set, codes)) {
		code = find_code(codes, find_font(set, font, codes), glyph, text, n);
		if (code != 0)
			return take(use_font(set, font, codes), code, glyph);
	}
}

unsigned
pdf_font_place(const struct pdf_fonts *set, const char *text, size_t n)
{
	bool alone;
	unsigned first = first_character(text, n, &alone);

	return alone ? place_of(set, first) : 0;
}

struct pdf_font *
pdf_font_with(struct pdf_fonts *set, const struct font *font, const struct pdf_glyph *g, size_t n)
{
	struct pdf_font *f = use_font(set, font, set->codes);

	for (size_t i = 0; i < n; i++)
		if (f->glyphs[g[i].code] != 0 && f->glyphs[g[i].code] != g[i].glyph)
			return NULL;
	for (size_t i = 0; i < n; i++) {
		f->glyphs[g[i].code] = g[i].glyph;
		set->codes->used[g[i].code] = true;
	}
	return f;
}

int32_t
pdf_font_space(struct pdf_font *f)
{
	if (f->glyphs[PDF_SPACE] == 0)
		f->space = take(f, PDF_SPACE, f->font->space).width;
	return f->space;
}

/* The name of a subset: a tag of six letters made from its glyphs (ISO 32000-1, 9.6.4). */
static void
put_name(struct buffer *b, const struct pdf_font *f)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	char name[128] = "ABCDEF+";

	for (size_t c = 0; c < SUBSET_CODES; c++)
		hash = (hash ^ f->glyphs[c]) * UINT64_C(0x100000001B3);
	hash ^= hash >> 32;
	for (int i = 0; i < 6; i++, hash /= 26)
		name[i] = (char)('A' + hash % 26);
	strncat(name, f->font->postscript, sizeof name - strlen(name) - 1);
	pdf_name(b, name);
	buffer_byte(b, '\n');
}

/* Font units to thousandths of the em, rounded away from zero: nothing may stick out of a box. */
static int
outwards(const struct font *font, int units)
{
	int64_t product = (int64_t)units * 1000, more = font->upem - 1;

	return (int)((product + (units < 0 ? -more : more)) / font->upem);
}

static unsigned
write_descriptor(struct pdf_file *file, const struct pdf_font *f, unsigned program)
{
	const struct font *font = f->font;
	bool bold = font->face == FONT_BOLD || font->face == FONT_BOLD_ITALIC;
	bool italic = font->face == FONT_ITALIC || font->face == FONT_BOLD_ITALIC;
	struct buffer b = { .mem = file->mem };
	unsigned object = haru_dict(file->haru);

	buffer_text(&b, "/Type /FontDescriptor\n/FontName ");
	put_name(&b, f);
	buffer_printf(&b, "/Flags %d\n/FontBBox [%d %d %d %d]\n/ItalicAngle ",
	    FLAG_SYMBOLIC | (italic ? FLAG_ITALIC : 0),
	    outwards(font, font->bbox[0]), outwards(font, font->bbox[1]),
	    outwards(font, font->bbox[2]), outwards(font, font->bbox[3]));
	buffer_length(&b, (int64_t)font->italic_angle * 1000 / 65536);
	buffer_printf(&b, "\n/Ascent %d\n/Descent %d\n/CapHeight %d\n/StemV %d\n"
	    "/FontFile2 %u 0 R\n",
	    outwards(font, font->ascent), -outwards(font, font->descent),
	    outwards(font, font->cap_height), bold ? STEM_BOLD : STEM_REGULAR, program);
	pdf_body(file, object, &b);
	return object;
}

/* The character whose place a code is; 0: none. */
static unsigned
character_at(unsigned code)
{
	for (size_t i = 0; i < PLACES; i++)
		if (code - places[i].code < places[i].n)
			return places[i].first + code - places[i].code;
	return 0;
}

static void
put_code(struct buffer *b, unsigned code)
{
	buffer_byte(b, '<');
	pdf_hex_byte(b, code);
	buffer_text(b, "> ");
}

/* One code and what it means, unless a range says so. */
static bool
put_bfchar(struct buffer *b, const struct pdf_codes *codes, unsigned code)
{
	const struct pdf_meaning *m = &codes->meanings[code];
	unsigned c = m->len == nothing.len ? character_at(code) : 0;

	if (!codes->used[code] || (m->len == nothing.len && c < RANGES_END))
		return false;
	put_code(b, code);
	buffer_byte(b, '<');
	if (m->len == nothing.len)
		pdf_hex(b, c);
	else
		pdf_utf16(b, m->text, m->len);
	buffer_text(b, ">\n");
	return true;
}

/* A block of at most BFCHARS_MAX codes from `code` on; returns the code after them. */
static unsigned
put_bfchars(struct buffer *b, const struct pdf_codes *codes, unsigned code)
{
	struct buffer block = { .mem = b->mem };
	unsigned n = 0;

	for (; code < SUBSET_CODES && n < BFCHARS_MAX; code++)
		n += put_bfchar(&block, codes, code);
	if (n > 0) {
		buffer_printf(b, "%u beginbfchar\n", n);
		buffer_add(b, block.data, block.len);
		buffer_text(b, "endbfchar\n");
	}
	return code;
}

/* Ghostscript 10 adds up the bytes of a range's first character, so those are below RANGES_END. */
static void
put_ranges(struct buffer *b)
{
	struct buffer block = { .mem = b->mem };
	unsigned n = 0;

	for (size_t i = 0; i < PLACES; i++) {
		const struct place *p = &places[i];
		if (p->first >= RANGES_END)
			continue;
		put_code(&block, p->code);
		put_code(&block, p->code + p->n - 1u);
		buffer_byte(&block, '<');
		pdf_hex(&block, p->first);
		buffer_text(&block, ">\n");
		n++;
	}
	buffer_printf(b, "%u beginbfrange\n", n);
	buffer_add(b, block.data, block.len);
	buffer_text(b, "endbfrange\n");
}

static unsigned
write_to_unicode(struct pdf_fonts *set, struct pdf_codes *codes)
{
	struct buffer b = { .mem = set->file->mem };

	if (codes->object != 0)
		return codes->object;
	buffer_text(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n");
	if (codes == set->codes)
		put_ranges(&b);
	for (unsigned code = 0; code < SUBSET_CODES;)
		code = put_bfchars(&b, codes, code);
	buffer_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	codes->object = pdf_stream(set->file);
	pdf_fill(set->file, codes->object, b.data, b.len);
	return codes->object;
}

static void
put_widths(struct buffer *b, const struct pdf_font *f)
{
	unsigned first = 0, last = SUBSET_CODES - 1;

	while (first < last && f->glyphs[first] == 0)
		first++;
	while (last > first && f->glyphs[last] == 0)
		last--;
	buffer_printf(b, "/FirstChar %u\n/LastChar %u\n/Widths [", first, last);
	for (unsigned c = first; c <= last; c++) {
		if (c > first)
			buffer_byte(b, (c - first) % 32 == 0 ? '\n' : ' ');
		buffer_length(b, f->glyphs[c] == 0 ? 0 : 1000 * width(f->font, f->glyphs[c]));
	}
	buffer_text(b, "]\n");
}

static unsigned
write_program(struct pdf_file *file, const struct subset *subset)
{
	struct buffer b = { .mem = file->mem };
	unsigned object = pdf_stream(file);

	buffer_printf(&b, "/Length1 %zu\n", subset->size);
	pdf_body(file, object, &b);
	haru_data(file->haru, object, subset->data, subset->len);
	return object;
}

static enum subset_result
write_font(struct pdf_fonts *set, struct pdf_font *f)
{
	struct pdf_file *file = set->file;
	struct buffer b = { .mem = file->mem };
	struct subset subset;
	enum subset_result result = subset_find(file->subsets, file->deflate, f->font, f->glyphs,
	    &subset);
	unsigned descriptor;

	if (result != SUBSET_DONE)
		return result;
	descriptor = write_descriptor(file, f, write_program(file, &subset));
	f->object = haru_dict(file->haru);
	buffer_text(&b, "/Type /Font\n/Subtype /TrueType\n/BaseFont ");
	put_name(&b, f);
	put_widths(&b, f);
	buffer_printf(&b, "/FontDescriptor %u 0 R\n/ToUnicode %u 0 R\n", descriptor,
	    write_to_unicode(set, f->codes));
	pdf_body(file, f->object, &b);
	return SUBSET_DONE;
}

const struct font *
pdf_fonts_write(struct pdf_fonts *set)
{
	for (size_t i = 0; i < set->n; i++)
		switch (write_font(set, set->used[i])) {
		case SUBSET_DONE:
			break;
		case SUBSET_DAMAGED:
			return set->used[i]->font;
		case SUBSET_NO_MEMORY:
			haru_fail(set->file->haru, HARU_NO_MEMORY);
			return NULL;
		}
	return NULL;
}
