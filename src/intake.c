#include "intake.h"
#include "child.h"
#include "record_id.h"
#include "report_capture.h"

#include <errno.h>

static void
put_message(struct wire *w, const struct intake *in, const struct record *r, const struct tt_message *m)
{
	struct report_capture t = { .report = in->report, .record = r->whole ? 0 : r->index };

	report_capture_add(&t, m);
	report_capture_close(&t);
	wire_put_number(w, m->level == TT_ERROR);
	wire_put_number(w, m->fault);
	wire_put_text(w, m->id);
	wire_put_text(w, t.told);
	wire_put_text(w, t.human);
	wire_put_text(w, t.json);
	w->failed |= t.failed;
	report_capture_free(&t);
}

static void
put_place(struct wire *w, enum intake_kind kind, const struct feed *feed, const struct record *r, const char *id)
{
	uint64_t read, all;

	wire_clear(w);
	feed_progress(feed, &read, &all);
	wire_put_number(w, kind);
	wire_put_number(w, read);
	wire_put_number(w, all);
	wire_put_text(w, r->file);
	wire_put_number(w, (uint64_t)r->line);
	wire_put_number(w, (uint64_t)r->column);
	wire_put_number(w, r->whole ? 0 : r->index);
	wire_put_text(w, r->folder);
	wire_put_text(w, id);
}

/* Says that an id is not the only one of its kind. */
static int
tell_twice(int line, const struct intake *in, const struct feed *feed, const struct record *r, const char *id,
    struct wire *w)
{
	struct reported m = { .text = NULL };

	report_make(in->report, &m, r->file, TEXT_DOCUMENT_ID_TWICE, (const char *const[]){ id, NULL });
	m.message.level = TT_WARNING;
	m.message.line = (int)r->line;
	m.message.column = (int)r->column;
	put_place(w, INTAKE_FAULT, feed, r, id);
	put_message(w, in, r, &m.message);
	report_drop(&m);
	return child_send(line, w);
}

/* Hands on one record or fault; 0, or an errno value. */
static int
hand_on(int line, const struct intake *in, const struct feed *feed, struct hash_table *ids,
    const struct record *r, int got)
{
	struct wire w = { 0 }, id = { 0 };
	bool twice;
	int error = record_id_make(&id, r, in->id, ids, &twice) ? 0 : ENOMEM;

	if (error == 0 && twice && got > 0)
		error = tell_twice(line, in, feed, r, id.data, &w);
	if (error == 0) {
		put_place(&w, got > 0 ? INTAKE_RECORD : INTAKE_FAULT, feed, r, id.data);
		if (got > 0)
			wire_put_bytes(&w, r->text, r->len);
		else
			put_message(&w, in, r, r->fault);
		error = child_send(line, &w);
	}
	wire_free(&w);
	wire_free(&id);
	return error;
}

static int
hand_on_all(int line, const struct intake *in)
{
	struct feed feed = { 0 };
	struct hash_table ids = { 0 };
	struct record r;
	int got, error = 0, status = feed_open(&feed, &in->feed, in->report);

	while (status == 0 && error == 0 && (got = feed_next(&feed, &r)) != 0)
		error = hand_on(line, in, &feed, &ids, &r, got);
	if (error == ENOMEM)
		status = REPORT(in->report, NULL, NO_MEMORY, "");
	feed_close(&feed);
	hash_table_free(&ids);
	return status;
}

int
intake_run(int line, void *user)
{
	struct wire w = { 0 };
	int status = hand_on_all(line, user);

	wire_put_number(&w, INTAKE_END);
	wire_put_number(&w, (uint64_t)status);
	status = child_send(line, &w) == ENOMEM ? CHILD_NO_MEMORY : 0;
	wire_free(&w);
	return status;
}

void
intake_read(struct wire_reader *r, struct intake_item *item)
{
	*item = (struct intake_item){ .kind = (enum intake_kind)wire_number(r) };
	if (item->kind == INTAKE_END) {
		item->status = (int)wire_number(r);
		return;
	}
	item->read = wire_number(r);
	item->all = wire_number(r);
	item->file = wire_text(r);
	item->line = wire_number(r);
	item->column = wire_number(r);
	item->index = wire_number(r);
	item->folder = wire_text(r);
	item->id = wire_text(r);
	if (item->kind == INTAKE_RECORD) {
		item->record = wire_bytes(r, &item->len);
		return;
	}
	item->lost = wire_number(r) != 0;
	item->fault = wire_number(r);
	item->fault_id = wire_text(r);
	item->told = wire_text(r);
	item->human = wire_text(r);
	item->json = wire_text(r);
}
