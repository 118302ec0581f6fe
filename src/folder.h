/* What is in a folder, by name. */
#ifndef FOLDER_H
#define FOLDER_H
#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Whether a name is wanted; `user` is what folder_names() was given. */
typedef bool folder_choice(const char *name, const void *user);

/*
 * The names that are wanted, in the order of their bytes and NULL-terminated. NULL with errno when the
 * folder cannot be read. Nothing is open while memory is asked for, which may not come back.
 */
const char	**folder_names(struct arena *, const char *dir, folder_choice *, const void *user);

#endif
