/* What output depends on besides its input: the program, layouts, fonts and options, as digests. */
#ifndef BASIS_H
#define BASIS_H
#include "options.h"

enum { BASIS_HEX = 17 };		/* bytes of a digest: 16 hexadecimal digits of a SHA-256, and a NUL */

enum basis_part { BASIS_PROGRAM, BASIS_LAYOUTS, BASIS_FONTS, BASIS_SETTINGS, BASIS__PARTS };

struct basis {
	char	digests[BASIS__PARTS][BASIS_HEX];
};

/* Reads all files that count. Returns 0, or the exit status after a message. */
int		 basis_read(struct basis *, const struct options *, const char *data_dir, const struct report *);

/* "program", "layouts", "fonts", "settings". */
const char	*basis_name(enum basis_part);

#endif
