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

enum { RESULT_QUANTITIES_MAX = 50 };	/* of one result */

enum result_status {			/* of a task */
	RESULT_NONE,			/* nothing is known */
	RESULT_DONE, RESULT_ONGOING, RESULT_WAITING, RESULT_DROPPED,
	RESULT__KINDS
};

struct money {				/* in the currency's unit */
	int64_t		 value;		/* 0 when it is not known; never negative */
	const struct where *at;		/* NULL: not known */
};

struct quantity {			/* what was counted of a task, against what was wanted */
	const char	*name;		/* "Tin, bài" */
	const char	*unit;		/* "bài" */
	bool		 wanted, counted;	/* whether target and done are known */
	struct decimal	 target, done;	/* in the unit; not negative */
	const struct where *at;		/* the object */
};

struct result {				/* of one task */
	const char	*plan;		/* file as the report names it, or number and symbol; NULL: not given */
	const struct where *plan_at;
	bool		 plan_lost;	/* a plan was named, but could not be read */
	const char	*task;		/* its key; NULL: could not be read */
	const struct where *task_at;
	enum result_status status;
	struct date	 started, finished;	/* first and last day; may be absent */
	struct quantity	*quantities;	/* RESULT_QUANTITIES_MAX at most; those that are complete */
	size_t		 nquantities;
	struct money	 allocated, spent;	/* given for it; spent on it */
	const char	*field;		/* of work, for counting; NULL: the heading that the task stands under */
	struct text	 note;		/* may be absent */
	const char	**links;	/* where proof is kept; NULL-terminated, or NULL */
	bool		 faulty;	/* a message was about it */
	const struct where *at;		/* NULL: it is no object */
};

struct results {			/* a file of them */
	const char	*plan;		/* of those that name none; or NULL */
	const struct where *plan_at;	/* NULL: not given */
	struct money	 allocated, spent;	/* totals given, compared with the sums */
	struct result	*items;
	size_t		 n;
	bool		 whole;		/* every result names its task */
	bool		 allocated_lost, spent_lost;	/* of some result it was given, but could not be read */
	const struct where *items_at;	/* NULL: there is no list of results */
	const struct where *at;		/* the root */
	const struct source *source;
};

struct annual_path {			/* of a file, or a pattern for paths, from the report's folder */
	const char	*text;		/* NULL: could not be read */
	const struct where *at;
};

struct annual_files {			/* that a report is made from */
	struct annual_path report;	/* of the period before: the report that names them; text NULL: none */
	struct annual_path *plans;	/* NULL: none are named, results stand alone */
	size_t		 nplans;
	struct annual_path *results;
	size_t		 nresults;
	const struct where *at;		/* what names them; NULL: not given */
};

enum annual_part {			/* of the report, told by people */
	ANNUAL_GENERAL, ANNUAL_DIRECTION, ANNUAL_MERITS, ANNUAL_LIMITS, ANNUAL_CAUSES, ANNUAL_NEXT, ANNUAL_PROPOSALS,
	ANNUAL__PARTS
};

struct annual {				/* what makes a document a report on plans */
	struct date	 from, to;	/* the period */
	bool		 period_known;	/* there is no fault in it */
	int		 year;		/* that it is named after */
	struct annual_files now, before;	/* of the period, and of the one it is compared with */
	bool		 compares;	/* a period to compare with is given, however faulty */
	struct nodes	 parts[ANNUAL__PARTS];	/* what people tell */
	bool		 given[ANNUAL__PARTS];	/* something was, however faulty */
	bool		 speaks;	/* something was given of any part */
	const struct where *at;		/* the object */
};

/*
 * Reads a file of results, every fault in one pass. After errors what could be read is there: a faulty
 * field is as one that is not given. NULL: it is no JSON object. It lives in the arena and points into the source.
 * Messages: those of reading JSON, QUANTITY_NUMBER, QUANTITY_TARGET, NUMBER_EXACT, VALUE_LEAST, MONEY_FORM,
 * DATE_ORDER, RESULT_FINISHED.
 */
struct results	*results_read(struct arena *, struct diag *, const struct source *);

/* Whether there is a result, and it says something about money. */
bool	 result_has_money(const struct result *);

/* A status as files of results have it: "done"; "" for RESULT_NONE. */
const char *result_status_name(enum result_status);

/* A day as messages tell it, in the arena: "05/01/2024". */
const char *annual_day(struct arena *, const struct date *);

#endif
