/* To the array that a JSON pointer names in a value, without keeping what is before it. */
#ifndef FRAMING_FIND_H
#define FRAMING_FIND_H
#include "framing_types.h"

/*
 * Enters the array from before the value, so that the framing is inside: FRAMING_END. Else the value
 * was left out, or the text ended: NOTHING, KIND, CUT, READ or NO_MEMORY; the place stays as it was.
 */
enum framing_result framing_find(struct framing *);

#endif
