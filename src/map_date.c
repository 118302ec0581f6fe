#include "map_date.h"
#include "arena.h"
#include "bind.h"

#include <inttypes.h>
#include <string.h>

enum { HOUR = 3600, DAY = 24 * HOUR, LOCAL = 7 * HOUR };	/* seconds */

/* Days from 1970-01-01 to the first of March of a year, by the Gregorian calendar. */
static int64_t
days_to_march(int64_t year)
{
	return 365 * (year - 1970) + (year / 4 - year / 100 + year / 400) - 477 + 59;
}

/* The days before a month, counted from March. */
static int
days_before(int month)
{
	int m = (month + 9) % 12;

	return (153 * m + 2) / 5;
}

static int64_t
days_of(int64_t year, int month, int day)
{
	return days_to_march(month < 3 ? year - 1 : year) + days_before(month) + day - 1;
}

static const char *
print_day(struct arena *mem, int64_t days)
{
	int64_t year = 1970 + days / 366;
	int month = 3;

	while (days_to_march(year + 1) <= days)
		year++;
	while (days_to_march(year) > days)
		year--;
	while (month < 14 && days_to_march(year) + days_before(month % 12 + 1) <= days)
		month++;
	days -= days_to_march(year) + days_before((month - 1) % 12 + 1);
	return arena_printf(mem, "%04" PRId64 "-%02d-%02d", year + (month > 12), (month - 1) % 12 + 1, (int)days + 1);
}

/* Digits at *p, at most `most` of them; -1: none. */
static int64_t
read_digits(const char **p, int most)
{
	const char *start = *p;
	int64_t n = 0;

	for (; **p >= '0' && **p <= '9' && *p - start < most; (*p)++)
		n = n * 10 + (**p - '0');
	return *p == start ? -1 : n;
}

/* The zone after a time, in seconds east of Greenwich; LOCAL when there is none, -DAY when it is wrong. */
static int
read_zone(const char *p)
{
	int64_t hours, minutes = 0;
	int sign = *p == '-' ? -1 : 1;

	if (*p == '\0')
		return LOCAL;
	if (strcmp(p, "Z") == 0 || strcmp(p, "z") == 0)
		return 0;
	if (*p != '+' && *p != '-')
		return -DAY;
	p++;
	hours = read_digits(&p, 2);
	p += *p == ':';
	if (*p != '\0')
		minutes = read_digits(&p, 2);
	return *p != '\0' || hours < 0 || hours > 14 || minutes < 0 || minutes > 59 ? -DAY
	    : sign * (int)(hours * HOUR + minutes * 60);
}

/* ISO 8601: a day, or a day and a time with its zone. */
static const char *
read_iso(struct arena *mem, const char *p)
{
	int64_t year = read_digits(&p, 4), month, day, hour = 0, minute = 0, second = 0;
	int zone;

	month = *p++ == '-' ? read_digits(&p, 2) : -1;
	if (month < 1 || month > 12 || *p++ != '-')
		return NULL;
	day = read_digits(&p, 2);
	if (day < 1 || day > bind_days_in((int)year, (int)month))
		return NULL;
	if (*p == '\0')
		return print_day(mem, days_of(year, (int)month, (int)day));
	if (*p != 'T' && *p != 't' && *p != ' ')
		return NULL;
	p++;
	hour = read_digits(&p, 2);
	minute = *p == ':' ? (p++, read_digits(&p, 2)) : -1;
	if (*p == ':') {
		p++;
		second = read_digits(&p, 2);
	}
	if (*p == '.' || *p == ',') {
		p++;
		read_digits(&p, 12);
	}
	zone = read_zone(p);
	if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60 || zone == -DAY)
		return NULL;
	second += hour * HOUR + minute * 60 - zone + LOCAL;
	day = days_of(year, (int)month, (int)day) + (second < 0 ? -1 : second / DAY);
	return print_day(mem, day);
}

/* A moment since 1970, also as "/Date(...)/". */
static const char *
read_moment(struct arena *mem, const char *p, int64_t unit)
{
	bool wrapped = strncmp(p, "/Date(", 6) == 0;
	int64_t n;

	p += wrapped ? 6 : 0;
	n = read_digits(&p, 15);
	if (n < 0 || (wrapped ? strchr("+-)", *p) == NULL : *p != '\0'))
		return NULL;
	return print_day(mem, (n / unit + LOCAL) / DAY);
}

/* Digits in a slot of a form, 0 when it is blank. */
static int64_t
slot_of(const char *text, const struct pattern_match *m, enum pattern_slot slot)
{
	const char *p = text + m->start[slot];
	int64_t n = m->end[slot] > m->start[slot] ? read_digits(&p, 4) : 0;

	return n < 0 ? 0 : n;
}

static const char *
read_pattern(struct arena *mem, const struct pattern *pattern, const char *text, size_t n)
{
	struct pattern_match m;
	int64_t year, month, day;

	if (!pattern_matches(mem, pattern, text, n, &m))
		return NULL;
	year = slot_of(text, &m, PATTERN_YEAR);
	month = slot_of(text, &m, PATTERN_MONTH);
	day = slot_of(text, &m, PATTERN_DAY);
	if (year < 1000 || (month == 0 && day > 0))
		return NULL;
	if (month == 0)
		return arena_printf(mem, "%04" PRId64, year);
	if (day == 0)
		return arena_printf(mem, "%04" PRId64 "-%02" PRId64, year, month);
	return arena_printf(mem, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month, day);
}

const char *
map_date(struct arena *mem, const struct rule *rule, const char *text, size_t n)
{
	const char *date = NULL;

	for (size_t i = 0; i < rule->ndates && date == NULL; i++) {
		const struct date_form *form = &rule->dates[i];
		if (form->clock == DATE_PATTERN)
			date = read_pattern(mem, &form->pattern, text, n);
		else if (form->clock == DATE_ISO)
			date = read_iso(mem, arena_trim(mem, text, " "));
		else
			date = read_moment(mem, text, form->clock == DATE_SECONDS ? 1 : 1000);
	}
	return date;
}
