/* A document made again whenever a file is saved that it is made of. */
#ifndef WATCH_H
#define WATCH_H
#include "report.h"

/*
 * Makes the document once, in a process of its own. The paths of the files it was made of besides those known
 * go to the descriptor `files`, each with its NUL. Returns the exit status.
 */
typedef int watch_work(void *user, int files);

/*
 * Does the work, and again when one of `known` (NULL-terminated; the first is the plan) or of the files the work
 * named has changed and is quiet, until a signal ends it. `target` is what the work writes, for messages.
 * Returns 128 and the signal's number; or the exit status of the first work when its fault is not the data's.
 */
int	 watch_run(const char *const *known, const char *target, watch_work *, void *user, const struct report *);

#endif
