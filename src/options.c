#include "options.h"
#include "arguments.h"
#include "similar.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BIT(verb) (1u << (verb))

enum {
	ONE_FILE = BIT(VERB_WATCH) | BIT(VERB_REPORT) | BIT(VERB_RENDER) | BIT(VERB_COPY) | BIT(VERB_PROOF)
	    | BIT(VERB_EXTRACT) | BIT(VERB_VERIFY)
};

enum { NAME_MAX_LEN = 32, PAGES_MOST = 10000 };

static const char *const schemas[] = {
	[OPTIONS_SCHEMA_PLAN] = "plan", [OPTIONS_SCHEMA_COPY] = "copy", [OPTIONS_SCHEMA_SET] = "set",
	[OPTIONS_SCHEMA_REPORT] = "report", [OPTIONS_SCHEMA_RESULTS] = "results", [OPTIONS_SCHEMA_MAP] = "map",
	[OPTIONS_SCHEMA_LAYOUT] = "layout", NULL
};
static const char *const media[] = { "paper", "electronic", NULL };	/* by enum tt_medium, less 1 */
static const char *const shells[] = { "bash", "zsh", "fish", NULL };	/* by enum completion_shell */
static const char *const formats[] = { "pdf", "png", "svg", NULL };
static const char *const stages[] = {
	[TT_STAGE_PLAN] = "plan", [TT_STAGE_BLOCKS] = "blocks", [TT_STAGE_BOXES] = "boxes",
	[TT_STAGE_PAGES] = "pages", NULL
};

static int
unknown_option(const struct report *r, const char *name)
{
	const char *best = NULL;
	size_t least = SIZE_MAX;

	for (size_t i = 0; option_rows[i].name != NULL; i++)
		similar_compare(name, option_rows[i].name, &best, &least);
	if (best != NULL)
		return REPORT(r, NULL, USAGE_OPTION_SIMILAR, name, best);
	return REPORT(r, NULL, USAGE_OPTION_UNKNOWN, name);
}

static int
unknown_verb(const struct report *r, const char *name)
{
	const char *best = NULL;
	size_t least = SIZE_MAX;

	for (int v = VERB_RENDER; v < VERB__MAX; v++)
		similar_compare(name, option_verbs[v], &best, &least);
	if (best != NULL)
		return REPORT(r, NULL, USAGE_VERB_SIMILAR, name, best);
	return REPORT(r, NULL, USAGE_VERB_UNKNOWN, name);
}

/* "loose", "no" or a number of pages; nothing means yes. Returns -1 after a message. */
static int
read_fit(struct options *o, const struct report *r, const char *option, const char *value)
{
	char *end;
	long pages;

	o->fit = value == NULL ? TT_FIT_YES : strcmp(value, "loose") == 0 ? TT_FIT_LOOSE
	    : strcmp(value, "no") == 0 ? TT_FIT_NO : TT_FIT_PAGES;
	if (o->fit != TT_FIT_PAGES)
		return 0;
	pages = strtol(value, &end, 10);
	o->fit_pages = (int)pages;
	if (*value >= '1' && *value <= '9' && *end == '\0' && pages <= PAGES_MOST)
		return 0;
	REPORT(r, NULL, USAGE_VALUE_UNKNOWN, option, value, "1, 2, 3 ..., loose, no");
	return -1;
}

/* Millimetres with one decimal at most, in tenths; -1 after a message. */
static int
read_tenths(const struct report *r, const char *option, const char *value)
{
	enum { MOST = 10000 };
	const char *p = value;
	int n = 0;

	for (; *p >= '0' && *p <= '9' && n < MOST; p++)
		n = n * 10 + (*p - '0');
	n *= 10;
	if (p > value && (*p == '.' || *p == ',') && p[1] >= '0' && p[1] <= '9') {
		n += p[1] - '0';
		p += 2;
	}
	if (p > value && *p == '\0' && n > 0 && n < MOST)
		return n;
	REPORT(r, NULL, USAGE_LENGTH, option, value);
	return -1;
}

