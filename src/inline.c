#include "inline.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "diag.h"
#include "field.h"
#include "number.h"
#include "template.h"

#include <assert.h>
#include <string.h>

_Static_assert(FIELD__MAX <= 64, "fields are bits of a number");

enum { SYMBOL_WHOLE = 20 };		/* bytes of a symbol that is never broken */

static const char break_here[] = "\xE2\x80\x8B";	/* U+200B zero width space */
static const char ellipsis[] = "\xE2\x80\xA6";	/* what a row of dots is in plain text */

static struct span *
add_span(struct composer *c, struct block *b, struct span s)
{
	size_t cap = b->nspans;

	/* arena_grow makes room for 8, 16, 32 ... spans, so that a block need not remember it. */
	if (b->nspans == 0 || (b->nspans >= 8 && (b->nspans & (b->nspans - 1)) == 0))
		b->spans = arena_grow(c->mem, b->spans, b->nspans, &cap, sizeof *b->spans);
	b->spans[b->nspans] = s;
	return &b->spans[b->nspans++];
}

int
inline_tag(struct composer *c, int parent, const char *role)
{
	return c->artifact ? 0 : tag_add(c->mem, &c->blocks->tags, parent, role);
}

int
inline_list(struct composer *c, const char *labels)
{
	int tag = inline_tag(c, c->within, "L");

	c->blocks->tags.items[tag].list = labels;
	return tag;
}

struct block *
inline_para(struct composer *c, struct block *parent, const char *role, const struct style *style,
    const struct where *at, int tag)
{
	struct block *b = block_add(c->mem, parent, BLOCK_PARA, role);

	b->style = style;
	b->at = at;
	b->keep_next = style->keep_next;
	b->tag = tag != 0 ? tag : inline_tag(c, c->within, "P");
	return b;
}

/* Whether the text begins with a capital letter. */
static bool
begins_capital(struct arena *mem, const char *text, size_t n)
{
	const char *next = text;

	if (n == 0)
		return false;
	clean_next(&next, text + n);
	n = (size_t)(next - text);
	return memcmp(clean_lower(mem, text, n), text, n) != 0;
}

static void
add_words(struct composer *c, struct block *b, const char *text, size_t n, struct span s)
{
	if (n == 0)
		return;
	if (b->style->upper) {
		text = clean_upper(c->mem, text, n);
		n = strlen(text);
	}
	if (b->style->lower_first && b->nspans == 0 && begins_capital(c->mem, text, n))
		DIAG(c->diag, CAPITAL_FIRST, s.at, b->style->article);
	s.kind = SPAN_TEXT;
	s.text = text;
	s.len = n;
	add_span(c, b, s);
}

/* Text with forced line breaks at its newlines. */
static void
add_lines(struct composer *c, struct block *b, const char *text, struct span look)
{
	for (;;) {
		size_t n = strcspn(text, "\n");
		add_words(c, b, text, n, look);
		if (text[n] == '\0')
			return;
		add_span(c, b, (struct span){ .kind = SPAN_BREAK, .at = look.at });
		text += n + 1;
	}
}

void
inline_add(struct composer *c, struct block *b, const char *words, unsigned look, const struct where *at)
{
	add_lines(c, b, words, (struct span){ .look = look, .at = at });
}

void
inline_label(struct composer *c, struct block *b, const char *label, unsigned look, const struct where *at,
    int tag)
{
	add_lines(c, b, label, (struct span){ .look = look, .at = at, .tag = tag });
	inline_add(c, b, " ", 0, at);
}

/* A link around a mark, within an element of its own. */
static int
link_tag(struct composer *c, int parent, const char *role, const char *words, const char *n)
{
	int tag = inline_tag(c, inline_tag(c, parent, role), "Link");

	c->blocks->tags.items[tag].contents = template_fill(c->mem, words, "n", n);
	return tag;
}

