/* Input files, read whole. */
#ifndef INPUT_H
#define INPUT_H
#include "report.h"
#include <stddef.h>

enum { INPUT_MAX_MIB = 64 };

struct input {
	const char	*name;		/* in messages */
	char		*text;		/* the bytes, malloc; NULL before input_read */
	size_t		 len;
	unsigned long long device, inode;	/* of the file; 0 and 0 when it is none */
};

/* Reads a file, "-" being standard input. Returns 0, or the exit status after a message. */
int	 input_read(struct input *, const char *path, const struct report *);

void	 input_free(struct input *);

#endif
