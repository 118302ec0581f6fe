/* Which messages were recorded already: what they say and where, as numbers. */
#ifndef DIAG_KEY_H
#define DIAG_KEY_H
#include "locate.h"

struct arena;
struct diag_key;

struct diag_keys {			/* zero is an empty set */
	struct diag_key	*slots;		/* NULL: none yet */
	size_t		 size, n;	/* slots; how many are taken */
};

/*
 * Whether a message was not in the set; from now on it is. It is told by its code, place, byte `offset`
 * inside that place and arguments (args[0], the article, does not count), of each as much as a message
 * shows that shows `most` characters of a text.
 */
bool	 diag_key_new(struct arena *, struct diag_keys *, int code, const struct where *at, size_t offset,
	    const char *const *args, int most);

#endif
