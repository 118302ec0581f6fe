#include "intake.h"
#include "child.h"
#include "hash_table.h"
#include "json_member.h"
#include "report_capture.h"

#include <string.h>

enum { ID_ROOM = 512 };

/* Members that are a record's own id, the first that is there. */
static const char *const usual[] = { "id", "$id", "DocumentId" };

/* The value at a JSON pointer; no escapes but those for "/" and "~". */
static bool
find_pointer(const char *text, size_t n, const char *pointer, struct json_member *m)
{
	char name[ID_ROOM];

	*m = (struct json_member){ .value = text, .len = n };
	while (*pointer == '/') {
		size_t k = 0;
		for (pointer++; *pointer != '\0' && *pointer != '/'; pointer++) {
			char c = *pointer;
			if (c == '~' && (pointer[1] == '0' || pointer[1] == '1'))
				c = *++pointer == '0' ? '~' : '/';
			if (k + 1 < sizeof name)
				name[k++] = c;
		}
		name[k] = '\0';
		if (!json_member_find(m->value, m->len, name, m))
			return false;
	}
	return m->value != text;
}

static bool
own_id(const struct intake *in, const struct record *r, char id[ID_ROOM])
{
	struct json_members all;
	struct json_member m;
	size_t best = sizeof usual / sizeof *usual;

	if (in->id != NULL)
		return find_pointer(r->text, r->len, in->id, &m) && json_member_text(&m, id, ID_ROOM);
	json_members_open(&all, r->text, r->len);
	while (best > 0 && json_members_next(&all, &m))
		for (size_t i = 0; i < best; i++)
			if (json_member_is(&m, usual[i]) && json_member_text(&m, id, ID_ROOM)) {
				best = i;
				break;
			}
	return best < sizeof usual / sizeof *usual;
}

/* Numbers what was there before: "id#2". False: no memory. */
static bool
make_unique(struct hash_table *ids, struct wire *id, bool *twice)
{
	size_t len = id->len - 1;
	uint64_t key = hash_table_key(id->data), *times = hash_table_find(ids, key);
	char number[24];

	*twice = times != NULL;
	if (times == NULL)
		return hash_table_add(ids, key, 1);
	do {
		snprintf(number, sizeof number, "#%llu", (unsigned long long)++*times);
		id->len = len;
		wire_add(id, number, strlen(number) + 1);
	} while (!id->failed && hash_table_find(ids, hash_table_key(id->data)) != NULL);
	return !id->failed && hash_table_add(ids, hash_table_key(id->data), 1);
}

/* Makes the id of a record into `id`, with its NUL. */
static bool
make_id(const struct intake *in, struct hash_table *ids, const struct record *r, struct wire *id, bool *twice)
{
	char own[ID_ROOM], number[24];

	wire_clear(id);
	*twice = false;
	if (r->text != NULL && own_id(in, r, own)) {
		wire_add(id, own, strlen(own) + 1);
	} else {
		wire_add(id, r->file, strlen(r->file));
		snprintf(number, sizeof number, ":%zu", r->index);
		wire_add(id, number, r->whole || r->index == 0 ? 0 : strlen(number));
		wire_add(id, "", 1);
	}
	return !id->failed && make_unique(ids, id, twice);
}

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
	bool twice, fine = make_id(in, ids, r, &id, &twice);
	int error = fine ? 0 : -1;

	if (fine && twice && got > 0)
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

	if (status != 0)
		return status;
	while (error == 0 && (got = feed_next(&feed, &r)) != 0)
		error = hand_on(line, in, &feed, &ids, &r, got);
	if (error == -1)
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
	child_send(line, &w);
	wire_free(&w);
	return 0;
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
