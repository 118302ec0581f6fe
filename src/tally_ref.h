/* The keys by which results name plans and tasks, and what they mean. */
#ifndef TALLY_REF_H
#define TALLY_REF_H
#include "tally.h"

struct annual_files;
struct annual_found;
struct annual_path;
struct arena;
struct diag;

struct tally_files {			/* of a report */
	const struct annual_files *named;	/* by the report */
	const struct annual_found *plans, *results;	/* what was found of them */
	bool		 alone;		/* there are no plans: each result is a task */
};

struct tally_ref {			/* how results may name a plan, or a task in it */
	const char	*text;
	size_t		 plan;		/* index of it */
	struct tally_task *task;	/* NULL: a plan's key */
	bool		 claimed;	/* a result that names no task may mean it */
};

struct tally_refs {			/* of all plans and tasks; lives in its arena */
	struct arena	*mem;
	struct diag	*diag;
	const struct tally *t;
	const struct tally_files *files;
	struct tally_ref *plans, *tasks;	/* by text, by plan and text */
	size_t		 nplans, ntasks;
	const char	**words;	/* room for all keys of plans or tasks */
	size_t		 compared;	/* words in search of what may be meant */
	const struct results *planless;	/* the last file that was told to name no plans */
};

/* Lists the keys. Tasks without one are left out. */
void	 tally_refs_open(struct tally_refs *, struct arena *, struct diag *, struct tally *,
	    const struct tally_files *);

/*
 * The plan a result of a file speaks of, as its index. -1 after a message, or when a plan that was lost may be meant:
 * RESULT_PLAN, RESULT_PLAN_NEAR, RESULT_PLAN_NONE, RESULT_PLAN_MANY.
 */
int	 tally_ref_plan(struct tally_refs *, const struct results *, const struct result *, size_t *plan);

/* A key of a task of a plan, one of several that are the same; NULL: there is none. */
struct tally_ref *tally_ref_task(const struct tally_refs *, size_t plan, const char *text);

/* Whether two keys, in the order of tasks, are of one plan and text. */
bool	 tally_ref_same(const struct tally_ref *, const struct tally_ref *);

/* The one of the first n of `words` most like a name; NULL: none, or too much was compared already. */
const char *tally_ref_like(struct tally_refs *, const char *name, size_t n);

/* Where the report lists its plans or its results, for a message. */
const char *tally_ref_place(const struct tally_refs *, const struct annual_path *list);

#endif
