#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int
refuse(const struct input *in, const struct report *r, int error)
{
	if (error == EISDIR)
		return REPORT(r, in->name, FILE_FOLDER, "");
	if (error == ENOMEM)
		return REPORT(r, in->name, NO_MEMORY, "");
	return REPORT(r, in->name, FILE_READ, report_reason(r, error));
}

static int
refuse_large(const struct input *in, const struct report *r)
{
	char limit[16];

	snprintf(limit, sizeof limit, "%zu", in->most >> 20);
	return REPORT(r, in->name, FILE_LARGE, limit);
}

/* Makes room for more; 0, or -1 when there is no memory. */
static int
grow(struct input *in, size_t *room)
{
	size_t more = *room == 0 ? (size_t)64 * 1024 : *room * 2;
	char *text = realloc(in->text, more);

	if (text == NULL)
		return -1;
	in->text = text;
	*room = more;
	return 0;
}

static int
read_all(struct input *in, int fd, const struct report *r)
{
	size_t room = 0;
	ssize_t n;

	do {
		if (in->len == room && grow(in, &room) != 0)
			return refuse(in, r, ENOMEM);
		n = read(fd, in->text + in->len, room - in->len);
		if (n < 0 && errno != EINTR)
			return refuse(in, r, errno);
		in->len += n > 0 ? (size_t)n : 0;
		if (in->len > in->most)
			return refuse_large(in, r);
	} while (n != 0);
	return 0;
}

int
input_read(struct input *in, const char *path, int most_mib, const struct report *r)
{
	int standard = strcmp(path, "-") == 0, status;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;

	*in = (struct input){ .name = standard ? "stdin" : path, .most = (size_t)most_mib << 20 };
	if (fd < 0 || fstat(fd, &st) != 0) {
		status = refuse(in, r, errno);
	} else if (S_ISDIR(st.st_mode)) {
		status = refuse(in, r, EISDIR);
	} else if (S_ISREG(st.st_mode) && st.st_size > (off_t)in->most) {
		status = refuse_large(in, r);
	} else {
		in->device = st.st_dev;
		in->inode = st.st_ino;
		status = read_all(in, fd, r);
	}
	if (fd >= 0 && !standard)
		close(fd);
	return status;
}

void
input_free(struct input *in)
{
	free(in->text);
	in->text = NULL;
}
