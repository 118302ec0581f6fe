/* Pages to a PDF. */
#ifndef PDF_H
#define PDF_H
#include "thethuc.h"
#include <stdbool.h>

struct arena;
struct diag;
struct fonts;
struct pages;
struct pdf_attachment;
struct pdf_file;
struct standard;
struct pdf_writer;

/*
 * What writing needs besides an arena: one per context, for any number of PDFs, not for two
 * threads at once. When pdf_write() did not return (no memory), the next pdf_write() or
 * pdf_writer_free() gives back what it held.
 */
struct pdf_writer *pdf_writer_new(void);	/* NULL: no memory */
void	 pdf_writer_free(struct pdf_writer *);

/* Between documents: forgets words when there are too many, or when the shapes that they were are gone. */
void	 pdf_writer_trim(struct pdf_writer *, bool shapes_gone);

/*
 * Starts to add objects to a PDF that is there, their numbers from `first` on. What pdf_write() says of
 * memory holds here too. -1 when there is none.
 */
int	 pdf_writer_add(struct pdf_writer *, struct arena *scratch, unsigned first, struct pdf_file *);

/*
 * Says why a file could not be made or written: NO_MEMORY, PDF_LIMIT, or when nothing is wrong with the file
 * itself OUTPUT, with the reason that errno has. Returns -1.
 */
int	 pdf_writer_report(struct pdf_file *, struct diag *);

struct pdf_job {			/* what is to be written besides the pages */
	const struct standard	*standard;	/* what the file promises */
	const struct pdf_attachment *attachment;	/* or NULL */
	const char		*source_hash;	/* SHA-256 of the attachment, or NULL */
	const char		*source_fit;	/* how it was fitted beside what it says itself, or NULL */
	const char		*source_fields;	/* "all": it has fields for signatures that are not its own; or NULL */
	const char		*icc;		/* file of the colour profile */
	bool			 share;		/* pages may be alike: what they show is written once */
	struct arena		*keep;		/* for what serves later PDFs too */
};

/*
 * Writes the pages as one PDF 1.7 to the sink; the same pages give the same bytes. `scratch` is
 * used for what is needed during the call. Returns 0, or -1 with a message: OUTPUT (the sink
 * refused), PDF_LIMIT (a limit of the format or of libharu), FONT_DAMAGED (a face that cannot be
 * subset), ICC_READ, ICC_DAMAGED, NO_MEMORY. The sink is called only once everything is ready.
 */
int	 pdf_write(struct pdf_writer *, struct arena *scratch, struct diag *, const struct fonts *,
	    const struct pages *, const struct pdf_job *, tt_sink *, void *user);

#endif
