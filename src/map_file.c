#include "map_file.h"
#include "input.h"
#include "outcome.h"

int
map_file_read(tt_context *c, const char *path, const struct report *r)
{
	tt_document *d = NULL;
	struct input in;
	int status;

	if (path == NULL)
		return 0;
	status = input_read(&in, path, INPUT_PLAN_MIB, r);
	if (status == 0) {
		d = tt_document_new(c);
		status = d == NULL ? REPORT(r, NULL, NO_MEMORY, "")
		    : outcome_print(r, false, d, tt_document_map(d, in.text, in.len, path));
	}
	tt_document_free(d);
	input_free(&in);
	return status;
}

void
map_file_tell_unseen(tt_context *c, const struct report *r)
{
	tt_document *d = tt_map_seen(c, NULL, 0) == 0 ? NULL : tt_document_new(c);

	if (d != NULL && tt_document_map_unseen(d) == 0)
		outcome_print(r, false, d, 0);
	tt_document_free(d);
}
