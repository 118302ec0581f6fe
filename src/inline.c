#include "inline.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "diag.h"
#include "lead.h"
#include "mention.h"
#include "number.h"
#include "plan_annex.h"
#include "template.h"
#include "utf8.h"

#include <string.h>

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
	utf8_next(&next, text + n);
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
inline_blank(struct composer *c, struct block *b, len width, const struct where *at)
{
	add_span(c, b, (struct span){ .kind = SPAN_BLANK, .blank = width, .at = at });
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

/* The words of an amount in the profile's brackets, with its unit unless they are given. */
static const char *
amount_words(struct composer *c, const struct run *r, const char *unit)
{
	const struct profile *p = c->profile;
	const char *own = number_in_words(c->mem, &p->words, r->amount.value), *words = own;

	if (r->amount.words == WORDS_GIVEN) {
		if (!number_words_agree(c->mem, &p->words, own, r->amount.given))
			DIAG(c->diag, AMOUNT_WORDS, r->at, "", r->amount.given,
			    number_grouped(c->mem, r->amount.value, p->thousands),
			    arena_printf(c->mem, unit[0] == '\0' ? "%s%s" : "%s %s", own, unit));
		words = r->amount.given;
		unit = "";
	}
	return template_fill_all(c->mem, p->amount_words, (const struct template_value[]){
	    { "words", words }, { "unit", unit } }, 2);
}

static void
add_amount(struct composer *c, struct block *b, const struct run *r, unsigned look)
{
	const struct profile *p = c->profile;
	const char *unit = r->amount.unit != NULL ? r->amount.unit : p->currency;
	const char *figures = template_fill_all(c->mem, p->amount, (const struct template_value[]){
	    { "figures", number_grouped(c->mem, r->amount.value, p->thousands) }, { "unit", unit } }, 2);

	inline_add(c, b, figures, look | r->look, r->at);
	if (r->amount.words == WORDS_NONE)
		return;
	inline_add(c, b, " ", look, r->at);
	inline_add(c, b, amount_words(c, r, unit), look, r->at);
}

const char *
inline_appendix(struct composer *c, size_t number)
{
	return number_appendix(c->mem, &c->profile->appendices, number, c->plan->appendices.n);
}

/* A reference: a link when the appendix is in the same file. */
static void
add_ref(struct composer *c, struct block *b, const struct run *r, unsigned look)
{
	size_t i = plan_annex_find(c->plan, r->ref);
	const char *words;
	struct tag *tag;
	int link = 0;

	if (i == c->plan->appendices.n) {
		DIAG(c->diag, REF_UNKNOWN, r->at, "", r->ref, plan_annex_ids(c->mem, c->plan));
		return;
	}
	words = inline_appendix(c, i + 1);
	if (c->mentioned != NULL)
		c->mentioned[i] = true;
	if (c->linked && !c->plan->appendices.items[i].separate) {
		link = inline_tag(c, inline_tag(c, b->tag, "Reference"), "Link");
		tag = &c->blocks->tags.items[link];
		tag->contents = words;
		tag->target = -1 - (int)i;
	}
	add_lines(c, b, words, (struct span){ .look = look | r->look, .at = r->at, .tag = link });
}

/* Words in another language are an element that says so. */
static int
lang_tag(struct composer *c, int parent, const char *lang)
{
	int tag = inline_tag(c, parent, "Span");

	c->blocks->tags.items[tag].lang = lang;
	return tag;
}

/* The element that words are within the paragraph; 0: none of their own. */
static int
words_tag(struct composer *c, const struct block *b, const struct run *r)
{
	if (r->lang != NULL)
		return lang_tag(c, b->tag, r->lang);
	return r->lead == NULL || c->artifact ? 0
	    : lead_open(c->mem, c->blocks, &c->leads, b->tag, r->lead->anchor, r->lead->words);
}

void
inline_text(struct composer *c, struct block *b, const struct text *t, unsigned look)
{
	if (c->mentioned != NULL && c->in_body)
		mention_find(c->mem, c->diag, c->plan, &c->profile->appendices, t, c->mentioned);
	for (size_t i = 0; i < t->n; i++) {
		const struct run *r = &t->runs[i];
		if (r->kind == RUN_NOTE)
			add_note(c, b, r, look);
		else if (r->kind == RUN_AMOUNT)
			add_amount(c, b, r, look);
		else if (r->kind == RUN_FILL)
			inline_fill(c, b, MM(r->fill), r->at);
		else if (r->kind == RUN_REF)
			add_ref(c, b, r, look);
		else
			add_lines(c, b, r->text,
			    (struct span){ .look = look | r->look, .lang = r->lang, .figure = r->figure, .at = r->at,
			    .tag = words_tag(c, b, r) });
	}
}

void
inline_fill(struct composer *c, struct block *b, len width, const struct where *at)
{
	add_span(c, b, (struct span){ .kind = SPAN_FILL, .to_edge = width == 0, .at = at,
	    .blank = width > 0 ? width : c->profile->blank_field.value });
}

/* A reference in words; "" when there is no such appendix. */
static const char *
plain_ref(struct arena *mem, const struct profile *p, const struct plan *plan, const struct run *r)
{
	size_t i = plan_annex_find(plan, r->ref), n = plan->appendices.n;

	return i == n ? "" : number_appendix(mem, &p->appendices, i + 1, n);
}

const char *
inline_plain(struct arena *mem, const struct profile *p, const struct plan *plan, const struct text *t)
{
	struct buffer b = { .mem = mem };

	if (t->n == 1 && t->runs->kind == RUN_TEXT && strchr(t->runs->text, '\n') == NULL)
		return t->runs->text;
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
		else if (r->kind == RUN_REF && plan != NULL)
			buffer_text(&b, plain_ref(mem, p, plan, r));
	}
	return b.data;
}

struct block *
inline_last_text(struct composer *c)
{
	if (c->last_text != NULL && c->last_text->tag == 0)
		c->last_text->tag = inline_tag(c, c->within, "P");
	return c->last_text;
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

void
inline_finish(struct composer *c)
{
	const char *mark = c->profile->end_mark;

	if (c->last_drawn != NULL && c->annex == NULL && mark[0] != '\0')
		DIAG(c->diag, TABLE_LAST, c->last_drawn, "", mark);
	else if (c->last_drawn == NULL && c->last_text != NULL && mark[0] != '\0')
		inline_end(c, inline_last_text(c), mark);
	c->last_text = NULL;
	c->last_drawn = NULL;
}
