#include "haru.h"
#include "arena.h"
#include "buffer.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdlib.h>

/*
 * The object layer of libharu is open only as struct fields. Their names are the same in all
 * versions, their places are not: build this file with the headers of the library it will run
 * with (the version is part of the library's file name, so the loader refuses another one).
 */
enum { OBJECT_ID = 0x00FFFFFF, TRAILER = 0 };

_Static_assert((int)HARU_LIMIT == HPDF_ARRAY_COUNT_ERR, "code of libharu");
_Static_assert((int)HARU_NO_MEMORY == HPDF_FAILD_TO_ALLOC_MEM, "code of libharu");

struct entry {
	HPDF_Dict	 dict;		/* NULL: not one of ours */
	struct buffer	 body;		/* entries written after those libharu knows of */
};

struct haru {
	HPDF_Doc	 doc;
	struct arena	*mem;
	struct entry	*entries;	/* by object number; TRAILER is the trailer */
	size_t		 cap;
	uint64_t	 hash[2];	/* of bodies and data so far */
};

/* Two 64-bit hashes of FNV's kind, a byte at a time so that they are the same on every machine. */
static void
absorb(struct haru *h, const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t a = h->hash[0], b = h->hash[1];

	for (size_t i = 0; i < n; i++) {
		a = (a ^ p[i]) * UINT64_C(0x100000001B3);
		b = (b + p[i] + 1) * UINT64_C(0x9E3779B97F4A7C15);
		b ^= b >> 32;
	}
	h->hash[0] = a;
	h->hash[1] = b;
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

static unsigned
enter(struct haru *h, HPDF_Dict dict)
{
	unsigned id;

	if (dict == NULL)
		haru_fail(h, HARU_NO_MEMORY);
	if (haru_error(h) != 0)
		return 0;
	id = dict->header.obj_id & OBJECT_ID;
	while (h->cap <= id)
		h->entries = arena_grow(h->mem, h->entries, h->cap, &h->cap, sizeof *h->entries);
	h->entries[id].dict = dict;
	h->entries[id].body.mem = h->mem;
	dict->write_fn = write_body;
	return id;
}

static HPDF_Dict
find(const struct haru *h, unsigned object)
{
	if (haru_error(h) != 0 || object >= h->cap)
		return NULL;
	return h->entries[object].dict;
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
	return h;
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
	HPDF_Dict dict;

	if (haru_error(h) != 0)
		return 0;
	dict = HPDF_Dict_New(h->doc->mmgr);
	if (dict != NULL && HPDF_Xref_Add(h->doc->xref, dict) != HPDF_OK)
		return 0;
	return enter(h, dict);
}

unsigned
haru_stream(struct haru *h)
{
	return haru_error(h) != 0 ? 0 : enter(h, HPDF_DictStream_New(h->doc->mmgr, h->doc->xref));
}

/* The boxes and resources libharu gives a page are left out in favour of its body. */
unsigned
haru_page(struct haru *h)
{
	HPDF_Page page;

	if (haru_error(h) != 0)
		return 0;
	page = HPDF_AddPage(h->doc);
	if (page != NULL) {
		HPDF_Dict_RemoveElement(page, "MediaBox");
		HPDF_Dict_RemoveElement(page, "Resources");
	}
	return enter(h, page);
}

unsigned
haru_contents(struct haru *h, unsigned page)
{
	HPDF_Dict dict = find(h, page);

	return dict == NULL ? 0 : enter(h, ((HPDF_PageAttr)dict->attr)->contents);
}

unsigned
haru_catalog(struct haru *h)
{
	return enter(h, h->doc->catalog);
}

unsigned
haru_info(struct haru *h)
{
	if (h->doc->info != NULL)
		HPDF_Dict_RemoveElement(h->doc->info, "Producer");
	return enter(h, h->doc->info);
}

void
haru_body(struct haru *h, unsigned object, const char *text, size_t n)
{
	if (object == TRAILER || find(h, object) == NULL)
		return;
	absorb(h, text, n);
	buffer_add(&h->entries[object].body, text, n);
}

void
haru_data(struct haru *h, unsigned object, const void *data, size_t n)
{
	HPDF_Dict dict = find(h, object);

	if (dict == NULL || dict->stream == NULL)
		return;
	if (n > INT32_MAX) {
		haru_fail(h, HARU_LIMIT);
		return;
	}
	absorb(h, data, n);
	HPDF_Stream_Write(dict->stream, data, (HPDF_UINT)n);
}

static void
add_id(struct haru *h)
{
	struct buffer *body;

	enter(h, h->doc->trailer);
	if (haru_error(h) != 0)
		return;
	body = &h->entries[TRAILER].body;
	buffer_text(body, "/ID [");
	for (int copy = 0; copy < 2; copy++)
		buffer_printf(body, "<%016llX%016llX>", (unsigned long long)h->hash[0],
		    (unsigned long long)h->hash[1]);
	buffer_text(body, "]\n");
}

int
haru_save(struct haru *h, tt_sink *sink, void *user)
{
	HPDF_Stream out;
	HPDF_UINT count;

	add_id(h);
	if (haru_error(h) != 0 || HPDF_SaveToStream(h->doc) != HPDF_OK || haru_error(h) != 0) {
		haru_fail(h, HARU_LIMIT);
		return -1;
	}
	out = h->doc->stream;
	count = HPDF_MemStream_GetBufCount(out);
	for (HPDF_UINT i = 0; i < count; i++) {
		HPDF_UINT n = 0;
		HPDF_BYTE *p = HPDF_MemStream_GetBufPtr(out, i, &n);
		if (sink(user, p, n) != 0)
			return -1;
	}
	return 0;
}
