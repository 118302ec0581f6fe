#include "framing_scan.h"

enum { RECORD_SEPARATOR = 0x1E };	/* RFC 7464 puts one before each value */

static bool
is_space(int c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == RECORD_SEPARATOR;
}

int
scan_space(struct framing *f)
{
	struct window *w = &f->window;

	do {
		while (w->at < w->end && is_space(w->data[w->at]))
			w->at++;
		if (w->at < w->end)
			return (unsigned char)w->data[w->at];
	} while (window_more(w));
	return -1;
}

void
scan_open(struct framing *f, bool object)
{
	size_t byte = f->depth / 8, bit = f->depth % 8;

	f->window.at++;
	if (byte < sizeof f->kinds)
		f->kinds[byte] = (unsigned char)((f->kinds[byte] & ~(1u << bit)) | (unsigned)object << bit);
	f->depth++;
	f->closed = false;
}

void
scan_close(struct framing *f)
{
	f->window.at++;
	f->depth--;
	f->closed = true;
}

bool
scan_in_object(const struct framing *f)
{
	size_t top = f->depth - 1;

	return f->depth > 0 && top / 8 < sizeof f->kinds && f->kinds[top / 8] >> top % 8 & 1;
}

enum scan_result
scan_string(struct framing *f)
{
	struct window *w = &f->window;

	f->closed = true;
	do {
		const char *p = w->data + w->at, *end = w->data + w->end;
		while (p < end && *p != '"') {
			p += *p == '\\' ? 2 : 1;
		}
		if (p < end) {
			w->at = (size_t)(p - w->data) + 1;
			return SCAN_FINE;
		}
		/* A backslash that ends what is there waits for what it escapes. */
		w->at = w->end - (p > end);
	} while (window_more(w));
	w->at = w->end;
	return SCAN_CUT;
}

/* Bytes of true, null and numbers. */
static bool
is_plain(int c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '+'
	    || c == '.';
}

static void
scan_plain(struct framing *f)
{
	struct window *w = &f->window;

	f->closed = true;
	do
		while (w->at < w->end && is_plain(w->data[w->at]))
			w->at++;
	while (w->at == w->end && window_more(w));
}

/* Over a bracket that closes, when it fits what is open. */
static enum scan_result
scan_end(struct framing *f, size_t depth, bool object)
{
	bool known = f->depth <= FRAMING_DEPTH;

	if (f->depth <= depth || (known && scan_in_object(f) != object))
		return SCAN_BAD;
	scan_close(f);
	return SCAN_FINE;
}

static enum scan_result
scan_token(struct framing *f, size_t depth, int c)
{
	if (c == '}' || c == ']')
		return scan_end(f, depth, c == '}');
	if (c == ',' || c == ':') {
		if (!f->closed || f->depth <= depth)
			return SCAN_BAD;
		f->window.at++;
		f->closed = false;
		return SCAN_FINE;
	}
	/* What starts a value cannot follow the end of one. */
	if (f->closed)
		return SCAN_BAD;
	if (c == '{' || c == '[') {
		scan_open(f, c == '{');
	} else if (c == '"') {
		f->window.at++;
		return scan_string(f);
	} else if (is_plain(c)) {
		scan_plain(f);
	} else {
		return SCAN_BAD;
	}
	return SCAN_FINE;
}

enum scan_result
scan_values(struct framing *f, size_t depth)
{
	enum scan_result result = SCAN_FINE;

	while (result == SCAN_FINE && !(f->depth == depth && f->closed)) {
		int c = scan_space(f);
		if (c < 0)
			return SCAN_CUT;
		result = scan_token(f, depth, c);
	}
	return result;
}
