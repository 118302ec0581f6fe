/* First files to write on: a plan of a type, a report, results, a copy's data, a print set, a map. */
#ifndef STARTER_H
#define STARTER_H

struct arena;
struct buffer;
struct diag;

struct starter {			/* what is asked for */
	const char	*folder;	/* of the layout profiles and of start.json, which says what the files hold */
	const char	*profile;	/* NULL: the newest that has the type */
	const char	*what;		/* "plan", "report", "results", "copy", "set" or "map" */
	const char	*type;		/* "ke-hoach"; NULL: none is named */
};

/*
 * Adds the file, explained in members that begin with "_"; when files of this kind have types and none is
 * named, the list of them, "type<TAB>name" a line. -1 after a message (errors): START_KIND, START_TYPE,
 * START_NO_TYPE, and those of profile files.
 */
int	 starter_write(struct buffer *, struct diag *, const struct starter *);

#endif
