#include "input_stream.h"
#include "gzip.h"
#include "zstd_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static int
fail(struct input_stream *s, enum input_stream_fault fault, int error)
{
	s->fault = fault;
	s->error = error;
	return -1;
}

int
input_stream_open(struct input_stream *s, const char *path)
{
	s->standard = strcmp(path, "-") == 0;
	s->fd = s->standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	s->ended = s->whole = s->begun = false;
	s->gzip = NULL;
	s->zstd = NULL;
	s->fault = INPUT_STREAM_FINE;
	s->error = 0;
	s->taken = 0;
	s->at = s->n = 0;
	if (s->fd < 0 || fstat(s->fd, &s->before) != 0)
		return fail(s, INPUT_STREAM_OPEN, errno);
	if (S_ISDIR(s->before.st_mode))
		return fail(s, INPUT_STREAM_FOLDER, EISDIR);
	return 0;
}

/* Reads more of the file itself, behind what waits. 0, also at its end; -1 with the fault. */
static int
take(struct input_stream *s)
{
	ssize_t n;

	memmove(s->raw, s->raw + s->at, s->n);
	s->at = 0;
	do
		n = read(s->fd, s->raw + s->n, sizeof s->raw - s->n);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail(s, INPUT_STREAM_READ, errno);
	s->ended = n == 0;
	s->n += (size_t)n;
	s->taken += (uint64_t)n;
	return 0;
}

/* Looks what kind the file is. -1 with the fault. */
static int
begin(struct input_stream *s)
{
	enum { MARK = 4 };

	while (s->n < MARK && !s->ended)
		if (take(s) != 0)
			return -1;
	s->begun = true;
	if (gzip_starts(s->raw, s->n))
		s->gzip = gzip_new();
	else if (zstd_file_starts(s->raw, s->n))
		s->zstd = zstd_file_new();
	else
		return 0;
	return s->gzip == NULL && s->zstd == NULL ? fail(s, INPUT_STREAM_MEMORY, ENOMEM) : 0;
}

static ptrdiff_t
copy(struct input_stream *s, char *out, size_t n)
{
	if (s->n == 0 && !s->ended && take(s) != 0)
		return -1;
	if (n > s->n)
		n = s->n;
	memcpy(out, s->raw + s->at, n);
	s->at += n;
	s->n -= n;
	return (ptrdiff_t)n;
}

/* What an unpacker said, as a fault; FINE when it can go on. */
static enum input_stream_fault
judge(enum unpack_result result)
{
	static const enum input_stream_fault faults[] = {
		[UNPACK_GOING] = INPUT_STREAM_FINE, [UNPACK_WHOLE] = INPUT_STREAM_FINE,
		[UNPACK_OTHER] = INPUT_STREAM_TAIL,
		[UNPACK_DAMAGED] = INPUT_STREAM_DAMAGED, [UNPACK_LARGE] = INPUT_STREAM_WINDOW,
		[UNPACK_NO_MEMORY] = INPUT_STREAM_MEMORY,
	};

	return faults[result];
}

static ptrdiff_t
unpack(struct input_stream *s, char *out, size_t n)
{
	for (;;) {
		struct unpack u = { .in = s->raw + s->at, .nin = s->n, .out = out, .nout = n };
		enum unpack_result result = s->gzip != NULL ? gzip_step(s->gzip, &u) : zstd_file_step(s->zstd, &u);
		bool stuck = u.nin == s->n && u.nout == n;
		s->at += s->n - u.nin;
		s->n = u.nin;
		s->fault = judge(result);
		if (!stuck)
			s->whole = result == UNPACK_WHOLE;
		if (u.nout < n)
			return (ptrdiff_t)(n - u.nout);
		if (s->fault != INPUT_STREAM_FINE)
			return -1;
		if (s->n == 0 && s->ended)
			return s->whole ? 0 : fail(s, INPUT_STREAM_CUT, 0);
		if (s->n == 0 && take(s) != 0)
			return -1;
	}
}

ptrdiff_t
input_stream_read(void *user, char *out, size_t n)
{
	struct input_stream *s = user;

	if (s->fault != INPUT_STREAM_FINE || (!s->begun && begin(s) != 0))
		return -1;
	return s->gzip != NULL || s->zstd != NULL ? unpack(s, out, n) : copy(s, out, n);
}

bool
input_stream_same(struct input_stream *s)
{
	struct stat now;

	if (!S_ISREG(s->before.st_mode) || fstat(s->fd, &now) != 0)
		return true;
	if (now.st_size == s->before.st_size && now.st_mtim.tv_sec == s->before.st_mtim.tv_sec
	    && now.st_mtim.tv_nsec == s->before.st_mtim.tv_nsec)
		return true;
	fail(s, INPUT_STREAM_CHANGED, 0);
	return false;
}

void
input_stream_close(struct input_stream *s)
{
	gzip_free(s->gzip);
	zstd_file_free(s->zstd);
	s->gzip = NULL;
	s->zstd = NULL;
	if (s->fd >= 0 && !s->standard)
		close(s->fd);
	s->fd = -1;
}
