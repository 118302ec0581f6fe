/* What the program says of itself. */
#ifndef HELP_H
#define HELP_H
#include "options.h"

/* Prints the version when that is asked for, else the help for the verb, on standard output. */
void	 help_print(const struct options *, const struct report *);

#endif
