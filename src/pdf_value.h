/* The objects of a PDF that nobody vouches for, read from its bytes (ISO 32000-1, 7.2 and 7.3). */
#ifndef PDF_VALUE_H
#define PDF_VALUE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum pdf_kind {
	PDF_NULL, PDF_BOOL, PDF_INT, PDF_REAL, PDF_STRING, PDF_NAME, PDF_ARRAY, PDF_DICT, PDF_REF
};

struct pdf_value {
	enum pdf_kind	 kind;
	int64_t		 integer;	/* PDF_INT; PDF_BOOL: 0 or 1; PDF_REF: the object's number */
	int64_t		 generation;	/* PDF_REF */
	const char	*text;		/* PDF_STRING, PDF_NAME: bytes, then NUL; numbers: as written, in the source */
	size_t		 len;		/* bytes of the text */
	struct pdf_value *items;	/* PDF_ARRAY: elements; PDF_DICT: names and values in turn */
	size_t		 n;		/* number of items */
};

struct pdf_scan {			/* a place in the bytes */
	struct arena	*mem;
	const char	*p, *end;
	int		 depth;		/* of arrays and dictionaries that are open */
	size_t		 count;		/* values read so far, of this and other objects; limited */
};

/* Reads one value into `mem`. Returns 0, or -1 where there is none, or too much of it; p is near the fault. */
int	 pdf_scan_value(struct pdf_scan *, struct pdf_value *);

/* A whole number without sign, white space before it skipped; -1 where there is none. */
int64_t	 pdf_scan_number(struct pdf_scan *);

/* Whether a byte is white space (ISO 32000-1, table 1). */
bool	 pdf_is_space(int);

/* Moves on over a keyword, white space before it skipped; false where there is another. */
bool	 pdf_scan_word(struct pdf_scan *, const char *);

/*
 * Moves on over an operator of a content stream, white space before it skipped; its length, 0 where
 * there is a value or the end.
 */
size_t	 pdf_scan_operator(struct pdf_scan *, const char **);

/* A number as it is meant, kept within what pages can have; 0 for what is none, or NULL. */
double	 pdf_real(const struct pdf_value *);

/* Where a text begins first in n bytes; NULL: nowhere. */
const char *pdf_text_find(const char *bytes, size_t n, const char *text);

/* Value of a dictionary's entry, NULL when it has none, or null, or `v` is no dictionary; references stay such. */
const struct pdf_value *pdf_entry(const struct pdf_value *v, const char *name);

bool	 pdf_is_name(const struct pdf_value *, const char *);	/* false for NULL */

/* Whether two values are written alike, but for the order of the entries of dictionaries. */
bool	 pdf_same(const struct pdf_value *, const struct pdf_value *);

#endif
