#include "options_table.h"

#define BIT(verb) (1u << (verb))

enum {
	FOR_ALL = BIT(VERB__MAX) - 1,
	FOR_PLANS = BIT(VERB_BATCH) | BIT(VERB_RENDER) | BIT(VERB_CHECK) | BIT(VERB_PROOF) | BIT(VERB_COPY)
	    | BIT(VERB_REPORT) | BIT(VERB_WATCH),
	FOR_LAYOUT = FOR_PLANS | BIT(VERB_VERIFY),
	FOR_OUTPUT = BIT(VERB_NEW) | BIT(VERB_WATCH) | BIT(VERB_REPORT) | BIT(VERB_RENDER) | BIT(VERB_COPY)
	    | BIT(VERB_PROOF) | BIT(VERB_EXTRACT) | BIT(VERB_SCHEMA),
	FOR_PDF = BIT(VERB_REPORT) | BIT(VERB_RENDER) | BIT(VERB_COPY)
};

const char *const option_verbs[] = {
	[VERB_NONE] = "thethuc", [VERB_RENDER] = "render", [VERB_CHECK] = "check",
	[VERB_PROOF] = "proof", [VERB_EXTRACT] = "extract", [VERB_VERIFY] = "verify-source",
	[VERB_SCHEMA] = "schema", [VERB_COPY] = "copy", [VERB_REPORT] = "report", [VERB_BATCH] = "batch",
	[VERB_WATCH] = "watch", [VERB_NEW] = "new",
	[VERB_COMPLETION] = "completion",
};

const char *const option_operands[] = {
	[VERB_NEW] = "plan report results copy set map", [VERB_SCHEMA] = "plan copy set report results map layout",
	[VERB_COMPLETION] = "bash zsh fish", [VERB__MAX] = NULL,
};

