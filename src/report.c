#include "report.h"
#include "reasons.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BAD = 0xFFFD };

struct row {
	const char	*name;
	enum tt_fault	 fault;
	const char	*text[2];	/* by enum tt_language */
};

#define X(name, fault, en, vi) { #name, fault, { en, vi } },
static const struct row rows[] = {
#include "report.def"
};
#undef X

const char *
report_text(const struct report *r, enum text_id id)
{
	return rows[id].text[r->language];
}

const char *
report_reason(const struct report *r, int error)
{
	return reasons_text(error, r->language);
}

/* Next code point of a text that ends with NUL; BAD and one byte on where it is no UTF-8. */
static unsigned
next(const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;
	int more = s[0] < 0x80 ? 0 : s[0] < 0xC2 ? -1 : s[0] < 0xE0 ? 1 : s[0] < 0xF0 ? 2 : 3;
	unsigned c = more <= 0 ? s[0] : s[0] & (0x3Fu >> more);

	for (int i = 1; i <= more; i++) {
		if ((s[i] & 0xC0) != 0x80)
			more = -1;
		else
			c = c << 6 | (s[i] & 0x3F);
	}
	*p += more < 0 ? 1 : more + 1;
	return more < 0 || s[0] > 0xF4 ? BAD : c;
}

/* What would move the cursor, end the line, or turn the direction of what follows. */
static bool
is_unseen(unsigned c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == BAD || (c >= 0x2028 && c <= 0x202E)
	    || (c >= 0x2066 && c <= 0x2069);
}

/* Whatever comes from outside can be shown on a terminal after this, and does nothing there. */
static void
make_seen(char *text)
{
	const char *p = text;

	while (*p != '\0') {
		char *start = text + (p - text);
		if (is_unseen(next(&p)))
			memset(start, '?', (size_t)(p - start));
	}
}

enum { CUT = 1024 };			/* bytes of a text when there is no memory for all of it */

/* Fills {1} ... into a text, as much as there is room for. */
static void
fill_room(char *out, size_t room, const char *pattern, const char *const *args)
{
	size_t n = 0, len = 0, part;

	while (args[n] != NULL)
		n++;
	for (; *pattern != '\0' && len + 1 < room; len += part) {
		size_t i = pattern[0] == '{' && pattern[1] > '0' && pattern[2] == '}' ? (size_t)(pattern[1] - '1') : n;
		const char *from = i < n ? args[i] : pattern;
		part = i < n ? strlen(from) : 1;
		pattern += i < n ? 3 : 1;
		if (part > room - 1 - len)
			part = room - 1 - len;
		memcpy(out + len, from, part);
		out[len + part] = '\0';
		if (i < n)
			make_seen(out + len);
	}
	out[len] = '\0';
}

/* The whole text, to be freed; NULL: no memory. */
static char *
fill(const char *pattern, const char *const *args)
{
	size_t room = strlen(pattern) + 1;
	char *out;

	for (size_t i = 0; args[i] != NULL; i++)
		room += strlen(args[i]);
	out = malloc(room);
	if (out != NULL)
		fill_room(out, room, pattern, args);
	return out;
}

char *
report_fill(const struct report *r, enum text_id id, const char *const *args)
{
	return fill(report_text(r, id), args);
}

void
report_free(char *text)
{
	free(text);
}

void
report_print(const struct report *r, FILE *f, enum text_id id, const char *const *args)
{
	char *text = fill(report_text(r, id), args), cut[CUT];

	if (text == NULL)
		fill_room(cut, sizeof cut, report_text(r, id), args);
	fputs(text != NULL ? text : cut, f);
	free(text);
}

/* Columns of a terminal that a character takes. */
static int
width(unsigned c)
{
	static const struct { unsigned first, last; int width; } ranges[] = {
		{ 0x0300, 0x036F, 0 }, { 0x0E31, 0x0E31, 0 }, { 0x0E34, 0x0E3A, 0 },
		{ 0x0E47, 0x0E4E, 0 }, { 0x0EB1, 0x0EB1, 0 }, { 0x0EB4, 0x0EBC, 0 },
		{ 0x0EC8, 0x0ECE, 0 }, { 0x1100, 0x115F, 2 }, { 0x17B4, 0x17B5, 0 },
		{ 0x17B7, 0x17BD, 0 }, { 0x17C6, 0x17C6, 0 }, { 0x17C9, 0x17D3, 0 },
		{ 0x1AB0, 0x1AFF, 0 }, { 0x1DC0, 0x1DFF, 0 }, { 0x200B, 0x200F, 0 },
		{ 0x20D0, 0x20FF, 0 }, { 0x2E80, 0xA4CF, 2 }, { 0xAC00, 0xD7A3, 2 },
		{ 0xF900, 0xFAFF, 2 }, { 0xFE20, 0xFE2F, 0 }, { 0xFE30, 0xFE6F, 2 },
		{ 0xFF00, 0xFF60, 2 }, { 0xFFE0, 0xFFE6, 2 }, { 0x1F300, 0x1FAFF, 2 },
		{ 0x20000, 0x3FFFD, 2 },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].width;
	return 1;
}