/* A footnote: its mark here, its text for the foot of the page, and links both ways. */
static void
add_note(struct composer *c, struct block *b, const struct run *r, unsigned look)
{
	struct blocks *all = c->blocks;
	const struct profile *p = c->profile;
	size_t number = all->nnotes + 1;
	const char *n = arena_printf(c->mem, "%zu", number - all->sections[all->nsections - 1].first_note);
	const char *mark = template_fill(c->mem, p->note_mark, "n", n);
	struct span span = { .note = (int)number, .at = r->at, .look = SPAN_SUPER };
	struct note note;

	note.mark_tag = link_tag(c, b->tag, "Reference", p->note_link, n);
	note.para = inline_para(c, NULL, "note", p->note_style, r->at, inline_tag(c, b->tag, "Note"));
	note.back_tag = link_tag(c, note.para->tag, "Lbl", p->note_back, n);
	all->notes = arena_grow(c->mem, all->notes, all->nnotes, &c->notes_cap, sizeof *all->notes);
	all->notes[all->nnotes++] = note;
	span.tag = note.back_tag;
	add_words(c, note.para, mark, strlen(mark), span);
	inline_add(c, note.para, " ", 0, r->at);
	inline_text(c, note.para, r->note, 0);
	span.tag = note.mark_tag;
	span.look |= look & ~(unsigned)SPAN_UNDERLINE;
	add_words(c, b, mark, strlen(mark), span);
}

/* The words of an amount with its unit, in the profile's brackets. */
static const char *
amount_words(struct composer *c, const struct run *r, const char *unit)
{
	const struct profile *p = c->profile;
	const char *own = number_in_words(c->mem, &p->words, r->amount.value);
	const char *full = template_fill(c->mem, template_fill(c->mem, "{words} {unit}", "words", own), "unit", unit);

	if (r->amount.words == WORDS_GIVEN) {
		if (!number_words_agree(c->mem, &p->words, own, r->amount.given))
			DIAG(c->diag, AMOUNT_WORDS, r->at, "", r->amount.given,
			    number_grouped(c->mem, r->amount.value, p->thousands), full);
		full = r->amount.given;
	}
	return template_fill(c->mem, template_fill(c->mem, p->amount_words, "words", full), "unit", "");
}

static void
add_amount(struct composer *c, struct block *b, const struct run *r, unsigned look)
{
	const struct profile *p = c->profile;
	const char *unit = r->amount.unit != NULL ? r->amount.unit : p->currency;
	const char *figures = template_fill(c->mem, template_fill(c->mem, p->amount, "figures",
	    number_grouped(c->mem, r->amount.value, p->thousands)), "unit", unit);

	inline_add(c, b, figures, look | r->look, r->at);
	if (r->amount.words == WORDS_NONE)
		return;
	inline_add(c, b, " ", look, r->at);
	inline_add(c, b, amount_words(c, r, unit), look, r->at);
}

/* Words in another language are an element that says so. */
static int
lang_tag(struct composer *c, int parent, const char *lang)
{
	int tag = inline_tag(c, parent, "Span");

	c->blocks->tags.items[tag].lang = lang;
	return tag;
}

void
inline_text(struct composer *c, struct block *b, const struct text *t, unsigned look)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct run *r = &t->runs[i];
		if (r->kind == RUN_NOTE)
			add_note(c, b, r, look);
		else if (r->kind == RUN_AMOUNT)
			add_amount(c, b, r, look);
		else if (r->kind == RUN_FILL)
			inline_fill(c, b, MM(r->fill), r->at);
		else
			add_lines(c, b, r->text, (struct span){ .look = look | r->look, .lang = r->lang, .at = r->at,
			    .tag = r->lang == NULL ? 0 : lang_tag(c, b->tag, r->lang) });
	}
}

void
inline_fill(struct composer *c, struct block *b, len width, const struct where *at)
{
	add_span(c, b, (struct span){ .kind = SPAN_FILL, .to_edge = width == 0, .at = at,
	    .blank = width > 0 ? width : c->profile->blank_field.value });
}

const char *
inline_plain(struct arena *mem, const struct profile *p, const struct text *t)
{
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	for (size_t i = 0; i < t->n; i++) {
		const struct run *r = &t->runs[i];
		if (r->kind == RUN_TEXT)
			for (const char *s = r->text; *s != '\0'; s++)
				buffer_byte(&b, *s == '\n' ? ' ' : *s);
		else if (r->kind == RUN_AMOUNT)
			buffer_text(&b, number_grouped(mem, r->amount.value, p->thousands));
		else if (r->kind == RUN_FILL)
			buffer_text(&b, ellipsis);
	}
	return b.data;
}

