#include "diag.h"
#include "arena.h"
#include "diag_key.h"
#include "diag_text.h"
#include "locate.h"
#include "reasons.h"

#include <limits.h>
#include <stdbool.h>
#include <string.h>

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
	size_t		 told;		/* messages, with those that did not enter */
	size_t		 count[TT_ERROR + 1];	/* by level, without LIMIT */
	bool		 full;		/* LIMIT was added: it was full once */
	struct diag_keys keys;		/* of all that entered */
	struct position	 spot;		/* the last place that was counted */
	struct position	 other;		/* the same, of places that texts name */
	struct entry	*no_memory;	/* made ahead; NULL once it is in the list */
};

struct row {
	const char	*name;
	enum tt_level	 level;
	enum tt_fault	 fault;
	const char	*text[2];	/* by enum tt_language */
};

#define X(name, level, fault, en, vi) { #name, level, fault, { en, vi } },
#define RULE(name, id, level, article, party, doc_en, doc_vi, en, vi) \
	{ #name, TT_##level, TT_FAULT_DATA, { en, vi } },
#define TOLD(name, id, article, doc_en, doc_vi)
static const struct row rows[] = {
#include "messages.def"
#include "findings.def"
};
#undef X
#undef RULE
#undef TOLD

#define X(name, en, vi) { en, vi },
static const char *const terms[][2] = {
#include "terms.def"
};
#undef X

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
	e->message.text = diag_text_fill(d->mem, row->text[d->language], args,
	    DIAG_ARGUMENT_MAX);
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

/* First byte of a line, counted in the file, or NULL. */
static const char *
find_line(const struct source *s, int line)
{
	const char *p = s->text + locate_mark(s), *stop = s->text + s->len;

	line -= s->line > 0 ? s->line - 1 : 0;
	for (; line > 1 && p != NULL; line--) {
		p = memchr(p, '\n', (size_t)(stop - p));
		p = p == NULL ? NULL : p + 1;
	}
	return p;
}

/* Shows the line whose column `column` is at p. */
static void
show_line(struct diag *d, struct entry *e, const char *p, int column)
{
	int first = diag_text_first(e->message.column);

	first = first < column ? column : first;
	e->message.source_line = diag_text_line(d->mem, e->source, p, column, first);
	e->message.caret = e->message.column < 1 ? 0 : e->message.column - first + 1;
}

/* Line and column of a byte of the source, and its line. */
static void
set_place(struct diag *d, struct entry *e, size_t offset)
{
	const char *p;
	int column;

	locate_byte(&d->spot, e->source, offset);
	e->message.line = d->spot.line;
	e->message.column = d->spot.column;
	p = e->source->text + offset;
	for (column = d->spot.column; column > diag_text_first(e->message.column) && p > e->source->text; column--)
		do
			p--;
		while (((unsigned char)*p & 0xC0) == 0x80);
	show_line(d, e, p, column);
}

/* The place of a value, or of what holds it when it is not in the text itself. */
static void
find_place(struct diag *d, struct entry *e, const struct where *at)
{
	ptrdiff_t offset = locate_start(at);

	at = locate_real(at);
	e->message.pointer = diag_pointer(d->mem, at);
	for (; at != NULL && offset < 0; at = at->up)
		offset = locate_start(at);
	if (offset >= 0)
		set_place(d, e, (size_t)offset);
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

	if (e->code != DIAG_LIMIT)
		d->count[e->message.level]++;
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

/* Whether there is room without any giving way; LIMIT needs none of it. */
static bool
is_open(const struct diag *d)
{
	return d->n - (d->full ? 1 : 0) < TT_MESSAGES_MAX;
}

/* Whether one more of this level can be added; in a full list a lighter message gives way. */
static bool
has_room(struct diag *d, enum tt_level level)
{
	size_t i;

	if (is_open(d))
		return true;
	if (!d->full) {
		insert(d, new_entry(d, DIAG_LIMIT, NULL));
		d->full = true;
	}
	i = find_lighter(d, level);
	if (i == d->n)
		return false;
	d->count[d->list[i]->message.level]--;
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
	if (source->ours && e->message.fault == TT_FAULT_DATA)
		e->message.fault = TT_FAULT_ENVIRONMENT;
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
	if (has_room(d, e->message.level))
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

bool
diag_takes_level(const struct diag *d, enum tt_level level)
{
	bool lighter = false;

	for (int below = 0; below < (int)level; below++)
		lighter |= d->count[below] > 0;
	return !d->full || is_open(d) || lighter;
}

bool
diag_takes(const struct diag *d, enum diag_code code)
{
	return diag_takes_level(d, rows[code].level);
}

int
diag_add(struct diag *d, enum diag_code code, const struct where *at, const char *const *args)
{
	const struct source *source = locate_source(at);
	struct entry *e;

	d->told++;
	if (code == DIAG_NO_MEMORY)
		return add_no_memory(d);
	if (!diag_takes(d, code) || !diag_key_new(d->mem, &d->keys, (int)code, at, 0, args, DIAG_ARGUMENT_MAX))
		return -1;
	e = new_entry(d, code, args);
	if (source != NULL) {
		set_source(d, e, source);
		find_place(d, e, at);
	}
	return add(d, e);
}

int
diag_add_inside(struct diag *d, enum diag_code code, enum tt_level level, const struct where *at, size_t offset,
    const char *const *args)
{
	const struct source *source = locate_source(at);
	struct entry *e;

	d->told++;
	if (!diag_takes_level(d, level)
	    || !diag_key_new(d->mem, &d->keys, (int)code, at, offset, args, DIAG_ARGUMENT_MAX))
		return -1;
	e = new_entry(d, code, args);
	e->message.level = level;
	e->message.fault = level == TT_ERROR ? TT_FAULT_DATA : TT_FAULT_NONE;
	if (source != NULL) {
		set_source(d, e, source);
		e->message.pointer = diag_pointer(d->mem, locate_real(at));
		set_place(d, e, offset);
	}
	return add(d, e);
}

int
diag_add_at(struct diag *d, enum diag_code code, const struct source *source, int line, int column,
    const char *const *args)
{
	const char *p = line < 1 || source->text == NULL ? NULL : find_line(source, line);
	struct entry *e;

	d->told++;
	if (code == DIAG_NO_MEMORY)
		return add_no_memory(d);
	e = new_entry(d, code, args);
	set_source(d, e, source);
	e->message.line = line;
	e->message.column = column;
	if (p != NULL)
		show_line(d, e, p, line == source->line ? source->column : 1);
	return add(d, e);
}

size_t
diag_told(const struct diag *d)
{
	return d->told;
}

enum tt_level
diag_level(enum diag_code code)
{
	return rows[code].level;
}

void
diag_set_level(struct diag *d, enum diag_code code, enum tt_level level)
{
	for (size_t i = 0; i < d->n; i++) {
		struct tt_message *m = &d->list[i]->message;
		if (d->list[i]->code != code)
			continue;
		d->count[m->level]--;
		d->count[level]++;
		m->level = level;
		m->fault = level == TT_ERROR ? TT_FAULT_DATA : TT_FAULT_NONE;
	}
}

/* Takes out the messages of a code, or (NULL: any) of a source. */
static void
drop(struct diag *d, enum diag_code code, const struct source *source)
{
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++)
		if (source != NULL ? d->list[i]->source == source : d->list[i]->code == code)
			d->count[d->list[i]->message.level]--;
		else
			d->list[n++] = d->list[i];
	d->n = n;
}

void
diag_drop(struct diag *d, enum diag_code code)
{
	drop(d, code, NULL);
}

void
diag_drop_source(struct diag *d, const struct source *source)
{
	drop(d, DIAG__MAX, source);
}

const char *
diag_term(const struct diag *d, enum diag_term term)
{
	return terms[term][d->language];
}

const char *
diag_reason(const struct diag *d, int error)
{
	return reasons_text(error, d->language);
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

bool
diag_failed(const struct diag *d)
{
	return d->count[TT_ERROR] > 0;
}

bool
diag_failed_in(const struct diag *d, const struct source *source)
{
	size_t i = 0;

	while (i < d->n && (d->list[i]->source != source || d->list[i]->message.level != TT_ERROR))
		i++;
	return i < d->n;
}

size_t
diag_errors(const struct diag *d)
{
	return d->count[TT_ERROR];
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

const char *
diag_place(struct diag *d, const struct where *at)
{
	const struct source *source = locate_source(at);
	ptrdiff_t offset = source == NULL ? -1 : locate_start(at);
	const char *pointer = diag_pointer(d->mem, at);

	if (offset < 0)
		return source == NULL ? "" : source->name;
	locate_byte(&d->other, source, (size_t)offset);
	return arena_printf(d->mem, pointer[0] == '\0' ? "%c%s:%d:%d" : "%c%s:%d:%d (%s)", DIAG_TEXT_PLACE,
	    source->name, d->other.line, d->other.column, pointer);
}
