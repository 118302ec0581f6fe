#include "map_text.h"
#include "arena.h"
#include "bind.h"
#include "buffer.h"
#include "clean.h"
#include "diag.h"
#include "map_date.h"
#include "map_html.h"
#include "map_line.h"
#include "map_outline.h"

#include <inttypes.h>
#include <string.h>

struct maker {
	struct arena	*mem;
	struct diag	*diag;
	const struct rule *rule;
};

bool
map_given(const struct value *v)
{
	if (v == NULL || v->type == VALUE_NULL)
		return false;
	if (v->type == VALUE_STRING)
		return !bind_is_blank(v->string);
	return (v->type != VALUE_ARRAY && v->type != VALUE_OBJECT) || v->n > 0;
}

const char *
map_plain(struct arena *mem, const struct value *v)
{
	if (v->type == VALUE_STRING)
		return v->string;
	if (v->type == VALUE_INT)
		return arena_printf(mem, "%" PRId64, v->integer);
	if (v->type == VALUE_BOOL)
		return v->truth ? "true" : "false";
	return v->type == VALUE_REAL ? json_figures(mem, v) : NULL;
}

/* A value as a line; false after a message when it is no text. */
static bool
as_line(const struct maker *m, const struct value *v, struct map_line *line)
{
	struct value text = *v;

	text.string = map_plain(m->mem, v);
	if (text.string == NULL) {
		DIAG(m->diag, MAP_TEXT, &v->at, "");
		return false;
	}
	text.len = strlen(text.string);
	map_line_of(m->mem, &text, line);
	line->at = locate_real(&v->at);
	return true;
}

/* All lines in one, with a line break or a space between them. */
static void
join(struct arena *mem, struct map_lines *lines, char between)
{
	struct map_line *all = arena_new(mem, sizeof *all);
	struct buffer text = { .mem = mem };

	all->at = lines->items[0].at;
	for (size_t i = 0; i < lines->n; i++) {
		const struct map_line *line = &lines->items[i];
		if (i > 0)
			buffer_byte(&text, between);
		for (size_t k = 0; k < line->n; k++) {
			all->pieces = arena_grow(mem, all->pieces, all->n, &all->cap, sizeof *all->pieces);
			all->pieces[all->n] = line->pieces[k];
			all->pieces[all->n++].start += text.len;
		}
		buffer_add(&text, line->text, line->len);
	}
	all->text = text.data;
	all->len = text.len;
	*lines = (struct map_lines){ .items = all, .n = 1, .cap = 1 };
}

/* Adds the lines of one text. */
static void
add_text(const struct maker *m, const struct value *v, struct map_lines *lines)
{
	const struct rule *rule = m->rule;
	struct map_lines own = { .n = 0 };
	struct map_line line;

	if (!map_given(v) || !as_line(m, v, &line))
		return;
	if (rule->html == HTML_NONE)
		map_line_split(m->mem, &own, &line);
	else if (map_html(m->mem, &line, rule->html == HTML_TEXT, &own))
		DIAG(m->diag, MAP_TABLE, &v->at, "");
	for (size_t i = 0; i < own.n; i++) {
		struct map_line folded = own.items[i];
		if (rule->line || rule->lines || rule->noutline > 0)
			map_line_fold(m->mem, &own.items[i], &folded);
		map_line_add(m->mem, lines, &folded);
	}
}

/* The first of the forms that a line has, NULL: none of them. */
static const struct pattern *
find_form(const struct maker *m, const struct patterns *list, const struct map_line *line,
    struct pattern_match *found)
{
	for (size_t i = 0; i < list->n; i++)
		if (pattern_matches(m->mem, &list->items[i], line->text, line->len, found))
			return &list->items[i];
	return NULL;
}

/* Leaves lines out, and of the others what is not wanted. */
static void
clear(const struct maker *m, struct map_lines *lines)
{
	struct pattern_match found;
	size_t n = 0;

	for (size_t i = 0; i < lines->n; i++) {
		struct map_line line = lines->items[i];
		if (find_form(m, &m->rule->drop, &line, &found) != NULL)
			continue;
		if (find_form(m, &m->rule->strip, &line, &found) != NULL)
			map_line_cut(m->mem, &line, found.start[PATTERN_WANTED], found.end[PATTERN_WANTED],
			    &lines->items[n++]);
		else
			lines->items[n++] = line;
	}
	lines->n = n;
}

/* The texts of forms in a message. */
static const char *
forms_of(struct arena *mem, const struct patterns *list)
{
	return bind_join(mem, bind_words(mem, list->items, list->n, sizeof *list->items,
	    offsetof(struct pattern, text)));
}

/* The wanted part of the first line of one of the forms alone; of other lines nothing. */
static bool
match(const struct maker *m, const struct value *v, struct map_lines *lines)
{
	struct pattern_match found;
	struct map_line part;

	for (size_t i = 0; i < lines->n; i++) {
		if (find_form(m, &m->rule->match, &lines->items[i], &found) == NULL)
			continue;
		map_line_cut(m->mem, &lines->items[i], found.start[PATTERN_WANTED], found.end[PATTERN_WANTED], &part);
		lines->items[0] = part;
		lines->n = 1;
		return part.len > 0;
	}
	if (m->rule->otherwise == NULL)
		DIAG(m->diag, MAP_MATCH, &v->at, "", lines->items[0].text, forms_of(m->mem, &m->rule->match));
	return false;
}

