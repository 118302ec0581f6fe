#include "diag.h"
#include "arena.h"
#include "buffer.h"
#include "locate.h"
#include "utf8.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum {
	LINE_MAX_SHOWN = 160		/* characters of a source line shown */
};

struct entry {
	struct tt_message message;
	enum diag_code	 code;
	int		 rank;		/* order of its source; INT_MAX: no source */
	const struct source *source;
};

struct diag {
	struct arena	*mem;
	enum tt_language language;
	struct entry	*list[TT_MESSAGES_MAX + 2];	/* in the order of the text */
	size_t		 n;
	bool		 full;		/* LIMIT was added */
	struct entry	*no_memory;	/* made ahead; NULL once it is in the list */
};

struct row {
	const char	*name;
	enum tt_level	 level;
	enum tt_fault	 fault;
	const char	*text[2];	/* by enum tt_language */
};

#define X(name, level, fault, en, vi) { #name, level, fault, { en, vi } },
static const struct row rows[] = {
#include "messages.def"
};
#undef X

/* Characters that cannot be seen, or that change how their neighbours are shown. */
static bool
invisible(unsigned c)
{
	static const struct { unsigned first, last; } ranges[] = {
		{ 0, 0x1F }, { 0x7F, 0x9F }, { 0xAD, 0xAD }, { 0x200B, 0x200F }, { 0x2028, 0x202E },
		{ 0x2060, 0x206F }, { 0xE000, 0xF8FF }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFB },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	return false;
}

static void
add_character(struct buffer *b, unsigned c)
{
	char bytes[UTF8_MAX];

	buffer_add(b, bytes, (size_t)utf8_put(bytes, c));
}

static void
add_argument(struct buffer *b, const char *text)
{
	const char *end = text + strlen(text);

	for (int n = 1; text < end; n++) {
		const char *start = text;
		unsigned c = utf8_next(&text, end);
		if (n == DIAG_ARGUMENT_MAX && text < end) {
			buffer_text(b, "…");
			return;
		}
		if (c == UTF8_BAD)
			buffer_printf(b, "\\x%02X", (unsigned)(unsigned char)*start);
		else if (invisible(c))
			buffer_printf(b, "\\u%04X", c);
		else
			buffer_add(b, start, (size_t)(text - start));
	}
}

/* The text of a message, {1} ... replaced. */
static const char *
fill(struct arena *mem, const char *pattern, const char *const *args)
{
	struct buffer b = { .mem = mem };
	int n = 0;

	while (args != NULL && args[n] != NULL)
		n++;
	buffer_text(&b, "");
	for (const char *p = pattern; *p != '\0';) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			if (p[1] - '0' < n)
				add_argument(&b, args[p[1] - '0']);
			p += 3;
		} else {
			buffer_byte(&b, *p++);
		}
	}
	return b.data;
}

static const char *
make_id(struct arena *mem, const char *name)
{
	char *id = arena_copy(mem, name, strlen(name));

	for (char *p = id; *p != '\0'; p++)
		*p = *p == '_' ? '-' : *p >= 'A' && *p <= 'Z' ? (char)(*p - 'A' + 'a') : *p;
	return id;
}

static struct entry *
new_entry(struct diag *d, enum diag_code code, const char *const *args)
{
	struct entry *e = arena_new(d->mem, sizeof *e);
	const struct row *row = &rows[code];

	e->code = code;
	e->rank = INT_MAX;
	e->message.level = row->level;
	e->message.fault = row->level == TT_ERROR ? row->fault : TT_FAULT_NONE;
	e->message.id = make_id(d->mem, row->name);
	e->message.text = fill(d->mem, row->text[d->language], args);
	if (args != NULL && args[0] != NULL && args[0][0] != '\0')
		e->message.article = arena_copy(d->mem, args[0], strlen(args[0]));
	return e;
}

struct diag *
diag_new(struct arena *mem, enum tt_language language)
{
	struct diag *d = arena_new(mem, sizeof *d);

	d->mem = mem;
	d->language = language;
	d->no_memory = new_entry(d, DIAG_NO_MEMORY, NULL);
	return d;
}

/* First byte of a line and, in *end, its end without the line break. */
static const char *
find_line(const struct source *s, int line, const char **end)
{
	const char *p = s->text, *stop = s->text + s->len, *next;

	if (s->len >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0)
		p += 3;
	for (; line > 1; line--) {
		next = memchr(p, '\n', (size_t)(stop - p));
		if (next == NULL)
			return NULL;
		p = next + 1;
	}
	next = memchr(p, '\n', (size_t)(stop - p));
	*end = next == NULL ? stop : next;
	if (*end > p && (*end)[-1] == '\r')
		(*end)--;
	return p;
}

/*
 * The source line around the message's column, and where the column stands in it. Each character
 * stays one character, so that columns can be counted.
 */
static void
show_line(struct arena *mem, struct tt_message *m, const struct source *s)
{
	struct buffer b = { .mem = mem };
	int first = m->column > LINE_MAX_SHOWN / 2 ? m->column - LINE_MAX_SHOWN / 2 : 1;
	const char *p, *end;

	if (s->text == NULL || m->line < 1 || (p = find_line(s, m->line, &end)) == NULL)
		return;
	for (int column = 1; p < end && column < first + LINE_MAX_SHOWN; column++) {
		unsigned c = utf8_next(&p, end);
		bool cut = (column == first && first > 1)
		    || (column == first + LINE_MAX_SHOWN - 1 && p < end);
		if (column < first)
			continue;
		if (cut)
			c = 0x2026;
		else if (c == '\t')
			c = ' ';
		else if (c == UTF8_BAD || invisible(c))
			c = 0xFFFD;
		add_character(&b, c);
	}
	buffer_text(&b, "");
	m->source_line = b.data;
	m->caret = m->column < 1 ? 0 : m->column - first + 1;
}

