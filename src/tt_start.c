#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "document.h"
#include "starter.h"

struct start_call {
	const char	*what, *type;
	tt_sink		*sink;
	void		*user;
};

static int
start_stage(tt_document *d, const struct output *out)
{
	const struct start_call *c = out->user;
	struct buffer b = { .mem = &d->scratch };
	const struct starter asked = { .folder = arena_printf(&d->scratch, "%s/layouts", d->context->options.data_dir),
		.profile = d->settings.profile, .what = c->what, .type = c->type };

	if (starter_write(&b, d->diag, &asked) != 0)
		return -1;
	return document_put(d, &(struct output){ .sink = c->sink, .user = c->user }, &b);
}

int
tt_document_start(tt_document *d, const char *what, const char *type, tt_sink *sink, void *user)
{
	struct start_call c = { what != NULL ? what : "", type, sink, user };

	if (document_run(d, document_start, NULL) != 0)
		return -1;
	return document_run(d, start_stage, &(struct output){ .user = &c });
}
