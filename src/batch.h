/* Many documents from many records, made by workers: what is whole stays, and a second run does the rest. */
#ifndef BATCH_H
#define BATCH_H
#include "options.h"

/* Runs a batch. Returns the exit status; 128 and the signal's number when a signal ended it. */
int	 batch_run(const struct options *, const char *data_dir, tt_context *, const struct report *);

#endif
