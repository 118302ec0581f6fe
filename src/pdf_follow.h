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

	struct graphics	 now;		/* the graphics state */
	struct graphics	*saved;		/* those under it, the last one on top */
	int		 depth;		/* states saved */
	size_t		 cap;		/* room for them */
	int		 least;		/* of them, those saved around the form being followed */
	int		 forms;		/* nested form XObjects */
	struct pdf_scan	*scan;		/* the contents being followed, behind the operator */
	long		 operators;	/* followed so far */
	size_t		 values;	/* operands read so far, with those in arrays */
	const struct pdf_value *resources;	/* of the page or form; NULL: none */

	struct extent	 path;		/* in the page's user space */
	double		 x, y;		/* where the last point of the path is */
	bool		 clips;		/* the path becomes part of the clipping path when it is painted */
	struct matrix	 text, line;	/* text matrix and text line matrix */
	struct pdf_blanks blanks;	/* of the font used last */
	struct pdf_value operands[64];
	int		 n;		/* operands waiting */
};

struct follow_operator {
	const char	*name;		/* NULL: ends a table */
	void		(*follow)(struct follower *, size_t arg);
	size_t		 arg;
};

/* Operators of text, and of the rest that paints. */
extern const struct follow_operator follow_text[], follow_paint[];

/*
 * Follows the contents of the page; `in`, `sheet`, `take` and `user` are the caller's. -1 when they cannot be
 * followed to their end. `depth` is then how many states they leave open.
 */
int	 follow_page(struct follower *, const char *, size_t n);

/* Puts the last operand, a number, into the member of the graphics state, a double, that is at this offset. */
void	 follow_set(struct follower *, size_t offset);

/* An operand as a number, counted from the last; 0 when there is none. */
double	 follow_number(const struct follower *, int from_last);

/* The last six operands; the matrix that changes nothing when there are fewer. */
struct matrix	 follow_matrix(const struct follower *);

/* Reports what is painted, as far as the clipping path lets it show. */
void	 follow_show(struct follower *, const struct extent *, bool picture);

/* A resource of a category by the name that is the last operand; NULL when there is none. */
const struct pdf_value *follow_resource(struct follower *, const char *category);

#endif
