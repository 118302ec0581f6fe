/* Where in a JSON text a value stands: line and column, found again when a message needs them. */
#ifndef LOCATE_H
#define LOCATE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct source {				/* one input text */
	const char	*name;		/* as the user called it */
	const char	*text;		/* the bytes; NULL when they could not be read */
	size_t		 len;		/* bytes of the text */
	int		 line, column;	/* of its first byte in the file that it is part of; 0: it is the file */
	bool		 ours;		/* comes with the program or the office, not from who wrote the data */
};

struct where {				/* a place in the input: a step on the way from its root */
	const struct where	*up;	/* NULL at the root */
	const struct source	*source;/* set at the root only */
	const char		*key;	/* member name; NULL: element `index` of an array */
	uint32_t		 index;
	uint32_t		 offset;/* byte of the source where the value starts; 0: unknown, or the root */
	const struct where	*real;	/* the value was made of the one at this place (or at `offset` in it), and what
					 * is said of it is said of that; NULL: it stands in the input itself */
};

/* The place in the input that messages about `at` are about: itself, or what it was made of. */
const struct where *locate_real(const struct where *at);

struct position {				/* a byte of a source, counted; zero: none yet */
	const struct source	*source;
	size_t			 offset;
	int			 line, column;	/* from 1 */
};

/* The input that this place is in; NULL: none is known. */
const struct source *locate_source(const struct where *at);

/* Bytes of the byte order mark that a source starts with; 0: none. */
size_t	 locate_mark(const struct source *);

/*
 * The byte of that input where the value at `at` starts, from its offset or by a search, which does not
 * recurse; -1: not found.
 */
ptrdiff_t locate_start(const struct where *at);

struct inside {				/* a byte of a string's text, found in the source; zero: none yet */
	const struct where *at;		/* the string, or an object whose member "text" it is */
	const char	*text;		/* as it was read and cleaned */
	size_t		 n;		/* byte of the text */
	size_t		 offset;	/* byte of the source */
};

/*
 * Moves a spot to byte `n` of `text`, which is what the reader made of the string at `at`: escapes
 * resolved, letters composed, spaces that are too many left out. -1 when it cannot be found. Goes on
 * from where the spot is when that is before in the same text.
 */
int	 locate_inside(struct inside *, const struct where *at, const char *text, size_t n);

/* The byte of the source where the text goes on, n bytes behind where it is at `offset`, inside a string. */
size_t	 locate_ahead(const struct source *, size_t offset, size_t n);

/*
 * Moves a spot to the byte at `offset`, which is in the source or at its end; columns count characters, a
 * byte order mark at the start is none. Counts on from where the spot is when that is before, so that many
 * places in the order of the text are cheap.
 */
void	 locate_byte(struct position *, const struct source *, size_t offset);

#endif
