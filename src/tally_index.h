/* Names that are met while tasks are counted, and the sums that they have. */
#ifndef TALLY_INDEX_H
#define TALLY_INDEX_H
#include <stdbool.h>
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

/* The index of a name; a new one, which the index keeps by its pointer, gets `next`. */
size_t		 tally_find(struct arena *, struct tally_index *, const char *name, size_t next);

struct tally_names {			/* names met, of which those with the same tally_key() are one */
	struct tally_index spellings;	/* as written, in the order in which they are met */
	struct tally_index keys;	/* what all spellings have in common, with their index */
	size_t		*indices;	/* by spelling */
	size_t		 n, cap;
};

/* The index of a name and all like it; new ones get `next`. *fresh: it is met in this spelling for the first time. */
size_t		 tally_find_alike(struct arena *, struct tally_names *, const char *name, size_t next, bool *fresh);

/* What is the same in names that differ in letter case, or in the number or kind of their spaces. */
const char	*tally_key(struct arena *, const char *name);

#endif
