#include "thethuc.h"
#include "arena.h"
#include "buffer.h"
#include "compose.h"
#include "contents.h"
#include "diag.h"
#include "digest.h"
#include "document.h"
#include "dump.h"
#include "flow.h"
#include "font.h"
#include "image.h"
#include "libraries.h"
#include "name.h"
#include "paginate.h"
#include "pdf.h"
#include "pdf_attach.h"
#include "plan.h"
#include "profile.h"
#include "proof.h"
#include "shape.h"
#include "symbol.h"
#include "wrap_cache.h"
#include "zones.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_MEMORY = 1 << 30, IDLE_MEMORY = 4 << 20 };

const char *
tt_version(void)
{
	return TT_VERSION;
}

const char *
tt_libraries(void)
{
	return LIBRARIES_TEXT;
}

void
document_drop(tt_document *d)
{
	if (d == NULL)
		return;
	arena_free(&d->mem);
	arena_free(&d->scratch);
	free(d);
}

static int
refuse(tt_document *d)
{
	return d->diag == NULL ? -1 : DIAG(d->diag, NO_MEMORY, NULL, "");
}

/* The frame that calls setjmp changes no local of its own: everything lives behind d. */
int
document_run(tt_document *d, document_stage *stage, const struct output *out)
{
	d->mem.no_memory = d->scratch.no_memory = d->context->mem.no_memory = &d->escape;
	shaper_guard(d->context->shaper, &d->escape);
	wrap_cache_guard(d->context->paragraphs, &d->escape);
	if (setjmp(d->escape)) {
		document_fit_end(d);
		return refuse(d);
	}
	if (d->context->fonts != NULL && !fonts_renew(d->context->fonts))
		return refuse(d);
	return stage(d, out);
}

int
document_start(tt_document *d, const struct output *out)
{
	(void)out;
	arena_reset(&d->mem);
	arena_reset(&d->scratch);
	d->diag = NULL;
	d->name = d->own_name = NULL;
	d->attached = NULL;
	d->verify = NULL;
	d->squeeze = NULL;
	d->figures = NULL;
	d->faulty = NULL;
	d->mapped = NULL;
	d->plan = NULL;
	d->only = NULL;
	d->copy = NULL;
	d->issued = NULL;
	d->copy_profile = NULL;
	d->file = NULL;
	d->images = d->copy_images = NULL;
	d->original = NULL;
	d->onto = NULL;
	d->profile = NULL;
	d->blocks = NULL;
	d->boxes = NULL;
	d->pages = NULL;
	d->diag = diag_new(&d->mem, d->context->options.language);
	return 0;
}

tt_document *
tt_document_new(tt_context *c)
{
	tt_document *d;

	if (c == NULL)
		return NULL;
	d = c->idle != NULL ? c->idle : calloc(1, sizeof *d);
	if (d == NULL)
		return NULL;
	c->idle = NULL;
	d->context = c;
	c->documents++;
	d->settings = c->options;
	d->mem.limit = d->scratch.limit = c->options.max_memory != 0 ? c->options.max_memory : MAX_MEMORY;
	if (document_run(d, document_start, NULL) != 0) {
		tt_document_free(d);
		return NULL;
	}
	return d;
}

void
tt_document_free(tt_document *d)
{
	tt_context *c;

	if (d == NULL)
		return;
	c = d->context;
	c->documents--;
	document_trim(c, 0);
	if (c->idle == NULL && d->mem.total + d->scratch.total <= IDLE_MEMORY
	    && d->mem.total <= d->mem.limit / 4)
		c->idle = d;
	else
		document_drop(d);
	if (c->freed)
		tt_context_free(c);
}

int
document_put(tt_document *d, const struct output *out, const struct buffer *b)
{
	return out->sink(out->user, b->data, b->len) == 0 ? 0 : DIAG(d->diag, OUTPUT, NULL, "", "");
}

const char *
document_folder(tt_document *d, const char *name)
{
	const char *slash = name == NULL ? NULL : strrchr(name, '/');

	return slash == NULL ? "." : arena_copy(&d->mem, name, (size_t)(slash - name) + (slash == name));
}

int
document_fonts(tt_document *d)
{
	tt_context *c = d->context;

	if (c->fonts == NULL)
		c->fonts = fonts_new(&c->mem, d->diag, arena_printf(&c->mem, "%s/fonts", c->options.data_dir),
		    c->options.font_dirs);
	return c->fonts == NULL ? -1 : 0;
}

