/* Numbers and texts in a row, as processes of one program hand them to each other. */
#ifndef WIRE_H
#define WIRE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct wire {				/* zero is empty */
	char		*data;		/* malloc */
	size_t		 len, cap;
	bool		 failed;	/* there was no memory for something */
};

struct wire_reader {
	const char	*p, *end;
};

/* Adds to the row; whether all of it is there tells `failed`. */
void		 wire_add(struct wire *, const void *, size_t);
void		 wire_put_number(struct wire *, uint64_t);
void		 wire_put_bytes(struct wire *, const void *, size_t);
void		 wire_put_text(struct wire *, const char *);	/* NULL is kept as such */

/* Takes from the row in the same order: 0, NULL when nothing is left. A text points into the row. */
uint64_t	 wire_number(struct wire_reader *);
const char	*wire_bytes(struct wire_reader *, size_t *n);
const char	*wire_text(struct wire_reader *);

/* Empties the row and keeps its room; gives the room back. */
void		 wire_clear(struct wire *);
void		 wire_free(struct wire *);

#endif
