#include "completion_words.h"
#include "preview_options.h"
#include "print_options.h"
#include "sign_options.h"

#include <string.h>

/* Verbs that are programs of their own, and tables of their options. */
static const struct companion {
	const char	*name;
	const struct argument *rows;	/* a name of NULL ends them */
	unsigned	 verb;		/* its bit in them */
	enum text_id	 help;
} companions[] = {
	{ "sign", sign_option_rows, 1u << SIGN_VERB_SIGN, TEXT_HELP_SIGN },
	{ "verify", sign_option_rows, 1u << SIGN_VERB_VERIFY, TEXT_HELP_VERIFY_PDF },
	{ "print", print_option_rows, 1, TEXT_HELP_PRINT },
	{ "preview", preview_option_rows, 1, TEXT_HELP_PREVIEW },
};

enum { DEEP = 12 };			/* spaces before a line of help that goes on */

/* Where the text about a name in a line of help begins; NULL when the line has none. */
static const char *
text_in_line(const char *line, const char *name)
{
	static const char *const ends[] = { ".json ", "... " };	/* of long operands, with one space behind */
	size_t n = strlen(name), end = strcspn(line, "\n");
	const char *p;

	if (strncmp(line, "  ", 2) != 0 || strncmp(line + 2, name, n) != 0 || strchr(" [,", line[2 + n]) == NULL)
		return NULL;
	for (p = line + 2 + n; p < line + end; p++)
		if (p[0] == ' ' && p[1] == ' ')
			return p + strspn(p, " ");
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *at = strstr(line, ends[i]);
		if (at != NULL && at < line + end)
			return at + strlen(ends[i]);
	}
	p += *p == '\n';
	return strspn(p, " ") >= DEEP ? p + strspn(p, " ") : NULL;
}

/* Copies the first clause of a text of help, its lines joined, without what shells would take to mean something. */
static void
copy_clause(const char *text, char *doc)
{
	size_t n = 0;

	for (; *text != '\0' && n + 1 < COMPLETION_DOC; text++) {
		size_t next = *text == '\n' ? strspn(text + 1, " ") : 0;
		if (*text == ';' || (*text == '.' && (text[1] == ' ' || text[1] == '\n')) || strncmp(text, " (", 2) == 0
		    || (*text == '\n' && next < DEEP))
			break;
		if (*text == '\n') {
			doc[n++] = ' ';
			text += next;
		} else if (strchr("'\"`$\\[]:", *text) == NULL) {
			doc[n++] = *text;
		}
	}
	while (n > 0 && (doc[n - 1] == ' ' || doc[n - 1] == ','
	    || (n + 1 == COMPLETION_DOC && (doc[n - 1] & 0x80) != 0)))
		n--;
	doc[n] = '\0';
}

/* What a help says of a name; "" when it does not. */
static bool
describe(const char *help, const char *name, char *doc)
{
	doc[0] = '\0';
	for (const char *line = help; line != NULL; line = strchr(line, '\n')) {
		const char *text;
		line += *line == '\n';
		text = text_in_line(line, name);
		if (text == NULL)
			continue;
		copy_clause(text, doc);
		return true;
	}
	return false;
}

/* The same in the help of the verb, or where options of many verbs are explained. */
static void
describe_option(const struct report *r, enum text_id help, struct completion_option *o)
{
	const enum text_id texts[] = { help, TEXT_HELP_COMMON, TEXT_HELP, TEXT_HELP_RENDER, TEXT_HELP_PREVIEW };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (describe(report_text(r, texts[i]), o->name, o->doc))
			return;
}

static void
add(const struct report *r, struct completion_verb *v, enum text_id help, const char *name, enum option_value value,
    const char *words)
{
	struct completion_option *o = &v->options[v->n++];

	*o = (struct completion_option){ .name = name, .value = value, .words = words };
	describe_option(r, help, o);
}

static void
take_verb(const struct report *r, enum verb verb, struct completion_verb *v)
{
	v->name = option_verbs[verb];
	v->words = option_operands[verb];
	for (const struct option_row *row = option_rows; row->name != NULL; row++) {
		if ((row->verbs >> verb & 1) == 0)
			continue;
		add(r, v, option_helps[verb], row->name, row->value, row->words);
		/* The help explains one of the names. */
		if (row > option_rows && row[-1].option == row->option && v->options[v->n - 1].doc[0] == '\0')
			memcpy(v->options[v->n - 1].doc, v->options[v->n - 2].doc, COMPLETION_DOC);
	}
}

static void
take_companion(const struct report *r, const struct companion *c, struct completion_verb *v)
{
	static const enum option_value values[] = { [ARGUMENT_FLAG] = GIVES_NOTHING, [ARGUMENT_TEXT] = GIVES_FILE,
		[ARGUMENT_LIST] = GIVES_FILE, [ARGUMENT_NUMBER] = GIVES_TEXT };

	v->name = c->name;
	for (const struct argument *row = c->rows; row->name != NULL; row++)
		if ((row->verbs & c->verb) != 0)
			add(r, v, c->help, row->name, row->words != NULL ? GIVES_WORD : values[row->kind], row->words);
	add(r, v, TEXT_HELP_COMMON, "--lang", GIVES_WORD, "vi en");
	add(r, v, TEXT_HELP_COMMON, "--diagnostics", GIVES_WORD, "human json");
}

bool
completion_verb(const struct report *r, size_t i, struct completion_verb *v)
{
	enum { OWN = VERB__MAX - VERB_RENDER };

	v->n = 0;
	v->words = NULL;
	if (i < OWN)
		take_verb(r, (enum verb)(VERB_RENDER + (int)i), v);
	else if (i - OWN < sizeof companions / sizeof *companions)
		take_companion(r, &companions[i - OWN], v);
	else
		return false;
	describe(report_text(r, TEXT_HELP), v->name, v->doc);
	return true;
}
