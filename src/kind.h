/* What a word looks like to the rules of line breaking: numbers, dashes, brackets, list labels. */
#ifndef KIND_H
#define KIND_H
#include <stdbool.h>
#include <stddef.h>

enum kind {				/* bits */
	KIND_NUMBER = 1,		/* figure, Roman numeral, part letter, document symbol, dots for one */
	KIND_FIGURE_FIRST = 2,		/* starts with a digit, after quotes and brackets */
	KIND_FIGURE_LAST = 4,		/* the same, and ends with a digit or % */
	KIND_SLASH = 8,			/* has a slash in it */
	KIND_DASH = 16,			/* nothing but a dash */
	KIND_DASH_FIRST = 32,
	KIND_CLOSING_FIRST = 64,	/* starts with what must not start a line */
	KIND_OPENING_FIRST = 128,	/* starts with a bracket or curly quote */
	KIND_OPENING_LAST = 256,	/* ends with one */
	KIND_PAUSE_LAST = 512		/* ends with a comma, semicolon or colon */
};

/* The bits of a word of n bytes. */
unsigned	 kind_of(const char *text, size_t n);

/* Bytes of the quotes and brackets a text starts with, and of the punctuation it ends with. */
size_t		 kind_before(const char *text, size_t n);
size_t		 kind_after(const char *text, size_t n);

/* "a)", "1.", "2.1.", "(i)", "IV.", "-", "+": a mark that starts an item of a list. */
bool		 kind_label(const char *text, size_t n);

#endif
