/* Pages of a PDF from outside: the first and the last, their paper as one who reads sees it. */
#ifndef PDF_SHEET_H
#define PDF_SHEET_H
#include "pdf_object.h"
#include "unit.h"

struct pdf_sheet {
	const struct pdf_value *ref;	/* to the page's object */
	const struct pdf_value *dict;
	const struct pdf_value *resources;	/* its own or inherited, NULL: none */
	double		 x0, y0, x1, y1;	/* what is shown of it: units of its user space, y upwards */
	int		 turn;		/* quarters it is turned clockwise when shown */
	double		 unit;		/* a unit of user space in points */
	len		 w, h;		/* as shown */
};

/*
 * The first page, or the last one. Boxes, rotation and resources may be inherited; the page tree may be
 * damaged or endless. -1 with a fault recorded.
 */
int	 pdf_sheet_find(struct pdf_in *, bool last, struct pdf_sheet *);

/* From points on the page as shown (from its lower left corner, y upwards) to user space: a b c d e f. */
void	 pdf_sheet_matrix(const struct pdf_sheet *, double m[6]);

/* A point of user space on the page as shown, from its top left corner, y downwards. */
void	 pdf_sheet_point(const struct pdf_sheet *, double x, double y, len *right, len *down);

#endif
