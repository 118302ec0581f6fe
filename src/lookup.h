/* Numbers found again by numbers: of ids, names and places in a file, for any amount of documents. */
#ifndef LOOKUP_H
#define LOOKUP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lookup {				/* zero is empty; up to 43 bytes an entry */
	struct lookup_entry { uint64_t key, value; } *entries;	/* malloc; key 0: free */
	size_t		 n, cap;
};

/* The value of a key; NULL when there is none. It may be changed, and stays until the next lookup_add(). */
uint64_t	*lookup_find(const struct lookup *, uint64_t key);

/* Makes the key have this value. False: no memory. */
bool		 lookup_add(struct lookup *, uint64_t key, uint64_t value);

void		 lookup_free(struct lookup *);

/* The first 8 bytes of the SHA-256 of a text as a number, the first byte the highest. */
uint64_t	 lookup_hash(const char *text);

#endif
