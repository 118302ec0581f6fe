/* The search for records in a JSON text, as its parts see it. */
#ifndef FRAMING_TYPES_H
#define FRAMING_TYPES_H
#include "window.h"
#include <stdbool.h>
#include <stddef.h>

enum { FRAMING_DEPTH = 1024 };		/* open brackets whose kind is known */

enum framing_result {
	FRAMING_RECORD,
	FRAMING_END,
	/* The others are told with their place; reading goes on after all of them. */
	FRAMING_LARGE,			/* a record is larger than it may be, left out */
	FRAMING_COMMA,			/* a comma too many, ignored */
	FRAMING_STRAY,			/* something between records, left out to the end of its line */
	FRAMING_ARRAY,			/* no comma or bracket after a record: the rest cannot be read */
	FRAMING_STOPPED,		/* the record before was damaged so that the rest cannot be read */
	FRAMING_CUT,			/* the array is not closed at the end */
	FRAMING_NOTHING,		/* the pointer leads to nothing in this value, left out */
	FRAMING_KIND,			/* it leads to what is no array, left out */
	FRAMING_READ,			/* cannot be read on, as the window says */
	FRAMING_NO_MEMORY
};

struct framing {
	struct window	 window;
	const char	*pointer;	/* of the array in each value; "" for records that are the values */
	bool		 begun;		/* the kind of text is known */
	bool		 blank;		/* there is nothing but white space */
	bool		 by_lines;	/* each line is a record */
	bool		 inside;	/* of the array */
	bool		 first;		/* no element of it was read */
	bool		 over;		/* nothing more can be read */
	bool		 stopped;	/* has to be told, its place is that below */
	bool		 closed;	/* the last token ended a value */
	size_t		 depth;		/* open brackets, in `kinds` as bits (1: of an object) */
	unsigned char	 kinds[FRAMING_DEPTH / 8];
	size_t		 index;		/* records found, whether they can be used or not */
	bool		 whole;		/* the text is the one record */
	const char	*text;		/* FRAMING_RECORD: its bytes, until the next call */
	size_t		 len;
	long		 line, column;	/* of the record, or what is told */
};

#endif
