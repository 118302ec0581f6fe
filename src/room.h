/* Rooms: where signature, seal and fields stand between title and name, and how much room that takes. */
#ifndef ROOM_H
#define ROOM_H
#include "box.h"

struct arena;
struct diag;

/*
 * A room of a column's width with its insets in their places: the signature in the middle, the seal
 * over a part of it on its left, a picture of the text in the middle. Too wide ones are made smaller,
 * none is higher than `most` (IMAGE_REDUCED).
 */
struct box	*room_box(struct arena *, struct diag *, const struct profile *, const struct block *, len width,
		    len most);

/*
 * Makes the rooms of a grid, all of one height, as high as it takes that no seal touches a line of
 * text above or below; what stands under them moves down.
 */
void	 room_settle(struct box *grid);

/* How far the insets of a grid's second column reach to the left of it when it is `width` wide. */
len	 room_aside(struct arena *, struct diag *, const struct profile *, const struct block *grid, len width);

#endif
