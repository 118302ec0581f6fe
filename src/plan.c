#include "plan.h"
#include "arena.h"
#include "diag.h"
#include "plan_types.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Groups of members of which exactly one is given. */
enum { SUBJECT = 1, ISSUER = 2, SIGNER = 4 };

enum {
	MOST = 100,			/* issuers, signers, lines of a subject */
	COPIES = 100000
};

struct tasks {				/* those with a key */
	const struct node **items;
	size_t		 n, cap;
};

static bind_reader read_number, read_symbol, read_subject_lines, read_detail, read_orientation;

static const struct bind_type issuer_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "issuer",
	.doc = "The organ that issues the document.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "superior", &plan_type_text, offsetof(struct issuer, superior),
		    .doc = "The organ above, printed first." },
		{ "name", &plan_type_text, offsetof(struct issuer, name), .required = true },
		{ "abbreviation", &bind_type_line, offsetof(struct issuer, abbreviation),
		    .doc = "Short name, as in the document's symbol." },
		{ "in_text", &plan_type_text, offsetof(struct issuer, in_text),
		    .doc = "The name as written in a sentence, when it is given in capitals." },
		{ .name = NULL }
	}, .at = offsetof(struct issuer, at) }
};

static const struct bind_type signer_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "signer",
	.doc = "Who signs, and by what authority.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "organ", &bind_type_line, offsetof(struct signer, organ),
		    .doc = "Joint documents: the organ, printed above." },
		{ "on_behalf_of", &plan_type_text, offsetof(struct signer, roles[SIGN_ON_BEHALF]),
		    .doc = "TM.: the collective." },
		{ "full_power", &plan_type_text, offsetof(struct signer, roles[SIGN_FULL_POWER]),
		    .doc = "Q.: the office that is held in acting capacity." },
		{ "acting_for", &plan_type_text, offsetof(struct signer, roles[SIGN_FOR]),
		    .doc = "KT.: the head who is signed for." },
		{ "by_order_of", &plan_type_text, offsetof(struct signer, roles[SIGN_BY_ORDER]),
		    .doc = "TL.: who gave the order." },
		{ "by_authority_of", &plan_type_text,
		    offsetof(struct signer, roles[SIGN_BY_AUTHORITY]),
		    .doc = "TUQ.: who gave the authority." },
		{ "title", &plan_type_name_or_names, offsetof(struct signer, titles),
		    .doc = "The signer's own title, or two." },
		{ "post", &plan_type_text, offsetof(struct signer, post),
		    .doc = "Another title, printed above the name." },
		{ "name", &plan_type_text, offsetof(struct signer, name), .required = true },
		{ "image", &plan_type_image, offsetof(struct signer, image),
		    .doc = "The signature by hand as a picture, in blue on nothing." },
		{ "seal", &plan_type_image, offsetof(struct signer, seal),
		    .doc = "The organ's seal as a picture, in red on nothing." },
		{ .name = NULL }
	}, .at = offsetof(struct signer, at) }
};

static const struct bind_type copies_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = COPIES
};
const struct bind_type plan_type_recipients = {
	.takes = TAKES_OBJECT, .read = bind_struct, .def = "recipients",
	.doc = "To whom the document goes.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "items", &plan_type_texts, offsetof(struct recipients, items), .required = true },
		{ "archive", &plan_type_text, offsetof(struct recipients, archive),
		    .doc = "Where copies are kept, such as \"VT, NV\"." },
		{ "archive_label", &bind_type_line, offsetof(struct recipients, archive_label),
		    .doc = "Printed instead of the profile's word for the archive." },
		{ "drafter", &plan_type_text, offsetof(struct recipients, drafter),
		    .doc = "The drafter's mark, perhaps with the number of copies." },
		{ .name = "copies", .type = &copies_type, .offset = offsetof(struct recipients, copies),
		    .needs = "drafter",
		    .doc = "Number of copies issued, printed with the drafter's mark." },
		{ .name = NULL }
	}, .at = offsetof(struct recipients, at) }
};

