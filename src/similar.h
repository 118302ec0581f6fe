/* The known name that is most like what was written. */
#ifndef SIMILAR_H
#define SIMILAR_H
#include <stddef.h>

/* Keeps `name` as *best when it is more like what was written than *least says, and like it at all. */
void	 similar_compare(const char *written, const char *name, const char **best, size_t *least);

#endif
