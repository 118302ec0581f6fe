#include "pointer.h"
#include "arena.h"
#include "json.h"

#include <string.h>

static const char *
read_step(struct arena *mem, const char *p, size_t n)
{
	char *step = arena_copy(mem, p, n), *to = step;

	for (const char *from = step; *from != '\0'; from++) {
		if (*from == '~' && (from[1] == '0' || from[1] == '1'))
			*to++ = *++from == '0' ? '~' : '/';
		else
			*to++ = *from;
	}
	*to = '\0';
	return step;
}

bool
pointer_read(struct arena *mem, const char *text, struct pointer *p)
{
	size_t n = 0;

	*p = (struct pointer){ .text = text };
	if (*text != '\0' && *text != '/')
		return false;
	for (const char *c = text; *c != '\0'; c++)
		n += *c == '/';
	p->steps = arena_array(mem, n, sizeof *p->steps);
	while (*text == '/') {
		size_t len = strcspn(++text, "/");
		p->steps[p->n++] = read_step(mem, text, len);
		text += len;
	}
	return true;
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_same(const char *a, const char *b)
{
	while (*a != '\0' && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return lower(*a) == lower(*b);
}

static const struct value *
member(const struct value *v, const char *name, bool any_case)
{
	const struct value *found = json_member(v, name);

	for (size_t i = 0; found == NULL && any_case && i < v->n; i++)
		if (is_same(v->items[i].at.key, name))
			found = &v->items[i];
	return found;
}

static const struct value *
element(const struct value *v, const char *step)
{
	size_t i = 0, digits = strspn(step, "0123456789");

	if (digits == 0 || digits > 9 || step[digits] != '\0' || (digits > 1 && *step == '0'))
		return NULL;
	for (; *step != '\0'; step++)
		i = i * 10 + (size_t)(*step - '0');
	return i < v->n ? &v->items[i] : NULL;
}

const struct value *
pointer_find(const struct value *v, const struct pointer *p, bool any_case)
{
	for (size_t i = 0; i < p->n && v != NULL; i++) {
		if (v->type == VALUE_OBJECT)
			v = member(v, p->steps[i], any_case);
		else
			v = v->type == VALUE_ARRAY ? element(v, p->steps[i]) : NULL;
	}
	return v;
}
