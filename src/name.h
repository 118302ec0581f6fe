/* Names of a document outside its pages: title and subject of the file, file name. */
#ifndef NAME_H
#define NAME_H
#include "page.h"

struct annex;
struct arena;
struct plan;
struct profile;

/* A name without suffix made of a file's name, in ASCII and with nothing a file system could object to. */
const char		*name_plain(struct arena *, const char *file);

/*
 * What the file tells of the document, or of the annex `only` when it is not NULL: as title its type and
 * subject, the rest as the document has it. Texts live in the arena or in plan and profile.
 */
struct document_info	 name_info(struct arena *, const struct plan *, const struct profile *,
			    const struct annex *only);

/* ASCII letters, figures and single hyphens of a text, at most 60 bytes; "" when nothing is left. */
const char		*name_part(struct arena *, const char *text);

/*
 * File name without suffix from number, symbol and year, without a number from the subject too, in ASCII
 * without diacritics and with nothing a file system could object to: "81-kh-ubnd-2024". An annex has its id
 * or number behind it: "81-kh-ubnd-2024-pl2". Never empty.
 */
const char		*name_file(struct arena *, const struct plan *, const struct annex *only);

#endif
