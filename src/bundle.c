#include "bundle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum place { WAITING, FORMER, TARGET };	/* where a file is: in the waiting folder, there as the one replaced, or put */

/* Path of a file; the caller frees it. NULL: no memory. */
static char *
path_of(const struct bundle *b, enum place place, const char *name)
{
	const char *folder = place == TARGET ? b->folder : b->staging;
	size_t room = strlen(folder) + strlen(name) + 8;
	char *path = malloc(room);

	if (path != NULL)
		snprintf(path, room, "%s/%s%s", folder, place == FORMER ? ".old-" : "", name);
	return path;
}

static int
fail(struct bundle *b, int error, const char *name, const struct report *r)
{
	bundle_drop(b);
	if (error == ENOMEM)
		return REPORT(r, NULL, NO_MEMORY, "");
	return REPORT(r, name, FILE_WRITE, report_reason(r, error));
}

int
bundle_open(struct bundle *b, const char *folder, const struct report *r)
{
	size_t room = strlen(folder) + 64;
	int error;

	*b = (struct bundle){ .folder = folder };
	b->staging = malloc(room);
	if (b->staging == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	output_hold_signals(&b->mask);
	b->made = mkdir(folder, 0777) == 0;
	for (int i = 0; i < 1000; i++) {
		snprintf(b->staging, room, "%s/.thethuc-%ld-%d", folder, (long)getpid(), i);
		if (mkdir(b->staging, 0700) == 0)
			return 0;
		if (errno != EEXIST)
			break;
	}
	error = errno;
	free(b->staging);
	b->staging = NULL;
	if (b->made)
		rmdir(folder);
	sigprocmask(SIG_SETMASK, &b->mask, NULL);
	return REPORT(r, folder, FILE_WRITE, report_reason(r, error));
}

/* Keeps the name; false: no memory. */
static bool
remember(struct bundle *b, const char *name)
{
	char **more;

	if (b->n == b->cap) {
		b->cap = b->cap == 0 ? 16 : b->cap * 2;
		more = realloc(b->names, b->cap * sizeof *more);
		if (more == NULL)
			return false;
		b->names = more;
	}
	b->names[b->n] = malloc(strlen(name) + 1);
	if (b->names[b->n] == NULL)
		return false;
	strcpy(b->names[b->n++], name);
	return true;
}

int
bundle_begin(struct bundle *b, const char *name, const struct input *in, const struct report *r)
{
	char *waiting = path_of(b, WAITING, name);
	int status = 0;

	b->target = path_of(b, TARGET, name);
	if (b->target == NULL || waiting == NULL || !remember(b, name))
		status = fail(b, ENOMEM, name, r);
	if (status == 0)
		status = output_check(b->target, true, in, r);
	if (status == 0)
		status = output_open(&b->output, waiting, true, NULL, r);
	if (status == 0) {
		b->output.name = b->target;
		b->writing = true;
	}
	free(waiting);
	if (status != 0)
		bundle_drop(b);
	return status;
}

int
bundle_end(struct bundle *b, const struct report *r)
{
	int status = output_close(&b->output, r);

	b->writing = false;
	free(b->target);
	b->target = NULL;
	if (status != 0)
		bundle_drop(b);
	return status;
}

/* Puts one file in its place; what was there before stays reachable. Returns 0, or errno. */
static int
put(struct bundle *b, const char *name)
{
	char *waiting = path_of(b, WAITING, name), *former = path_of(b, FORMER, name),
	    *target = path_of(b, TARGET, name);
	struct stat st;
	int error = 0;

	if (waiting == NULL || former == NULL || target == NULL)
		error = ENOMEM;
	/* Where there are no links, what was there before has to be moved. */
	else if (lstat(target, &st) == 0 && link(target, former) != 0 && rename(target, former) != 0)
		error = errno;
	else if (rename(waiting, target) != 0) {
		error = errno;
		rename(former, target);
	}
	free(waiting);
	free(former);
	free(target);
	return error;
}

/* Puts back what was there before, or nothing. */
static void
take_back(struct bundle *b, const char *name)
{
	char *former = path_of(b, FORMER, name), *target = path_of(b, TARGET, name);

	if (former != NULL && target != NULL && rename(former, target) != 0 && errno == ENOENT)
		unlink(target);
	free(former);
	free(target);
}

/* Removes what waits and the folder it waits in, and lets signals through. */
static void
clean_up(struct bundle *b)
{
	static const enum place places[] = { WAITING, FORMER };

	for (size_t i = 0; i < b->n; i++) {
		for (size_t k = 0; k < sizeof places / sizeof *places; k++) {
			char *path = path_of(b, places[k], b->names[i]);
			if (path != NULL)
				unlink(path);
			free(path);
		}
		free(b->names[i]);
	}
	free(b->names);
	rmdir(b->staging);
	free(b->staging);
	free(b->target);
	b->staging = b->target = NULL;
	b->names = NULL;
	b->n = 0;
}

int
bundle_close(struct bundle *b, const struct report *r)
{
	int error = 0;

	while (b->placed < b->n && error == 0) {
		error = put(b, b->names[b->placed]);
		b->placed += error == 0;
	}
	if (error != 0)
		return fail(b, error, b->names[b->placed], r);
	clean_up(b);
	sigprocmask(SIG_SETMASK, &b->mask, NULL);
	return 0;
}

void
bundle_drop(struct bundle *b)
{
	if (b->staging == NULL)
		return;
	if (b->writing)
		output_drop(&b->output);
	b->writing = false;
	while (b->placed > 0)
		take_back(b, b->names[--b->placed]);
	clean_up(b);
	if (b->made)
		rmdir(b->folder);
	sigprocmask(SIG_SETMASK, &b->mask, NULL);
}
