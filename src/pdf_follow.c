#include "pdf_follow.h"
#include "arena.h"

#include <math.h>
#include <string.h>

enum {
	MOST_FORMS = 12, MOST_STATES = 512,
	OPERANDS = sizeof((struct follower *)0)->operands / sizeof(struct pdf_value)
};

static const long most_operators = 4000000;	/* of a page with all its forms */
static const size_t most_form = (size_t)32 << 20;	/* bytes of a form's stream */

static int follow(struct follower *, const char *, size_t n);

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

static void
save(struct follower *f)
{
	if (f->depth == MOST_STATES) {
		f->lost = true;
		return;
	}
	f->saved = arena_grow(f->in->mem, f->saved, (size_t)f->depth, &f->cap, sizeof *f->saved);
	f->saved[f->depth++] = f->now;
}

/* A form has its own states: those around it stay. What the page never saved is nothing to build on. */
static void
restore(struct follower *f, int least)
{
	if (f->depth > least)
		f->now = f->saved[--f->depth];
	else if (f->forms == 0)
		f->lost = true;
}

/* A form XObject: its matrix, its box as a clipping path, its own resources (ISO 32000-1, 8.10). */
static void
follow_form(struct follower *f, const struct pdf_object *o)
{
	struct follower outer = *f;
	const struct pdf_value *m = pdf_get(f->in, &o->value, "Matrix"), *box = pdf_get(f->in, &o->value, "BBox");
	const struct pdf_value *own = pdf_get(f->in, &o->value, "Resources");
	struct matrix form = matrix_of(m == NULL ? NULL : m->items, m == NULL || m->kind != PDF_ARRAY ? 0 : m->n);
	struct extent clip;
	const char *bytes;
	size_t n;

	if (f->forms == MOST_FORMS || pdf_unpack(f->in, o, most_form, &bytes, &n) != 0) {
		f->lost = true;
		return;
	}
	f->forms++;
	f->n = 0;
	f->now.ctm = matrix_times(&form, &f->now.ctm);
	if (box != NULL && box->kind == PDF_ARRAY && box->n == 4) {
		clip = extent_box(&f->now.ctm, pdf_real(&box->items[0]), pdf_real(&box->items[1]),
		    pdf_real(&box->items[2]), pdf_real(&box->items[3]));
		f->now.clip = extent_common(&f->now.clip, &clip);
	}
	if (own != NULL)
		f->resources = own;
	f->path = extent_none();
	if (follow(f, bytes, n) != 0)
		f->lost = true;
	outer.lost = f->lost;
	outer.operators = f->operators;
	outer.saved = f->saved;
	outer.cap = f->cap;
	*f = outer;
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

/* An external object: a picture fills the unit square. */
static void
follow_object(struct follower *f)
{
	const struct pdf_value *ref = follow_resource(f, "XObject");
	const struct pdf_object *o = NULL;
	struct extent e;

	if (ref != NULL && ref->kind == PDF_REF)
		o = pdf_find(f->in, ref->integer, ref->generation);
	if (o == NULL || o->raw == NULL)
		return;
	if (pdf_is_name(pdf_get(f->in, &o->value, "Subtype"), "Form")) {
		follow_form(f, o);
		return;
	}
	e = extent_box(&f->now.ctm, 0, 0, 1, 1);
	f->density = density_of(f, &o->value);
	follow_show(f, &e, true);
	f->density = 0;
}

static bool
is_white_space(int c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

/* The data of a picture in the contents end at EI between white space; s is behind BI. */
static void
follow_inline(struct follower *f, struct pdf_scan *s)
{
	struct extent e = extent_box(&f->now.ctm, 0, 0, 1, 1);
	struct pdf_value v;
	const char *name;
	size_t n = 0;

	while (n == 0 && s->p < s->end) {
		n = pdf_scan_operator(s, &name);
		if (n == 0 && pdf_scan_value(s, &v) != 0)
			break;
	}
	if (n != 2 || memcmp(name, "ID", 2) != 0) {
		f->lost = true;
		return;
	}
	for (const char *p = s->p + 1; s->end - p >= 3; p++)
		if (is_white_space((unsigned char)p[0]) && p[1] == 'E' && p[2] == 'I'
		    && (p + 3 == s->end || is_white_space((unsigned char)p[3]))) {
			s->p = p + 3;
			follow_show(f, &e, true);
			return;
		}
	f->lost = true;
}

static bool
is(const char *name, size_t n, const char *word)
{
	return strlen(word) == n && memcmp(name, word, n) == 0;
}

static void
operate(struct follower *f, struct pdf_scan *s, const char *name, size_t n, int least)
{
	struct matrix m;

	if (is(name, n, "q")) {
		save(f);
	} else if (is(name, n, "Q")) {
		restore(f, least);
	} else if (is(name, n, "cm")) {
		m = f->n < 6 ? matrix_of(NULL, 0) : matrix_of(&f->operands[f->n - 6], 6);
		f->now.ctm = matrix_times(&m, &f->now.ctm);
	} else if (is(name, n, "Do")) {
		follow_object(f);
	} else if (is(name, n, "BI")) {
		follow_inline(f, s);
	} else if (!follow_text(f, name, n)) {
		follow_paint(f, name, n);
	}
	f->n = 0;
}

static int
follow(struct follower *f, const char *bytes, size_t size)
{
	struct pdf_scan s = { .mem = f->in->mem, .p = bytes, .end = bytes + size };
	int least = f->forms == 0 ? 0 : f->depth;
	const char *name;

	while (!f->lost) {
		size_t n = pdf_scan_operator(&s, &name);
		if (n > 0) {
			operate(f, &s, name, n, least);
			if (++f->operators > most_operators)
				f->lost = true;
			continue;
		}
		if (s.p == s.end)
			return 0;
		if (f->n == OPERANDS || pdf_scan_value(&s, &f->operands[f->n]) != 0)
			return -1;
		f->n++;
	}
	return -1;
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
