#include "alongside.h"

#include <string.h>

static const char *
path_of(const struct options *o, int kind)
{
	const char *const paths[] = { [ALONGSIDE_PROOF] = o->proof, [ALONGSIDE_FIT] = o->fit_values,
		[ALONGSIDE_ZONES] = o->zones, [ALONGSIDE_TRACE] = o->trace };

	return paths[kind];
}

int
alongside_check(const struct options *o, const struct input *in, const struct report *r)
{
	int status = 0;

	for (int i = 0; i < ALONGSIDE__KINDS && status == 0; i++)
		if (path_of(o, i) != NULL)
			status = output_check(path_of(o, i), true, in, r);
	return status;
}

static int
print(int kind, const char *path, tt_document *d, struct output *out)
{
	if (kind == ALONGSIDE_PROOF)
		return tt_document_proof(d, output_is_json(path), output_write, out);
	if (kind == ALONGSIDE_ZONES)
		return tt_document_zones(d, output_write, out);
	if (kind == ALONGSIDE_TRACE)
		return tt_document_trace(d, output_write, out);
	return tt_document_fit(d, output_write, out);
}

static int
prepare(struct alongside *b, int kind, const char *path, tt_document *d, const struct input *in, const struct report *r)
{
	struct output *out = &b->outputs[kind];
	int status = output_open(out, path, true, in, r);

	if (status != 0)
		return status;
	if (print(kind, path, d, out) == 0) {
		status = output_settle(out, r);
		b->open[kind] = status == 0;
		return status;
	}
	if (out->error != 0)		/* the library only knows that its sink said no */
		return output_close(out, r);
	output_drop(out);
	return -1;
}

int
alongside_prepare(struct alongside *b, const struct options *o, tt_document *d, const struct input *in,
    const struct report *r)
{
	int status = 0;

	memset(b->open, 0, sizeof b->open);
	for (int i = 0; i < ALONGSIDE__KINDS && status == 0; i++)
		if (path_of(o, i) != NULL)
			status = prepare(b, i, path_of(o, i), d, in, r);
	if (status != 0)
		alongside_drop(b);
	return status;
}

int
alongside_close(struct alongside *b, const struct report *r)
{
	int first = 0;

	for (int i = 0; i < ALONGSIDE__KINDS; i++) {
		int status = b->open[i] ? output_close(&b->outputs[i], r) : 0;
		first = first == 0 ? status : first;
	}
	return first;
}

void
alongside_drop(struct alongside *b)
{
	for (int i = 0; i < ALONGSIDE__KINDS; i++)
		if (b->open[i])
			output_drop(&b->outputs[i]);
}
