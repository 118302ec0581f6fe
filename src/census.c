#include "census.h"
#include "child.h"
#include "intake.h"
#include "record_id.h"

#include <string.h>

enum { FRAME = 64 * 1024 };		/* bytes of keys told at a time */

static bool
send_keys(int line, struct wire *keys, enum census_end end)
{
	struct wire w = { 0 };
	bool fine;

	wire_put_number(&w, end);
	wire_put_bytes(&w, keys->data, keys->len);
	fine = !keys->failed && child_send(line, &w) == 0;
	wire_clear(keys);
	wire_free(&w);
	return fine;
}

int
census_run(int line, void *user)
{
	const struct intake *in = user;
	struct feed_options options = in->feed;
	struct hash_table ids = { 0 };
	struct wire keys = { 0 }, id = { 0 };
	struct feed feed = { 0 };
	struct record r;
	bool twice, fine;

	options.again = true;
	fine = feed_open(&feed, &options, in->report) == 0;
	while (fine && feed_next(&feed, &r) != 0) {
		fine = record_id_make(&id, &r, in->id, &ids, &twice);
		if (fine)
			wire_put_number(&keys, hash_table_key(id.data));
		if (fine && keys.len >= FRAME)
			fine = send_keys(line, &keys, CENSUS_GOING);
	}
	fine = fine && send_keys(line, &keys, feed_left_out(&feed) ? CENSUS_PARTLY : CENSUS_WHOLE);
	feed_close(&feed);
	hash_table_free(&ids);
	wire_free(&keys);
	wire_free(&id);
	return fine ? 0 : CHILD_NO_MEMORY;
}

bool
census_read(struct wire_reader *r, struct hash_table *ids, enum census_end *end)
{
	struct wire_reader keys = { 0 };
	size_t n;
	bool fine = true;

	*end = (enum census_end)wire_number(r);
	keys.p = wire_bytes(r, &n);
	keys.end = keys.p == NULL ? NULL : keys.p + n;
	while (fine && keys.p != keys.end)
		fine = hash_table_add(ids, wire_number(&keys), 1);
	return fine;
}
