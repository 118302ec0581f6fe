#include "printer_words.h"

#include <string.h>

#define X(keyword, stops, en, vi) { keyword, stops, { en, vi } },
static const struct {
	const char	*keyword;
	int		 stops;		/* 1: paper does not come out */
	const char	*text[2];	/* by enum tt_language */
} rows[] = {
#include "printer_words.def"
};
#undef X

enum { NROWS = sizeof rows / sizeof *rows };

/* Length of a keyword without what says how bad it is. */
static size_t
stem(const char *keyword, size_t n)
{
	static const char *const endings[] = { "-error", "-warning", "-report" };

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t m = strlen(endings[i]);
		if (n > m && strncmp(keyword + n - m, endings[i], m) == 0)
			return n - m;
	}
	return n;
}

static size_t
find(const char *keyword, size_t n)
{
	size_t i = 0;

	while (i < NROWS && (strlen(rows[i].keyword) != n || strncmp(rows[i].keyword, keyword, n) != 0))
		i++;
	return i;
}

bool
printer_words(const char *keywords, enum tt_language language, char *words, size_t room)
{
	bool stops = false;
	size_t used = 0;

	words[0] = '\0';
	for (const char *p = keywords; *p != '\0'; p += strspn(p, ", ")) {
		size_t n = strcspn(p, ", "), i = find(p, n);
		if (i == NROWS)
			i = find(p, stem(p, n));
		p += n;
		if (i == 0)
			continue;
		if (i == NROWS)
			used += (size_t)snprintf(words + used, room - used, "%s%.*s", used > 0 ? ", " : "",
			    (int)n, p - n);
		else
			used += (size_t)snprintf(words + used, room - used, "%s%s", used > 0 ? ", " : "",
			    rows[i].text[language]);
		if (used >= room)
			return stops;
		stops |= i < NROWS && rows[i].stops;
	}
	return stops;
}
