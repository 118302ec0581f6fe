/* The pictures a document names, each read once. */
#ifndef IMAGE_H
#define IMAGE_H
#include "picture.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct images;
struct shelf;
struct where;

/*
 * Starts without any; what other documents share stands on the shelf. Pictures are looked for in
 * `folder` first (the plan's own; NULL: none), then in `dirs` in order (NULL-terminated, or NULL);
 * nothing outside of these is ever opened. Neither is copied; pictures live as long as the arena.
 */
struct images	*images_new(struct arena *, struct diag *, struct shelf *, const char *folder,
		    const char *const *dirs);

/*
 * The picture at a path as the plan has it. NULL after an error: IMAGE_PATH, IMAGE_NOWHERE,
 * IMAGE_MISSING, IMAGE_OUTSIDE, IMAGE_READ, IMAGE_LARGE, IMAGE_PIXELS, IMAGE_KIND, IMAGE_CUT,
 * IMAGE_DAMAGED, IMAGE_CMYK, IMAGE_FORM.
 */
const struct picture *images_open(struct images *, const char *path, const struct where *at);

struct image_file {			/* a file that a picture was read from */
	const char	*dir, *path;	/* the folder, and the path in it */
	const void	*data;		/* its bytes */
	size_t		 len;
};

/* The i-th file that was read, from 0; false when there are no more. */
bool		 images_file(const struct images *, size_t i, struct image_file *);

#endif
