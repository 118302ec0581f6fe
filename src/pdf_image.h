/* Pictures of a PDF: image objects, each picture once, and their places on pages. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H
#include <stddef.h>

struct item;
struct pdf_file;
struct pdf_text;
struct picture;
struct buffer;

struct pdf_image {			/* a picture that was drawn; its name is /I and its index */
	const struct picture *picture;
	unsigned	 object;
};

struct pdf_images {
	struct pdf_image *items;
	size_t		 n, cap;
};

/* Draws an ITEM_PICTURE, as content of its structure element; the first time writes its image. */
void	 pdf_images_draw(struct pdf_images *, struct pdf_file *, struct pdf_text *, const struct item *);

/* The resources entry of all pictures drawn; nothing when there are none. */
void	 pdf_images_resources(const struct pdf_images *, struct buffer *);

#endif
