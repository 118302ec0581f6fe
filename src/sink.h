/* A PDF on its way into its file, with its digest. */
#ifndef SINK_H
#define SINK_H
#include "digest.h"
#include <stddef.h>
#include <stdint.h>

struct sink {
	int		 fd;
	int		 error;		/* errno of the first failure, 0: none */
	uint64_t	 bytes;		/* taken so far */
	struct digest	 digest;
	size_t		 held;		/* bytes waiting in `buffer` */
	char		 buffer[64 * 1024];
};

/* Starts with an open file; with -1 returns errno, else 0. */
int	 sink_open(struct sink *, int fd);

/* A tt_sink; `user` is a struct sink. */
int	 sink_take(void *user, const void *, size_t);

/* Ends and closes the file. Returns 0, or the errno value of the first failure. */
int	 sink_close(struct sink *, char hex[DIGEST_HEX]);

#endif
