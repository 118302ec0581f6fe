#include "diag_pointer.h"
#include "arena.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static size_t
key_length(const char *key)
{
	size_t n = 0;

	for (; *key != '\0'; key++)
		n += *key == '~' || *key == '/' ? 2 : 1;
	return n;
}

/* Writes one step of a pointer before `end`, returns where it starts. RFC 6901, section 3. */
static char *
put_step(char *end, const struct where *at)
{
	char digits[24];
	const char *text = at->key;

	if (text == NULL) {
		snprintf(digits, sizeof digits, "%" PRIu32, at->index);
		text = digits;
	}
	for (size_t i = strlen(text); i-- > 0;) {
		if (text[i] == '~' || text[i] == '/') {
			*--end = text[i] == '~' ? '0' : '1';
			*--end = '~';
		} else {
			*--end = text[i];
		}
	}
	*--end = '/';
	return end;
}

const char *
diag_pointer(struct arena *mem, const struct where *at)
{
	size_t n = 0;
	char *p;

	for (const struct where *w = at; w != NULL && w->up != NULL; w = w->up)
		n += 1 + (w->key != NULL ? key_length(w->key) : 20);
	p = (char *)arena_new(mem, n + 1) + n;
	for (const struct where *w = at; w != NULL && w->up != NULL; w = w->up)
		p = put_step(p, w);
	return p;
}