static const struct bind_type detail_type = {
	.takes = TAKES_STRING | TAKES_ARRAY | TAKES_OBJECT, .read = read_detail,
	.element = &plan_type_run, .least_items = 1, .def = "detail",
	.doc = "Text, or text with items below it.",
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "text", &plan_type_text, offsetof(struct detail, text), .groups = 1 },
		{ "items", &plan_type_nodes, offsetof(struct detail, items), .groups = 1,
		    .doc = "Paragraphs and dashes below the line." },
		{ .name = NULL }
	}, .some = 1 }
};

#define D(name, path, doc_) \
	{ path, &detail_type, DETAIL_##name * sizeof(struct detail), .doc = doc_ },
static const struct bind_type details_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
#include "detail.def"
		{ .name = NULL }
	} }
};
#undef D

#define LABEL(member, part) \
	{ .name = member, .type = &bind_type_line, .offset = (part) * sizeof(const char *) }

static const struct bind_type labels_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		LABEL("lead", TASK_LEAD), LABEL("partners", TASK_PARTNERS),
		LABEL("executors", TASK_EXECUTORS), LABEL("time", TASK_TIME),
		LABEL("product", TASK_PRODUCT), LABEL("form", TASK_FORM),
		LABEL("audience", TASK_AUDIENCE), LABEL("budget", TASK_BUDGET),
		LABEL("content", TASK_CONTENT),
		{ .name = NULL }
	} }
};

static const struct bind_type task_style_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ "labels", &labels_type, offsetof(struct task_style, labels),
		    .doc = "Labels instead of the profile's." },
		{ "bullet", &bind_type_mark, offsetof(struct task_style, bullet),
		    .doc = "Mark before the labels instead of the profile's; \"\" for none." },
		{ .name = NULL }
	} }
};

static const char *const kinds[] = { "state", "party", NULL };
const struct bind_type plan_type_kind = {
	.takes = TAKES_STRING, .read = bind_line, .choices = kinds
};
const struct bind_type plan_type_number = {
	.takes = TAKES_INT | TAKES_STRING | TAKES_NULL, .read = read_number, .least = 1,
	.most = INT64_MAX, .pattern = "^0*[1-9][0-9]*[A-Za-zĐđ]?$"
};
const struct bind_type plan_type_symbol = { .takes = TAKES_STRING, .read = read_symbol };
static const struct bind_type subject_lines_type = {
	.takes = TAKES_ARRAY, .read = read_subject_lines, .element = &plan_type_plain,
	.size = sizeof(struct text), .least_items = 2, .most_items = MOST
};
const struct bind_type plan_type_issuer = {
	.takes = TAKES_OBJECT, .read = bind_single, .element = &issuer_type,
	.size = sizeof(struct issuer), .like = &issuer_type
};
static const struct bind_type issuers_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &issuer_type,
	.size = sizeof(struct issuer), .least_items = 1, .most_items = MOST
};
const struct bind_type plan_type_signer = {
	.takes = TAKES_OBJECT, .read = bind_single, .element = &signer_type,
	.size = sizeof(struct signer), .like = &signer_type
};
static const struct bind_type signers_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &signer_type,
	.size = sizeof(struct signer), .least_items = 1, .most_items = MOST
};

const struct bind_type plan_type_profile = {
	.takes = TAKES_STRING, .read = bind_line, .names = "profiles"
};
const struct bind_type plan_type_doc_type = {
	.takes = TAKES_STRING, .read = bind_line, .names = "types"
};
const struct bind_type plan_type_level = {
	.takes = TAKES_STRING, .read = bind_line, .names = "levels"
};
static const char *const orientations[] = { "portrait", "landscape", NULL };	/* by enum orientation, less 1 */
const struct bind_type plan_type_orientation = {
	.takes = TAKES_STRING, .read = read_orientation, .choices = orientations
};
const struct bind_type plan_type_numbering = {
	.takes = TAKES_ARRAY, .read = bind_lines, .element = &plan_type_level, .least_items = 1
};
const struct bind_type plan_type_layout = { .takes = TAKES_OBJECT, .read = bind_raw };

