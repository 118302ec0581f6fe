/* JPEG files, for PDFs to carry as they are. */
#ifndef PICTURE_JPEG_H
#define PICTURE_JPEG_H
#include "picture.h"

struct arena;

/* Whether the bytes begin as a JPEG does. */
bool	 picture_is_jpeg(const unsigned char *, size_t n);

/*
 * Reads size, density, colours and colour profile of a JPEG and checks that all of it is there.
 * Baseline, extended and progressive ones of 8 bits are taken, gray or three colours (YCbCr or RGB):
 * what DCTDecode knows (ISO 32000-1, 7.4.8). `data` of the picture points into the bytes, its profile into the
 * arena. Unless all is well the picture is of no use.
 */
enum picture_fault picture_jpeg(struct arena *, struct picture *, const unsigned char *, size_t n);

#endif
