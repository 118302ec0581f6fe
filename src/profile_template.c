#include "profile_read.h"
#include "arena.h"
#include "field.h"
#include "template.h"

#include <string.h>

enum kind { ZONE, DATE, NOTE, LABEL, AMOUNT, WORDS, ARCHIVE, SYMBOL, TIME, PICTURE, CAPTION, UNIT, DRAFTER, PAGES };

/* The names that a template of each kind may have in braces. */
static const char *const *const names[] = {
	[ZONE] = field_printed,
	[DATE] = (const char *const[]){ "day", "month", "year", NULL },
	[NOTE] = (const char *const[]){ "n", NULL },
	[LABEL] = (const char *const[]){ "arabic", "roman", "letter", "parent", NULL },
	[AMOUNT] = (const char *const[]){ "figures", "unit", NULL },
	[WORDS] = (const char *const[]){ "words", "unit", NULL },
	[ARCHIVE] = (const char *const[]){ "archive", "drafter", NULL },
	[SYMBOL] = (const char *const[]){ "abbreviation", "issuer", "unit", NULL },
	[TIME] = (const char *const[]){ "year", "month", "day", "hour", "minute", "second", NULL },
	[PICTURE] = (const char *const[]){ "name", NULL },
	[CAPTION] = (const char *const[]){ "n", "text", NULL },
	[UNIT] = (const char *const[]){ "text", NULL },
	[DRAFTER] = (const char *const[]){ "drafter", "copies", NULL },
	[PAGES] = (const char *const[]){ "abbreviation", NULL }
};

static bind_reader read_template, read_condition;

#define TEMPLATE(kind, empty) { \
	.takes = TAKES_STRING, .read = read_template, .arg = (kind), .may_be_empty = (empty) }

const struct bind_type profile_type_zone_text = TEMPLATE(ZONE, true);
const struct bind_type profile_type_date_text = TEMPLATE(DATE, false);
const struct bind_type profile_type_note_text = TEMPLATE(NOTE, false);
const struct bind_type profile_type_label_text = TEMPLATE(LABEL, false);
const struct bind_type profile_type_amount_text = TEMPLATE(AMOUNT, false);
const struct bind_type profile_type_words_text = TEMPLATE(WORDS, true);
const struct bind_type profile_type_archive_text = TEMPLATE(ARCHIVE, false);
const struct bind_type profile_type_symbol_text = TEMPLATE(SYMBOL, false);
const struct bind_type profile_type_time_text = TEMPLATE(TIME, false);
const struct bind_type profile_type_picture_text = TEMPLATE(PICTURE, false);
const struct bind_type profile_type_caption_text = TEMPLATE(CAPTION, false);
const struct bind_type profile_type_unit_text = TEMPLATE(UNIT, false);
const struct bind_type profile_type_drafter_text = TEMPLATE(DRAFTER, false);
const struct bind_type profile_type_pages_text = TEMPLATE(PAGES, true);
const struct bind_type profile_type_condition = { .takes = TAKES_STRING, .read = read_condition };

static bool
is_known(const char *const *list, const struct template_part *part)
{
	while (*list != NULL && (strncmp(*list, part->text, part->len) != 0 || (*list)[part->len] != '\0'))
		list++;
	return *list != NULL;
}

static void
read_template(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct template_part part;
	const char *text = "";

	bind_value(b, &profile_type_word, v, &text);
	*(const char **)out = text;
	if (!type->may_be_empty && bind_is_blank(text))
		DIAG(b->diag, FIELD_EMPTY, &v->at, "");
	while (template_next(&text, &part))
		if (part.is_name && !is_known(names[type->arg], &part))
			DIAG(b->diag, TEMPLATE_NAME, &v->at, "", arena_copy(b->mem, part.text, part.len),
			    bind_join(b->mem, names[type->arg]));
}

/* Names of fields with spaces between them, "!" before one for its absence. */
static void
read_condition(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	static const struct bind_type name_type = {
		.takes = TAKES_STRING, .read = bind_choice, .choices = field_asked
	};
	const char *next = v->string;

	(void)type;
	while (*next != '\0') {
		struct value name = *v;
		next += *next == '!';
		name.len = strcspn(next, " ");
		name.string = arena_copy(b->mem, next, name.len);
		bind_value(b, &name_type, &name, &(int){ 0 });
		next += name.len + strspn(next + name.len, " ");
	}
	*(const char **)out = v->string;
}
