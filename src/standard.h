/* Levels of conformance a PDF can promise, and what each asks of it. */
#ifndef STANDARD_H
#define STANDARD_H
#include <stdbool.h>
#include <stddef.h>

struct standard {			/* zero is plain PDF 1.7 without attachments */
	int	 pdfa;			/* part of ISO 19005; 0: no PDF/A */
	char	 conformance;		/* its level 'A', 'B' or 'U'; '\0': no PDF/A */
	int	 pdfua;			/* part of ISO 14289; 0: no PDF/UA */
	bool	 tags;			/* needs a structure tree, and all else marked as artifact */
	bool	 unicode;		/* needs the text of every glyph shown */
	bool	 intent;		/* needs an output intent */
	bool	 metadata;		/* needs XMP with the identification of what is promised */
	bool	 attachments;		/* files of any kind may be attached */
};

enum standard_result { STANDARD_OK, STANDARD_UNKNOWN, STANDARD_CONFLICT };

/*
 * Reads a list of names like "a-2a,ua-1"; what they ask for adds up. When a name is unknown, or a
 * file cannot promise it together with an earlier one, *bad is where it starts in the list (it ends
 * at a comma or the end) and *out is left alone.
 */
enum standard_result standard_parse(const char *list, struct standard *out, const char **bad);

/* The list that stands for no list, without and with a file attached. */
const char	*standard_default(bool attach);

/* Names of all levels, the best known first; NULL after the last. */
const char	*standard_name(size_t);

#endif
