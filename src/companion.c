#include "companion.h"
#include "start.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const struct { const char *verb, *program; } companions[] = {
	{ "sign", "thethuc-sign" }, { "verify", "thethuc-sign" }, { "print", "thethuc-print" },
};

/* Beside this program, or where packages put what only programs call. */
static const char *const folders[] = { "", "../libexec/thethuc/" };

int
companion_run(char **argv, const struct report *r)
{
	char own[PATH_ROOM], path[PATH_ROOM + 64];
	const char *program = NULL;
	ssize_t n;
	char *slash;

	for (size_t i = 0; argv[1] != NULL && i < sizeof companions / sizeof *companions; i++)
		if (strcmp(argv[1], companions[i].verb) == 0)
			program = companions[i].program;
	if (program == NULL)
		return -1;
	n = readlink("/proc/self/exe", own, sizeof own - 1);
	own[n > 0 ? n : 0] = '\0';
	slash = strrchr(own, '/');
	if (slash != NULL)
		slash[1] = '\0';
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, sizeof path, "%s%s%s", own, folders[i], program);
		execv(path, argv);
		if (errno != ENOENT)
			break;
	}
	return REPORT(r, program, COMPANION, report_reason(r, errno), argv[1]);
}
