#include "pdf_object.h"
#include "arena.h"
#include "inflate.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_DEPTH = 8, MOST_COLUMNS = 1 << 20 };

static const size_t most_packed = (size_t)64 << 20;	/* bytes of an object stream */

struct member {				/* an object in an object stream */
	int64_t		 number;
	size_t		 start;
};

struct pdf_pack {			/* an object stream */
	struct pdf_pack	*next;
	int64_t		 number;
	const char	*bytes;
	size_t		 len;
	struct member	*members;
	int64_t		 n;
};

int
pdf_fail(struct pdf_in *in, enum pdf_fault fault, size_t where)
{
	if (in->fault == PDF_FINE) {
		in->fault = fault;
		in->where = where;
	}
	return -1;
}

static int
fail_at(struct pdf_in *in, enum pdf_fault fault, const char *at)
{
	return pdf_fail(in, fault, at == NULL ? 0 : (size_t)(at - in->data));
}

/* What is read again and again has to come to an end too. */
static int
spend(struct pdf_in *in, size_t bytes, const char *at)
{
	if (bytes > in->left)
		return fail_at(in, PDF_FAULT_LARGE, at);
	in->left -= bytes;
	return 0;
}

/* The bytes of a stream whose dictionary was read; s is behind the word "stream". */
static int
read_stream(struct pdf_in *in, struct pdf_scan *s, struct pdf_object *o)
{
	int64_t length = pdf_get_integer(in, &o->value, "Length", -1);

	if (s->p < s->end && *s->p == '\r')
		s->p++;
	if (s->p == s->end || *s->p++ != '\n' || length < 0 || length > s->end - s->p)
		return fail_at(in, PDF_FAULT_DAMAGED, s->p);
	o->raw = s->p;
	o->len = (size_t)length;
	s->p += o->len;
	return pdf_scan_word(s, "endstream") ? 0 : fail_at(in, PDF_FAULT_DAMAGED, s->p);
}

const struct pdf_object *
pdf_object_at(struct pdf_in *in, size_t place, int64_t number, int64_t generation)
{
	const char *end = in->data + in->len;
	struct pdf_scan s = { .mem = in->mem, .end = end, .count = in->values };
	struct pdf_object *o = arena_new(in->mem, sizeof *o);
	int64_t n, g;
	int result = 0;

	s.p = place < in->len ? in->data + place : end;
	n = pdf_scan_number(&s);
	g = pdf_scan_number(&s);
	if (n < 0 || g < 0 || (number >= 0 && (n != number || g != generation))
	    || !pdf_scan_word(&s, "obj") || pdf_scan_value(&s, &o->value) != 0) {
		fail_at(in, PDF_FAULT_DAMAGED, s.p);
		return NULL;
	}
	in->values = s.count;
	if (spend(in, (size_t)(s.p - in->data) - place, s.p) != 0)
		return NULL;
	if (o->value.kind == PDF_DICT && pdf_scan_word(&s, "stream"))
		result = read_stream(in, &s, o);
	if (result == 0 && !pdf_scan_word(&s, "endobj"))
		result = fail_at(in, PDF_FAULT_DAMAGED, s.p);
	return result == 0 ? o : NULL;
}

/* The numbers and places at the start of an object stream (7.5.7). */
static int
read_members(struct pdf_in *in, struct pdf_pack *pack, const struct pdf_object *o)
{
	int64_t n = pdf_get_integer(in, &o->value, "N", -1);
	int64_t first = pdf_get_integer(in, &o->value, "First", -1);
	struct pdf_scan s = { .mem = in->mem, .p = pack->bytes, .end = pack->bytes + pack->len };

	if (n < 0 || first < 0 || first > (int64_t)pack->len || n > first / 3)
		return fail_at(in, PDF_FAULT_DAMAGED, o->raw);
	pack->n = n;
	pack->members = arena_array(in->mem, (size_t)n, sizeof *pack->members);
	for (int64_t i = 0; i < n; i++) {
		int64_t number = pdf_scan_number(&s), start = pdf_scan_number(&s);
		if (number < 0 || start < 0 || start > (int64_t)pack->len - first)
			return fail_at(in, PDF_FAULT_DAMAGED, o->raw);
		pack->members[i] = (struct member){ number, (size_t)(first + start) };
	}
	return 0;
}

