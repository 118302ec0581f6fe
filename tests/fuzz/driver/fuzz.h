/* What fuzz targets share. A target defines fuzz_one(); run.c or libFuzzer (libfuzzer.c) calls it. */
#ifndef FUZZ_H
#define FUZZ_H
#include "thethuc.h"
#include <stdint.h>
#include <stdlib.h>

/* How a target's inputs are changed: JSON as such; and what makes others whole again afterwards, or NULL. */
extern const struct fuzz_target {
	int	 json;
	void	(*mend)(char *, size_t);
} fuzz_target;

/* Reads an input; aborts when what it finds is a defect. */
void	 fuzz_one(const char *data, size_t n);

/* Aborts, which is how a defect is told. */
void	 fuzz_defect(const char *what) __attribute__((noreturn));

/* Choices that hang on the input alone; `bits` is used up from below. */
uint64_t fuzz_hash(const char *data, size_t n);
unsigned fuzz_choose(uint64_t *bits, unsigned n);

/* A copy that ends where the input ends, so that a step beyond it is seen. Of no bytes: still something to free. */
char	*fuzz_copy(const char *data, size_t n);

/* A whole file; aborts when it cannot be read. The caller frees it. */
char	*fuzz_file(const char *path, size_t *n);

/* Sinks: one that keeps all in a struct fuzz_bytes, whose data the caller frees; one that only adds up (uint64_t). */
struct fuzz_bytes {
	char	*data;
	size_t	 n;
};

tt_sink	 fuzz_keep, fuzz_drop;

/* A context with these options and bounded memory. */
tt_context *fuzz_context(struct tt_options);

/* The messages of a document that was tried: aborts when they do not fit the result, or are no proper text. */
void	 fuzz_messages(const tt_document *, int result);

/* Whatever can be done with a document that was read: layout, review, every kind of output, by the bits. */
void	 fuzz_document(tt_document *, uint64_t bits);

/* Changes an input of n bytes in place, with room for `most`; returns its new size. The same seed, the same change. */
size_t	 fuzz_mutate_json(char *data, size_t n, size_t most, uint32_t seed);
size_t	 fuzz_mutate_bytes(char *data, size_t n, size_t most, uint32_t seed);

/* The same by a target's ways; most changes are made whole again. */
size_t	 fuzz_mutate(char *data, size_t n, size_t most, uint32_t seed);

/* Right checksums for a PNG; right places of the objects for a PDF with a table of them. */
void	 fuzz_mend_png(char *data, size_t n);
void	 fuzz_mend_pdf(char *data, size_t n);

/* The next of a row of numbers that look random. */
uint32_t fuzz_chance(uint32_t *state);

#endif
