/* The tasks of a report's plans with what became of them, counted and added up. */
#ifndef TALLY_H
#define TALLY_H
#include "annual.h"
#include "profile.h"

/* The largest sum of money, in the currency's unit; charts can scale no more. */
#define TALLY_MONEY_MOST	INT64_C(1000000000000000000)

struct tally_plan {			/* that is reported on */
	const char	*path;		/* from the report's folder */
	const char	*code;		/* number and symbol as given, "81/KH-UBND", or NULL */
	const struct plan *plan;	/* NULL: results alone speak of it */
	const struct where *at;		/* where the report names it */
	bool		 faulty;	/* it has errors; tasks may be missing */
};

struct tally_task {			/* with what became of it */
	const struct tally_plan *plan;
	const struct node *node;	/* in the plan */
	const char	*title;		/* in sentence case */
	const char	*group;		/* innermost heading it stands under; "" none */
	const struct where *heading;	/* its place; NULL: none */
	const char	*field;		/* of work: the result's, or the group */
	const struct texts *leads;	/* who leads or carries it out */
	const struct texts *partners;	/* who works with them */
	const struct task_line *time;	/* when it is due */
	const struct result *result;	/* NULL: none was given */
	enum result_status status;	/* RESULT_NONE without a result */
	bool		 late;		/* finished after its time */
};

struct tally_sum {			/* of some tasks */
	const char	*name;		/* what they have in common */
	size_t		 tasks;		/* how many */
	size_t		 status[RESULT__KINDS];	/* those in each state */
	size_t		 late;		/* those finished after their time */
	int64_t		 allocated, spent;	/* in the currency's unit; what is not known counts as 0 */
	size_t		 with_allocated, with_spent;	/* tasks whose money is known */
	size_t		 with_money;	/* tasks with one of both known */
	const struct tally_sum *other;	/* of an agency that leads: the same as a partner, and the reverse; or NULL */
	const struct tally_task **from;	/* the tasks */
	size_t		 cap;
};

struct tally_term {			/* of a sum */
	const struct tally_task *task;
	const struct quantity *quantity;	/* of the task's result */
};

struct tally_quantity {			/* of one name and unit */
	const char	*name, *unit;	/* as first met */
	const char	*key;		/* the same for all ways to write these: tally_key() */
	struct decimal	 target, done;	/* sums, in the unit */
	struct decimal	 met;		/* done by the parts that have a target */
	bool		 wanted;	/* a part has a target */
	const struct quantity *aimless;	/* first part without a target, or NULL */
	struct tally_term *from;	/* in the order in which they are met */
	size_t		 n, cap;
};

enum tally_by {				/* what tasks are grouped by */
	TALLY_LEAD, TALLY_PARTNER, TALLY_FIELD, TALLY_GROUP, TALLY_PLAN, TALLY_QUARTER, TALLY_MONTH, TALLY__BYS
};

struct tally_sums {			/* growing */
	struct tally_sum *items;
	size_t		 n, cap;
};

struct tally {				/* of one period */
	int		 year;		/* that quarters and months are of */
	struct tally_plan *plans;	/* in the order read */
	size_t		 nplans;
	const struct source **results;	/* files of results, in the order read */
	size_t		 nresults;
	struct tally_task *tasks;	/* plan by plan, in the order of the text */
	size_t		 ntasks, tasks_cap;
	struct tally_sum all;		/* tasks */
	struct tally_sum unled;		/* those that no agency leads */
	struct tally_sum helped;	/* those with partners */
	struct tally_sum undue;		/* those whose time ends not within the report's year */
	struct tally_sum shared;	/* those that several agencies lead: each of these counts them in full */
	struct tally_sums by[TALLY__BYS];	/* in the order met; all quarters and months of the year in time's */
	struct tally_quantity *quantities;	/* in the order in which they are met */
	size_t		 nquantities, quantities_cap;
	bool		 money_lost;	/* through faults that were told; sums lack some */
};

#endif
