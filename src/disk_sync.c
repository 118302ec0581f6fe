#define _GNU_SOURCE			/* syncfs() */
#include "disk_sync.h"
#include "child.h"

#include <errno.h>
#include <unistd.h>

int
disk_sync_run(int line, void *user)
{
	const int *folder = user;
	struct wire frame = { 0 }, answer = { 0 };
	struct wire_reader r;

	while (child_wait(line, &frame, &r)) {
		wire_clear(&answer);
		wire_put_number(&answer, syncfs(*folder) == 0 ? 0 : (uint64_t)errno);
		if (answer.failed || child_send(line, &answer) != 0)
			break;
	}
	return frame.failed || answer.failed ? CHILD_NO_MEMORY : 0;
}
