#include "pdf_update.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "pdf_print.h"

#include <inttypes.h>
#include <stdlib.h>

struct place {				/* where an object is in the file */
	unsigned	 number, generation;
	size_t		 where;
};

int64_t
pdf_update_first(const struct pdf_in *in)
{
	const struct pdf_value *size = pdf_entry(in->sections->trailer, "Size");
	int64_t first = size != NULL && size->kind == PDF_INT ? size->integer : 1;

	for (const struct pdf_section *x = in->sections; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++)
			if (x->ranges[i].first + x->ranges[i].count > first)
				first = x->ranges[i].first + x->ranges[i].count;
	return first;
}

/* Whether the newest revision has a table, so that this one needs one too (ISO 32000-1, 7.5.8.4). */
static bool
has_table(const struct pdf_in *in)
{
	const struct pdf_section *x = in->sections;

	while (x != NULL && x->start != in->start)
		x = x->next;
	return x == NULL || !x->stream;
}

static int
by_number(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return x->number < y->number ? -1 : x->number > y->number;
}

static void
put_object(struct buffer *b, const struct haru_added *o)
{
	buffer_printf(b, "%u %u obj\n", o->number, o->generation);
	buffer_add(b, o->value, o->len);
	if (o->data != NULL) {
		buffer_text(b, "\nstream\n");
		buffer_add(b, o->data, o->size);
		buffer_text(b, "\nendstream");
	}
	buffer_text(b, "\nendobj\n");
}

/* The end of a run of numbers without gaps that begins at i. */
static size_t
run_end(const struct place *p, size_t n, size_t i)
{
	size_t end = i + 1;

	while (end < n && p[end].number == p[end - 1].number + 1)
		end++;
	return end;
}

/* What a trailer says whatever its kind. */
static void
put_trailer(struct buffer *b, const struct pdf_in *in, unsigned size, const uint64_t hash[2])
{
	static const char *const kept[] = { "Root", "Info" };
	const struct pdf_value *trailer = in->sections->trailer, *id = pdf_entry(trailer, "ID");

	buffer_printf(b, "/Size %u/Prev %zu", size, in->start);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (pdf_entry(trailer, kept[i]) != NULL) {
			buffer_printf(b, "/%s ", kept[i]);
			pdf_print(b, pdf_entry(trailer, kept[i]));
		}
	buffer_text(b, "/ID[");
	if (id != NULL && id->kind == PDF_ARRAY && id->n == 2 && id->items[0].kind == PDF_STRING)
		pdf_print(b, &id->items[0]);
	else
		buffer_printf(b, "<%016" PRIX64 "%016" PRIX64 ">", hash[0], hash[1]);
	buffer_printf(b, "<%016" PRIX64 "%016" PRIX64 ">]", hash[0], hash[1]);
}

static void
put_table(struct buffer *b, const struct pdf_in *in, const struct place *p, size_t n, unsigned size,
    const uint64_t hash[2])
{
	buffer_text(b, "xref\n");
	for (size_t i = 0, end; i < n; i = end) {
		end = run_end(p, n, i);
		buffer_printf(b, "%u %zu\n", p[i].number, end - i);
		for (size_t k = i; k < end; k++)
			buffer_printf(b, "%010zu %05u n \n", p[k].where, p[k].generation);
	}
	buffer_text(b, "trailer\n<<");
	put_trailer(b, in, size, hash);
	buffer_text(b, ">>\n");
}

/* A row: type, place in eight bytes, generation in two. */
static void
put_row(struct buffer *b, const struct place *p)
{
	buffer_byte(b, 1);
	for (int shift = 56; shift >= 0; shift -= 8)
		buffer_byte(b, (int)((uint64_t)p->where >> shift & 0xFF));
	buffer_byte(b, (int)(p->generation >> 8 & 0xFF));
	buffer_byte(b, (int)(p->generation & 0xFF));
}

static int
put_stream(struct buffer *b, const struct pdf_in *in, struct deflate *deflate, const struct place *p, size_t n,
    unsigned own, const uint64_t hash[2])
{
	struct buffer rows = { .mem = b->mem };
	const void *bytes;
	size_t size;

	for (size_t i = 0; i < n; i++)
		put_row(&rows, &p[i]);
	bytes = deflate_bytes(deflate, DEFLATE_DENSE, rows.data, rows.len, &size);
	if (bytes == NULL)
		return -1;
	buffer_printf(b, "%u 0 obj\n<</Type/XRef/W[1 8 2]/Index[", own);
	for (size_t i = 0, end; i < n; i = end) {
		end = run_end(p, n, i);
		buffer_printf(b, "%s%u %zu", i > 0 ? " " : "", p[i].number, end - i);
	}
	buffer_byte(b, ']');
	put_trailer(b, in, own + 1, hash);
	buffer_printf(b, "/Filter/FlateDecode/Length %zu>>\nstream\n", size);
	buffer_add(b, bytes, size);
	buffer_text(b, "\nendstream\nendobj\n");
	return 0;
}

int
pdf_update_write(const struct pdf_in *in, struct arena *mem, struct deflate *deflate, struct haru_added *objects,
    size_t n, const uint64_t hash[2], tt_sink *sink, void *user)
{
	struct place *places = arena_array(mem, n + 1, sizeof *places);
	unsigned size = (unsigned)pdf_update_first(in);
	struct buffer b = { .mem = mem };
	size_t at;

	buffer_text(&b, in->len > 0 && in->data[in->len - 1] == '\n' ? "" : "\n");
	for (size_t i = 0; i < n; i++) {
		places[i] = (struct place){ objects[i].number, objects[i].generation, in->len + b.len };
		size = objects[i].number >= size ? objects[i].number + 1 : size;
		put_object(&b, &objects[i]);
	}
	at = in->len + b.len;
	if (!has_table(in))
		places[n++] = (struct place){ size, 0, at };
	qsort(places, n, sizeof *places, by_number);
	if (has_table(in))
		put_table(&b, in, places, n, size, hash);
	else if (put_stream(&b, in, deflate, places, n, size, hash) != 0)
		return -1;
	buffer_printf(&b, "startxref\n%zu\n%%%%EOF\n", at);
	return sink(user, in->data, in->len) == 0 ? sink(user, b.data, b.len) : -1;
}

/* A tt_sink into a buffer. */
static int
take(void *user, const void *data, size_t n)
{
	buffer_add(user, data, n);
	return 0;
}

int
pdf_update_append(const struct pdf_in *in, struct arena *mem, struct deflate *deflate, struct haru *haru,
    const struct haru_added *changed, size_t n, const uint64_t hash[2], struct buffer *out)
{
	size_t nmade;
	const struct haru_added *made = haru_objects(haru, &nmade);
	struct haru_added *all;

	if (made == NULL)
		return -1;
	all = arena_array(mem, n + nmade, sizeof *all);
	for (size_t i = 0; i < n; i++)
		all[i] = changed[i];
	for (size_t i = 0; i < nmade; i++)
		all[n + i] = made[i];
	return pdf_update_write(in, mem, deflate, all, n + nmade, hash, take, out);
}
