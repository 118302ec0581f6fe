#include "preview_options.h"

#include <string.h>

#define AT(member) offsetof(struct preview_options, member)

enum { DPI = 100, DPI_LEAST = 10, DPI_MOST = 1200 };

const struct argument preview_option_rows[] = {
	{ "--help", ARGUMENT_FLAG, AT(help), 1, NULL }, { "-h", ARGUMENT_FLAG, AT(help), 1, NULL },
	{ "-f", ARGUMENT_TEXT, AT(format), 1, "png svg" }, { "--format", ARGUMENT_TEXT, AT(format), 1, "png svg" },
	{ "--dpi", ARGUMENT_NUMBER, AT(dpi), 1, NULL },
	{ "--page", ARGUMENT_NUMBER, AT(page), 1, NULL },
	{ "-o", ARGUMENT_TEXT, AT(output), 1, NULL }, { "--output", ARGUMENT_TEXT, AT(output), 1, NULL },
	{ NULL, ARGUMENT_FLAG, 0, 0, NULL },
};

static int
check(const struct preview_options *o, const struct report *r)
{
	char text[16];

	if (o->help)
		return 0;
	if (strcmp(o->format, "png") != 0 && strcmp(o->format, "svg") != 0)
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "-f", o->format, "png, svg");
	snprintf(text, sizeof text, "%d", o->dpi);
	if (o->dpi < DPI_LEAST || o->dpi > DPI_MOST)
		return REPORT(r, NULL, USAGE_VALUE_UNKNOWN, "--dpi", text, "10 ... 1200");
	if (o->files.n == 0)
		return REPORT(r, NULL, USAGE_FILE_NONE, "preview");
	if (o->files.n > 1)
		return REPORT(r, NULL, USAGE_FILE_MANY, "preview", o->files.items[1]);
	return 0;
}

int
preview_options_read(struct preview_options *o, struct report *r, int argc, char **argv)
{
	int status;

	*o = (struct preview_options){ .format = "png", .dpi = DPI };
	if (arguments_start(r, (const char *const[]){ "preview", NULL }, argc, argv) < 0)
		return TT_FAULT_USAGE;
	status = arguments_read(preview_option_rows, 1, "preview", o, &o->files, r, argc - 2, argv + 2);
	return status != 0 ? status : check(o, r);
}

void
preview_options_free(struct preview_options *o)
{
	arguments_free(&o->files);
}
