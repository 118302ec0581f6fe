#include "document.h"
#include "compose_copy.h"
#include "copy.h"
#include "diag.h"
#include "flow.h"
#include "name.h"
#include "original.h"
#include "paginate.h"
#include "pdf_graft.h"
#include "profile.h"

#include <string.h>

struct copy_call {			/* what tt_document_copy was given */
	const struct tt_copy *options;
};

static int
read_copy(tt_document *d, const struct output *out)
{
	const struct tt_copy *options = ((const struct copy_call *)out->user)->options;
	const char *form = options == NULL ? NULL : options->form;

	if (d->plan == NULL && d->original == NULL)
		return -1;
	d->name = d->own_name;
	d->below = options == NULL || options->below <= 0 ? -1 : MM(options->below) / 10;
	d->copy = copy_read(&d->mem, d->diag, &d->copy_source, form);
	if (d->copy == NULL)
		return -1;
	d->name = arena_printf(&d->mem, "%s-%s", d->own_name, name_part(&d->mem, d->copy->plan.type));
	return 0;
}

int
tt_document_copy(tt_document *d, const char *json, size_t n, const char *file, const struct tt_copy *options)
{
	struct copy_call call = { options };

	d->copy_source = (struct source){ .name = file, .text = json, .len = n };
	if (options != NULL) {
		d->copy_source.line = options->line;
		d->copy_source.column = options->column;
	}
	return document_run(d, read_copy, &(struct output){ .user = &call });
}

int
document_take_pdf(tt_document *d, const struct output *out)
{
	const char *name = d->source.name != NULL ? d->source.name : "", *slash = strrchr(name, '/');
	struct original *o = arena_new(&d->mem, sizeof *o);

	(void)out;
	if (original_open(o, &d->mem, d->diag, &d->source) != 0)
		return -1;
	if (!d->settings.allow_secret && original_is_secret(o))
		return DIAG(d->diag, SECRET_REFUSED, NULL, "");
	d->original = o;
	d->name = d->own_name = name_plain(&d->mem, slash != NULL ? slash + 1 : name);
	return 0;
}

int
tt_document_read_pdf(tt_document *d, const void *pdf, size_t n, const char *file)
{
	if (document_run(d, document_start, NULL) != 0)
		return -1;
	d->source = (struct source){ .name = file, .text = pdf, .len = n };
	return document_run(d, document_take_pdf, NULL);
}

int
document_copy_pages(const tt_document *d)
{
	return (int)d->original->pages + (int)d->pages->npages - (d->onto != NULL);
}

const char *
document_copy_status(tt_document *d)
{
	return arena_printf(&d->mem, "copy %s", d->copy->plan.type);
}

int
document_add_copy(tt_document *d, struct blocks *blocks, bool from_plan)
{
	if (d->copy == NULL)
		return 0;
	d->copy_profile = profile_for_copy(&d->mem, d->diag, d->context->profiles, &d->copy->plan,
	    d->plan != NULL ? NULL : d->settings.profile);
	d->copy_images = blocks->images = document_images(d, d->copy_source.name);
	return d->copy_profile == NULL ? -1 : compose_copy(&d->mem, d->diag, d->copy, d->copy_profile, blocks,
	    from_plan ? d->profile : NULL);
}

static len
height_of(const struct box *first)
{
	len h = 0, after = 0;

	for (const struct box *b = first; b != NULL; b = b->next) {
		h = len_add(h, len_add(b->height, b->before > after ? b->before : after));
		after = b->after;
	}
	return h;
}

/* The copy's blocks and boxes on a sheet, not yet on pages. -1 after an error. */
static int
flow_copy(tt_document *d, struct flow *flow, const struct sheet *sheet)
{
	tt_context *c = d->context;
	struct blocks *blocks = arena_new(&d->mem, sizeof *blocks);

	tag_add(&d->mem, &blocks->tags, 0, "Document");
	block_section(&d->mem, blocks, sheet, "document")->unnumbered = true;
	if (document_add_copy(d, blocks, false) != 0
	    || flow_open(flow, &d->mem, d->diag, c->fonts, c->shaper, d->copy_profile) != 0)
		return -1;
	for (size_t i = 2; i < blocks->tags.n; i++)
		if (blocks->tags.items[i].parent == 1)
			blocks->tags.items[i].lang = "vi-VN";
	d->blocks = blocks;
	d->boxes = flow_blocks(flow, blocks);
	return d->boxes == NULL ? -1 : 0;
}

