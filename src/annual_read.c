/* What makes a document a report on plans, from JSON. */
#include "annual.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

enum { FILES_MAX = 10000 };		/* paths and patterns of one list */

static bind_reader read_annual, read_path, read_year;

static const struct bind_type path_type = { .takes = TAKES_STRING, .read = read_path, .like = &bind_type_line };
static const struct bind_type paths_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &path_type, .size = sizeof(struct annual_path),
	.least_items = 1, .most_items = FILES_MAX
};
static const struct bind_type year_type = { .takes = TAKES_INT, .read = read_year, .least = 1945, .most = 9999 };

enum { RESULTS = 1 };			/* group: where results are named */

#define FILES(member) offsetof(struct annual_files, member)
static const struct bind_type before_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "report_before",
	.doc = "The period that this one is compared with.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "report", &path_type, FILES(report), .groups = RESULTS, .vital = true,
		    .doc = "The report on it; the plans and results are those that it names." },
		{ "plans", &paths_type, FILES(plans), .vital = true, .needs = "results" },
		{ "results", &paths_type, FILES(results), .groups = RESULTS, .vital = true,
		    .doc = "Files of results; without \"plans\" each result counts as a task." },
		{ .name = NULL }
	}, .some = RESULTS, .single = RESULTS, .at = FILES(at) }
};

#define PART(name, part) { name, &plan_type_passage, offsetof(struct annual, parts[part]), .doc = NULL }
static const struct bind_type parts_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "report_parts",
	.doc = "What people tell, by the part of the outline; \"{tasks.done}\" and the like stand for computed values.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		PART("general", ANNUAL_GENERAL), PART("direction", ANNUAL_DIRECTION), PART("merits", ANNUAL_MERITS),
		PART("limits", ANNUAL_LIMITS), PART("causes", ANNUAL_CAUSES), PART("next", ANNUAL_NEXT),
		PART("proposals", ANNUAL_PROPOSALS),
		{ .name = NULL }
	} }
};

static const struct bind_type period_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "report_period", .doc = "What time the report is about.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "year", &year_type, offsetof(struct annual, year), .required = true,
		    .doc = "The year it is named after." },
		{ "from", &plan_type_date, offsetof(struct annual, from), .doc = "First day counted; else 1 January." },
		{ "to", &plan_type_date, offsetof(struct annual, to), .doc = "Last day counted; else 31 December." },
		{ .name = NULL }
	} }
};

static const struct bind_object annual_object = { .fields = (const struct bind_field[]){
	{ "period", &period_type, 0, .required = true },
	{ "plans", &paths_type, offsetof(struct annual, now.plans), .required = true,
	    .doc = "Files of the plans reported on, from the folder of this file; * and ? in names." },
	{ "results", &paths_type, offsetof(struct annual, now.results), .required = true,
	    .doc = "Files of results, likewise." },
	{ "before", &before_type, offsetof(struct annual, before), .doc = "Compared with this period." },
	{ "parts", &parts_type, 0, .doc = "Told by people." },
	{ .name = NULL }
}, .at = offsetof(struct annual, at) };

const struct bind_type plan_type_annual = {
	.takes = TAKES_OBJECT, .read = read_annual, .object = &annual_object, .def = "report",
	.doc = "What makes the document a report on plans: thethuc report."
};

static void
read_path(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct annual_path *path = out;
	size_t errors = diag_errors(b->diag);

	path->at = &v->at;
	bind_line(b, type, v, &path->text);
	if (diag_errors(b->diag) != errors)
		path->text = NULL;
}

/* A year beyond the range is as none. */
static void
read_year(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	size_t errors = diag_errors(b->diag);

	bind_int(b, type, v, out);
	if (diag_errors(b->diag) != errors)
		*(int *)out = 0;
}

const char *
annual_day(struct arena *mem, const struct date *d)
{
	return arena_printf(mem, "%02d/%02d/%d", d->day, d->month, d->year);
}

/* A day as it is written in JSON. */
static const char *
json_day(struct arena *mem, const struct date *d)
{
	return arena_printf(mem, "%04d-%02d-%02d", d->year, d->month, d->day);
}

/* The first and last day counted; those of the year where none is given. */
static void
set_period(struct bind *b, struct annual *a, const struct value *period)
{
	bool known = a->year != 0 && (a->from.given || json_member(period, "from") == NULL)
	    && (a->to.given || json_member(period, "to") == NULL);
	const struct where *at = a->to.given ? a->to.at : a->from.at;

	if (!a->from.given)
		a->from = (struct date){ .day = 1, .month = 1, .year = a->year, .given = true, .at = a->now.at };
	if (!a->to.given)
		a->to = (struct date){ .day = 31, .month = 12, .year = a->year, .given = true, .at = a->now.at };
	a->period_known = known && date_number(&a->from) <= date_number(&a->to);
	if (known && !a->period_known)
		DIAG(b->diag, PERIOD_ORDER, at, "", json_day(b->mem, &a->to), json_day(b->mem, &a->from));
}

/* Which parts are given, be they faulty. */
static void
mark_given(struct annual *a, const struct value *parts)
{
	const struct bind_field *fields = parts_type.object->fields;

	for (int i = 0; parts != NULL && fields[i].name != NULL; i++) {
		const struct value *part = json_member(parts, fields[i].name);
		a->given[i] = part != NULL && (part->type != VALUE_ARRAY || part->n > 0);
		a->speaks |= a->given[i];
	}
}

static void
read_annual(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct annual *a = arena_new(b->mem, sizeof *a);

	bind_members(b, type->object, v, a);
	a->now.at = &v->at;
	a->compares = json_member(v, "before") != NULL;
	mark_given(a, json_member(v, "parts"));
	if (json_member(v, "period") != NULL)
		set_period(b, a, json_member(v, "period"));
	*(struct annual **)out = a;
}
