#include "print_options.h"

#include <string.h>

#define AT(member) offsetof(struct print_options, member)

enum { MOST_COPIES = 999, WAIT = 600, CONNECT = 15 };

const struct argument print_option_rows[] = {
	{ "--help", ARGUMENT_FLAG, AT(help), 1, NULL }, { "-h", ARGUMENT_FLAG, AT(help), 1, NULL },
	{ "--list", ARGUMENT_FLAG, AT(list), 1, NULL },
	{ "--printer", ARGUMENT_TEXT, AT(printer), 1, NULL },
	{ "--accept-certificate", ARGUMENT_TEXT, AT(certificate), 1, NULL },
	{ "--copies", ARGUMENT_NUMBER, AT(copies), 1, NULL },
	{ "--set", ARGUMENT_TEXT, AT(set), 1, NULL },
	{ "--one-sided", ARGUMENT_FLAG, AT(one_sided), 1, NULL },
	{ "--media", ARGUMENT_TEXT, AT(media), 1, NULL },
	{ "--title", ARGUMENT_TEXT, AT(title), 1, NULL },
	{ "--wait", ARGUMENT_NUMBER, AT(wait), 1, NULL },
	{ "--connect", ARGUMENT_NUMBER, AT(connect), 1, NULL },
	{ "--no-wait", ARGUMENT_FLAG, AT(no_wait), 1, NULL },
	{ "--json", ARGUMENT_FLAG, AT(json), 1, NULL },
	{ NULL, ARGUMENT_FLAG, 0, 0, NULL },
};

/* A user and password in an address would be seen by everybody who lists programs, and in messages. */
static bool
has_password(const char *uri)
{
	const char *host = strstr(uri, "://");

	return host != NULL && memchr(host + 3, '@', strcspn(host + 3, "/?#")) != NULL;
}

/* Hexadecimal digits of a SHA-256, perhaps with colons between bytes. */
static bool
is_sha256(const char *text)
{
	enum { DIGITS = 64 };
	size_t n = 0;

	for (; *text != '\0'; text++) {
		if (*text != ':' && strchr("0123456789abcdefABCDEF", *text) == NULL)
			return false;
		n += *text != ':';
	}
	return n == DIGITS;
}

static int
check(const struct print_options *o, const struct report *r)
{
	if (o->help || o->list)
		return o->list && o->files.n > 0 ? REPORT(r, NULL, USAGE_FILE_SURPLUS, "--list", o->files.items[0]) : 0;
	if (o->printer == NULL)
		return REPORT(r, NULL, USAGE_NEEDS, "print", "--printer");
	if (has_password(o->printer))
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--printer", "ipp://...@...", "ipp://host[:port]/path");
	if (o->certificate != NULL && !is_sha256(o->certificate))
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--accept-certificate", o->certificate, "SHA-256");
	if (o->certificate != NULL && strncmp(o->printer, "ipps:", 5) != 0)
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--printer", o->printer, "ipps://host[:port]/path");
	if (o->copies < 1 || o->copies > MOST_COPIES)
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--copies", "0", "1 ... 999");
	if (o->set == NULL && o->files.n == 0)
		return REPORT(r, NULL, USAGE_FILE_NONE, "print");
	if (o->set != NULL && o->files.n > 0)
		return REPORT(r, NULL, USAGE_FILE_SURPLUS, "--set", o->files.items[0]);
	if (o->set != NULL && o->copies > 1)
		return REPORT(r, NULL, USAGE_TOGETHER, "--copies", "--set");
	return 0;
}

int
print_options_read(struct print_options *o, struct report *r, int argc, char **argv)
{
	int status;

	*o = (struct print_options){ .copies = 1, .media = "iso_a4_210x297mm", .wait = WAIT, .connect = CONNECT };
	if (arguments_start(r, (const char *const[]){ "print", NULL }, argc, argv) < 0)
		return TT_FAULT_USAGE;
	status = arguments_read(print_option_rows, 1, "print", o, &o->files, r, argc - 2, argv + 2);
	return status != 0 ? status : check(o, r);
}

void
print_options_free(struct print_options *o)
{
	arguments_free(&o->files);
}
