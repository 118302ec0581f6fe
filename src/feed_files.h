/* The files that inputs stand for: folders entered, no file twice. */
#ifndef FEED_FILES_H
#define FEED_FILES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum feed_file_fault {
	FEED_FILE_FINE,
	FEED_FILE_QUIET,			/* found already, or not wanted any more: nothing to be told */
	FEED_FILE_TWICE,			/* named again: left out */
	FEED_FILE_READ,			/* cannot be looked at or entered: `error` */
	FEED_FILE_LINK,			/* a link that leads out of its folder, not followed */
	FEED_FILE_NONE,			/* a folder without any export */
	FEED_FILE_LINE			/* a line of a list that names no input */
};

struct feed_place {				/* a record that is wanted */
	size_t		 index;		/* its number in the file, from 1; 0: it is told by its place */
	long		 line, column;	/* from 1 */
};

struct feed_file {			/* a file, or what is to be told instead */
	char		*path;		/* as it is opened and named; malloc */
	enum feed_file_fault fault;
	int		 error;		/* errno behind it */
	long		 line;		/* FEED_FILE_LINE: of the list that `path` is, from 1 */
	bool		 found;		/* in a folder, not named by itself */
	uint64_t	 device, inode;	/* of what can be opened; else 0 */
	bool		 plain;		/* it can be read as often as one likes */
	uint64_t	 bytes;		/* of a file with a size, else 0 */
	bool		 partly;	/* only one record of it is wanted: */
	struct feed_place	 wish;
	struct feed_place	*wanted;	/* after feed_files_finish(): rising, those by place first; NULL: all */
	size_t		 nplaces, nwanted;	/* of those by place, and of all */
};

struct feed_files {			/* zero is empty */
	struct feed_file	*items;		/* malloc */
	size_t		 n, room;
	struct feed_place	*wanted;	/* what those of the items point to; malloc */
	const char	*root;		/* the folder being entered, resolved; NULL: none */
	uint64_t	 device, inode;	/* of the folder that is not entered; 0: none */
};

/* Whether a file of this name has a record on each line. */
bool	 feed_files_has_lines(const char *path);

/* The folder that is not entered. */
void	 feed_files_except(struct feed_files *, const char *folder);

/* Adds what an input stands for, of which only one record may be wanted; NULL: all. -1: no memory. */
int	 feed_files_add(struct feed_files *, const char *path, const struct feed_place *);

/* Adds something to be told about a file. -1: no memory. */
int	 feed_files_add_fault(struct feed_files *, const char *path, enum feed_file_fault, long line, int error);

/* Takes what was added from item `from` on up to `to` off the list again. */
void	 feed_files_drop(struct feed_files *, size_t from, size_t to);

/* Finds what is there twice and joins the records wanted of a file. -1: no memory. */
int	 feed_files_finish(struct feed_files *);

void	 feed_files_free(struct feed_files *);

#endif
