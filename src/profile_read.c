#include "profile_read.h"
#include "arena.h"
#include "clean.h"

#include <string.h>

enum {
	DIGITS = 10,
	GROUPS = 4,			/* of three digits */
	TEXT_LEAST = 72000		/* between margins, 1/1000 pt */
};

/* The parts of a profile, in the order in which they are read: later ones name earlier ones. */
enum part {
	PART_STYLES, PART_PAGE, PART_FONTS, PART_DASHES, PART_LEVELS, PART_LISTS, PART_WORDS,
	PART_TASKS, PART_PADDING, PART_BLANKS, PART_FIGURES, PART_NUMBER_WORDS, PART_TIES, PART_FORMS,
	PART_TYPES, PART_TOGETHER, PART__MAX
};

struct head {				/* a profile's top level */
	const char	*name, *cite;
	int		 kind;		/* index in `kinds` */
	const struct value *valid;
	const char	**unconfirmed, **letters;
	const struct value *part[PART__MAX];
};

static const char *const kinds[] = { "state", "party", NULL };
static const char *const task_names[] = {	/* by enum task_part */
	"lead", "partners", "executors", "time", "product", "form", "audience", "budget", "content",
	NULL
};

static bind_reader read_part, read_word, read_count, read_order;

const struct bind_type profile_type_word = {
	.takes = TAKES_STRING, .read = read_word, .may_be_empty = true
};
const struct bind_type profile_type_article = { .takes = TAKES_STRING };	/* read before the rest */

#define OF(member) .offset = offsetof(struct profile, member)
#define WORD(name_, member) \
	{ .name = (name_), .type = &profile_type_word, OF(member), .required = true }
#define LINE(name_, member) \
	{ .name = (name_), .type = &bind_type_line, OF(member), .required = true }
#define LINES(name_, member) \
	{ .name = (name_), .type = &bind_type_lines, OF(member), .required = true }
#define NUMBER(name_, type_, member) \
	{ .name = (name_), .type = &(type_), OF(member), .required = true }
#define PART(name_, object_) \
	static const struct bind_object name_##_object = { .fields = object_ }; \
	static const struct bind_type name_##_type = { \
		.takes = TAKES_OBJECT, .read = read_part, .object = &name_##_object \
	}
#define ARTICLE { .name = "article", .type = &profile_type_article }
#define END { .name = NULL }

static const struct bind_type small_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 0, .most = 100
};

/* page */
static const struct bind_field paper_fields[] = {
	NUMBER("width_mm", profile_type_paper, width),
	NUMBER("height_mm", profile_type_paper, height),
	ARTICLE, END
};
PART(paper, paper_fields);

static const struct bind_field page_number_fields[] = {
	NUMBER("style", profile_type_style, number_style),
	NUMBER("from_edge_mm", profile_type_mm, number_edge),
	NUMBER("first_page", bind_type_bool, number_first),
	ARTICLE, END
};
PART(page_number, page_number_fields);

static const struct bind_field notes_fields[] = {
	NUMBER("style", profile_type_style, note_style),
	NUMBER("gap_pt", profile_type_pt, note_gap),
	NUMBER("rule_mm", profile_type_mm, note_rule),
	NUMBER("thickness_pt", profile_type_pt, note_thickness),
	LINE("mark", note_mark),
	LINE("link", note_link),
	LINE("back", note_back),
	ARTICLE, END
};
PART(notes, notes_fields);

static const struct bind_field page_fields[] = {
	{ .name = "paper", .type = &paper_type, .required = true },
	NUMBER("top_mm", profile_type_mm, top),
	NUMBER("bottom_mm", profile_type_mm, bottom),
	NUMBER("left_mm", profile_type_mm, left),
	NUMBER("right_mm", profile_type_mm, right),
	NUMBER("mirror", bind_type_bool, mirror),
	{ .name = "number", .type = &page_number_type, .required = true },
	{ .name = "notes", .type = &notes_type, .required = true },
	NUMBER("widows", small_type, widows),
	NUMBER("orphans", small_type, orphans),
	NUMBER("with_signature", small_type, with_signature),
	ARTICLE, END
};
PART(page, page_fields);

