/* What became of tasks, from JSON. */
#include "annual.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

#include <string.h>

enum { RESULTS_MAX = 100000, LINKS_MAX = 50 };	/* of one file; of one result */

static bind_reader read_result, read_task, read_plan, read_file_plan, read_status, read_target, read_done, read_money,
    read_name;

/* By enum result_status, less 1. */
static const char *const statuses[] = { "done", "ongoing", "waiting", "dropped", NULL };

static const struct bind_type status_type = { .takes = TAKES_STRING, .read = read_status, .choices = statuses };
static const struct bind_type number_type = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_STRING, .least = 0, .most = INT64_MAX,
	.pattern = "^([0-9]{1,19}|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]{1,9})?%?$"
};
static const struct bind_type target_type = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_STRING, .least = 0, .most = INT64_MAX,
	.pattern = "^(?=.*[1-9])([0-9]{1,19}|[0-9]{1,3}([.][0-9]{3})+)(,[0-9]{1,9})?%?$"
};
static const struct bind_type whole_type = { .takes = TAKES_INT, .read = bind_long, .least = 0,
    .most = INT64_C(1000000000000000) };
static const struct bind_type money_type = {
	.takes = TAKES_INT | TAKES_REAL | TAKES_STRING, .read = read_money, .like = &whole_type
};

static const struct bind_type name_type = { .takes = TAKES_STRING, .read = read_name, .like = &bind_type_line };

#define QUANTITY(member) offsetof(struct quantity, member)
static const struct bind_type quantity_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "quantity", .doc = "What was counted of a task.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "name", &name_type, QUANTITY(name), .required = true,
		    .doc = "What was counted, such as news items." },
		{ "unit", &name_type, QUANTITY(unit), .required = true,
		    .doc = "Its unit; only like units are added up." },
		{ "target", &(const struct bind_type){ .takes = TAKES_INT | TAKES_REAL | TAKES_STRING,
		    .read = read_target,
		    .like = &target_type }, 0, .vital = true, .doc = "What was wanted." },
		{ "done", &(const struct bind_type){ .takes = TAKES_INT | TAKES_REAL | TAKES_STRING, .read = read_done,
		    .like = &number_type }, 0, .required = true, .doc = "What was done." },
		{ .name = NULL }
	}, .at = QUANTITY(at) }
};

#define NAME(reader) &(const struct bind_type){ .takes = TAKES_STRING, .read = reader, .like = &bind_type_line }

#define RESULT(member) offsetof(struct result, member)
static const struct bind_type result_type = {
	.takes = TAKES_OBJECT, .read = read_result, .def = "result", .doc = "What became of one task.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ .name = "plan", .type = NAME(read_plan), .vital = true, .doc = "Its plan, instead of the file's." },
		{ .name = "task", .type = NAME(read_task), .required = true, .doc = "The task's \"id\" in its plan." },
		{ .name = "status", .type = &status_type, .required = true, .doc = "How far it came." },
		{ "started", &plan_type_date, RESULT(started), .vital = true, .doc = "First day." },
		{ "finished", &plan_type_date, RESULT(finished), .vital = true, .doc = "Last day." },
		{ "quantities", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list,
		    .element = &quantity_type,
		    .size = sizeof(struct quantity), .most_items = RESULT_QUANTITIES_MAX }, RESULT(quantities),
		    .vital = true,
		    .doc = "What was counted." },
		{ "allocated", &money_type, RESULT(allocated), .vital = true, .doc = "Money given for it." },
		{ "spent", &money_type, RESULT(spent), .vital = true, .doc = "Money spent on it." },
		{ "field", &bind_type_line, RESULT(field),
		    .doc = "Field of work; else the heading the task stands under." },
		{ "note", &plan_type_text, RESULT(note), .doc = "Printed with the result." },
		{ "links", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_lines,
		    .element = &bind_type_line,
		    .least_items = 1, .most_items = LINKS_MAX }, RESULT(links), .doc = "Where proof is kept." },
		{ .name = NULL }
	}, .at = RESULT(at) }
};

#define RESULTS(member) offsetof(struct results, member)
static const struct bind_object results_object = { .fields = (const struct bind_field[]){
	{ .name = "plan", .type = NAME(read_file_plan), .vital = true,
	    .doc = "Plan of the results that name none: its file, or number and symbol." },
	{ "allocated", &money_type, RESULTS(allocated), .vital = true,
	    .doc = "Sum of the money given, to be compared." },
	{ "spent", &money_type, RESULTS(spent), .vital = true, .doc = "Sum of the money spent, to be compared." },
	{ "results", &(const struct bind_type){ .takes = TAKES_ARRAY, .read = bind_list, .element = &result_type,
	    .size = sizeof(struct result), .most_items = RESULTS_MAX }, RESULTS(items), .required = true },
	{ .name = NULL }
} };

const struct bind_type results_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &results_object,
	.doc = "What became of the tasks of plans."
};

/* A name of one line; NULL after an error. */
static const char *
read_key(struct bind *b, const struct bind_type *type, const struct value *v)
{
	size_t errors = diag_errors(b->diag);
	const char *name = NULL;

	bind_line(b, type, v, &name);
	return diag_errors(b->diag) == errors ? name : NULL;
}

static void
read_task(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct result *r = out;

	r->task = read_key(b, type, v);
	r->task_at = &v->at;
}

static void
read_plan(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct result *r = out;

	r->plan = read_key(b, type, v);
	r->plan_at = &v->at;
}

static void
read_file_plan(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct results *r = out;

	r->plan = read_key(b, type, v);
	r->plan_at = &v->at;
}

