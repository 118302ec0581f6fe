#include "stopwatch.h"

#include <time.h>

int64_t
stopwatch_now(void)
{
	struct timespec t;

	return clock_gettime(CLOCK_MONOTONIC, &t) != 0 ? 0 : (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
