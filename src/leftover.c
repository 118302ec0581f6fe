#include "leftover.h"
#include "output_name.h"

#include <stdlib.h>
#include <string.h>

bool
leftover_find(struct batch *b, struct batch_document *d, const struct manifest_entry *e)
{
	const char *path = *e->old != '\0' ? e->old : e->done ? e->output : "";

	d->recorded = NULL;
	if (*path == '\0' || !manifest_owns(&b->manifest, d->id, path))
		return true;
	d->recorded = strdup(path);
	return d->recorded != NULL;
}

void
leftover_print(struct batch *b, const struct batch_document *d, FILE *f)
{
	bool own = d->output != NULL && d->recorded != NULL && strcmp(d->output, d->recorded) == 0;

	if (d->outcome == WORKER_MADE || d->recorded == NULL || (!own && output_name_taken(&b->taken, d->recorded))
	    || output_folder_size(b->folder.root, d->recorded) < 0)
		return;
	fputs(",\"old\":", f);
	report_json_text(f, d->recorded);
	wire_add(&b->old, d->id, strlen(d->id) + 1);
	wire_add(&b->old, d->recorded, strlen(d->recorded) + 1);
}

unsigned long
leftover_count(const struct batch *b)
{
	const char *id, *path;
	unsigned long n = 0;

	for (size_t at = 0; at < b->old.len; at = (size_t)(path - b->old.data) + strlen(path) + 1) {
		id = b->old.data + at;
		path = id + strlen(id) + 1;
		n += manifest_owns(&b->manifest, id, path) && output_folder_size(b->folder.root, path) >= 0;
	}
	return n;
}

/* Whether the id is the record's own, not the place where it is: there may be another record in the next run. */
static bool
has_own_id(const struct batch_document *d)
{
	size_t n = strlen(d->file);

	return strncmp(d->id, d->file, n) != 0 || (d->id[n] != '\0' && d->id[n] != ':');
}

void
leftover_move(struct batch *b, const struct batch_document *d)
{
	bool sure = b->settings->shards == 1 && has_own_id(d);

	if (d->recorded == NULL || output_name_key(d->recorded) == output_name_key(d->output))
		return;
	if (sure && !output_name_taken(&b->taken, d->recorded)) {
		output_folder_remove(&b->folder, d->recorded);
		return;
	}
	wire_add(&b->moved, sure ? d->id : "", sure ? strlen(d->id) + 1 : 1);
	wire_add(&b->moved, d->recorded, strlen(d->recorded) + 1);
}

void
leftover_remove(struct batch *b)
{
	const char *id, *path;

	for (size_t at = 0; at < b->moved.len; at = (size_t)(path - b->moved.data) + strlen(path) + 1) {
		id = b->moved.data + at;
		path = id + strlen(id) + 1;
		/* Who got the name may have failed, and then it is nobody's; where that is not sure it stays. */
		if (*id != '\0' ? manifest_owns(&b->manifest, id, path) : !output_name_taken(&b->taken, path))
			output_folder_remove(&b->folder, path);
	}
}

void
leftover_free(struct batch *b)
{
	wire_free(&b->moved);
	wire_free(&b->old);
}
