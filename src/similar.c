#include "similar.h"

#include <stdint.h>
#include <string.h>

enum { LEN_MAX = 32 };

/* Number of letters to change, add, leave out or swap with their neighbour. */
static size_t
distance(const char *a, const char *b)
{
	size_t d[LEN_MAX + 1][LEN_MAX + 1], n = strlen(a), m = strlen(b);

	if (n > LEN_MAX || m > LEN_MAX)
		return SIZE_MAX;
	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			size_t least;
			if (i == 0 || j == 0) {
				d[i][j] = i + j;
				continue;
			}
			least = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (d[i - 1][j] + 1 < least)
				least = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < least)
				least = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]
			    && d[i - 2][j - 2] + 1 < least)
				least = d[i - 2][j - 2] + 1;
			d[i][j] = least;
		}
	return d[n][m];
}

void
similar_compare(const char *written, const char *name, const char **best, size_t *least)
{
	size_t d = distance(written, name);

	if (d < *least && d * 3 <= strlen(written)) {
		*least = d;
		*best = name;
	}
}