/* lists */
#define LIST(list) \
	static const struct bind_field list##_fields[] = { \
		{ .name = "title", .type = &bind_type_line, OF(list.title) }, \
		WORD("bullet", list.bullet), WORD("each", list.each), WORD("last", list.last), \
		ARTICLE, END \
	}; \
	PART(list, list##_fields)

LIST(bases);
LIST(addressees);
LIST(recipients);

static const struct bind_field lists_fields[] = {
	{ .name = "bases", .type = &bases_type, .required = true },
	{ .name = "addressees", .type = &addressees_type, .required = true },
	{ .name = "recipients", .type = &recipients_type, .required = true },
	END
};
PART(lists, lists_fields);

/* words */
static const struct bind_field signer_fields[] = {
	WORD("on_behalf_of", signer_words[SIGN_ON_BEHALF]),
	WORD("full_power", signer_words[SIGN_FULL_POWER]),
	WORD("acting_for", signer_words[SIGN_FOR]),
	WORD("by_order_of", signer_words[SIGN_BY_ORDER]),
	WORD("by_authority_of", signer_words[SIGN_BY_AUTHORITY]),
	ARTICLE, END
};
PART(signer, signer_fields);

static const struct bind_field words_fields[] = {
	WORD("date", date),
	WORD("and_also", and_also),
	WORD("archive", archive),
	WORD("archive_drafter", archive_drafter),
	WORD("end_mark", end_mark),
	{ .name = "signer", .type = &signer_type, .required = true },
	END
};
PART(words, words_fields);

/* tasks */
static const struct bind_field label_fields[] = {
	WORD("lead", task_labels[TASK_LEAD]),
	WORD("partners", task_labels[TASK_PARTNERS]),
	WORD("executors", task_labels[TASK_EXECUTORS]),
	WORD("time", task_labels[TASK_TIME]),
	WORD("product", task_labels[TASK_PRODUCT]),
	WORD("form", task_labels[TASK_FORM]),
	WORD("audience", task_labels[TASK_AUDIENCE]),
	WORD("budget", task_labels[TASK_BUDGET]),
	WORD("content", task_labels[TASK_CONTENT]),
	END
};
PART(labels, label_fields);

static const struct bind_type task_name_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = task_names
};
static const struct bind_type order_type = {
	.takes = TAKES_ARRAY, .read = read_order, .arg = TASK__PARTS, .element = &task_name_type,
	.size = sizeof(enum task_part)
};
static const struct bind_field tasks_fields[] = {
	{ .name = "labels", .type = &labels_type, .required = true },
	NUMBER("order", order_type, task_order),
	WORD("bullet", task_bullet),
	WORD("colon", task_colon),
	WORD("end", task_end),
	END
};
PART(tasks, tasks_fields);

/* numbers and dates */
static const struct bind_field padding_fields[] = {
	NUMBER("number_below", small_type, pad_number),
	NUMBER("day_below", small_type, pad_day),
	NUMBER("month_below", small_type, pad_month),
	END
};
PART(padding, padding_fields);

static const struct bind_field blanks_fields[] = {
	NUMBER("number_mm", profile_type_mm, blank_number),
	NUMBER("day_mm", profile_type_mm, blank_day),
	NUMBER("month_mm", profile_type_mm, blank_month),
	NUMBER("year_mm", profile_type_mm, blank_year),
	END
};
PART(blanks, blanks_fields);

static const struct bind_field figures_fields[] = {
	WORD("thousands", thousands),
	WORD("amount", amount),
	WORD("in_words", amount_words),
	WORD("currency", currency),
	END
};
PART(figures, figures_fields);

