/* What the names in a profile's templates stand for. */
#include "inline.h"
#include "arena.h"
#include "buffer.h"
#include "field.h"
#include "number.h"
#include "template.h"

#include <assert.h>
#include <string.h>

_Static_assert(FIELD__MAX <= 64, "fields are bits of a number");

enum { SYMBOL_WHOLE = 20 };		/* bytes of a symbol that is never broken */

static const char break_here[] = "\xE2\x80\x8B";	/* U+200B zero width space */

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

/* The issuers as a sentence names them. */
static const char *
issuers_in_text(struct composer *c)
{
	const struct plan *p = c->plan;
	struct buffer b = { .mem = c->mem };

	for (size_t i = 0; i < p->nissuers; i++) {
		const struct issuer *is = &p->issuers[i];
		if (i > 0)
			buffer_text(&b, i + 1 < p->nissuers ? c->profile->names_between : c->profile->names_last);
		buffer_text(&b, inline_plain(c->mem, c->profile, p, is->in_text.n > 0 ? &is->in_text : &is->name));
	}
	return b.data;
}

static struct fill
find_fill(struct composer *c, enum field field)
{
	const struct plan *p = c->plan;
	const struct profile *pr = c->profile;
	const struct fill detail = { .text = &inline_detail(c, field)->text, .dotted = true };
	const struct doc_type *attached = c->annex == NULL || c->annex->type == NULL ? NULL
	    : profile_type(pr, c->annex->type);
	static const struct text none = { .n = 0 };
	const char *act = c->annex != NULL && c->annex->act != NULL ? c->annex->act : pr->attached.act;
	const struct text *title = c->annex != NULL ? &c->annex->title : &none;
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
		[FIELD_ISSUERS] = { .words = field == FIELD_ISSUERS ? issuers_in_text(c) : NULL },
		[FIELD_APPENDIX] = { .words = c->number > 0 && field == FIELD_APPENDIX
		    ? inline_appendix(c, c->number) : NULL },
		[FIELD_APPENDIX_TITLE] = { .text = title },
		[FIELD_ATTACHED_TYPE] = { .words = attached != NULL ? attached->name : NULL },
		[FIELD_ATTACHED_TITLE] = { .text = title },
		[FIELD_ATTACHED_ACT] = { .words = act },
		[FIELD_SIGNED] = { .words = p->signing_time, .blank = pr->blank_signing.value },
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
		inline_blank(c, b, f.blank, f.at);
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

void
inline_values(struct composer *c, struct block *b, const char *text, const struct inline_value *values,
    const struct where *at)
{
	struct template_part part;

	while (template_next(&text, &part)) {
		const struct inline_value *v = values;
		if (!part.is_name) {
			inline_add(c, b, arena_copy(c->mem, part.text, part.len), 0, at);
			continue;
		}
		while (v->name != NULL && (strncmp(v->name, part.text, part.len) != 0 || v->name[part.len] != '\0'))
			v++;
		assert(v->name != NULL);			/* names were checked when the profile was read */
		if (v->text != NULL)
			inline_text(c, b, v->text, 0);
		else
			inline_add(c, b, v->words, 0, at);
	}
}

/* Files of their own are those of electronic documents. */
static bool
is_electronic(const struct composer *c)
{
	return c->plan->medium == MEDIUM_ELECTRONIC || (c->annex != NULL && c->annex->separate);
}

static bool
field_present(struct composer *c, enum field field)
{
	struct fill f;

	assert(field != FIELD__MAX && c->plan != NULL);	/* names were checked when the profile was read */
	if (date_of(c, field) != NULL)
		return date_of(c, field)->given;
	if (field == FIELD_CONTACT)
		return c->plan->contact.at != NULL;
	if (field == FIELD_ADDRESSEES)
		return c->plan->addressees.n > 0;
	if (field == FIELD_BASES)
		return c->plan->bases.n > 0;
	if (field == FIELD_ELECTRONIC)
		return is_electronic(c);
	if (field == FIELD_SEPARATE)
		return c->separate && is_electronic(c);
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
