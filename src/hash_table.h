/* Numbers found again by numbers: of ids, names and places in a file, for any amount of documents. */
#ifndef HASH_TABLE_H
#define HASH_TABLE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct hash_table {				/* zero is empty; up to 43 bytes an entry */
	struct hash_table_entry { uint64_t key, value; } *entries;	/* malloc; key 0: free */
	size_t		 n, cap;
};

/* The value of a key; NULL when there is none. It may be changed, and stays until the next hash_table_add(). */
uint64_t	*hash_table_find(const struct hash_table *, uint64_t key);

/* Makes the key have this value. False: no memory. */
bool		 hash_table_add(struct hash_table *, uint64_t key, uint64_t value);

void		 hash_table_free(struct hash_table *);

/* The first 8 bytes of the SHA-256 of a text as a number, the first byte the highest. */
uint64_t	 hash_table_key(const char *text);

#endif
