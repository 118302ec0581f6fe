#include "document.h"
#include "buffer.h"
#include "diag.h"
#include "edition.h"
#include "flow.h"
#include "font.h"
#include "issue.h"
#include "name.h"
#include "pdf.h"
#include "print_list.h"
#include "profile.h"
#include "set.h"
#include "wrap.h"

#include <string.h>

enum { PAGES_MOST = 20000 };		/* of one PDF with all copies */

static int
issue_stage(tt_document *d, const struct output *out)
{
	const struct set *set;
	const struct issues *issues;
	struct print_list *list;
	int64_t pages;

	(void)out;
	d->issued = NULL;
	if (d->pages == NULL || d->plan == NULL || diag_failed(d->diag))
		return -1;
	set = d->set_source.text != NULL ? set_read(&d->mem, d->diag, &d->set_source) : set_usual(&d->mem, d->plan->at);
	issues = set == NULL ? NULL : issue_list(&d->mem, d->diag, d->plan, d->profile, set);
	if (issues == NULL)
		return -1;
	pages = issues->copies * (int64_t)(d->pages->npages + d->pages->npages % 2);
	if (set->output == 1 && pages > PAGES_MOST)
		return DIAG(d->diag, SET_LARGE, set->at, "", arena_printf(&d->mem, "%lld", (long long)pages),
		    arena_printf(&d->mem, "%d", PAGES_MOST));
	list = print_list_make(&d->mem, set, issues, d->name, (int)d->pages->npages);
	list->heading = d->profile->sets.list;
	list->name = arena_printf(&d->mem, "%s-%s", d->name, name_part(&d->mem, d->profile->sets.list));
	list->document = d->pages->info.code != NULL ? d->pages->info.code : d->pages->info.title;
	d->issued = list;
	return 0;
}

int
tt_document_issue(tt_document *d, const char *json, size_t n, const char *file)
{
	d->set_source = (struct source){ .name = file, .text = json, .len = n };
	return document_run(d, issue_stage, NULL);
}

size_t
tt_issue_count(const tt_document *d)
{
	return d->issued == NULL ? 0 : d->issued->n;
}

const struct tt_issue *
tt_issue_at(const tt_document *d, size_t i)
{
	return i < tt_issue_count(d) ? &d->issued->rows[i] : NULL;
}

int
tt_issue_together(const tt_document *d)
{
	return d->issued != NULL && d->issued->set->output == 1;
}

const char *
tt_issue_list_name(const tt_document *d)
{
	return d->issued == NULL ? "" : d->issued->name;
}

/* The mark, set in the letters of the recipients. */
static int
make_mark(tt_document *d, struct edition_mark *mark)
{
	const struct set_rules *rules = &d->profile->sets;
	struct span span = { .text = rules->mark, .len = strlen(rules->mark) };
	struct block *b = block_add(&d->scratch, NULL, BLOCK_PARA, "recipient-mark");
	const struct box *box;
	struct flow flow;

	*mark = (struct edition_mark){ .gap = rules->gap.value, .says = rules->says, .underline = rules->underline };
	if (span.len == 0)
		return 0;
	if (flow_open(&flow, &d->scratch, d->diag, d->context->fonts, d->context->shaper, d->profile) != 0)
		return -1;
	b->style = d->profile->signature.recipients;
	b->spans = &span;
	b->nspans = 1;
	box = flow_para(&flow, b, d->profile->width.value);
	mark->line = &box->lines->lines[0];
	return diag_failed(d->diag) ? -1 : 0;
}

/* "Sở Nội vụ", and of several alike "Sở Nội vụ (2/3)". */
static struct edition_copy
make_copy(tt_document *d, const struct issue *issue, int i)
{
	const struct where **lines = arena_array(&d->scratch, ISSUE_LINES + 1, sizeof *lines);
	struct edition_copy copy = { .label = issue->label, .lines = lines,
	    .fields = issue->whom == SET_SIGNING && i == 0 };

	memcpy(lines, issue->lines, sizeof issue->lines);
	if (issue->copies > 1)
		copy.label = arena_printf(&d->scratch, "%s (%d/%d)", issue->label, i + 1, issue->copies);
	return copy;
}

static struct pages *
make_all(tt_document *d, const struct edition_mark *mark)
{
	const struct issues *issues = d->issued->issues;
	struct edition_copy *copies = arena_array(&d->scratch, (size_t)issues->copies, sizeof *copies);
	size_t n = 0;

	for (size_t i = 0; i < issues->n; i++)
		for (int k = 0; k < issues->items[i].copies; k++)
			copies[n++] = make_copy(d, &issues->items[i], k);
	return edition_all(&d->scratch, d->pages, mark, copies, n, d->issued->set->duplex);
}

static int
write_stage(tt_document *d, const struct output *out)
{
	struct pdf_job job = { .standard = &d->standard, .keep = &d->context->mem };
	struct edition_mark mark;
	struct edition_copy copy;
	const struct pages *pages;

	arena_reset(&d->scratch);
	if (out->index >= tt_issue_count(d) || diag_failed(d->diag) || make_mark(d, &mark) != 0)
		return -1;
	job.icc = arena_printf(&d->scratch, "%s/layouts/sRGB.icc", d->settings.data_dir);
	job.share = tt_issue_together(d);
	if (job.share) {
		pages = make_all(d, &mark);
	} else {
		copy = make_copy(d, &d->issued->issues->items[out->index], 0);
		pages = edition_one(&d->scratch, d->pages, &mark, &copy);
	}
	return pdf_write(d->context->writer, &d->scratch, d->diag, d->context->fonts, pages, &job,
	    out->sink, out->user);
}

int
tt_issue_write(tt_document *d, size_t i, tt_sink *sink, void *user)
{
	return document_run(d, write_stage, &(struct output){ .sink = sink, .user = user, .index = i });
}

static int
list_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };

	arena_reset(&d->scratch);
	if (d->issued == NULL)
		return -1;
	if (out->json)
		print_list_json(&b, d->issued);
	else
		print_list_text(&b, d->issued, d->diag);
	return document_put(d, out, &b);
}

int
tt_issue_list(tt_document *d, int json, tt_sink *sink, void *user)
{
	return document_run(d, list_stage, &(struct output){ .sink = sink, .user = user, .json = json });
}
