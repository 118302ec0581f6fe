/* Objects and streams of a PDF that nobody vouches for (ISO 32000-1, 7.3.8, 7.3.10 and 7.5.7). */
#ifndef PDF_OBJECT_H
#define PDF_OBJECT_H
#include "pdf_section.h"
#include "pdf_value.h"

struct pdf_pack;

enum pdf_fault {
	PDF_FINE,
	PDF_FAULT_KIND,			/* not a PDF */
	PDF_FAULT_DAMAGED,		/* near pdf_in.where */
	PDF_FAULT_ENCRYPTED,
	PDF_FAULT_LARGE,		/* a stream unpacks, or all that was read comes, to more than is allowed */
	PDF_FAULT_FILTER,		/* a stream is packed in a way that is not read here */
	PDF_FAULT__MAX
};

enum { PDF_RECENT = 256, PDF_PACKS = 64 };

struct pdf_recent {			/* an object that was read */
	int64_t		 number, generation;
	const struct pdf_object *object;	/* NULL: none */
};

/* The first fault sticks: from then on nothing is found any more. */
struct pdf_in {
	struct arena	*mem;		/* for all that is read */
	const char	*data;		/* the file */
	size_t		 len;		/* bytes of it */
	struct pdf_section *sections;	/* newest first */
	size_t		 start;		/* where the newest is, as the file's last lines say */
	int64_t		 nranges, nrows;	/* of all sections */
	struct pdf_pack	*packs[PDF_PACKS];	/* object streams that were unpacked, by their numbers */
	struct pdf_recent recent[PDF_RECENT];	/* by the lowest bits of their numbers */
	size_t		 values;	/* read so far, all objects together */
	size_t		 left;		/* bytes of objects, and of streams once unpacked, that may still be read */
	int		 depth;		/* of objects that are needed to read others */
	enum pdf_fault	 fault;
	size_t		 where;		/* byte near which the fault was seen */
};

struct pdf_object {
	struct pdf_value value;		/* a stream's dictionary */
	const char	*raw;		/* the bytes of a stream as they are; NULL: no stream */
	size_t		 len;		/* number of them */
};

/* Records the first fault, seen at a byte of the file, and returns -1. */
int	 pdf_fail(struct pdf_in *, enum pdf_fault, size_t where);

/*
 * Reads the object at a place of the file; it has to bear this number and generation, or with -1
 * any. NULL with a fault recorded.
 */
const struct pdf_object *pdf_object_at(struct pdf_in *, size_t place, int64_t number,
	    int64_t generation);

/* The object of a number; NULL when there is none, or after a fault. It stays as long as `mem`. */
const struct pdf_object *pdf_find(struct pdf_in *, int64_t number, int64_t generation);

/* The object that a reference leads to, when that is a stream; NULL when it is none, or no reference, or NULL. */
const struct pdf_object *pdf_stream_of(struct pdf_in *, const struct pdf_value *ref);

/* The value itself, or what a reference leads to; NULL when that is nothing. `v` may be NULL. */
const struct pdf_value *pdf_resolve(struct pdf_in *, const struct pdf_value *v);

/* Value of a dictionary's entry, references followed; NULL as with pdf_resolve. */
const struct pdf_value *pdf_get(struct pdf_in *, const struct pdf_value *dict, const char *name);

/* The same for whole numbers; `otherwise` when the entry is none. */
int64_t	 pdf_get_integer(struct pdf_in *, const struct pdf_value *dict, const char *name,
	    int64_t otherwise);

/* Reads an array of n numbers, references followed; false, and nothing written, when it is none, or NULL. */
bool	 pdf_get_numbers(struct pdf_in *, const struct pdf_value *dict, const char *name, double *, size_t n);

/*
 * A stream's bytes, unpacked, at most `most` of them: in the file, or in `mem`. Returns 0, or -1 with a fault
 * recorded.
 */
int	 pdf_unpack(struct pdf_in *, const struct pdf_object *, size_t most, const char **, size_t *);

#endif