/* Options that are there or not, and those whose value is kept as it is. */
static const struct {
	enum option	 option;
	size_t		 at;		/* of the bool or the text in struct options */
} flags[] = {
	{ OPTION_FIELDS, offsetof(struct options, fields) }, { OPTION_ATTACH, offsetof(struct options, attach) },
	{ OPTION_DRAFT, offsetof(struct options, draft) },
	{ OPTION_ALLOW_SECRET, offsetof(struct options, allow_secret) },
	{ OPTION_JSON, offsetof(struct options, json) },
	{ OPTION_LIST_RULES, offsetof(struct options, list_rules) },
	{ OPTION_STRICT, offsetof(struct options, strict) },
	{ OPTION_STATS, offsetof(struct options, stats) }, { OPTION_HELP, offsetof(struct options, help) },
	{ OPTION_VERSION, offsetof(struct options, version) },
	{ OPTION_RETRY, offsetof(struct options, batch.retry_failed) },
	{ OPTION_WHOLE, offsetof(struct options, batch.verify) },
	{ OPTION_NO_SYNC, offsetof(struct options, batch.no_sync) },
	{ OPTION_WITH_ZONES, offsetof(struct options, batch.zones) },
	{ OPTION_WARNINGS, offsetof(struct options, batch.warnings) },
}, texts[] = {
	{ OPTION_OUTPUT, offsetof(struct options, output) }, { OPTION_PROFILE, offsetof(struct options, profile) },
	{ OPTION_STANDARD, offsetof(struct options, standard) }, { OPTION_PROOF, offsetof(struct options, proof) },
	{ OPTION_ZONES, offsetof(struct options, zones) }, { OPTION_TRACE, offsetof(struct options, trace) },
	{ OPTION_FORM, offsetof(struct options, form) },
	{ OPTION_DATA, offsetof(struct options, data) }, { OPTION_FIT_VALUES, offsetof(struct options, fit_values) },
	{ OPTION_APPENDIX, offsetof(struct options, appendix) }, { OPTION_SET, offsetof(struct options, set) },
	{ OPTION_DIRECTORY, offsetof(struct options, directory) }, { OPTION_MAP, offsetof(struct options, map) },
	{ OPTION_JOBS, offsetof(struct options, batch.jobs_text) },
	{ OPTION_NAME, offsetof(struct options, batch.name) },
	{ OPTION_DEADLINE, offsetof(struct options, batch.deadline_text) },
	{ OPTION_MEMORY, offsetof(struct options, batch.memory_text) },
	{ OPTION_SHARD, offsetof(struct options, batch.shard_text) },
	{ OPTION_PROGRESS, offsetof(struct options, batch.progress_text) },
	{ OPTION_DPI, offsetof(struct options, dpi) }, { OPTION_PAGE, offsetof(struct options, page) },
	{ OPTION_ID, offsetof(struct options, batch.id) }, { OPTION_RECORDS, offsetof(struct options, batch.records) },
};

/* Options that may be given again and again. */
static const struct {
	enum option	 option;
	size_t		 at, count;	/* of the array and the number of its members in struct options */
} lists[] = {
	{ OPTION_FONT_PATH, offsetof(struct options, font_dirs), offsetof(struct options, nfont_dirs) },
	{ OPTION_IMAGE_PATH, offsetof(struct options, image_dirs), offsetof(struct options, nimage_dirs) },
	{ OPTION_LINT, offsetof(struct options, lint), offsetof(struct options, nlint) },
	{ OPTION_LIST, offsetof(struct options, batch.lists), offsetof(struct options, batch.nlists) },
};

static const char ***
list_at(struct options *o, size_t i)
{
	return (const char ***)(void *)((char *)o + lists[i].at);
}

/* Options whose values mean something. */
static int
apply_meaning(struct options *o, struct report *r, const struct option_row *row, const char *value)
{
	int chosen = 0;

	if (row->option == OPTION_LANG || row->option == OPTION_DIAGNOSTICS)
		return arguments_set_common(r, row->name, value);
	if (row->option == OPTION_DUMP) {
		o->dump = true;
		chosen = arguments_choose(r, row->name, value, stages);
		o->stage = (enum tt_stage)chosen;
	} else if (row->option == OPTION_FIT) {
		chosen = read_fit(o, r, row->name, value);
	} else if (row->option == OPTION_MEDIUM) {
		chosen = arguments_choose(r, row->name, value, media);
		o->medium = (enum tt_medium)(chosen + 1);
	} else if (row->option == OPTION_BELOW) {
		chosen = read_tenths(r, row->name, value);
		o->below = chosen;
	} else if (row->option == OPTION_FORMAT) {
		chosen = arguments_choose(r, row->name, value, formats);
		o->format = chosen > 0 ? value : NULL;
	}
	return chosen < 0 ? TT_FAULT_USAGE : 0;
}

static int
apply(struct options *o, struct report *r, const struct option_row *row, const char *value)
{
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
		if (flags[i].option == row->option) {
			*(bool *)((char *)o + flags[i].at) = true;
			return 0;
		}
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (texts[i].option == row->option) {
			*(const char **)(void *)((char *)o + texts[i].at) = value;
			return 0;
		}
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (lists[i].option == row->option) {
			size_t *n = (size_t *)(void *)((char *)o + lists[i].count);
			(*list_at(o, i))[(*n)++] = value;
			return 0;
		}
	return apply_meaning(o, r, row, value);
}

