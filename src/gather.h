/* The files that inputs stand for: folders entered, no file twice. */
#ifndef GATHER_H
#define GATHER_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum gather_fault {
	GATHER_FINE,
	GATHER_QUIET,			/* found already, nothing to be told */
	GATHER_TWICE,			/* named again: left out */
	GATHER_READ,			/* cannot be looked at or entered: `error` */
	GATHER_LINK,			/* a link that leads out of its folder, not followed */
	GATHER_NONE,			/* a folder without any export */
	GATHER_LINE			/* a line of a list that names no input */
};

struct wish {				/* a record that is wanted */
	size_t		 index;		/* its number in the file, from 1; 0: it is told by its place */
	long		 line, column;	/* from 1 */
};

struct gathered {			/* a file, or what is to be told instead */
	char		*path;		/* as it is opened and named; malloc */
	enum gather_fault fault;
	int		 error;		/* errno behind it */
	long		 line;		/* GATHER_LINE: of the list that `path` is, from 1 */
	bool		 found;		/* in a folder, not named by itself */
	uint64_t	 device, inode;	/* of what can be opened; else 0 */
	uint64_t	 bytes;		/* of a plain file, else 0 */
	bool		 partly;	/* only one record of it is wanted: */
	struct wish	 wish;
	struct wish	*wanted;	/* after gather_finish(): all that are, rising, those by place first; NULL: all */
	size_t		 nplaces, nwanted;	/* of those by place, and of all */
};

struct gathering {			/* zero is empty */
	struct gathered	*items;		/* malloc */
	size_t		 n, room;
	struct wish	*wanted;	/* what those of the items point to; malloc */
	const char	*root;		/* the folder being entered, resolved; NULL: none */
	uint64_t	 device, inode;	/* of the folder that is not entered; 0: none */
};

/* Whether a file of this name has a record on each line. */
bool	 gather_has_lines(const char *path);

/* The folder that is not entered. */
void	 gather_except(struct gathering *, const char *folder);

/* Adds what an input stands for, of which only one record may be wanted; NULL: all. -1: no memory. */
int	 gather_input(struct gathering *, const char *path, const struct wish *);

/* Adds something to be told about a file. -1: no memory. */
int	 gather_fault(struct gathering *, const char *path, enum gather_fault, long line, int error);

/* Finds what is there twice and joins the records wanted of a file. -1: no memory. */
int	 gather_finish(struct gathering *);

void	 gather_free(struct gathering *);

#endif