/* An object stream is in the file itself, not in another one. */
static const struct pdf_pack *
open_pack(struct pdf_in *in, int64_t number)
{
	struct pdf_row row = pdf_section_find(in->sections, number);
	struct pdf_pack **packs = &in->packs[number % PDF_PACKS], *pack = *packs;
	const struct pdf_object *o;

	while (pack != NULL && pack->number != number)
		pack = pack->next;
	if (pack != NULL)
		return pack;
	o = row.type == 1 ? pdf_object_at(in, (size_t)row.place, number, row.index) : NULL;
	if (o == NULL || o->raw == NULL) {
		fail_at(in, PDF_FAULT_DAMAGED, NULL);
		return NULL;
	}
	pack = arena_new(in->mem, sizeof *pack);
	pack->number = number;
	if (pdf_unpack(in, o, most_packed, &pack->bytes, &pack->len) != 0
	    || read_members(in, pack, o) != 0)
		return NULL;
	pack->next = *packs;
	return *packs = pack;
}

static const struct pdf_object *
find_packed(struct pdf_in *in, const struct pdf_row *row, int64_t number)
{
	const struct pdf_pack *pack = open_pack(in, row->place);
	struct pdf_object *o = arena_new(in->mem, sizeof *o);
	struct pdf_scan s = { .mem = in->mem, .count = in->values };
	int result;

	if (pack == NULL)
		return NULL;
	if (row->index < pack->n && pack->members[row->index].number == number) {
		s.p = pack->bytes + pack->members[row->index].start;
		s.end = pack->bytes + pack->len;
		result = pdf_scan_value(&s, &o->value);
		in->values = s.count;
		if (result == 0 && spend(in, (size_t)(s.p - pack->bytes) - pack->members[row->index].start, NULL) == 0)
			return o;
	}
	fail_at(in, PDF_FAULT_DAMAGED, NULL);
	return NULL;
}

const struct pdf_object *
pdf_find(struct pdf_in *in, int64_t number, int64_t generation)
{
	struct pdf_recent *recent = &in->recent[number % PDF_RECENT];
	const struct pdf_object *o = NULL;
	struct pdf_row row;

	if (in->fault == PDF_FINE && recent->object != NULL && recent->number == number
	    && recent->generation == generation)
		return recent->object;
	row = pdf_section_find(in->sections, number);
	if (in->fault != PDF_FINE || row.type == 0 || generation != (row.type == 1 ? row.index : 0))
		return NULL;
	if (++in->depth > MOST_DEPTH)
		fail_at(in, PDF_FAULT_DAMAGED, NULL);
	else if (row.type == 2)
		o = find_packed(in, &row, number);
	else
		o = pdf_object_at(in, (size_t)row.place, number, generation);
	in->depth--;
	if (in->fault != PDF_FINE)
		return NULL;
	*recent = (struct pdf_recent){ number, generation, o };
	return o;
}

const struct pdf_object *
pdf_stream_of(struct pdf_in *in, const struct pdf_value *ref)
{
	const struct pdf_object *o = NULL;

	if (ref != NULL && ref->kind == PDF_REF)
		o = pdf_find(in, ref->integer, ref->generation);
	return o == NULL || o->raw == NULL ? NULL : o;
}

/* A reference leads to a value, not to another reference (7.3.10). */
const struct pdf_value *
pdf_resolve(struct pdf_in *in, const struct pdf_value *v)
{
	const struct pdf_object *o;

	if (v != NULL && v->kind == PDF_REF) {
		o = pdf_find(in, v->integer, v->generation);
		v = o == NULL ? NULL : &o->value;
	}
	return v == NULL || v->kind == PDF_NULL || v->kind == PDF_REF ? NULL : v;
}

const struct pdf_value *
pdf_get(struct pdf_in *in, const struct pdf_value *dict, const char *name)
{
	return pdf_resolve(in, pdf_entry(dict, name));
}

int64_t
pdf_get_integer(struct pdf_in *in, const struct pdf_value *dict, const char *name,
    int64_t otherwise)
{
	const struct pdf_value *v = pdf_get(in, dict, name);

	return v != NULL && v->kind == PDF_INT ? v->integer : otherwise;
}