static const struct bind_type digits_type = {
	.takes = TAKES_ARRAY, .read = read_count, .arg = DIGITS, .element = &bind_type_line,
	.size = sizeof(const char *)
};
static const struct bind_type groups_type = {
	.takes = TAKES_ARRAY, .read = read_count, .arg = GROUPS, .element = &bind_type_mark,
	.size = sizeof(const char *)
};
static const struct bind_field number_words_fields[] = {
	NUMBER("digits", digits_type, words.digits),
	NUMBER("groups", groups_type, words.groups),
	LINE("ten", words.ten),
	LINE("tens", words.tens),
	LINE("hundred", words.hundred),
	LINE("zero_tens", words.zero_tens),
	LINE("one_after_tens", words.one_after_tens),
	LINE("four_after_tens", words.four_after_tens),
	LINE("five_after_ten", words.five_after_ten),
	LINE("minus", words.minus),
	LINES("variants", words.variants),
	END
};
PART(number_words, number_words_fields);

static const struct bind_field ties_fields[] = {
	LINES("before_number", before_number),
	LINES("after_number", after_number),
	LINES("before_end", before_end),
	LINES("break_before", break_before),
	END
};
PART(ties, ties_fields);

/* top level */
#define HEAD(name_, type_, member) \
	.name = (name_), .type = (type_), .offset = offsetof(struct head, member)
