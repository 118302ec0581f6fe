#include "haru.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"

#include <assert.h>
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * The object layer of libharu is open only as struct fields. Their names are the same in all
 * versions, their places are not: build this file with the headers of the library it will run
 * with (the version is part of the library's file name, so the loader refuses another one).
 */
enum { OBJECT_ID = 0x00FFFFFF, OBJECT_MOST = 8388607 };	/* ISO 32000-1, table C.1 */

_Static_assert((int)HARU_LIMIT == HPDF_ARRAY_COUNT_ERR, "code of libharu");
_Static_assert((int)HARU_NO_MEMORY == HPDF_FAILD_TO_ALLOC_MEM, "code of libharu");

struct entry {
	HPDF_Dict	 dict;		/* NULL: libharu does not know of the object */
	bool		 open;		/* bodies and data may be added */
	struct buffer	 body;		/* entries written after those libharu knows of */
	const char	*data;		/* what stands between stream and endstream; NULL: no stream */
	size_t		 len;		/* bytes of data */
	bool		 apart;		/* not in an object stream */
};

struct haru {
	HPDF_Doc	 doc;
	struct arena	*mem;
	struct entry	*entries;	/* by object number without base; the first are libharu's */
	unsigned	 n;		/* numbers in use */
	size_t		 cap;		/* room for entries */
	unsigned	 base;		/* added to the numbers */
	unsigned	 own;		/* objects of libharu's own at the start */
	uint64_t	 hash[2];	/* of bodies and data so far */
};

static void
absorb_word(struct haru *h, uint64_t word)
{
	uint64_t a = h->hash[0] ^ word, b = h->hash[1] + word;

	h->hash[0] = (a << 29 | a >> 35) * UINT64_C(0x9E3779B97F4A7C15);
	b *= UINT64_C(0xD6E8FEB86659FD93);
	h->hash[1] = b ^ b >> 32;
}

/* Two hashes, over eight bytes at a time, least byte first on every machine. */
static void
absorb(struct haru *h, const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t rest = 0;

	absorb_word(h, n);
	for (; n >= 8; p += 8, n -= 8)
		absorb_word(h, (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16
		    | (uint64_t)p[3] << 24 | (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40
		    | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56);
	while (n > 0)
		rest = rest << 8 | p[--n];
	absorb_word(h, rest);
}

static HPDF_STATUS
write_body(HPDF_Dict dict, HPDF_Stream out)
{
	const struct haru *h = dict->error->user_data;
	const struct buffer *b = &h->entries[dict->header.obj_id & OBJECT_ID].body;

	if (b->len == 0)
		return HPDF_OK;
	return HPDF_Stream_Write(out, (const HPDF_BYTE *)b->data, (HPDF_UINT)b->len);
}

/* Opens the entry of a number; the object's number in the file. */
static unsigned
enter(struct haru *h, unsigned id)
{
	while (h->cap <= id)
		h->entries = arena_grow(h->mem, h->entries, h->cap, &h->cap, sizeof *h->entries);
	assert(h->entries != NULL);
	h->entries[id].open = true;
	h->entries[id].body.mem = h->mem;
	return id + h->base;
}

/* The same for a dictionary that libharu made. */
static unsigned
enter_known(struct haru *h, HPDF_Dict dict)
{
	unsigned id;

	if (dict == NULL)
		haru_fail(h, HARU_NO_MEMORY);
	if (haru_error(h) != 0)
		return 0;
	/* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): haru_fail() has said so */
	id = dict->header.obj_id & OBJECT_ID;
	dict->write_fn = write_body;
	enter(h, id);
	h->entries[id].dict = dict;
	return id + h->base;
}

/* NULL: no object that can be added to. */
static struct entry *
find(const struct haru *h, unsigned object)
{
	if (haru_error(h) != 0 || object < h->base || object - h->base >= h->cap || !h->entries[object - h->base].open)
		return NULL;
	return &h->entries[object - h->base];
}

/* No pool: libharu's pool gives misaligned memory. */
struct haru *
haru_open(struct arena *mem)
{
	struct haru *h = calloc(1, sizeof *h);

	if (h == NULL)
		return NULL;
	h->mem = mem;
	h->hash[0] = h->hash[1] = UINT64_C(0xCBF29CE484222325);
	h->doc = HPDF_NewEx(NULL, NULL, NULL, 0, h);
	if (h->doc == NULL) {
		free(h);
		return NULL;
	}
	h->doc->pdf_version = HPDF_VER_17;
	h->own = h->doc->xref->start_offset + h->doc->xref->entries->count;
	h->n = h->own;
	return h;
}

struct haru *
haru_open_after(struct arena *mem, unsigned first)
{
	struct haru *h = haru_open(mem);

	if (h == NULL)
		return NULL;
	h->base = first - h->own;
	return h;
}

const struct haru_added *
haru_objects(struct haru *h, size_t *n)
{
	struct haru_added *all = arena_array(h->mem, h->n - h->own, sizeof *all), *a = all;

	for (unsigned i = h->own; i < h->n && haru_error(h) == 0; i++, a++) {
		const struct entry *e = &h->entries[i];
		struct buffer b = { .mem = h->mem };
		buffer_text(&b, "<<");
		buffer_add(&b, e->body.data, e->body.len);
		buffer_text(&b, ">>");
		*a = (struct haru_added){ i + h->base, 0, b.data, b.len, e->data, e->len };
	}
	*n = h->n - h->own;
	return haru_error(h) == 0 ? all : NULL;
}

void
haru_hash(const struct haru *h, uint64_t hash[2])
{
	hash[0] = h->hash[0];
	hash[1] = h->hash[1];
}

void
haru_close(struct haru *h)
{
	if (h == NULL)
		return;
	HPDF_Free(h->doc);
	free(h);
}

unsigned long
haru_error(const struct haru *h)
{
	return h->doc->error.error_no;
}

void
haru_fail(struct haru *h, enum haru_code code)
{
	if (haru_error(h) == 0)
		HPDF_SetError(&h->doc->error, (HPDF_STATUS)code, 0);
}

unsigned
haru_dict(struct haru *h)
{
	if (h->n > OBJECT_MOST)
		haru_fail(h, HARU_LIMIT);
	return haru_error(h) == 0 ? enter(h, h->n++) : 0;
}

unsigned
haru_pages(struct haru *h)
{
	HPDF_Dict pages = h->doc->root_pages;

	pages->before_write_fn = NULL;
	HPDF_Dict_RemoveElement(pages, "Kids");
	HPDF_Dict_RemoveElement(pages, "Count");
	return enter_known(h, pages);
}

unsigned
haru_catalog(struct haru *h)
{
	return enter_known(h, h->doc->catalog);
}

unsigned
haru_info(struct haru *h)
{
	if (h->doc->info != NULL)
		HPDF_Dict_RemoveElement(h->doc->info, "Producer");
	return enter_known(h, h->doc->info);
}

void
haru_body(struct haru *h, unsigned object, const char *text, size_t n)
{
	struct entry *e = find(h, object);
	struct buffer *b;

	if (e == NULL)
		return;
	absorb(h, text, n);
	b = &e->body;
	if (b->len == 0)
		*b = (struct buffer){ h->mem, arena_copy(h->mem, text, n), n, n + 1 };
	else
		buffer_add(b, text, n);
}

void
haru_apart(struct haru *h, unsigned object)
{
	struct entry *e = find(h, object);

	if (e != NULL)
		e->apart = true;
}

void
haru_data(struct haru *h, unsigned object, const void *data, size_t n)
{
	struct entry *e = find(h, object);

	if (e == NULL)
		return;
	if (n > INT32_MAX) {
		haru_fail(h, HARU_LIMIT);
		return;
	}
	absorb(h, data, n);
	e->data = arena_copy(h->mem, data, n);
	e->len = n;
	buffer_printf(&e->body, "/Length %zu\n", n);
}

static unsigned
number_of(const void *object)
{
	return object == NULL ? 0 : ((const HPDF_Obj_Header *)object)->obj_id & OBJECT_ID;
}

/* Adds what libharu writes for an object's value. */
static void
put_known(struct haru *h, struct buffer *b, void *object)
{
	HPDF_Stream out = h->doc->stream;

	HPDF_MemStream_FreeData(out);
	if (HPDF_Obj_WriteValue(object, out, NULL) != HPDF_OK)
		haru_fail(h, HARU_NO_MEMORY);
	for (HPDF_UINT i = 0; haru_error(h) == 0 && i < HPDF_MemStream_GetBufCount(out); i++) {
		HPDF_UINT n = 0;
		const HPDF_BYTE *p = HPDF_MemStream_GetBufPtr(out, i, &n);
		buffer_add(b, p, n);
	}
}

/* An object's value. Where libharu knows of no entries, it would only copy ours, a byte at a time. */
static void
put_value(struct haru *h, struct buffer *b, unsigned number, void *object)
{
	const struct entry *e = number < h->cap ? &h->entries[number] : NULL;

	if (e == NULL || !e->open || (e->dict != NULL && e->dict->list->count > 0)) {
		put_known(h, b, object);
		return;
	}
	buffer_text(b, "<<");
	buffer_add(b, e->body.data, e->body.len);
	buffer_text(b, ">>");
	if (e->data == NULL)
		return;
	buffer_text(b, "\nstream\n");
	buffer_add(b, e->data, e->len);
	buffer_text(b, "\nendstream");
}

struct place {				/* where an object is: a row of the cross-reference stream */
	unsigned	 type;		/* 1: at `where` in the file; 2: in the object stream `where` */
	size_t		 where;
	unsigned	 index;		/* in its object stream */
};

struct save {				/* a file being written */
	struct haru	*haru;
	struct deflate	*deflate;
	struct buffer	 out;		/* the file */
	struct buffer	 head, body;	/* of the object stream being filled */
	unsigned	 packed;	/* objects in it */
	struct place	*places;	/* by object number */
	unsigned	 n;		/* object numbers in use */
};

/* Writes a compressed stream as an object of its own; `entries` without its length and filter. */
static void
put_stream(struct save *s, unsigned number, const char *entries, const void *data, size_t n)
{
	size_t size;
	const void *bytes = deflate_bytes(s->deflate, DEFLATE_QUICK, data, n, &size);

	if (bytes == NULL) {
		haru_fail(s->haru, HARU_NO_MEMORY);
		return;
	}
	s->places[number] = (struct place){ 1, s->out.len, 0 };
	buffer_printf(&s->out, "%u 0 obj\n<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", number, entries, size);
	buffer_add(&s->out, bytes, size);
	buffer_text(&s->out, "\nendstream\nendobj\n");
}

/* A row of the cross-reference stream has two bytes for the place of an object in its stream. */
enum { PACK_MOST = 50000 };

/* Closes the object stream (ISO 32000-1, 7.5.7). */
static void
end_pack(struct save *s)
{
	char entries[80];
	size_t first = s->head.len;

	if (s->packed == 0)
		return;
	for (unsigned i = 1; i < s->n; i++)
		if (s->places[i].type == 2 && s->places[i].where == 0)
			s->places[i].where = s->n;
	snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu", s->packed, first);
	buffer_add(&s->head, s->body.data, s->body.len);
	put_stream(s, s->n++, entries, s->head.data, s->head.len);
	s->head.len = s->body.len = 0;
	s->packed = 0;
}

/* Objects without a stream go together into compressed ones. */
static void
put_object(struct save *s, unsigned number, void *object)
{
	const struct haru *h = s->haru;
	bool alone = number < h->cap && (h->entries[number].data != NULL || h->entries[number].apart);

	if (alone) {
		s->places[number] = (struct place){ 1, s->out.len, 0 };
		buffer_printf(&s->out, "%u 0 obj\n", number);
		put_value(s->haru, &s->out, number, object);
		buffer_text(&s->out, "\nendobj\n");
		return;
	}
	buffer_number(&s->head, number);
	buffer_byte(&s->head, ' ');
	buffer_number(&s->head, (int64_t)s->body.len);
	buffer_byte(&s->head, ' ');
	s->places[number] = (struct place){ 2, 0, s->packed++ };
	put_value(s->haru, &s->body, number, object);
	buffer_byte(&s->body, '\n');
	if (s->packed == PACK_MOST)
		end_pack(s);
}

enum { ROW = 8 };			/* bytes of a row of the cross-reference stream, its tag counted */

/*
 * A row: type, place, index; as what each byte is more than the one above it (tag 2, "up"), for
 * most differences are 0 (ISO 32000-1, 7.4.4.4).
 */
static void
put_row(struct buffer *b, const struct place *p, unsigned char above[ROW])
{
	const unsigned char row[ROW] = { 2, (unsigned char)p->type, (unsigned char)(p->where >> 24),
	    (unsigned char)(p->where >> 16), (unsigned char)(p->where >> 8), (unsigned char)p->where,
	    (unsigned char)(p->index >> 8), (unsigned char)p->index };
	unsigned char out[ROW] = { 2 };

	for (int i = 1; i < ROW; i++)
		out[i] = (unsigned char)(row[i] - above[i]);
	buffer_add(b, out, ROW);
	memcpy(above, row, ROW);
}

/* The cross-reference stream, which is the trailer too (ISO 32000-1, 7.5.8). */
static void
put_references(struct save *s)
{
	struct haru *h = s->haru;
	struct buffer rows = { .mem = h->mem }, entries = { .mem = h->mem };
	unsigned char above[ROW] = { 0 };
	size_t at = s->out.len;
	unsigned own = s->n++;

	if (at > UINT32_MAX) {			/* a row has four bytes for a place */
		haru_fail(h, HARU_LIMIT);
		return;
	}
	s->places[0].index = 0xFFFF;
	s->places[own] = (struct place){ 1, at, 0 };
	for (unsigned i = 0; i < s->n; i++)
		put_row(&rows, &s->places[i], above);
	buffer_printf(&entries, "/Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>"
	    "/Root %u 0 R/Info %u 0 R", s->n, ROW - 1, number_of(h->doc->catalog),
	    number_of(h->doc->info));
	buffer_printf(&entries, "/ID[<%016llX%016llX><%016llX%016llX>]", (unsigned long long)h->hash[0],
	    (unsigned long long)h->hash[1], (unsigned long long)h->hash[0], (unsigned long long)h->hash[1]);
	put_stream(s, own, entries.data, rows.data, rows.len);
	buffer_printf(&s->out, "startxref\n%zu\n%%%%EOF\n", at);
}

/* The objects that libharu made. */
static void
put_own(struct save *s)
{
	HPDF_Xref xref = s->haru->doc->xref;

	for (HPDF_UINT i = 1; i < xref->entries->count && haru_error(s->haru) == 0; i++) {
		HPDF_XrefEntry entry = HPDF_List_ItemAt(xref->entries, i);
		if (entry->entry_typ == HPDF_IN_USE_ENTRY)
			put_object(s, xref->start_offset + i, entry->obj);
	}
}

/* The comment says that the file is binary (PDF/A wants four bytes above 127). */
static void
put_file(struct save *s)
{
	buffer_text(&s->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
	put_own(s);
	for (unsigned i = s->haru->own; i < s->haru->n && haru_error(s->haru) == 0; i++)
		put_object(s, i, NULL);
	if (haru_error(s->haru) == 0)
		end_pack(s);
	if (haru_error(s->haru) == 0)
		put_references(s);
}

int
haru_save(struct haru *h, struct deflate *deflate, tt_sink *sink, void *user)
{
	struct save s = { .haru = h, .deflate = deflate, .out = { .mem = h->mem }, .head = { .mem = h->mem },
		.body = { .mem = h->mem } };

	if (haru_error(h) != 0)
		return -1;
	if (h->doc->stream == NULL)
		h->doc->stream = HPDF_MemStream_New(h->doc->mmgr, 0);
	if (h->doc->stream == NULL) {
		haru_fail(h, HARU_NO_MEMORY);
		return -1;
	}
	s.n = h->n;
	s.places = arena_array(h->mem, s.n + s.n / PACK_MOST + 2, sizeof *s.places);	/* the last: references */
	put_file(&s);
	return haru_error(h) == 0 && sink(user, s.out.data, s.out.len) == 0 ? 0 : -1;
}
