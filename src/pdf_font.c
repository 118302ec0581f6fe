#include "pdf_font.h"
#include "arena.h"
#include "buffer.h"
#include "font.h"
#include "haru.h"
#include "pdf_file.h"
#include "pdf_subset.h"

#include <string.h>

enum {
	CIDS_MAX = 65536,
	BFCHARS_MAX = 100,		/* entries of a block of a CMap: PDF 32000-1, 9.10.3 */
	FLAG_SYMBOLIC = 4, FLAG_ITALIC = 64,
	STEM_REGULAR = 84, STEM_BOLD = 136	/* TrueType does not say */
};

void
pdf_fonts_init(struct pdf_fonts *set, struct pdf_file *file, size_t faces)
{
	*set = (struct pdf_fonts){ .file = file };
	set->of = arena_array(file->mem, faces, sizeof *set->of);
}

/* Whole thousandths, for some viewers round W to them. */
static int32_t
width(const struct font *font, uint32_t glyph)
{
	return (int32_t)(((int64_t)font->advances[glyph] * 1000 + font->upem / 2) / font->upem);
}

static struct pdf_cid *
new_cid(struct pdf_font *f)
{
	f->cids = arena_grow(f->file->mem, f->cids, f->n, &f->cap, sizeof *f->cids);
	return &f->cids[f->n++];
}

struct pdf_font *
pdf_font_use(struct pdf_fonts *set, const struct font *font)
{
	struct arena *mem = set->file->mem;
	struct pdf_font *f = set->of[font->index];

	if (f != NULL)
		return f;
	set->used = arena_grow(mem, set->used, set->n, &set->cap, sizeof *set->used);
	f = set->of[font->index] = set->used[set->n++] = arena_new(mem, sizeof *f);
	f->font = font;
	f->file = set->file;
	f->name = (unsigned)set->n;
	f->first = arena_array(mem, font->nglyphs, sizeof *f->first);
	new_cid(f)->width = width(font, 0);
	return f;
}

static unsigned
add_pair(struct pdf_font *f, uint32_t glyph, const char *text, size_t n)
{
	unsigned cid = (unsigned)f->n;

	if (glyph == 0 || glyph >= f->font->nglyphs)
		return 0;
	if (f->n == CIDS_MAX) {
		haru_fail(f->file->haru, HARU_LIMIT);
		return 0;
	}
	*new_cid(f) = (struct pdf_cid){ .text = text, .len = (uint32_t)n, .glyph = glyph,
	    .width = width(f->font, glyph),
	    .next = f->first[glyph] };
	f->first[glyph] = cid;
	return cid;
}

/* Most texts are one letter of one to three bytes: no call for those. */
static inline bool
same_text(const struct pdf_cid *cid, const char *text, size_t n)
{
	size_t i = 0;

	if (cid->len != n)
		return false;
	while (i < n && cid->text[i] == text[i])
		i++;
	return i == n;
}

unsigned
pdf_font_cid(struct pdf_font *f, uint32_t glyph, const char *text, size_t n)
{
	unsigned c = glyph < f->font->nglyphs ? f->first[glyph] : 0;

	for (; c != 0; c = f->cids[c].next)
		if (same_text(&f->cids[c], text, n))
			return c;
	return add_pair(f, glyph, text, n);
}

/* The glyphs in use, in order; returns their number. */
static size_t
list_glyphs(const struct pdf_font *f, uint32_t *glyphs)
{
	size_t n = 0;

	for (uint32_t g = 1; g < f->font->nglyphs; g++)
		if (f->first[g] != 0)
			glyphs[n++] = g;
	return n;
}

/* The streams of the font file and of the glyph of each code. */
static int
write_file(struct pdf_font *f, unsigned file, unsigned map)
{
	struct pdf_file *to = f->file;
	uint32_t *glyphs = arena_array(to->mem, f->font->nglyphs, sizeof *glyphs);
	unsigned char *codes = arena_array(to->mem, f->n, 2);
	struct buffer b = { .mem = to->mem };
	struct subset subset;
	size_t n = list_glyphs(f, glyphs);

	if (subset_find(to->subsets, to->deflate, f->font, glyphs, n, &subset) != 0)
		return -1;
	buffer_printf(&b, "/Length1 %zu\n", subset.size);
	pdf_body(to, file, &b);
	haru_data(to->haru, file, subset.data, subset.len);
	for (size_t i = 0; i < n; i++)
		for (unsigned c = f->first[glyphs[i]]; c != 0; c = f->cids[c].next) {
			codes[2 * c] = (unsigned char)(subset.places[i] >> 8);
			codes[2 * c + 1] = (unsigned char)subset.places[i];
		}
	pdf_fill(to, map, codes, 2 * f->n);
	return 0;
}

