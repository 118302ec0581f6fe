/* What unpackers have in common: bytes in, bytes out, as far as either goes. */
#ifndef UNPACK_H
#define UNPACK_H
#include <stddef.h>

enum unpack_result {
	UNPACK_GOING,			/* all input taken or all room used */
	UNPACK_WHOLE,			/* the same, and a part of the archive ended here: it may end too */
	UNPACK_OTHER,			/* what follows is not of this kind */
	UNPACK_DAMAGED,
	UNPACK_LARGE,			/* needs more memory than is sensible */
	UNPACK_NO_MEMORY
};

struct unpack {
	const unsigned char *in;	/* moved on over what was taken */
	size_t		 nin;
	char		*out;		/* moved on over what was written */
	size_t		 nout;		/* bytes of room left */
};

#endif
