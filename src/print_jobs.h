/* What is to be printed: files with their copies, as given or by the print list of a set. */
#ifndef PRINT_JOBS_H
#define PRINT_JOBS_H
#include <stddef.h>

struct arena;
struct diag;
struct source;

struct print_entry {
	const char	*path;
	const char	*title;		/* as the printer shows it */
	int		 copies;
};

struct print_jobs {
	struct print_entry *items;
	size_t		 n, cap;
};

void	 print_jobs_add(struct print_jobs *, struct arena *, const char *path, const char *title, int copies);

/*
 * Adds the files of a print list (written by render --set as JSON), which lie in its folder; a set that is one PDF
 * is printed once, since it has all copies. -1 after an error: those of JSON, PRINT_LIST.
 */
int	 print_jobs_read(struct print_jobs *, struct arena *, struct diag *, const struct source *);

#endif
