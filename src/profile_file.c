#include "profile_file.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FILE_MAX = 1024 * 1024,		/* bytes of a profile */
	NAME_MAX_BYTES = 64		/* bytes of a profile's name */
};

bool
profile_file_is_path(const char *name)
{
	size_t n = strlen(name);

	return strchr(name, '/') != NULL || (n > 5 && strcmp(name + n - 5, ".json") == 0);
}

/* Plans may come from anywhere, so a name never leads out of the folder. */
const char *
profile_file_path(struct arena *mem, const char *dir, const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	size_t n = strlen(name);

	if (n == 0 || n > NAME_MAX_BYTES || strspn(name, allowed) != n)
		return NULL;
	return arena_printf(mem, "%s/%s.json", dir, name);
}

/* The bytes of a file, or an error number. Memory is taken before the file is open: it may longjmp. */
static int
read_bytes(struct arena *mem, const char *path, struct source *source)
{
	struct stat st;
	size_t size;
	char *text;
	FILE *f;
	int error = 0;

	if (stat(path, &st) != 0)
		return errno;
	if (!S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
		return S_ISREG(st.st_mode) ? EFBIG : EINVAL;
	size = (size_t)st.st_size;
	text = arena_room(mem, size + 1, 1);
	f = fopen(path, "rb");
	if (f == NULL)
		return errno;
	source->text = text;
	source->len = fread(text, 1, size, f);
	if (ferror(f))
		error = EIO;
	fclose(f);
	return error;
}

static const struct value *
read_file(struct arena *mem, struct diag *d, const char *path)
{
	struct source *source = arena_new(mem, sizeof *source);
	int error;

	source->name = arena_copy(mem, path, strlen(path));
	source->ours = true;
	error = read_bytes(mem, path, source);
	if (error == ENOMEM)
		arena_no_memory(mem);
	if (error != 0) {
		DIAG(d, PROFILE_READ, NULL, "", path, diag_reason(d, error));
		return NULL;
	}
	return json_read(mem, d, source);
}

const struct value *
profile_file_object(struct arena *mem, struct diag *d, const char *path)
{
	static const struct bind_type object = { .takes = TAKES_OBJECT, .read = bind_raw };
	const struct value *root = read_file(mem, d, path), *v = NULL;

	if (root != NULL)
		bind_value(&(struct bind){ .mem = mem, .diag = d }, &object, root, &v);
	return v;
}

static bool
in_chain(const struct profile_layer *layer, const char *path)
{
	for (; layer != NULL; layer = layer->over)
		if (strcmp(layer->root->at.source->name, path) == 0)
			return true;
	return false;
}

/* The path of the file that `root` extends; "" when there is none, NULL after a message. */
static const char *
extended(struct arena *mem, struct diag *d, const char *dir, const struct profile_layer *layer)
{
	const struct value *v = json_member(layer->root, "extends");
	const char *name = NULL, *path;

	if (v == NULL)
		return "";
	bind_value(&(struct bind){ .mem = mem, .diag = d }, &bind_type_line, v, &name);
	if (name == NULL)
		return NULL;
	path = profile_file_path(mem, dir, name);
	if (path == NULL || access(path, F_OK) != 0) {
		DIAG(d, PROFILE_BASE, &v->at, "", name);
		return NULL;
	}
	if (in_chain(layer, path)) {
		DIAG(d, PROFILE_CYCLE, &v->at, "", name);
		return NULL;
	}
	return path;
}

struct profile_layer *
profile_file_read(struct arena *mem, struct diag *d, const char *dir, const char *path)
{
	struct profile_layer *layer = NULL;

	while (path[0] != '\0') {
		struct profile_layer *below = arena_new(mem, sizeof *below);
		below->root = profile_file_object(mem, d, path);
		below->over = layer;
		if (below->root == NULL)
			return NULL;
		layer = below;
		path = extended(mem, d, dir, layer);
		if (path == NULL)
			return NULL;
	}
	return layer;
}

static const struct bind_field entry_fields[] = {
	{ .name = "name", .type = &bind_type_line, .offset = offsetof(struct profile_entry, name),
	    .required = true },
	{ .name = "kind", .type = &bind_type_line, .offset = offsetof(struct profile_entry, kind),
	    .required = true },
	{ .name = "from", .type = &bind_type_date, .offset = offsetof(struct profile_entry, from) },
	{ .name = "until", .type = &bind_type_date, .offset = offsetof(struct profile_entry, until) },
	{ .name = NULL }
};
static const struct bind_object entry_object = { .fields = entry_fields };
static const struct bind_type entry_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &entry_object
};
static const struct bind_type index_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .least_items = 1, .element = &entry_type,
	.size = sizeof(struct profile_entry)
};

int
profile_file_index(struct arena *mem, struct diag *d, const char *dir, struct profile_index *index)
{
	const struct value *root = read_file(mem, d, arena_printf(mem, "%s/index.json", dir));
	struct bind b = { .mem = mem, .diag = d };

	if (root == NULL)
		return -1;
	bind_value(&b, &index_type, root, index);
	return diag_failed(d) ? -1 : 0;
}
