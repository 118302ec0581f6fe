#include "json_print.h"
#include "buffer.h"
#include "json.h"

#include <inttypes.h>
#include <string.h>

static void
print_items(struct buffer *b, const struct value *v, int depth)
{
	const char *brackets = v->type == VALUE_OBJECT ? "{}" : "[]";

	buffer_byte(b, brackets[0]);
	for (size_t i = 0; i < v->n; i++) {
		buffer_text(b, i > 0 ? ",\n" : "\n");
		buffer_indent(b, depth + 1);
		if (v->type == VALUE_OBJECT) {
			buffer_json(b, v->items[i].at.key, strlen(v->items[i].at.key));
			buffer_text(b, ": ");
		}
		json_print(b, &v->items[i], depth + 1);
	}
	if (v->n > 0) {
		buffer_byte(b, '\n');
		buffer_indent(b, depth);
	}
	buffer_byte(b, brackets[1]);
}

void
json_print(struct buffer *b, const struct value *v, int depth)
{
	switch (v->type) {
	case VALUE_NULL:
		buffer_text(b, "null");
		break;
	case VALUE_BOOL:
		buffer_text(b, v->truth ? "true" : "false");
		break;
	case VALUE_INT:
		buffer_printf(b, "%" PRId64, v->integer);
		break;
	case VALUE_REAL:
		buffer_text(b, json_figures(b->mem, v));
		break;
	case VALUE_STRING:
		buffer_json(b, v->string, v->len);
		break;
	case VALUE_ARRAY:
	case VALUE_OBJECT:
		print_items(b, v, depth);
		break;
	}
}
