#include "pdf_follow.h"
#include "arena.h"

#include <math.h>
#include <string.h>

enum {
	MOST_FORMS = 12, MOST_STATES = 512,
	OPERANDS = sizeof((struct follower *)0)->operands / sizeof(struct pdf_value)
};

static const long most_operators = 4000000;	/* of a page with all its forms */
static const size_t most_values = 4000000;
static const size_t most_form = (size_t)32 << 20;	/* bytes of a form's stream */

static int follow(struct follower *, const char *, size_t size);

double
follow_number(const struct follower *f, int from_last)
{
	return from_last < f->n ? pdf_real(&f->operands[f->n - 1 - from_last]) : 0;
}

void
follow_show(struct follower *f, const struct extent *e, bool picture)
{
	struct extent shown = extent_common(e, &f->now.clip);

	if (!extent_empty(&shown))
		f->take(f, &shown, picture);
}

const struct pdf_value *
follow_resource(struct follower *f, const char *category)
{
	const struct pdf_value *name = f->n > 0 ? &f->operands[f->n - 1] : NULL;

	if (name == NULL || name->kind != PDF_NAME)
		return NULL;
	return pdf_entry(pdf_get(f->in, f->resources, category), name->text);
}

struct matrix
follow_matrix(const struct follower *f)
{
	double numbers[6];

	for (int i = 0; i < 6; i++)
		numbers[i] = follow_number(f, 5 - i);
	return f->n < 6 ? matrix_unit() : matrix_of(numbers);
}

void
follow_set(struct follower *f, size_t offset)
{
	*(double *)(void *)((char *)&f->now + offset) = follow_number(f, 0);
}

static void
save(struct follower *f, size_t none)
{
	(void)none;
	if (f->depth == MOST_STATES) {
		f->lost = true;
		return;
	}
	f->saved = arena_grow(f->in->mem, f->saved, (size_t)f->depth, &f->cap, sizeof *f->saved);
	f->saved[f->depth++] = f->now;
}

/* A form has its own states: those around it stay. What the page never saved is nothing to build on. */
static void
restore(struct follower *f, size_t none)
{
	(void)none;
	if (f->depth > f->least)
		f->now = f->saved[--f->depth];
	else if (f->forms == 0)
		f->lost = true;
}

static void
transform(struct follower *f, size_t none)
{
	struct matrix m = follow_matrix(f);

	(void)none;
	f->now.ctm = matrix_times(&m, &f->now.ctm);
}

/* A form XObject: its matrix, its box as a clipping path, its own resources (ISO 32000-1, 8.10). */
static void
follow_form(struct follower *f, const struct pdf_object *o)
{
	struct follower outer = *f;
	const struct pdf_value *own = pdf_get(f->in, &o->value, "Resources");
	double numbers[6], box[4];
	bool placed = pdf_get_numbers(f->in, &o->value, "Matrix", numbers, 6);
	struct matrix form = placed ? matrix_of(numbers) : matrix_unit();
	struct extent clip;
	const char *bytes;
	size_t n;

	if (f->forms == MOST_FORMS || pdf_unpack(f->in, o, most_form, &bytes, &n) != 0) {
		f->lost = true;
		return;
	}
	f->forms++;
	f->least = f->depth;
	f->n = 0;
	f->now.ctm = matrix_times(&form, &f->now.ctm);
	if (pdf_get_numbers(f->in, &o->value, "BBox", box, 4)) {
		clip = extent_box(&f->now.ctm, box);
		f->now.clip = extent_common(&f->now.clip, &clip);
	}
	if (own != NULL)
		f->resources = own;
	f->path = extent_none();
	if (follow(f, bytes, n) != 0)
		f->lost = true;
	outer.lost = f->lost;
	outer.operators = f->operators;
	outer.values = f->values;
	outer.saved = f->saved;
	outer.cap = f->cap;
	*f = outer;
}

/* It fills the unit square. */
static void
show_picture(struct follower *f)
{
	struct extent e = extent_box(&f->now.ctm, (const double[]){ 0, 0, 1, 1 });

	follow_show(f, &e, true);
}

