/* Checks for unit tests: CHECK prints what failed and counts; main() ends with test_end("name"). */
#ifndef TEST_H
#define TEST_H
#include <stdio.h>
#include <string.h>

static int test_passed, test_failed;

#define CHECK(what)		test_check((what) ? 1 : 0, __FILE__, __LINE__, #what)
#define CHECK_INT(got, want)	test_int((long long)(got), (long long)(want), __FILE__, __LINE__, #got)
#define CHECK_TEXT(got, want)	test_text((got), (want), __FILE__, __LINE__, #got)

static inline int
test_count(int ok)
{
	*(ok ? &test_passed : &test_failed) += 1;
	return ok;
}

static inline int
test_check(int ok, const char *file, int line, const char *what)
{
	if (!ok)
		printf("%s:%d: %s\n", file, line, what);
	return test_count(ok);
}

static inline int
test_int(long long got, long long want, const char *file, int line, const char *what)
{
	if (got != want)
		printf("%s:%d: %s is %lld, want %lld\n", file, line, what, got, want);
	return test_count(got == want);
}

static inline int
test_text(const char *got, const char *want, const char *file, int line, const char *what)
{
	int same = got && want ? strcmp(got, want) == 0 : got == want;

	if (!same)
		printf("%s:%d: %s is \"%s\", want \"%s\"\n", file, line, what,
		    got ? got : "(null)", want ? want : "(null)");
	return test_count(same);
}

/* The last line of a test; the exit status. */
static inline int
test_end(const char *name)
{
	printf("unit/%s: %d passed, %d failed\n", name, test_passed, test_failed);
	return test_failed != 0 || test_passed == 0;
}

#endif
