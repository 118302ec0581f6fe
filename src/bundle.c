#include "bundle.h"
#include "ending.h"
#include "heap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* NULL: no memory. */
static char *
path_of(const char *folder, const char *before, const char *name)
{
	size_t room = strlen(folder) + strlen(before) + strlen(name) + 2;
	char *path = malloc(room);

	if (path != NULL)
		snprintf(path, room, "%s/%s%s", folder, before, name);
	return path;
}

static int
fail(struct bundle *b, int error, const char *name, const struct report *r)
{
	int status = error == ENOMEM ? REPORT(r, NULL, NO_MEMORY, "")
	    : REPORT(r, name, FILE_WRITE, report_reason(r, error));

	bundle_drop(b);
	return status;
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
	ending_hold(&b->mask);
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

/* Adds a file; NULL: no memory. */
static const struct bundle_file *
add(struct bundle *b, const char *name)
{
	struct bundle_file *f = heap_grow(b->files, b->n, &b->cap, sizeof *f);

	if (f == NULL)
		return NULL;
	b->files = f;
	f = &b->files[b->n++];
	f->paths[BUNDLE_WAITING] = path_of(b->staging, "", name);
	f->paths[BUNDLE_FORMER] = path_of(b->staging, ".old-", name);
	f->paths[BUNDLE_TARGET] = path_of(b->folder, "", name);
	for (size_t i = 0; i < BUNDLE__PLACES; i++)
		if (f->paths[i] == NULL)
			return NULL;
	f->name = f->paths[BUNDLE_TARGET] + strlen(b->folder) + 1;
	return f;
}

int
bundle_begin(struct bundle *b, const char *name, const struct input *in, const struct report *r)
{
	const struct bundle_file *f = add(b, name);
	int status;

	if (f == NULL)
		return fail(b, ENOMEM, name, r);
	status = output_check(f->paths[BUNDLE_TARGET], true, in, r);
	if (status == 0)
		status = output_open(&b->output, f->paths[BUNDLE_WAITING], true, NULL, r);
	if (status != 0) {
		bundle_drop(b);
		return status;
	}
	b->output.name = f->paths[BUNDLE_TARGET];
	b->writing = true;
	return 0;
}

int
bundle_end(struct bundle *b, const struct report *r)
{
	int status = output_close(&b->output, r);

	b->writing = false;
	if (status != 0)
		bundle_drop(b);
	return status;
}

/* Puts one file in its place; what was there before stays reachable. Returns 0, or errno. */
static int
put(const struct bundle_file *f)
{
	const char *waiting = f->paths[BUNDLE_WAITING], *former = f->paths[BUNDLE_FORMER];
	const char *target = f->paths[BUNDLE_TARGET];
	struct stat st;
	int error;

	/* Where there are no links, what was there before has to be moved. */
	if (lstat(target, &st) == 0 && link(target, former) != 0 && rename(target, former) != 0)
		return errno;
	if (rename(waiting, target) == 0)
		return 0;
	error = errno;
	rename(former, target);
	return error;
}

/* Puts back what was there before, or nothing. */
static void
take_back(const struct bundle_file *f)
{
	if (rename(f->paths[BUNDLE_FORMER], f->paths[BUNDLE_TARGET]) != 0 && errno == ENOENT)
		unlink(f->paths[BUNDLE_TARGET]);
}

/* Removes what waits and the folder it waits in, and gives all memory back. */
static void
clean_up(struct bundle *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct bundle_file *f = &b->files[i];
		for (size_t k = 0; k < BUNDLE__PLACES; k++) {
			if (k != BUNDLE_TARGET && f->paths[k] != NULL)
				unlink(f->paths[k]);
			free(f->paths[k]);
		}
	}
	free(b->files);
	rmdir(b->staging);
	free(b->staging);
	b->staging = NULL;
	b->files = NULL;
	b->n = b->cap = 0;
}

int
bundle_close(struct bundle *b, const struct report *r)
{
	int error = 0;

	while (b->placed < b->n && error == 0) {
		error = put(&b->files[b->placed]);
		b->placed += error == 0;
	}
	if (error != 0)
		return fail(b, error, b->files[b->placed].name, r);
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
		take_back(&b->files[--b->placed]);
	clean_up(b);
	if (b->made)
		rmdir(b->folder);
	sigprocmask(SIG_SETMASK, &b->mask, NULL);
}