/* What is not complete is left out. */
static void
keep_quantities(struct result *r)
{
	size_t n = 0;

	for (size_t i = 0; i < r->nquantities; i++) {
		const struct quantity *q = &r->quantities[i];
		if (q->name != NULL && q->unit != NULL && q->counted)
			r->quantities[n++] = *q;
	}
	r->nquantities = n;
}

static void
read_result(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct result *r = out;
	size_t errors = diag_errors(b->diag);

	bind_members(b, type->object, v, r);
	r->faulty = diag_errors(b->diag) != errors;
	keep_quantities(r);
}

static void
read_status(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	int i = 0;

	bind_choice(b, type, v, &i);
	((struct result *)out)->status = (enum result_status)(i + 1);
}

/* A line without spaces that are too many. */
static void
read_name(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const char *line = NULL;
	char *name;
	size_t n = 0;

	bind_line(b, type->like, v, &line);
	name = arena_copy(b->mem, line, strlen(line));
	for (const char *s = line; *s != '\0'; s++)
		if (*s != ' ' || s[1] != ' ')
			name[n++] = *s;
	name[n] = '\0';
	*(const char **)out = name;
}

/* A number that is not negative; false after a message. */
static bool
read_number(struct bind *b, const struct value *v, struct decimal *out)
{
	bool known = bind_decimal(v, out);

	if (!known && v->type == VALUE_STRING)
		DIAG(b->diag, QUANTITY_NUMBER, &v->at, "", v->string);
	else if (!known)
		DIAG(b->diag, NUMBER_EXACT, &v->at, "");
	else if (out->units < 0)
		DIAG(b->diag, VALUE_LEAST, &v->at, "", decimal_text(b->mem, *out, "", ".", 0), "0");
	*out = decimal_shortest(*out);
	return known && out->units >= 0;
}

static void
read_target(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct quantity *q = out;

	(void)type;
	q->wanted = read_number(b, v, &q->target);
	if (q->wanted && q->target.units == 0)
		DIAG(b->diag, QUANTITY_TARGET, &v->at, "");
}

static void
read_done(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct quantity *q = out;

	(void)type;
	q->counted = read_number(b, v, &q->done);
}

/* Whole units of the currency; not known after a message. */
static void
read_money(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct money *m = out;
	size_t errors = diag_errors(b->diag);

	if (v->type == VALUE_STRING)
		DIAG(b->diag, MONEY_FORM, &v->at, "", v->string);
	else
		bind_value(b, type->like, v, &m->value);
	m->at = diag_errors(b->diag) == errors ? &v->at : NULL;
	m->value = m->at != NULL ? m->value : 0;
}

bool
result_has_money(const struct result *r)
{
	return r != NULL && (r->allocated.at != NULL || r->spent.at != NULL);
}

const char *
result_status_name(enum result_status status)
{
	return status == RESULT_NONE ? "" : statuses[status - 1];
}

static void
check_dates(struct diag *diag, const struct result *r)
{
	if (!r->finished.given)
		return;
	if (r->started.given && date_number(&r->started) > date_number(&r->finished))
		DIAG(diag, DATE_ORDER, r->finished.at, "");
	if (r->task != NULL && r->status != RESULT_NONE && r->status != RESULT_DONE)
		DIAG(diag, RESULT_FINISHED, r->finished.at, "", r->task, result_status_name(r->status));
}

/* Whether a member was given and could not be read, or may be meant by one that is not known. */
static bool
is_lost(const struct value *v, const struct bind_object *object, const char *name)
{
	if (v->type != VALUE_OBJECT || json_member(v, name) != NULL)
		return true;
	for (size_t i = 0; i < v->n; i++) {
		const char *key = v->items[i].at.key;
		if (bind_find(object, key) == NULL && !bind_is_comment(key))
			return true;
	}
	return false;
}

/* What a result has of its file, and what the file lacks through its fault. */
static void
take_result(struct results *all, struct result *r, const struct value *v)
{
	bool faulty = r->faulty || r->at == NULL, empty = faulty && r->task == NULL;

	r->plan_lost = r->plan == NULL && faulty && is_lost(v, result_type.object, "plan");
	if (r->plan == NULL && !r->plan_lost) {
		r->plan = all->plan;
		r->plan_at = all->plan_at;
		r->plan_lost = all->plan == NULL && all->plan_at != NULL;
	}
	all->whole = all->whole && r->task != NULL;
	all->allocated_lost |= r->allocated.at == NULL
	    && (empty || (faulty && is_lost(v, result_type.object, "allocated")));
	all->spent_lost |= r->spent.at == NULL && (empty || (faulty && is_lost(v, result_type.object, "spent")));
}

struct results *
results_read(struct arena *mem, struct diag *diag, const struct source *source)
{
	struct bind b = { .mem = mem, .diag = diag };
	struct value *root = json_read(mem, diag, source);
	struct results *r = arena_new(mem, sizeof *r);
	const struct value *list;

	if (root == NULL)
		return NULL;
	r->source = source;
	r->at = &root->at;
	bind_value(&b, &results_type, root, r);
	list = json_member(root, "results");
	if (root->type != VALUE_OBJECT)
		return NULL;
	r->whole = list != NULL && list->type == VALUE_ARRAY;
	r->items_at = r->whole ? &list->at : NULL;
	if (r->plan == NULL && diag_failed_in(diag, source) && is_lost(root, &results_object, "plan"))
		r->plan_at = r->at;
	for (size_t i = 0; list != NULL && i < r->n; i++) {
		take_result(r, &r->items[i], &list->items[i]);
		check_dates(diag, &r->items[i]);
	}
	return r;
}
