#include "form.h"
#include "arena.h"
#include "body.h"
#include "diag.h"
#include "signing.h"
#include "stamp.h"
#include "template.h"

#include <string.h>

static void compose_zone(struct composer *, struct block *, const struct zone *);

/* A paragraph that is named as its style. */
static struct block *
add_para(struct composer *c, struct block *parent, const struct style *style, const struct where *at)
{
	return inline_para(c, parent, style->name, style, at, 0);
}

static void
add_gap(struct composer *c, struct block *parent, const char *role, len height)
{
	block_add(c->mem, parent, BLOCK_GAP, role)->gap = height;
}

static void
compose_stack(struct composer *c, struct block *parent, const struct zone *z)
{
	form_compose(c, block_add(c->mem, parent, BLOCK_STACK, z->role), z->child);
}

static void
compose_grid(struct composer *c, struct block *parent, const struct zone *z)
{
	struct block *grid = block_add(c->mem, parent, BLOCK_GRID, z->role);

	grid->columns = z->by_content ? COLUMNS_RIGHT : COLUMNS_EQUAL;
	grid->gap = z->gap.value;
	grid->at = c->plan->issuers[0].at;
	for (const struct zone *row = z->child; row != NULL; row = row->next) {
		struct block *r = block_add(c->mem, grid, BLOCK_STACK, row->role), *b;
		for (const struct zone *cell = row->child; cell != NULL; cell = cell->next)
			block_add(c->mem, r, BLOCK_STACK, cell->role);
		for (int first = 1; first >= 0; first--) {
			b = r->child;
			for (const struct zone *cell = row->child; cell != NULL; cell = cell->next, b = b->next)
				if (cell->reads_first == (first == 1))
					compose_zone(c, b, cell);
		}
	}
}

/* The last row of dots goes to the end of its line; where the form has several rows, the others follow. */
static void
widen_last(struct composer *c, struct block *para, const struct zone *z)
{
	size_t i = para->nspans;

	while (i > 0 && para->spans[i - 1].kind != SPAN_FILL)
		i--;
	if (i == 0)
		return;
	para->spans[i - 1].to_edge = true;
	for (int row = 1; row < z->rows && i == para->nspans; row++) {
		inline_add(c, para, "\n", 0, c->plan->at);
		inline_fill(c, para, 0, c->plan->at);
		i = para->nspans;
	}
}

static void
compose_text(struct composer *c, struct block *parent, const struct zone *z)
{
	const char *role = z->role != NULL ? z->role : z->style->name;
	struct block *para;

	if (z->heading && c->title == 0)
		c->title = inline_tag(c, c->within, c->title_role);
	para = inline_para(c, parent, role, z->style, c->plan->at, z->heading ? c->title : 0);
	inline_template(c, para, z->text, c->plan->at);
	widen_last(c, para, z);
	if (z->end != NULL && para->nspans > 0 && para->spans[para->nspans - 1].kind != SPAN_FILL
	    && !inline_ends_with(para, ":"))
		inline_end(c, para, z->end);
	if (!c->in_text)
		return;
	c->last_text = para;
	c->last_drawn = NULL;
	if (inline_ends_with(para, ":"))
		para->keep_next = true;
	body_items(c->body, &inline_last_detail(c, z->text)->items, 0);
}

static void
compose_rule(struct composer *c, struct block *parent, const struct zone *z)
{
	struct block *b = block_add(c->mem, parent, BLOCK_RULE, z->role);

	b->share = z->share;
	b->across = z->across;
	b->thickness = z->thickness.value;
	b->gap = z->gap.value;
}

static void
compose_gap(struct composer *c, struct block *parent, const struct zone *z)
{
	add_gap(c, parent, z->role, z->gap.value);
}

/* What stands beside the text that follows, a gap above each; nothing at all when it is empty. */
static void
compose_beside(struct composer *c, struct block *parent, const struct zone *z)
{
	struct block *beside = block_add(c->mem, NULL, BLOCK_BESIDE, z->role);

	beside->gap = z->clear.value;
	beside->keep_next = true;
	for (const struct zone *child = z->child; child != NULL; child = child->next) {
		struct block *stack = block_add(c->mem, NULL, BLOCK_STACK, NULL);
		compose_zone(c, stack, child);
		if (stack->child == NULL)
			continue;
		add_gap(c, beside, NULL, z->gap.value);
		block_append(beside, stack);
	}
	if (beside->child != NULL)
		block_append(parent, beside);
}

