/* Layout profiles of an office: put over a regulation, and a plan laid out by them. */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const struct fuzz_target fuzz_target = { 1, NULL };

void
fuzz_one(const char *data, size_t n)
{
	static char *plan, path[64];
	static size_t len;
	static int fd = -1;
	uint64_t bits = fuzz_hash(data, n);
	tt_context *c;
	tt_document *d;
	int result;

	if (fd < 0) {
		plan = fuzz_file("examples/types/ke-hoach.json", &len);
		fd = memfd_create("profile", MFD_CLOEXEC);
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	}
	if (ftruncate(fd, 0) != 0 || pwrite(fd, data, n, 0) != (ssize_t)n)
		fuzz_defect("the profile's file");
	c = fuzz_context((struct tt_options){ .profile = path });
	d = tt_document_new(c);
	result = tt_document_read(d, plan, len, "it.json");
	if (result != 0)
		fuzz_defect("the plan");
	fuzz_document(d, bits);
	tt_document_free(d);
	tt_context_free(c);
}
