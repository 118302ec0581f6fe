#include "pdf_sig.h"
#include "arena.h"
#include "buffer.h"
#include "pdf_xref.h"
#include "utf8.h"

#include <string.h>

enum { MOST_FIELDS = 10000, MOST_DEPTH = 16, MOST_UNIT = 1000 };

struct visit {				/* on the way through the form */
	struct pdf_in	*in;
	struct pdf_sigs	*all;
	size_t		 seen;		/* fields of any kind */
};

/* A code point of UTF-16BE at byte i, which is moved on. */
static unsigned
next_wide(const struct pdf_value *v, size_t *i)
{
	const unsigned char *p = (const unsigned char *)v->text + *i;
	unsigned high = (unsigned)p[0] << 8 | p[1], low;

	*i += 2;
	if (high < 0xD800 || high > 0xDFFF)
		return high;
	low = *i + 1 < v->len ? (unsigned)p[2] << 8 | p[3] : 0;
	if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return 0xFFFD;
	*i += 2;
	return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

const char *
pdf_sig_text(struct arena *mem, const struct pdf_value *v)
{
	struct buffer b = { .mem = mem };
	char one[UTF8_MAX];
	bool wide;

	if (v == NULL || (v->kind != PDF_STRING && v->kind != PDF_NAME) || v->len == 0)
		return "";
	wide = v->len >= 2 && memcmp(v->text, "\xFE\xFF", 2) == 0;
	for (size_t i = wide ? 2 : 0; i + wide < v->len;) {
		unsigned c = wide ? next_wide(v, &i) : (unsigned char)v->text[i++];
		if (c != 0)
			buffer_add(&b, one, (size_t)utf8_put(one, c));
	}
	return b.len > 0 ? b.data : "";
}

static void
read_rectangle(struct pdf_in *in, struct pdf_sig *s)
{
	const struct pdf_value *rect = pdf_get(in, s->widget, "Rect");
	double v[4];

	if (rect == NULL || rect->kind != PDF_ARRAY || rect->n != 4)
		return;
	for (size_t i = 0; i < 4; i++)
		v[i] = pdf_real(pdf_resolve(in, &rect->items[i]));
	s->x0 = v[0] < v[2] ? v[0] : v[2];
	s->x1 = v[0] < v[2] ? v[2] : v[0];
	s->y0 = v[1] < v[3] ? v[1] : v[3];
	s->y1 = v[1] < v[3] ? v[3] : v[1];
}

/* How the page of the widget is shown (ISO 32000-1, 7.7.3.3); upright when the widget does not say its page. */
static void
read_page(struct pdf_in *in, struct pdf_sig *s)
{
	const struct pdf_value *page = pdf_resolve(in, s->page_ref), *turn = pdf_get(in, page, "Rotate");
	double unit = pdf_real(pdf_get(in, page, "UserUnit"));

	for (int i = 0; turn == NULL && page != NULL && i < MOST_DEPTH; i++) {
		page = pdf_get(in, page, "Parent");
		turn = pdf_get(in, page, "Rotate");
	}
	s->turn = turn != NULL && turn->kind == PDF_INT ? (int)(turn->integer % 360 / 90 + 4) % 4 : 0;
	s->unit = unit > 0 && unit < MOST_UNIT ? unit : 1;
}

/* The first of a field's widgets; a field without kids is its own. */
static void
find_widget(struct pdf_in *in, struct pdf_sig *s)
{
	const struct pdf_value *kids = pdf_get(in, s->dict, "Kids");

	s->widget_ref = s->ref;
	s->widget = s->dict;
	if (kids != NULL && kids->kind == PDF_ARRAY && kids->n > 0) {
		s->widget_ref = kids->items[0].kind == PDF_REF ? &kids->items[0] : NULL;
		s->widget = pdf_resolve(in, &kids->items[0]);
	}
	if (!pdf_is_name(pdf_get(in, s->widget, "Subtype"), "Widget")) {
		s->widget_ref = s->widget = NULL;
		return;
	}
	s->page_ref = pdf_entry(s->widget, "P");
	s->page_ref = s->page_ref != NULL && s->page_ref->kind == PDF_REF ? s->page_ref : NULL;
	read_rectangle(in, s);
	read_page(in, s);
}

static void
add_field(struct visit *v, const struct pdf_value *ref, const struct pdf_value *dict, const char *name,
    const struct pdf_value *value)
{
	struct pdf_sigs *all = v->all;
	struct pdf_sig *s;

	all->items = arena_grow(v->in->mem, all->items, all->n, &all->cap, sizeof *all->items);
	s = &all->items[all->n++];
	*s = (struct pdf_sig){ .ref = ref, .dict = dict, .name = name };
	s->value_ref = value != NULL && value->kind == PDF_REF ? value : NULL;
	value = pdf_resolve(v->in, value);
	s->value = value != NULL && value->kind == PDF_DICT ? value : NULL;
	find_widget(v->in, s);
}

/* Whether the kids of a node are fields, which have names, and not its widgets. */
static bool
has_fields(struct pdf_in *in, const struct pdf_value *kids)
{
	for (size_t i = 0; kids != NULL && kids->kind == PDF_ARRAY && i < kids->n; i++)
		if (pdf_entry(pdf_resolve(in, &kids->items[i]), "T") != NULL)
			return true;
	return false;
}

struct inherited {			/* what a field may have from its parents */
	const char	*name;
	const struct pdf_value *type, *value;	/* the value as it stands there, perhaps a reference */
};

struct level {				/* an array of fields on the way */
	const struct pdf_value *kids;
	size_t		 next;
	struct inherited own;
};

/* One field: those below it are opened, or it is kept when it is for signatures. Returns the new depth. */
static int
enter(struct visit *v, struct level *open, int depth)
{
	struct inherited own = open[depth].own;
	const struct pdf_value *item = &open[depth].kids->items[open[depth].next++], *dict = pdf_resolve(v->in, item);
	const struct pdf_value *type = pdf_get(v->in, dict, "FT"), *value = pdf_entry(dict, "V");
	const struct pdf_value *kids = pdf_get(v->in, dict, "Kids");
	const char *name = pdf_sig_text(v->in->mem, pdf_get(v->in, dict, "T"));

	v->all->broken |= ++v->seen > MOST_FIELDS || v->in->fault != PDF_FINE;
	if (dict == NULL || dict->kind != PDF_DICT)
		return depth;
	if (*name != '\0')
		own.name = *own.name == '\0' ? name : arena_printf(v->in->mem, "%s.%s", own.name, name);
	own.type = type != NULL ? type : own.type;
	own.value = value != NULL ? value : own.value;
	if (!has_fields(v->in, kids)) {
		if (pdf_is_name(own.type, "Sig"))
			add_field(v, item->kind == PDF_REF ? item : NULL, dict, own.name, own.value);
		return depth;
	}
	if (depth + 1 == MOST_DEPTH) {
		v->all->broken = true;
		return depth;
	}
	open[depth + 1] = (struct level){ .kids = kids, .own = own };
	return depth + 1;
}

static void
walk(struct visit *v, const struct pdf_value *fields)
{
	struct level open[MOST_DEPTH] = { { .kids = fields, .own = { .name = "" } } };
	int depth = 0;

	while (depth >= 0 && !v->all->broken) {
		const struct pdf_value *kids = open[depth].kids;
		if (kids == NULL || kids->kind != PDF_ARRAY || open[depth].next >= kids->n)
			depth--;
		else
			depth = enter(v, open, depth);
	}
}

struct pdf_sigs
pdf_sig_list(struct pdf_in *in)
{
	struct pdf_sigs all = { 0 };
	struct visit v = { .in = in, .all = &all };

	walk(&v, pdf_get(in, pdf_get(in, pdf_root(in), "AcroForm"), "Fields"));
	return all;
}

/* A string in hexadecimal digits from `gap` to before `end` and nothing else. */
static bool
is_gap(const struct pdf_in *in, size_t gap, size_t end)
{
	static const char digits[] = "0123456789abcdefABCDEF \t\r\n\f";

	if (end - gap < 2 || in->data[gap] != '<' || in->data[end - 1] != '>')
		return false;
	for (size_t i = gap + 1; i + 1 < end; i++)
		if (in->data[i] == '\0' || strchr(digits, in->data[i]) == NULL)
			return false;
	return true;
}

/* Whether the dictionary of a signature has those bytes as its contents, and nothing twice that counts. */
static bool
has_contents(struct pdf_in *in, const struct pdf_value *ref, size_t gap, size_t end)
{
	struct pdf_row row = pdf_section_find(in->sections, ref->integer);
	struct pdf_scan s = { .mem = in->mem, .p = in->data, .end = in->data + in->len };
	struct pdf_value key, value;
	int contents = 0, ranges = 0;

	if (row.type != 1 || row.place >= (int64_t)gap)
		return false;
	s.p += row.place;
	if (pdf_scan_number(&s) != ref->integer || pdf_scan_number(&s) < 0 || !pdf_scan_word(&s, "obj")
	    || !pdf_scan_word(&s, "<<"))
		return false;
	while (pdf_scan_value(&s, &key) == 0 && key.kind == PDF_NAME) {
		bool blank = pdf_scan_word(&s, "");	/* only moves on over white space */
		const char *start = s.p;
		if (pdf_scan_value(&s, &value) != 0)
			return false;
		ranges += pdf_is_name(&key, "ByteRange");
		if (!pdf_is_name(&key, "Contents"))
			continue;
		contents++;
		if (!blank || start != in->data + gap || s.p != in->data + end)
			return false;
	}
	return contents == 1 && ranges == 1;
}

bool
pdf_sig_range(struct pdf_in *in, const struct pdf_sig *signature, struct pdf_range_of *out)
{
	const struct pdf_value *range = pdf_entry(signature->value, "ByteRange");
	size_t v[4];

	if (range == NULL || range->kind != PDF_ARRAY || range->n != 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		if (range->items[i].kind != PDF_INT || range->items[i].integer < 0
		    || (uint64_t)range->items[i].integer > in->len)
			return false;
		v[i] = (size_t)range->items[i].integer;
	}
	if (v[0] != 0 || v[1] >= v[2] || v[2] + v[3] > in->len || !is_gap(in, v[1], v[2])
	    || signature->value_ref == NULL || !has_contents(in, signature->value_ref, v[1], v[2]))
		return false;
	*out = (struct pdf_range_of){ .gap = v[1], .end = v[2], .covered = v[2] + v[3] };
	return true;
}
