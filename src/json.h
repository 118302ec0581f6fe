/* JSON bytes to a tree of values that know their place. */
#ifndef JSON_H
#define JSON_H
#include "diag.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum value_type { VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_REAL, VALUE_STRING, VALUE_ARRAY, VALUE_OBJECT };

struct value {
	enum value_type	 type;
	bool		 truth;		/* VALUE_BOOL */
	struct where	 at;		/* its place; at.key is its member name */
	int64_t		 integer;	/* VALUE_INT */
	double		 real;		/* VALUE_INT, VALUE_REAL */
	const char	*string;	/* VALUE_STRING: UTF-8 without U+0000, NUL-terminated */
	size_t		 len;		/* bytes of the string */
	struct value	*items;		/* elements or members, in the order of the text */
	size_t		 n;
	bool		 told;		/* what an object lacks was told already */
};

/*
 * Parses the source. One error JSON_* with its place when it is no JSON text in UTF-8, has a key
 * twice in one object or is nested deeper than 512; a note when a byte order mark was skipped.
 * Returns NULL after an error. The tree lives in the arena and keeps the pointer to `source`.
 */
struct value	*json_read(struct arena *, struct diag *, const struct source *);

/* The figures of a number as they stand in the input; "" when they cannot be found. */
const char	*json_figures(struct arena *, const struct value *);

/* Member by name, NULL when absent or when `v` is no object. */
const struct value *json_member(const struct value *v, const char *name);

#endif