const struct option_row option_rows[] = {
	{ "-o", OPTION_OUTPUT, GIVES_FILE, FOR_OUTPUT, NULL },
	{ "--output", OPTION_OUTPUT, GIVES_FILE, FOR_OUTPUT, NULL },
	{ "-f", OPTION_FORMAT, GIVES_WORD, FOR_PDF, "pdf png svg" },
	{ "--format", OPTION_FORMAT, GIVES_WORD, FOR_PDF, "pdf png svg" },
	{ "--dpi", OPTION_DPI, GIVES_TEXT, FOR_PDF, NULL },
	{ "--page", OPTION_PAGE, GIVES_TEXT, FOR_PDF, NULL },
	{ "--dump", OPTION_DUMP, GIVES_WORD, FOR_PDF, "plan blocks boxes pages" },
	{ "--draft", OPTION_DRAFT, GIVES_NOTHING, FOR_PLANS & ~BIT(VERB_COPY), NULL },
	{ "--allow-secret", OPTION_ALLOW_SECRET, GIVES_NOTHING, FOR_PLANS, NULL },
	{ "--attach-source", OPTION_ATTACH, GIVES_NOTHING, BIT(VERB_RENDER) | BIT(VERB_BATCH) | BIT(VERB_WATCH), NULL },
	{ "--pdf-standard", OPTION_STANDARD, GIVES_WORD, FOR_PDF | BIT(VERB_BATCH) | BIT(VERB_WATCH),
	    "a-2a,ua-1 a-2a a-2b a-2u a-3a,ua-1 a-3a a-3b a-3u ua-1 1.7" },
	{ "--proof", OPTION_PROOF, GIVES_FILE, FOR_PDF | BIT(VERB_WATCH), NULL },
	{ "--trace", OPTION_TRACE, GIVES_FILE, BIT(VERB_REPORT), NULL },
	{ "--form", OPTION_FORM, GIVES_WORD, BIT(VERB_COPY), "$new copy" },
	{ "--data", OPTION_DATA, GIVES_FILE, BIT(VERB_COPY), NULL },
	{ "--zones", OPTION_ZONES, GIVES_FILE, FOR_PDF | BIT(VERB_WATCH), NULL },
	{ "--appendix", OPTION_APPENDIX, GIVES_TEXT, FOR_PLANS & ~(BIT(VERB_COPY) | BIT(VERB_BATCH)), NULL },
	{ "--medium", OPTION_MEDIUM, GIVES_WORD, FOR_PLANS & ~BIT(VERB_COPY), "paper electronic" },
	{ "--lint", OPTION_LINT, GIVES_TEXT, BIT(VERB_BATCH) | BIT(VERB_RENDER) | BIT(VERB_CHECK)
	    | BIT(VERB_WATCH), NULL },
	{ "--list-rules", OPTION_LIST_RULES, GIVES_NOTHING, BIT(VERB_CHECK), NULL },
	{ "--json", OPTION_JSON, GIVES_NOTHING, BIT(VERB_PROOF) | BIT(VERB_CHECK), NULL },
	{ "--below", OPTION_BELOW, GIVES_TEXT, BIT(VERB_COPY), NULL },
	{ "--fit", OPTION_FIT, GIVES_NOTHING, FOR_PLANS & ~BIT(VERB_COPY), NULL },	/* or one after "=" */
	{ "--fit-values", OPTION_FIT_VALUES, GIVES_FILE, BIT(VERB_RENDER) | BIT(VERB_WATCH), NULL },
	{ "--set", OPTION_SET, GIVES_FILE, BIT(VERB_RENDER), NULL },
	{ "-d", OPTION_DIRECTORY, GIVES_FOLDER, BIT(VERB_RENDER) | BIT(VERB_BATCH), NULL },
	{ "--directory", OPTION_DIRECTORY, GIVES_FOLDER, BIT(VERB_RENDER) | BIT(VERB_BATCH), NULL },
	{ "-j", OPTION_JOBS, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--jobs", OPTION_JOBS, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--name", OPTION_NAME, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--id", OPTION_ID, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--records", OPTION_RECORDS, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--list", OPTION_LIST, GIVES_FILE, BIT(VERB_BATCH), NULL },
	{ "--deadline", OPTION_DEADLINE, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--memory", OPTION_MEMORY, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--retry-failed", OPTION_RETRY, GIVES_NOTHING, BIT(VERB_BATCH), NULL },
	{ "--verify", OPTION_WHOLE, GIVES_NOTHING, BIT(VERB_BATCH), NULL },
	{ "--no-sync", OPTION_NO_SYNC, GIVES_NOTHING, BIT(VERB_BATCH), NULL },
	{ "--with-zones", OPTION_WITH_ZONES, GIVES_NOTHING, BIT(VERB_BATCH), NULL },
	{ "--shard", OPTION_SHARD, GIVES_TEXT, BIT(VERB_BATCH), NULL },
	{ "--progress", OPTION_PROGRESS, GIVES_WORD, BIT(VERB_BATCH), "bar plain json none" },
	{ "--warnings", OPTION_WARNINGS, GIVES_NOTHING, BIT(VERB_BATCH), NULL },
	{ "--map", OPTION_MAP, GIVES_FILE, FOR_PLANS & ~(BIT(VERB_COPY) | BIT(VERB_REPORT)), NULL },
	{ "--profile", OPTION_PROFILE, GIVES_FILE, FOR_LAYOUT | BIT(VERB_NEW), NULL },
	{ "--font-path", OPTION_FONT_PATH, GIVES_FOLDER, FOR_LAYOUT, NULL },
	{ "--image-path", OPTION_IMAGE_PATH, GIVES_FOLDER, FOR_LAYOUT, NULL },
	{ "--fields", OPTION_FIELDS, GIVES_NOTHING, FOR_PLANS, NULL },
	{ "--lang", OPTION_LANG, GIVES_WORD, FOR_ALL, "vi en" },
	{ "--diagnostics", OPTION_DIAGNOSTICS, GIVES_WORD, FOR_ALL, "human json" },
	{ "--strict", OPTION_STRICT, GIVES_NOTHING, FOR_PLANS, NULL },
	{ "--stats", OPTION_STATS, GIVES_NOTHING, FOR_PDF, NULL },
	{ "--help", OPTION_HELP, GIVES_NOTHING, FOR_ALL, NULL },
	{ "-h", OPTION_HELP, GIVES_NOTHING, FOR_ALL, NULL },
	{ "--version", OPTION_VERSION, GIVES_NOTHING, FOR_ALL, NULL },
	{ NULL, OPTION_HELP, GIVES_NOTHING, 0, NULL },
};

_Static_assert(sizeof option_rows / sizeof *option_rows <= OPTION_ROWS_MOST + 1, "rows are bits of a number");
