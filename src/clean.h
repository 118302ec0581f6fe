/* Text as it comes from people and systems, made fit for print: NFC, known invisible characters. */
#ifndef CLEAN_H
#define CLEAN_H
#include "diag.h"
#include <stddef.h>

struct arena;

/*
 * Takes valid UTF-8 that ends with a NUL, normalises it to NFC (after a quick look: most text already is) and
 * treats what is not for print by the table in clean.def: kept, replaced or dropped (with a note or warning) or
 * refused (an error that names the code point). Vietnamese marks in the wrong order are put right. Text in a
 * legacy Vietnamese encoding read as Latin-1 is refused. "\r\n" and "\r" become "\n". Returns the text, likewise
 * ended (the same pointer when nothing changed), and its length in *len; never NULL. Messages TEXT_* and
 * LEGACY_*; after a text was refused it is returned with or without what was wrong in it.
 */
const char	*clean_text(struct arena *, struct diag *, const struct where *, const char *, size_t *len);

/* The same for names and codes of one line: line breaks and tabs become spaces, ends are trimmed. */
const char	*clean_line(struct arena *, struct diag *, const struct where *, const char *, size_t *len);

/*
 * A text in capitals (NFC in, NFC out), and in small letters for comparing words, letter by letter. In the
 * arena with a NUL at its end; bytes that are no UTF-8 are kept.
 */
const char	*clean_upper(struct arena *, const char *, size_t len);
const char	*clean_lower(struct arena *, const char *, size_t len);

/* The small letter of a code point, or itself. */
unsigned	 clean_small(unsigned);

/* Letters without their marks, "đ" as "d"; whatever has no ASCII form becomes a hyphen. Where the others are. */
const char	*clean_ascii(struct arena *, const char *, size_t len);

#endif
