/* PNG files to samples. */
#ifndef PICTURE_PNG_H
#define PICTURE_PNG_H
#include "picture.h"

struct arena;

/* Whether the bytes begin as a PNG does. */
bool	 picture_is_png(const unsigned char *, size_t n);

/*
 * Decodes a whole PNG of any kind into the arena: 8 bits a sample, gray or RGB, opacity apart.
 * Colours come out as sRGB (by sRGB or gAMA; a file that says nothing is taken for sRGB), or stay as
 * they are beside the file's own profile (iCCP). Nothing leaks when the arena jumps. Unless all is well the
 * picture is of no use.
 */
enum picture_fault picture_png(struct arena *, struct picture *, const unsigned char *, size_t n);

#endif
