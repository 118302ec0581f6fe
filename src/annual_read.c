/* What makes a document a report on plans, from JSON. */
#include "annual.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

enum { FILES_MAX = 10000 };

static bind_reader read_annual;

static const struct bind_type paths_type = {
	.takes = TAKES_ARRAY, .read = bind_lines, .element = &bind_type_line, .least_items = 1, .most_items = FILES_MAX
};
static const struct bind_type year_type = { .takes = TAKES_INT, .read = bind_int, .least = 1945, .most = 9999 };

#define FILES(member) offsetof(struct annual_files, member)
static const struct bind_type before_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "report_before",
	.doc = "The period that this one is compared with.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "plans", &paths_type, FILES(plans), .required = true },
		{ "results", &paths_type, FILES(results), .required = true },
		{ .name = NULL }
	}, .at = FILES(at) }
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
		{ "year", &year_type, offsetof(struct annual, year), .required = true, .doc = "The year it is named after." },
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
read_annual(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct annual *a = arena_new(b->mem, sizeof *a);

	bind_members(b, type->object, v, a);
	a->now.at = &v->at;
	if (a->from.year == 0)
		a->from = (struct date){ .day = 1, .month = 1, .year = a->year, .given = true, .at = &v->at };
	if (a->to.year == 0)
		a->to = (struct date){ .day = 31, .month = 12, .year = a->year, .given = true, .at = &v->at };
	if (date_number(&a->from) > date_number(&a->to))
		DIAG(b->diag, DATE_ORDER, a->to.at, "");
	*(struct annual **)out = a;
}
