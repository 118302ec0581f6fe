#include "haru.h"
#include "arena.h"
#include "buffer.h"
#include "packing.h"

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
	bool		 structure;	/* in the object stream of those */
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
haru_structure(struct haru *h, unsigned object)
{
	struct entry *e = find(h, object);

	if (e != NULL)
		e->structure = true;
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

/* Puts an object into the file. */
static void
put_object(struct haru *h, struct packing *file, unsigned number, void *object)
{
	static const struct entry none;
	const struct entry *e = number < h->cap ? &h->entries[number] : &none;
	enum pack pack = e->data != NULL || e->apart ? PACK_NONE : e->structure ? PACK_STRUCTURE : PACK_PLAIN;

	put_value(h, packing_begin(file, number, pack), number, object);
	packing_end(file, pack);
}

/* The objects that libharu made. */
static void
put_known_objects(struct haru *h, struct packing *file)
{
	HPDF_Xref xref = h->doc->xref;

	for (HPDF_UINT i = 1; i < xref->entries->count && haru_error(h) == 0; i++) {
		HPDF_XrefEntry entry = HPDF_List_ItemAt(xref->entries, i);
		if (entry->entry_typ == HPDF_IN_USE_ENTRY)
			put_object(h, file, xref->start_offset + i, entry->obj);
	}
}

static void
put_objects(struct haru *h, struct packing *file)
{
	put_known_objects(h, file);
	for (unsigned i = h->own; i < h->n && haru_error(h) == 0; i++)
		put_object(h, file, i, NULL);
}

/* Ends the file with the places of all objects, and what the trailer says. */
static void
put_trailer(struct haru *h, struct packing *file)
{
	static const enum haru_code codes[] = { [PACKING_NO_MEMORY] = HARU_NO_MEMORY, [PACKING_LIMIT] = HARU_LIMIT };
	struct buffer b = { .mem = h->mem };
	enum packing_fault fault;

	buffer_printf(&b, "/Root %u 0 R/Info %u 0 R", number_of(h->doc->catalog), number_of(h->doc->info));
	buffer_printf(&b, "/ID[<%016llX%016llX><%016llX%016llX>]", (unsigned long long)h->hash[0],
	    (unsigned long long)h->hash[1], (unsigned long long)h->hash[0], (unsigned long long)h->hash[1]);
	fault = packing_finish(file, b.data);
	if (fault != PACKING_OK)
		haru_fail(h, codes[fault]);
}

int
haru_save(struct haru *h, struct deflate *deflate, tt_sink *sink, void *user)
{
	struct packing file;

	if (haru_error(h) != 0)
		return -1;
	if (h->doc->stream == NULL)
		h->doc->stream = HPDF_MemStream_New(h->doc->mmgr, 0);
	if (h->doc->stream == NULL) {
		haru_fail(h, HARU_NO_MEMORY);
		return -1;
	}
	packing_start(&file, h->mem, deflate, h->n);
	put_objects(h, &file);
	if (haru_error(h) == 0)
		put_trailer(h, &file);
	return haru_error(h) == 0 && sink(user, file.out.data, file.out.len) == 0 ? 0 : -1;
}
