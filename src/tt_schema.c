#include "document.h"
#include "buffer.h"
#include "diag.h"
#include "profile.h"
#include "schema.h"

static int
schema_stage(tt_document *d, const struct output *out)
{
	struct buffer b = { .mem = &d->scratch };

	schema_write(&b, (enum schema_kind)out->schema,
	    profile_names(&d->scratch, d->diag, d->context->profiles));
	return document_put(d, out, &b);
}

static int
print_schema(tt_context *c, const struct output *out)
{
	tt_document *d = tt_document_new(c);
	int result;

	if (d == NULL)
		return -1;
	result = document_run(d, schema_stage, out);
	tt_document_free(d);
	return result;
}

int
tt_schema(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user });
}

int
tt_schema_copy(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user, .schema = SCHEMA_COPY });
}

int
tt_schema_set(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user, .schema = SCHEMA_SET });
}

int
tt_schema_results(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user, .schema = SCHEMA_RESULTS });
}

int
tt_schema_map(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user, .schema = SCHEMA_MAP });
}

int
tt_schema_layout(tt_context *c, tt_sink *sink, void *user)
{
	return print_schema(c, &(struct output){ .sink = sink, .user = user, .schema = SCHEMA_LAYOUT });
}