/* Everything that is done line by line. */
static bool
make_lines(const struct maker *m, struct value *v)
{
	const struct rule *rule = m->rule;
	struct map_lines lines = { .n = 0 };
	bool list = (rule->lines || (v->type == VALUE_ARRAY && !rule->line)) && rule->match.n == 0;
	struct value out = { .type = VALUE_ARRAY };

	for (size_t i = 0; i < (v->type == VALUE_ARRAY ? v->n : 1); i++)
		add_text(m, v->type == VALUE_ARRAY ? &v->items[i] : v, &lines);
	clear(m, &lines);
	if (lines.n == 0 || (rule->match.n > 0 && !match(m, v, &lines)))
		return false;
	if (!list && rule->noutline == 0 && lines.n > 1)
		join(m->mem, &lines, rule->line ? ' ' : '\n');
	out.at = (struct where){ .real = locate_real(&v->at) };
	if (rule->noutline > 0) {
		map_outline(m->mem, rule, &lines, &out);
	} else if (list) {
		out.items = arena_array(m->mem, lines.n, sizeof *out.items);
		for (; out.n < lines.n; out.n++) {
			map_line_value(m->mem, &lines.items[out.n], &out.items[out.n]);
			out.items[out.n].at.index = (uint32_t)out.n;
		}
	} else {
		map_line_value(m->mem, &lines.items[0], &out);
	}
	*v = out;
	return map_given(v);
}

/* What a text stands for: by its very name, else by one that only differs in capitals. */
static const struct value *
find_value(const struct maker *m, const char *text)
{
	const struct value *values = m->rule->values, *found = json_member(values, text);
	const char *low = found != NULL ? NULL : clean_lower(m->mem, text, strlen(text));

	for (size_t i = 0; i < values->n && found == NULL; i++) {
		const char *name = values->items[i].at.key;
		if (strcmp(clean_lower(m->mem, name, strlen(name)), low) == 0)
			found = &values->items[i];
	}
	return found;
}

static bool
look_up(const struct maker *m, struct value *v)
{
	const char *text = map_plain(m->mem, v), **names;
	const struct value *found = text == NULL ? NULL : find_value(m, text);

	if (text == NULL) {
		DIAG(m->diag, MAP_TEXT, &v->at, "");
		return false;
	}
	if (found != NULL) {
		struct where place = { .real = &found->at };
		*v = *found;
		v->at = place;
		return map_given(found);
	}
	if (m->rule->otherwise != NULL)
		return false;
	names = bind_words(m->mem, m->rule->values->items, m->rule->values->n, sizeof(struct value),
	    offsetof(struct value, at.key));
	DIAG(m->diag, MAP_VALUE, &v->at, "", text, bind_join(m->mem, names));
	return false;
}

static void
set_text(struct value *v, const char *text)
{
	const struct where *real = locate_real(&v->at);
	uint32_t offset = real == &v->at ? 0 : v->at.offset;

	*v = (struct value){ .type = VALUE_STRING, .string = text, .len = strlen(text), .at.real = real,
	    .at.offset = offset };
}

static bool
make_date(const struct maker *m, struct value *v)
{
	const char *text = map_plain(m->mem, v), *date, **names;

	date = text == NULL ? NULL : map_date(m->mem, m->rule, text, strlen(text));
	if (date != NULL) {
		set_text(v, date);
		return true;
	}
	if (m->rule->otherwise != NULL)
		return false;
	names = bind_words(m->mem, m->rule->dates, m->rule->ndates, sizeof(struct date_form),
	    offsetof(struct date_form, text));
	DIAG(m->diag, MAP_DATE, &v->at, "", text == NULL ? "" : text, bind_join(m->mem, names));
	return false;
}

static bool
make_integer(const struct maker *m, struct value *v)
{
	const char *text = map_plain(m->mem, v);
	size_t n = text == NULL ? 0 : strspn(text, "0123456789");
	enum { MOST = 18 };			/* figures that always fit */

	if (n == 0 || n > MOST || text[n] != '\0') {
		if (m->rule->otherwise == NULL)
			DIAG(m->diag, MAP_INTEGER, &v->at, "", text == NULL ? "" : text);
		return false;
	}
	set_text(v, text);
	v->type = VALUE_INT;
	v->integer = 0;
	for (; *text != '\0'; text++)
		v->integer = v->integer * 10 + (*text - '0');
	v->real = (double)v->integer;
	return true;
}

bool
map_text(struct arena *mem, struct diag *d, const struct rule *rule, struct value *v)
{
	const struct maker m = { mem, d, rule };
	bool by_line = rule->html != HTML_NONE || rule->lines || rule->line || rule->drop.n > 0 || rule->strip.n > 0
	    || rule->match.n > 0 || rule->noutline > 0;

	return map_given(v) && (!by_line || make_lines(&m, v)) && (rule->values == NULL || look_up(&m, v))
	    && (rule->ndates == 0 || make_date(&m, v)) && (!rule->integer || make_integer(&m, v));
}