enum { PAGES_MOST = 10000 };

static bind_reader read_fit;

static const char *const fit_words[] = { "loose", NULL };
static const struct bind_type fit_type = {
	.takes = TAKES_BOOL | TAKES_INT | TAKES_STRING, .read = read_fit, .choices = fit_words, .least = 1,
	.most = PAGES_MOST
};

static const struct bind_field plan_fields[] = {
	{ "kind", &plan_type_kind, offsetof(struct plan, kind),
	    .doc = "Of the state (the default) or of the Party." },
	{ "profile", &plan_type_profile, offsetof(struct plan, profile),
	    .doc = "Layout profile by name, instead of the one by kind and date." },
	{ "layout", &plan_type_layout, offsetof(struct plan, layout),
	    .doc = "Values instead of the layout profile's." },
	{ "fit", &fit_type, offsetof(struct plan, fit),
	    .doc = "Sizes may change within the rules: true, so that a few lines on a last page go back; to so many "
	    "pages; \"loose\", so that a signature gets company." },
	{ "issuer", &plan_type_issuer, offsetof(struct plan, issuers), .groups = ISSUER },
	{ "issuers", &issuers_type, offsetof(struct plan, issuers), .groups = ISSUER,
	    .doc = "The organs of a joint document." },
	{ "number", &plan_type_number, 0, .doc = "Number of the document; absent or null: left blank." },
	{ "symbol", &plan_type_symbol, 0,
	    .doc = "Symbol without the number, such as \"KH-UBND\"; absent: made from type and issuer." },
	{ "unit", &bind_type_line, offsetof(struct plan, unit),
	    .doc = "Short name of the unit that drafted it, for the symbol of a letter." },
	{ "place", &bind_type_line, offsetof(struct plan, place),
	    .doc = "Place of issue." },
	{ "date", &plan_type_blank_date, offsetof(struct plan, date),
	    .doc = "2024-05-06; in 2024-05 the day is left blank, in 2024 the month too." },
	{ .name = "secrecy", .type = &plan_type_secrecy, .vital = true,
	    .doc = "Degree of secrecy; such a document is refused unless that is allowed." },
	{ "urgency", &plan_type_urgency, 0, .doc = "Degree of urgency." },
	{ "circulation", &plan_type_circulation, 0,
	    .doc = "Notice to those who get it, such as \"luu-hanh-noi-bo\", or words of its own." },
	{ "recall", &plan_type_recall, 0, .doc = "To be given back, perhaps by a day." },
	{ "draft", &plan_type_draft, 0, .doc = "A draft, perhaps with its number and date." },
	{ "contact", &plan_type_contact, offsetof(struct plan, contact),
	    .doc = "How to reach the issuer." },
	{ "type", &plan_type_doc_type, offsetof(struct plan, type), .required = true,
	    .doc = "Type of the document, such as \"ke-hoach\"." },
	{ "orientation", &plan_type_orientation, offsetof(struct plan, orientation),
	    .doc = "How the pages stand; landscape is for bodies with wide tables." },
	{ "subject", &plan_type_text, offsetof(struct plan, subject), .groups = SUBJECT,
	    .doc = "What the document is about." },
	{ "subject_lines", &subject_lines_type, 0, .groups = SUBJECT,
	    .doc = "The subject in given lines." },
	{ "addressees", &plan_type_texts, offsetof(struct plan, addressees),
	    .doc = "To whom a letter or report is addressed." },
	{ "details", &details_type, offsetof(struct plan, details),
	    .doc = "What the form of some types asks for besides." },
	{ "bases", &plan_type_texts, offsetof(struct plan, bases),
	    .doc = "What the document rests on, without closing marks." },
	{ "bases_end", &bind_type_mark, offsetof(struct plan, bases_end),
	    .doc = "Closing mark of the last basis instead of the profile's." },
	{ "opening", &plan_type_passage, offsetof(struct plan, opening),
	    .doc = "Text between the bases and the body." },
	{ "numbering", &plan_type_numbering, offsetof(struct plan, numbering),
	    .doc = "Levels of numbering by name, from the outermost." },
	{ "task_style", &task_style_type, offsetof(struct plan, task_style),
	    .doc = "How this plan prints its tasks." },
	{ "body", &plan_type_body, offsetof(struct plan, body),
	    .doc = "Needed by all types but those whose form says it all." },
	{ "closing", &plan_type_passage, offsetof(struct plan, closing),
	    .doc = "Last paragraphs, before the end mark." },
	{ "signature", &plan_type_signer, offsetof(struct plan, signers), .groups = SIGNER },
	{ "signatures", &signers_type, offsetof(struct plan, signers), .groups = SIGNER,
	    .doc = "The signatures of a joint document." },
	{ "report", &plan_type_annual, offsetof(struct plan, annual), .doc = "What makes it a report on plans." },
	{ "recipients", &plan_type_recipients, offsetof(struct plan, recipients),
	    .doc = "Without them a warning is given, but where the form has none." },
	{ "fields", &plan_type_fields, offsetof(struct plan, fields),
	    .doc = "Empty fields for digital signatures: of signer, organ and copy (true), or those named." },
	{ "medium", &plan_type_medium, offsetof(struct plan, medium),
	    .doc = "Issued on paper (the default) or as an electronic document." },
	{ "signing_time", &plan_type_time, offsetof(struct plan, signing_time),
	    .doc = "When the organ signed, for files of their own: 2024-05-06T08:15:30+07:00." },
	{ "attached", &plan_type_attached, offsetof(struct plan, attached),
	    .doc = "The text that the document issues or approves, or several." },
	{ .name = "appendices", .type = &plan_type_appendices, .offset = offsetof(struct plan, appendices) },
	{ .name = NULL }
};