bool
pdf_get_numbers(struct pdf_in *in, const struct pdf_value *dict, const char *name, double *out, size_t n)
{
	const struct pdf_value *v = pdf_get(in, dict, name);

	if (v == NULL || v->kind != PDF_ARRAY || v->n != n)
		return false;
	for (size_t i = 0; i < n; i++)
		out[i] = pdf_real(pdf_resolve(in, &v->items[i]));
	return true;
}

/* The only element of an array, or what is no array; NULL: several or none. */
static const struct pdf_value *
single(struct pdf_in *in, const struct pdf_value *v)
{
	if (v == NULL || v->kind != PDF_ARRAY)
		return v;
	return v->n == 1 ? pdf_resolve(in, v->items) : NULL;
}

/* What PNG's filter expects of a byte, from those left of it, above and above left. */
static int
expect(int filter, int left, int up, int corner)
{
	int p = left + up - corner;
	int by_left = abs(p - left), by_up = abs(p - up), by_corner = abs(p - corner);
	const int expected[] = { 0, left, up, (left + up) / 2,
	    by_left <= by_up && by_left <= by_corner ? left : by_up <= by_corner ? up : corner };

	return expected[filter];
}

/* Undoes the filters of PNG, one for each row of `columns` bytes (7.4.4.4). */
static int
restore_rows(struct pdf_in *in, const struct pdf_object *o, int64_t columns, const char **bytes,
    size_t *len)
{
	size_t width = (size_t)columns, rows;
	const unsigned char *from = (const unsigned char *)*bytes, *above = NULL;
	unsigned char *out;

	if (columns < 1 || columns > MOST_COLUMNS || *len % (width + 1) != 0)
		return fail_at(in, PDF_FAULT_DAMAGED, o->raw);
	rows = *len / (width + 1);
	out = arena_new(in->mem, *len);
	*bytes = (const char *)out;
	*len = rows * width;
	for (size_t y = 0; y < rows; y++, above = out, out += width) {
		int filter = *from++;
		if (filter > 4)
			return fail_at(in, PDF_FAULT_DAMAGED, o->raw);
		for (size_t x = 0; x < width; x++)
			out[x] = (unsigned char)(*from++ + expect(filter, x > 0 ? out[x - 1] : 0,
			    above != NULL ? above[x] : 0, x > 0 && above != NULL ? above[x - 1] : 0));
	}
	return 0;
}

static int
unpack_flate(struct pdf_in *in, const struct pdf_object *o, size_t most, const char **out,
    size_t *len)
{
	static const enum pdf_fault faults[] = {
		[INFLATE_DONE] = PDF_FINE, [INFLATE_DAMAGED] = PDF_FAULT_DAMAGED,
		[INFLATE_LARGE] = PDF_FAULT_LARGE,
	};
	const struct pdf_value *parms = single(in, pdf_get(in, &o->value, "DecodeParms"));
	int64_t predictor = pdf_get_integer(in, parms, "Predictor", 1);
	enum pdf_fault fault;

	if (predictor != 1 && (predictor < 10 || pdf_get_integer(in, parms, "Colors", 1) != 1
	    || pdf_get_integer(in, parms, "BitsPerComponent", 8) != 8))
		return fail_at(in, PDF_FAULT_FILTER, o->raw);
	fault = faults[inflate_bytes(in->mem, o->raw, o->len, most, out, len)];
	if (fault != PDF_FINE)
		return fail_at(in, fault, o->raw);
	spend(in, *len, NULL);
	if (predictor == 1)
		return 0;
	return restore_rows(in, o, pdf_get_integer(in, parms, "Columns", 1), out, len);
}

int
pdf_unpack(struct pdf_in *in, const struct pdf_object *o, size_t most, const char **out,
    size_t *len)
{
	const struct pdf_value *filter = pdf_get(in, &o->value, "Filter");
	bool plain = filter == NULL || (filter->kind == PDF_ARRAY && filter->n == 0);

	if (in->fault != PDF_FINE || o->raw == NULL)
		return fail_at(in, PDF_FAULT_DAMAGED, o->raw);
	if (most > in->left)
		most = in->left;
	if (!plain && !pdf_is_name(single(in, filter), "FlateDecode"))
		return fail_at(in, PDF_FAULT_FILTER, o->raw);
	if (!plain)
		return unpack_flate(in, o, most, out, len);
	if (o->len > most)
		return fail_at(in, PDF_FAULT_LARGE, o->raw);
	*out = o->raw;
	*len = o->len;
	return spend(in, o->len, o->raw);
}
