/* Code points in and out of UTF-8. */
#ifndef UTF8_H
#define UTF8_H

enum { UTF8_MAX = 4 };			/* bytes of the longest code point */

#define UTF8_BAD	0xFFFFFFFFu

/*
 * Next code point at *p, which it moves on; p must be below end. UTF8_BAD, moving on by one byte,
 * where the bytes are no UTF-8 (overlong forms, surrogates and values above U+10FFFF included).
 */
unsigned	utf8_next(const char **p, const char *end);

/* Writes a code point (at most U+10FFFF) without a NUL, returns its number of bytes: at most UTF8_MAX. */
int		utf8_put(char *, unsigned);

#endif