void
report_name(FILE *f, const char *name)
{
	while (*name != '\0') {
		const char *start = name;
		if (is_unseen(next(&name)))
			fputc('?', f);
		else
			fwrite(start, 1, (size_t)(name - start), f);
	}
}

static void
print_source(FILE *f, const struct tt_message *m)
{
	const char *p = m->source_line;
	int before = 0;

	if (p == NULL || *p == '\0')
		return;
	fprintf(f, "%6d | %s\n", m->line, p);
	if (m->caret < 1)
		return;
	for (int i = 1; i < m->caret && *p != '\0'; i++)
		before += width(next(&p));
	fprintf(f, "%6s | %*s^\n", "", before, "");
}

static void
print_human(const struct report *r, FILE *f, const struct tt_message *m)
{
	static const enum text_id levels[] = {
		[TT_NOTE] = TEXT_LEVEL_NOTE, [TT_WARNING] = TEXT_LEVEL_WARNING,
		[TT_ERROR] = TEXT_LEVEL_ERROR,
	};

	report_name(f, m->file != NULL ? m->file : "thethuc");
	if (m->line > 0)
		fprintf(f, ":%d", m->line);
	if (m->line > 0 && m->column > 0)
		fprintf(f, ":%d", m->column);
	fprintf(f, ": %s: ", report_text(r, levels[m->level]));
	report_name(f, m->text);
	fprintf(f, " [%s", m->id);
	if (m->article != NULL && *m->article != '\0')
		fprintf(f, "; %s", m->article);
	fputc(']', f);
	if (m->pointer != NULL && *m->pointer != '\0') {
		fprintf(f, " %s ", report_text(r, TEXT_AT));
		report_name(f, m->pointer);
	}
	if (r->record > 0)
		fprintf(f, " (%s %llu)", report_text(r, TEXT_RECORD), r->record);
	fputc('\n', f);
	print_source(f, m);
}

void
report_json_text(FILE *f, const char *text)
{
	fputc('"', f);
	while (*text != '\0') {
		const char *start = text;
		unsigned c = next(&text);
		if (c == '"' || c == '\\')
			fprintf(f, "\\%c", (int)c);
		else if (c < 0x20 || c == 0x7F || c == BAD)
			fprintf(f, "\\u%04x", c);
		else
			fwrite(start, 1, (size_t)(text - start), f);
	}
	fputc('"', f);
}

static void
print_string(FILE *f, const char *key, const char *text)
{
	fprintf(f, "\"%s\":", key);
	if (text == NULL)
		fputs("null", f);
	else
		report_json_text(f, text);
}

static void
print_json(const struct report *r, FILE *f, const struct tt_message *m)
{
	static const char *const levels[] = {
		[TT_NOTE] = "note", [TT_WARNING] = "warning", [TT_ERROR] = "error",
	};

	fputc('{', f);
	print_string(f, "file", m->file);
	fprintf(f, ",\"line\":%d,\"column\":%d,", m->line, m->column);
	print_string(f, "level", levels[m->level]);
	fputc(',', f);
	print_string(f, "id", m->id);
	fputc(',', f);
	print_string(f, "article", m->article);
	fputc(',', f);
	print_string(f, "pointer", m->pointer);
	fputc(',', f);
	print_string(f, "text", m->text);
	if (r->record > 0)
		fprintf(f, ",\"record\":%llu", r->record);
	fputs("}\n", f);
}

void
report_message_to(const struct report *r, FILE *f, bool json, const struct tt_message *m)
{
	if (json)
		print_json(r, f, m);
	else
		print_human(r, f, m);
}

void
report_message(const struct report *r, const struct tt_message *m)
{
	report_message_to(r, stderr, r->json, m);
}

void
report_make(const struct report *r, struct reported *m, const char *file, enum text_id id, const char *const *args)
{
	size_t n = 0;

	report_drop(m);
	m->text = fill(report_text(r, id), args);
	for (; rows[id].name[n] != '\0' && n + 1 < sizeof m->id; n++) {
		char c = rows[id].name[n];
		m->id[n] = c == '_' ? '-' : (char)(c - 'A' + 'a');
	}
	m->id[n] = '\0';
	m->message = (struct tt_message){
		.level = TT_ERROR, .fault = rows[id].fault, .id = m->id, .file = file,
		.text = m->text != NULL ? m->text : report_text(r, id),
	};
}

void
report_drop(struct reported *m)
{
	free(m->text);
	m->text = NULL;
}

int
report_error(const struct report *r, const char *file, enum text_id id, const char *const *args)
{
	struct reported m = { .text = NULL };
	char cut[CUT];

	report_make(r, &m, file, id, args);
	if (m.text == NULL) {
		fill_room(cut, sizeof cut, report_text(r, id), args);
		m.message.text = cut;
	}
	report_message(r, &m.message);
	report_drop(&m);
	return (int)rows[id].fault;
}

int
report_flush(const struct report *r)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return 0;
	if (errno != EPIPE)
		REPORT(r, "stdout", FILE_WRITE_DIRECT, report_reason(r, errno));
	clearerr(stdout);
	return TT_FAULT_ENVIRONMENT;
}
