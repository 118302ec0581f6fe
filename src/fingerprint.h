/* What output depends on besides its input: the program, layouts, fonts and options, as digests. */
#ifndef FINGERPRINT_H
#define FINGERPRINT_H
#include "options.h"

enum { FINGERPRINT_HEX = 17 };		/* bytes of a digest: 16 hexadecimal digits of a SHA-256, and a NUL */

enum fingerprint_part { FINGERPRINT_PROGRAM, FINGERPRINT_LAYOUTS, FINGERPRINT_FONTS, FINGERPRINT_SETTINGS,
    FINGERPRINT__PARTS };

struct fingerprint {
	char	digests[FINGERPRINT__PARTS][FINGERPRINT_HEX];
};

/* Reads all files that count. Returns 0, or the exit status after a message. */
int		 fingerprint_read(struct fingerprint *, const struct options *, const char *data_dir,
	    const struct report *);

/* "program", "layouts", "fonts", "settings". */
const char	*fingerprint_name(enum fingerprint_part);

#endif
