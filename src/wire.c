#include "wire.h"

#include <stdlib.h>
#include <string.h>

void
wire_add(struct wire *w, const void *data, size_t n)
{
	size_t cap = w->cap == 0 ? 512 : w->cap;
	char *more;

	if (w->failed || n == 0)
		return;
	while (cap - w->len < n)
		cap *= 2;
	if (cap > w->cap) {
		more = realloc(w->data, cap);
		if (more == NULL) {
			w->failed = true;
			return;
		}
		w->data = more;
		w->cap = cap;
	}
	memcpy(w->data + w->len, data, n);
	w->len += n;
}

void
wire_put_number(struct wire *w, uint64_t value)
{
	wire_add(w, &value, sizeof value);
}

void
wire_put_bytes(struct wire *w, const void *data, size_t n)
{
	wire_put_number(w, n);
	wire_add(w, data, n);
}

void
wire_put_text(struct wire *w, const char *text)
{
	if (text == NULL)
		wire_put_number(w, 0);
	else
		wire_put_bytes(w, text, strlen(text) + 1);
}

uint64_t
wire_number(struct wire_reader *r)
{
	uint64_t value = 0;

	if ((size_t)(r->end - r->p) < sizeof value) {
		r->p = r->end;
		return 0;
	}
	memcpy(&value, r->p, sizeof value);
	r->p += sizeof value;
	return value;
}

const char *
wire_bytes(struct wire_reader *r, size_t *n)
{
	uint64_t len = wire_number(r);
	const char *p = r->p;

	if (len > (size_t)(r->end - r->p)) {
		*n = 0;
		return NULL;
	}
	*n = (size_t)len;
	r->p += len;
	return p;
}

const char *
wire_text(struct wire_reader *r)
{
	size_t n;
	const char *text = wire_bytes(r, &n);

	return n == 0 || text[n - 1] != '\0' ? NULL : text;
}

void
wire_clear(struct wire *w)
{
	w->len = 0;
	w->failed = false;
}

void
wire_free(struct wire *w)
{
	free(w->data);
	*w = (struct wire){ 0 };
}
