/* The review of a plan by the rules of findings.def. Never changes text. */
#ifndef LINT_H
#define LINT_H
#include "lint_words.h"
#include "plan.h"
#include "profile.h"

struct arena;
struct diag;

/*
 * Sets the levels of rules by "RULE=LEVEL", "RULE" (its own level), or the same with "all" for every
 * rule; NULL-terminated. Messages (wrong usage): LINT_RULE, LINT_RULE_NEAR, LINT_LEVEL. -1 after one.
 */
int	 lint_levels(struct arena *, struct diag *, const char *const *settings, enum rule_level levels[RULE__MAX]);

/* Checks every rule that is not off; earlier messages that are rules too get their level. */
void	 lint_run(struct arena *, struct diag *, const struct plan *, const struct profile *,
	    const struct lint_words *, const enum rule_level levels[RULE__MAX]);

#endif