static const char *
padded_or_blank(struct composer *c, int n, int below)
{
	return n == 0 ? NULL : number_padded(c->mem, n, below);
}

/* "7" -> "07"; a number with letters is printed as given. */
static const char *
document_number(struct composer *c)
{
	const char *n = c->plan->number;
	int v = 0;

	if (n == NULL)
		return NULL;
	for (const char *s = n; *s != '\0'; s++) {
		if (*s < '0' || *s > '9' || v > 99999999)
			return n;
		v = v * 10 + (*s - '0');
	}
	return number_padded(c->mem, v, c->profile->pad_number);
}

/* A long symbol may be broken after its hyphens. */
static const char *
breakable(struct composer *c, const char *symbol)
{
	struct buffer b = { .mem = c->mem };

	if (symbol == NULL || strlen(symbol) <= SYMBOL_WHOLE)
		return symbol;
	for (; *symbol != '\0'; symbol++) {
		buffer_byte(&b, *symbol);
		if (*symbol == '-' && symbol[1] != '\0')
			buffer_text(&b, break_here);
	}
	return b.data;
}

/* What a template path stands for. */
struct fill {
	const struct text	*text;	/* inline content, or NULL */
	const char		*words;	/* plain words; with `text` NULL too: blank */
	bool			 dotted;	/* without text: dots to write on */
	len			 blank;	/* room when there are no words */
	const struct where	*at;
};

const struct detail *
inline_detail(struct composer *c, enum field field)
{
	static const struct detail none;

	return field < FIELD_DETAIL_AUTHORITY ? &none : &c->plan->details[field - FIELD_DETAIL_AUTHORITY];
}

static struct fill
find_fill(struct composer *c, enum field field)
{
	const struct plan *p = c->plan;
	const struct profile *pr = c->profile;
	const struct fill detail = { .text = &inline_detail(c, field)->text, .dotted = true };
	const struct date *date = c->date != NULL ? c->date : &p->date;
	const struct fill fills[FIELD__MAX] = {
		[FIELD_ISSUER_SUPERIOR] = { .text = &c->issuer->superior },
		[FIELD_ISSUER_NAME] = { .text = &c->issuer->name },
		[FIELD_SUBJECT] = { .text = &p->subject },
		[FIELD_NUMBER] = { .words = document_number(c), .blank = pr->blank_number.value, .at = p->number_at },
		[FIELD_SYMBOL] = { .words = breakable(c, p->symbol), .at = p->symbol_at },
		[FIELD_PLACE] = { .words = p->place },
		[FIELD_TYPE_NAME] = { .words = c->type->name },
		[FIELD_SIGNING_TIME] = { .words = c->time },
		[FIELD_DAY] = { .words = padded_or_blank(c, date->day, pr->pad_day), .blank = pr->blank_day.value,
		    .at = date->at },
		[FIELD_MONTH] = { .words = padded_or_blank(c, date->month, pr->pad_month),
		    .blank = pr->blank_month.value, .at = date->at },
		[FIELD_YEAR] = { .words = padded_or_blank(c, date->year, 0), .blank = pr->blank_year.value,
		    .at = date->at },
		[FIELD_DRAFT_NUMBER] = { .words = padded_or_blank(c, p->draft.number, 0) },
		[FIELD_ADDRESS] = { .words = p->contact.address, .at = p->contact.at },
		[FIELD_PHONE] = { .words = p->contact.phone, .at = p->contact.at },
		[FIELD_FAX] = { .words = p->contact.fax, .at = p->contact.at },
		[FIELD_EMAIL] = { .words = p->contact.email, .at = p->contact.at },
		[FIELD_WEBSITE] = { .words = p->contact.website, .at = p->contact.at },
	};

	return field < FIELD_DETAIL_AUTHORITY ? fills[field] : detail;
}

