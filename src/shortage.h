/*
 * Memory that ran out in a library that goes on without it. malloc() says so in errno (POSIX.1, malloc),
 * and none of the libraries we use sets that back: between the two calls there must be nothing that may
 * fail for reasons of its own.
 */
#ifndef SHORTAGE_H
#define SHORTAGE_H
#include <stdbool.h>

void	 shortage_watch(void);		/* from now on */
bool	 shortage_seen(void);		/* whether memory ran out since */

#endif
