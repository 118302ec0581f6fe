#include "pdf_follow.h"

#include <string.h>

enum action {
	MOVE, CURVE, CURVE_SHORT, CLOSE, RECTANGLE, CLIP, NOTHING, FILL, STROKE, BOTH, SHADE, WIDTH,
	GREY, RGB, CMYK, SPACE, COLOUR
};

static const struct row {
	const char	*name;
	enum action	 action;
	bool		 stroke;	/* of colours: of lines, else of areas */
} rows[] = {
	{ "m", MOVE, false }, { "l", MOVE, false }, { "c", CURVE, false }, { "v", CURVE_SHORT, false },
	{ "y", CURVE_SHORT, false }, { "h", CLOSE, false }, { "re", RECTANGLE, false },
	{ "W", CLIP, false }, { "W*", CLIP, false }, { "n", NOTHING, false },
	{ "f", FILL, false }, { "F", FILL, false }, { "f*", FILL, false },
	{ "S", STROKE, false }, { "s", STROKE, false },
	{ "B", BOTH, false }, { "B*", BOTH, false }, { "b", BOTH, false }, { "b*", BOTH, false },
	{ "sh", SHADE, false }, { "w", WIDTH, false },
	{ "g", GREY, false }, { "G", GREY, true }, { "rg", RGB, false }, { "RG", RGB, true },
	{ "k", CMYK, false }, { "K", CMYK, true }, { "cs", SPACE, false }, { "CS", SPACE, true },
	{ "sc", COLOUR, false }, { "SC", COLOUR, true }, { "scn", COLOUR, false }, { "SCN", COLOUR, true },
};

/* Adds the last `n` points among the operands. */
static void
add_points(struct follower *f, int n)
{
	for (int i = n; i > 0; i--)
		extent_add(&f->path, &f->now.ctm, follow_number(f, 2 * i - 1), follow_number(f, 2 * i - 2));
}

static void
add_rectangle(struct follower *f)
{
	double x = follow_number(f, 3), y = follow_number(f, 2), w = follow_number(f, 1), h = follow_number(f, 0);

	extent_add(&f->path, &f->now.ctm, x, y);
	extent_add(&f->path, &f->now.ctm, x + w, y);
	extent_add(&f->path, &f->now.ctm, x, y + h);
	extent_add(&f->path, &f->now.ctm, x + w, y + h);
}

/* The path with half of a line's width around it, by the larger scale of the matrix. */
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
paint(struct follower *f, enum action action)
{
	struct extent e;

	if (!extent_empty(&f->path) && (action == FILL || action == BOTH) && !f->now.fill.white)
		follow_show(f, &f->path, false);
	if (!extent_empty(&f->path) && (action == STROKE || action == BOTH) && !f->now.stroke.white) {
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

static void
colour(struct follower *f, const struct row *row)
{
	struct paint *p = row->stroke ? &f->now.stroke : &f->now.fill;

	if (row->action == SPACE)
		*p = (struct paint){ is_plain(f), false };
	else if (row->action == COLOUR)
		p->white = p->plain && is_white(f);
	else
		*p = (struct paint){ true, is_white(f) };
}

static void
act(struct follower *f, const struct row *row)
{
	switch (row->action) {
	case MOVE:
		add_points(f, 1);
		break;
	case CURVE:
		add_points(f, 3);
		break;
	case CURVE_SHORT:
		add_points(f, 2);
		break;
	case RECTANGLE:
		add_rectangle(f);
		break;
	case CLIP:
		f->clips = true;
		break;
	case NOTHING:
	case FILL:
	case STROKE:
	case BOTH:
		paint(f, row->action);
		break;
	case SHADE:
		follow_show(f, &f->now.clip, false);
		break;
	case WIDTH:
		f->now.line = follow_number(f, 0);
		break;
	case GREY:
	case RGB:
	case CMYK:
	case SPACE:
	case COLOUR:
		colour(f, row);
		break;
	case CLOSE:
		break;
	}
}

bool
follow_paint(struct follower *f, const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strlen(rows[i].name) == n && memcmp(rows[i].name, name, n) == 0) {
			act(f, &rows[i]);
			return true;
		}
	return false;
}