/* Takes away the space at the end of a paragraph. */
static void
drop_space(struct block *b)
{
	if (inline_ends_with(b, " "))
		b->spans[b->nspans - 1].len--;
}

/* The date that a field stands for, or NULL. */
static const struct date *
date_of(const struct composer *c, enum field field)
{
	return field == FIELD_DATE ? &c->plan->date : field == FIELD_DRAFT_DATE ? &c->plan->draft.date
	    : field == FIELD_RECALL_UNTIL ? &c->plan->recall_until : NULL;
}

static void
add_field(struct composer *c, struct block *b, enum field field, const struct where *at)
{
	struct fill f;

	assert(field != FIELD__MAX);			/* names were checked when the profile was read */
	c->printed |= UINT64_C(1) << field;
	if (date_of(c, field) != NULL) {
		c->date = date_of(c, field);
		inline_template(c, b, field == FIELD_DRAFT_DATE ? c->profile->short_date : c->profile->date, at);
		c->date = NULL;
		return;
	}
	f = find_fill(c, field);
	if (f.dotted && f.text->n == 0 && inline_detail(c, field)->items.n > 0)
		drop_space(b);
	else if (f.dotted && f.text->n == 0)
		inline_fill(c, b, c->profile->blank_field.value, at);
	else if (f.text != NULL)
		inline_text(c, b, f.text, 0);
	else if (f.words != NULL)
		inline_add(c, b, f.words, 0, f.at != NULL ? f.at : at);
	else
		add_span(c, b, (struct span){ .kind = SPAN_BLANK, .blank = f.blank, .at = f.at });
}

void
inline_template(struct composer *c, struct block *b, const char *text, const struct where *at)
{
	struct template_part part;

	while (template_next(&text, &part))
		if (part.is_name)
			add_field(c, b, field_find(part.text, part.len), at);
		else
			inline_add(c, b, arena_copy(c->mem, part.text, part.len), 0, at);
}

static bool
field_present(struct composer *c, enum field field)
{
	struct fill f;

	assert(field != FIELD__MAX);			/* names were checked when the profile was read */
	if (date_of(c, field) != NULL)
		return date_of(c, field)->given;
	if (field == FIELD_CONTACT)
		return c->plan->contact.at != NULL;
	if (field == FIELD_ADDRESSEES)
		return c->plan->addressees.n > 0;
	if (field == FIELD_BASES)
		return c->plan->bases.n > 0;
	f = find_fill(c, field);
	return f.text != NULL ? f.text->n > 0 : f.words != NULL;
}

const struct detail *
inline_last_detail(struct composer *c, const char *text)
{
	struct template_part part;
	enum field last = FIELD_DATE;

	while (template_next(&text, &part))
		if (part.is_name)
			last = field_find(part.text, part.len);
	return inline_detail(c, last);
}

bool
inline_present(struct composer *c, const char *condition)
{
	while (*condition != '\0') {
		bool want = *condition != '!';
		size_t n = strcspn(condition += !want, " ");
		if (field_present(c, field_find(condition, n)) != want)
			return false;
		condition += n + strspn(condition + n, " ");
	}
	return true;
}

bool
inline_ends_with(const struct block *b, const char *mark)
{
	size_t n = strlen(mark);
	const struct span *s = b->nspans > 0 ? &b->spans[b->nspans - 1] : NULL;

	return s != NULL && s->kind == SPAN_TEXT && s->len >= n && memcmp(s->text + s->len - n, mark, n) == 0;
}

/* Takes a comma or semicolon away that stands where a closing mark comes. */
static void
drop_mark(struct composer *c, struct block *b)
{
	if (!inline_ends_with(b, ";") && !inline_ends_with(b, ","))
		return;
	DIAG(c->diag, MARK_TYPED, b->at, "");
	b->spans[b->nspans - 1].len--;
}

void
inline_end(struct composer *c, struct block *b, const char *mark)
{
	if (mark[0] == '\0' || inline_ends_with(b, mark))
		return;
	drop_mark(c, b);
	if (mark[0] == '.' && inline_ends_with(b, "."))
		mark++;
	if (mark[0] != '\0')
		inline_add(c, b, mark, 0, b->at);
}
