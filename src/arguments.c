#include "arguments.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct reading {
	const struct argument *rows;
	unsigned	 verb;
	const char	*verb_name;
	char		*options;
	struct report	*report;
	int		 argc;
	char		**argv;
};

static const char *const languages[] = { [TT_ENGLISH] = "en", [TT_VIETNAMESE] = "vi", NULL };
static const char *const forms[] = { "human", "json", NULL };

static int
add(const struct reading *r, struct argument_list *list, const char *value)
{
	if (list->items == NULL)
		list->items = calloc((size_t)r->argc + 1, sizeof *list->items);
	if (list->items == NULL)
		return REPORT(r->report, NULL, NO_MEMORY, "");
	list->items[list->n++] = value;
	return 0;
}

static int
set_number(const struct reading *r, const struct argument *row, const char *value)
{
	char *end;
	long n = strtol(value, &end, 10);

	if (*value < '0' || *value > '9' || *end != '\0' || n > INT_MAX)
		return REPORT(r->report, NULL, USAGE_VALUE_UNKNOWN, row->name, value, "0, 1, 2 ...");
	*(int *)(void *)(r->options + row->at) = (int)n;
	return 0;
}

static int
set(const struct reading *r, const struct argument *row, const char *value)
{
	void *to = r->options + row->at;

	switch (row->kind) {
	case ARGUMENT_FLAG:
		*(bool *)to = true;
		return 0;
	case ARGUMENT_TEXT:
		*(const char **)to = value;
		return 0;
	case ARGUMENT_LIST:
		return add(r, to, value);
	case ARGUMENT_NUMBER:
		return set_number(r, row, value);
	}
	return 0;
}

/* Whether an argument is that option, and its value after "=" when there is one. */
static bool
is_option(const char *argument, const char *name, const char **value)
{
	size_t n = strlen(name);

	if (strncmp(argument, name, n) != 0 || (argument[n] != '\0' && argument[n] != '='))
		return false;
	*value = argument[n] == '=' ? argument + n + 1 : NULL;
	return true;
}

int
arguments_choose(const struct report *r, const char *option, const char *value, const char *const *list)
{
	char all[128] = "";

	for (size_t i = 0; list[i] != NULL; i++) {
		if (strcmp(list[i], value) == 0)
			return (int)i;
		strncat(all, i > 0 ? ", " : "", sizeof all - strlen(all) - 1);
		strncat(all, list[i], sizeof all - strlen(all) - 1);
	}
	REPORT(r, NULL, USAGE_VALUE_UNKNOWN, option, value, all);
	return -1;
}

int
arguments_set_common(struct report *r, const char *option, const char *value)
{
	bool language = strcmp(option, "--lang") == 0;
	int chosen = arguments_choose(r, option, value, language ? languages : forms);

	if (chosen < 0)
		return TT_FAULT_USAGE;
	if (language)
		r->language = (enum tt_language)chosen;
	else
		r->json = chosen == 1;
	return 0;
}

/* The value of the option at *i, from behind it when there is no "="; NULL after a message in *status. */
static const char *
value_of(const struct reading *r, const char *option, const char *value, int *i, int *status)
{
	if (value == NULL && *i + 1 < r->argc)
		value = r->argv[++*i];
	if (value != NULL && *value != '\0')
		return value;
	*status = REPORT(r->report, NULL, USAGE_VALUE_MISSING, option);
	return NULL;
}

static int
read_option(const struct reading *r, int *i)
{
	static const char *const common[] = { "--lang", "--diagnostics" };
	const char *argument = r->argv[*i], *value;
	int status = 0;

	for (size_t k = 0; k < sizeof common / sizeof *common; k++)
		if (is_option(argument, common[k], &value)) {
			value = value_of(r, common[k], value, i, &status);
			return value == NULL ? status : arguments_set_common(r->report, common[k], value);
		}
	for (size_t k = 0; r->rows[k].name != NULL; k++) {
		const struct argument *row = &r->rows[k];
		if (!is_option(argument, row->name, &value))
			continue;
		if ((row->verbs & r->verb) == 0)
			return REPORT(r->report, NULL, USAGE_OPTION_VERB, row->name, r->verb_name);
		if (row->kind == ARGUMENT_FLAG)
			return value != NULL ? REPORT(r->report, NULL, USAGE_VALUE_NONE, row->name) : set(r, row, NULL);
		value = value_of(r, row->name, value, i, &status);
		return value == NULL ? status : set(r, row, value);
	}
	return REPORT(r->report, NULL, USAGE_OPTION_UNKNOWN, argument);
}

void
arguments_language(struct report *r, int argc, char **argv)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	const char *value = NULL;

	for (size_t i = 0; i < sizeof names / sizeof *names && (value == NULL || *value == '\0'); i++)
		value = getenv(names[i]);
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			value = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			value = argv[i + 1];
	}
	if (value != NULL && strncmp(value, "vi", 2) == 0)
		r->language = TT_VIETNAMESE;
}

int
arguments_read(const struct argument *rows, unsigned verb, const char *verb_name, void *options,
    struct argument_list *files, struct report *report, int argc, char **argv)
{
	const struct reading r = { rows, verb, verb_name, options, report, argc, argv };
	bool only_files = false;
	int status = 0;

	for (int i = 0; i < argc && status == 0; i++) {
		if (only_files || argv[i][0] != '-' || argv[i][1] == '\0')
			status = add(&r, files, argv[i]);
		else if (strcmp(argv[i], "--") == 0)
			only_files = true;
		else
			status = read_option(&r, &i);
	}
	return status;
}

int
arguments_start(struct report *r, const char *const *verbs, int argc, char **argv)
{
	*r = (struct report){ .language = TT_ENGLISH };
	arguments_language(r, argc, argv);
	for (int i = 0; argc >= 2 && verbs[i] != NULL; i++)
		if (strcmp(argv[1], verbs[i]) == 0)
			return i;
	REPORT(r, NULL, USAGE_VERB_UNKNOWN, argc < 2 ? "" : argv[1]);
	return -1;
}

void
arguments_free(struct argument_list *list)
{
	free(list->items);
	*list = (struct argument_list){ NULL, 0 };
}
