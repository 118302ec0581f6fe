#include "pdf_follow.h"

#include <stddef.h>

enum { AREAS = 1, LINES = 2 };		/* what is painted, or whose colour is set */

/* Adds the last `n` points among the operands. */
static void
add_points(struct follower *f, size_t n)
{
	for (int i = (int)n; i > 0; i--)
		extent_add(&f->path, &f->now.ctm, follow_number(f, 2 * i - 1), follow_number(f, 2 * i - 2));
}

static void
add_rectangle(struct follower *f, size_t none)
{
	double x = follow_number(f, 3), y = follow_number(f, 2), w = follow_number(f, 1), h = follow_number(f, 0);

	(void)none;
	for (int i = 0; i < 4; i++)
		extent_add(&f->path, &f->now.ctm, i % 2 == 0 ? x : x + w, i < 2 ? y : y + h);
}

static void
clip(struct follower *f, size_t none)
{
	(void)none;
	f->clips = true;
}

/* The path with a line's width around it, which half of one is never more than, however the matrix turns it. */
static struct extent
stroked(const struct follower *f)
{
	const struct matrix *m = &f->now.ctm;
	double parts[] = { m->a, m->b, m->c, m->d }, most = 0;
	struct extent e = f->path;

	for (int i = 0; i < 4; i++)
		most = parts[i] > most ? parts[i] : -parts[i] > most ? -parts[i] : most;
	most *= f->now.line;
	e.x0 -= most;
	e.y0 -= most;
	e.x1 += most;
	e.y1 += most;
	return e;
}

static void
paint(struct follower *f, size_t what)
{
	bool any = !extent_empty(&f->path);
	struct extent e;

	if (any && (what & AREAS) != 0 && !f->now.fill.white)
		follow_show(f, &f->path, false);
	if (any && (what & LINES) != 0 && !f->now.stroke.white) {
		e = stroked(f);
		follow_show(f, &e, false);
	}
	if (f->clips)
		f->now.clip = extent_common(&f->now.clip, &f->path);
	f->clips = false;
	f->path = extent_none();
}

/* The space white can be told in: of the device, or by a profile or calibration (ISO 32000-1, 8.6). */
static bool
is_plain(struct follower *f)
{
	static const char *const plain[] = { "DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased" };
	const struct pdf_value *v = f->n > 0 ? &f->operands[f->n - 1] : NULL, *own;

	own = pdf_resolve(f->in, follow_resource(f, "ColorSpace"));
	v = own != NULL ? own : v;
	if (v != NULL && v->kind == PDF_ARRAY && v->n > 0)
		v = pdf_resolve(f->in, &v->items[0]);
	for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
		if (pdf_is_name(v, plain[i]))
			return true;
	return false;
}

/* White is all of three or of one part, or none of four. */
static bool
is_white(const struct follower *f)
{
	double wanted = f->n == 4 ? 0 : 1;

	for (int i = 0; i < f->n; i++)
		if (f->operands[i].kind == PDF_NAME || follow_number(f, i) != wanted)
			return false;
	return f->n == 1 || f->n == 3 || f->n == 4;
}

static struct paint *
paint_of(struct follower *f, size_t what)
{
	return what == LINES ? &f->now.stroke : &f->now.fill;
}

static void
set_space(struct follower *f, size_t what)
{
	*paint_of(f, what) = (struct paint){ is_plain(f), false };
}

static void
set_colour(struct follower *f, size_t what)
{
	struct paint *p = paint_of(f, what);

	p->white = p->plain && is_white(f);
}

static void
set_device_colour(struct follower *f, size_t what)
{
	*paint_of(f, what) = (struct paint){ true, is_white(f) };
}

static void
shade(struct follower *f, size_t none)
{
	(void)none;
	follow_show(f, &f->now.clip, false);
}

const struct follow_operator follow_paint[] = {
	{ "m", add_points, 1 }, { "l", add_points, 1 }, { "c", add_points, 3 }, { "v", add_points, 2 },
	{ "y", add_points, 2 }, { "re", add_rectangle, 0 }, { "W", clip, 0 }, { "W*", clip, 0 },
	{ "n", paint, 0 }, { "f", paint, AREAS }, { "F", paint, AREAS }, { "f*", paint, AREAS },
	{ "S", paint, LINES }, { "s", paint, LINES }, { "B", paint, AREAS | LINES }, { "B*", paint, AREAS | LINES },
	{ "b", paint, AREAS | LINES }, { "b*", paint, AREAS | LINES }, { "sh", shade, 0 },
	{ "w", follow_set, offsetof(struct graphics, line) },
	{ "g", set_device_colour, AREAS }, { "G", set_device_colour, LINES }, { "rg", set_device_colour, AREAS },
	{ "RG", set_device_colour, LINES }, { "k", set_device_colour, AREAS }, { "K", set_device_colour, LINES },
	{ "cs", set_space, AREAS }, { "CS", set_space, LINES }, { "sc", set_colour, AREAS },
	{ "SC", set_colour, LINES }, { "scn", set_colour, AREAS }, { "SCN", set_colour, LINES }, { NULL, NULL, 0 }
};
