/*
 * Runs a fuzz target without libFuzzer: every file given, then copies of them with changes, always the same ones.
 * run COUNT SEED FILE...  An input that ends the program is left in the file crash-TARGET.
 */
#include "fuzz.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { ROOM = 1 << 20, SECONDS_MOST = 60, FILES_MOST = 4096 };

static struct fuzz_bytes now;		/* the input in hand */
static char crash[256];

void	 __sanitizer_set_death_callback(void (*)(void)) __attribute__((weak));

static void
keep_crash(void)
{
	int fd = open(crash, O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (fd < 0 || write(fd, now.data, now.n) != (ssize_t)now.n)
		return;
	close(fd);
}

static void
stop(int signal_number)
{
	static const char late[] = "defect: no end in sight\n";

	if (signal_number == SIGALRM && write(STDERR_FILENO, late, sizeof late - 1) < 0)
		_exit(1);
	keep_crash();
	signal(SIGABRT, SIG_DFL);
	abort();
}

static void
try_one(const char *data, size_t n)
{
	now = (struct fuzz_bytes){ (char *)data, n };
	alarm(SECONDS_MOST);
	fuzz_one(data, n);
	alarm(0);
}

int
main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	long count = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
	uint32_t chance = (argc > 3 ? (uint32_t)strtoul(argv[2], NULL, 10) : 0) * 2654435761u | 1;
	struct fuzz_bytes *seeds = calloc((size_t)argc, sizeof *seeds);
	char *room = malloc(ROOM);
	int n = argc - 3;

	if (n < 1 || seeds == NULL || room == NULL)
		return fprintf(stderr, "usage: %s COUNT SEED FILE...\n", argv[0]), 2;
	snprintf(crash, sizeof crash, "crash-%s", slash != NULL ? slash + 1 : argv[0]);
	signal(SIGABRT, stop);
	signal(SIGALRM, stop);
	if (__sanitizer_set_death_callback != NULL)
		__sanitizer_set_death_callback(keep_crash);
	for (int i = 0; i < n; i++) {
		seeds[i].data = fuzz_file(argv[i + 3], &seeds[i].n);
		try_one(seeds[i].data, seeds[i].n);
	}
	for (long i = 0; i < count; i++) {
		const struct fuzz_bytes *seed = &seeds[fuzz_chance(&chance) % (unsigned)n];
		size_t len = seed->n < ROOM ? seed->n : ROOM;
		memcpy(room, seed->data, len);
		for (uint32_t times = fuzz_chance(&chance) % 4; times > 0; times--)
			len = fuzz_mutate(room, len, ROOM, fuzz_chance(&chance));
		len = fuzz_mutate(room, len, ROOM, fuzz_chance(&chance));
		try_one(room, len);
	}
	for (int i = 0; i < n; i++)
		free(seeds[i].data);
	free(seeds);
	free(room);
	printf("%d files, %ld changed\n", n, count);
	return 0;
}