/* Pixels over the area of the unit square as it comes to lie. */
static double
density_of(struct follower *f, const struct pdf_value *picture)
{
	const struct matrix *m = &f->now.ctm;
	double area = fabs(m->a * m->d - m->b * m->c);
	double width = (double)pdf_get_integer(f->in, picture, "Width", 0);
	double height = (double)pdf_get_integer(f->in, picture, "Height", 0);

	return area > 0 && width > 0 && height > 0 ? sqrt(width * height / area) : 0;
}

/* An external object. */
static void
follow_object(struct follower *f, size_t none)
{
	const struct pdf_object *o = pdf_stream_of(f->in, follow_resource(f, "XObject"));

	(void)none;
	if (o == NULL)
		return;
	if (pdf_is_name(pdf_get(f->in, &o->value, "Subtype"), "Form")) {
		follow_form(f, o);
		return;
	}
	f->density = density_of(f, &o->value);
	show_picture(f);
	f->density = 0;
}

/* The data of a picture in the contents, behind BI, end at EI between white space. */
static void
follow_inline(struct follower *f, size_t none)
{
	struct pdf_scan *s = f->scan;
	struct pdf_value v;
	const char *name;
	size_t n = 0;

	(void)none;
	while (n == 0 && s->p < s->end) {
		n = pdf_scan_operator(s, &name);
		if (n == 0 && pdf_scan_value(s, &v) != 0)
			break;
	}
	if (n != 2 || memcmp(name, "ID", 2) != 0) {
		f->lost = true;
		return;
	}
	for (const char *p = s->p; s->end - p >= 4; p++)
		if (pdf_is_space(p[1]) && p[2] == 'E' && p[3] == 'I' && (p + 4 == s->end || pdf_is_space(p[4]))) {
			s->p = p + 4;
			show_picture(f);
			return;
		}
	f->lost = true;
}

static const struct follow_operator states[] = {
	{ "q", save, 0 }, { "Q", restore, 0 }, { "cm", transform, 0 }, { "Do", follow_object, 0 },
	{ "BI", follow_inline, 0 }, { NULL, NULL, 0 }
};

/* An operator that is in no table leaves no ink. */
static void
operate(struct follower *f, const char *name, size_t n)
{
	const struct follow_operator *const tables[] = { states, follow_text, follow_paint };

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		for (const struct follow_operator *o = tables[i]; o->name != NULL; o++)
			if (strlen(o->name) == n && memcmp(o->name, name, n) == 0) {
				o->follow(f, o->arg);
				return;
			}
}

static int
follow_operators(struct follower *f, struct pdf_scan *s)
{
	const char *name;

	f->scan = s;
	while (!f->lost) {
		size_t n = pdf_scan_operator(s, &name);
		if (n > 0) {
			operate(f, name, n);
			f->n = 0;
			if (++f->operators > most_operators)
				f->lost = true;
			continue;
		}
		if (s->p == s->end)
			return 0;
		if (f->n == OPERANDS || pdf_scan_value(s, &f->operands[f->n]) != 0)
			return -1;
		f->n++;
	}
	return -1;
}

static int
follow(struct follower *f, const char *bytes, size_t size)
{
	struct pdf_scan s = { .mem = f->in->mem, .p = bytes, .end = bytes + size };
	int result = follow_operators(f, &s);

	f->values += s.count;
	return f->values > most_values ? -1 : result;
}

int
follow_page(struct follower *f, const char *bytes, size_t n)
{
	const struct pdf_sheet *s = f->sheet;
	const struct paint black = { true, false };

	f->now = (struct graphics){ .ctm = { 1, 0, 0, 1, 0, 0 }, .clip = { s->x0, s->y0, s->x1, s->y1 },
		.fill = black, .stroke = black, .line = 1, .scale = 1 };
	f->path = extent_none();
	f->resources = s->resources;
	return follow(f, bytes, n);
}
