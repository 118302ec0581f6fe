#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "diag.h"
#include "plan.h"
#include "plan_types.h"

#include <string.h>

enum spot {				/* what stands before the next character of a text */
	SPOT_START,			/* nothing yet */
	SPOT_LINE,			/* a line break */
	SPOT_SPACE,
	SPOT_INSIDE
};

enum { FILL_MIN = 5, FILL_MAX = 150 };	/* mm of dots to write on */

enum {					/* beyond these no document goes, but damaged or malicious data do */
	WORD_MAX = 20000,		/* bytes without a space */
	LINES_MAX = 2000,		/* line breaks in a text */
	TAG_MAX = 35			/* bytes of a language tag; RFC 5646, section 4.4.1 */
};

struct fault {				/* the first of its kind in a text */
	bool		 met;
	size_t		 at;		/* byte of the run, as it was given */
	const struct where *where;	/* of the run; NULL: not known yet */
	const char	*text;		/* of the run as given */
};

struct tidy {				/* a text on its way to single spaces */
	enum spot	 spot;
	size_t		 breaks;	/* line breaks kept in the gap before it */
	bool		 emptied;	/* more than one empty line met */
	struct fault	 doubled;	/* two spaces met */
	struct fault	 before_mark;	/* a space before a comma or another closing mark */
};

static bind_reader read_text, read_part, read_run_text, read_note, read_amount,
    read_words, read_fill, read_day, read_lang, read_ref;

#define FLAG(member, bit) { \
	.name = member, .offset = offsetof(struct run, look), .type = &(const struct bind_type){ \
	    .takes = TAKES_BOOL, .read = bind_flag, .arg = (bit) } }

static const struct bind_type note_text;

/* What a run may have; within a footnote there is no note, so that table starts at the second. */
static const struct bind_field run_fields[] = {
	{ "note", &(const struct bind_type){
	    .takes = TAKES_STRING | TAKES_ARRAY, .read = read_note, .like = &note_text },
	    .groups = 1, .doc = "Text of a footnote; its mark is printed here." },
	{ "text", &(const struct bind_type){
	    .takes = TAKES_STRING, .read = read_run_text, .may_be_empty = true },
	    .groups = 1, .doc = "Text of one look; \\n is a forced line break." },
	{ "amount", &(const struct bind_type){ .takes = TAKES_INT, .read = read_amount },
	    .groups = 1, .doc = "A number of money or things, printed with separators." },
	{ "unit", &bind_type_mark, offsetof(struct run, amount.unit), .needs = "amount",
	    .doc = "Unit of the amount instead of the profile's currency; \"\" for none." },
	{ "words", &(const struct bind_type){
	    .takes = TAKES_BOOL | TAKES_STRING, .read = read_words },
	    offsetof(struct run, amount), .needs = "amount",
	    .doc = "true: in words too; a string: these words, compared with the figure." },
	{ "fill", &(const struct bind_type){ .takes = TAKES_INT | TAKES_STRING, .read = read_fill,
	    .least = FILL_MIN, .most = FILL_MAX, .choices = (const char *const[]){ "rest", NULL } },
	    .groups = 1, .doc = "Dots to write on: so many millimetres, or the rest of the line." },
	{ "ref", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_ref },
	    .groups = 1, .doc = "Key of an appendix; its number is printed here." },
	{ "foreign", &bind_type_bool, offsetof(struct run, foreign), .needs = "text",
	    .doc = "The text speaks of no appendix of this document." },
	FLAG("bold", SPAN_BOLD),
	FLAG("italic", SPAN_ITALIC),
	FLAG("underline", SPAN_UNDERLINE),
	FLAG("superscript", SPAN_SUPER),
	{ "lang", &(const struct bind_type){ .takes = TAKES_STRING, .read = read_lang,
	    .pattern = "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$" }, offsetof(struct run, lang),
	    .doc = "Language of the text, such as \"km\" or \"en\"; else Vietnamese." },
	{ .name = NULL }
};

static const struct bind_object run_object = {
	run_fields, .some = 1, .single = 1, .at = offsetof(struct run, at)
};
static const struct bind_object note_run_object = {
	run_fields + 1, .some = 1, .single = 1, .at = offsetof(struct run, at)
};

