#include "shortage.h"

#include <errno.h>

void
shortage_watch(void)
{
	errno = 0;
}

bool
shortage_seen(void)
{
	return errno == ENOMEM;
}
