#include "moment.h"

#include <stdio.h>

enum { DAY = 86400, VIETNAM = 7 * 3600 };

struct parts {
	int	year, month, day, hour, minute, second;
	int	zone;			/* seconds east of Greenwich */
};

/* Days since 1970 of a day of the Gregorian calendar. */
static int64_t
days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
	int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The calendar's parts of a moment at +07:00. */
static struct parts
parts_of(int64_t when)
{
	int64_t local = when + VIETNAM, days = local / DAY, left = local % DAY, era, day, year, shifted;
	struct parts p;

	if (left < 0) {
		left += DAY;
		days--;
	}
	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	day = days - era * 146097;
	year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	day -= 365 * year + year / 4 - year / 100;
	shifted = (5 * day + 2) / 153;
	p.day = (int)(day - (153 * shifted + 2) / 5 + 1);
	p.month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
	p.year = (int)(year + era * 400) + (p.month <= 2);
	p.hour = (int)(left / 3600);
	p.minute = (int)(left / 60 % 60);
	p.second = (int)(left % 60);
	p.zone = VIETNAM;
	return p;
}

static bool
is_sound(const struct parts *p)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = p->year % 4 == 0 && (p->year % 100 != 0 || p->year % 400 == 0);

	return p->year >= 1 && p->month >= 1 && p->month <= 12 && p->day >= 1
	    && p->day <= days[p->month - 1] + (leap && p->month == 2) && p->hour <= 23 && p->minute <= 59
	    && p->second <= 59;
}

static int64_t
seconds_of(const struct parts *p)
{
	return days_of(p->year, p->month, p->day) * DAY + INT64_C(3600) * p->hour + INT64_C(60) * p->minute
	    + p->second - p->zone;
}

/* Exactly n figures, moved on over; -1 where there are fewer. */
static int
take(const char **p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++, (*p)++) {
		if (**p < '0' || **p > '9')
			return -1;
		value = value * 10 + (**p - '0');
	}
	return value;
}

/* "Z", or a sign with hours and minutes, `mark` between them (0: PDF's quotes, and all of it may be missing). */
static bool
take_zone(const char **p, char mark, int *zone)
{
	int sign = **p == '-' ? -1 : 1, hours, minutes;

	*zone = 0;
	if (**p == 'Z') {
		(*p)++;
		return true;
	}
	if (**p != '+' && **p != '-')
		return mark == 0;
	(*p)++;
	hours = take(p, 2);
	if (hours < 0 || **p != (mark != 0 ? mark : '\''))
		return hours >= 0 && mark == 0;
	(*p)++;
	minutes = take(p, 2);
	if (mark == 0 && **p == '\'')
		(*p)++;
	*zone = sign * (hours * 3600 + (minutes > 0 ? minutes : 0) * 60);
	return hours <= 23 && (minutes >= 0 || mark == 0) && minutes <= 59;
}

bool
moment_read(const char *text, int64_t *when)
{
	static const char between[] = "--T::";
	struct parts p = { 0 };
	int *const fields[] = { &p.year, &p.month, &p.day, &p.hour, &p.minute, &p.second };

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		*fields[i] = take(&text, i == 0 ? 4 : 2);
		if (*fields[i] < 0 || (i < 5 && *text++ != between[i]))
			return false;
	}
	if (!take_zone(&text, ':', &p.zone) || *text != '\0' || !is_sound(&p))
		return false;
	*when = seconds_of(&p);
	return true;
}

bool
moment_read_pdf(const char *text, int64_t *when)
{
	struct parts p = { 0, 1, 1, 0, 0, 0, 0 };
	int *const fields[] = { &p.month, &p.day, &p.hour, &p.minute, &p.second };

	if (text[0] == 'D' && text[1] == ':')
		text += 2;
	p.year = take(&text, 4);
	for (size_t i = 0; i < sizeof fields / sizeof *fields && *text >= '0' && *text <= '9'; i++)
		*fields[i] = take(&text, 2);
	if (!take_zone(&text, 0, &p.zone) || *text != '\0' || !is_sound(&p) || p.hour < 0 || p.minute < 0
	    || p.second < 0)
		return false;
	*when = seconds_of(&p);
	return true;
}

void
moment_write(int64_t when, char room[MOMENT_ROOM])
{
	struct parts p = parts_of(when);

	snprintf(room, MOMENT_ROOM, "%04u-%02u-%02uT%02u:%02u:%02u+07:00", (unsigned)p.year % 10000,
	    (unsigned)p.month % 100, (unsigned)p.day % 100, (unsigned)p.hour % 100, (unsigned)p.minute % 100,
	    (unsigned)p.second % 100);
}

void
moment_pdf(int64_t when, char room[MOMENT_ROOM])
{
	struct parts p = parts_of(when);

	snprintf(room, MOMENT_ROOM, "D:%04u%02u%02u%02u%02u%02u+07'00'", (unsigned)p.year % 10000,
	    (unsigned)p.month % 100, (unsigned)p.day % 100, (unsigned)p.hour % 100, (unsigned)p.minute % 100,
	    (unsigned)p.second % 100);
}
