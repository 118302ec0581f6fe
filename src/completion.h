/* Scripts by which shells complete command lines of this program. */
#ifndef COMPLETION_H
#define COMPLETION_H
#include "report.h"

enum completion_shell { COMPLETION_BASH, COMPLETION_ZSH, COMPLETION_FISH };

/* Prints the script for a shell on standard output, with descriptions in the report's language where it shows them. */
void	 completion_print(const struct report *, enum completion_shell);

#endif
