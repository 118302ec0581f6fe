/* What a program sees to before it does its work. */
#ifndef START_H
#define START_H

enum { PATH_ROOM = 4096 };

/*
 * The first thing: enough stack is taken to say that memory ran out, descriptors that the caller closed are
 * given to nothing, and too large a file or a closed pipe is an error of write(), no signal.
 */
void	 start_program(void);

/*
 * Where layouts and fonts are, into PATH_ROOM bytes: as the environment says; in share/thethuc of the folder
 * that the program is installed in, wherever that was moved; where it was built; where it was to be installed.
 */
void	 start_find_data(char *dir);

#endif
