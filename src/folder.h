/* The font files of a folder. */
#ifndef FOLDER_H
#define FOLDER_H
#include <stddef.h>

struct arena;

/*
 * Paths of the files whose names end in .ttf or .otf, in the order of their bytes and NULL-terminated;
 * not of hidden ones. NULL with errno when the folder cannot be read.
 */
const char	**folder_fonts(struct arena *, const char *dir);

#endif
