/* A revision of a PDF from outside that fills one of its fields with room for a signature. */
#ifndef PDF_SIGN_H
#define PDF_SIGN_H
#include "pdf_sig.h"

struct buffer;
struct diag;
struct fonts;
struct page;
struct pdf_writer;

enum { PDF_SIGN_ROOM_MOST = 1 << 20 };	/* bytes of a signature */

struct pdf_signing {
	struct pdf_in	*in;
	const struct pdf_sig *field;	/* an empty one of its fields; an object of its own */
	const struct page *look;	/* what it shows, a page of the field's size when shown; NULL: as before */
	const char	*moment;	/* when it is signed, as PDF has it: "D:20240506081530+07'00'" */
	const char	*name, *reason, *location;	/* of who signs, UTF-8; NULL: not said */
	const char	*kind;		/* SubFilter */
	const struct pdf_value *lock;	/* what it locks, as the field says it; NULL: nothing */
	size_t		 room;		/* bytes that the signature may have, at most PDF_SIGN_ROOM_MOST */
};

/*
 * Puts the whole new file into `out`: the PDF as it is and after it the revision, whose signature
 * (EN 319 142-1, 6.3) covers all of it but the room left for it, at *where. -1 after the
 * messages of pdf_writer_report(), FONT_DAMAGED or PDF_DAMAGED.
 */
int	 pdf_sign_write(struct pdf_writer *, struct arena *scratch, struct diag *, const struct fonts *,
	    const struct pdf_signing *, struct buffer *out, struct pdf_range_of *where);

/* Puts a signature of at most that room into the room left for it. */
void	 pdf_sign_embed(char *file, const struct pdf_range_of *, const void *signature, size_t n);

#endif
