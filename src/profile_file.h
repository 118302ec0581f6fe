/* Profile files: reading one with those it extends, and the list to choose from. */
#ifndef PROFILE_FILE_H
#define PROFILE_FILE_H
#include "json.h"

struct profile_layer {			/* one file */
	const struct value	*root;	/* an object */
	struct profile_layer	*over;	/* the file that extends it; NULL: the one asked for */
};

struct profile_entry {			/* one profile of the index */
	const char	*name;
	const char	*kind;		/* "state" or "party" */
	int		 from, until;	/* validity as yyyymmdd; 0: open */
};

struct profile_index {
	struct profile_entry *items;
	size_t		 n;
};

/* Whether the name the user gave is a file's path and no name in the folder of profiles. */
bool		 profile_file_is_path(const char *name);

/* The file of a profile; NULL when the name can be none. */
const char	*profile_file_path(struct arena *, const char *dir, const char *name);

/* Reads a file that holds an object. Messages (errors): PROFILE_READ, FIELD_TYPE and those of JSON. */
const struct value *profile_file_object(struct arena *, struct diag *, const char *path);

/*
 * Reads a file and all it extends, which are in `dir`; the result is the one at the bottom. Messages
 * (errors): PROFILE_READ, PROFILE_BASE, PROFILE_CYCLE, FIELD_TYPE and those of JSON. NULL after one.
 */
struct profile_layer *profile_file_read(struct arena *, struct diag *, const char *dir,
		    const char *path);

/* Reads `dir`/index.json. -1 after an error. */
int		 profile_file_index(struct arena *, struct diag *, const char *dir,
		    struct profile_index *);

#endif
