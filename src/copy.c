#include "copy.h"
#include "arena.h"
#include "copy_types.h"
#include "diag.h"
#include "plan_types.h"

#include <string.h>

static bind_reader read_form, read_time, read_from;

static const struct bind_type form_type = { .takes = TAKES_STRING, .read = read_form, .names = "copies" };
static const struct bind_type time_type = {
	.takes = TAKES_STRING, .read = read_time, .pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$"
};
static const struct bind_type from_type;

#define PLAN(member) offsetof(struct copy, plan.member)

static const struct bind_field fields[] = {
	{ "parts", &plan_type_names, offsetof(struct copy, parts),
	    .doc = "Parts of the original to extract, each by its numbers (\"II.2\") or by JSON pointer." },
	{ "copied_from", &from_type, offsetof(struct copy, from),
	    .doc = "The copy that this one was made from; its block is printed first." },
	{ "medium", &plan_type_medium, offsetof(struct copy, medium),
	    .doc = "On paper (the default), or electronic: a line in the top margin only." },
	{ "form", &form_type, 0, .doc = "Form of copy, such as \"sao-y\"." },
	{ "kind", &plan_type_kind, PLAN(kind),
	    .doc = "Copied by an organ of the state (the default) or of the Party." },
	{ "profile", &plan_type_profile, PLAN(profile),
	    .doc = "Layout profile by name, instead of the one by kind and date." },
	{ "layout", &plan_type_layout, PLAN(layout), .doc = "Values instead of the layout profile's." },
	{ "issuer", &plan_type_issuer, PLAN(issuers), .required = true, .doc = "The organ that makes the copy." },
	{ "number", &plan_type_number, .doc = "Number of the copy; absent or null: left blank." },
	{ "symbol", &plan_type_symbol, 0,
	    .doc = "Symbol without the number; absent: of the form and the organ's abbreviation." },
	{ "place", &bind_type_line, PLAN(place), .doc = "Place of copying." },
	{ "date", &plan_type_blank_date, PLAN(date), .doc = "Day of copying; parts may be left blank on paper." },
	{ "time", &time_type, offsetof(struct copy, time), .needs = "date",
	    .doc = "Time of signing an electronic copy, such as 08:15:30, in Viet Nam." },
	{ "signature", &plan_type_signer, PLAN(signers), .doc = "Who signs the copy." },
	{ "recipients", &plan_type_recipients, PLAN(recipients), .doc = "To whom the copy goes." },
	{ .name = NULL }
};

enum { OF_THE_FIRST = 3 };		/* members before those that a copy copied again has too */

static const struct bind_object object = { .fields = fields, .at = PLAN(at) };
static const struct bind_object from_object = { .fields = fields + OF_THE_FIRST, .at = PLAN(at) };

const struct bind_type copy_type_data = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &object,
	.doc = "A copy of an official Vietnamese document: who copied it, when and for whom."
};
static const struct bind_type from_type = {
	.takes = TAKES_OBJECT, .read = read_from, .object = &from_object
};

static void
read_form(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct copy *copy = out;

	bind_line(b, type, v, &copy->plan.type);
	copy->form_at = &v->at;
}

static void
read_time(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const char *s = v->string;
	int h = 0, m = 0, sec = 0;

	(void)type;
	if (!bind_is_like(s, "00:00:00")) {
		DIAG(b->diag, TIME_FORM, &v->at, "", s, "08:15:30");
		return;
	}
	h = (s[0] - '0') * 10 + s[1] - '0';
	m = (s[3] - '0') * 10 + s[4] - '0';
	sec = (s[6] - '0') * 10 + s[7] - '0';
	if (h > 23 || m > 59 || sec > 59)
		DIAG(b->diag, TIME_FORM, &v->at, "", s, "08:15:30");
	*(int *)out = h * 10000 + m * 100 + sec;
}

static void
start(struct copy *copy)
{
	copy->time = -1;
	copy->plan.kind = "state";
}

static void
need(struct bind *b, const struct copy *copy, bool given, const char *name)
{
	if (!given)
		DIAG(b->diag, FIELD_MISSING, copy->plan.at, "", name);
}

/* What a block on paper cannot do without. */
static void
check_paper(struct bind *b, const struct copy *copy)
{
	need(b, copy, copy->plan.place != NULL, "place");
	need(b, copy, copy->plan.nsigners > 0, "signature");
	if (copy->plan.recipients.at == NULL)
		DIAG(b->diag, RECIPIENTS_MISSING, copy->plan.at, "");
}

static void
check_electronic(struct bind *b, const struct copy *copy)
{
	need(b, copy, copy->plan.date.day > 0, "date");
	need(b, copy, copy->time >= 0, "time");
}

static void
read_from(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct copy *copy = arena_new(b->mem, sizeof *copy);

	start(copy);
	bind_members(b, type->object, v, copy);
	if (copy->plan.at == NULL)
		copy->plan.at = &v->at;
	need(b, copy, copy->plan.type != NULL, "form");
	check_paper(b, copy);
	*(const struct copy **)out = copy;
}

static void
choose_form(struct bind *b, struct copy *copy, const char *form)
{
	if (copy->plan.type != NULL && form != NULL && strcmp(copy->plan.type, form) != 0)
		DIAG(b->diag, COPY_FORM_CLASH, copy->form_at, "", copy->plan.type, form);
	if (form != NULL)
		copy->plan.type = form;
	need(b, copy, copy->plan.type != NULL, "form");
}

const struct copy *
copy_read(struct arena *mem, struct diag *diag, const struct source *source, const char *form)
{
	struct bind b = { .mem = mem, .diag = diag };
	struct value *root = json_read(mem, diag, source);
	struct copy *copy;

	if (root == NULL)
		return NULL;
	copy = arena_new(mem, sizeof *copy);
	copy->plan.source = source;
	start(copy);
	bind_value(&b, &copy_type_data, root, copy);
	if (root->type == VALUE_OBJECT) {
		choose_form(&b, copy, form);
		(copy->medium == MEDIUM_PAPER ? check_paper : check_electronic)(&b, copy);
	}
	return diag_failed(diag) ? NULL : copy;
}