const struct bind_type plan_type_run = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_part, .object = &run_object,
	.may_be_empty = true, .def = "run",
	.doc = "A piece of text with its look, a footnote or an amount."
};
static const struct bind_type note_part = {
	.takes = TAKES_STRING | TAKES_OBJECT, .read = read_part, .object = &note_run_object,
	.may_be_empty = true, .def = "note_run", .doc = "A piece of a footnote's text."
};
static const struct bind_type note_text = {
	.takes = TAKES_STRING | TAKES_ARRAY, .read = read_text, .element = &note_part,
	.least_items = 1, .def = "note_text", .doc = "Text of a footnote."
};

const struct bind_type plan_type_text = {
	.takes = TAKES_STRING | TAKES_ARRAY, .read = read_text, .element = &plan_type_run,
	.least_items = 1, .def = "text",
	.doc = "Text: a string, or an array of strings and pieces with a look of their own."
};
const struct bind_type plan_type_plain = { .takes = TAKES_STRING, .read = read_text };
const struct bind_type plan_type_texts = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &plan_type_text,
	.size = sizeof(struct text), .most_items = 5000
};
const struct bind_type plan_type_names = {
	.takes = TAKES_ARRAY, .read = bind_list, .element = &plan_type_plain,
	.size = sizeof(struct text), .least_items = 1
};
const struct bind_type plan_type_name_or_names = {
	.takes = TAKES_STRING | TAKES_ARRAY, .read = bind_some, .element = &plan_type_plain,
	.size = sizeof(struct text), .least_items = 1
};
const struct bind_type plan_type_date = {
	.takes = TAKES_STRING, .read = read_day, .def = "day", .doc = "A date such as 2024-05-06.",
	.pattern = "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
};
const struct bind_type plan_type_blank_date = {
	.takes = TAKES_STRING | TAKES_NULL, .read = read_day, .arg = 1,
	.pattern = "^[1-9][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"
};

static const char *
clean_string(struct bind *b, const struct value *v)
{
	size_t n = v->len;

	return clean_text(b->mem, b->diag, &v->at, v->string, &n);
}

static bool
is_closing_mark(const char *p)
{
	return (*p == ',' || *p == ';' || *p == ':' || *p == '.')
	    && (p[1] == '\0' || p[1] == ' ' || p[1] == '\n');
}

/* Keeps the first place where something is met. */
static void
meet(struct fault *fault, size_t at)
{
	if (!fault->met)
		*fault = (struct fault){ .met = true, .at = at };
}

/*
 * How much of a gap of n spaces and line breaks is kept: its line breaks, two at most, or one space;
 * `at` is the place of its last byte in the run.
 */
static size_t
tidy_gap(struct tidy *t, const char *gap, size_t n, size_t at, bool at_end)
{
	size_t lines = 0;

	for (size_t i = 0; i < n; i++)
		lines += gap[i] == '\n';
	if (t->spot == SPOT_START || at_end)
		return 0;
	if (lines > 0) {
		size_t room = 2 - t->breaks;
		t->spot = SPOT_LINE;
		t->emptied |= lines > room;
		lines = lines < room ? lines : room;
		t->breaks += lines;
		return lines;
	}
	if (t->spot == SPOT_SPACE || (t->spot == SPOT_INSIDE && n > 1))
		meet(&t->doubled, at);
	if (t->spot != SPOT_INSIDE)
		return 0;
	t->spot = SPOT_SPACE;
	return 1;
}

/* Whether words are one space apart and nothing else is between or around them. */
static bool
is_tidy(const char *text)
{
	const char *p = text;

	for (;;) {
		while ((unsigned char)*p > ' ')
			p++;
		if (*p == '\0')
			return true;
		if (*p++ != ' ' || p == text + 1 || (unsigned char)*p <= ' ' || is_closing_mark(p))
			return false;
	}
}

/*
 * The text without doubled spaces and without spaces at the ends of its lines; `last` is the last
 * run of its text. Copies only what changes.
 */
