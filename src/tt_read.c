#include "document.h"
#include "annex.h"
#include "buffer.h"
#include "diag.h"
#include "json.h"
#include "json_print.h"
#include "map.h"
#include "name.h"
#include "plan.h"
#include "plan_mark.h"

enum { MAX_INPUT = 64 << 20 };

/* The annex asked for. */
static int
find_annex(tt_document *d, const struct plan *plan)
{
	const char *name = d->settings.appendix;

	d->only = annex_find(&d->mem, plan, name);
	if (d->only == NULL)
		return DIAG(d->diag, ANNEX_NONE, NULL, "", name, annex_names(&d->mem, plan));
	if (d->settings.attach_source != 0)
		return DIAG(d->diag, ANNEX_SOURCE, NULL, "");
	return 0;
}

/* The medium asked for; a plan that travels with the document has to say the same. */
static int
change_medium(tt_document *d, struct plan *plan)
{
	enum medium own = plan->medium;

	plan->medium = d->settings.medium == TT_MEDIUM_PAPER ? MEDIUM_PAPER : MEDIUM_ELECTRONIC;
	if (own != plan->medium && d->settings.attach_source != 0)
		return DIAG(d->diag, MEDIUM_SOURCE, NULL, "");
	return 0;
}

/* The plan that the map makes of the record that was read. */
static struct plan *
map_record(tt_document *d)
{
	struct buffer text = { .mem = &d->mem };
	const struct value *v = json_read(&d->mem, d->diag, &d->source);

	v = v == NULL ? NULL : map_apply(d->map, &d->mem, d->diag, v);
	if (v == NULL)
		return NULL;
	if (d->settings.attach_source != 0) {
		json_print(&text, v, 0);
		buffer_byte(&text, '\n');
		d->mapped = text.data;
	}
	return plan_read_value(&d->mem, d->diag, &d->source, v);
}

int
document_take(tt_document *d, const struct output *out)
{
	struct plan *plan;
	size_t most = d->context->options.max_input != 0 ? d->context->options.max_input : MAX_INPUT;

	(void)out;
	if (d->source.len > most)
		return DIAG(d->diag, INPUT_LARGE, NULL, "", arena_printf(&d->mem, "%zu", most));
	plan = d->map != NULL ? map_record(d) : plan_read(&d->mem, d->diag, &d->source);
	if (diag_failed(d->diag)) {
		d->faulty = plan;
		return -1;
	}
	if (plan->stamps[STAMP_SECRECY].at != NULL && !d->settings.allow_secret)
		return DIAG(d->diag, SECRET_REFUSED, plan->stamps[STAMP_SECRECY].at, "");
	if (d->settings.draft)
		plan_mark_draft(plan);
	if (d->settings.medium != TT_MEDIUM_PLAN && change_medium(d, plan) != 0)
		return -1;
	if (d->settings.appendix != NULL && find_annex(d, plan) != 0)
		return -1;
	d->plan = plan;
	d->name = d->own_name = name_file(&d->mem, plan, d->only);
	return 0;
}

int
document_read(tt_document *d, const struct source *source, struct map *map)
{
	if (document_run(d, document_start, NULL) != 0)
		return -1;
	document_trim(d->context, 1);
	d->source = *source;
	d->map = map;
	return document_run(d, document_take, NULL);
}

int
tt_document_read(tt_document *d, const char *json, size_t n, const char *file)
{
	return tt_document_read_at(d, json, n, file, 1, 1);
}

int
tt_document_read_at(tt_document *d, const char *json, size_t n, const char *file, int line, int column)
{
	const struct source source = { .name = file, .text = json, .len = n, .line = line, .column = column };

	return document_read(d, &source, d->context->map);
}
