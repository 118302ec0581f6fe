#include "drawing.h"
#include "arena.h"

#include <math.h>

struct shape_path *
drawing_add(struct arena *mem, struct drawing *d, struct ink ink)
{
	struct shape_path *path;

	d->paths = arena_grow(mem, d->paths, d->n, &d->cap, sizeof *d->paths);
	path = &d->paths[d->n++];
	*path = (struct shape_path){ .ink = ink };
	return path;
}

static struct step *
add_step(struct arena *mem, struct shape_path *path, enum step_kind kind)
{
	struct step *step;

	path->steps = arena_grow(mem, path->steps, path->n, &path->cap, sizeof *path->steps);
	step = &path->steps[path->n++];
	*step = (struct step){ .kind = kind };
	return step;
}

void
path_move(struct arena *mem, struct shape_path *path, len x, len y)
{
	struct step *step = add_step(mem, path, STEP_MOVE);

	step->x[0] = x;
	step->y[0] = y;
}

void
path_line(struct arena *mem, struct shape_path *path, len x, len y)
{
	struct step *step = add_step(mem, path, path->n == 0 ? STEP_MOVE : STEP_LINE);

	step->x[0] = x;
	step->y[0] = y;
}

static len
rounded(double x)
{
	return (len)floor(x + 0.5);
}

/* Quarters of a circle or less, each as one curve; the error is below a thousandth of the radius. */
void
path_arc(struct arena *mem, struct shape_path *path, len x, len y, len radius, double from, double to)
{
	const double quarter = acos(0.0);
	int parts = (int)ceil(fabs(to - from) / quarter - 1e-9);
	double step = (to - from) / (parts > 0 ? parts : 1), k = radius * 4.0 / 3.0 * tan(step / 4);

	path_line(mem, path, rounded(x + radius * cos(from)), rounded(y + radius * sin(from)));
	for (int i = 0; i < parts; i++) {
		double a = from + step * i, b = a + step;
		struct step *s = add_step(mem, path, STEP_CURVE);
		s->x[0] = rounded(x + radius * cos(a) - k * sin(a));
		s->y[0] = rounded(y + radius * sin(a) + k * cos(a));
		s->x[1] = rounded(x + radius * cos(b) + k * sin(b));
		s->y[1] = rounded(y + radius * sin(b) - k * cos(b));
		s->x[2] = rounded(x + radius * cos(b));
		s->y[2] = rounded(y + radius * sin(b));
	}
}

void
drawing_line(struct arena *mem, struct drawing *d, struct ink ink, len x1, len y1, len x2, len y2)
{
	struct shape_path *path = drawing_add(mem, d, ink);

	path_move(mem, path, x1, y1);
	path_line(mem, path, x2, y2);
}

void
drawing_rect(struct arena *mem, struct drawing *d, struct ink ink, len x, len y, len w, len h)
{
	struct shape_path *path = drawing_add(mem, d, ink);

	path_move(mem, path, x, y);
	path_line(mem, path, x + w, y);
	path_line(mem, path, x + w, y + h);
	path_line(mem, path, x, y + h);
	path->closed = true;
}
