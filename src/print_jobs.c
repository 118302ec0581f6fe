#include "print_jobs.h"
#include "arena.h"
#include "diag.h"
#include "json.h"

#include <string.h>

enum { MOST_COPIES = 9999 };

void
print_jobs_add(struct print_jobs *jobs, struct arena *mem, const char *path, const char *title, int copies)
{
	jobs->items = arena_grow(mem, jobs->items, jobs->n, &jobs->cap, sizeof *jobs->items);
	jobs->items[jobs->n++] = (struct print_entry){ path, title, copies };
}

/* A name without a folder: nothing outside of the list's own is printed. */
static bool
is_plain(const struct value *v)
{
	return v != NULL && v->type == VALUE_STRING && v->len > 0 && v->string[0] != '.'
	    && strchr(v->string, '/') == NULL;
}

static bool
is_there(const struct print_jobs *jobs, const char *path)
{
	for (size_t i = 0; i < jobs->n; i++)
		if (strcmp(jobs->items[i].path, path) == 0)
			return true;
	return false;
}

int
print_jobs_read(struct print_jobs *jobs, struct arena *mem, struct diag *d, const struct source *source)
{
	const char *slash = strrchr(source->name, '/');
	const struct value *root = json_read(mem, d, source), *files = json_member(root, "files");
	const struct value *output = json_member(root, "output");
	bool one = output != NULL && output->type == VALUE_STRING && strcmp(output->string, "separate") != 0;

	if (root == NULL)
		return -1;
	if (files == NULL || files->type != VALUE_ARRAY || files->n == 0)
		return DIAG(d, PRINT_LIST, &root->at, "");
	for (size_t i = 0; i < files->n; i++) {
		const struct value *name = json_member(&files->items[i], "file"),
		    *copy = json_member(&files->items[i], "copy");
		const struct value *copies = json_member(&files->items[i], "copies");
		const char *path;
		if (!is_plain(name) || copies == NULL || copies->type != VALUE_INT || copies->integer < 1
		    || copies->integer > MOST_COPIES)
			return DIAG(d, PRINT_LIST, &files->items[i].at, "");
		path = arena_printf(mem, "%.*s%s", slash == NULL ? 0 : (int)(slash - source->name + 1), source->name,
		    name->string);
		if (!is_there(jobs, path))
			print_jobs_add(jobs, mem, path, !one && copy != NULL && copy->type == VALUE_STRING
			    ? arena_printf(mem, "%s (%s)", name->string, copy->string) : name->string, one ? 1
			    : (int)copies->integer);
	}
	return 0;
}
