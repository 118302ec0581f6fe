#include "feed.h"
#include "input_stream.h"
#include "test.h"

#include <stdlib.h>
#include <unistd.h>

static void
put(const char *path, const char *mode, const char *text)
{
	FILE *f = fopen(path, mode);

	CHECK(f != NULL && fputs(text, f) >= 0 && fclose(f) == 0);
}

/* Reads to the end; the bytes that were there. */
static size_t
drain(struct input_stream *s)
{
	char room[7];
	size_t all = 0;
	ptrdiff_t n;

	while ((n = input_stream_read(s, room, sizeof room)) > 0)
		all += (size_t)n;
	return all;
}

static void
test_stream(const char *path)
{
	struct input_stream *s = malloc(sizeof *s);
	char room[4];

	put(path, "w", "[1, 2, 3]");
	CHECK(input_stream_open(s, path) == 0 && input_stream_read(s, room, sizeof room) == 4 && drain(s) == 5);
	CHECK(input_stream_same(s) && s->fault == INPUT_STREAM_FINE && s->taken == 9);
	put(path, "a", "x");
	CHECK(!input_stream_same(s) && s->fault == INPUT_STREAM_CHANGED);
	input_stream_close(s);
	CHECK(input_stream_open(s, "/") == -1 && s->fault == INPUT_STREAM_FOLDER);
	input_stream_close(s);
	CHECK(input_stream_open(s, "/none/such") == -1 && s->fault == INPUT_STREAM_OPEN && s->error != 0);
	input_stream_close(s);
	free(s);
}

/* A file that grows between its first record and its last. */
static void
test_feed(const char *path)
{
	const char *const inputs[] = { path };
	const struct feed_options options = { .inputs = inputs, .ninputs = 1, .step = 4 };
	const struct report report = { .language = TT_ENGLISH };
	struct record r;
	struct feed feed;

	put(path, "w", "{\"a\": 1}\n{\"b\": 2}\n");
	CHECK(feed_open(&feed, &options, &report) == 0);
	CHECK(feed_next(&feed, &r) == 1 && r.index == 1 && r.line == 1 && r.len == 8
	    && strncmp(r.text, "{\"a\": 1}", 8) == 0);
	put(path, "a", "{\"c\": 3}\n");
	CHECK(feed_next(&feed, &r) == 1 && r.index == 2 && r.line == 2);
	CHECK(feed_next(&feed, &r) == 1 && r.index == 3 && r.line == 3 && !r.whole);
	CHECK(feed_next(&feed, &r) == -1 && r.index == 0 && r.text == NULL);
	CHECK_TEXT(r.fault->id, "feed-changed");
	CHECK_INT(r.fault->fault, TT_FAULT_ENVIRONMENT);
	CHECK(feed_next(&feed, &r) == 0 && feed_next(&feed, &r) == 0);
	feed_close(&feed);
}

int
main(void)
{
	char path[] = "/tmp/thethuc-stream-XXXXXX";
	int fd = mkstemp(path);

	CHECK(fd >= 0);
	close(fd);
	test_stream(path);
	test_feed(path);
	unlink(path);
	return test_end("input_stream");
}
