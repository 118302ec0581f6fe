#include "label.h"
#include "arena.h"
#include "buffer.h"
#include "template.h"
#include "utf8.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { PART_MAX = 180 };		/* bytes; file systems allow 255, a number and a suffix follow */

static const char suffix[] = ".pdf";

/* Characters that are not seen, or turn the direction of others. */
static bool
is_unseen(unsigned c)
{
	static const struct { unsigned first, last; } ranges[] = {
		{ 0, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x61C, 0x61C }, { 0x180B, 0x180F }, { 0x200B, 0x200F },
		{ 0x2028, 0x202E }, { 0x2060, 0x206F }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFF0, 0xFFFB },
		{ 0xE0000, 0xE0FFF },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

/* Adds a value or the pattern's own words, without what file systems give a meaning. */
static void
add_clean(struct buffer *b, const char *text, size_t n)
{
	const char *p = text, *end = text + n;

	while (p < end) {
		const char *start = p;
		unsigned c = utf8_next(&p, end);
		if (c == UTF8_BAD || (c < 0x80 && c != '\0' && strchr("/\\:*?\"<>|", (int)c) != NULL))
			buffer_byte(b, '-');
		else if (c == ' ' || c == 0xA0 || c == '\t' || c == '\n')
			buffer_byte(b, ' ');
		else if (!is_unseen(c))
			buffer_add(b, start, (size_t)(p - start));
	}
}

static bool
same(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] + 'a' - 'A') : a[i];
		if (x != b[i])
			return false;
	}
	return true;
}

/* Names that Windows takes for devices whatever follows their first dot. */
static bool
is_device(const char *part, size_t n)
{
	static const char *const names[] = { "con", "prn", "aux", "nul", "conin$", "conout$" };
	const char *dot = memchr(part, '.', n);
	size_t stem = dot != NULL ? (size_t)(dot - part) : n;

	while (stem > 0 && part[stem - 1] == ' ')
		stem--;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (stem == strlen(names[i]) && same(part, names[i], stem))
			return true;
	/* One digit follows, which may be a raised one. */
	if (stem < 4 || !(same(part, "com", 3) || same(part, "lpt", 3)))
		return false;
	return (stem == 4 && part[3] >= '0' && part[3] <= '9')
	    || (stem == 5 && memchr("\xB9\xB2\xB3", part[4], 3) != NULL && part[3] == '\xC2');
}

/* Whether a folder is named as the files made here are. */
static bool
is_like_file(const char *part, size_t n)
{
	static const char *const ends[] = { ".pdf", ".ndjson", ".txt" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		size_t end = strlen(ends[i]);
		if (n >= end && same(part + n - end, ends[i], end))
			return true;
	}
	return false;
}

static bool
is_end(char c)
{
	return c == '.' || c == ' ';
}

/* Adds a part of the path; the last one names the file. */
static void
add_part(struct buffer *b, const char *part, size_t n, bool last)
{
	while (n > 0 && (is_end(*part) || *part == '-')) {
		part++;
		n--;
	}
	if (n > PART_MAX)
		for (n = PART_MAX; n > 0 && ((unsigned char)part[n] & 0xC0) == 0x80; )
			n--;
	while (n > 0 && is_end(part[n - 1]))
		n--;
	if (b->len > 0)
		buffer_byte(b, '/');
	if (n == 0 || is_device(part, n))
		buffer_byte(b, '_');
	buffer_add(b, part, n);
	if (!last && is_like_file(part, n))
		buffer_byte(b, '_');
}

/* The pattern without the suffix that every file gets. */
static const char *
without_suffix(struct arena *mem, const char *pattern)
{
	size_t n = strlen(pattern), end = sizeof suffix - 1;

	return arena_copy(mem, pattern, n > end && same(pattern + n - end, suffix, end) ? n - end : n);
}

/* Adds the pattern's own words; its slashes end parts. One without a name in braces may be left out. */
static void
add_words(struct buffer *path, struct buffer *part, const char *text, size_t n, bool *named)
{
	const char *slash;

	while ((slash = memchr(text, '/', n)) != NULL) {
		add_clean(part, text, (size_t)(slash - text));
		if (part->len > 0 || *named)
			add_part(path, part->data, part->len, false);
		part->len = 0;
		*named = false;
		n -= (size_t)(slash - text) + 1;
		text = slash + 1;
	}
	add_clean(part, text, n);
}

const char *
label_path(struct arena *mem, const char *pattern, label_value *value, void *user, const char **unknown)
{
	struct buffer part = { .mem = mem }, path = { .mem = mem };
	const char *p = without_suffix(mem, pattern);
	struct template_part t;
	bool named = false;

	buffer_add(&part, "", 0);
	buffer_add(&path, "", 0);
	while (template_next(&p, &t)) {
		const char *name, *text;
		if (!t.is_name) {
			add_words(&path, &part, t.text, t.len, &named);
			continue;
		}
		name = arena_copy(mem, t.text, t.len);
		text = value(user, name);
		if (text == NULL) {
			*unknown = name;
			return NULL;
		}
		add_clean(&part, text, strlen(text));
		named = true;
	}
	add_part(&path, part.data, part.len, true);
	return path.data;
}
