#include "sign_options.h"
#include "moment.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SIGN = 1, VERIFY = 2, BOTH = 3, STAMP_SECONDS = 30 };

#define AT(member) offsetof(struct sign_options, member)

const struct argument sign_option_rows[] = {
	{ "--help", ARGUMENT_FLAG, AT(help), BOTH, NULL }, { "-h", ARGUMENT_FLAG, AT(help), BOTH, NULL },
	{ "--field", ARGUMENT_TEXT, AT(field), SIGN, NULL },
	{ "--key", ARGUMENT_TEXT, AT(key), SIGN, NULL },
	{ "--cert", ARGUMENT_TEXT, AT(certificate), SIGN, NULL },
	{ "--chain", ARGUMENT_LIST, AT(others), SIGN, NULL },
	{ "--module", ARGUMENT_TEXT, AT(module), SIGN, NULL },
	{ "--pin-fd", ARGUMENT_NUMBER, AT(pin_fd), SIGN, NULL },
	{ "--pin-env", ARGUMENT_TEXT, AT(pin_variable), SIGN, NULL },
	{ "--image", ARGUMENT_TEXT, AT(image), SIGN, NULL },
	{ "--text", ARGUMENT_TEXT, AT(text), SIGN, NULL },
	{ "--profile", ARGUMENT_TEXT, AT(profile), SIGN, NULL },
	{ "--name", ARGUMENT_TEXT, AT(name), SIGN, NULL },
	{ "--reason", ARGUMENT_TEXT, AT(reason), SIGN, NULL },
	{ "--location", ARGUMENT_TEXT, AT(location), SIGN, NULL },
	{ "--time", ARGUMENT_TEXT, AT(time), BOTH, NULL },
	{ "--tsa", ARGUMENT_TEXT, AT(stamp_url), SIGN, NULL },
	{ "--tsa-wait", ARGUMENT_NUMBER, AT(stamp_seconds), SIGN, NULL },
	{ "--validation", ARGUMENT_LIST, AT(evidence), SIGN, NULL },
	{ "--digest-only", ARGUMENT_FLAG, AT(digest_only), SIGN, NULL },
	{ "--embed", ARGUMENT_TEXT, AT(embed), SIGN, NULL },
	{ "-o", ARGUMENT_TEXT, AT(output), SIGN, NULL }, { "--output", ARGUMENT_TEXT, AT(output), SIGN, NULL },
	{ "-d", ARGUMENT_TEXT, AT(directory), SIGN, NULL }, { "--directory", ARGUMENT_TEXT, AT(directory), SIGN, NULL },
	{ "--in-place", ARGUMENT_FLAG, AT(in_place), SIGN, NULL },
	{ "--resume", ARGUMENT_FLAG, AT(resume), SIGN, NULL },
	{ "--trust", ARGUMENT_LIST, AT(trust), VERIFY, NULL },
	{ "--json", ARGUMENT_FLAG, AT(json), BOTH, NULL },
	{ NULL, ARGUMENT_FLAG, 0, 0, NULL },
};

static const char *const verbs[] = { [SIGN_VERB_SIGN] = "sign", [SIGN_VERB_VERIFY] = "verify", NULL };

static const char *
base_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

static int
by_base(const void *a, const void *b)
{
	return strcmp(base_of(*(const char *const *)a), base_of(*(const char *const *)b));
}

/* In one folder every file needs a name of its own, or the last one would take the place of the others. */
static int
check_names(const struct argument_list *files, const struct report *r)
{
	const char **sorted = calloc(files->n, sizeof *sorted);
	int status = 0;

	if (sorted == NULL)
		return REPORT(r, NULL, NO_MEMORY, "");
	memcpy(sorted, files->items, files->n * sizeof *sorted);
	qsort(sorted, files->n, sizeof *sorted, by_base);
	for (size_t i = 1; i < files->n && status == 0; i++)
		if (by_base(&sorted[i - 1], &sorted[i]) == 0)
			status = REPORT(r, NULL, SIGN_NAMES, sorted[i - 1], sorted[i]);
	free(sorted);
	return status;
}

/* Exactly one place for what is written; several files need more than one name. */
static int
check_output(const struct sign_options *o, const struct report *r)
{
	int places = (o->output != NULL) + (o->directory != NULL) + o->in_place;

	if (places == 0)
		return REPORT(r, NULL, USAGE_NEEDS, "sign", "-o, -d, --in-place");
	if (places > 1)
		return REPORT(r, NULL, USAGE_TOGETHER, o->in_place ? "--in-place" : "-d",
		    o->output != NULL ? "-o" : "-d");
	if (o->digest_only && o->output != NULL && strcmp(o->output, "-") == 0)
		return REPORT(r, NULL, USAGE_TOGETHER, "--digest-only", "-o -");
	if (o->output != NULL && o->files.n > 1)
		return REPORT(r, NULL, USAGE_FILE_MANY, "-o", o->files.items[1]);
	return o->directory != NULL ? check_names(&o->files, r) : 0;
}

static int
check_sign(const struct sign_options *o, const struct report *r)
{
	if (o->key == NULL && o->embed == NULL && !o->digest_only)
		return REPORT(r, NULL, USAGE_NEEDS, "sign", "--key");
	if (o->key != NULL && (o->embed != NULL || o->digest_only))
		return REPORT(r, NULL, USAGE_TOGETHER, "--key", o->embed != NULL ? "--embed" : "--digest-only");
	if (o->embed != NULL && o->digest_only)
		return REPORT(r, NULL, USAGE_TOGETHER, "--embed", "--digest-only");
	if ((o->embed != NULL || o->digest_only) && o->files.n > 1)
		return REPORT(r, NULL, USAGE_FILE_MANY, o->embed != NULL ? "--embed" : "--digest-only",
		    o->files.items[1]);
	if ((o->key != NULL && strstr(o->key, "pin-value=") != NULL)
	    || (o->certificate != NULL && strstr(o->certificate, "pin-value=") != NULL))
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--key", "pkcs11:...pin-value=...", "--pin-fd, --pin-env");
	if (o->image != NULL && o->text != NULL)
		return REPORT(r, NULL, USAGE_TOGETHER, "--image", "--text");
	return check_output(o, r);
}

static int
check(struct sign_options *o, const struct report *r)
{
	if (o->help)
		return 0;
	if (o->time != NULL && !moment_read(o->time, &o->when))
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--time", o->time, "2024-05-06T08:15:30+07:00");
	if (o->files.n == 0)
		return REPORT(r, NULL, USAGE_FILE_NONE, verbs[o->verb]);
	return o->verb == SIGN_VERB_SIGN ? check_sign(o, r) : 0;
}

int
sign_options_read(struct sign_options *o, struct report *r, int argc, char **argv)
{
	int verb, status;

	*o = (struct sign_options){ .pin_fd = -1, .stamp_seconds = STAMP_SECONDS, .when = (int64_t)time(NULL) };
	verb = arguments_start(r, verbs, argc, argv);
	if (verb < 0)
		return TT_FAULT_USAGE;
	o->verb = (enum sign_verb)verb;
	status = arguments_read(sign_option_rows, 1u << o->verb, verbs[o->verb], o, &o->files, r, argc - 2,
	    argv + 2);
	return status != 0 ? status : check(o, r);
}

void
sign_options_free(struct sign_options *o)
{
	struct argument_list *const lists[] = { &o->others, &o->evidence, &o->trust, &o->files };

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		arguments_free(lists[i]);
}
