#include "tally_adopt.h"
#include "arena.h"
#include "diag.h"

static const struct node *
lone_node(struct arena *mem, const struct result *r)
{
	static const struct task_line none;
	struct node *node = arena_new(mem, sizeof *node);
	struct task *task = arena_new(mem, sizeof *task);

	task->id = r->task;
	for (int part = 0; part < TASK__PARTS; part++)
		task->lines[part] = &none;
	*node = (struct node){ .kind = NODE_TASK, .at = r->at, .task = task };
	node->text.at = r->task_at;
	return node;
}

void
tally_adopt(struct arena *mem, struct diag *d, struct tally *t, struct tally_index *keys, const struct results *file,
    const struct result *r)
{
	static const struct task_line timeless;
	static const struct texts nobody;
	const char *plan = r->plan != NULL ? r->plan : file->plan != NULL ? file->plan : "";
	size_t i = tally_find(mem, keys, arena_printf(mem, "%s\n%s", plan, r->task), t->ntasks);
	struct tally_plan *of;

	if (i < t->ntasks) {
		DIAG(d, RESULT_TWICE, r->task_at, "", r->task, diag_place(d, t->tasks[i].result->at));
		return;
	}
	of = arena_new(mem, sizeof *of);
	*of = (struct tally_plan){ .path = plan, .at = r->at };
	t->tasks = arena_grow(mem, t->tasks, t->ntasks, &t->tasks_cap, sizeof *t->tasks);
	t->tasks[t->ntasks++] = (struct tally_task){ .plan = of, .node = lone_node(mem, r),
	    .title = r->task, .group = "", .field = r->field != NULL ? r->field : "",
	    .leads = &nobody, .partners = &nobody, .time = &timeless, .result = r, .status = r->status };
}