static const struct where *
root_of(const struct where *at)
{
	while (at != NULL && at->up != NULL)
		at = at->up;
	return at;
}

/* The place of a value; of what holds it when it is not in the text itself. */
static void
find_place(struct tt_message *m, const struct where *at)
{
	for (; at != NULL && m->line == 0; at = at->up)
		locate_value(at, 0, &m->line, &m->column);
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
is_known(const struct diag *d, const struct entry *e)
{
	const struct tt_message *m = &e->message;

	for (size_t i = 0; i < d->n; i++) {
		const struct tt_message *other = &d->list[i]->message;
		if (d->list[i]->code == e->code && d->list[i]->source == e->source
		    && other->line == m->line && other->column == m->column
		    && same_text(other->pointer, m->pointer) && strcmp(other->text, m->text) == 0)
			return true;
	}
	return false;
}

static bool
is_after(const struct entry *a, const struct entry *b)
{
	int aline = a->message.line == 0 ? INT_MAX : a->message.line;
	int bline = b->message.line == 0 ? INT_MAX : b->message.line;

	if (a->code == DIAG_LIMIT || b->code == DIAG_LIMIT)
		return a->code == DIAG_LIMIT;
	if (a->rank != b->rank)
		return a->rank > b->rank;
	if (aline != bline)
		return aline > bline;
	return a->message.column > b->message.column;
}

static void
insert(struct diag *d, struct entry *e)
{
	size_t i;

	for (i = d->n++; i > 0 && is_after(d->list[i - 1], e); i--)
		d->list[i] = d->list[i - 1];
	d->list[i] = e;
}

/* The last of the lightest messages, when that is lighter than `level`; else d->n. */
static size_t
find_lighter(const struct diag *d, enum tt_level level)
{
	size_t found = d->n;

	for (size_t i = 0; i < d->n; i++)
		if (d->list[i]->message.level < level && d->list[i]->code != DIAG_LIMIT) {
			level = d->list[i]->message.level + 1;
			found = i;
		}
	return found;
}

/* Whether one more of this level can be added; in a full list a lighter message gives way. */
static bool
has_room(struct diag *d, enum tt_level level)
{
	size_t i;

	if (!d->full && d->n < TT_MESSAGES_MAX)
		return true;
	if (!d->full) {
		insert(d, new_entry(d, DIAG_LIMIT, NULL));
		d->full = true;
	}
	i = find_lighter(d, level);
	if (i == d->n)
		return false;
	d->n--;
	memmove(&d->list[i], &d->list[i + 1], (d->n - i) * sizeof *d->list);
	return true;
}

static void
set_source(const struct diag *d, struct entry *e, const struct source *source)
{
	int last = 0;

	e->source = source;
	e->message.file = source->name;
	for (size_t i = 0; i < d->n; i++) {
		if (d->list[i]->source == source) {
			e->rank = d->list[i]->rank;
			return;
		}
		if (d->list[i]->source != NULL && d->list[i]->rank >= last)
			last = d->list[i]->rank + 1;
	}
	e->rank = last;
}

static int
add(struct diag *d, struct entry *e)
{
	if (e->source != NULL)
		show_line(d->mem, &e->message, e->source);
	if (!is_known(d, e) && has_room(d, e->message.level))
		insert(d, e);
	return -1;
}

static int
add_no_memory(struct diag *d)
{
	if (d->no_memory != NULL) {
		insert(d, d->no_memory);
		d->no_memory = NULL;
	}
	return -1;
}

int
diag_add(struct diag *d, enum diag_code code, const struct where *at, const char *const *args)
{
	const struct where *root = root_of(at);
	struct entry *e;

	if (code == DIAG_NO_MEMORY)
		return add_no_memory(d);
	if (d->full && find_lighter(d, rows[code].level) == d->n)
		return -1;
	e = new_entry(d, code, args);
	if (root != NULL && root->source != NULL) {
		set_source(d, e, root->source);
		e->message.pointer = diag_pointer(d->mem, at);
		find_place(&e->message, at);
	}
	return add(d, e);
}

int
diag_add_at(struct diag *d, enum diag_code code, const struct source *source, int line, int column,
    const char *const *args)
{
	struct entry *e;

	if (code == DIAG_NO_MEMORY)
		return add_no_memory(d);
	e = new_entry(d, code, args);
	set_source(d, e, source);
	e->message.line = line;
	e->message.column = column;
	return add(d, e);
}

size_t
diag_count(const struct diag *d)
{
	return d->n;
}

const struct tt_message *
diag_message(const struct diag *d, size_t i)
{
	return i < d->n ? &d->list[i]->message : NULL;
}

int
diag_failed(const struct diag *d)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->list[i]->message.level == TT_ERROR)
			return 1;
	return 0;
}

enum tt_fault
diag_worst(const struct diag *d)
{
	enum tt_fault worst = TT_FAULT_NONE;

	for (size_t i = 0; i < d->n; i++)
		if (d->list[i]->message.fault > worst)
			worst = d->list[i]->message.fault;
	return worst;
}

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
		snprintf(digits, sizeof digits, "%zu", at->index);
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