/* The name of a subset: a tag of six letters made from its glyphs (PDF 32000-1, 9.6.4). */
static void
put_name(struct buffer *b, const struct pdf_font *f)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);
	char name[128] = "ABCDEF+";

	for (size_t c = 1; c < f->n; c++)
		hash = (hash ^ f->cids[c].glyph) * UINT64_C(0x100000001B3);
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
write_descriptor(struct pdf_font *f, unsigned file)
{
	const struct font *font = f->font;
	bool bold = font->face == FONT_BOLD || font->face == FONT_BOLD_ITALIC;
	bool italic = font->face == FONT_ITALIC || font->face == FONT_BOLD_ITALIC;
	struct buffer b = { .mem = f->file->mem };
	unsigned object = haru_dict(f->file->haru);

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
	    outwards(font, font->cap_height), bold ? STEM_BOLD : STEM_REGULAR, file);
	pdf_body(f->file, object, &b);
	return object;
}

static unsigned
write_descendant(struct pdf_font *f, unsigned descriptor, unsigned map)
{
	struct buffer b = { .mem = f->file->mem };
	unsigned object = haru_dict(f->file->haru);

	buffer_text(&b, "/Type /Font\n/Subtype /CIDFontType2\n/BaseFont ");
	put_name(&b, f);
	buffer_printf(&b,
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>\n"
	    "/FontDescriptor %u 0 R\n/CIDToGIDMap %u 0 R\n/W [0 [", descriptor, map);
	for (size_t c = 0; c < f->n; c++) {
		if (c > 0)
			buffer_byte(&b, c % 16 == 0 ? '\n' : ' ');
		buffer_length(&b, (int64_t)f->cids[c].width * 1000);
	}
	buffer_text(&b, "]]\n");
	pdf_body(f->file, object, &b);
	return object;
}

static unsigned
write_to_unicode(struct pdf_font *f)
{
	struct buffer b = { .mem = f->file->mem };
	unsigned object = pdf_stream(f->file);

	buffer_text(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
	    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
	    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
	    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
	for (size_t c = 1; c < f->n; c++) {
		size_t left = f->n - c;
		if (c % BFCHARS_MAX == 1)
			buffer_printf(&b, "%zu beginbfchar\n",
			    left < BFCHARS_MAX ? left : BFCHARS_MAX);
		buffer_byte(&b, '<');
		pdf_hex(&b, (unsigned)c);
		buffer_text(&b, "> <");
		pdf_utf16(&b, f->cids[c].text, f->cids[c].len);
		buffer_text(&b, left == 1 || c % BFCHARS_MAX == 0 ? ">\nendbfchar\n" : ">\n");
	}
	buffer_text(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
	pdf_fill(f->file, object, b.data, b.len);
	return object;
}

static int
write_font(struct pdf_font *f)
{
	struct buffer b = { .mem = f->file->mem };
	unsigned file = pdf_stream(f->file), map = pdf_stream(f->file);
	unsigned descendant;

	if (write_file(f, file, map) != 0)
		return -1;
	descendant = write_descendant(f, write_descriptor(f, file), map);
	f->object = haru_dict(f->file->haru);
	buffer_text(&b, "/Type /Font\n/Subtype /Type0\n/BaseFont ");
	put_name(&b, f);
	buffer_printf(&b, "/Encoding /Identity-H\n/DescendantFonts [%u 0 R]\n/ToUnicode %u 0 R\n",
	    descendant, write_to_unicode(f));
	pdf_body(f->file, f->object, &b);
	return 0;
}

const struct font *
pdf_fonts_write(struct pdf_fonts *set)
{
	for (size_t i = 0; i < set->n; i++)
		if (write_font(set->used[i]) != 0)
			return set->used[i]->font;
	return NULL;
}
