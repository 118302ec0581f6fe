#include "sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

int
sink_open(struct sink *s, int fd)
{
	s->fd = fd;
	s->error = fd < 0 ? errno : 0;
	s->bytes = 0;
	s->held = 0;
	digest_start(&s->digest);
	return s->error;
}

static void
empty(struct sink *s)
{
	for (size_t done = 0; done < s->held && s->error == 0; ) {
		ssize_t n = write(s->fd, s->buffer + done, s->held - done);
		if (n >= 0)
			done += (size_t)n;
		else if (errno != EINTR)
			s->error = errno;
	}
	s->held = 0;
}

int
sink_take(void *user, const void *data, size_t n)
{
	struct sink *s = user;

	digest_add(&s->digest, data, n);
	s->bytes += n;
	for (const char *p = data; n > 0 && s->error == 0; ) {
		size_t room = sizeof s->buffer - s->held, part = room < n ? room : n;
		memcpy(s->buffer + s->held, p, part);
		s->held += part;
		p += part;
		n -= part;
		if (s->held == sizeof s->buffer)
			empty(s);
	}
	return s->error == 0 ? 0 : -1;
}

int
sink_close(struct sink *s, char hex[DIGEST_HEX])
{
	empty(s);
	digest_end(&s->digest, hex);
	if (close(s->fd) != 0 && s->error == 0)
		s->error = errno;
	return s->error;
}
