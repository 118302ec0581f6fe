#include "plan_mark.h"
#include "plan.h"
#include "plan_types.h"

enum {
	DRAFTS = 999,			/* the most of one document */
	SOME = 1			/* group: of a contact at least one part is given */
};

static bind_reader read_key, read_circulation, read_recall, read_draft;

static const char *const secrecies[] = { "mat", "toi-mat", "tuyet-mat", NULL };
static const char *const urgencies[] = { "khan", "thuong-khan", "hoa-toc", NULL };

const struct bind_type plan_type_secrecy = {
	.takes = TAKES_STRING, .read = read_key, .arg = STAMP_SECRECY, .choices = secrecies
};
const struct bind_type plan_type_urgency = {
	.takes = TAKES_STRING, .read = read_key, .arg = STAMP_URGENCY, .choices = urgencies
};

static const struct bind_field words_fields[] = {
	{ "text", &plan_type_plain, offsetof(struct plan_stamp, words), .required = true,
	    .doc = "Words of its own in the frame." },
	{ .name = NULL }
};
static const struct bind_object words_object = { .fields = words_fields };
const struct bind_type plan_type_circulation = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_circulation, .names = "circulations",
	.object = &words_object
};

static const struct bind_field recall_fields[] = {
	{ "until", &plan_type_date, offsetof(struct plan, recall_until), .required = true,
	    .doc = "By when it is to be given back." },
	{ .name = NULL }
};
static const struct bind_object recall_object = { .fields = recall_fields };
const struct bind_type plan_type_recall = {
	.takes = TAKES_BOOL | TAKES_OBJECT, .read = read_recall, .object = &recall_object
};

static const struct bind_type number_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = DRAFTS
};
static const struct bind_field draft_fields[] = {
	{ "number", &number_type, offsetof(struct plan, draft.number), .doc = "Which draft it is." },
	{ "date", &plan_type_date, offsetof(struct plan, draft.date), .doc = "Date of the draft." },
	{ .name = NULL }
};
static const struct bind_object draft_object = { .fields = draft_fields };
const struct bind_type plan_type_draft = {
	.takes = TAKES_BOOL | TAKES_OBJECT, .read = read_draft, .object = &draft_object
};

static const struct bind_field contact_fields[] = {
	{ "address", &bind_type_line, offsetof(struct contact, address), .groups = SOME },
	{ "phone", &bind_type_line, offsetof(struct contact, phone), .groups = SOME },
	{ "fax", &bind_type_line, offsetof(struct contact, fax), .groups = SOME },
	{ "email", &bind_type_line, offsetof(struct contact, email), .groups = SOME },
	{ "website", &bind_type_line, offsetof(struct contact, website), .groups = SOME },
	{ .name = NULL }
};
const struct bind_type plan_type_contact = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "contact",
	.doc = "How to reach the issuer: the lines at the foot of page 1.",
	.object = &(const struct bind_object){ .fields = contact_fields, .some = SOME,
	    .at = offsetof(struct contact, at) }
};

static void
read_key(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan_stamp *stamp = &((struct plan *)out)->stamps[type->arg];

	bind_line(b, type, v, &stamp->key);
	stamp->at = &v->at;
}

static void
read_circulation(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan_stamp *stamp = &((struct plan *)out)->stamps[STAMP_CIRCULATION];

	if (v->type == VALUE_STRING)
		bind_line(b, type, v, &stamp->key);
	else
		bind_members(b, &words_object, v, stamp);
	stamp->at = &v->at;
}

static void
read_recall(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan *plan = out;

	if (v->type == VALUE_BOOL && !v->truth)
		return;
	plan->stamps[STAMP_RECALL] = (struct plan_stamp){ .key = "recall", .at = &v->at };
	if (v->type == VALUE_BOOL)
		return;
	plan->stamps[STAMP_RECALL].key = "until";
	bind_members(b, type->object, v, plan);
}

/* Named by what is known of the draft. */
static const char *
draft_key(const struct draft *d)
{
	if (d->number > 0)
		return d->date.given ? "number-date" : "number";
	return d->date.given ? "date" : "draft";
}

static void
read_draft(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan *plan = out;

	if (v->type == VALUE_BOOL && !v->truth)
		return;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, plan);
	plan->stamps[STAMP_DRAFT] = (struct plan_stamp){ .key = draft_key(&plan->draft), .at = &v->at };
}

void
plan_mark_draft(struct plan *plan)
{
	if (plan->stamps[STAMP_DRAFT].at == NULL)
		plan->stamps[STAMP_DRAFT] = (struct plan_stamp){ .key = "draft", .at = plan->at };
}
