/* Why the system refuses, in words. */
#ifndef REASONS_H
#define REASONS_H
#include "thethuc.h"

/* The reason behind an errno value: that of reasons.def, or its last for values that are not in there. */
const char	*reasons_text(int error, enum tt_language);

#endif
