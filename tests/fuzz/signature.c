/* Signed PDFs, looked at as `thethuc verify` does, with an authority that is trusted. */
#include "fuzz.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "sign_print.h"
#include "sign_review.h"
#include "trust.h"

#include <string.h>

const struct fuzz_target fuzz_target = { 0, fuzz_mend_pdf };

static const char authority[] = "out/fuzz-seeds/signature-ca.pem";

/* What a review says of a file has to fit together. */
static void
look(const struct review *r, size_t n)
{
	for (size_t i = 0; i < r->n; i++) {
		const struct signature *s = &r->items[i];
		if (s->ranged && (s->range.covered > n || s->range.gap >= s->range.end
		    || s->range.end > s->range.covered))
			fuzz_defect("a range outside of the file");
		if (sign_is_good(s) && (s->facts.verdict != CMS_SOUND || !s->ranged))
			fuzz_defect("good, and yet not sound");
	}
}

void
fuzz_one(const char *data, size_t n)
{
	static struct trust trust;
	static struct arena kept;
	struct arena mem = { 0 };
	jmp_buf escape;
	char *pdf = fuzz_copy(data, n);
	const struct source source = { .name = "it.pdf", .text = pdf, .len = n };
	struct report words = { .language = TT_ENGLISH };
	struct buffer b = { .mem = &mem };
	struct review r;

	if (trust.store == NULL)
		trust_open(&trust, authority, &kept, diag_new(&kept, TT_ENGLISH));
	mem.no_memory = &escape;
	mem.limit = (size_t)256 << 20;
	if (setjmp(escape) == 0 && sign_review(&r, &mem, diag_new(&mem, TT_ENGLISH), &source,
	    trust.store != NULL ? &trust : NULL, 1780000000) == 0) {
		look(&r, n);
		sign_print(&b, &r, "it.pdf", &words);
		sign_print_json(&b, &r, "it.pdf");
	}
	arena_free(&mem);
	free(pdf);
}
