/* Numbers that a report prints, with what they were computed from and how. */
#ifndef FIGURE_H
#define FIGURE_H
#include "tally.h"

struct arena;

enum figure_op {			/* how a number comes from its sources */
	FIGURE_COUNT,			/* how many there are in a set */
	FIGURE_SUM,			/* a member of all in a set, added up */
	FIGURE_DISTINCT,		/* how many different names a member has in a set */
	FIGURE_GIVEN,			/* as a file has it */
	FIGURE_NEXT,			/* a and 1 */
	FIGURE_DIFFERENCE,		/* a - b */
	FIGURE_RATIO,			/* a / b in per cent, rounded to tenths */
	FIGURE_SHARE,			/* the same, rounded so that all parts of b add up to 100 */
	FIGURE__OPS
};

enum figure_member {			/* which one: of a result, of a quantity, of a task */
	MEMBER_ITSELF,
	MEMBER_ALLOCATED, MEMBER_SPENT, MEMBER_LEFT,	/* allocated less spent */
	MEMBER_TARGET, MEMBER_DONE, MEMBER_NAME, MEMBER_UNIT,
	MEMBER_LEAD, MEMBER_PARTNERS, MEMBER_FIELD, MEMBER_YEAR, MEMBER_NUMBER,
	MEMBER__KINDS
};

enum figure_set_kind {			/* what a set is of */
	SET_SUM,			/* tasks of a sum */
	SET_OTHER,			/* tasks in which the agency of a sum has its other role; there are none */
	SET_QUANTITY,			/* tasks with a quantity */
	SET_PLANS			/* the plans of a period */
};

enum figure_pick {			/* which of the tasks of a set */
	PICK_ALL,
	PICK_DONE, PICK_ONGOING, PICK_WAITING, PICK_DROPPED, PICK_UNKNOWN,
	PICK_REST,			/* neither done nor ongoing */
	PICK_LATE,			/* done after their time */
	PICK_MONEY,			/* with a result that speaks of money */
	PICK_AIMED,			/* of a quantity: with a target */
	PICK__KINDS
};

struct figure_set {			/* tasks, or plans, that are counted or added up */
	enum figure_set_kind kind;
	enum figure_pick pick;
	const void	*of;		/* struct tally_sum, struct tally_quantity or struct tally, by kind */
};

struct figure_part {			/* a number, and what it is computed from */
	enum figure_op	 op;
	enum figure_member member;	/* SUM, DISTINCT, GIVEN */
	struct figure_set set;		/* COUNT, SUM, DISTINCT */
	const struct where *at;		/* GIVEN: of the member, or of what has it */
	const struct figure_part *of;	/* NEXT: a; DIFFERENCE, RATIO, SHARE: a and b; else NULL */
};

struct figure {				/* as printed */
	const char	*name;		/* what it is: "tasks.done", "agencies-table" */
	const char	*text;		/* "12,5%" */
	struct figure_part part;	/* where it comes from */
	int		 more;		/* figures after it that stand in the same text */
};

struct figures {			/* all of a report; figure n of a run is items[n - 1] */
	struct figure	*items;
	size_t		 n, cap;
	const struct tally *now, *before;	/* what sets are of; before: or NULL */
	const struct where *report;	/* its root */
};

/* Adds a copy of one and returns its number, from 1; the name and text have to live as long as all. */
int	 figure_add(struct arena *, struct figures *, const struct figure *);

/* Sets, which keep what they are of: tasks of a sum; those with a quantity. */
struct figure_set figure_tasks(const struct tally_sum *, enum figure_pick);
struct figure_set figure_quantity(const struct tally_quantity *, enum figure_pick);

/* How many there are in a set; a member of them added up; a member of the value at a place. */
struct figure_part figure_count_of(struct figure_set);
struct figure_part figure_sum_of(struct figure_set, enum figure_member);
struct figure_part figure_given(const struct where *, enum figure_member);

/* Two numbers put together by NEXT, DIFFERENCE, RATIO or SHARE. */
struct figure_part figure_two(struct arena *, enum figure_op, struct figure_part a, struct figure_part b);

/* What picks the tasks in a state. */
enum figure_pick figure_state(enum result_status);

/* Whether a task is one of those. */
bool	 figure_picks(enum figure_pick, const struct tally_task *);

/*
 * As documents write it: a count, money with the currency's unit, part of a whole as "12,5%" ("0%" of nothing), a
 * decimal number.
 */
const char *figure_count(struct arena *, const struct profile *, int64_t);
const char *figure_money(struct arena *, const struct profile *, int64_t);
const char *figure_percent(struct arena *, const struct profile *, int64_t part, int64_t whole);
const char *figure_decimal(struct arena *, const struct profile *, struct decimal);

/* part of whole in thousandths, rounded, at most 10^15 of them either way; 0 of nothing. */
int64_t	 figure_share(int64_t part, int64_t whole);

#endif
