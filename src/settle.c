#define _GNU_SOURCE			/* syncfs() */
#include "settle.h"
#include "crew.h"

#include <errno.h>
#include <unistd.h>

int
settle_work(int line, void *user)
{
	const int *folder = user;
	struct wire frame = { 0 }, answer = { 0 };
	struct wire_reader r;

	while (crew_wait(line, &frame, &r)) {
		wire_clear(&answer);
		wire_put_number(&answer, syncfs(*folder) == 0 ? 0 : (uint64_t)errno);
		if (crew_send(line, &answer) != 0)
			break;
	}
	return 0;
}