static const struct bind_object plan_object = {
	plan_fields, .some = ISSUER | SIGNER, .single = SUBJECT | ISSUER | SIGNER,
	.at = offsetof(struct plan, at)
};

const struct bind_type plan_type = {
	.takes = TAKES_OBJECT, .read = bind_struct, .object = &plan_object,
	.doc = "An official Vietnamese document: what it says, nothing about how it looks."
};

int
date_number(const struct date *d)
{
	return (d->year * 100 + d->month) * 100 + d->day;
}

/* Digits, not all zero, and at most one letter after them. */
static bool
is_number(const char *s)
{
	size_t n = strspn(s, "0123456789");
	const char *rest = s + n;

	if (strspn(s, "0") == n)
		return false;
	if (strncmp(rest, "Đ", 2) == 0 || strncmp(rest, "đ", 2) == 0)
		rest += 2;
	else if ((*rest >= 'A' && *rest <= 'Z') || (*rest >= 'a' && *rest <= 'z'))
		rest++;
	return *rest == '\0';
}

static void
read_number(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan *plan = out;
	int64_t number = 0;

	plan->number_at = &v->at;
	if (v->type == VALUE_INT) {
		bind_long(b, type, v, &number);
		plan->number = arena_printf(b->mem, "%" PRId64, number);
	} else if (v->type == VALUE_STRING) {
		plan->number = v->string;
		if (is_number(v->string))
			bind_line(b, type, v, &plan->number);
		else
			DIAG(b->diag, NUMBER_FORM, &v->at, "", v->string);
	}
}

static void
read_symbol(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan *plan = out;

	plan->symbol_at = &v->at;
	bind_line(b, type, v, &plan->symbol);
}

static void
read_orientation(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	int i;

	bind_choice(b, type, v, &i);
	*(enum orientation *)out = (enum orientation)(i + 1);
}

static void
read_subject_lines(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct plan *plan = out;
	struct texts lines;

	bind_list(b, type, v, &lines);
	plan_join(b->mem, &plan->subject, &lines, "\n", &v->at);
	plan->subject_lines = true;
}

static void
read_detail(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct detail *detail = out;

	detail->at = &v->at;
	if (v->type == VALUE_OBJECT)
		bind_members(b, type->object, v, detail);
	else
		bind_value(b, &plan_type_text, v, &detail->text);
}

