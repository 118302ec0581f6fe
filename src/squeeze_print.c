#include "buffer.h"
#include "json.h"
#include "squeeze.h"

#include <inttypes.h>
#include <string.h>

/* Objects, strings and numbers are all that changed values have. */
static void
put_value(struct buffer *b, const struct value *v)
{
	if (v->type == VALUE_STRING)
		buffer_json(b, v->string, v->len);
	else if (v->type == VALUE_INT)
		buffer_printf(b, "%" PRId64, v->integer);
	else if (v->type == VALUE_REAL)
		buffer_length(b, (int64_t)(v->real * 1000 + 0.5));
	else {
		buffer_byte(b, '{');
		for (size_t i = 0; i < v->n; i++) {
			buffer_text(b, i > 0 ? ", " : " ");
			buffer_json(b, v->items[i].at.key, strlen(v->items[i].at.key));
			buffer_text(b, ": ");
			put_value(b, &v->items[i]);
		}
		buffer_text(b, " }");
	}
}

static void
put_state(struct buffer *b, const char *name, const struct squeeze_state *s)
{
	buffer_printf(b, "\"%s\": { \"pages\": %zu, \"lines_with_signature\": %zu }", name, s->pages, s->company);
}

static void
put_change(struct buffer *b, const struct squeeze_change *c)
{
	buffer_text(b, "      { ");
	buffer_member(b, "value", c->path);
	buffer_text(b, ", ");
	buffer_member(b, "from", c->from);
	buffer_text(b, ", ");
	buffer_member(b, "to", c->to);
	buffer_text(b, ", ");
	buffer_member(b, "permitted", c->range);
	buffer_text(b, ", ");
	buffer_member(b, "article", c->article);
	buffer_text(b, " }");
}

void
squeeze_print(struct buffer *b, const struct squeeze *s)
{
	buffer_text(b, "{\n  \"layout\": ");
	if (s->values != NULL)
		put_value(b, s->values);
	else
		buffer_text(b, "{}");
	buffer_text(b, ",\n  \"_fit\": {\n    ");
	put_state(b, "before", &s->before);
	buffer_text(b, ",\n    ");
	put_state(b, "after", s->values != NULL ? &s->after : &s->before);
	buffer_printf(b, ",\n    \"visible_cost\": %d, \"layouts_tried\": %zu,\n    \"changes\": [",
	    s->cost, s->trials);
	for (size_t i = 0; i < s->nchanges; i++) {
		buffer_text(b, i > 0 ? ",\n" : "\n");
		put_change(b, &s->changes[i]);
	}
	buffer_text(b, s->nchanges > 0 ? " ]\n  }\n}\n" : "]\n  }\n}\n");
}
