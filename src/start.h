/* What a program sees to before it does its work. */
#ifndef START_H
#define START_H

enum { PATH_ROOM = 4096 };

/* Takes stack while there is memory, so that there is enough of it to say that memory ran out. */
void	 start_keep_stack(void);

/*
 * A descriptor that the caller closed would be given to the output, and messages end up in it. In
 * its place comes one that can only be used the wrong way, so that using it fails.
 */
void	 start_keep_files(void);

/*
 * Where layouts and fonts are, into PATH_ROOM bytes: as the environment says; in share/thethuc of the folder
 * that the program is installed in, wherever that was moved; where it was built; where it was to be installed.
 */
void	 start_find_data(char *dir);

#endif
