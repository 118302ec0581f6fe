/* The bytes of a file from its start to its end, unpacked when it is an archive by its first bytes. */
#ifndef STREAM_H
#define STREAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct gzip;
struct zstd_file;

enum stream_fault {
	STREAM_FINE,
	STREAM_OPEN,			/* cannot be opened: `error` */
	STREAM_FOLDER,			/* is a folder */
	STREAM_READ,			/* cannot be read on: `error` */
	STREAM_CUT,			/* the archive ends too early */
	STREAM_DAMAGED,			/* the archive is damaged */
	STREAM_TAIL,			/* something follows the archive */
	STREAM_WINDOW,			/* unpacking needs too much memory */
	STREAM_MEMORY,
	STREAM_CHANGED			/* it was changed meanwhile */
};

struct stream {
	int		 fd;		/* -1: not open */
	bool		 standard;	/* standard input, not to be closed */
	bool		 ended;		/* no more can be read of the file as it lies there */
	bool		 whole;		/* the archive could end here */
	bool		 begun;		/* its kind is known */
	struct gzip	*gzip;		/* what it is unpacked with; or NULL */
	struct zstd_file *zstd;
	enum stream_fault fault;
	int		 error;		/* errno behind it */
	struct stat	 before;	/* the file when it was opened */
	uint64_t	 taken;		/* bytes read as they lie there */
	size_t		 at, n;		/* of what waits in `raw` */
	unsigned char	 raw[64 * 1024];
};

/* Opens a file, "-" being standard input. 0, or -1 with the fault. */
int	 stream_open(struct stream *, const char *path);

/*
 * Reads at most n bytes: how many, 0 at the end, -1 with the fault. `user` is a struct stream; what
 * was read before a fault is whole.
 */
ptrdiff_t stream_read(void *user, char *out, size_t n);

/* At the end: whether the file is as it was when it was opened; else the fault is CHANGED. */
bool	 stream_same(struct stream *);

void	 stream_close(struct stream *);

#endif
