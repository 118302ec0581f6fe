/* The fields for signatures of a PDF from outside, and what is in them (ISO 32000-1, 12.7.4.5 and 12.8.1). */
#ifndef PDF_SIG_H
#define PDF_SIG_H
#include "pdf_object.h"

struct pdf_sig {			/* a field */
	const struct pdf_value *ref, *dict;	/* of the field; ref NULL: it is no object of its own */
	const struct pdf_value *widget_ref, *widget;	/* where it is shown, perhaps the field itself; NULL: nowhere */
	const struct pdf_value *page_ref;	/* as the widget says; NULL: it does not */
	int		 turn;		/* quarters the page is turned clockwise when shown */
	double		 unit;		/* a unit of user space in points */
	const char	*name;		/* UTF-8, with those of its parents, "." between them */
	double		 x0, y0, x1, y1;	/* of the widget: user space, y upwards; all 0: it is not seen */
	const struct pdf_value *value;	/* dictionary of the signature; NULL: the field is empty */
	const struct pdf_value *value_ref;	/* to it; NULL: it is no object of its own */
};

struct pdf_sigs {
	struct pdf_sig	*items;		/* in the order of the form */
	size_t		 n, cap;
	bool		 broken;	/* the form is damaged or has more fields than are read */
};

/* All fields for signatures; in the arena of the file. */
struct pdf_sigs	 pdf_sig_list(struct pdf_in *);

struct pdf_range_of {			/* what a signature covers, as it says itself */
	size_t		 gap, end;	/* the signature stands in the bytes from gap to before end, with its < and > */
	size_t		 covered;	/* bytes of the file from its start, the gap included */
};

/*
 * The byte range of the signature in a field. False when it does not begin at the start of the file, goes past its
 * end, or leaves out anything else than the one string that is the contents of this signature and of no other.
 */
bool		 pdf_sig_range(struct pdf_in *, const struct pdf_sig *, struct pdf_range_of *);

/* A text string as UTF-8 (ISO 32000-1, 7.9.2.2), for NULL and other values "". */
const char	*pdf_sig_text(struct arena *, const struct pdf_value *);

#endif
