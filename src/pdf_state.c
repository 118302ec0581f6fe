#include "pdf_state.h"

struct matrix
matrix_times(const struct matrix *first, const struct matrix *then)
{
	const struct matrix *m = first, *n = then;

	return (struct matrix){
		m->a * n->a + m->b * n->c, m->a * n->b + m->b * n->d,
		m->c * n->a + m->d * n->c, m->c * n->b + m->d * n->d,
		m->e * n->a + m->f * n->c + n->e, m->e * n->b + m->f * n->d + n->f,
	};
}

struct matrix
matrix_unit(void)
{
	return (struct matrix){ 1, 0, 0, 1, 0, 0 };
}

struct matrix
matrix_of(const double n[6])
{
	return (struct matrix){ n[0], n[1], n[2], n[3], n[4], n[5] };
}

struct extent
extent_none(void)
{
	return (struct extent){ 1, 1, 0, 0 };
}

bool
extent_empty(const struct extent *e)
{
	return !(e->x0 <= e->x1 && e->y0 <= e->y1);
}

void
extent_add(struct extent *e, const struct matrix *m, double x, double y)
{
	double px = m->a * x + m->c * y + m->e, py = m->b * x + m->d * y + m->f;

	if (extent_empty(e)) {
		*e = (struct extent){ px, py, px, py };
		return;
	}
	e->x0 = px < e->x0 ? px : e->x0;
	e->x1 = px > e->x1 ? px : e->x1;
	e->y0 = py < e->y0 ? py : e->y0;
	e->y1 = py > e->y1 ? py : e->y1;
}

struct extent
extent_box(const struct matrix *m, const double box[4])
{
	struct extent e = extent_none();

	for (size_t i = 0; i < 4; i++)
		extent_add(&e, m, box[i % 2 * 2], box[i / 2 * 2 + 1]);
	return e;
}

struct extent
extent_common(const struct extent *a, const struct extent *b)
{
	if (extent_empty(a) || extent_empty(b))
		return extent_none();
	return (struct extent){ a->x0 > b->x0 ? a->x0 : b->x0, a->y0 > b->y0 ? a->y0 : b->y0,
		a->x1 < b->x1 ? a->x1 : b->x1, a->y1 < b->y1 ? a->y1 : b->y1 };
}
