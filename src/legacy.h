/* Recognises Vietnamese in an old font encoding, and UTF-8 decoded as Windows-1252. */
#ifndef LEGACY_H
#define LEGACY_H
#include <stddef.h>

enum legacy { LEGACY_NO, LEGACY_VNI, LEGACY_TCVN3, LEGACY_DOUBLE };

/*
 * What valid UTF-8 text was before it was misread; LEGACY_NO without strong evidence: words that
 * are no words as they stand, but are Vietnamese syllables in one of these encodings.
 */
enum legacy	legacy_find(const char *, size_t);

#endif
