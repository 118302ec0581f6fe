#include "report_capture.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT_MOST = 20 };		/* errors of a document that a list of failures has */

/* A message without a place has that of the record. */
static struct tt_message
placed(const struct report_capture *t, const struct tt_message *m)
{
	struct tt_message out = *m;

	if (t->file == NULL || (m->file != NULL && (m->line > 0 || strcmp(m->file, t->file) != 0)))
		return out;
	out.file = t->file;
	out.line = t->line;
	out.column = t->column;
	return out;
}

static FILE *
opened(FILE **f, char **text, size_t *size)
{
	if (*f == NULL)
		*f = open_memstream(text, size);
	return *f;
}

/* JSON without the line break behind it. */
static void
add_json(struct report_capture *t, const struct report *r, const struct tt_message *m)
{
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);

	if (f == NULL)
		return;
	report_message_to(r, f, true, m);
	if (fclose(f) == 0 && n > 0 && opened(&t->json_to, &t->json, &t->sizes[2]) != NULL) {
		if (t->errors > 1)
			fputc(',', t->json_to);
		fwrite(text, 1, n - 1, t->json_to);
	}
	free(text);
}

void
report_capture_add(struct report_capture *t, const struct tt_message *m)
{
	struct tt_message out = placed(t, m);
	struct report r = *t->report;

	r.record = t->record;
	t->warnings += m->level == TT_WARNING;
	if (m->level == TT_ERROR || !t->errors_only)
		if (opened(&t->told_to, &t->told, &t->sizes[0]) != NULL)
			report_message_to(&r, t->told_to, r.json, &out);
	if (m->level != TT_ERROR)
		return;
	if (t->errors++ == 0)
		snprintf(t->first, sizeof t->first, "%s", m->id);
	if (t->errors > KEPT_MOST)
		return;
	if (opened(&t->human_to, &t->human, &t->sizes[1]) != NULL)
		report_message_to(&r, t->human_to, false, &out);
	add_json(t, &r, &out);
}

void
report_capture_close(struct report_capture *t)
{
	FILE **streams[] = { &t->told_to, &t->human_to, &t->json_to };

	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		FILE *f = *streams[i];
		if (f != NULL)
			fclose(f);
		*streams[i] = NULL;
	}
}

void
report_capture_free(struct report_capture *t)
{
	report_capture_close(t);
	free(t->told);
	free(t->human);
	free(t->json);
	t->told = t->human = t->json = NULL;
}