static const char *
tidy_run(struct arena *mem, struct tidy *t, const char *text, bool last)
{
	char *copy = NULL;
	size_t n = 0;

	if (t->spot == SPOT_START && is_tidy(text)) {
		t->spot = *text == '\0' ? SPOT_START : SPOT_INSIDE;
		return text;
	}
	for (const char *p = text; *p != '\0';) {
		size_t gap = *p == ' ' || *p == '\n' ? strspn(p, " \n") : 0, keep = 1;
		if (gap > 0) {
			keep = tidy_gap(t, p, gap, (size_t)(p - text) + gap - 1, last && p[gap] == '\0');
			if (keep != gap && copy == NULL) {
				n = (size_t)(p - text);
				copy = arena_copy(mem, text, strlen(text));
			}
		} else {
			if (t->spot == SPOT_SPACE && is_closing_mark(p))
				meet(&t->before_mark, p > text ? (size_t)(p - text) - 1 : 0);
			t->spot = SPOT_INSIDE;
			t->breaks = 0;
		}
		if (copy != NULL) {
			memset(copy + n, gap == 0 ? *p : t->spot == SPOT_LINE ? '\n' : ' ', keep);
			n += keep;
		}
		p += gap > 0 ? gap : 1;
	}
	if (copy == NULL)
		return text;
	copy[n] = '\0';
	return copy;
}

/* Whether there is something to print besides spaces. */
static bool
has_ink(const struct text *text)
{
	for (size_t i = 0; i < text->n; i++)
		if (text->runs[i].kind != RUN_TEXT || !bind_is_blank(text->runs[i].text))
			return true;
	return false;
}

/* Refuses words and numbers of lines that would take text beyond every page. */
static void
check_size(struct bind *b, const struct text *text)
{
	size_t all = 0, lines = 0, word = 0, longest = 0;

	for (size_t i = 0; i < text->n; i++)
		all += text->runs[i].text != NULL ? strlen(text->runs[i].text) : 0;
	if (all <= LINES_MAX)
		return;
	for (size_t i = 0; i < text->n; i++)
		for (const char *p = text->runs[i].text; p != NULL && *p != '\0'; p++) {
			lines += *p == '\n';
			word = *p == ' ' || *p == '\n' || strncmp(p, "\u200B", 3) == 0 ? 0 : word + 1;
			longest = word > longest ? word : longest;
		}
	if (longest > WORD_MAX)
		DIAG(b->diag, WORD_LONG, text->at, "", arena_printf(b->mem, "%zu", longest),
		    arena_printf(b->mem, "%d", WORD_MAX));
	if (lines > LINES_MAX)
		DIAG(b->diag, LINES_MANY, text->at, "", arena_printf(b->mem, "%zu", lines),
		    arena_printf(b->mem, "%d", LINES_MAX));
}

/* Adds the run to a fault that was met in it. */
static void
place_fault(struct fault *fault, const struct run *run, const char *text)
{
	if (fault->met && fault->where == NULL) {
		fault->where = run->at;
		fault->text = text;
	}
}

static void
tell_fault(struct bind *b, enum diag_code code, const struct fault *fault, const struct text *text)
{
	struct inside inside = { .at = NULL };
	const char *const args[] = { "", NULL };

	if (!fault->met)
		return;
	if (locate_inside(&inside, fault->where, fault->text, fault->at) == 0)
		diag_add_inside(b->diag, code, diag_level(code), text->at, inside.offset, args);
	else
		diag_add(b->diag, code, text->at, args);
}

/* Makes a text that was read fit for print: single spaces, no empty runs; says what it met. */
static void
finish_text(struct bind *b, struct text *text)
{
	struct tidy t = { .spot = SPOT_START };
	bool broken = false;		/* a run has no content, which was said already */
	size_t n = 0;

	for (size_t i = 0; i < text->n; i++) {
		struct run *run = &text->runs[i];
		if (run->kind == RUN_TEXT && run->text == NULL) {
			broken = true;
			continue;
		}
		if (run->kind == RUN_TEXT) {
			const char *given = run->text;
			run->text = tidy_run(b->mem, &t, given, i + 1 == text->n);
			place_fault(&t.doubled, &text->runs[i], given);
			place_fault(&t.before_mark, &text->runs[i], given);
			if (run->text[0] == '\0')
				continue;
		} else {
			t.spot = SPOT_INSIDE;
			t.breaks = 0;
		}
		text->runs[n++] = *run;
	}
	text->n = n;
	if (!broken && !has_ink(text))
		DIAG(b->diag, FIELD_EMPTY, text->at, "");
	tell_fault(b, DIAG_SPACE_DOUBLED, &t.doubled, text);
	tell_fault(b, DIAG_SPACE_BEFORE_MARK, &t.before_mark, text);
	if (t.emptied)
		DIAG(b->diag, LINES_EMPTY, text->at, "");
	check_size(b, text);
}

