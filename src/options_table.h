/* The verbs and options there are. */
#ifndef OPTIONS_TABLE_H
#define OPTIONS_TABLE_H
#include "report.h"

enum verb {
	VERB_NONE, VERB_RENDER, VERB_CHECK, VERB_PROOF, VERB_EXTRACT, VERB_VERIFY, VERB_SCHEMA, VERB_COPY, VERB_REPORT,
	VERB_BATCH, VERB_WATCH, VERB_NEW, VERB_COMPLETION,
	VERB__MAX
};

enum option {
	OPTION_OUTPUT, OPTION_DUMP, OPTION_PROFILE, OPTION_FONT_PATH, OPTION_LANG,
	OPTION_DIAGNOSTICS, OPTION_STRICT, OPTION_STATS, OPTION_HELP, OPTION_VERSION,
	OPTION_ATTACH, OPTION_STANDARD, OPTION_PROOF, OPTION_JSON, OPTION_FORM, OPTION_DATA, OPTION_BELOW,
	OPTION_IMAGE_PATH, OPTION_FIELDS, OPTION_FIT, OPTION_FIT_VALUES,
	OPTION_DRAFT, OPTION_ALLOW_SECRET, OPTION_ZONES, OPTION_APPENDIX, OPTION_MEDIUM,
	OPTION_LINT, OPTION_LIST_RULES, OPTION_TRACE,
	OPTION_SET, OPTION_DIRECTORY, OPTION_MAP,
	OPTION_JOBS, OPTION_NAME, OPTION_DEADLINE, OPTION_MEMORY, OPTION_RETRY, OPTION_WHOLE, OPTION_NO_SYNC,
	OPTION_WITH_ZONES, OPTION_SHARD, OPTION_PROGRESS, OPTION_WARNINGS, OPTION_ID, OPTION_RECORDS, OPTION_LIST,
	OPTION_FORMAT, OPTION_DPI, OPTION_PAGE
};

enum option_value { GIVES_NOTHING, GIVES_TEXT, GIVES_WORD, GIVES_FILE, GIVES_FOLDER };

struct option_row {
	const char	*name;
	enum option	 option;
	enum option_value value;	/* what follows it */
	unsigned	 verbs;		/* bits of the verbs it belongs to, 1 << enum verb */
	const char	*words;		/* what its value may be, with spaces between, or after "$" what this program is
					 * asked for a list of it; NULL: anything of its kind */
};

enum { OPTION_ROWS_MOST = 64 };		/* they are bits of a number */

/* All rows; a name of NULL ends them. */
extern const struct option_row option_rows[];

/* What may come first after a verb, by enum verb, with spaces between; NULL: files. */
extern const char *const option_operands[];

/* Names of the verbs by enum verb, "thethuc" for none, and their texts of help. */
extern const char *const option_verbs[];
extern const enum text_id option_helps[];

#endif
