#include "pdf_sheet.h"
#include "pdf_xref.h"

enum {
	MOST_DEPTH = 64, MOST_NODES = 1 << 16,	/* of the page tree */
	POINTS_MOST = 100000,		/* side of a page */
	POINTS_LEAST = 1
};

struct walk {				/* down the page tree */
	struct pdf_in	*in;
	bool		 last;		/* the last page is looked for, else the first */
	int		 nodes;		/* seen so far */
	const struct pdf_value *above[MOST_DEPTH];	/* dictionaries from the root on */
	int		 depth;
};

static const struct pdf_value *
own_kids(struct walk *w, const struct pdf_value *dict)
{
	const struct pdf_value *kids = pdf_get(w->in, dict, "Kids");

	return kids != NULL && kids->kind == PDF_ARRAY ? kids : NULL;
}

/* The reference to the first or last leaf below a node, with those above it; NULL when it has none. */
static const struct pdf_value *
find_leaf(struct walk *w, const struct pdf_value *ref)
{
	const struct pdf_value *dict = pdf_resolve(w->in, ref), *kids, *leaf;

	if (dict == NULL || dict->kind != PDF_DICT || ref->kind != PDF_REF || w->depth == MOST_DEPTH
	    || ++w->nodes > MOST_NODES)
		return NULL;
	w->above[w->depth++] = dict;
	kids = own_kids(w, dict);
	if (kids == NULL && !pdf_is_name(pdf_get(w->in, dict, "Type"), "Pages"))
		return ref;
	for (size_t i = 0; kids != NULL && i < kids->n; i++) {
		leaf = find_leaf(w, &kids->items[w->last ? kids->n - 1 - i : i]);
		if (leaf != NULL)
			return leaf;
	}
	w->depth--;
	return NULL;
}

/* The page, or the nearest node above it, that has an entry (ISO 32000-1, 7.7.3.4); NULL: none. */
static const struct pdf_value *
holder(struct walk *w, const char *name)
{
	for (int i = w->depth; i > 0; i--)
		if (pdf_get(w->in, w->above[i - 1], name) != NULL)
			return w->above[i - 1];
	return NULL;
}

static const struct pdf_value *
inherited(struct walk *w, const char *name)
{
	return pdf_get(w->in, holder(w, name), name);
}

/* A rectangle by any two opposite corners; false when it is none. */
static bool
read_box(struct walk *w, const char *name, double box[4])
{
	double x;

	if (!pdf_get_numbers(w->in, holder(w, name), name, box, 4))
		return false;
	for (int i = 0; i < 2; i++)
		if (box[i] > box[i + 2]) {
			x = box[i];
			box[i] = box[i + 2];
			box[i + 2] = x;
		}
	return box[2] > box[0] && box[3] > box[1];
}

/* What is shown: the crop box as far as it lies within the paper (ISO 32000-1, 14.11.2). */
static int
read_boxes(struct walk *w, struct pdf_sheet *s)
{
	double media[4], crop[4];

	if (!read_box(w, "MediaBox", media))
		return -1;
	if (!read_box(w, "CropBox", crop))
		for (int i = 0; i < 4; i++)
			crop[i] = media[i];
	s->x0 = crop[0] > media[0] ? crop[0] : media[0];
	s->y0 = crop[1] > media[1] ? crop[1] : media[1];
	s->x1 = crop[2] < media[2] ? crop[2] : media[2];
	s->y1 = crop[3] < media[3] ? crop[3] : media[3];
	return s->x1 > s->x0 && s->y1 > s->y0 ? 0 : -1;
}

static int
measure(struct walk *w, struct pdf_sheet *s)
{
	const struct pdf_value *turn = inherited(w, "Rotate");
	double unit = pdf_real(pdf_get(w->in, s->dict, "UserUnit")), width, height;

	if (read_boxes(w, s) != 0)
		return -1;
	s->unit = unit > 0 ? unit : 1;
	s->turn = turn != NULL && turn->kind == PDF_INT ? (int)(turn->integer % 360 / 90 + 4) % 4 : 0;
	width = (s->x1 - s->x0) * s->unit;
	height = (s->y1 - s->y0) * s->unit;
	if (width > POINTS_MOST || height > POINTS_MOST || width < POINTS_LEAST || height < POINTS_LEAST)
		return -1;
	s->w = (len)((s->turn % 2 == 0 ? width : height) * 1000 + 0.5);
	s->h = (len)((s->turn % 2 == 0 ? height : width) * 1000 + 0.5);
	return 0;
}

int
pdf_sheet_find(struct pdf_in *in, bool last, struct pdf_sheet *s)
{
	struct walk w = { .in = in, .last = last };
	const struct pdf_value *root = pdf_entry(pdf_root(in), "Pages");

	*s = (struct pdf_sheet){ .ref = root == NULL ? NULL : find_leaf(&w, root) };
	if (s->ref == NULL)
		return pdf_fail(in, PDF_FAULT_DAMAGED, 0);
	s->dict = w.above[w.depth - 1];
	s->resources = inherited(&w, "Resources");
	return measure(&w, s) == 0 && in->fault == PDF_FINE ? 0 : pdf_fail(in, PDF_FAULT_DAMAGED, 0);
}

void
pdf_sheet_matrix(const struct pdf_sheet *s, double m[6])
{
	static const int turns[4][4] = { { 1, 0, 0, 1 }, { 0, 1, -1, 0 }, { -1, 0, 0, -1 }, { 0, -1, 1, 0 } };

	for (int i = 0; i < 4; i++)
		m[i] = turns[s->turn][i] / s->unit;
	m[4] = s->turn == 0 || s->turn == 3 ? s->x0 : s->x1;
	m[5] = s->turn < 2 ? s->y0 : s->y1;
}

void
pdf_sheet_point(const struct pdf_sheet *s, double x, double y, len *right, len *down)
{
	const double across[4] = { x - s->x0, y - s->y0, s->x1 - x, s->y1 - y };
	double most = POINTS_MOST, r = across[s->turn] * s->unit, d = across[(s->turn + 3) % 4] * s->unit;

	r = r < -most ? -most : r > most ? most : r;
	d = d < -most ? -most : d > most ? most : d;
	*right = (len)(r * 1000);
	*down = (len)(d * 1000);
}
