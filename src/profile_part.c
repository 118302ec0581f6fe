#include "profile_read.h"
#include "arena.h"

static const char *const task_names[] = {	/* by enum task_part */
	"lead", "partners", "executors", "time", "product", "form", "audience", "budget", "content",
	NULL
};

static bind_reader read_count, read_order;

#define OF(member) .offset = offsetof(struct profile, member)
#define WORD(name_, member) \
	{ .name = (name_), .type = &profile_type_word, OF(member), .required = true }
#define LINE(name_, member) \
	{ .name = (name_), .type = &bind_type_line, OF(member), .required = true }
#define LINES(name_, member) \
	{ .name = (name_), .type = &bind_type_lines, OF(member), .required = true }
#define FIELD(name_, type_, member) \
	{ .name = (name_), .type = &(type_), OF(member), .required = true }
#define TEXT(name_, kind, member) \
	{ .name = (name_), .type = &profile_type_##kind##_text, OF(member), .required = true }
#define OBJECT(fields_) { \
	.takes = TAKES_OBJECT, .read = profile_read_part, \
	.object = &(const struct bind_object){ .fields = (fields_) } }
#define PART(name_, fields_)	static const struct bind_type name_##_type = OBJECT(fields_)
#define ARTICLE { .name = "article", .type = &profile_type_article }
#define END { .name = NULL }

static const struct bind_type small_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 0, .most = 100
};
static const struct bind_type some_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 1, .most = 100
};

/* page */
static const struct bind_field paper_fields[] = {
	FIELD("width_mm", profile_type_paper, width),
	FIELD("height_mm", profile_type_paper, height),
	ARTICLE, END
};
PART(paper, paper_fields);

static const struct bind_field page_number_fields[] = {
	FIELD("style", profile_type_style, number_style),
	FIELD("from_edge_mm", profile_type_mm, number_edge),
	FIELD("first_page", bind_type_bool, number_first),
	FIELD("restart", bind_type_bool, number_restart),
	ARTICLE, END
};
PART(page_number, page_number_fields);

static const struct bind_field notes_fields[] = {
	FIELD("style", profile_type_style, note_style),
	FIELD("gap_pt", profile_type_pt, note_gap),
	FIELD("rule_mm", profile_type_mm, note_rule),
	FIELD("thickness_pt", profile_type_pt, note_thickness),
	TEXT("mark", note, note_mark),
	TEXT("link", note, note_link),
	TEXT("back", note, note_back),
	FIELD("least_lines", some_type, note_lines),
	FIELD("most_empty", profile_type_part, note_empty),
	ARTICLE, END
};
PART(notes, notes_fields);

static const struct bind_field landscape_fields[] = {
	FIELD("top_mm", profile_type_mm, turned_top),
	FIELD("bottom_mm", profile_type_mm, turned_bottom),
	FIELD("left_mm", profile_type_mm, turned_left),
	FIELD("right_mm", profile_type_mm, turned_right),
	ARTICLE, END
};
PART(landscape, landscape_fields);

static const struct bind_field page_fields[] = {
	{ .name = "paper", .type = &paper_type, .required = true },
	FIELD("top_mm", profile_type_mm, top),
	FIELD("bottom_mm", profile_type_mm, bottom),
	FIELD("left_mm", profile_type_mm, left),
	FIELD("right_mm", profile_type_mm, right),
	{ .name = "landscape", .type = &landscape_type, .required = true },
	FIELD("mirror", bind_type_bool, mirror),
	{ .name = "number", .type = &page_number_type, .required = true },
	{ .name = "notes", .type = &notes_type, .required = true },
	FIELD("widows", small_type, widows),
	FIELD("orphans", small_type, orphans),
	FIELD("with_signature", small_type, with_signature),
	ARTICLE, END
};
const struct bind_type profile_type_page = OBJECT(page_fields);

