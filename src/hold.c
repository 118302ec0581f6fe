#include "hold.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

int
hold_open(struct hold *h, const char *path, const struct report *r)
{
	int error;

	/* Who held it has put another file in its place. */
	do {
		h->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
		if (h->fd < 0)
			return REPORT(r, path, FILE_READ, report_reason(r, errno));
		while (flock(h->fd, LOCK_EX) != 0 && errno == EINTR)
			continue;
		error = fstat(h->fd, &h->was) != 0 ? errno : 0;
		if (error == 0 && hold_is_same(h, path))
			return 0;
		hold_close(h);
	} while (error == 0);
	return REPORT(r, path, FILE_READ, report_reason(r, error));
}

bool
hold_is_same(const struct hold *h, const char *path)
{
	struct stat is;

	return stat(path, &is) == 0 && is.st_dev == h->was.st_dev && is.st_ino == h->was.st_ino
	    && is.st_size == h->was.st_size
	    && is.st_mtim.tv_sec == h->was.st_mtim.tv_sec && is.st_mtim.tv_nsec == h->was.st_mtim.tv_nsec;
}

void
hold_close(struct hold *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
}
