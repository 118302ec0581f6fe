#include "distribute.h"
#include "outcome.h"

#include <stdlib.h>
#include <string.h>

/* What a file is made of. */
typedef int file_filler(tt_document *, size_t i, struct output *);

static int
fill_pdf(tt_document *d, size_t i, struct output *out)
{
	return tt_issue_write(d, i, output_write, out);
}

static int
fill_list(tt_document *d, size_t json, struct output *out)
{
	return tt_issue_list(d, (int)json, output_write, out);
}

static int
add(struct bundle *b, const char *name, file_filler *fill, size_t i, tt_document *d, const struct input *plan,
    const struct report *r)
{
	int status = bundle_begin(b, name, plan, r);

	if (status != 0)
		return status;
	/* When only the sink said no, ending the file tells why. */
	if (fill(d, i, &b->output) == 0 || b->output.error != 0)
		return bundle_end(b, r);
	bundle_drop(b);
	return -1;
}

static int
add_list(struct bundle *b, const char *suffix, size_t json, tt_document *d, const struct input *plan,
    const struct report *r)
{
	const char *base = tt_issue_list_name(d);
	size_t room = strlen(base) + strlen(suffix) + 1;
	char *name = malloc(room);
	int status;

	if (name == NULL) {
		bundle_drop(b);
		return REPORT(r, NULL, NO_MEMORY, "");
	}
	snprintf(name, room, "%s%s", base, suffix);
	status = add(b, name, fill_list, json, d, plan, r);
	free(name);
	return status;
}

/* Returns 0, -1 when the library failed, else the exit status after a message. */
static int
write_files(struct bundle *b, const struct options *o, tt_document *d, const struct input *plan, const struct report *r)
{
	size_t n = tt_issue_together(d) ? 1 : tt_issue_count(d);
	int status = bundle_open(b, o->directory, r);

	for (size_t i = 0; i < n && status == 0; i++)
		status = add(b, tt_issue_at(d, i)->file, fill_pdf, i, d, plan, r);
	if (status == 0)
		status = add_list(b, ".txt", 0, d, plan, r);
	if (status == 0)
		status = add_list(b, ".json", 1, d, plan, r);
	return status != 0 ? status : bundle_close(b, r);
}

int
distribute(struct distribution *s, const struct options *o, tt_document *d, const struct input *plan,
    const struct input *data, const struct report *r)
{
	int status, result = tt_document_issue(d, data->text, data->len, data->name);

	if (result != 0 || !outcome_clean(d, o->strict))
		return outcome_print(r, o->strict, d, result);
	status = alongside_prepare(&s->alongside, o, d, plan, r);
	if (status == 0) {
		status = write_files(&s->bundle, o, d, plan, r);
		if (status != 0)
			alongside_drop(&s->alongside);
	}
	if (status == 0)
		status = alongside_close(&s->alongside, r);
	result = outcome_print(r, o->strict, d, status < 0 ? -1 : 0);
	return status < 0 ? result : status;
}
