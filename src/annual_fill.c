#include "annual_fill.h"
#include "arena.h"
#include "diag.h"
#include "plan_table.h"
#include "template.h"

#include <string.h>

/* A brace without its pair is told with its word, an end only when nothing else was `told`; other text is copied. */
static const char *
plain_text(struct annual_work *w, const struct template_part *part, const struct where *at, bool told)
{
	const char *text = arena_copy(w->mem, part->text, part->len), *close = strchr(text, '}'), *word = text;

	if (text[0] == '{') {
		word = arena_copy(w->mem, text, strcspn(text, " "));
		annual_tell(w, DIAG_REPORT_BRACE, at, part->text, (const char *const[]){ "", word, NULL });
	} else if (close != NULL && !told) {
		for (const char *p = text; p < close; p++)
			word = *p == ' ' ? p + 1 : word;
		word = arena_copy(w->mem, word, (size_t)(close - word) + 1);
		annual_tell(w, DIAG_REPORT_BRACE_OPEN, at, part->text + (close - text),
		    (const char *const[]){ "", word, NULL });
	}
	return text;
}

/* The profile's words may refer to an appendix that the report's own do not have. */
static void
check_ref(struct annual_work *w, const struct run *r)
{
	size_t i = 0, n = w->appendices->n;

	while (i < n && (w->appendices->items[i].id == NULL || strcmp(w->appendices->items[i].id, r->ref) != 0))
		i++;
	if (w->instead != NULL && n > 0 && i == n)
		DIAG(w->diag, REPORT_APPENDIX, w->instead, "", r->ref);
}

static struct run
fill_note(struct annual_work *w, const struct run *r)
{
	struct run own = *r;
	struct text *note = arena_new(w->mem, sizeof *note);

	*note = annual_fill_text(w, r->note);
	own.note = note;
	return own;
}

/* The names in braces of a run, or of its note, replaced by their values. */
static void
fill_run(struct annual_work *w, struct annual_runs *out, const struct run *r)
{
	const char *text = r->text;
	struct run own = *r;
	struct template_part part;
	bool told = false;

	if (r->kind == RUN_REF)
		check_ref(w, r);
	if (r->kind == RUN_NOTE)
		own = fill_note(w, &own);
	if (r->kind != RUN_TEXT || strpbrk(text, "{}") == NULL) {
		annual_add(w, out, &own);
		return;
	}
	w->text = text;
	while (template_next(&text, &part)) {
		if (part.is_name)
			told |= annual_value(w, out, r, part.text, part.len) != 0;
		else
			annual_say(w, out, r, plain_text(w, &part, r->at, told), 0);
		told |= part.text[0] == '{';
	}
}

const struct where *
annual_place(const struct annual_work *w, const struct where *at)
{
	return w->instead != NULL ? w->instead : at;
}

struct text
annual_fill_text(struct annual_work *w, const struct text *t)
{
	struct annual_runs out = { 0 };

	for (size_t i = 0; i < t->n; i++)
		fill_run(w, &out, &t->runs[i]);
	return (struct text){ out.items, out.n, annual_place(w, t->at) };
}

static struct table_cell *
fill_cells(struct annual_work *w, const struct table_cell *cells, size_t n)
{
	struct table_cell *out = arena_array(w->mem, n, sizeof *out);

	for (size_t i = 0; i < n; i++) {
		out[i] = cells[i];
		out[i].text = annual_fill_text(w, &cells[i].text);
	}
	return out;
}

static struct table_row *
fill_rows(struct annual_work *w, const struct table_row *rows, size_t n)
{
	struct table_row *out = arena_array(w->mem, n, sizeof *out);

	for (size_t i = 0; i < n; i++) {
		out[i] = rows[i];
		out[i].title = annual_fill_text(w, &rows[i].title);
		out[i].label = annual_fill_text(w, &rows[i].label);
		out[i].cells = fill_cells(w, rows[i].cells, rows[i].ncells);
		out[i].values = fill_cells(w, rows[i].values, rows[i].nvalues);
	}
	return out;
}

struct plan_table *
annual_fill_table(struct annual_work *w, const struct plan_table *t)
{
	struct plan_table *out = arena_new(w->mem, sizeof *out);

	*out = *t;
	out->caption = annual_fill_text(w, &t->caption);
	out->unit = annual_fill_text(w, &t->unit);
	out->note = annual_fill_text(w, &t->note);
	out->columns = arena_array(w->mem, t->ncolumns, sizeof *out->columns);
	for (size_t i = 0; i < t->ncolumns; i++) {
		out->columns[i] = t->columns[i];
		out->columns[i].head = annual_fill_text(w, &t->columns[i].head);
	}
	out->header = fill_rows(w, t->header, t->nheader);
	out->rows = fill_rows(w, t->rows, t->nrows);
	return out;
}
