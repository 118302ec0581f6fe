/* Paths of output files from a pattern of names in braces: "{year}/{issuer.abbr}/{number}-{type}". */
#ifndef LABEL_H
#define LABEL_H

struct arena;

/* What a name in braces stands for; NULL: there is no such name. */
typedef const char *label_value(void *user, const char *name);

/*
 * The path without suffix, or NULL with *unknown when the pattern has an unknown name. Whatever the
 * values are, the path is relative and stays below its folder: parts have no control or formatting
 * characters and none that a file system gives a meaning, neither begin with a dot or hyphen nor end
 * with a dot or space, have at most 180 bytes (cut between characters), are no device of Windows and
 * never empty ("_"); a folder's name does not end as that of a file made here.
 */
const char	*label_path(struct arena *, const char *pattern, label_value *, void *user, const char **unknown);

#endif
