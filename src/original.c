#include "original.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "page.h"
#include "pdf_fault.h"
#include "pdf_graft.h"
#include "pdf_xref.h"

#include <string.h>

enum { STEP = 1000 };			/* a point at a time */

static const size_t most_pdf = (size_t)1 << 30;	/* bytes */
static const size_t most_metadata = (size_t)1 << 20;

static int
say(const struct original *o, struct diag *d, enum diag_code code, const char *one, const char *two, const char *three)
{
	return diag_add_at(d, code, o->source, 0, 0, (const char *const[]){ "", one, two, three, NULL });
}

static int
refuse(const struct original *o, struct diag *d)
{
	return pdf_fault_tell(&o->in, d, o->source, DIAG_COPY_LARGE, arena_printf(o->in.mem, "%zu", o->in.where));
}

/* What follows a text in the metadata; NULL when they do not have it. */
static const char *
find_metadata(const struct original *o, const char *text, size_t *left)
{
	struct pdf_in look = o->in;
	const char *bytes, *found;
	size_t n;

	found = pdf_metadata(&look, most_metadata, &bytes, &n) == NULL ? NULL : pdf_text_find(bytes, n, text);
	if (found == NULL)
		return NULL;
	found += strlen(text);
	*left = n - (size_t)(found - bytes);
	return found;
}

bool
original_is_secret(const struct original *o)
{
	size_t left;

	return find_metadata(o, "vb:securityLevel=", &left) != NULL;
}

const char *
original_form(struct original *o)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";
	const char *form = pdf_graft_form(&o->in, &o->last), *said;
	size_t left, n = 0;

	if (form == NULL)
		form = pdf_graft_form(&o->in, &o->first);
	if (form != NULL)
		return form;
	said = find_metadata(o, "vb:status=\"copy ", &left);
	while (said != NULL && n < left && strchr(letters, said[n]) != NULL && said[n] != '\0')
		n++;
	return n == 0 ? NULL : arena_copy(o->in.mem, said, n);
}

/* Whether a signature field holds a signature; fields that have parts of their own may. */
static bool
is_signed(struct pdf_in *in, const struct pdf_value *form)
{
	const struct pdf_value *fields = pdf_get(in, form, "Fields");

	if ((pdf_get_integer(in, form, "SigFlags", 0) & 1) == 0)
		return false;
	for (size_t i = 0; fields != NULL && fields->kind == PDF_ARRAY && i < fields->n; i++) {
		const struct pdf_value *field = pdf_resolve(in, &fields->items[i]);
		if (field != NULL && field->kind == PDF_DICT
		    && (pdf_entry(field, "Kids") != NULL || pdf_get(in, field, "V") != NULL))
			return true;
	}
	return false;
}

/* What becomes of signatures and promises. */
static void
warn(struct original *o, struct diag *d)
{
	struct pdf_in *in = &o->in;
	const struct pdf_value *root = pdf_root(in);
	size_t left;
	bool broken;

	if (is_signed(in, pdf_get(in, root, "AcroForm")))
		say(o, d, DIAG_COPY_SIGNED, NULL, NULL, NULL);
	if (pdf_get(in, pdf_get(in, root, "Perms"), "DocMDP") != NULL)
		say(o, d, DIAG_COPY_CERTIFIED, NULL, NULL, NULL);
	pdf_graft_tagged(in, &broken);
	if (broken)
		say(o, d, DIAG_COPY_STRUCTURE, NULL, NULL, NULL);
	if (pdf_get(in, root, "OutputIntents") == NULL
	    && find_metadata(o, "pdfaid", &left) != NULL)
		say(o, d, DIAG_COPY_COLOURS, NULL, NULL, NULL);
}

int
original_open(struct original *o, struct arena *mem, struct diag *d, const struct source *source)
{
	*o = (struct original){ .in = { .mem = mem }, .source = source };
	if (source->len > most_pdf)
		return say(o, d, DIAG_INPUT_LARGE, arena_printf(mem, "%zu", most_pdf), NULL, NULL);
	if (pdf_open(&o->in, mem, source->text, source->len) != 0
	    || pdf_sheet_find(&o->in, false, &o->first) != 0 || pdf_sheet_find(&o->in, true, &o->last) != 0)
		return refuse(o, d);
	o->pages = pdf_get_integer(&o->in, pdf_get(&o->in, pdf_root(&o->in), "Pages"), "Count", 0);
	o->pages = o->pages < 0 || o->pages > INT16_MAX * 16 ? 0 : o->pages;
	warn(o, d);
	return o->in.fault == PDF_FINE ? 0 : refuse(o, d);
}

static bool
is_near(const struct profile *p, len a, len b)
{
	return a - b <= p->copy_paper.value && b - a <= p->copy_paper.value;
}

/* Whether a page is of the paper that copies are on, upright or turned. */
static bool
is_paper(const struct pdf_sheet *s, const struct profile *p)
{
	return (is_near(p, s->w, p->width.value) && is_near(p, s->h, p->height.value))
	    || (is_near(p, s->w, p->height.value) && is_near(p, s->h, p->width.value));
}

