#include "template.h"
#include "arena.h"
#include "buffer.h"

#include <string.h>

bool
template_next(const char **text, struct template_part *part)
{
	const char *s = *text, *close;

	if (*s == '\0')
		return false;
	close = *s == '{' ? strchr(s, '}') : NULL;
	if (close != NULL) {
		*part = (struct template_part){ true, s + 1, (size_t)(close - s - 1) };
		*text = close + 1;
		return true;
	}
	part->is_name = false;
	part->text = s;
	part->len = 1 + strcspn(s + 1, "{");
	*text = s + part->len;
	return true;
}

/* The value a name stands for, or NULL. */
static const char *
value_of(const struct template_part *part, const struct template_value *values, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(values[i].name) == part->len && memcmp(values[i].name, part->text, part->len) == 0)
			return values[i].text;
	return NULL;
}

const char *
template_fill_all(struct arena *mem, const char *text, const struct template_value *values, size_t n)
{
	struct buffer b = { .mem = mem };
	struct template_part part;

	buffer_add(&b, "", 0);
	while (template_next(&text, &part)) {
		const char *value = part.is_name ? value_of(&part, values, n) : NULL;
		if (!part.is_name)
			buffer_add(&b, part.text, part.len);
		else if (value == NULL)
			buffer_add(&b, part.text - 1, part.len + 2);
		else if (value[0] != '\0')
			buffer_text(&b, value);
		else if (b.len > 0 && b.data[b.len - 1] == ' ')
			b.data[--b.len] = '\0';
	}
	return b.data;
}

const char *
template_fill(struct arena *mem, const char *text, const char *name, const char *value)
{
	return template_fill_all(mem, text, &(struct template_value){ name, value }, 1);
}