static void
compose_stamp(struct composer *c, struct block *parent, const struct zone *z)
{
	stamp_compose(c, parent, (enum stamp_kind)z->stamp);
}

static void
compose_issuers(struct composer *c, struct block *parent, const struct zone *z)
{
	for (size_t i = 0; i < c->plan->nissuers; i++) {
		if (i > 0)
			add_gap(c, parent, z->role, z->gap.value);
		c->issuer = &c->plan->issuers[i];
		form_compose(c, parent, z->child);
		if (z->text != NULL && i + 1 < c->plan->nissuers && parent->last != NULL)
			inline_add(c, parent->last, z->text, 0, c->issuer->at);
	}
	c->issuer = &c->plan->issuers[0];
}

/* An item of the list `list`, begun with its bullet. */
static struct block *
open_item(struct composer *c, struct block *parent, const struct style *style, const struct list_marks *marks,
    const struct where *at, int list)
{
	int item = inline_tag(c, list, "LI"), label = inline_tag(c, item, "Lbl");
	struct block *para = inline_para(c, parent, style->name, style, at, inline_tag(c, item, "LBody"));

	if (marks->bullet[0] != '\0')
		inline_label(c, para, marks->bullet, 0, at, label);
	return para;
}

static struct block *
list_item(struct composer *c, struct block *parent, const struct style *style, const struct list_marks *marks,
    const struct text *t, bool last, int list)
{
	struct block *para = open_item(c, parent, style, marks, t->at, list);

	inline_text(c, para, t, 0);
	inline_end(c, para, last ? marks->last : marks->each);
	return para;
}

/* The words before the addressees, "Kính gửi:"; several stand below them. */
static struct block *
addressees_title(struct composer *c, struct block *parent, const struct zone *z, bool several)
{
	const struct doc_type *type = c->type;
	const struct style *style = several ? z->above : z->alone;
	struct block *title = inline_para(c, parent, style->name, style, c->plan->at, 0);

	if (z->text != NULL)
		inline_template(c, title, z->text, c->plan->at);
	else
		inline_add(c, title, type->addressees_title != NULL ? type->addressees_title
		    : c->profile->addressees.title, z->words->look, c->plan->at);
	if (!type->addressees)
		DIAG(c->diag, ADDRESSEES_TYPE, c->plan->addressees.items[0].at, style->article, c->plan->type);
	title->keep_next = true;
	title->role = z->role != NULL ? z->role : title->role;
	return title;
}

/* One addressee stands on the line of "Kính gửi:", several below it with dashes under the colon. */
static void
compose_addressees(struct composer *c, struct block *parent, const struct zone *z)
{
	const struct texts *to = &c->plan->addressees;
	struct block *title;
	struct span *hang = NULL;
	int list;

	if (to->n == 0)
		return;
	title = addressees_title(c, parent, z, to->n > 1);
	if (to->n == 1) {
		inline_add(c, title, " ", 0, to->items[0].at);
		inline_text(c, title, &to->items[0], 0);
		return;
	}
	if (z->under_colon) {
		hang = arena_new(c->mem, sizeof *hang);
		*hang = title->spans[0];
		hang->len -= hang->len > 0 && hang->text[hang->len - 1] == ':';
	}
	list = inline_list(c, LIST_DASHES);
	for (size_t i = 0; i < to->n; i++)
		list_item(c, parent, z->style, &c->profile->addressees, &to->items[i], i + 1 == to->n,
		    list)->hang = hang;
}

/* The drafter's mark, with the number of copies when it is given. */
static const char *
drafter_template(const struct composer *c)
{
	return c->plan->recipients.copies > 0 ? c->profile->drafter_copies : "{drafter}";
}

/* Whether the profile has the drafter's mark on the line of the archive. */
static bool
drafter_in_archive(const struct composer *c)
{
	return strstr(c->profile->archive_drafter, "{drafter}") != NULL;
}

