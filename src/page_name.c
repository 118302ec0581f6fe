#include "page_name.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* Where the page stands in the last part of a pattern, and the digits it has at least. NULL: nowhere. */
static const char *
find_page(const char *pattern, int *digits, size_t *len)
{
	const char *slash = strrchr(pattern, '/'), *p = slash == NULL ? pattern : slash + 1;

	for (p = strchr(p, '%'); p != NULL; p = strchr(p + 1, '%')) {
		bool padded = p[1] == '0' && p[2] >= '1' && p[2] <= '9' && p[3] == 'd';
		if (!padded && p[1] != 'd')
			continue;
		*digits = padded ? p[2] - '0' : 1;
		*len = padded ? 4 : 2;
		return p;
	}
	return NULL;
}

static bool
is_folder(const char *path)
{
	struct stat st;
	size_t n = strlen(path);

	return (n > 0 && path[n - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

bool
page_name_pattern(const char *given, const char *name, const char *format, char *room)
{
	const char *slash, *dot;
	int digits, stem, n;
	size_t len;

	if (given == NULL) {
		n = snprintf(room, PAGE_NAME_ROOM, "%s-%%d.%s", name, format);
	} else if (is_folder(given)) {
		len = strlen(given);
		n = snprintf(room, PAGE_NAME_ROOM, "%s%s%s-%%d.%s", given, given[len - 1] == '/' ? "" : "/",
		    name, format);
	} else if (strcmp(given, "-") == 0 || find_page(given, &digits, &len) != NULL) {
		n = snprintf(room, PAGE_NAME_ROOM, "%s", given);
	} else {
		slash = strrchr(given, '/');
		dot = strrchr(slash == NULL ? given : slash, '.');
		stem = (int)(dot == NULL || dot == given ? strlen(given) : (size_t)(dot - given));
		n = snprintf(room, PAGE_NAME_ROOM, "%.*s-%%d%s", stem, given, given + stem);
	}
	return n < PAGE_NAME_ROOM;
}

bool
page_name(const char *pattern, int page, char *room)
{
	int digits = 0;
	size_t len = 0;
	const char *at = find_page(pattern, &digits, &len);

	if (at == NULL)
		return snprintf(room, PAGE_NAME_ROOM, "%s", pattern) < PAGE_NAME_ROOM;
	return snprintf(room, PAGE_NAME_ROOM, "%.*s%0*d%s", (int)(at - pattern), pattern, digits, page, at + len)
	    < PAGE_NAME_ROOM;
}
