/* Picture files: decoded, and every byte of what came out looked at. */
#include "arena.h"
#include "fuzz.h"
#include "picture_jpeg.h"
#include "picture_png.h"

#include <setjmp.h>
#include <string.h>

const struct fuzz_target fuzz_target = { 0, fuzz_mend_png };

static struct arena mem;
static jmp_buf escape;

static enum picture_fault
decode(struct picture *p, const unsigned char *data, size_t n)
{
	if (setjmp(escape))
		return PICTURE_MEMORY;
	if (picture_is_png(data, n))
		return picture_png(&mem, p, data, n);
	return picture_is_jpeg(data, n) ? picture_jpeg(&mem, p, data, n) : PICTURE_KIND;
}

void
fuzz_one(const char *data, size_t n)
{
	uint64_t sum = 0;
	struct picture *p = calloc(1, sizeof *p);
	char *copy = fuzz_copy(data, n);

	mem.no_memory = &escape;
	mem.limit = 256 << 20;
	if (p != NULL && decode(p, (unsigned char *)copy, n) == PICTURE_OK) {
		size_t pixels = (size_t)p->width * (size_t)p->height;
		if (p->width < 1 || p->height < 1 || pixels > PICTURE_PIXELS_MAX)
			fuzz_defect("the size of a picture");
		if (!p->jpeg && p->len != pixels * (size_t)p->components)
			fuzz_defect("the samples of a picture");
		sum += fuzz_hash((const char *)p->data, p->len);
		if (p->alpha != NULL)
			sum += fuzz_hash((const char *)p->alpha, pixels);
		if (p->icc != NULL)
			sum += fuzz_hash((const char *)p->icc, p->icc_len);
	}
	if (sum == 1)				/* so that it is needed */
		abort();
	arena_free(&mem);
	free(copy);
	free(p);
}
