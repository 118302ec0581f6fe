#include "plan_annex.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

#include <string.h>

enum { MOST = 100 };			/* appendices of a document */

static bind_reader read_time;

#define FIELD(name_, type_, member) \
	.name = (name_), .type = &(type_), .offset = offsetof(struct annex, member)

static const struct bind_type appendix_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "appendix",
	.doc = "An appendix; it begins on a page of its own.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ FIELD("id", bind_type_line, id), .doc = "Key that references name." },
		{ FIELD("title", plan_type_text, title), .doc = "Printed below its number, in capitals." },
		{ FIELD("orientation", plan_type_orientation, orientation), .doc = "How its pages stand." },
		{ FIELD("separate", bind_type_bool, separate),
		    .doc = "It is a file of its own, not in that of the document." },
		{ FIELD("numbering", plan_type_numbering, numbering),
		    .doc = "Levels of numbering by name, from the outermost." },
		{ FIELD("body", plan_type_body, body), .required = true },
		{ .name = NULL }
	}, .at = offsetof(struct annex, at) }
};

static const struct bind_type attached_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "attached",
	.doc = "A text that the document issues or approves, such as a regulation.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ FIELD("id", bind_type_line, id), .doc = "Key that names it when it is rendered alone." },
		{ FIELD("type", plan_type_doc_type, type), .required = true,
		    .doc = "Its type, such as \"quy-che\"." },
		{ FIELD("title", plan_type_text, title), .required = true, .doc = "What it is about." },
		{ FIELD("act", bind_type_line, act),
		    .doc = "Words before the document's type instead of the profile's." },
		{ FIELD("orientation", plan_type_orientation, orientation), .doc = "How its pages stand." },
		{ FIELD("separate", bind_type_bool, separate),
		    .doc = "It is a file of its own, not in that of the document." },
		{ FIELD("numbering", plan_type_numbering, numbering),
		    .doc = "Levels of numbering by name, from the outermost." },
		{ FIELD("opening", plan_type_passage, opening), .doc = "Text before the body." },
		{ FIELD("body", plan_type_body, body), .required = true },
		{ .name = NULL }
	}, .at = offsetof(struct annex, at) }
};

const struct bind_type plan_type_appendices = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &appendix_type,
	.size = sizeof(struct annex), .least_items = 1, .most_items = MOST
};
const struct bind_type plan_type_attached = {
	.takes = TAKES_OBJECT | TAKES_ARRAY, .read = bind_some, .element = &attached_type,
	.size = sizeof(struct annex), .least_items = 1, .most_items = MOST
};

static const char *const media[] = { "paper", "electronic", NULL };	/* by enum medium */
const struct bind_type plan_type_medium = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = media
};
const struct bind_type plan_type_time = {
	.takes = TAKES_STRING, .read = read_time,
	.pattern = "^[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9](Z|[+-][0-9]{2}:[0-9]{2})$"
};

/* The day is checked as all dates are; the time is one of a day, its zone that of no matter where. */
static void
read_time(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct value day = *v;
	const char *s = NULL;

	bind_line(b, type, v, &s);
	if (!bind_is_like(s, "0000-00-00T00:00:00Z") && !bind_is_like(s, "0000-00-00T00:00:00+00:00")
	    && !bind_is_like(s, "0000-00-00T00:00:00-00:00")) {
		DIAG(b->diag, SIGNING_TIME_FORM, &v->at, "", s);
		return;
	}
	day.string = arena_copy(b->mem, s, 10);
	day.len = 10;
	if (bind_iso_date(b, &day, false) == 0)
		return;
	if (strncmp(s + 11, "24", 2) >= 0 || s[14] > '5' || s[17] > '5')
		DIAG(b->diag, SIGNING_TIME_FORM, &v->at, "", s);
	*(const char **)out = s;
}

/* A key that an earlier one has, in the same list or the one before it. */
static bool
is_taken(const struct annexes *list, const struct annex *end, const char *id)
{
	for (size_t i = 0; i < list->n && &list->items[i] != end; i++)
		if (list->items[i].id != NULL && strcmp(list->items[i].id, id) == 0)
			return true;
	return false;
}

void
plan_check_annexes(struct diag *d, const struct plan *plan)
{
	const struct annexes *const lists[] = { &plan->attached, &plan->appendices };

	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < lists[k]->n; i++) {
			const struct annex *a = &lists[k]->items[i];
			if (a->id != NULL && (is_taken(lists[k], a, a->id)
			    || (k == 1 && is_taken(lists[0], NULL, a->id))))
				DIAG(d, ANNEX_ID_SAME, a->at, "", a->id);
		}
}

size_t
plan_annex_find(const struct plan *plan, const char *id)
{
	size_t i = 0;

	while (i < plan->appendices.n && (plan->appendices.items[i].id == NULL
	    || strcmp(plan->appendices.items[i].id, id) != 0))
		i++;
	return i;
}

const char *
plan_annex_ids(struct arena *mem, const struct plan *plan)
{
	const char **ids = arena_array(mem, plan->appendices.n + 1, sizeof *ids);
	size_t n = 0;

	for (size_t i = 0; i < plan->appendices.n; i++)
		if (plan->appendices.items[i].id != NULL)
			ids[n++] = plan->appendices.items[i].id;
	return n > 0 ? bind_join(mem, ids) : "-";
}
