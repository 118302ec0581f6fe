/* How reports on plans and contents look and what they say, from the JSON of a profile. */
#include "plan_annex.h"
#include "plan_types.h"
#include "profile_read.h"

#define OF(member) .offset = offsetof(struct profile, report.member)
#define CONTENTS(member) .offset = offsetof(struct profile, contents.member)
#define OBJECT(fields_) { .takes = TAKES_OBJECT, .read = profile_read_part, \
	.object = &(const struct bind_object){ .fields = (fields_) } }

#define W(name_, key) { .name = key, .type = &profile_type_word, OF(words[REPORT_##name_]), .required = true },
static const struct bind_field word_fields[] = {
#include "report_word.def"
	{ .name = NULL }
};
static const struct bind_type words_type = OBJECT(word_fields);
#undef W

static const struct bind_type share_type = { .takes = TAKES_INT, .read = bind_int, .least = 1, .most = 100 };
static const struct bind_type shares_type = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &share_type, .size = sizeof(int), .least_items = 1
};

#define HEAD(key, table) { .name = key, .type = &head_type, OF(tables[table]), .required = true }
static const struct bind_type head_type = {
	.takes = TAKES_OBJECT, .read = bind_struct,
	.object = &(const struct bind_object){ .fields = (const struct bind_field[]){
		{ .name = "caption", .type = &bind_type_line, .offset = offsetof(struct report_head, caption),
		    .required = true },
		{ .name = "columns", .type = &bind_type_lines, .offset = offsetof(struct report_head, columns),
		    .required = true },
		{ .name = "shares", .type = &shares_type, .offset = offsetof(struct report_head, shares),
		    .doc = "Widths in percent." },
		{ .name = NULL }
	} }
};
static const struct bind_field table_fields[] = {
	HEAD("tasks", REPORT_TABLE_TASKS), HEAD("money", REPORT_TABLE_MONEY), HEAD("agencies", REPORT_TABLE_AGENCIES),
	HEAD("fields", REPORT_TABLE_FIELDS), HEAD("times", REPORT_TABLE_TIMES), HEAD("plans", REPORT_TABLE_PLANS),
	HEAD("quantities", REPORT_TABLE_QUANTITIES), HEAD("comparison", REPORT_TABLE_COMPARISON),
	HEAD("months", REPORT_TABLE_MONTHS), HEAD("states", REPORT_TABLE_STATES),
	HEAD("links", REPORT_TABLE_LINKS),
	{ .name = NULL }
};
static const struct bind_type tables_type = OBJECT(table_fields);

static const struct bind_type pages_type = { .takes = TAKES_INT, .read = bind_int, .least = 2, .most = 100000 };
static const struct bind_type most_type = { .takes = TAKES_INT, .read = bind_int, .least = 1, .most = 1000000 };
static const struct bind_field contents_fields[] = {
	{ .name = "from_pages", .type = &pages_type, CONTENTS(from), .required = true },
	{ .name = "words", .type = &profile_type_word, CONTENTS(words), .required = true },
	{ .name = "tables", .type = &profile_type_word, CONTENTS(tables), .required = true },
	{ .name = "charts", .type = &profile_type_word, CONTENTS(charts), .required = true },
	{ .name = "label", .type = &profile_type_word, CONTENTS(label), .required = true },
	{ .name = "title", .type = &profile_type_style, CONTENTS(title), .required = true },
	{ .name = "first", .type = &profile_type_style, CONTENTS(entries[0]), .required = true },
	{ .name = "second", .type = &profile_type_style, CONTENTS(entries[1]), .required = true },
	{ .name = "third", .type = &profile_type_style, CONTENTS(entries[2]), .required = true },
	{ .name = "dots_mm", .type = &profile_type_mm, CONTENTS(dots), .required = true },
	{ .name = NULL }
};
static const struct bind_type contents_type = OBJECT(contents_fields);

static const struct bind_field capitals_fields[] = {
	{ .name = "kept", .type = &bind_type_lines, OF(capitals.kept), .required = true },
	{ .name = "names", .type = &bind_type_lines, OF(capitals.names), .required = true },
	{ .name = "unsure", .type = &bind_type_lines, OF(capitals.unsure), .required = true },
	{ .name = "plain", .type = &bind_type_lines, OF(capitals.plain), .required = true },
	{ .name = NULL }
};
static const struct bind_type capitals_type = OBJECT(capitals_fields);

static const struct bind_field report_fields[] = {
	{ .name = "outline", .type = &plan_type_body, OF(outline), .required = true },
	{ .name = "compared", .type = &plan_type_body, OF(compared), .required = true },
	{ .name = "money", .type = &plan_type_body, OF(money), .required = true },
	{ .name = "money_over", .type = &plan_type_body, OF(money_over), .required = true },
	{ .name = "money_spent", .type = &plan_type_body, OF(money_spent), .required = true },
	{ .name = "money_allocated", .type = &plan_type_body, OF(money_allocated), .required = true },
	{ .name = "contents", .type = &contents_type, .required = true },
	{ .name = "capitals", .type = &capitals_type, .required = true },
	{ .name = "most_listed", .type = &most_type, OF(listed), .required = true },
	{ .name = "most_tabled", .type = &most_type, OF(tabled), .required = true },
	{ .name = "appendices", .type = &plan_type_appendices, OF(appendices), .required = true },
	{ .name = "words", .type = &words_type, .required = true },
	{ .name = "tables", .type = &tables_type, .required = true },
	{ .name = NULL }
};
const struct bind_type profile_type_report = OBJECT(report_fields);
