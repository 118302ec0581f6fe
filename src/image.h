/* The pictures a document names, each read once. */
#ifndef IMAGE_H
#define IMAGE_H
#include "picture.h"

struct arena;
struct diag;
struct images;
struct shelf;
struct where;

/*
 * Starts without any; what other documents share stands on the shelf. Pictures are looked for in
 * `folder` first (the plan's own; NULL: none), then in `dirs` in order (NULL-terminated, or NULL);
 * nothing outside of these is ever opened.
 */
struct images	*images_new(struct arena *, struct diag *, struct shelf *, const char *folder,
		    const char *const *dirs);

/*
 * The picture at a path as the plan has it. NULL after an error: IMAGE_PATH, IMAGE_NOWHERE,
 * IMAGE_MISSING, IMAGE_OUTSIDE, IMAGE_READ, IMAGE_LARGE, IMAGE_PIXELS, IMAGE_KIND, IMAGE_CUT,
 * IMAGE_DAMAGED, IMAGE_CMYK, IMAGE_FORM.
 */
const struct picture *images_open(struct images *, const char *path, const struct where *at);

#endif
