/* The bytes of a file from its start to its end, unpacked when it is an archive by its first bytes. */
#ifndef INPUT_STREAM_H
#define INPUT_STREAM_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct gzip;
struct zstd_file;

enum input_stream_fault {
	INPUT_STREAM_FINE,
	INPUT_STREAM_OPEN,		/* cannot be opened: `error` */
	INPUT_STREAM_FOLDER,		/* is a folder */
	INPUT_STREAM_READ,		/* cannot be read on: `error` */
	INPUT_STREAM_CUT,		/* the archive ends too early */
	INPUT_STREAM_DAMAGED,		/* the archive is damaged */
	INPUT_STREAM_TAIL,		/* something follows the archive */
	INPUT_STREAM_WINDOW,		/* unpacking needs too much memory */
	INPUT_STREAM_MEMORY,
	INPUT_STREAM_CHANGED		/* it was changed meanwhile */
};

struct input_stream {
	int		 fd;		/* -1: not open */
	bool		 standard;	/* standard input, not to be closed */
	bool		 ended;		/* no more can be read of the file as it lies there */
	bool		 whole;		/* the archive could end here */
	bool		 begun;		/* its kind is known */
	struct gzip	*gzip;		/* what it is unpacked with; or NULL */
	struct zstd_file *zstd;
	enum input_stream_fault fault;
	int		 error;		/* errno behind it */
	struct stat	 before;	/* the file when it was opened */
	uint64_t	 taken;		/* bytes read as they lie there */
	size_t		 at, n;		/* of what waits in `raw` */
	unsigned char	 raw[64 * 1024];
};

/* Opens a file, "-" being standard input. 0, or -1 with the fault. */
int	 input_stream_open(struct input_stream *, const char *path);

/*
 * Reads at most n bytes: how many, 0 at the end, -1 with the fault. `user` is a struct input_stream; what
 * was read before a fault is whole.
 */
ptrdiff_t input_stream_read(void *user, char *out, size_t n);

/* At the end: whether the file is as it was when it was opened; else the fault is CHANGED. */
bool	 input_stream_same(struct input_stream *);

void	 input_stream_close(struct input_stream *);

#endif
