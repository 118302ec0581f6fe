/* PDF objects, cross-references and the finished file, through libharu. */
#ifndef HARU_H
#define HARU_H
#include "thethuc.h"
#include <stddef.h>
#include <stdint.h>

struct arena;
struct deflate;
struct haru;

enum haru_code {			/* errors we raise ourselves, in libharu's numbers */
	HARU_LIMIT = 0x1001,
	HARU_NO_MEMORY = 0x1015
};

/*
 * Starts a PDF 1.7; what bodies need lives in the arena. NULL: no memory. The first error sticks:
 * from then on every function does nothing and returns 0, so only haru_error() has to be asked.
 * haru_close() frees everything that is not in the arena and may come after the arena was emptied.
 */
struct haru	*haru_open(struct arena *);
void		 haru_close(struct haru *);

/* The same for objects that are to be added to a PDF whose own have numbers below `first`. */
struct haru	*haru_open_after(struct arena *, unsigned first);

/* 0, or libharu's code of the first error; haru_fail() makes it fail. */
unsigned long	 haru_error(const struct haru *);
void		 haru_fail(struct haru *, enum haru_code);

/* A new indirect object, by number: a dictionary, or with haru_data() a stream. */
unsigned	 haru_dict(struct haru *);

/* Objects that are there from the start: the root, the node of pages and the information. */
unsigned	 haru_catalog(struct haru *);
unsigned	 haru_pages(struct haru *);	/* with its Type only */
unsigned	 haru_info(struct haru *);

/* Adds entries to the inside of a dictionary, as they are to stand in the file. */
void		 haru_body(struct haru *, unsigned object, const char *, size_t);

/* Keeps an object out of the object streams, for programs that look for it in the file's plain text. */
void		 haru_apart(struct haru *, unsigned object);

/*
 * Puts an object into an object stream of those: documents of one form have the same elements, and what is compressed
 * is the same for all of them.
 */
void		 haru_structure(struct haru *, unsigned object);

/* The bytes of a stream, once, written as they are (its body names the filter). */
void		 haru_data(struct haru *, unsigned object, const void *, size_t);

/*
 * Writes the file: streams as objects of their own, all other objects in a compressed one, a
 * cross-reference stream, an /ID that is a hash of all bodies and data. Returns 0, or -1 when there
 * was an error or, with haru_error() still 0, the sink refused.
 */
int		 haru_save(struct haru *, struct deflate *, tt_sink *, void *user);

struct haru_added {			/* an object in an update of a file, in its final notation */
	unsigned	 number, generation;
	const char	*value;		/* its dictionary or other value */
	size_t		 len;
	const char	*data;		/* of a stream, as they are to stand in the file; NULL: no stream */
	size_t		 size;		/* bytes of them */
};

/*
 * The objects made since haru_open_after(), without the root, pages and information of a new file; their
 * number goes to *n. NULL after an error.
 */
const struct haru_added *haru_objects(struct haru *, size_t *n);

/* Two numbers that are a hash of all bodies and data so far. */
void		 haru_hash(const struct haru *, uint64_t hash[2]);

#endif
