#include "feed_files.h"
#include "heap.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct names {				/* of a folder; those of folders end with "/" */
	char		**items;	/* malloc, each of them too */
	size_t		 n, room;
	bool		 no_memory;
};

static int enter_folder(struct feed_files *, const char *path);

static bool
ends_with(const char *name, size_t *n, const char *suffix)
{
	size_t m = strlen(suffix);

	if (*n <= m || strncmp(name + *n - m, suffix, m) != 0)
		return false;
	*n -= m;
	return true;
}

/* Length of a name without what says that it is packed. */
static size_t
unpacked_length(const char *name)
{
	size_t n = strlen(name);

	if (!ends_with(name, &n, ".gz"))
		ends_with(name, &n, ".zst");
	return n;
}

bool
feed_files_has_lines(const char *path)
{
	size_t n = unpacked_length(path);

	return ends_with(path, &n, ".ndjson") || ends_with(path, &n, ".jsonl");
}

/* Whether a file found in a folder is an export. */
static bool
is_export(const char *name)
{
	size_t n = unpacked_length(name);

	return ends_with(name, &n, ".json") || feed_files_has_lines(name);
}

static struct feed_file *
add(struct feed_files *g, const char *path)
{
	struct feed_file *items = heap_grow(g->items, g->n, &g->room, sizeof *items);

	if (items == NULL)
		return NULL;
	g->items = items;
	g->items[g->n] = (struct feed_file){ .path = strdup(path) };
	return g->items[g->n].path == NULL ? NULL : &g->items[g->n++];
}

int
feed_files_add_fault(struct feed_files *g, const char *path, enum feed_file_fault fault, long line, int error)
{
	struct feed_file *it = add(g, path);

	if (it == NULL)
		return -1;
	it->fault = fault;
	it->line = line;
	it->error = error;
	return 0;
}

static int
add_file(struct feed_files *g, const char *path, const struct stat *st, bool found)
{
	struct feed_file *it = add(g, path);

	if (it == NULL)
		return -1;
	it->found = found;
	it->device = st->st_dev;
	it->inode = st->st_ino;
	it->plain = S_ISREG(st->st_mode);
	it->bytes = it->plain && st->st_size > 0 ? (uint64_t)st->st_size : 0;
	return 0;
}

/* "folder/name", malloc; NULL: no memory. */
static char *
join(const char *folder, const char *name)
{
	size_t n = strlen(folder), m = strlen(name);
	char *path = malloc(n + m + 2);

	if (path == NULL)
		return NULL;
	memcpy(path, folder, n);
	if (n > 0 && path[n - 1] != '/')
		path[n++] = '/';
	memcpy(path + n, name, m + 1);
	return path;
}

/* Whether a link leads to a place below the folder being entered. */
static bool
is_inside(const struct feed_files *g, const char *path)
{
	char *real = realpath(path, NULL);
	size_t n = strlen(g->root);
	bool inside = real != NULL && strncmp(real, g->root, n) == 0 && (real[n] == '/' || n == 1);

	free(real);
	return inside;
}

/* What a link in a folder leads to; folders inside are entered where they are. */
static int
follow(struct feed_files *g, const char *path, const char *name)
{
	struct stat st;
	bool there = stat(path, &st) == 0;

	if (!is_export(name) && !(there && S_ISDIR(st.st_mode)))
		return 0;
	if (!there)
		return feed_files_add_fault(g, path, FEED_FILE_READ, 0, errno);
	if (!is_inside(g, path))
		return feed_files_add_fault(g, path, FEED_FILE_LINK, 0, 0);
	return S_ISREG(st.st_mode) ? add_file(g, path, &st, true) : 0;
}

