#include "lint.h"
#include "arena.h"
#include "bind.h"
#include "diag.h"
#include "lint_rule.h"

#include <string.h>

#define TEXT(name, function) [RULE_##name] = { .text = (function) }
#define NEEDS(name, function, bits) [RULE_##name] = { .text = (function), .needs = (bits) }
#define DOCUMENT(name, function) [RULE_##name] = { .document = (function) }

static const struct {
	lint_text_rule	*text;		/* called for each text; NULL: not */
	lint_document_rule *document;	/* called once; NULL: not */
	unsigned	 needs;		/* bits of enum lint_has of which a text must have one; 0: none */
} checks[RULE__MAX] = {
	NEEDS(NUMBER_PADDING, lint_number_padding, HAS_CITE),
	DOCUMENT(SYMBOL_TYPE, lint_symbol_type),
	DOCUMENT(SYMBOL_ORGAN, lint_symbol_organ),
	DOCUMENT(SYMBOL_MARK, lint_symbol_mark),
	NEEDS(CITATION_SYMBOL, lint_citation_symbol, HAS_NUMBER),
	DOCUMENT(SUBJECT_PREFIX, lint_subject_prefix),
	TEXT(TITLE_END, lint_title_end),
	DOCUMENT(SUBJECT_YEAR, lint_subject_year),
	NEEDS(DATE_PADDING, lint_date_padding, HAS_DATE),
	NEEDS(DATE_IMPOSSIBLE, lint_date_impossible, HAS_DATE),
	DOCUMENT(DATE_MIXED, lint_date_mixed),
	NEEDS(YEAR_MISSING, lint_year_missing, HAS_DATE),
	NEEDS(BASIS_DATE, lint_basis_date, HAS_DATE),
	NEEDS(CITATION_YEAR, lint_citation_year, HAS_DATE),
	NEEDS(BASIS_CITATION, lint_basis_citation, HAS_CITE),
	DOCUMENT(TASK_DATE, lint_task_date),
	NEEDS(WEEKDAY, lint_weekday, HAS_DATE),
	TEXT(DISTRICT, lint_district),
	TEXT(PROVINCE, lint_province),
	TEXT(ORGAN_FORMER, lint_organ_former),
	DOCUMENT(BASIS_END, lint_basis_end),
	TEXT(CLOSING_MARK, lint_closing_mark),
	TEXT(END_MARK, lint_end_mark),
	TEXT(PARAGRAPH_END, lint_paragraph_end),
	DOCUMENT(RECIPIENTS_ARCHIVE, lint_recipients_archive),
	DOCUMENT(ARCHIVE_LABEL, lint_archive_label),
	DOCUMENT(ARCHIVE_CLERK, lint_archive_clerk),
	DOCUMENT(RECIPIENT_TWICE, lint_recipient_twice),
	DOCUMENT(RECIPIENTS_ABOVE, lint_recipients_above),
	DOCUMENT(SIGNER_DEPUTY, lint_signer_deputy),
	DOCUMENT(SIGNER_AUTHORITY, lint_signer_authority),
	DOCUMENT(SIGNER_PREFIX, lint_signer_prefix),
	DOCUMENT(SIGNER_RANK, lint_signer_rank),
	DOCUMENT(SIGNER_ORGAN, lint_signer_organ),
	NEEDS(MONEY_WORDS, lint_money_words, HAS_BRACKET),
	DOCUMENT(MONEY_UNIT, lint_money_unit),
	NEEDS(FIGURES_GROUPS, lint_figures_groups, HAS_NUMBER),
	NEEDS(FIGURES_COMMA, lint_figures_comma, HAS_NUMBER),
	NEEDS(PERCENT_SPACE, lint_percent_space, HAS_PERCENT),
	TEXT(MARK_SPACE, lint_mark_space),
	TEXT(MARK_DOUBLED, lint_mark_doubled),
	NEEDS(BRACKET_SPACE, lint_bracket_space, HAS_BRACKET | HAS_OTHER),
	NEEDS(BRACKET_OPEN, lint_bracket_open, HAS_BRACKET),
	NEEDS(QUOTE_STRAIGHT, lint_quote_straight, HAS_QUOTE),
	DOCUMENT(DASH_MIXED, lint_dash_mixed),
	NEEDS(DASH_SPACE, lint_dash_space, HAS_DASH | HAS_OTHER),
	NEEDS(RANGE_DASH, lint_range_dash, HAS_NUMBER),
	TEXT(MISREAD, lint_misread),
	TEXT(DIACRITICS, lint_diacritics),
	TEXT(LOOK_ALIKE, lint_look_alike),
	NEEDS(DIGIT_LETTER, lint_digit_letter, HAS_NUMBER),
	TEXT(WORD_DOUBLED, lint_word_doubled),
	DOCUMENT(TONE_MIXED, lint_tone_mixed),
	TEXT(CAPITAL_NAME, lint_capital_name),
	TEXT(CAPITAL_UNIT, lint_capital_unit),
	TEXT(CAPITAL_REFERENCE, lint_capital_reference),
	TEXT(CAPITAL_DOCUMENT, lint_capital_document),
	DOCUMENT(REFERENCE, lint_reference),
};

