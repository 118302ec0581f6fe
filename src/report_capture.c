#include "report_capture.h"
#include "wire_stream.h"

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

/* Adds a message to one of the texts. */
static void
add(struct report_capture *t, size_t text, const struct report *r, bool json, const struct tt_message *m)
{
	if (t->streams[text] == NULL)
		t->streams[text] = wire_stream(&t->texts[text]);
	if (t->streams[text] != NULL)
		report_message_to(r, t->streams[text], json, m);
}

/* An object behind those that are there, without the line break behind it. */
static void
add_json(struct report_capture *t, const struct report *r, const struct tt_message *m)
{
	struct wire *w = &t->texts[REPORT_CAPTURE_JSON];
	FILE *f = t->streams[REPORT_CAPTURE_JSON];

	if (f != NULL)
		fputc(',', f);
	add(t, REPORT_CAPTURE_JSON, r, true, m);
	f = t->streams[REPORT_CAPTURE_JSON];
	if (f != NULL && fflush(f) == 0 && w->len > 0)
		w->len--;
}

void
report_capture_add(struct report_capture *t, const struct tt_message *m)
{
	struct tt_message out = placed(t, m);
	struct report r = *t->report;

	r.record = t->record;
	t->warnings += m->level == TT_WARNING;
	if (m->level == TT_ERROR || !t->errors_only)
		add(t, REPORT_CAPTURE_TOLD, &r, r.json, &out);
	if (m->level != TT_ERROR)
		return;
	if (t->errors++ == 0)
		snprintf(t->first, sizeof t->first, "%s", m->id);
	if (t->errors > KEPT_MOST)
		return;
	add(t, REPORT_CAPTURE_HUMAN, &r, false, &out);
	add_json(t, &r, &out);
}

void
report_capture_close(struct report_capture *t)
{
	const char **const texts[] = { [REPORT_CAPTURE_TOLD] = &t->told, [REPORT_CAPTURE_HUMAN] = &t->human,
		[REPORT_CAPTURE_JSON] = &t->json };

	for (size_t i = 0; i < REPORT_CAPTURE__TEXTS; i++) {
		struct wire *w = &t->texts[i];
		FILE *f = t->streams[i];
		if (f != NULL) {
			fclose(f);
			wire_add(w, "", 1);
		}
		t->streams[i] = NULL;
		t->failed |= w->failed;
		*texts[i] = w->failed ? NULL : w->data;
	}
}

void
report_capture_free(struct report_capture *t)
{
	report_capture_close(t);
	for (size_t i = 0; i < REPORT_CAPTURE__TEXTS; i++)
		wire_free(&t->texts[i]);
	t->told = t->human = t->json = NULL;
}
