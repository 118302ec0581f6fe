#include "batch_owner.h"
#include "intake.h"
#include "output_name.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* "manifest.ndjson", "manifest-2-of-8.ndjson", and what they were joined into. */
static bool
is_manifest(const char *name)
{
	static const char start[] = "manifest", end[] = ".ndjson";
	size_t n = strlen(name);

	return strncmp(name, start, sizeof start - 1) == 0 && n >= sizeof start + sizeof end - 2
	    && strcmp(name + n - (sizeof end - 1), end) == 0;
}

/* 0, or an errno value with the name of the file, "" for the folder. */
static int
read_others(struct batch *b, const char *own, char *file, size_t room)
{
	int fd = openat(b->folder.root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), error = 0;
	DIR *all = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;

	*file = '\0';
	if (all == NULL) {
		error = errno;
		if (fd >= 0)
			close(fd);
		return error;
	}
	errno = 0;
	while (error == 0 && (e = readdir(all)) != NULL) {
		if (is_manifest(e->d_name) && strcmp(e->d_name, own) != 0) {
			snprintf(file, room, "%s", e->d_name);
			error = manifest_read_owners(b->folder.root, file, &b->owners);
		}
		errno = 0;
	}
	if (error == 0 && errno != 0) {
		*file = '\0';
		error = errno;
	}
	closedir(all);
	return error;
}

int
batch_owner_open(struct batch *b, const char *own)
{
	char file[256], where[4096];
	int error = read_others(b, own, file, sizeof file);

	if (error == ENOMEM)
		return REPORT(b->report, NULL, NO_MEMORY, "");
	b->guarded = b->manifest.owners.n + b->owners.n > 0;
	snprintf(where, sizeof where, "%s/%s", b->folder.dir, file);
	return error == 0 ? 0 : REPORT(b->report, where, FILE_READ, report_reason(b->report, error));
}

bool
batch_owner_enter(struct batch *b, const struct batch_document *d)
{
	return !b->guarded || hash_table_add(&b->present, hash_table_key(d->id), 1);
}

/* Whether a record that has a path is in this run; NULL: none has it. */
static bool
is_present(const struct batch *b, const uint64_t *owner)
{
	return owner != NULL && hash_table_find(&b->present, *owner) != NULL;
}

/* Whether other records than those known to be in this run have the path, and none of them. */
static bool
is_away(const struct batch *b, const char *path)
{
	const uint64_t *owner = manifest_owner(&b->manifest, path);
	uint64_t key = output_name_key(path);
	bool owned = owner != NULL;

	if (is_present(b, owner))
		return false;
	while ((owner = hash_table_find(&b->owners, key++)) != NULL) {
		if (is_present(b, owner))
			return false;
		owned = true;
	}
	return owned;
}

enum batch_owner
batch_owner_of(struct batch *b, const char *path)
{
	/* Of those that share a batch, some would find a file there and others not. */
	bool shared = b->settings->shards > 1;
	int error;

	if (!b->guarded || !is_away(b, path) || (!shared && output_folder_size(b->folder.root, path) < 0))
		return BATCH_OWNER_NONE;
	if (!b->census_asked) {
		b->census_asked = true;
		error = child_start(&b->children, CHILD_CENSUS, census_run, b->intake);
		if (error != 0)
			batch_stop(b, NULL, error);
		return BATCH_OWNER_UNKNOWN;
	}
	if (b->census == CENSUS_PARTLY && shared)
		batch_stop(b, NULL, ESPIPE);
	return b->census == CENSUS_GOING || b->stopped ? BATCH_OWNER_UNKNOWN : BATCH_OWNER_AWAY;
}

bool
batch_owner_listen(struct batch *b)
{
	struct child *m = &b->children.items[CHILD_CENSUS];
	struct wire_reader r;
	int error = child_receive(m);
	bool fine = true;

	while (fine && child_frame(m, &r))
		fine = census_read(&r, &b->present, &b->census);
	if (!fine)
		error = ENOMEM;
	if (error != 0 && b->census == CENSUS_GOING)
		batch_stop(b, NULL, error == EPIPE ? child_lost(m) : error);
	if (b->census == CENSUS_GOING && !b->stopped)
		return false;
	child_stop(m, true);
	return true;
}

void
batch_owner_free(struct batch *b)
{
	child_stop(&b->children.items[CHILD_CENSUS], true);
	hash_table_free(&b->owners);
	hash_table_free(&b->present);
}
