#include "packing.h"
#include "arena.h"
#include "deflate.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* A row of the cross-reference stream has two bytes for the place of an object in its stream. */
enum { PACK_MOST = 50000 };

struct place {				/* where an object is: a row of the cross-reference stream */
	unsigned	 type;		/* 1: at `where` in the file; 2: in the object stream `where` */
	size_t		 where;
	unsigned	 index;		/* in its object stream */
};

/* The comment says that the file is binary (PDF/A wants four bytes above 127). */
void
packing_start(struct packing *p, struct arena *mem, struct deflate *deflate, unsigned n)
{
	*p = (struct packing){ .deflate = deflate, .out = { .mem = mem }, .n = n };
	for (int i = 0; i < PACK__STREAMS; i++)
		p->streams[i].head.mem = p->streams[i].body.mem = mem;
	/* And the object streams, and the references. */
	p->places = arena_array(mem, n + n / PACK_MOST + PACK__STREAMS + 1, sizeof *p->places);
	buffer_text(&p->out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
}

/* Writes a compressed stream as an object of its own; `entries` without its length and filter. */
static void
put_stream(struct packing *p, unsigned number, const char *entries, const void *data, size_t n)
{
	size_t size;
	const void *bytes = deflate_bytes(p->deflate, DEFLATE_QUICK, data, n, &size);

	if (bytes == NULL) {
		p->no_memory = true;
		return;
	}
	p->places[number] = (struct place){ 1, p->out.len, 0 };
	buffer_printf(&p->out, "%u 0 obj\n<<%s/Filter/FlateDecode/Length %zu>>\nstream\n", number, entries, size);
	buffer_add(&p->out, bytes, size);
	buffer_text(&p->out, "\nendstream\nendobj\n");
}

/* Stands for the number of an object stream that has none yet. */
static size_t
unnumbered(enum pack pack)
{
	return SIZE_MAX - (size_t)pack;
}

/* Closes an object stream (ISO 32000-1, 7.5.7). */
static void
close_stream(struct packing *p, enum pack pack)
{
	struct packed_objects *s = &p->streams[pack];
	char entries[80];
	size_t first = s->head.len;

	if (s->n == 0)
		return;
	for (unsigned i = 1; i < p->n; i++)
		if (p->places[i].type == 2 && p->places[i].where == unnumbered(pack))
			p->places[i].where = p->n;
	snprintf(entries, sizeof entries, "/Type/ObjStm/N %u/First %zu", s->n, first);
	buffer_add(&s->head, s->body.data, s->body.len);
	put_stream(p, p->n++, entries, s->head.data, s->head.len);
	s->head.len = s->body.len = 0;
	s->n = 0;
}

struct buffer *
packing_begin(struct packing *p, unsigned number, enum pack pack)
{
	struct packed_objects *s;

	if (pack == PACK_NONE) {
		p->places[number] = (struct place){ 1, p->out.len, 0 };
		buffer_number(&p->out, number);
		buffer_text(&p->out, " 0 obj\n");
		return &p->out;
	}
	s = &p->streams[pack];
	buffer_number(&s->head, number);
	buffer_byte(&s->head, ' ');
	buffer_number(&s->head, (int64_t)s->body.len);
	buffer_byte(&s->head, ' ');
	p->places[number] = (struct place){ 2, unnumbered(pack), s->n++ };
	return &s->body;
}

void
packing_end(struct packing *p, enum pack pack)
{
	if (pack == PACK_NONE) {
		buffer_text(&p->out, "\nendobj\n");
		return;
	}
	buffer_byte(&p->streams[pack].body, '\n');
	if (p->streams[pack].n == PACK_MOST)
		close_stream(p, pack);
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

enum packing_fault
packing_finish(struct packing *p, const char *trailer)
{
	struct buffer rows = { .mem = p->out.mem }, entries = { .mem = p->out.mem };
	unsigned char above[ROW] = { 0 };
	unsigned own;
	size_t at;

	for (int i = 0; i < PACK__STREAMS; i++)
		close_stream(p, (enum pack)i);
	own = p->n++;
	at = p->out.len;
	if (at > UINT32_MAX)			/* a row has four bytes for a place */
		return PACKING_LIMIT;
	p->places[0].index = 0xFFFF;
	p->places[own] = (struct place){ 1, at, 0 };
	for (unsigned i = 0; i < p->n; i++)
		put_row(&rows, &p->places[i], above);
	buffer_printf(&entries, "/Type/XRef/Size %u/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>%s", p->n, ROW - 1,
	    trailer);
	put_stream(p, own, entries.data, rows.data, rows.len);
	buffer_printf(&p->out, "startxref\n%zu\n%%%%EOF\n", at);
	return p->no_memory ? PACKING_NO_MEMORY : PACKING_OK;
}