/* The profile's sheet, as wide and high as a page from outside. */
static struct sheet
sheet_of(const struct profile *p, const struct pdf_sheet *page)
{
	struct sheet s = profile_sheet(p, page->w > page->h ? ORIENTATION_LANDSCAPE : ORIENTATION_PORTRAIT);

	s.width.value = page->w;
	s.height.value = page->h;
	return s;
}

/* On the last page below its end, or on a new page. */
static int
lay_block(tt_document *d, const struct profile *p)
{
	struct original *o = d->original;
	struct sheet sheet = sheet_of(p, &o->last);
	struct original_end end;
	struct flow flow;
	len gap;

	if (flow_copy(d, &flow, &sheet) != 0)
		return -1;
	gap = d->boxes->sections[0]->height;
	end = original_find_end(o, &d->scratch, d->diag, p, height_of(d->boxes->sections[0]->next), gap, d->below);
	if (!end.same_page && original_is_secret(o))
		DIAG(d->diag, COPY_SECRET_PAGE, NULL, "");
	d->onto = end.same_page ? &o->last : NULL;
	d->open = end.open;
	sheet = end.same_page ? sheet : profile_sheet(p, ORIENTATION_PORTRAIT);
	if (end.same_page && end.top + gap > sheet.top.value)
		sheet.top.value = end.top + gap;
	if (flow_copy(d, &flow, &sheet) != 0)
		return -1;
	d->pages = paginate(&flow, d->boxes);
	return 0;
}

/* In the top margin of the first page. */
static int
lay_mark(tt_document *d, const struct profile *p)
{
	struct sheet sheet = sheet_of(p, &d->original->first);
	struct flow flow;

	if (flow_copy(d, &flow, &sheet) != 0)
		return -1;
	d->pages = paginate(&flow, d->boxes);
	d->onto = &d->original->first;
	return original_clear(d->original, &d->scratch, d->diag, p, &d->pages->pages[0], &d->open);
}

/* A copy is made from an original, or from a certain copy, as far as a PDF says what it is. */
static void
check_from(tt_document *d, const struct profile *p, const struct copy_type *type)
{
	const char *form = original_form(d->original);
	const struct copy_type *is = form == NULL ? NULL : profile_copy(p, form);
	const struct where *at = d->copy->plan.at;

	if (type->from == NULL && form != NULL)
		DIAG(d->diag, COPY_OF_COPY, at, "", type->type.name, is != NULL ? is->type.name : form);
	if (type->from == NULL || d->copy->from != NULL)
		return;
	if (form == NULL)
		DIAG(d->diag, COPY_FROM_UNSEEN, at, "", type->type.name, profile_copy(p, type->from)->type.name);
	else if (strcmp(form, type->from) != 0)
		DIAG(d->diag, COPY_FROM_OTHER, at, "", type->type.name, profile_copy(p, type->from)->type.name,
		    is != NULL ? is->type.name : form);
}

/* Whether the copy can be made of a PDF. */
static void
check_form(tt_document *d, const struct profile *p)
{
	const struct copy_type *type = profile_copy(p, d->copy->plan.type);

	if (type != NULL && type->extract)
		DIAG(d->diag, COPY_EXTRACT, d->copy->plan.at, "");
	if (type != NULL)
		check_from(d, p, type);
	if (d->copy->from != NULL && d->copy->medium == MEDIUM_ELECTRONIC)
		DIAG(d->diag, COPY_OPTION, d->copy->from->plan.at, "", "copied_from");
	if (d->settings.pdf_standard != NULL)
		DIAG(d->diag, COPY_OPTION, NULL, "", "--pdf-standard");
}

int
document_lay_copy(tt_document *d)
{
	const struct profile *p;

	arena_reset(&d->scratch);
	if (d->copy == NULL || document_fonts(d) != 0)
		return -1;
	p = profile_for_copy(&d->mem, d->diag, d->context->profiles, &d->copy->plan, d->settings.profile);
	if (p == NULL)
		return -1;
	check_form(d, p);
	d->profile = p;
	if (diag_failed(d->diag) || (d->copy->medium == MEDIUM_PAPER ? lay_block : lay_mark)(d, p) != 0)
		return -1;
	return diag_failed(d->diag) ? -1 : 0;
}

int
document_write_copy(tt_document *d, tt_sink *sink, void *user)
{
	const struct date *date = &d->copy->plan.date;
	const struct pdf_graft graft = { .in = &d->original->in, .onto = d->onto, .open = d->open,
		.form = d->copy->plan.type, .date = date->day == 0 ? NULL
		    : arena_printf(&d->scratch, "%04d%02d%02d", date->year, date->month, date->day) };

	return pdf_graft_write(d->context->writer, &d->scratch, d->diag, d->context->fonts, d->pages,
	    &graft, sink, user);
}
