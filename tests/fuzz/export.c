/* Exports split into records: the same records whatever comes at a time, and each of them a part of the export. */
#include "framing.h"
#include "fuzz.h"

#include <string.h>

const struct fuzz_target fuzz_target = { 1, NULL };

struct text {
	const char	*p;
	size_t		 left;
};

static ptrdiff_t
read_text(void *user, char *out, size_t n)
{
	struct text *t = user;

	n = n < t->left ? n : t->left;
	memcpy(out, t->p, n);
	t->p += n;
	t->left -= n;
	return (ptrdiff_t)n;
}

/* A number that hangs on all that is told of a text. */
static uint64_t
sum_up(struct text t, const char *pointer, size_t step)
{
	struct framing f = { .window = { .step = step, .most = 5000 } };
	enum framing_result result;
	uint64_t sum = 0;
	size_t n = t.left, told = 0;

	framing_start(&f, read_text, &t, pointer, false);
	while ((result = framing_next(&f)) != FRAMING_END) {
		sum = sum * 31 + (uint64_t)result + (uint64_t)f.line * 7 + (uint64_t)f.column * 13;
		if (result == FRAMING_RECORD)
			sum = sum * 31 + fuzz_hash(f.text, f.len);
		if (result == FRAMING_RECORD && (f.len == 0 || f.len > n))
			fuzz_defect("a record");
		if (told++ > n + 2)
			fuzz_defect("no end");
	}
	window_free(&f.window);
	return sum;
}

void
fuzz_one(const char *data, size_t n)
{
	static const char *const pointers[] = { "", "/data", "/items/0" };
	uint64_t bits = fuzz_hash(data, n);
	char *copy = fuzz_copy(data, n);
	const char *pointer = pointers[fuzz_choose(&bits, 3)];
	const struct text text = { copy, n };

	if (sum_up(text, pointer, 1 + fuzz_choose(&bits, 17)) != sum_up(text, pointer, 100000))
		fuzz_defect("it matters how much comes at a time");
	free(copy);
}
