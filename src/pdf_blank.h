/* The codes of a font from outside that stand for spaces, so that showing them leaves no ink. */
#ifndef PDF_BLANK_H
#define PDF_BLANK_H
#include "pdf_object.h"

enum { PDF_BLANKS = 8 };

struct pdf_blanks {
	const struct pdf_value *font;	/* whose they are; NULL: of none yet */
	bool		 wide;		/* its codes have two bytes */
	unsigned	 codes[PDF_BLANKS];
	int		 n;
};

/*
 * Reads what a font's ToUnicode says of its spaces (ISO 32000-1, 9.10.3); of a font of one byte without it, the
 * code 32 is one. What cannot be read means no spaces; faults of `in` stay.
 */
void	 pdf_blanks_read(struct pdf_in *, const struct pdf_value *font, struct pdf_blanks *);

/* Whether a string shown in that font is nothing but spaces. */
bool	 pdf_blanks_only(const struct pdf_blanks *, const struct pdf_value *string);

#endif