static void
read_text(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct text *text = out;

	text->at = &v->at;
	text->n = v->type == VALUE_ARRAY ? v->n : 1;
	text->runs = arena_array(b->mem, text->n, sizeof *text->runs);
	if (v->type == VALUE_STRING)
		read_part(b, type, v, text->runs);
	else
		for (size_t i = 0; i < v->n; i++)
			bind_value(b, type->element, &v->items[i], &text->runs[i]);
	finish_text(b, text);
}

void
plan_join(struct arena *mem, struct text *out, const struct texts *texts, const char *between,
    const struct where *at)
{
	struct buffer all = { .mem = mem };

	if (texts->n == 1 && texts->items->n == 1) {
		*out = (struct text){ arena_new(mem, sizeof *out->runs), 1, at };
		*out->runs = (struct run){ .text = texts->items->runs->text, .at = at };
		return;
	}
	buffer_text(&all, "");
	for (size_t i = 0; i < texts->n; i++) {
		buffer_text(&all, i > 0 ? between : "");
		for (size_t j = 0; j < texts->items[i].n; j++)
			buffer_text(&all, texts->items[i].runs[j].text);
	}
	*out = (struct text){ arena_new(mem, sizeof *out->runs), 1, at };
	*out->runs = (struct run){ .text = all.data, .at = at };
}

static void
read_part(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct run *run = out;

	run->at = &v->at;
	if (v->type == VALUE_STRING)
		run->text = clean_string(b, v);
	else if (type->object == &note_run_object && json_member(v, "note") != NULL)
		DIAG(b->diag, NOTE_NESTED, &json_member(v, "note")->at, "");
	else
		bind_members(b, type->object, v, run);
}

static void
read_run_text(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	(void)type;
	((struct run *)out)->text = clean_string(b, v);
}

static void
read_note(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct text *text = arena_new(b->mem, sizeof *text);
	struct run *run = out;

	read_text(b, type->like, v, text);
	run->kind = RUN_NOTE;
	run->note = text;
}

static void
read_amount(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct run *run = out;

	(void)b;
	(void)type;
	run->kind = RUN_AMOUNT;
	run->amount.value = v->integer;
}

static void
read_fill(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct run *run = out;

	run->kind = RUN_FILL;
	if (v->type == VALUE_INT)
		bind_int(b, type, v, &run->fill);
}

static void
read_ref(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct run *run = out;

	run->kind = RUN_REF;
	bind_line(b, type, v, &run->ref);
}

static void
read_words(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct amount *amount = out;

	amount->words = v->type == VALUE_STRING ? WORDS_GIVEN :
	    v->truth ? WORDS_GENERATED : WORDS_NONE;
	if (amount->words == WORDS_GIVEN)
		bind_line(b, type, v, &amount->given);
}

/* A tag as RFC 5646 has it: letters, then parts of letters and figures after hyphens. */
static bool
is_language(const char *s)
{
	static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
	size_t most = strlen(s) <= TAG_MAX ? 8 : 0, n = strspn(s, letters + 10);

	for (bool first = true; n > (first ? 1 : 0) && n <= most; first = false) {
		s += n;
		if (*s == '\0')
			return true;
		if (*s++ != '-')
			return false;
		n = strspn(s, letters);
	}
	return false;
}

static void
read_lang(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	const char *tag = NULL;

	bind_line(b, type, v, &tag);
	if (!is_language(tag))
		DIAG(b->diag, LANG_FORM, &v->at, "", v->string);
	*(const char **)out = tag;
}

static void
read_day(struct bind *b, const struct bind_type *type, const struct value *v, void *out)
{
	struct date *date = out;
	int day = 0;

	bind_date(b, type, v, &day);
	*date = (struct date){ day % 100, day / 100 % 100, day / 10000, day != 0, &v->at };
}
