/* Documents rendered, reported and copied: one input, one PDF, print set or row of pictures. */
#ifndef RENDER_H
#define RENDER_H
#include "program.h"

/* Does what the options' verb says with their one file. Returns the exit status. */
int	 render_file(struct program *, tt_context *);

#endif
