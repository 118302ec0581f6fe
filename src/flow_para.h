/* Paragraphs to boxes: their letters, lines and heights. */
#ifndef FLOW_PARA_H
#define FLOW_PARA_H
#include "box.h"

struct arena;
struct diag;
struct fonts;

struct flow {				/* what flowing needs; filled in by flow_open */
	struct arena		*mem;
	struct diag		*diag;
	struct fonts		*fonts;
	const struct profile	*profile;
	struct wrap		 wrap;
	struct ties		 ties;
	struct wrap_cache	*paragraphs;	/* broken in documents before; NULL: these do not count */
	size_t			 tie_number;	/* of the ties, in the cache */
	struct type		*types;		/* by style: its letters; sets[0] NULL: not asked for yet */
	const struct profile	*guest;		/* whose styles some blocks have; NULL: none */
	struct type		*guest_types;	/* by style of the guest */
	len			 height;	/* between the margins, of the section being flowed */
	len			 smaller;	/* by how much letters are smaller than their styles say */
	struct type		*small_types;	/* the types then */
	len			 small_by;	/* those types' own `smaller` */
};

/* Boxes live in the flow's arena; messages are those of wrap_lines(). */

/* Flows one paragraph. */
struct box	*flow_para(struct flow *, const struct block *, len width);

/* Flows one paragraph with another alignment than its style's. */
struct box	*flow_para_as(struct flow *, const struct block *, len width, enum align);

/* From now on letters are smaller than their styles say by this; 0: as they say. */
void		 flow_smaller(struct flow *, len);

/* Height of the capitals of a style. */
len		 flow_cap(struct flow *, const struct style *);

/* Width of a paragraph's text on one line. */
len		 flow_width(struct flow *, const struct block *);

/* Width in which it takes two lines; one for each part between forced breaks, where there are any. */
len		 flow_two_width(struct flow *, const struct block *);

/* Width of the widest part of it that cannot be broken. */
len		 flow_least_width(struct flow *, const struct block *);

#endif
