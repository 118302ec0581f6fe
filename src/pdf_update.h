/* A revision added to a PDF from outside: its bytes stay, objects follow them (ISO 32000-1, 7.5.6). */
#ifndef PDF_UPDATE_H
#define PDF_UPDATE_H
#include "haru.h"
#include "pdf_object.h"
#include "thethuc.h"

struct buffer;
struct deflate;

/* The first number that no object of the file has. */
int64_t	 pdf_update_first(const struct pdf_in *);

/*
 * Writes the file and after it the objects, n of them in any order, new ones and others that replace what has
 * their number, with cross-references of the kind the file has. `hash` becomes part of its identifier. Returns
 * 0, or -1 when there is no memory for the deflate or the sink refused.
 */
int	 pdf_update_write(const struct pdf_in *, struct arena *, struct deflate *, struct haru_added *, size_t n,
	    const uint64_t hash[2], tt_sink *, void *user);

/*
 * Puts the file into `out` and after it what `changed` replaces, n objects, and then all objects made by `haru`, whose
 * errors are haru_error()'s. Else the same.
 */
int	 pdf_update_append(const struct pdf_in *, struct arena *, struct deflate *, struct haru *,
	    const struct haru_added *changed, size_t n, const uint64_t hash[2], struct buffer *out);

#endif
