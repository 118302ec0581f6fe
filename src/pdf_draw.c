#include "pdf_draw.h"
#include "arena.h"
#include "page.h"

void
pdf_draw_init(struct pdf_draw *d, struct arena *mem)
{
	*d = (struct pdf_draw){ .rules = { .mem = mem }, .others = { .mem = mem } };
}

void
pdf_draw_start(struct pdf_draw *d, len height)
{
	d->rules.len = d->others.len = 0;
	d->height = height;
}

static void
put_number(struct buffer *b, len n)
{
	buffer_length(b, n);
	buffer_byte(b, ' ');
}

void
pdf_draw_colour(struct buffer *b, uint32_t colour, const char *grey, const char *rgb)
{
	for (int shift = 16; shift >= 0 && colour != 0; shift -= 8)
		put_number(b, (len)((colour >> shift & 255) * 1000 / 255));
	buffer_text(b, colour == 0 ? grey : rgb);
}

static void
put_rectangle(struct buffer *b, const struct pdf_draw *d, len x, len y, len w, len h)
{
	put_number(b, x);
	put_number(b, d->height - y - h);
	put_number(b, w);
	put_number(b, h);
	buffer_text(b, "re\n");
}

void
pdf_draw_rule(struct pdf_draw *d, len x, len y, len w, len h, uint32_t colour)
{
	if (colour == 0) {
		put_rectangle(&d->rules, d, x, y, w, h);
		return;
	}
	pdf_draw_colour(&d->others, colour, "", "rg\n");
	put_rectangle(&d->others, d, x, y, w, h);
	buffer_text(&d->others, "f\n");
}

void
pdf_draw_frame(struct pdf_draw *d, const struct item *it)
{
	pdf_draw_colour(&d->others, it->colour, "0 G\n", "RG\n");
	put_number(&d->others, it->stroke);
	buffer_text(&d->others, "w\n");
	put_rectangle(&d->others, d, it->x, it->y, it->w, it->h);
	buffer_text(&d->others, "S\n");
}

void
pdf_draw_end(struct pdf_draw *d, struct buffer *out, bool marked)
{
	if (d->rules.len + d->others.len == 0)
		return;
	if (marked)
		buffer_text(out, "/Artifact BMC\n");
	buffer_add(out, d->rules.data, d->rules.len);
	if (d->rules.len > 0)
		buffer_text(out, "f\n");
	buffer_add(out, d->others.data, d->others.len);
	if (marked)
		buffer_text(out, "EMC\n");
}
