/* Input files, read whole. */
#ifndef INPUT_H
#define INPUT_H
#include "report.h"
#include <stddef.h>

enum { INPUT_PLAN_MIB = 64, INPUT_PDF_MIB = 256, INPUT_COPY_MIB = 1024 };

struct input {
	const char	*name;		/* in messages */
	char		*text;		/* the bytes, malloc; NULL before input_read */
	size_t		 len;
	size_t		 most;		/* bytes it may have */
	unsigned long long device, inode;	/* of the file; 0 and 0 when it is none */
};

/*
 * Reads a file of at most this size, "-" being standard input. Returns 0, or the exit status after
 * a message.
 */
int	 input_read(struct input *, const char *path, int most_mib, const struct report *);

void	 input_free(struct input *);

#endif