#define SECTION(name_, part_, type_) \
	{ HEAD(name_, &raw_##type_, part[part_]), .required = true }
static const struct bind_type raw_object = { .takes = TAKES_OBJECT, .read = bind_raw };
static const struct bind_type raw_array = { .takes = TAKES_ARRAY, .read = bind_raw };
static const struct bind_type unread_object = { .takes = TAKES_OBJECT };	/* merged before this */
static const struct bind_type unread_word = { .takes = TAKES_STRING | TAKES_INT };
static const struct bind_type kind_type = {
	.takes = TAKES_STRING, .read = bind_choice, .choices = kinds
};
static const struct bind_field head_fields[] = {
	{ HEAD("profile", &bind_type_line, name), .required = true },
	{ HEAD("kind", &kind_type, kind), .required = true },
	{ HEAD("cite", &profile_type_word, cite), .required = true },
	{ .name = "title", .type = &unread_word },
	{ .name = "extends", .type = &unread_word },
	{ .name = "tier", .type = &unread_word },
	{ .name = "tiers", .type = &unread_object },
	{ HEAD("valid", &raw_object, valid) },
	{ HEAD("unconfirmed", &bind_type_lines, unconfirmed) },
	SECTION("styles", PART_STYLES, object),
	SECTION("page", PART_PAGE, object),
	SECTION("fonts", PART_FONTS, object),
	SECTION("dashes", PART_DASHES, array),
	SECTION("levels", PART_LEVELS, object),
	SECTION("lists", PART_LISTS, object),
	SECTION("words", PART_WORDS, object),
	SECTION("tasks", PART_TASKS, object),
	SECTION("padding", PART_PADDING, object),
	SECTION("blanks", PART_BLANKS, object),
	{ HEAD("letters", &bind_type_lines, letters), .required = true },
	SECTION("figures", PART_FIGURES, object),
	SECTION("number_words", PART_NUMBER_WORDS, object),
	SECTION("ties", PART_TIES, object),
	SECTION("forms", PART_FORMS, object),
	SECTION("types", PART_TYPES, object),
	{ HEAD("together", &raw_array, part[PART_TOGETHER]) },
	END
};
static const struct bind_object head_object = { .fields = head_fields };

static const struct bind_field valid_fields[] = {
	{ .name = "from", .type = &bind_type_date, OF(from) },
	{ .name = "until", .type = &bind_type_date, OF(until) },
	END
};
PART(valid, valid_fields);

#define READER(name, json) \
	static const struct bind_type name = { .takes = (json), .read = profile_read_##name }
READER(styles, TAKES_OBJECT);
READER(fonts, TAKES_OBJECT);
READER(dashes, TAKES_ARRAY);
READER(levels, TAKES_OBJECT);
READER(forms, TAKES_OBJECT);
READER(types, TAKES_OBJECT);
READER(together, TAKES_ARRAY);

static const struct bind_type *const part_types[PART__MAX] = {
	[PART_STYLES] = &styles,
	[PART_PAGE] = &page_type,
	[PART_FONTS] = &fonts,
	[PART_DASHES] = &dashes,
	[PART_LEVELS] = &levels,
	[PART_LISTS] = &lists_type,
	[PART_WORDS] = &words_type,
	[PART_TASKS] = &tasks_type,
	[PART_PADDING] = &padding_type,
	[PART_BLANKS] = &blanks_type,
	[PART_FIGURES] = &figures_type,
	[PART_NUMBER_WORDS] = &number_words_type,
	[PART_TIES] = &ties_type,
	[PART_FORMS] = &forms,
	[PART_TYPES] = &types,
	[PART_TOGETHER] = &together,
};

const char *
profile_read_article(struct profile_reader *r, const struct value *v)
{
	const struct value *a = json_member(v, "article");

	if (a == NULL || a->type != VALUE_STRING || a->len == 0)
		return "";
	return arena_printf(r->bind.mem, "%s%s", r->p->cite, a->string);
}

void
profile_read_members(struct profile_reader *r, const struct bind_object *object,
    const struct value *v, void *out)
{
	const char *outer = r->article;

	r->article = profile_read_article(r, v);
	bind_members(&r->bind, object, v, out);
	r->article = outer;
}

static void
read_part(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	profile_read_members((struct profile_reader *)b, type->object, v, out);
}

static void
read_word(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	size_t n = v->len;

	(void)type;
	*(const char **)out = clean_text(b->mem, b->diag, &v->at, v->string, &n);
}

/* An array of just type->arg elements, into an array in the struct. */
static void
read_count(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	if (v->n != (size_t)type->arg) {
		DIAG(b->diag, LIST_COUNT, &v->at, "", arena_printf(b->mem, "%zu", v->n),
		    arena_printf(b->mem, "%d", type->arg));
		return;
	}
	for (size_t i = 0; i < v->n; i++)
		bind_value(b, type->element, &v->items[i], (char *)out + i * type->size);
}

/* Each part of a task once: what is left out would not be printed. */
static void
read_order(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const enum task_part *order = out;
	bool seen[TASK__PARTS] = { false };

	read_count(b, type, v, out);
	for (int i = 0; i < TASK__PARTS; i++)
		seen[order[i]] = true;
	for (int i = 0; i < TASK__PARTS; i++)
		if (!seen[i])
			DIAG(b->diag, FIELD_MISSING, &v->at, "", task_names[i]);
}

static void
check_page(struct profile_reader *r, const struct value *page)
{
	const struct profile *p = r->p;

	if (p->width.value - p->left.value - p->right.value < TEXT_LEAST ||
	    p->height.value - p->top.value - p->bottom.value < TEXT_LEAST)
		DIAG(r->bind.diag, PAGE_SMALL, &page->at, "");
}

int
profile_read(struct arena *mem, struct diag *diag, const struct value *root,
    const struct profile *law, struct profile *p)
{
	struct profile_reader r = {
		.bind = { .mem = mem, .diag = diag }, .p = p, .law = law, .article = ""
	};
	struct head h = { .unconfirmed = arena_new(mem, sizeof(char *)) };

	*p = (struct profile){ .kind = "" };
	bind_members(&r.bind, &head_object, root, &h);
	if (diag_failed(diag))
		return -1;
	p->name = h.name;
	p->kind = kinds[h.kind];
	p->cite = h.cite;
	p->unconfirmed = h.unconfirmed;
	p->letters = h.letters;
	if (h.valid != NULL)
		bind_value(&r.bind, &valid_type, h.valid, p);
	for (int i = 0; i < PART__MAX; i++) {
		r.own = (const char *)p;
		r.ruled = (const char *)law;
		r.free = law != NULL;
		if (h.part[i] != NULL)
			bind_value(&r.bind, part_types[i], h.part[i], p);
		if (diag_failed(diag))
			return -1;
	}
	check_page(&r, h.part[PART_PAGE]);
	return diag_failed(diag) ? -1 : 0;
}