static void
add_filing(struct composer *c, struct block *para, const char *text)
{
	const struct recipients *r = &c->plan->recipients;
	const struct inline_value values[] = {
		{ "archive", .text = &r->archive }, { "drafter", .text = &r->drafter },
		{ "copies", .words = arena_printf(c->mem, "%d", r->copies) }, { .name = NULL }
	};

	inline_values(c, para, text, values, para->at);
}

static void
compose_archive(struct composer *c, struct block *parent, const struct list_marks *marks, int list)
{
	const struct recipients *r = &c->plan->recipients;
	const char *text = "{archive}";
	struct block *para;

	if (r->archive.n == 0)
		return;
	if (r->drafter.n > 0)
		text = template_fill(c->mem, c->profile->archive_drafter, "drafter", drafter_template(c));
	para = open_item(c, parent, c->profile->signature.recipients, marks, r->archive.at, list);
	para->role = "archive";
	inline_add(c, para, r->archive_label != NULL ? r->archive_label : c->profile->archive, 0, r->archive.at);
	inline_add(c, para, " ", 0, r->archive.at);
	add_filing(c, para, text);
	inline_end(c, para, marks->last);
}

static void
compose_receivers(struct composer *c, struct block *parent)
{
	const struct recipients *r = &c->plan->recipients;
	const struct list_marks *marks = &c->profile->recipients;
	struct block *title;
	int list;

	if (r->items.n == 0 && r->archive.n == 0)
		return;
	title = add_para(c, parent, c->profile->signature.recipients_title, r->at);
	title->keep_next = true;
	inline_add(c, title, marks->title, 0, r->at);
	list = inline_list(c, LIST_DASHES);
	for (size_t i = 0; i < r->items.n; i++)
		list_item(c, parent, c->profile->signature.recipients, marks, &r->items.items[i],
		    i + 1 == r->items.n && r->archive.n == 0, list);
	compose_archive(c, parent, marks, list);
}

static void
compose_recipients(struct composer *c, struct block *parent)
{
	const struct recipients *r = &c->plan->recipients;

	compose_receivers(c, parent);
	if (r->drafter.n == 0)
		return;
	if (!drafter_in_archive(c))
		add_filing(c, add_para(c, parent, c->profile->signature.drafter, r->drafter.at), drafter_template(c));
	else if (r->archive.n == 0)
		DIAG(c->diag, ARCHIVE_MISSING, r->drafter.at, "");
}

static void
compose_organ(struct composer *c, struct block *parent, const struct signer *s)
{
	if (s->organ != NULL)
		inline_add(c, add_para(c, parent, c->profile->signature.organ, s->at), s->organ, 0, s->at);
}

/* By whose authority one signs: "TM.", "KT." ... */
static void
compose_roles(struct composer *c, struct block *parent, const struct signer *s)
{
	const struct style *style = c->profile->signature.authority;
	int roles = 0;

	for (int i = 0; i < SIGN__ROLES; i++) {
		struct block *para;
		if (s->roles[i].n == 0)
			continue;
		roles += i != SIGN_ON_BEHALF;
		para = add_para(c, parent, style, s->roles[i].at);
		inline_add(c, para, c->profile->signer_words[i], 0, s->roles[i].at);
		inline_text(c, para, &s->roles[i], 0);
	}
	if (roles > 1)
		DIAG(c->diag, SIGNER_ROLES, s->at, style->article);
}

static void
compose_titles(struct composer *c, struct block *parent, const struct signer *s)
{
	const struct signature_styles *styles = &c->profile->signature;

	for (size_t i = 0; i < s->titles.n; i++) {
		const struct text *title = &s->titles.items[i];
		if (i > 0)
			inline_add(c, add_para(c, parent, styles->and_also, s->at), c->profile->and_also, 0, s->at);
		inline_text(c, add_para(c, parent, styles->title, title->at), title, 0);
	}
}

/* What stands above the signature. */
static void
compose_authority(struct composer *c, struct block *parent, const struct signer *s)
{
	compose_roles(c, parent, s);
	compose_titles(c, parent, s);
}

static void
compose_post(struct composer *c, struct block *parent, const struct signer *s)
{
	if (s->post.n > 0)
		inline_text(c, add_para(c, parent, c->profile->signature.post, s->post.at), &s->post, 0);
}

