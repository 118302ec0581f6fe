#include "pdf_section.h"

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

struct pdf_row
pdf_section_find(const struct pdf_section *x, int64_t number)
{
	for (; x != NULL; x = x->next)
		for (size_t i = 0; i < x->n; i++) {
			const struct pdf_range *r = &x->ranges[i];
			if (number >= r->first && number - r->first < r->count)
				return pdf_section_row(x, r, number - r->first);
		}
	return (struct pdf_row){ 0 };
}