/* The option an argument names: "--name", "--name=value", "-o", "-oFILE"; *value may stay NULL. */
static const struct option_row *
find_option(const char *arg, const char **value)
{
	*value = NULL;
	for (size_t i = 0; option_rows[i].name != NULL; i++) {
		size_t n = strlen(option_rows[i].name);
		if (strncmp(arg, option_rows[i].name, n) != 0)
			continue;
		if (arg[n] == '\0')
			return &option_rows[i];
		if (option_rows[i].name[1] == '-' && arg[n] != '=')
			continue;
		*value = arg + n + (arg[n] == '=');
		return &option_rows[i];
	}
	return NULL;
}

/* Reads the option at argv[*i], and its value, which may be the next argument. */
static int
read_option(struct options *o, struct report *r, int argc, char **argv, int *i, uint64_t *used)
{
	char name[NAME_MAX_LEN + 1];
	const char *value;
	const struct option_row *row = find_option(argv[*i], &value);

	if (row == NULL) {
		snprintf(name, sizeof name, "%.*s", (int)strcspn(argv[*i], "="), argv[*i]);
		return unknown_option(r, name);
	}
	if (!row->value && value != NULL && row->option != OPTION_FIT)
		return REPORT(r, NULL, USAGE_VALUE_NONE, row->name);
	if (row->value && value == NULL && *i + 1 < argc)
		value = argv[++*i];
	if (row->value && (value == NULL || *value == '\0'))
		return REPORT(r, NULL, USAGE_VALUE_MISSING, row->name);
	*used |= UINT64_C(1) << (row - option_rows);
	return apply(o, r, row, value);
}

static int
read_verb(struct options *o, const struct report *r, const char *name)
{
	for (int v = VERB_RENDER; v < VERB__MAX; v++)
		if (strcmp(name, option_verbs[v]) == 0) {
			o->verb = (enum verb)v;
			return 0;
		}
	if (strcmp(name, "help") == 0) {
		o->help = true;
		return 0;
	}
	return unknown_verb(r, name);
}

/* Whether every file that is written has a name of its own. */
static int
check_same(const struct options *o, const struct report *r)
{
	const struct { const char *name, *path; } files[] = {
		{ "-o", o->output }, { "--proof", o->proof }, { "--fit-values", o->fit_values },
		{ "--zones", o->zones },
		{ "--trace", o->trace }
	};

	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		for (size_t k = 0; k < i; k++)
			if (files[i].path != NULL && files[k].path != NULL && strcmp(files[i].path, files[k].path) == 0)
				return REPORT(r, NULL, USAGE_SAME_FILE, files[i].name, files[k].name);
	return 0;
}

/* Whether the options of pictures go together. */
static int
check_pictures(const struct options *o, const struct report *r)
{
	if (o->format == NULL && (o->dpi != NULL || o->page != NULL))
		return REPORT(r, NULL, USAGE_NEEDS, o->dpi != NULL ? "--dpi" : "--page", "-f png, -f svg");
	if (o->format != NULL && strcmp(o->format, "svg") == 0 && o->dpi != NULL)
		return REPORT(r, NULL, USAGE_TOGETHER, "--dpi", "-f svg");
	if (o->format != NULL && (o->dump || o->set != NULL || o->attach))
		return REPORT(r, NULL, USAGE_TOGETHER, "-f", o->dump ? "--dump" : o->set != NULL ? "--set"
		    : "--attach-source");
	return 0;
}

static int
check_batch(struct options *o, const struct report *r)
{
	if (o->nfiles == 0 && o->batch.nlists == 0)
		return REPORT(r, NULL, USAGE_FILE_NONE, option_verbs[o->verb]);
	if (o->directory == NULL)
		return REPORT(r, NULL, USAGE_NEEDS, option_verbs[o->verb], "-d");
	return batch_options_read(&o->batch, r);
}

/* What comes after a verb that reads no files: what is to be printed. */
static int
check_operands(struct options *o, const struct report *r)
{
	const char *verb = option_verbs[o->verb];

	if (o->verb == VERB_SCHEMA && o->nfiles > 1)
		return REPORT(r, NULL, USAGE_FILE_SURPLUS, verb, o->files[1]);
	if (o->verb == VERB_SCHEMA) {
		int chosen = o->nfiles > 0 ? arguments_choose(r, verb, o->files[0], schemas) : 0;
		o->schema = (enum options_schema)chosen;
		return chosen < 0 ? TT_FAULT_USAGE : 0;
	}
	if (o->verb == VERB_COMPLETION && o->nfiles == 1) {
		o->shell = arguments_choose(r, verb, o->files[0], shells);
		return o->shell < 0 ? TT_FAULT_USAGE : 0;
	}
	if (o->verb == VERB_COMPLETION)
		return REPORT(r, NULL, USAGE_NEEDS, verb, option_operands[o->verb]);
	if (o->nfiles == 0)
		return REPORT(r, NULL, USAGE_NEW, "");
	return o->nfiles > 2 ? REPORT(r, NULL, USAGE_FILE_SURPLUS, verb, o->files[2]) : 0;
}

