/* Over values of a JSON text, without keeping what they say. */
#ifndef FRAMING_SCAN_H
#define FRAMING_SCAN_H
#include "framing_types.h"

enum scan_result {
	SCAN_FINE,
	SCAN_CUT,			/* the text ended first */
	SCAN_BAD			/* the next byte can stand in no JSON text here */
};

/* Over white space; the next byte, or -1 at the end. */
int	 scan_space(struct framing *);

/* Over the next byte, which opens or closes an array or object. */
void	 scan_open(struct framing *, bool object);
void	 scan_close(struct framing *);

/* Whether the innermost open bracket is that of an object. */
bool	 scan_in_object(const struct framing *);

/* Over the rest of a string, from behind its opening quote. */
enum scan_result scan_string(struct framing *);

/* Over tokens, until only `depth` brackets are open and a value has ended. */
enum scan_result scan_values(struct framing *, size_t depth);

#endif
