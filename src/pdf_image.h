/* Pictures of a PDF: image objects, each picture once, and their places on pages. */
#ifndef PDF_IMAGE_H
#define PDF_IMAGE_H
#include <stddef.h>

struct arena;
struct item;
struct pdf_file;
struct pdf_text;
struct picture;
struct buffer;

struct pdf_image {			/* a picture that was drawn; its name is /I and its index */
	const struct picture *picture;
	unsigned	 object;
};

enum pdf_packed_part { PART_SAMPLES, PART_ALPHA, PART_PROFILE, PART__MAX };

struct pdf_packed {			/* a picture's streams, compressed */
	const void	*data[PART__MAX];	/* NULL: not yet */
	size_t		 len[PART__MAX];
};

struct pdf_packs {			/* of pictures that outlive their documents, for later PDFs */
	struct pdf_packed *items;	/* by the picture's id */
	size_t		 n, cap;
};

struct pdf_images {
	struct pdf_packs *packs;	/* NULL: nothing is kept */
	struct arena	*keep;		/* where they live */
	struct pdf_image *items;
	size_t		 n, cap;
};

/*
 * Draws an ITEM_PICTURE, as content of its structure element; the first time writes its image (ISO 32000-1,
 * 8.9.5).
 */
void	 pdf_images_draw(struct pdf_images *, struct pdf_file *, struct pdf_text *, const struct item *);

/* The resources entry of all pictures drawn; nothing when there are none. */
void	 pdf_images_resources(const struct pdf_images *, struct buffer *);

#endif
