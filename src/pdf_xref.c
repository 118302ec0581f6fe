#include "pdf_xref.h"
#include "arena.h"

#include <string.h>

#define END_MARK	"%%" "EOF"

enum {
	HEAD = 1024,			/* bytes at the start in which the header has to be */
	TAIL = 1024,			/* bytes at the end in which the last line has to be */
	MOST_SECTIONS = 4096, MOST_RANGES = 1 << 16, MOST_ROWS = 1 << 25,	/* of all sections */
	MOST_NUMBER = 8388607,		/* of an object (Annex C) */
	MOST_WIDTH = 8
};

static const size_t most_table = (size_t)64 << 20;	/* bytes of a cross-reference stream */
static const size_t most_read = (size_t)256 << 20;	/* bytes of all objects and streams that are read */

/* Where `text` is last, not before `from`; NULL when it is not. */
static const char *
find_last(const char *from, const char *end, const char *text)
{
	size_t n = strlen(text);

	for (size_t left = (size_t)(end - from); left >= n; left--)
		if (memcmp(from + left - n, text, n) == 0)
			return from + left - n;
	return NULL;
}

static bool
has_header(const char *data, size_t n)
{
	return find_last(data, data + (n < HEAD ? n : HEAD), "%PDF-") != NULL;
}

static struct pdf_section *
add_section(struct pdf_in *in, size_t start)
{
	struct pdf_section *x = arena_new(in->mem, sizeof *x), **last = &in->sections;

	for (int n = 0; *last != NULL; last = &(*last)->next)
		if ((*last)->start == start || ++n == MOST_SECTIONS) {
			pdf_fail(in, PDF_FAULT_DAMAGED, start);
			return NULL;
		}
	x->start = start;
	return *last = x;
}

/* Adds rows that lie between p and end. */
static int
add_range(struct pdf_in *in, struct pdf_section *x, struct pdf_range r, int64_t row, int64_t bytes)
{
	if (r.first < 0 || r.count < 0 || r.first > MOST_NUMBER || r.count > MOST_NUMBER + 1 - r.first
	    || r.count * row > bytes || ++in->nranges > MOST_RANGES || (in->nrows += r.count) > MOST_ROWS)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	x->ranges = arena_grow(in->mem, x->ranges, x->n, &x->cap, sizeof *x->ranges);
	x->ranges[x->n++] = r;
	return 0;
}

/* A table; s is behind the word "xref" (7.5.4). */
static int
read_table(struct pdf_in *in, struct pdf_section *x, struct pdf_scan *s)
{
	struct pdf_value *trailer = arena_new(in->mem, sizeof *trailer);

	while (!pdf_scan_word(s, "trailer")) {
		struct pdf_range r = { .first = pdf_scan_number(s), .count = 0 };
		r.count = pdf_scan_number(s);
		while (s->p < s->end && (*s->p == ' ' || *s->p == '\r' || *s->p == '\n'))
			s->p++;
		r.rows = s->p;
		if (add_range(in, x, r, PDF_TABLE_ROW, s->end - s->p) != 0)
			return -1;
		s->p += r.count * PDF_TABLE_ROW;
	}
	if (pdf_scan_value(s, trailer) != 0)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	in->values = s->count;
	x->trailer = trailer;
	return 0;
}

/* The ranges of a cross-reference stream, all objects from 0 on when nothing is said (7.5.8.2). */
static int
read_ranges(struct pdf_in *in, struct pdf_section *x, const char *rows, size_t n)
{
	const struct pdf_value *index = pdf_entry(x->trailer, "Index");
	int64_t width = x->width[0] + x->width[1] + x->width[2], left = (int64_t)n;
	struct pdf_range r = { .first = 0, .rows = rows };

	if (index == NULL) {
		r.count = pdf_get_integer(in, x->trailer, "Size", -1);
		return add_range(in, x, r, width, left);
	}
	if (index->kind != PDF_ARRAY || index->n % 2 != 0)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	for (size_t i = 0; i < index->n; i += 2) {
		r.first = index->items[i].kind == PDF_INT ? index->items[i].integer : -1;
		r.count = index->items[i + 1].kind == PDF_INT ? index->items[i + 1].integer : -1;
		if (add_range(in, x, r, width, left) != 0)
			return -1;
		r.rows += r.count * width;
		left -= r.count * width;
	}
	return 0;
}

static int
read_table_stream(struct pdf_in *in, struct pdf_section *x)
{
	const struct pdf_object *o = pdf_object_at(in, x->start, -1, -1);
	const struct pdf_value *w;
	const char *rows;
	size_t n;

	if (o == NULL || !pdf_is_name(pdf_entry(&o->value, "Type"), "XRef"))
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	x->stream = true;
	x->trailer = &o->value;
	w = pdf_entry(&o->value, "W");
	if (w == NULL || w->kind != PDF_ARRAY || w->n != 3)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	for (int i = 0; i < 3; i++) {
		if (w->items[i].kind != PDF_INT || w->items[i].integer < 0
		    || w->items[i].integer > MOST_WIDTH)
			return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
		x->width[i] = (int)w->items[i].integer;
	}
	if (x->width[1] == 0 || pdf_unpack(in, o, most_table, &rows, &n) != 0)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	return read_ranges(in, x, rows, n);
}

