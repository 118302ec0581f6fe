#include "pdf_draw.h"
#include "arena.h"
#include "page.h"

/* Parts of the size that a dot and the way to the next one are, as full stops in Times. */
enum { DOT_SIZE = 12, DOT_PITCH = 4 };

void
pdf_draw_init(struct pdf_draw *d, struct arena *mem)
{
	*d = (struct pdf_draw){ .rules = { .mem = mem }, .others = { .mem = mem },
	    .dots = { .mem = mem } };
}

void
pdf_draw_start(struct pdf_draw *d, len height)
{
	d->rules.len = d->others.len = d->dots.len = 0;
	d->height = height;
}

void
pdf_draw_colour(struct buffer *b, uint32_t colour, const char *grey, const char *rgb)
{
	for (int shift = 16; shift >= 0 && colour != 0; shift -= 8) {
		buffer_length(b, (colour >> shift & 255) * 1000 / 255);
		buffer_byte(b, ' ');
	}
	buffer_text(b, colour == 0 ? grey : rgb);
}

static void
put_rectangle(struct buffer *b, const struct pdf_draw *d, len x, len y, len w, len h)
{
	buffer_lengths(b, (len[]){ x, d->height - y - h, w, h }, 4);
	buffer_text(b, " re\n");
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
	buffer_length(&d->others, it->stroke);
	buffer_text(&d->others, " w\n");
	put_rectangle(&d->others, d, it->x, it->y, it->w, it->h);
	buffer_text(&d->others, "S\n");
}

/*
 * A dashed line with round ends. The dots are counted from the right end, so that those of rows one
 * below the other stand in columns.
 */
void
pdf_draw_dots(struct pdf_draw *d, len x, len y, len w, len size)
{
	len wide = size / DOT_SIZE, pitch = size / DOT_PITCH;
	len right = x + w - wide / 2, middle = d->height - y + wide / 2;

	buffer_length(&d->dots, wide);
	buffer_text(&d->dots, " w [0 ");
	buffer_length(&d->dots, pitch);
	buffer_text(&d->dots, "] 0 d ");
	buffer_lengths(&d->dots, (len[]){ right - (w - wide) / pitch * pitch, middle }, 2);
	buffer_text(&d->dots, " m ");
	buffer_lengths(&d->dots, (len[]){ right + pitch / 4, middle }, 2);
	buffer_text(&d->dots, " l S\n");
}

void
pdf_draw_end(struct pdf_draw *d, struct buffer *out, bool marked)
{
	if (d->rules.len + d->others.len + d->dots.len == 0)
		return;
	if (marked)
		buffer_text(out, "/Artifact BMC\n");
	buffer_add(out, d->rules.data, d->rules.len);
	if (d->rules.len > 0)
		buffer_text(out, "f\n");
	buffer_add(out, d->others.data, d->others.len);
	if (d->dots.len > 0) {
		buffer_text(out, "q\n1 J\n");
		buffer_add(out, d->dots.data, d->dots.len);
		buffer_text(out, "Q\n");
	}
	if (marked)
		buffer_text(out, "EMC\n");
}
