#include "arena.h"
#include "test.h"

#include <stdint.h>

static int
is_zero(const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i] != 0)
			return 0;
	return 1;
}

static void
test_room(void)
{
	struct arena a = { .limit = 0 };
	char *p = arena_new(&a, 3), *q = arena_new(&a, 0), *big;

	CHECK(is_zero(p, 3));

	CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
	CHECK((uintptr_t)arena_new(&a, 1) % _Alignof(max_align_t) == 0);
	CHECK(q != NULL);
	big = arena_new(&a, 3 << 20);
	CHECK(is_zero(big, 3 << 20));
	memset(big, 1, 3 << 20);
	CHECK_TEXT(arena_copy(&a, "abcdef", 3), "abc");
	CHECK_TEXT(arena_copy(&a, NULL, 0), "");
	CHECK_TEXT(arena_printf(&a, "%d %s", 7, "x"), "7 x");
	arena_free(&a);
	CHECK_INT(a.total, 0);
}

/* Room that is not zeroed lies beside the rest. */
static void
test_bare(void)
{
	struct arena a = { .limit = 0 };
	char *p = arena_room(&a, 10, 3), *q = arena_new(&a, 1);

	memset(p, 1, 30);
	CHECK_INT(*q, 0);
	CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
	arena_free(&a);
}

/* What was used once comes back zeroed. */
static void
test_reset(void)
{
	struct arena a = { .limit = 0 };
	size_t total;
	char *p = memset(arena_new(&a, 1000), 1, 1000);

	total = a.total;
	arena_reset(&a);
	p = arena_new(&a, 1000);
	CHECK(is_zero(p, 1000));
	CHECK_INT(a.total, total);
	arena_free(&a);
	p = arena_new(&a, 1);
	CHECK(p != NULL);
	arena_free(&a);
}

static void
test_grow(void)
{
	struct arena a = { .limit = 0 };
	size_t cap = 0;
	int *items = NULL;
	int same = 1;

	for (size_t n = 0; n < 1000; n++) {
		items = arena_grow(&a, items, n, &cap, sizeof *items);
		items[n] = (int)n;
	}
	for (int i = 0; i < 1000; i++)
		same &= items[i] == i;
	CHECK(same);
	CHECK(cap >= 1000);
	arena_free(&a);
}

struct bound {
	struct arena	 arena;
	jmp_buf		 escape;
	volatile int	 step;
};

/* How far three requests come, of which the last one is too much. */
static int
reach(struct bound *b, size_t last, size_t times)
{
	b->arena = (struct arena){ .limit = 1 << 20, .no_memory = &b->escape };
	b->step = 0;
	if (setjmp(b->escape) == 0) {
		arena_new(&b->arena, 100);
		b->step = 1;
		arena_array(&b->arena, times, last);
		b->step = 2;
	}
	arena_free(&b->arena);
	return b->step;
}

static void
test_limit(void)
{
	struct bound b;

	CHECK_INT(reach(&b, 1000, 1), 2);
	CHECK_INT(reach(&b, 2 << 20, 1), 1);
	CHECK_INT(reach(&b, SIZE_MAX, 1), 1);
	CHECK_INT(reach(&b, SIZE_MAX / 2, 3), 1);
}

int
main(void)
{
	test_room();
	test_bare();
	test_reset();
	test_grow();
	test_limit();
	return test_end("arena");
}
