/* Public functions for maps of exported records. */
#include "arena.h"
#include "diag.h"
#include "document.h"
#include "map.h"
#include "map_rule.h"

#include <string.h>

/* The map lives with the context, its messages with the document. */
static int
map_stage(tt_document *d, const struct output *out)
{
	const struct source *given = out->user;
	struct source *own = arena_new(&d->context->mem, sizeof *own);
	struct map *map;

	*own = (struct source){
		.name = given->name == NULL ? NULL : arena_copy(&d->context->mem, given->name, strlen(given->name)),
		.text = arena_copy(&d->context->mem, given->text, given->len), .len = given->len, .ours = true };
	map = map_read(&d->context->mem, d->diag, own);
	if (map == NULL)
		return -1;
	d->context->map = map;
	return 0;
}

int
tt_document_map(tt_document *d, const char *json, size_t n, const char *file)
{
	struct source source = { .name = file, .text = json, .len = n };

	if (document_run(d, document_start, NULL) != 0)
		return -1;
	return document_run(d, map_stage, &(struct output){ .user = &source });
}

const char *
tt_map_records(const tt_context *c)
{
	return c->map == NULL ? NULL : c->map->records;
}

const char *
tt_map_id(const tt_context *c)
{
	return c->map == NULL ? NULL : c->map->id;
}

static int
unseen_stage(tt_document *d, const struct output *out)
{
	(void)out;
	if (d->context->map != NULL)
		map_tell_unseen(d->context->map, &d->mem, d->diag);
	return 0;
}

int
tt_document_map_unseen(tt_document *d)
{
	if (document_run(d, document_start, NULL) != 0)
		return -1;
	return document_run(d, unseen_stage, NULL);
}

size_t
tt_map_seen(const tt_context *c, unsigned char *seen, size_t n)
{
	size_t all = c->map == NULL ? 0 : c->map->npointers;

	for (size_t i = 0; i < n && i < all; i++)
		seen[i] = c->map->seen[i];
	return all;
}

void
tt_map_add_seen(tt_context *c, const unsigned char *seen, size_t n)
{
	size_t all = c->map == NULL ? 0 : c->map->npointers;

	for (size_t i = 0; i < n && i < all; i++)
		c->map->seen[i] |= seen[i] != 0;
}
