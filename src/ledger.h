/* The manifest of a batch: a line of JSON for every document as it finished, the last one counts. */
#ifndef LEDGER_H
#define LEDGER_H
#include "basis.h"
#include "lookup.h"
#include "wire.h"

enum { LEDGER_PATH = 2048 };		/* bytes of a path of an output, with its NUL */

struct ledger {
	int		 fd;
	char		*name;		/* in messages, malloc */
	struct lookup	 places;	/* where the last line of each id begins */
	struct lookup	 owners;	/* of which document each path was given a PDF last */
	struct wire	 waiting;	/* lines not yet written */
	uint64_t	 end;		/* bytes of the file */
	unsigned long	 damaged;	/* lines that could not be read */
	struct wire	 line;		/* room for a line that was looked up */
};

struct ledger_entry {			/* what a line says; "" where it says nothing */
	bool		 done;		/* the output is there, or was */
	char		 output[LEDGER_PATH];	/* path below the folder */
	char		 old[LEDGER_PATH];	/* path of a PDF of an earlier run, when this one failed */
	char		 name[LEDGER_PATH];	/* what it would be without others of the name */
	uint64_t	 bytes;
	char		 digest[65];	/* of the output */
	char		 input[65];	/* digest of the record */
	const char	*sources;	/* object of files that it names with their digests, in the line; NULL: none */
	size_t		 sources_len;
	bool		 report;	/* it names files by patterns: what they are is not known */
	struct basis	 basis;
};

/*
 * Opens or makes the file `name` in the folder, for this process alone. A last line that was cut off is
 * taken away, lines that cannot be read are passed over. Returns 0, or the exit status after a message.
 */
int		 ledger_open(struct ledger *, int folder, const char *dir, const char *name, const struct report *);

/* The last line of an id, not terminated, until the next call; NULL when there is none. */
const char	*ledger_find(struct ledger *, const char *id, size_t *n);

/* Whether no other document was put at the path after the one of this id. */
bool		 ledger_owns(const struct ledger *, const char *id, const char *path);

/* Reads a line; false when it is none. */
bool		 ledger_read(const char *line, size_t n, struct ledger_entry *);

/* Adds a line, with its line break, for the next ledger_write(). */
void		 ledger_add(struct ledger *, const char *id, const char *line, size_t n);

/* Writes the lines that wait. Returns 0, or an errno value. */
int		 ledger_write(struct ledger *);

void		 ledger_close(struct ledger *);

#endif
