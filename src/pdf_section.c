#include "pdf_section.h"
#include "arena.h"

#include <assert.h>

enum { LEAF = 2048 };			/* numbers of a leaf */

struct pdf_index {			/* by object number the range in which its row is found */
	const struct pdf_range ***leaves;	/* each NULL when none of its numbers has a row */
	int64_t		 n;		/* number of them */
};

int64_t
pdf_section_field(const char *p, int width)
{
	uint64_t v = 0;

	for (int i = 0; i < width; i++)
		v = v << 8 | (unsigned char)p[i];
	return v > INT64_MAX ? INT64_MAX : (int64_t)v;
}

static struct pdf_row
stream_row(const struct pdf_section *x, const char *p)
{
	const int *w = x->width;
	int64_t type = w[0] == 0 ? 1 : pdf_section_field(p, w[0]);

	return (struct pdf_row){ type == 1 || type == 2 ? (int)type : 0,
	    pdf_section_field(p + w[0], w[1]), pdf_section_field(p + w[0] + w[1], w[2]) };
}

static struct pdf_row
table_row(const char *p)
{
	struct pdf_scan s = { .p = p, .end = p + PDF_TABLE_ROW };
	struct pdf_row r = { .place = pdf_scan_number(&s) };

	r.index = pdf_scan_number(&s);
	r.type = r.place >= 0 && r.index >= 0 && pdf_scan_word(&s, "n");
	return r;
}

struct pdf_row
pdf_section_row(const struct pdf_section *x, const struct pdf_range *r, int64_t i)
{
	if (!x->stream)
		return table_row(r->rows + i * PDF_TABLE_ROW);
	return stream_row(x, r->rows + i * (x->width[0] + x->width[1] + x->width[2]));
}

/* Ranges are entered from the newest section on: the first that has a number keeps it. */
static void
enter(struct arena *mem, struct pdf_index *index, struct pdf_range *r)
{
	for (int64_t i = r->first; i < r->first + r->count; i++) {
		const struct pdf_range ***leaf = &index->leaves[i / LEAF];
		if (*leaf == NULL)
			*leaf = arena_array(mem, LEAF, sizeof **leaf);
		if ((*leaf)[i % LEAF] == NULL)
			(*leaf)[i % LEAF] = r;
	}
}

void
pdf_section_index(struct arena *mem, struct pdf_section *newest)
{
	struct pdf_index *index = arena_new(mem, sizeof *index);

	assert(newest != NULL);
	for (const struct pdf_section *x = newest; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++) {
			int64_t end = x->ranges[i].first + x->ranges[i].count;
			index->n = index->n * LEAF < end ? (end + LEAF - 1) / LEAF : index->n;
		}
	index->leaves = arena_array(mem, (size_t)index->n, sizeof *index->leaves);
	for (struct pdf_section *x = newest; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++) {
			x->ranges[i].section = x;
			enter(mem, index, &x->ranges[i]);
		}
	newest->index = index;
}

static struct pdf_row
look_up(const struct pdf_index *index, int64_t number)
{
	const struct pdf_range **leaf = number >= 0 && number < index->n * LEAF ? index->leaves[number / LEAF] : NULL;
	const struct pdf_range *r = leaf == NULL ? NULL : leaf[number % LEAF];

	if (r == NULL)
		return (struct pdf_row){ 0 };
	return pdf_section_row(r->section, r, number - r->first);
}

struct pdf_row
pdf_section_find(const struct pdf_section *x, int64_t number)
{
	if (x != NULL && x->index != NULL)
		return look_up(x->index, number);
	for (; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++) {
			const struct pdf_range *r = &x->ranges[i];
			if (number >= r->first && number - r->first < r->count)
				return pdf_section_row(x, r, number - r->first);
		}
	return (struct pdf_row){ 0 };
}
