#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINE_ROOM = 1 << 20, STEP = 64 * 1024, PATIENCE = 20 };	/* seconds for who takes nothing */

/* In the new process: nothing of the others stays open, and it does not outlive its parent. */
static void
enter_child(const struct children *c, pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	for (size_t i = 0; i < c->n; i++)
		if (c->items[i].pid != 0)
			close(c->items[i].fd);
}

int
child_start(struct children *c, size_t i, child_main *work, void *user)
{
	struct child *m = &c->items[i];
	const struct timeval patience = { .tv_sec = PATIENCE };
	int ends[2], room = LINE_ROOM;
	pid_t parent = getpid();

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return errno;
	for (int k = 0; k < 2; k++) {
		setsockopt(ends[k], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
		fcntl(ends[k], F_SETFD, FD_CLOEXEC);
	}
	setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
	m->pid = fork();
	if (m->pid < 0) {
		int error = errno;
		m->pid = 0;
		close(ends[0]);
		close(ends[1]);
		return error;
	}
	if (m->pid == 0) {
		enter_child(c, parent);
		close(ends[0]);
		_exit(work(ends[1], user));
	}
	close(ends[1]);
	m->fd = ends[0];
	m->taken = 0;
	wire_clear(&m->in);
	if (i >= c->n)
		c->n = i + 1;
	return 0;
}

static int
send_all(int line, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t sent = send(line, p, n, MSG_NOSIGNAL);
		if (sent < 0 && errno != EINTR)
			return errno;
		p += sent > 0 ? sent : 0;
		n -= sent > 0 ? (size_t)sent : 0;
	}
	return 0;
}

int
child_send(int line, const struct wire *frame)
{
	uint64_t n = frame->len;
	int error;

	if (frame->failed)
		return ENOMEM;
	error = send_all(line, (const char *)&n, sizeof n);
	return error != 0 ? error : send_all(line, frame->data, frame->len);
}

/* Moves what is not yet looked at to the front and makes room behind it. */
static bool
make_room(struct child *m)
{
	struct wire *w = &m->in;
	size_t left = w->len - m->taken, cap;
	char *more;

	if (m->taken > 0) {
		memmove(w->data, w->data + m->taken, left);
		w->len = left;
		m->taken = 0;
	}
	if (w->cap - w->len >= STEP)
		return true;
	cap = w->cap * 2 + STEP;
	more = realloc(w->data, cap);
	if (more == NULL)
		return false;
	w->data = more;
	w->cap = cap;
	return true;
}

int
child_receive(struct child *m)
{
	ssize_t n;

	if (!make_room(m))
		return ENOMEM;
	do
		n = recv(m->fd, m->in.data + m->in.len, m->in.cap - m->in.len, MSG_DONTWAIT);
	while (n < 0 && errno == EINTR);
	if (n > 0)
		m->in.len += (size_t)n;
	return n > 0 || (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) ? 0 : EPIPE;
}

bool
child_frame(struct child *m, struct wire_reader *frame)
{
	struct wire_reader r = { m->in.data + m->taken, m->in.data + m->in.len };
	uint64_t n;

	if (m->in.len - m->taken < sizeof n)
		return false;
	n = wire_number(&r);
	if (n > (size_t)(r.end - r.p))
		return false;
	*frame = (struct wire_reader){ r.p, r.p + n };
	m->taken += sizeof n + (size_t)n;
	return true;
}

static bool
read_all(int line, char *p, size_t n)
{
	while (n > 0) {
		ssize_t got = recv(line, p, n, 0);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		p += got > 0 ? got : 0;
		n -= got > 0 ? (size_t)got : 0;
	}
	return true;
}

bool
child_wait(int line, struct wire *frame, struct wire_reader *r)
{
	uint64_t n;

	if (!read_all(line, (char *)&n, sizeof n))
		return false;
	if (n > frame->cap) {
		char *more = realloc(frame->data, n);
		frame->failed = more == NULL;
		if (more == NULL)
			return false;
		frame->data = more;
		frame->cap = n;
	}
	frame->len = n;
	*r = (struct wire_reader){ frame->data, frame->data + n };
	return read_all(line, frame->data, n);
}

int
child_stop(struct child *m, bool at_once)
{
	int status = 0;

	if (m->pid == 0)
		return 0;
	if (at_once)
		kill(m->pid, SIGKILL);
	close(m->fd);
	while (waitpid(m->pid, &status, 0) < 0 && errno == EINTR)
		;
	m->pid = 0;
	wire_free(&m->in);
	m->taken = 0;
	return status;
}

int
child_lost(struct child *m)
{
	int status = child_stop(m, false);

	return WIFEXITED(status) && WEXITSTATUS(status) == CHILD_NO_MEMORY ? ENOMEM : ECHILD;
}
