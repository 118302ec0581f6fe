#include "figure.h"
#include "arena.h"
#include "number.h"
#include "template.h"

#include <math.h>

#define SHARE_MOST 1e15			/* thousandths that are told */

int
figure_add(struct arena *mem, struct figures *all, const struct figure *f)
{
	all->items = arena_grow(mem, all->items, all->n, &all->cap, sizeof *all->items);
	all->items[all->n++] = *f;
	return (int)all->n;
}

struct figure_set
figure_tasks(const struct tally_sum *sum, enum figure_pick pick)
{
	return (struct figure_set){ SET_SUM, pick, sum };
}

struct figure_set
figure_quantity(const struct tally_quantity *q, enum figure_pick pick)
{
	return (struct figure_set){ SET_QUANTITY, pick, q };
}

struct figure_part
figure_count_of(struct figure_set set)
{
	return (struct figure_part){ .op = FIGURE_COUNT, .set = set };
}

struct figure_part
figure_sum_of(struct figure_set set, enum figure_member member)
{
	return (struct figure_part){ .op = FIGURE_SUM, .member = member, .set = set };
}

struct figure_part
figure_given(const struct where *at, enum figure_member member)
{
	return (struct figure_part){ .op = FIGURE_GIVEN, .member = member, .at = at };
}

struct figure_part
figure_two(struct arena *mem, enum figure_op op, struct figure_part a, struct figure_part b)
{
	struct figure_part *of = arena_array(mem, 2, sizeof *of);

	of[0] = a;
	of[1] = b;
	return (struct figure_part){ .op = op, .of = of };
}

enum figure_pick
figure_state(enum result_status status)
{
	static const enum figure_pick picks[RESULT__KINDS] = {
		[RESULT_NONE] = PICK_UNKNOWN, [RESULT_DONE] = PICK_DONE, [RESULT_ONGOING] = PICK_ONGOING,
		[RESULT_WAITING] = PICK_WAITING, [RESULT_DROPPED] = PICK_DROPPED
	};

	return picks[status];
}

bool
figure_picks(enum figure_pick pick, const struct tally_task *task)
{
	enum result_status status = task->status;

	switch (pick) {
	case PICK_DONE: return status == RESULT_DONE;
	case PICK_ONGOING: return status == RESULT_ONGOING;
	case PICK_WAITING: return status == RESULT_WAITING;
	case PICK_DROPPED: return status == RESULT_DROPPED;
	case PICK_UNKNOWN: return status == RESULT_NONE;
	case PICK_REST: return status != RESULT_DONE && status != RESULT_ONGOING;
	case PICK_LATE: return task->late;
	case PICK_MONEY: return result_has_money(task->result);
	case PICK_ALL:
	case PICK_AIMED:
	case PICK__KINDS: break;
	}
	return true;
}

const char *
figure_count(struct arena *mem, const struct profile *p, int64_t n)
{
	return number_grouped(mem, n, p->thousands);
}

const char *
figure_money(struct arena *mem, const struct profile *p, int64_t n)
{
	return template_fill(mem, template_fill(mem, p->amount, "figures", number_grouped(mem, n, p->thousands)),
	    "unit", p->currency);
}

int64_t
figure_share(int64_t part, int64_t whole)
{
	double share = whole == 0 ? 0 : (double)part / (double)whole * 1000;

	return (int64_t)(fmax(fmin(share, SHARE_MOST), -SHARE_MOST) + (share < 0 ? -0.5 : 0.5));
}

const char *
figure_percent(struct arena *mem, const struct profile *p, int64_t part, int64_t whole)
{
	return decimal_percent(mem, figure_share(part, whole), p->thousands, p->comma);
}

const char *
figure_decimal(struct arena *mem, const struct profile *p, struct decimal d)
{
	return decimal_text(mem, d, p->thousands, p->comma, 0);
}