static const char *
known_standards(struct arena *mem)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; standard_name(i) != NULL; i++) {
		buffer_text(&b, i == 0 ? "" : ", ");
		buffer_text(&b, standard_name(i));
	}
	return b.data;
}

/* What the PDF is to promise, from the user's list or the default. */
static int
choose_standard(tt_document *d)
{
	bool attach = d->settings.attach_source != 0;
	const char *list = d->settings.pdf_standard != NULL ? d->settings.pdf_standard : standard_default(attach);
	const char *bad = list;

	switch (standard_parse(list, &d->standard, &bad)) {
	case STANDARD_UNKNOWN:
		return DIAG(d->diag, STANDARD_NAME, NULL, "", arena_copy(&d->mem, bad, strcspn(bad, ",")),
		    known_standards(&d->mem));
	case STANDARD_CONFLICT:
		return DIAG(d->diag, STANDARD_CLASH, NULL, "", arena_copy(&d->mem, bad, strcspn(bad, ",")));
	case STANDARD_OK:
		break;
	}
	if (attach && d->standard.pdfa != 0 && !d->standard.attachments)
		return DIAG(d->diag, STANDARD_ATTACH, NULL, "", list);
	return 0;
}

struct images *
document_images(tt_document *d, const char *name)
{
	const char *folder = d->settings.images_beside && name != NULL ? document_folder(d, name) : NULL;

	return images_new(&d->mem, d->diag, d->context->shelf, folder, d->settings.image_dirs);
}

/* Boxes of the blocks, and pages of them. */
static int
set_pages(tt_document *d, struct flow *flow)
{
	d->boxes = flow_blocks(flow, d->blocks);
	if (d->boxes == NULL)
		return -1;
	d->pages = paginate(flow, d->boxes);
	return 0;
}

int
document_lay_out(tt_document *d)
{
	tt_context *c = d->context;
	const struct plan *plan;
	struct images *images = document_images(d, d->source.name);
	struct blocks *blocks;
	struct flow flow;

	d->profile = profile_for(&d->mem, d->diag, c->profiles, d->plan, d->settings.profile);
	if (d->profile == NULL || document_fonts(d) != 0)
		return -1;
	plan = symbol_complete(&d->mem, d->diag, d->plan, d->profile);
	if (plan == NULL)
		return -1;
	d->plan = plan;
	d->images = images;
	blocks = compose(&d->mem, d->diag, d->plan, d->profile, images,
	    d->settings.fields != 0 ? FIELDS_ALL : d->plan->fields, d->only);
	if (blocks == NULL || document_add_copy(d, blocks, true) != 0
	    || flow_open(&flow, &d->mem, d->diag, c->fonts, c->shaper, d->profile) != 0)
		return -1;
	flow_remember(&flow, c->paragraphs);
	if (d->copy != NULL && d->copy_profile != d->profile && flow_guest(&flow, d->copy_profile) != 0)
		return -1;
	d->blocks = blocks;
	if (set_pages(d, &flow) != 0)
		return -1;
	if (d->figures != NULL && d->only == NULL && d->pages->npages >= (size_t)d->profile->contents.from) {
		contents_add(&d->mem, blocks, d->profile, d->pages);
		if (set_pages(d, &flow) != 0)
			return -1;
	}
	d->pages->info = name_info(&d->mem, d->plan, d->profile, d->only);
	if (d->copy != NULL)
		d->pages->info.status = document_copy_status(d);
	return diag_failed(d->diag) ? -1 : 0;
}

static int
layout_stage(tt_document *d, const struct output *out)
{
	const struct copy *copy = d->copy;

	(void)out;
	if (d->original != NULL)
		return document_lay_copy(d);
	if (d->plan == NULL || choose_standard(d) != 0)
		return -1;
	if (d->plan->annual != NULL && d->figures == NULL)
		return DIAG(d->diag, REPORT_COMMAND, d->plan->at, "");
	d->copy = NULL;			/* what is copied is fitted as it was without */
	document_fit(d);
	d->copy = copy;
	return document_lay_out(d);
}

int
tt_document_layout(tt_document *d)
{
	return document_run(d, layout_stage, NULL);
}