/* One of the names of a folder. */
static int
visit(struct feed_files *g, const char *path, const char *name)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return feed_files_add_fault(g, path, FEED_FILE_READ, 0, errno);
	if (S_ISLNK(st.st_mode))
		return follow(g, path, name);
	if (S_ISDIR(st.st_mode))
		return st.st_dev == g->device && st.st_ino == g->inode ? 0 : enter_folder(g, path);
	return S_ISREG(st.st_mode) && is_export(name) ? add_file(g, path, &st, true) : 0;
}

static void
keep_name(struct names *names, const char *folder, const char *name)
{
	char *path = join(folder, name), *kept;
	char **items = path == NULL ? NULL : heap_grow(names->items, names->n, &names->room, sizeof *items);
	struct stat st;

	if (items == NULL) {
		names->no_memory = true;
		free(path);
		return;
	}
	names->items = items;
	kept = lstat(path, &st) == 0 && S_ISDIR(st.st_mode) ? join(name, "") : strdup(name);
	free(path);
	if (kept != NULL)
		names->items[names->n++] = kept;
	else
		names->no_memory = true;
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
free_names(struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->items[i]);
	free(names->items);
}

static int
enter_folder(struct feed_files *g, const char *path)
{
	struct names names = { .n = 0 };
	DIR *d = opendir(path);
	struct dirent *e;
	int result = 0, error;

	if (d == NULL)
		return feed_files_add_fault(g, path, FEED_FILE_READ, 0, errno);
	for (errno = 0; (e = readdir(d)) != NULL; errno = 0)
		if (e->d_name[0] != '.')
			keep_name(&names, path, e->d_name);
	error = errno;
	closedir(d);
	if (names.n > 1)
		qsort(names.items, names.n, sizeof *names.items, by_bytes);
	result = names.no_memory ? -1 : error != 0 ? feed_files_add_fault(g, path, FEED_FILE_READ, 0, error) : 0;
	for (size_t i = 0; i < names.n && result == 0; i++) {
		size_t n = strlen(names.items[i]);
		char *inner;
		if (names.items[i][n - 1] == '/')
			names.items[i][n - 1] = '\0';
		inner = join(path, names.items[i]);
		result = inner == NULL ? -1 : visit(g, inner, names.items[i]);
		free(inner);
	}
	free_names(&names);
	return result;
}

static int
add_folder(struct feed_files *g, const char *path)
{
	char *root = realpath(path, NULL);
	size_t before = g->n;
	int result;

	if (root == NULL)
		return feed_files_add_fault(g, path, FEED_FILE_READ, 0, errno);
	g->root = root;
	result = enter_folder(g, path);
	g->root = NULL;
	free(root);
	return result == 0 && g->n == before ? feed_files_add_fault(g, path, FEED_FILE_NONE, 0, 0) : result;
}

void
feed_files_except(struct feed_files *g, const char *folder)
{
	struct stat st;

	if (stat(folder, &st) != 0)
		return;
	g->device = st.st_dev;
	g->inode = st.st_ino;
}

int
feed_files_add(struct feed_files *g, const char *path, const struct feed_place *wish)
{
	bool standard = strcmp(path, "-") == 0;
	struct stat st;

	if ((standard ? fstat(STDIN_FILENO, &st) : stat(path, &st)) != 0)
		return feed_files_add_fault(g, path, FEED_FILE_READ, 0, errno);
	if (S_ISDIR(st.st_mode) && !standard)
		return add_folder(g, path);
	if (add_file(g, path, &st, false) != 0)
		return -1;
	/* Even a file as standard input is read from one place by all processes that have it. */
	if (standard)
		g->items[g->n - 1].plain = false;
	if (wish != NULL) {
		g->items[g->n - 1].partly = true;
		g->items[g->n - 1].wish = *wish;
	}
	return 0;
}

void
feed_files_drop(struct feed_files *g, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		g->items[i].fault = FEED_FILE_QUIET;
}

void
feed_files_free(struct feed_files *g)
{
	for (size_t i = 0; i < g->n; i++)
		free(g->items[i].path);
	free(g->items);
	free(g->wanted);
	*g = (struct feed_files){ .n = 0 };
}
