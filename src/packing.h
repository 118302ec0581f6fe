/* A PDF file as it is written: objects alone or in object streams, and where each of them is. */
#ifndef PACKING_H
#define PACKING_H
#include "buffer.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct deflate;
struct place;

enum pack {
	PACK_PLAIN,			/* an object stream */
	PACK_STRUCTURE,			/* another one, of elements: it is the same in documents of one form */
	PACK__STREAMS,
	PACK_NONE = PACK__STREAMS	/* alone */
};

struct packed_objects {			/* an object stream being filled */
	struct buffer	 head;		/* number and place of each object */
	struct buffer	 body;		/* the objects */
	unsigned	 n;		/* of them */
};

struct packing {
	struct deflate	*deflate;
	struct buffer	 out;		/* the file so far */
	struct packed_objects streams[PACK__STREAMS];
	struct place	*places;	/* by object number */
	unsigned	 n;		/* object numbers in use */
	bool		 no_memory;	/* for compressing */
};

enum packing_fault {
	PACKING_OK,
	PACKING_NO_MEMORY,		/* for compressing */
	PACKING_LIMIT			/* the file is too large for its references */
};

/* Starts a file of objects with numbers below n; what it needs lives in the arena. */
void	 packing_start(struct packing *, struct arena *, struct deflate *, unsigned n);

/* Where the value of an object is to be added, before packing_end() of the same pack. Streams go into no other one. */
struct buffer *packing_begin(struct packing *, unsigned number, enum pack);
void	 packing_end(struct packing *, enum pack);

/*
 * Ends the file with a cross-reference stream, which has the entries `trailer` too (ISO 32000-1, 7.5.8): the file is
 * `out` then.
 */
enum packing_fault packing_finish(struct packing *, const char *trailer);

#endif
