#include "pdf_shape.h"
#include "buffer.h"
#include "drawing.h"
#include "pdf_draw.h"

#include <stdbool.h>

struct pen {				/* where a drawing stands */
	struct buffer	*out;
	len		 x, y;		/* its top left corner, y upwards */
};

static void
put_point(const struct pen *p, len x, len y)
{
	buffer_lengths(p->out, (len[]){ p->x + x, p->y - y }, 2);
	buffer_byte(p->out, ' ');
}

static void
put_outline(const struct pen *p, const struct shape_path *path)
{
	for (size_t i = 0; i < path->n; i++) {
		const struct step *s = &path->steps[i];
		for (int k = 0; k < (s->kind == STEP_CURVE ? 3 : 1); k++)
			put_point(p, s->x[k], s->y[k]);
		buffer_text(p->out, s->kind == STEP_MOVE ? "m\n" : s->kind == STEP_LINE ? "l\n" : "c\n");
	}
	if (path->closed)
		buffer_text(p->out, "h\n");
}

struct extent {
	len	left, top, right, bottom;
};

/* Of all points, control points of curves included. */
static struct extent
extent_of(const struct shape_path *path)
{
	struct extent e = { path->steps[0].x[0], path->steps[0].y[0], path->steps[0].x[0], path->steps[0].y[0] };

	for (size_t i = 0; i < path->n; i++)
		for (int k = 0; k < (path->steps[i].kind == STEP_CURVE ? 3 : 1); k++) {
			len x = path->steps[i].x[k], y = path->steps[i].y[k];
			e.left = x < e.left ? x : e.left;
			e.right = x > e.right ? x : e.right;
			e.top = y < e.top ? y : e.top;
			e.bottom = y > e.bottom ? y : e.bottom;
		}
	return e;
}

static void
put_line(const struct pen *p, len x0, len y0, len x1, len y1)
{
	put_point(p, x0, y0);
	buffer_text(p->out, "m ");
	put_point(p, x1, y1);
	buffer_text(p->out, "l\n");
}

/* Lines through the extent, one direction after the other; rising ones are on one grid for all shapes. */
static void
put_hatch(const struct pen *p, const struct extent *e, enum hatch hatch, len gap)
{
	len w = e->right - e->left, h = e->bottom - e->top;

	if (hatch == HATCH_RISING || hatch == HATCH_CROSSED)
		for (len x = (e->left + e->top) / gap * gap; x < e->right + e->bottom; x += gap)
			put_line(p, x - e->top, e->top, x - e->top - h, e->bottom);
	if (hatch == HATCH_FALLING || hatch == HATCH_CROSSED)
		for (len x = e->left - h; x < e->right; x += gap)
			put_line(p, x, e->top, x + h, e->bottom);
	if (hatch == HATCH_LEVEL)
		for (len y = gap / 2; y < h; y += gap)
			put_line(p, e->left, e->bottom - y, e->right, e->bottom - y);
	if (hatch == HATCH_UPRIGHT)
		for (len x = gap / 2; x < w; x += gap)
			put_line(p, e->left + x, e->top, e->left + x, e->bottom);
	buffer_text(p->out, "S\n");
}

static void
put_stroke(struct buffer *b, const struct ink *ink)
{
	pdf_draw_colour(b, ink->stroke, "0 G\n", "RG\n");
	buffer_length(b, ink->width);
	buffer_text(b, " w\n[");
	if (ink->dash > 0)
		buffer_lengths(b, (len[]){ ink->dash, ink->gap }, 2);
	buffer_text(b, "]0 d\n");
}

static void
put_path(const struct pen *p, const struct shape_path *path)
{
	struct buffer *b = p->out;
	const struct ink *ink = &path->ink;

	if (path->n == 0)
		return;
	if (ink->filled) {
		pdf_draw_colour(b, ink->fill, "0 g\n", "rg\n");
		put_outline(p, path);
		buffer_text(b, "f\n");
	}
	if (ink->hatch != HATCH_NONE) {
		struct ink lines = { .width = ink->hatch_line, .stroke = ink->stroke };
		struct extent e = extent_of(path);
		buffer_text(b, "q\n");
		put_outline(p, path);
		buffer_text(b, "W n\n");
		put_stroke(b, &lines);
		put_hatch(p, &e, ink->hatch, ink->hatch_gap);
		buffer_text(b, "Q\n");
	}
	if (ink->width > 0) {
		put_stroke(b, ink);
		put_outline(p, path);
		buffer_text(b, "S\n");
	}
}

void
pdf_shape(struct buffer *out, const struct drawing *d, len x, len y)
{
	struct pen pen = { out, x, y };

	buffer_text(out, "q 1 j\n");
	for (size_t i = 0; i < d->n; i++)
		put_path(&pen, &d->paths[i]);
	buffer_text(out, "Q\n");
}
