/* One function for each rule of findings.def that lint checks, under the rule's name. */
#ifndef LINT_RULE_H
#define LINT_RULE_H
#include "lint_text.h"

/* Looks at one text, or at the whole document, and tells what does not hold. */
typedef void lint_text_rule(struct lint *, const struct lint_text *);
typedef void lint_document_rule(struct lint *);

extern lint_text_rule lint_number_padding, lint_citation_symbol, lint_title_end, lint_date_padding,
    lint_date_impossible, lint_year_missing, lint_basis_date, lint_citation_year, lint_basis_citation,
    lint_weekday, lint_district, lint_province, lint_organ_former, lint_closing_mark, lint_end_mark,
    lint_paragraph_end, lint_money_words, lint_figures_groups, lint_figures_comma,
    lint_percent_space, lint_mark_space, lint_mark_doubled, lint_bracket_space, lint_bracket_open,
    lint_quote_straight, lint_dash_space, lint_range_dash, lint_misread, lint_diacritics,
    lint_look_alike, lint_digit_letter, lint_word_doubled, lint_capital_name, lint_capital_unit,
    lint_capital_reference, lint_capital_document;

extern lint_document_rule lint_money_unit, lint_symbol_type, lint_symbol_organ, lint_symbol_mark, lint_subject_prefix,
    lint_subject_year, lint_date_mixed, lint_task_date, lint_basis_end, lint_recipients_archive, lint_archive_label,
    lint_archive_clerk, lint_recipient_twice, lint_recipients_above, lint_signer_deputy,
    lint_signer_authority, lint_signer_prefix, lint_signer_rank, lint_signer_organ, lint_dash_mixed,
    lint_tone_mixed, lint_reference;

#endif
