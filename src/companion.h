/* Verbs that are programs of their own, so that their libraries cost the others nothing. */
#ifndef COMPANION_H
#define COMPANION_H
#include "report.h"

/*
 * When the verb is one of a companion program, runs it in this process's place. Returns -1 when it is none,
 * else the exit status after a message.
 */
int	 companion_run(char **argv, const struct report *);

#endif
