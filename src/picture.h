/* A picture ready for print: samples of a PNG, or a JPEG as it came. */
#ifndef PICTURE_H
#define PICTURE_H
#include <stdbool.h>
#include <stddef.h>

enum {					/* limits that keep memory and time within bounds */
	PICTURE_BYTES_MAX = 32 << 20,	/* of a file */
	PICTURE_SIDE_MAX = 32000,	/* pixels */
	PICTURE_PIXELS_MAX = 40000000
};

struct picture {
	unsigned id;			/* of one that outlives its document; 0: it does not */
	int	 width, height;		/* pixels */
	int	 components;		/* 1: gray, 3: RGB */
	bool	 jpeg;			/* `data` is a whole JPEG; else samples of 8 bits, row by row */
	bool	 plain_rgb;		/* a JPEG whose components are red, green and blue as they stand */
	int	 per_metre_x, per_metre_y;	/* pixels; 0: the file does not say */
	const unsigned char *data;
	size_t	 len;			/* bytes of data */
	const unsigned char *alpha;	/* opacity, a byte a pixel; NULL: opaque */
	const unsigned char *icc;	/* its own colour profile; NULL: sRGB */
	size_t	 icc_len;		/* bytes of the profile */
};

enum picture_fault {			/* what is wrong with a file */
	PICTURE_OK,
	PICTURE_KIND,			/* neither PNG nor JPEG */
	PICTURE_CUT,			/* it ends too early */
	PICTURE_DAMAGED,
	PICTURE_LARGE,			/* more pixels than the limits allow */
	PICTURE_MEMORY,			/* none left to decode it */
	PICTURE_CMYK,			/* colours of a printing press */
	PICTURE_FORM			/* a JPEG of a form that PDF does not know */
};

/* The components that a colour profile is for, by its header (ICC.1, 7.2); 0: no profile PDF/A may have. */
int	 picture_icc(const unsigned char *, size_t n);

#endif