static int
read_section(struct pdf_in *in, struct pdf_section *x)
{
	struct pdf_scan s = { .mem = in->mem, .p = in->data + x->start, .end = in->data + in->len };

	s.count = in->values;
	return pdf_scan_word(&s, "xref") ? read_table(in, x, &s) : read_table_stream(in, x);
}

/* A place that a trailer names: 0 when it names none, -1 after a fault. */
static int
named_place(struct pdf_in *in, const struct pdf_section *x, const char *name, size_t *place)
{
	const struct pdf_value *v = pdf_entry(x->trailer, name);

	*place = 0;
	if (v == NULL)
		return 0;
	if (v->kind != PDF_INT || v->integer <= 0 || v->integer >= (int64_t)in->len)
		return pdf_fail(in, PDF_FAULT_DAMAGED, x->start);
	*place = (size_t)v->integer;
	return 0;
}

/*
 * A table may have a stream beside it with objects that only newer readers see (7.5.8.4); those
 * stand in the table as free, so the stream goes before it.
 */
static int
read_beside(struct pdf_in *in, struct pdf_section *table)
{
	struct pdf_section *x, own = *table;
	size_t place;

	if (table->stream || named_place(in, table, "XRefStm", &place) != 0)
		return in->fault == PDF_FINE ? 0 : -1;
	if (place == 0)
		return 0;
	x = add_section(in, place);
	if (x == NULL || read_section(in, x) != 0)
		return -1;
	own.next = NULL;
	x->trailer = own.trailer;
	*table = *x;
	*x = own;
	table->next = x;
	return 0;
}

static int
read_sections(struct pdf_in *in, size_t start)
{
	struct pdf_section *x;

	do {
		x = add_section(in, start);
		if (x == NULL || read_section(in, x) != 0 || read_beside(in, x) != 0
		    || named_place(in, x, "Prev", &start) != 0)
			return -1;
	} while (start != 0);
	return 0;
}

int
pdf_open(struct pdf_in *in, struct arena *mem, const char *data, size_t n)
{
	const char *end = data + n, *last;
	struct pdf_scan s = { .mem = mem, .end = end };
	int64_t start;

	*in = (struct pdf_in){ .mem = mem, .data = data, .len = n, .left = most_read };
	if (!has_header(data, n))
		return pdf_fail(in, PDF_FAULT_KIND, 0);
	last = find_last(n > TAIL ? end - TAIL : data, end, END_MARK);
	if (last != NULL)
		s.p = find_last(last - data > TAIL ? last - TAIL : data, last, "startxref");
	if (s.p == NULL || !pdf_scan_word(&s, "startxref"))
		return pdf_fail(in, PDF_FAULT_DAMAGED, n);
	start = pdf_scan_number(&s);
	if (start <= 0 || start >= (int64_t)n)
		return pdf_fail(in, PDF_FAULT_DAMAGED, n);
	in->start = (size_t)start;
	if (read_sections(in, (size_t)start) != 0)
		return -1;
	if (pdf_entry(in->sections->trailer, "Encrypt") != NULL)
		return pdf_fail(in, PDF_FAULT_ENCRYPTED, 0);
	pdf_section_index(mem, in->sections);
	return 0;
}

const struct pdf_value *
pdf_root(struct pdf_in *in)
{
	return in->sections == NULL ? NULL : pdf_get(in, in->sections->trailer, "Root");
}

const struct pdf_object *
pdf_metadata(struct pdf_in *in, size_t most, const char **bytes, size_t *n)
{
	const struct pdf_object *o = pdf_stream_of(in, pdf_entry(pdf_root(in), "Metadata"));

	return o == NULL || pdf_unpack(in, o, most, bytes, n) != 0 ? NULL : o;
}

size_t
pdf_first_end(const struct pdf_in *in)
{
	const struct pdf_section *x = in->sections;
	const char *p, *end = in->data + in->len;
	const size_t mark = sizeof END_MARK - 1;

	while (x->next != NULL)
		x = x->next;
	for (p = in->data + x->start; (size_t)(end - p) >= mark && memcmp(p, END_MARK, mark) != 0; p++)
		continue;
	p = (size_t)(end - p) < mark ? end : p + mark;
	p += end - p > 1 && p[0] == '\r' && p[1] == '\n' ? 2 : p < end && (*p == '\r' || *p == '\n');
	return (size_t)(p - in->data);
}

size_t
pdf_revisions(const struct pdf_in *in, size_t from)
{
	const struct pdf_value *last = NULL;
	size_t n = 0;

	for (const struct pdf_section *x = in->sections; x != NULL; x = x->next) {
		n += x->start >= from && x->trailer != last;
		last = x->trailer;
	}
	return n;
}

int
pdf_each_revised(const struct pdf_in *in, size_t from, int (*each)(void *, int64_t), void *user)
{
	int result = 0;

	for (const struct pdf_section *x = in->sections; x != NULL; x = x->next)
		for (size_t i = 0; x->start >= from && i < x->n; i++)
			for (int64_t k = 0; k < x->ranges[i].count && result == 0; k++)
				result = each(user, x->ranges[i].first + k);
	return result;
}
