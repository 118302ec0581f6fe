/* Text as it comes from people and systems, made fit for print: NFC, known invisible characters. */
#ifndef CLEAN_H
#define CLEAN_H
#include "diag.h"
#include <stddef.h>

struct arena;

/*
 * Takes valid UTF-8, normalises it to NFC (after a quick look: most text already is) and treats what
 * is not for print by the table in clean.def: kept, replaced or dropped (with a note or warning) or
 * refused (an error that names the code point). Vietnamese marks in the wrong order are put right.
 * Text in a legacy Vietnamese encoding read as Latin-1 is refused. "\r\n" and "\r" become "\n".
 * Returns the text (the same pointer when nothing changed) and its length in *len; never NULL.
 */
const char	*clean_text(struct arena *, struct diag *, const struct where *, const char *, size_t *len);

/* The same for names and codes of one line: line breaks and tabs become spaces, ends are trimmed. */
const char	*clean_line(struct arena *, struct diag *, const struct where *, const char *, size_t *len);

/* Upper case of Vietnamese and other letters (NFC in, NFC out). */
const char	*clean_upper(struct arena *, const char *, size_t len);

/* Simple lower case, for comparing words. */
const char	*clean_lower(struct arena *, const char *, size_t len);

/* The small letter of a code point, or itself. */
unsigned	 clean_small(unsigned);

/* Letters without their marks, "đ" as "d"; whatever has no ASCII form becomes a hyphen. */
const char	*clean_ascii(struct arena *, const char *, size_t len);

/* Next code point of valid UTF-8 at *p, which it moves on; p must be below end. */
unsigned	 clean_next(const char **p, const char *end);

#endif