/* The lowest of what is printed above the bottom margin; what is all within that, such as a page number, may stay. */
static const struct pdf_mark *
lowest(const struct pdf_ink *ink, len limit)
{
	const struct pdf_mark *low = NULL;

	for (size_t i = 0; i < ink->n; i++)
		if (ink->marks[i].y0 < limit && (low == NULL || ink->marks[i].y1 > low->y1))
			low = &ink->marks[i];
	return low;
}

struct original_end
original_find_end(const struct original *o, struct arena *scratch, struct diag *d, const struct profile *p, len height,
    len gap, len below)
{
	struct original_end end = { .same_page = false };
	const char *page = arena_printf(o->in.mem, "%lld", (long long)o->pages);
	const struct pdf_mark *low = NULL;
	struct pdf_ink ink;
	bool known = pdf_ink_find(&o->in, scratch, &o->last, &ink) == 0;
	len limit = o->last.h - p->bottom.value;

	if (!is_paper(&o->last, p)) {
		say(o, d, DIAG_COPY_PAPER, page, buffer_mm(o->in.mem, o->last.w), buffer_mm(o->in.mem, o->last.h));
		return end;
	}
	if (known && below < 0)
		low = lowest(&ink, limit);
	if (!known && below < 0) {
		say(o, d, DIAG_COPY_END, page, NULL, NULL);
		return end;
	}
	end.open = known ? ink.open : 0;
	end.top = below >= 0 ? below : low == NULL ? 0 : low->y1;
	end.same_page = len_add(end.top, len_add(gap, height)) <= limit;
	if (end.same_page)
		say(o, d, DIAG_COPY_BELOW, page, buffer_mm(o->in.mem, end.top), NULL);
	else
		say(o, d, low != NULL && low->picture ? DIAG_COPY_PICTURE : DIAG_COPY_ROOM, page,
		    buffer_mm(o->in.mem, end.top), buffer_mm(o->in.mem, len_add(gap, height)));
	return end;
}

/* Whether a rectangle, moved down, meets anything printed. */
static bool
is_free(const struct pdf_ink *ink, const struct pdf_mark *m, len down)
{
	for (size_t i = 0; i < ink->n; i++) {
		const struct pdf_mark *other = &ink->marks[i];
		if (!other->picture && other->x0 < m->x1 && other->x1 > m->x0 && other->y0 < m->y1 + down
		    && other->y1 > m->y0 + down)
			return false;
	}
	return true;
}

/* The rectangle around the lines of a page. */
static struct pdf_mark
extent_of(const struct page *page, len em)
{
	struct pdf_mark m = { .x0 = page->w, .y0 = page->h };

	for (size_t i = 0; i < page->n; i++) {
		const struct item *it = &page->items[i];
		len right = it->x + it->column, left = right - it->w;
		m.x0 = left < m.x0 ? left : m.x0;
		m.x1 = right > m.x1 ? right : m.x1;
		m.y0 = it->y - em < m.y0 ? it->y - em : m.y0;
		m.y1 = it->y + em / 3 > m.y1 ? it->y + em / 3 : m.y1;
	}
	return m;
}

/* What digitised documents have to be, as far as the file shows it. */
static void
check_scan(const struct original *o, struct diag *d, const struct profile *p, const struct pdf_ink *ink)
{
	const char *version = o->in.data + strlen("%PDF-");
	int64_t page = (int64_t)o->first.w * o->first.h;

	if (o->in.len > 8 && memcmp(o->in.data, "%PDF-", 5) == 0 && strncmp(version, p->copy_version, 3) < 0)
		diag_add_at(d, DIAG_COPY_VERSION, o->source, 0, 0, (const char *const[]){ p->copy_scan_article,
		    arena_copy(o->in.mem, version, 3), p->copy_version, NULL });
	for (size_t i = 0; i < ink->n; i++) {
		const struct pdf_mark *m = &ink->marks[i];
		if (m->dpi > 0 && m->dpi < p->copy_dpi && (int64_t)(m->x1 - m->x0) * (m->y1 - m->y0) > page / 2)
			diag_add_at(d, DIAG_COPY_DPI, o->source, 0, 0, (const char *const[]){ p->copy_scan_article,
			    arena_printf(o->in.mem, "%d", m->dpi), arena_printf(o->in.mem, "%d", p->copy_dpi), NULL });
	}
}

int
original_clear(const struct original *o, struct arena *scratch, struct diag *d, const struct profile *p,
    struct page *page, int *open)
{
	struct pdf_mark m = extent_of(page, p->copy_mark_style->size.value);
	const struct measure *place = &p->copy_mark_place.away;
	struct pdf_ink ink;
	len down = 0;

	if (pdf_ink_find(&o->in, scratch, &o->first, &ink) != 0) {
		*open = 0;
		return say(o, d, DIAG_COPY_MARK_END, NULL, NULL, NULL);
	}
	*open = ink.open;
	check_scan(o, d, p, &ink);
	for (len step = STEP; !is_free(&ink, &m, down); step += STEP) {
		bool above = place->value - step >= place->least, under = place->value + step <= place->most;
		if (!above && !under)
			return say(o, d, DIAG_COPY_MARK, NULL, NULL, NULL);
		down = above && (!under || is_free(&ink, &m, -step)) ? -step : step;
	}
	for (size_t i = 0; i < page->n; i++)
		page->items[i].y += down;
	return 0;
}
