/* The manifest of a batch: a line of JSON for every document as it finished, the last one counts. */
#ifndef MANIFEST_H
#define MANIFEST_H
#include "fingerprint.h"
#include "hash_table.h"
#include "wire.h"

enum { MANIFEST_PATH = 2048 };		/* bytes of a path of an output, with its NUL */

struct manifest {
	int		 fd;
	char		*name;		/* in messages, malloc */
	struct hash_table	 places;	/* where the last line of each id begins */
	struct hash_table	 owners;	/* whose PDF each path was given last, by output_name_key() */
	struct wire	 waiting;	/* lines not yet written */
	uint64_t	 end;		/* bytes of the file */
	unsigned long	 damaged;	/* lines that could not be read */
	struct wire	 line;		/* room for a line that was looked up */
};

struct manifest_entry {			/* what a line says; "" where it says nothing */
	bool		 done;		/* the output is there, or was */
	char		 output[MANIFEST_PATH];	/* path below the folder */
	char		 old[MANIFEST_PATH];	/* path of a PDF of an earlier run, when this one failed */
	char		 name[MANIFEST_PATH];	/* what it would be without others of the name */
	uint64_t	 bytes;
	char		 digest[65];	/* of the output */
	char		 input[65];	/* digest of the record */
	const char	*sources;	/* object of files that it names with their digests, in the line; NULL: none */
	size_t		 sources_len;
	bool		 report;	/* it names files by patterns: what they are is not known */
	struct fingerprint	 fingerprint;
};

/*
 * Opens or makes the file `name` in the folder, for this process alone. A last line that was cut off is
 * taken away, lines that cannot be read are passed over with a warning. Returns 0, or the exit status after a message.
 */
int		 manifest_open(struct manifest *, int folder, const char *dir, const char *name, const struct report *);

/*
 * The last line of an id, not terminated, until the next call; NULL when there is none, when it cannot be
 * read, or with line.failed when there is no memory.
 */
const char	*manifest_find(struct manifest *, const char *id, size_t *n);

/* Of which document a path was given a PDF last, as hash_table_key() of its id; NULL: of none. */
const uint64_t	*manifest_owner(const struct manifest *, const char *path);

/* Whether no other document was put at the path after the one of this id. */
bool		 manifest_owns(const struct manifest *, const char *id, const char *path);

/*
 * Adds to a table of the form of `owners` what another manifest in the folder says; of a path whose key is
 * there already with another document, the next key is used. 0, also when there is no such file any more,
 * or an errno value.
 */
int		 manifest_read_owners(int folder, const char *name, struct hash_table *owners);

/* Reads a line; false when it is none. */
bool		 manifest_read(const char *line, size_t n, struct manifest_entry *);

/* Adds a line, with its line break, for the next manifest_write(). */
void		 manifest_add(struct manifest *, const char *id, const char *line, size_t n);

/* Writes the lines that wait. Returns 0, or an errno value. */
int		 manifest_write(struct manifest *);

void		 manifest_close(struct manifest *);

#endif