static void
read_fit(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct fit_wish *fit = out;

	if (v->type == VALUE_BOOL)
		fit->aim = v->truth ? PLAN_FIT_YES : PLAN_FIT_NO;
	else if (v->type == VALUE_STRING)
		fit->aim = PLAN_FIT_LOOSE;
	else
		fit->aim = PLAN_FIT_PAGES;
	if (v->type == VALUE_INT)
		bind_int(b, type, v, &fit->pages);
}

static void
find_tasks(struct bind *b, struct tasks *tasks, const struct nodes *nodes)
{
	for (size_t i = 0; i < nodes->n; i++) {
		const struct node *n = &nodes->items[i];
		if (n->task != NULL && n->task->id != NULL) {
			tasks->items = arena_grow(b->mem, tasks->items, tasks->n, &tasks->cap,
			    sizeof *tasks->items);
			tasks->items[tasks->n++] = n;
		}
		find_tasks(b, tasks, &n->intro);
		for (int part = 0; n->task != NULL && part < TASK__PARTS; part++)
			find_tasks(b, tasks, &n->task->lines[part]->items);
		find_tasks(b, tasks, &n->items);
	}
}

/* By key, then in the order of the text. */
static int
by_id(const void *a, const void *b)
{
	const struct node *x = *(const struct node *const *)a, *y = *(const struct node *const *)b;
	int order = strcmp(x->task->id, y->task->id);

	return order != 0 ? order : (x->at->offset > y->at->offset) - (x->at->offset < y->at->offset);
}

/* A key that several tasks have is told at all but the first. */
static void
check_tasks(struct bind *b, const struct plan *plan)
{
	struct tasks tasks = { .n = 0 };

	find_tasks(b, &tasks, &plan->opening);
	find_tasks(b, &tasks, &plan->body);
	find_tasks(b, &tasks, &plan->closing);
	for (size_t i = 0; i < plan->attached.n; i++)
		find_tasks(b, &tasks, &plan->attached.items[i].body);
	for (size_t i = 0; i < plan->appendices.n; i++)
		find_tasks(b, &tasks, &plan->appendices.items[i].body);
	if (tasks.n > 1)
		qsort(tasks.items, tasks.n, sizeof *tasks.items, by_id);
	for (size_t i = 1; i < tasks.n; i++)
		if (strcmp(tasks.items[i - 1]->task->id, tasks.items[i]->task->id) == 0)
			DIAG(b->diag, TASK_ID_SAME, tasks.items[i]->at, "", tasks.items[i]->task->id,
			    diag_place(b->diag, tasks.items[i - 1]->at));
}

/* What is doubtful about a plan, as far as it can be said without its profile. */
static void
check_plan(struct bind *b, const struct plan *plan)
{
	if (plan->symbol != NULL && strchr(plan->symbol, ' ') != NULL)
		DIAG(b->diag, SYMBOL_SPACE, plan->symbol_at, "", plan->symbol);
	if (plan->symbol != NULL && plan->symbol[0] == '/')
		DIAG(b->diag, SYMBOL_SLASH, plan->symbol_at, "", plan->symbol);
	else if (plan->symbol != NULL && plan->symbol[strspn(plan->symbol, "0123456789")] == '/')
		DIAG(b->diag, SYMBOL_NUMBER, plan->symbol_at, "", plan->symbol);
	check_tasks(b, plan);
	plan_check_annexes(b->diag, plan);
}

struct plan *
plan_read(struct arena *mem, struct diag *diag, const struct source *source)
{
	const struct value *root = json_read(mem, diag, source);

	return root == NULL ? NULL : plan_read_value(mem, diag, source, root);
}

struct plan *
plan_read_value(struct arena *mem, struct diag *diag, const struct source *source, const struct value *root)
{
	struct bind b = { .mem = mem, .diag = diag };
	struct plan *plan = arena_new(mem, sizeof *plan);

	plan->source = source;
	plan->kind = kinds[0];
	bind_value(&b, &plan_type, root, plan);
	if (root->type != VALUE_OBJECT)
		return NULL;
	check_plan(&b, plan);
	return plan;
}
