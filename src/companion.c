#include "companion.h"
#include "installed.h"
#include "start.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct { const char *verb, *program; } companions[] = {
	{ "sign", "thethuc-sign" }, { "verify", "thethuc-sign" }, { "print", "thethuc-print" },
	{ "preview", "thethuc-preview" },
};

/* Beside this program, or where packages put what only programs call; without "/" from this program's folder. */
static const char *const folders[] = { "", "../libexec/thethuc/", INSTALLED_LIBEXEC "/" };

/* Runs the program in this process's place; comes back with the exit status after a message. */
static int
run_here(const char *program, char *const *argv, const struct report *r)
{
	char own[PATH_ROOM], path[PATH_ROOM + 64];
	ssize_t n = readlink("/proc/self/exe", own, sizeof own - 1);
	char *slash;

	own[n > 0 ? n : 0] = '\0';
	slash = strrchr(own, '/');
	if (slash != NULL)
		slash[1] = '\0';
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		if (*folders[i] != '/' && slash == NULL)	/* no /proc: never from where the user happens to be */
			continue;
		snprintf(path, sizeof path, "%s%s%s", *folders[i] == '/' ? "" : own, folders[i], program);
		execv(path, argv);
		if (errno != ENOENT)
			break;
	}
	return REPORT(r, program, COMPANION, report_reason(r, errno), argv[1]);
}

static const char *
find_program(const char *verb)
{
	for (size_t i = 0; verb != NULL && i < sizeof companions / sizeof *companions; i++)
		if (strcmp(verb, companions[i].verb) == 0)
			return companions[i].program;
	return NULL;
}

int
companion_run(char **argv, const struct report *r)
{
	const char *program = find_program(argv[1]);

	return program == NULL ? -1 : run_here(program, argv, r);
}

/* Gives all bytes to a pipe; whoever reads may stop early. */
static void
feed(int fd, const char *data, size_t n)
{
	while (n > 0) {
		ssize_t part = write(fd, data, n);
		if (part < 0 && errno != EINTR)
			return;
		data += part > 0 ? part : 0;
		n -= part > 0 ? (size_t)part : 0;
	}
}

int
companion_feed(char *const *argv, const char *data, size_t n, const struct report *r)
{
	const char *program = find_program(argv[1]);
	int ends[2], state = 0, error;
	char number[16];
	pid_t child;

	fflush(stdout);
	if (pipe(ends) != 0)
		return REPORT(r, program, COMPANION, report_reason(r, errno), argv[1]);
	child = fork();
	if (child < 0) {
		error = errno;
		close(ends[0]);
		close(ends[1]);
		return REPORT(r, program, COMPANION, report_reason(r, error), argv[1]);
	}
	if (child == 0) {
		dup2(ends[0], STDIN_FILENO);
		close(ends[0]);
		close(ends[1]);
		_exit(run_here(program, argv, r));
	}
	close(ends[0]);
	feed(ends[1], data, n);
	close(ends[1]);
	while (waitpid(child, &state, 0) < 0 && errno == EINTR)
		;
	if (WIFEXITED(state))
		return WEXITSTATUS(state);
	snprintf(number, sizeof number, "%d", WTERMSIG(state));
	return REPORT(r, program, COMPANION_ENDED, number);
}
