#include "arena.h"
#include "bind.h"
#include "buffer.h"
#include "clean.h"
#include "decimal.h"
#include "diag.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <string.h>

enum { LINE_BYTES_MAX = 1000 };		/* no text of one line needs more */

#define SHOWN_MAX 1e12			/* thousandths that a message shows as they are */

struct list {				/* what bind_list fills: the items' address and their number */
	void	*items;
	size_t	 n;
};

bool
bind_is_blank(const char *s)
{
	while (*s == ' ' || *s == '\n' || strncmp(s, "\u00A0", 2) == 0)
		s += *s == ' ' || *s == '\n' ? 1 : 2;
	return *s == '\0';
}

void
bind_line(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	size_t n = v->len;
	const char *line = clean_line(b->mem, b->diag, &v->at, v->string, &n);

	if (!type->may_be_empty && bind_is_blank(line))
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	if (n > LINE_BYTES_MAX)
		DIAG(b->diag, LINE_LONG, &v->at, "", arena_printf(b->mem, "%zu", n),
		    arena_printf(b->mem, "%d", LINE_BYTES_MAX));
	*(const char **)out = line;
}

/* Says when an array has less elements than its type asks for, or more; how many of them are taken. */
static size_t
check_length(struct bind *b, const struct bind_type *type, const struct value *v)
{
	if (type->most_items > 0 && v->n > type->most_items)
		DIAG(b->diag, LIST_MANY, &v->at, "", arena_printf(b->mem, "%zu", v->n),
		    arena_printf(b->mem, "%zu", type->most_items));
	if (v->n == 0 && type->least_items > 0)
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	else if (v->n < type->least_items)
		DIAG(b->diag, LIST_SHORT, &v->at, "", arena_printf(b->mem, "%zu", v->n),
		    arena_printf(b->mem, "%zu", type->least_items));
	return type->most_items > 0 && v->n > type->most_items ? type->most_items : v->n;
}

void
bind_lines(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const char **lines = arena_array(b->mem, v->n + 1, sizeof *lines);
	size_t taken = check_length(b, type, v);

	for (size_t i = 0; i < v->n; i++) {
		lines[i] = "";
		bind_value(b, type->element, &v->items[i], &lines[i]);
	}
	lines[taken] = NULL;
	*(const char ***)out = lines;
}

void
bind_bool(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	(void)type;
	*(bool *)out = v->truth;
}

void
bind_not(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	(void)type;
	*(bool *)out = !v->truth;
}

void
bind_flag(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	unsigned bits = (unsigned)type->arg, *flags = out;

	(void)b;
	*flags = v->truth ? *flags | bits : *flags & ~bits;
}

static const char *
show(struct arena *mem, int64_t thousandths)
{
	struct buffer b = { .mem = mem };

	buffer_length(&b, thousandths);
	return b.data;
}

bool
bind_within(struct bind *b, const struct value *v, int64_t least, int64_t most)
{
	double x = v->real * 1000;
	const char *shown;

	if (x >= (double)least && x <= (double)most)
		return true;
	shown = show(b->mem, (int64_t)fmax(fmin(x, SHOWN_MAX), -SHOWN_MAX));
	if (x < (double)least)
		DIAG(b->diag, VALUE_LEAST, &v->at, "", shown, show(b->mem, least));
	else
		DIAG(b->diag, VALUE_MOST, &v->at, "", shown, show(b->mem, most));
	return false;
}

bool
bind_decimal(const struct value *v, struct decimal *out)
{
	if (v->type == VALUE_STRING)
		return decimal_parse(v->string, out);
	if (v->type == VALUE_REAL)
		return decimal_from_double(v->real, out);
	*out = (struct decimal){ v->integer, 0 };
	return v->type == VALUE_INT;
}

/* The integer, brought into [least, most] with a message when it is outside. */
static int64_t
within(struct bind *b, const struct value *v, int64_t least, int64_t most)
{
	const char *shown = arena_printf(b->mem, "%" PRId64, v->integer);

	if (v->integer < least) {
		DIAG(b->diag, VALUE_LEAST, &v->at, "", shown,
		    arena_printf(b->mem, "%" PRId64, least));
		return least;
	}
	if (v->integer > most) {
		DIAG(b->diag, VALUE_MOST, &v->at, "", shown,
		    arena_printf(b->mem, "%" PRId64, most));
		return most;
	}
	return v->integer;
}

void
bind_int(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bool any = type->least == type->most;

	*(int *)out = (int)within(b, v, any || type->least < INT_MIN ? INT_MIN : type->least,
	    any || type->most > INT_MAX ? INT_MAX : type->most);
}

void
bind_long(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bool any = type->least == type->most;

	*(int64_t *)out = within(b, v, any ? INT64_MIN : type->least, any ? INT64_MAX : type->most);
}

void
bind_choice(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	int i = 0;

	(void)b;
	while (type->choices[i][0] != v->string[0] || strcmp(type->choices[i], v->string) != 0)
		i++;
	*(int *)out = i;
}

/* The number of the decimal digits at s, -1 when they are not n digits. */
static int
digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

bool
bind_is_like(const char *s, const char *form)
{
	for (; *form != '\0'; s++, form++)
		if (*form == '0' ? *s < '0' || *s > '9' : *s != *form)
			return false;
	return *s == '\0';
}

int
bind_days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

/* yyyymmdd with 0 for parts that are not there; -1 for any other form. */
static int
parse_date(const struct value *v)
{
	const char *s = v->string;
	int year, month = 0, day = 0;

	if (v->len != 4 && v->len != 7 && v->len != 10)
		return -1;
	year = digits(s, 4);
	if (v->len >= 7)
		month = s[4] == '-' ? digits(s + 5, 2) : -1;
	if (v->len == 10)
		day = s[7] == '-' ? digits(s + 8, 2) : -1;
	if (year < 1000 || month < 0 || day < 0 || (v->len >= 7 && month == 0) ||
	    (v->len == 10 && day == 0))
		return -1;
	return year * 10000 + month * 100 + day;
}

int
bind_iso_date(struct bind *b, const struct value *v, bool partial)
{
	int date = parse_date(v), month = date / 100 % 100, day = date % 100;

	if (date < 0 || (day == 0 && !partial)) {
		DIAG(b->diag, DATE_FORM, &v->at, "", v->string,
		    partial ? "2024-05-06, 2024-05, 2024" : "2024-05-06");
		return 0;
	}
	if (month > 12 || (day > 0 && day > bind_days_in(date / 10000, month))) {
		DIAG(b->diag, DATE_UNREAL, &v->at, "", v->string);
		return 0;
	}
	return date;
}

void
bind_date(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	*(int *)out = v->type == VALUE_NULL ? 0 : bind_iso_date(b, v, type->arg != 0);
}

void
bind_struct(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	bind_members(b, type->object, v, out);
}

void
bind_list(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct list list = { arena_array(b->mem, v->n, type->size), check_length(b, type, v) };

	for (size_t i = 0; i < v->n; i++)
		bind_value(b, type->element, &v->items[i], (char *)list.items + i * type->size);
	memcpy(out, &list, sizeof list);
}

void
bind_single(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct list list = { arena_new(b->mem, type->size), 1 };

	bind_value(b, type->element, v, list.items);
	memcpy(out, &list, sizeof list);
}

void
bind_some(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(v->type == VALUE_ARRAY ? bind_list : bind_single)(b, type, v, out);
}

void
bind_raw(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)b;
	(void)type;
	*(const struct value **)out = v;
}