/* lists */
#define LIST(list, titled) \
	static const struct bind_field list##_fields[] = { \
		{ .name = "title", .type = &bind_type_line, OF(list.title), .required = (titled) }, \
		WORD("bullet", list.bullet), WORD("each", list.each), WORD("last", list.last), \
		ARTICLE, END \
	}; \
	PART(list, list##_fields)

LIST(bases, false);
LIST(addressees, true);
LIST(recipients, true);

static const struct bind_field lists_fields[] = {
	{ .name = "bases", .type = &bases_type, .required = true },
	{ .name = "addressees", .type = &addressees_type, .required = true },
	{ .name = "recipients", .type = &recipients_type, .required = true },
	END
};
const struct bind_type profile_type_lists = OBJECT(lists_fields);

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

static const struct bind_field quote_fields[] = {
	LINE("open", quote_open),
	LINE("close", quote_close),
	WORD("end", quote_end),
	ARTICLE, END
};
PART(quote, quote_fields);

static const struct bind_field symbol_fields[] = {
	TEXT("named", symbol, symbol_named),
	TEXT("letter", symbol, symbol_letter),
	ARTICLE, END
};
PART(symbol, symbol_fields);

static const struct bind_field words_fields[] = {
	TEXT("date", date, date),
	TEXT("short_date", date, short_date),
	WORD("and_also", and_also),
	WORD("names_between", names_between),
	WORD("names_last", names_last),
	WORD("source", source_words),
	WORD("archive", archive),
	TEXT("archive_drafter", archive, archive_drafter),
	TEXT("drafter_copies", drafter, drafter_copies),
	WORD("end_mark", end_mark),
	{ .name = "quote", .type = &quote_type, .required = true },
	{ .name = "symbol", .type = &symbol_type, .required = true },
	{ .name = "signer", .type = &signer_type, .required = true },
	END
};
const struct bind_type profile_type_words = OBJECT(words_fields);

/* sets */
static const struct bind_field sets_fields[] = {
	LINE("signing", sets.signing),
	LINE("file", sets.file),
	LINE("list", sets.list),
	WORD("mark", sets.mark),
	LINE("says", sets.says),
	FIELD("gap_mm", profile_type_mm, sets.gap),
	FIELD("underline", bind_type_bool, sets.underline),
	LINES("plural", sets.plural),
	LINES("as_above", sets.as_above),
	END
};
const struct bind_type profile_type_sets = OBJECT(sets_fields);

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
	.size = sizeof(enum task_part), .least_items = TASK__PARTS
};
static const struct bind_field tasks_fields[] = {
	{ .name = "labels", .type = &labels_type, .required = true },
	FIELD("order", order_type, task_order),
	WORD("bullet", task_bullet),
	WORD("colon", task_colon),
	WORD("end", task_end),
	{ .name = "heads", .type = &profile_type_task_heads, .required = true },
	{ .name = "tables", .type = &profile_type_task_tables, .required = true },
	END
};
const struct bind_type profile_type_tasks = OBJECT(tasks_fields);

/* numbers and dates */
static const struct bind_field padding_fields[] = {
	FIELD("number_below", small_type, pad_number),
	FIELD("day_below", small_type, pad_day),
	FIELD("month_below", small_type, pad_month),
	END
};
const struct bind_type profile_type_padding = OBJECT(padding_fields);

static const struct bind_field blanks_fields[] = {
	FIELD("number_mm", profile_type_mm, blank_number),
	FIELD("day_mm", profile_type_mm, blank_day),
	FIELD("month_mm", profile_type_mm, blank_month),
	FIELD("year_mm", profile_type_mm, blank_year),
	FIELD("field_mm", profile_type_mm, blank_field),
	FIELD("signing_mm", profile_type_mm, blank_signing),
	END
};
const struct bind_type profile_type_blanks = OBJECT(blanks_fields);

static const struct bind_field figures_fields[] = {
	WORD("thousands", thousands),
	WORD("decimal", comma),
	TEXT("amount", amount, amount),
	TEXT("in_words", words, amount_words),
	WORD("currency", currency),
	END
};
const struct bind_type profile_type_figures = OBJECT(figures_fields);

