/* Names that are met while tasks are counted, and the sums that they have. */
#ifndef TALLY_INDEX_H
#define TALLY_INDEX_H
#include <stddef.h>

struct arena;

struct tally_slot {			/* of a table from names to sums */
	const char	*name;		/* NULL: empty */
	size_t		 index;
};

struct tally_index {			/* names met, by their hash; half of it is empty */
	struct tally_slot *slots;	/* NULL: none yet */
	size_t		 size;		/* a power of two */
	size_t		 n;		/* names in it */
};

/* The index of a name; a new one gets `next`. */
size_t		 tally_find(struct arena *, struct tally_index *, const char *name, size_t next);

/* What is the same in names that differ in letter case or in the number of their spaces. */
const char	*tally_key(struct arena *, const char *name);

#endif