static void
compose_name(struct composer *c, struct block *parent, const struct signer *s)
{
	inline_text(c, add_para(c, parent, c->profile->signature.name, s->name.at), &s->name, 0);
}

static struct block *
add_row(struct composer *c, struct block *grid)
{
	return block_add(c->mem, grid, BLOCK_STACK, NULL);
}

static struct block *
add_cell(struct composer *c, struct block *row)
{
	return block_add(c->mem, row, BLOCK_STACK, NULL);
}

/* How many signers stand side by side in the row that starts at signer i of n. */
static size_t
row_size(size_t i, size_t n)
{
	size_t left = n - i;

	return left == 4 || left == 2 ? 2 : left > 3 ? 3 : left;
}

static struct block *
add_grid(struct composer *c, struct block *parent, len gap, enum columns columns)
{
	struct block *grid = block_add(c->mem, parent, BLOCK_GRID, "signature-block");

	grid->gap = gap;
	grid->columns = columns;
	grid->at = c->plan->signers[0].at;
	return grid;
}

/*
 * Signers side by side: what each signs for begins, the titles begin and the names stand on one line.
 * They are read one after the other.
 */
static void
compose_signers(struct composer *c, struct block *grid, size_t first, size_t n, len room)
{
	struct block *organs = add_row(c, grid), *titles = add_row(c, grid), *gap = add_row(c, grid);
	struct block *posts = add_row(c, grid), *names = add_row(c, grid);

	organs->at_bottom = posts->at_bottom = true;
	for (size_t i = first; i < first + n; i++) {
		const struct signer *s = &c->plan->signers[i];
		compose_organ(c, add_cell(c, organs), s);
		compose_authority(c, add_cell(c, titles), s);
		signing_room(c, add_cell(c, gap), i, room);
		compose_post(c, add_cell(c, posts), s);
		compose_name(c, add_cell(c, names), s);
	}
}

/* The only signer stands right of the recipients, and is read before them. */
static void
compose_one(struct composer *c, struct block *parent, const struct zone *z)
{
	struct block *grid = add_grid(c, parent, 0, COLUMNS_RIGHT_HALF), *row = add_row(c, grid);
	struct block *left = add_cell(c, row), *right = add_cell(c, row);

	grid->with_above = true;
	compose_organ(c, right, &c->plan->signers[0]);
	compose_authority(c, right, &c->plan->signers[0]);
	signing_room(c, right, 0, z->room.value);
	compose_post(c, right, &c->plan->signers[0]);
	compose_name(c, right, &c->plan->signers[0]);
	compose_recipients(c, left);
}

/* Several signers stand in rows, the recipients below them. */
static void
compose_signature(struct composer *c, struct block *parent, const struct zone *z)
{
	const struct plan *p = c->plan;
	struct block *grid;

	if (p->nsigners == 1) {
		compose_one(c, parent, z);
		return;
	}
	for (size_t i = 0, n; i < p->nsigners; i += n) {
		n = row_size(i, p->nsigners);
		grid = add_grid(c, parent, z->gap.value, COLUMNS_FAIR);
		grid->with_above = i == 0;
		grid->keep_next = i + n == p->nsigners;
		compose_signers(c, grid, i, n, z->room.value);
		add_gap(c, parent, NULL, z->room.value / 2);
	}
	compose_recipients(c, parent);
}

static void
compose_zone(struct composer *c, struct block *parent, const struct zone *z)
{
	static void (*const kinds[])(struct composer *, struct block *, const struct zone *) = {
		[ZONE_STACK] = compose_stack, [ZONE_GRID] = compose_grid, [ZONE_TEXT] = compose_text,
		[ZONE_RULE] = compose_rule, [ZONE_GAP] = compose_gap, [ZONE_ISSUERS] = compose_issuers,
		[ZONE_BESIDE] = compose_beside, [ZONE_STAMP] = compose_stamp,
		[ZONE_ADDRESSEES] = compose_addressees, [ZONE_SIGNATURE] = compose_signature,
	};

	if (z->when == NULL || inline_present(c, z->when))
		kinds[z->kind](c, parent, z);
}

void
form_compose(struct composer *c, struct block *parent, const struct zone *zones)
{
	for (; zones != NULL; zones = zones->next)
		compose_zone(c, parent, zones);
}
