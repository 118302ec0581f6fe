#include "verify.h"
#include "arena.h"
#include "diag.h"
#include "pdf_changes.h"
#include "pdf_xref.h"
#include "thethuc.h"

#include <string.h>

static int
say(const struct verify *v, struct diag *d, enum diag_code code, const char *one, const char *two)
{
	return diag_add_at(d, code, v->pdf, 0, 0, (const char *const[]){ "", one, two, NULL });
}

/* What the first of several revisions says; what the last one says when that is not to be had. */
static void
read_first(struct verify *v, struct arena *mem, const struct source *pdf, size_t end)
{
	struct source first = { .name = pdf->name, .text = pdf->text, .len = end };
	struct pdf_source source;
	struct pdf_in in;

	if (pdf_read_source(&in, mem, diag_new(mem, TT_ENGLISH), &first, &source) == 0)
		v->source = source;
}

int
verify_open(struct verify *v, struct arena *mem, struct diag *d, const struct source *pdf)
{
	struct pdf_source last;
	size_t end;

	*v = (struct verify){ .pdf = pdf };
	if (pdf_read_source(&v->in, mem, d, pdf, &last) != 0)
		return -1;
	v->source = last;
	end = pdf_first_end(&v->in);
	if (end < pdf->len)
		read_first(v, mem, pdf, end);
	if (v->source.len != last.len || memcmp(v->source.data, last.data, last.len) != 0)
		return say(v, d, DIAG_SOURCE_CHANGED, NULL, NULL);
	return 0;
}

int
verify_write(void *user, const void *data, size_t n)
{
	struct verify *v = user;
	const char *new = data;

	for (size_t i = 0; v->same == v->at + i && i < n; i++)
		v->same += v->same < v->pdf->len && v->pdf->text[v->same] == new[i];
	v->at += n;
	return 0;
}

/* Why the bytes are not the same, as far as it can be told. */
static int
explain(const struct verify *v, struct arena *mem, struct diag *d)
{
	static const char program[] = "thethuc " TT_VERSION;

	if (strcmp(v->source.producer, program) != 0)
		return say(v, d, DIAG_VERIFY_PROGRAM, v->source.producer, program);
	return say(v, d, DIAG_VERIFY_DIFFERENT, arena_printf(mem, "%zu", v->same), NULL);
}

/* The first revision is the same; looks at those that follow it. */
static int
judge_later(struct verify *v, struct arena *mem, struct diag *d)
{
	struct pdf_changes c = pdf_changes_since(&v->in, mem, v->same);

	if (c.revisions == 0)
		return say(v, d, DIAG_VERIFY_AFTER, arena_printf(mem, "%zu", v->pdf->len - v->same), NULL);
	if (c.broken)
		return say(v, d, DIAG_PDF_DAMAGED, arena_printf(mem, "%zu", c.where), NULL);
	if (c.kind == PDF_CHANGE_CONTENT)
		return say(v, d, DIAG_VERIFY_REVISED, arena_printf(mem, "%d", (int)c.number), NULL);
	say(v, d, c.kind == PDF_CHANGE_NOTES ? DIAG_VERIFY_NOTES : DIAG_VERIFY_LATER,
	    arena_printf(mem, "%zu", c.revisions), NULL);
	return 0;
}

int
verify_conclude(struct verify *v, struct arena *mem, struct diag *d)
{
	if (v->same < v->at)
		return explain(v, mem, d);
	if (v->same < v->pdf->len)
		return judge_later(v, mem, d);
	say(v, d, DIAG_VERIFY_SAME, NULL, NULL);
	return 0;
}

/* What the system lacks is not the document's fault. */
int
verify_blame(const struct verify *v, struct diag *d, const struct tt_message *m)
{
	enum diag_code code = m != NULL && m->fault != TT_FAULT_DATA ? DIAG_VERIFY_SYSTEM
	    : DIAG_VERIFY_RENDER;

	return say(v, d, code, m != NULL ? m->text : "", NULL);
}
