/* A plan and a profile to blocks. */
#ifndef COMPOSE_H
#define COMPOSE_H
#include "block.h"

struct annex;
struct diag;
struct images;

/*
 * Composes the whole document: head of its form, bases, opening, body, closing, tail, and the annexes
 * that stand in its file; or only the annex `only` when it is not NULL. Messages name the place in the
 * plan. Pictures come from `images`; `fields` (bits of enum plan_fields) are the empty fields for
 * signatures it gets. What documents of the form have and this one lacks, or has and does not print, is
 * told: FIELD_MISSING, RECIPIENTS_MISSING, DETAIL_MISSING, SIGNERS_FEW, DETAIL_UNUSED. NULL after an error
 * of numbering, of a picture or of the profile. The plan's type is one of the profile's (profile_for has
 * seen to it).
 */
struct blocks	*compose(struct arena *, struct diag *, const struct plan *, const struct profile *, struct images *,
		    unsigned fields, const struct annex *only);

#endif