static const struct bind_type digits_type = {
	.takes = TAKES_ARRAY, .read = read_count, .arg = NUMBER_DIGITS, .element = &bind_type_line,
	.size = sizeof(const char *)
};
static const struct bind_type groups_type = {
	.takes = TAKES_ARRAY, .read = read_count, .arg = NUMBER_GROUPS, .element = &bind_type_mark,
	.size = sizeof(const char *)
};
static const struct bind_field number_words_fields[] = {
	FIELD("digits", digits_type, words.digits),
	FIELD("groups", groups_type, words.groups),
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
const struct bind_type profile_type_number_words = OBJECT(number_words_fields);

/* tables */
static const struct bind_field table_style_fields[] = {
	FIELD("caption", profile_type_style, table.caption),
	FIELD("unit", profile_type_style, table.unit),
	FIELD("note", profile_type_style, table.note),
	FIELD("head", profile_type_style, table.head),
	FIELD("left", profile_type_style, table.left),
	FIELD("center", profile_type_style, table.center),
	FIELD("right", profile_type_style, table.right),
	FIELD("justify", profile_type_style, table.justify),
	END
};
PART(table_style, table_style_fields);

static const struct bind_field tables_fields[] = {
	{ .name = "styles", .type = &table_style_type, .required = true },
	TEXT("caption", caption, table.caption_text),
	TEXT("unit", unit, table.unit_text),
	WORD("again", table.again),
	WORD("carried_out", table.carried_out),
	WORD("carried_in", table.carried_in),
	FIELD("rule_pt", profile_type_pt, table.rule),
	FIELD("pad_x_pt", profile_type_pt, table.pad_x),
	FIELD("pad_y_pt", profile_type_pt, table.pad_y),
	FIELD("before_pt", profile_type_pt, table.before),
	FIELD("after_pt", profile_type_pt, table.after),
	FIELD("number_mm", profile_type_mm, table.number),
	FIELD("justify_from_mm", profile_type_mm, table.justify_from),
	FIELD("gape", profile_type_share, table.gape),
	FIELD("split_over", profile_type_part, table.split_over),
	ARTICLE, END
};
const struct bind_type profile_type_tables = OBJECT(tables_fields);

static const struct bind_field ties_fields[] = {
	LINES("before_number", before_number),
	LINES("after_number", after_number),
	LINES("to_next", to_next),
	LINES("whole", whole),
	LINES("before_end", before_end),
	LINES("break_before", break_before),
	END
};
const struct bind_type profile_type_ties = OBJECT(ties_fields);

/* pictures */
static const struct bind_field signature_fields[] = {
	FIELD("width_mm", profile_type_mm, sign_width),
	FIELD("height_mm", profile_type_mm, sign_height),
	FIELD("gap_pt", profile_type_pt, sign_gap),
	TEXT("alt", picture, sign_alt),
	TEXT("field", picture, sign_field),
	ARTICLE, END
};
PART(signature, signature_fields);

static const struct bind_field over_fields[] = {
	FIELD("share", profile_type_part, seal_overlap),
	ARTICLE, END
};
PART(over, over_fields);

static const struct bind_field seal_fields[] = {
	FIELD("width_mm", profile_type_mm, seal_width),
	{ .name = "over_signature", .type = &over_type, .required = true },
	TEXT("alt", picture, seal_alt),
	TEXT("field", picture, seal_field),
	ARTICLE, END
};
PART(seal, seal_fields);

static const struct bind_field copy_fields[] = {
	FIELD("width_mm", profile_type_mm, copy_width),
	FIELD("height_mm", profile_type_mm, copy_height),
	FIELD("top_mm", profile_type_mm, copy_top),
	TEXT("field", picture, copy_field),
	ARTICLE, END
};
PART(copy, copy_fields);

static const struct bind_type dpi_type = {
	.takes = TAKES_INT, .read = bind_int, .least = 10, .most = 10000
};
static const struct bind_field figure_fields[] = {
	FIELD("style", profile_type_style, caption),
	FIELD("gap_pt", profile_type_pt, figure_gap),
	FIELD("dpi", dpi_type, figure_dpi),
	ARTICLE, END
};
PART(figure, figure_fields);

static const struct bind_field pictures_fields[] = {
	{ .name = "signature", .type = &signature_type, .required = true },
	{ .name = "seal", .type = &seal_type, .required = true },
	{ .name = "copy", .type = &copy_type, .required = true },
	{ .name = "figure", .type = &figure_type, .required = true },
	END
};
const struct bind_type profile_type_pictures = OBJECT(pictures_fields);

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
	enum task_part *order = out;
	bool seen[TASK__PARTS + 1] = { false };

	for (int i = 0; i < TASK__PARTS; i++)
		order[i] = TASK__PARTS;
	read_count(b, type, v, out);
	for (int i = 0; i < TASK__PARTS; i++)
		seen[order[i]] = true;
	for (int i = 0; i < TASK__PARTS && !seen[TASK__PARTS]; i++)
		if (!seen[i])
			DIAG(b->diag, FIELD_MISSING, &v->at, "", task_names[i]);
}
