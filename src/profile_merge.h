/* Laying one JSON value over another: how a profile changes the one it extends. */
#ifndef PROFILE_MERGE_H
#define PROFILE_MERGE_H
#include "json.h"

/*
 * Objects merge by key, everything else of `over` replaces, null removes. Either may be NULL. Each
 * value keeps its place in the text it came from. The result shares memory with both.
 */
const struct value *profile_merge(struct arena *, const struct value *base, const struct value *over);

/* The same for a plan, which removes nothing: null stays, so that its reader refuses it. */
const struct value *profile_merge_plan(struct arena *, const struct value *base,
		    const struct value *over);

#endif
