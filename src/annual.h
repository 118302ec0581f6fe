/* A report on a year: which plans it speaks of, their tasks, and what became of them. */
#ifndef ANNUAL_H
#define ANNUAL_H
#include "decimal.h"
#include "plan.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;

enum result_status {			/* of a task */
	RESULT_NONE,			/* nothing is known */
	RESULT_DONE, RESULT_ONGOING, RESULT_WAITING, RESULT_DROPPED,
	RESULT__KINDS
};

struct money {				/* in the currency's unit */
	int64_t		 value;
	const struct where *at;		/* NULL: not known */
};

struct quantity {			/* what was counted of a task, against what was wanted */
	const char	*name;		/* "Tin, bài" */
	const char	*unit;
	bool		 wanted, counted;	/* whether each is known */
	struct decimal	 target, done;
	const struct where *at;
};

struct result {				/* of one task */
	const char	*plan;		/* file as the report names it, or number and symbol; NULL: the file's */
	const char	*task;		/* its key */
	enum result_status status;
	struct date	 started, finished;
	struct quantity	*quantities;
	size_t		 nquantities;
	struct money	 allocated, spent;
	const char	*field;		/* of work, for counting; NULL: the heading that the task stands under */
	struct text	 note;		/* may be absent */
	const char	**links;	/* where proof is kept; NULL-terminated, or NULL */
	const struct where *at;
};

struct results {			/* a file of them */
	const char	*plan;		/* of those that name none; or NULL */
	struct money	 allocated, spent;	/* totals given, compared with the sums */
	struct result	*items;
	size_t		 n;
	const struct source *source;
};

struct annual_files {			/* paths and patterns, from the report's folder */
	const char	**plans, **results;	/* NULL-terminated, or NULL */
	const struct where *at;
};

enum annual_part {			/* of the report, told by people */
	ANNUAL_GENERAL, ANNUAL_DIRECTION, ANNUAL_MERITS, ANNUAL_LIMITS, ANNUAL_CAUSES, ANNUAL_NEXT, ANNUAL_PROPOSALS,
	ANNUAL__PARTS
};

struct annual {				/* what makes a document a report on plans */
	struct date	 from, to;	/* the period */
	int		 year;		/* that it is named after */
	struct annual_files now, before;	/* of the period, and of the one it is compared with */
	struct nodes	 parts[ANNUAL__PARTS];	/* narrative */
	const struct where *at;
};

/* Reads a file of results, every fault in one pass. NULL after an error. */
struct results	*results_read(struct arena *, struct diag *, const struct source *);

/* Whether there is a result, and it says something about money. */
bool	 result_has_money(const struct result *);

#endif