/* The plan as an attachment, for the lifetime of a call. */
static void
attach_source(tt_document *d, struct pdf_job *job)
{
	struct pdf_attachment *a = arena_new(&d->scratch, sizeof *a);
	char *hash = arena_new(&d->scratch, DIGEST_HEX);
	const char *data = d->mapped != NULL ? d->mapped : d->source.text;
	size_t n = d->mapped != NULL ? strlen(d->mapped) : d->source.len;

	digest_sha256(data, n, hash);
	*a = (struct pdf_attachment){ .name = arena_printf(&d->scratch, "%s.json", d->name),
		.description = d->profile->source_words, .type = "application/json",
		.date = d->pages->info.date, .data = data, .len = n };
	job->attachment = a;
	job->source_hash = hash;
	job->source_fit = document_fit_word(d);
	job->source_fields = d->settings.fields != 0 ? "all" : NULL;
}

static int
write_stage(tt_document *d, const struct output *out)
{
	struct pdf_job job = { .standard = &d->standard, .keep = &d->context->mem };

	arena_reset(&d->scratch);
	if (d->pages == NULL || diag_failed(d->diag))
		return -1;
	if (d->original != NULL)
		return document_write_copy(d, out->sink, out->user);
	job.icc = arena_printf(&d->scratch, "%s/layouts/sRGB.icc", d->settings.data_dir);
	if (d->settings.attach_source)
		attach_source(d, &job);
	return pdf_write(d->context->writer, &d->scratch, d->diag, d->context->fonts, d->pages, &job, out->sink,
	    out->user);
}

int
tt_document_write(tt_document *d, tt_sink *sink, void *user)
{
	return document_run(d, write_stage, &(struct output){ .sink = sink, .user = user });
}

static int
dump_stage(tt_document *d, const struct output *out)
{
	const void *const made[] = {
		[TT_STAGE_PLAN] = d->plan, [TT_STAGE_BLOCKS] = d->blocks, [TT_STAGE_BOXES] = d->boxes,
		[TT_STAGE_PAGES] = d->pages
	};
	struct buffer b = { .mem = &d->scratch };

	arena_reset(&d->scratch);
	if ((unsigned)out->stage >= sizeof made / sizeof *made || made[out->stage] == NULL)
		return -1;
	buffer_add(&b, "", 0);
	switch (out->stage) {
	case TT_STAGE_PLAN:
		dump_plan(&b, d->plan);
		break;
	case TT_STAGE_BLOCKS:
		dump_blocks(&b, d->blocks);
		break;
	case TT_STAGE_BOXES:
		dump_boxes(&b, d->boxes);
		break;
	case TT_STAGE_PAGES:
		dump_pages(&b, d->pages);
		break;
	}
	return document_put(d, out, &b);
}

int
tt_document_dump(tt_document *d, enum tt_stage stage, tt_sink *sink, void *user)
{
	return document_run(d, dump_stage, &(struct output){ .sink = sink, .user = user, .stage = stage });
}

static int
proof_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };
	const struct proof *proof;

	arena_reset(&d->scratch);
	if (d->pages == NULL)
		return -1;
	proof = proof_make(&d->scratch, d->pages, d->profile);
	if (out->json)
		proof_print_json(&b, proof);
	else
		proof_print(&b, proof, d->context->options.language);
	return document_put(d, out, &b);
}

int
tt_document_proof(tt_document *d, int json, tt_sink *sink, void *user)
{
	return document_run(d, proof_stage, &(struct output){ .sink = sink, .user = user, .json = json });
}

static int
zones_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };

	arena_reset(&d->scratch);
	if (d->pages == NULL)
		return -1;
	zones_write(&b, d->pages);
	return document_put(d, out, &b);
}

int
tt_document_zones(tt_document *d, tt_sink *sink, void *user)
{
	return document_run(d, zones_stage, &(struct output){ .sink = sink, .user = user });
}

int
tt_document_pages(const tt_document *d)
{
	if (d->pages != NULL && d->original != NULL)
		return document_copy_pages(d);
	return d->pages == NULL ? 0 : (int)d->pages->npages;
}

const char *
tt_document_name(const tt_document *d)
{
	return d->name != NULL ? d->name : "";
}

size_t
tt_message_count(const tt_document *d)
{
	return d->diag == NULL ? 0 : diag_count(d->diag);
}

const struct tt_message *
tt_message_at(const tt_document *d, size_t i)
{
	return d->diag == NULL ? NULL : diag_message(d->diag, i);
}

enum tt_fault
tt_document_fault(const tt_document *d)
{
	return d->diag == NULL ? TT_FAULT_ENVIRONMENT : diag_worst(d->diag);
}
