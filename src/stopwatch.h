/* Time as it passes. */
#ifndef STOPWATCH_H
#define STOPWATCH_H
#include <stdint.h>

/* Microseconds since some moment. */
int64_t	 stopwatch_now(void);

#endif