#undef TEXT
#undef NEEDS
#undef DOCUMENT

/* The level an option names; false after a message. */
static bool
read_level(struct diag *d, struct arena *mem, const char *setting, const char *equals, enum rule_level *level)
{
	for (int i = 0; rule_levels[i] != NULL; i++)
		if (strcmp(equals + 1, rule_levels[i]) == 0) {
			*level = (enum rule_level)i;
			return true;
		}
	DIAG(d, LINT_LEVEL, NULL, "", setting, bind_join(mem, rule_levels));
	return false;
}

/* Refuses a rule that is not known. */
static int
refuse(struct diag *d, const char *id)
{
	const char *near = bind_nearest(id, rule_ids());

	if (near != NULL)
		return DIAG(d, LINT_RULE_NEAR, NULL, "", id, near);
	return DIAG(d, LINT_RULE, NULL, "", id);
}

static int
set_level(struct arena *mem, struct diag *d, const char *setting, enum rule_level levels[RULE__MAX])
{
	const char *equals = strchr(setting, '=');
	const char *id = arena_copy(mem, setting, strcspn(setting, "="));
	enum rule_level level = RULE_OFF;
	bool all = strcmp(id, "all") == 0;
	enum rule rule = rule_find(id);

	if (!all && rule == RULE__MAX)
		return refuse(d, id);
	if (equals != NULL && !read_level(d, mem, setting, equals, &level))
		return -1;
	if (!all) {
		levels[rule] = equals != NULL ? level : rule_level(rule);
		return 0;
	}
	for (int i = 0; i < RULE__MAX && equals != NULL; i++)
		levels[i] = level;
	return 0;
}

int
lint_levels(struct arena *mem, struct diag *d, const char *const *settings, enum rule_level levels[RULE__MAX])
{
	int status = 0;

	for (; settings != NULL && *settings != NULL; settings++)
		if (set_level(mem, d, *settings, levels) != 0)
			status = -1;
	return status;
}

/* The first and last day that the document's date can be. */
static void
set_days(struct lint *l)
{
	const struct date *d = &l->plan->date;

	if (!d->given || d->year == 0)
		return;
	l->from = (d->year * 100 + (d->month == 0 ? 1 : d->month)) * 100 + (d->day == 0 ? 1 : d->day);
	l->until = (d->year * 100 + (d->month == 0 ? 12 : d->month)) * 100 + (d->day == 0 ? 31 : d->day);
}

/* Gives what earlier stages found the level of its rule. */
static void
set_told(struct diag *d, enum rule rule, enum rule_level level)
{
	if (level == RULE_OFF)
		diag_drop(d, rule_info(rule)->code);
	else if (level != rule_level(rule))
		diag_set_level(d, rule_info(rule)->code, (enum tt_level)(level - 1));
}

void
lint_run(struct arena *mem, struct diag *d, const struct plan *plan, const struct profile *profile,
    const struct lint_words *words, const enum rule_level levels[RULE__MAX])
{
	struct lint l = { .mem = mem, .diag = d, .plan = plan, .profile = profile, .words = words };

	l.party = strcmp(profile->kind, "party") == 0;
	set_days(&l);
	lint_collect(&l);
	for (int i = 0; i < RULE__MAX; i++) {
		l.rule = (enum rule)i;
		l.level = levels[i];
		if (rule_info(l.rule)->told)
			set_told(d, l.rule, l.level);
		if (l.level == RULE_OFF)
			continue;
		if (checks[i].document != NULL)
			checks[i].document(&l);
		for (size_t k = 0; checks[i].text != NULL && k < l.ntexts; k++)
			if (checks[i].needs == 0 || (l.texts[k].has & checks[i].needs) != 0)
				checks[i].text(&l, &l.texts[k]);
	}
}
