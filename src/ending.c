#include "ending.h"

#include <stddef.h>

static const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

void
ending_set(sigset_t *set)
{
	sigemptyset(set);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaddset(set, signals[i]);
}

void
ending_hold(sigset_t *was)
{
	sigset_t set;

	ending_set(&set);
	sigprocmask(SIG_BLOCK, &set, was);
}

bool
ending_waits(void)
{
	sigset_t waiting;

	if (sigpending(&waiting) != 0)
		return false;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (sigismember(&waiting, signals[i]) == 1)
			return true;
	return false;
}
