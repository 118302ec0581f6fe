/* Verbs that are programs of their own, so that their libraries cost the others nothing. */
#ifndef COMPANION_H
#define COMPANION_H
#include "report.h"
#include <stddef.h>

/*
 * When the verb is one of a companion program, runs it in this process's place. Returns -1 when it is none,
 * else the exit status after a message.
 */
int	 companion_run(char **argv, const struct report *);

/*
 * Runs the companion of the verb argv[1] beside this process, with these bytes as its standard input, and waits
 * for its end. Returns its exit status, or one after a message.
 */
int	 companion_feed(char *const *argv, const char *data, size_t n, const struct report *);

#endif