/* Whether there are as many files as the verb takes. */
static int
check_files(const struct options *o, const struct report *r)
{
	const char *verb = option_verbs[o->verb];

	if (o->verb == VERB_COPY && o->data == NULL)
		return REPORT(r, NULL, USAGE_DATA, "");
	if (o->list_rules && o->nfiles > 0)
		return REPORT(r, NULL, USAGE_FILE_SURPLUS, "--list-rules", o->files[0]);
	if (o->verb == VERB_CHECK && o->json && !o->list_rules)
		return REPORT(r, NULL, USAGE_OPTION_VERB, "--json", verb);
	if (o->nfiles == 0 && !o->list_rules)
		return REPORT(r, NULL, USAGE_FILE_NONE, verb);
	if ((ONE_FILE & BIT(o->verb)) != 0 && o->nfiles > 1)
		return REPORT(r, NULL, USAGE_FILE_MANY, verb, o->files[1]);
	if (o->verb == VERB_WATCH && (o->standard_input || (o->output != NULL && strcmp(o->output, "-") == 0)))
		return REPORT(r, NULL, USAGE_WATCH, "");
	return 0;
}

/* Whether the options of print sets go together; `used` has a bit for each row. */
static int
check_set(const struct options *o, const struct report *r, uint64_t used)
{
	if ((o->set != NULL) != (o->directory != NULL))
		return REPORT(r, NULL, USAGE_NEEDS, o->set != NULL ? "--set" : "-d", o->set != NULL ? "-d" : "--set");
	for (size_t i = 0; o->set != NULL && option_rows[i].name != NULL; i++)
		if ((used >> i & 1) != 0
		    && (option_rows[i].option == OPTION_OUTPUT || option_rows[i].option == OPTION_DUMP
		    || option_rows[i].option == OPTION_ATTACH))
			return REPORT(r, NULL, USAGE_TOGETHER, option_rows[i].name, "--set");
	return 0;
}

/* Whether options and files go with the verb. */
static int
check(struct options *o, const struct report *r, uint64_t used)
{
	int status;

	if (o->help || o->version)
		return 0;
	if (o->verb == VERB_NONE)
		return REPORT(r, NULL, USAGE_VERB, "");
	for (size_t i = 0; option_rows[i].name != NULL; i++)
		if ((used >> i & 1) != 0 && (option_rows[i].verbs & BIT(o->verb)) == 0)
			return REPORT(r, NULL, USAGE_OPTION_VERB, option_rows[i].name, option_verbs[o->verb]);
	if (o->verb == VERB_SCHEMA || o->verb == VERB_COMPLETION || o->verb == VERB_NEW)
		return check_operands(o, r);
	if (o->verb == VERB_BATCH)
		return check_batch(o, r);
	status = check_files(o, r);
	if (status == 0)
		status = check_set(o, r, used);
	if (status == 0)
		status = check_pictures(o, r);
	return status != 0 ? status : check_same(o, r);
}

static void
add_file(struct options *o, const char *name)
{
	o->files[o->nfiles++] = name;
	o->standard_input |= strcmp(name, "-") == 0;
}

int
options_read(struct options *o, struct report *r, int argc, char **argv)
{
	bool only_files = false;
	uint64_t used = 0;
	int status = 0;

	*o = (struct options){ .verb = VERB_NONE };
	*r = (struct report){ .language = TT_ENGLISH };
	arguments_language(r, argc, argv);
	o->files = calloc((size_t)argc + 1, sizeof *o->files);
	for (size_t i = 0; i < sizeof lists / sizeof *lists && o->files != NULL; i++)
		if ((*list_at(o, i) = calloc((size_t)argc + 1, sizeof **list_at(o, i))) == NULL)
			return REPORT(r, NULL, NO_MEMORY, "");
	if (o->files == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	for (int i = 1; i < argc && status == 0; i++) {
		if (only_files || argv[i][0] != '-' || argv[i][1] == '\0') {
			if (o->verb == VERB_NONE && !o->help)
				status = read_verb(o, r, argv[i]);
			else
				add_file(o, argv[i]);
		} else if (strcmp(argv[i], "--") == 0) {
			only_files = true;
		} else {
			status = read_option(o, r, argc, argv, &i, &used);
		}
	}
	if (o->help && o->verb == VERB_NONE && o->nfiles > 0 && status == 0)
		status = read_verb(o, r, o->files[0]);
	return status != 0 ? status : check(o, r, used);
}

void
options_free(struct options *o)
{
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		free(*list_at(o, i));
	free(o->files);
}

const char *
options_verb(enum verb verb)
{
	return option_verbs[verb];
}
