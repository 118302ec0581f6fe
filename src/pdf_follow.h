/* A content stream from outside followed operator by operator, for what it paints where. */
#ifndef PDF_FOLLOW_H
#define PDF_FOLLOW_H
#include "pdf_blank.h"
#include "pdf_object.h"
#include "pdf_sheet.h"
#include "pdf_state.h"

/* Takes the rectangle around something painted, in the page's user space. */
typedef void follow_take(void *follower, const struct extent *, bool picture);

struct follower {
	struct pdf_in	*in;
	const struct pdf_sheet *sheet;
	follow_take	*take;
	void		*user;
	bool		 lost;		/* something that cannot be followed was met */
	double		 density;	/* of the picture being taken: pixels to a unit of user space; 0: not known */

	struct graphics	 now;
	struct graphics	*saved;
	int		 depth;		/* states saved */
	size_t		 cap;
	int		 forms;		/* nested form XObjects */
	long		 operators;	/* followed so far */
	const struct pdf_value *resources;

	struct extent	 path;		/* in the page's user space */
	double		 x, y;		/* where the last point of the path is */
	bool		 clips;		/* the path becomes part of the clipping path when it is painted */
	struct matrix	 text, line;	/* text matrix and text line matrix */
	struct pdf_blanks blanks;	/* of the font used last */
	struct pdf_value operands[64];
	int		 n;		/* operands waiting */
};

/* Follows the contents of the page. -1 when they cannot be followed to their end. */
int	 follow_page(struct follower *, const char *, size_t n);

/* Operators of text, and of the rest that paints; false for one that is none of theirs. */
bool	 follow_text(struct follower *, const char *name, size_t n);
bool	 follow_paint(struct follower *, const char *name, size_t n);

/* An operand as a number, counted from the last; 0 when there is none. */
double	 follow_number(const struct follower *, int from_last);

/* Reports what is painted, as far as the clipping path lets it show. */
void	 follow_show(struct follower *, const struct extent *, bool picture);

/* A resource of a category by the name that is the last operand; NULL when there is none. */
const struct pdf_value *follow_resource(struct follower *, const char *category);

#endif
