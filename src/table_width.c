#include "table_width.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"

#include <assert.h>
#include <string.h>

enum { STEP = 500, SLACK = 20 };	/* 1/1000 pt: of sizes; for rounding when widths are scaled */

struct need {				/* what a column's cells want, without padding */
	len	 least;			/* the widest part that cannot be broken */
	len	 most;			/* all on one line */
	len	 whole, behind;		/* of numbers: up to the comma, and from there on */
};

struct measurer {			/* columns being measured */
	struct flow		*f;
	const struct block	*block;
	struct table_box	*box;
	const struct table	*t;
	struct need		*needs;		/* at the styles' own sizes */
	len			 size, room;	/* of letters; of the columns together */
	len			*given;		/* widths given to columns; 0: none */
	len			*widths;
};

static len
larger(len a, len b)
{
	return a > b ? a : b;
}

/* How much of a number's text stands before its comma, or before what follows its figures; bytes. */
static size_t
whole_part(const struct block *para, const char *thousands)
{
	const struct span *s = para->nspans > 0 ? &para->spans[0] : NULL;
	size_t n = 0, step = strlen(thousands);

	if (s == NULL || s->kind != SPAN_TEXT)
		return 0;
	while (n < s->len && (s->text[n] == '-' || s->text[n] == '('))
		n++;
	for (;;) {
		if (n < s->len && s->text[n] >= '0' && s->text[n] <= '9')
			n++;
		else if (step > 0 && n + step <= s->len && memcmp(s->text + n, thousands, step) == 0)
			n += step;
		else
			return n;
	}
}

len
table_whole_width(struct flow *f, const struct block *para)
{
	struct block part = *para;
	struct span span;

	if (para->nspans == 0)
		return 0;
	span = para->spans[0];
	span.len = whole_part(para, f->profile->thousands);
	part.spans = &span;
	part.nspans = 1;
	return span.len > 0 ? flow_width(f, &part) : 0;
}

const char *
table_total(struct flow *f, const struct table *t, size_t row, size_t column)
{
	const struct table_track *track = &t->columns[column];

	return decimal_text(f->mem, t->carry->sums[row * t->ncolumns + column],
	    track->ungrouped ? "" : f->profile->thousands, f->profile->comma, track->decimals);
}

/* A cell of one column adds to what its column needs. */
static void
measure_cell(struct measurer *p, const struct table_item *cell, bool head)
{
	struct need *need = &p->needs[cell->column];
	len most = flow_width(p->f, cell->para), least;

	if (cell->number) {
		len whole = table_whole_width(p->f, cell->para);
		need->whole = larger(need->whole, whole);
		need->behind = larger(need->behind, most - whole);
		return;
	}
	least = flow_least_width(p->f, cell->para);
	if (head)			/* two lines are as good as one */
		most = larger(least, flow_two_width(p->f, cell->para));
	need->least = larger(need->least, least);
	need->most = larger(need->most, most);
}

/* A cell over several columns: what they lack for its longest word, or as a head its text, in equal parts. */
static void
measure_span(struct measurer *p, const struct table_item *cell, bool head)
{
	len between = 2 * p->box->pad_x, least = flow_least_width(p->f, cell->para), most = 0;
	len n = 0, have_least = -between, have_most = -between;

	if (head)
		most = larger(least, flow_width(p->f, cell->para) / 5 * 3);
	for (int x = cell->column; x < cell->column + cell->columns; x++) {
		have_least = len_add(have_least, len_add(p->needs[x].least, between));
		have_most = len_add(have_most, len_add(p->needs[x].most, between));
		n += p->t->columns[x].width == 0 && p->t->columns[x].share == 0;
	}
	for (int x = cell->column; n > 0 && x < cell->column + cell->columns; x++) {
		struct need *need = &p->needs[x];
		if (p->t->columns[x].width > 0 || p->t->columns[x].share > 0)
			continue;
		need->least += least > have_least ? (least - have_least) / n + 1 : 0;
		need->most = larger(need->least, need->most + (most > have_most ? (most - have_most) / n + 1 : 0));
	}
}

/* Running totals are longer than what they add up. */
static void
measure_carry(struct measurer *p)
{
	const struct table_carry *carry = p->t->carry;
	size_t last = p->t->nrows - p->t->nheader - 1;
	struct span span = { .kind = SPAN_TEXT, .look = SPAN_BOLD };
	struct block para = { .kind = BLOCK_PARA, .spans = &span, .nspans = 1 };

	for (size_t x = 0; carry != NULL && x < p->t->ncolumns; x++) {
		if (!p->t->columns[x].carried)
			continue;
		para.style = carry->number;
		span.text = table_total(p->f, p->t, last, x);
		span.len = strlen(span.text);
		measure_cell(p, &(struct table_item){ .para = &para, .column = (int)x, .number = true }, false);
	}
}

static void
measure(struct measurer *p)
{
	const struct table *t = p->t;

	for (size_t i = 0; i < t->ncells; i++)
		if (t->cells[i].para != NULL && t->cells[i].columns == 1)
			measure_cell(p, &t->cells[i], i < t->rows[t->nheader].first);
	measure_carry(p);
	for (size_t x = 0; x < t->ncolumns; x++) {
		struct need *need = &p->needs[x];
		need->least = larger(need->least, need->whole + need->behind);
		need->most = larger(need->least, need->most);
	}
	for (size_t i = 0; i < t->ncells; i++)
		if (t->cells[i].para != NULL && t->cells[i].columns > 1)
			measure_span(p, &t->cells[i], i < t->rows[t->nheader].first);
}

/* A width at the size that letters have now, with padding. */
static len
padded(const struct measurer *p, len width)
{
	return len_cap((int64_t)width * (p->size - p->box->smaller) / p->size) + 2 * p->box->pad_x + SLACK;
}

/* What a column cannot do without. */
static len
needed_width(const struct measurer *p, size_t x)
{
	return padded(p, p->needs[x].least);
}

/* Columns that were wished wider than they need give of that, in proportion, what others lack. */
static void
settle_wishes(struct measurer *p, int64_t lacking)
{
	int64_t spare = 0;

	for (size_t x = 0; x < p->t->ncolumns; x++)
		if (p->t->columns[x].wish)
			spare += p->given[x] - needed_width(p, x);
	for (size_t x = 0; lacking > 0 && spare > 0 && x < p->t->ncolumns; x++) {
		int64_t own = p->given[x] - needed_width(p, x);
		if (p->t->columns[x].wish)
			p->given[x] -= (len)(lacking < spare ? (own * lacking + spare - 1) / spare : own);
	}
}

/* The widths that columns were given, at the size and padding of now. */
static void
give_widths(struct measurer *p)
{
	int64_t lacking = 0;

	for (size_t x = 0; x < p->t->ncolumns; x++) {
		const struct table_track *track = &p->t->columns[x];
		len need = needed_width(p, x);
		p->given[x] = track->share > 0 ? (len)((int64_t)p->room * track->share / 100) : track->width;
		if (!track->wish || p->given[x] >= need)
			continue;
		lacking += need - p->given[x];
		p->given[x] = need;
	}
	settle_wishes(p, lacking);
}

/* Whether all columns fit at the size and padding of now; else *need is what they want. */
static bool
fits(struct measurer *p, len *need)
{
	bool whole = true;

	give_widths(p);
	*need = 0;
	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len given = p->given[x], least = padded(p, p->needs[x].least);
		*need = len_add(*need, given > 0 ? given : least);
		if (given > 0 && p->t->columns[x].number && padded(p, p->needs[x].whole + p->needs[x].behind) > given)
			whole = false;
	}
	return whole && *need <= p->room;
}

/* A width in tenths of a millimetre; what is needed is rounded up. */
static const char *
millimetres(struct arena *mem, len width, bool needed)
{
	struct buffer b = { .mem = mem };

	buffer_length(&b, needed ? unit_in_mm_up(width, 100) : unit_in_mm(width, 100));
	return b.data;
}

/* Whether no column has to break its text more than once, or has a good part of the width to do it in. */
static bool
is_comfortable(const struct measurer *p)
{
	len sum = 0;

	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len given = p->given[x], half = padded(p, p->needs[x].most / 2), good = p->room / 4;
		len want = larger(padded(p, p->needs[x].least), half < good ? half : good);
		sum = len_add(sum, given > 0 ? given : want);
	}
	return sum <= p->room;
}

/* Says why the columns do not fit: a number in a given width, or all of them on the page. */
static int
refuse(const struct measurer *p, len need)
{
	const struct profile *pr = p->f->profile;
	struct arena *mem = p->f->mem;
	struct buffer size = { .mem = mem };
	len turned = pr->height.value - pr->turned_left.value - pr->turned_right.value;

	buffer_length(&size, p->size - p->box->smaller);
	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len given = p->given[x], want = padded(p, p->needs[x].whole + p->needs[x].behind);
		if (given > 0 && p->t->columns[x].number && want > given)
			return DIAG(p->f->diag, COLUMN_NARROW, p->t->columns[x].at, "", arena_printf(mem, "%zu", x + 1),
			    millimetres(mem, given, false), millimetres(mem, want, true), size.data);
	}
	if (need + p->box->rule <= turned && p->room < turned - p->box->rule)
		return DIAG(p->f->diag, TABLE_WIDE_TURN, p->block->at, "", millimetres(mem, need, true),
		    size.data, millimetres(mem, p->room, false), millimetres(mem, turned, false));
	return DIAG(p->f->diag, TABLE_WIDE, p->block->at, "", millimetres(mem, need, true), size.data,
	    millimetres(mem, p->room, false));
}

/* Tries paddings from the usual one down; false when none will do. */
static bool
choose_padding(struct measurer *p, bool comfortable)
{
	const struct measure *pad = &p->f->profile->table.pad_x;
	len least = pad->least < pad->value ? pad->least : pad->value, need;

	for (p->box->pad_x = pad->value; p->box->pad_x >= least; p->box->pad_x -= STEP)
		if (fits(p, &need) && (!comfortable || is_comfortable(p)))
			return true;
	p->box->pad_x = least;
	return false;
}

/* Less padding where that makes all columns comfortable; else padding, then letters as small as need be. */
static int
choose_size(struct measurer *p)
{
	const struct measure *size = &p->f->profile->table.left->size;
	len need;

	if (choose_padding(p, true) || choose_padding(p, false))
		return 0;
	for (len smaller = STEP; smaller <= size->value - size->least; smaller += STEP) {
		p->box->smaller = smaller;
		if (fits(p, &need))
			return 0;
	}
	fits(p, &need);
	return refuse(p, need);
}

struct share {				/* columns that share what is left */
	len	least, most, weight;
	bool	settled;
};

/* Settles columns whose part of the rest is less than they need, or more; false when there were none. */
static bool
settle(struct measurer *p, struct share *shares, bool least)
{
	int64_t rest = p->room, weights = 0;
	bool any = false;

	for (size_t x = 0; x < p->t->ncolumns; x++) {
		rest -= shares[x].settled ? p->widths[x] : 0;
		weights += shares[x].settled ? 0 : shares[x].weight;
	}
	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len want;
		if (shares[x].settled)
			continue;
		want = weights > 0 ? len_cap(rest * shares[x].weight / weights) : 0;
		p->widths[x] = want;
		if (least ? want >= shares[x].least : want <= shares[x].most)
			continue;
		p->widths[x] = least ? shares[x].least : shares[x].most;
		shares[x].settled = any = true;
	}
	return any;
}

/* What every column gets at least: what it cannot do without, or some room for what is longer. */
static void
soften(const struct measurer *p, struct share *shares)
{
	len fair, sum = 0;

	assert(p->t->ncolumns > 0);
	fair = p->room / (len)p->t->ncolumns * 2 / 3;
	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len soft = shares[x].most < fair ? shares[x].most : fair;
		sum = len_add(sum, shares[x].settled ? p->widths[x] : larger(shares[x].least, soft));
	}
	for (size_t x = 0; sum <= p->room && x < p->t->ncolumns; x++) {
		len soft = shares[x].most < fair ? shares[x].most : fair;
		shares[x].least = larger(shares[x].least, soft);
	}
}

/* More room than all need: narrow columns of numbers take a little, those of text the rest, by their length. */
static void
widen(struct measurer *p, struct share *shares, int64_t rest)
{
	int64_t weights = 0;
	bool text = false;

	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len more = p->f->profile->table.number.value - shares[x].most;
		if (shares[x].settled || !p->t->columns[x].number || more <= 0 || more > rest / 2)
			continue;
		shares[x].most += more;
		rest -= more;
	}
	for (size_t x = 0; x < p->t->ncolumns; x++)
		text = text || (!shares[x].settled && !p->t->columns[x].number);
	for (size_t x = 0; x < p->t->ncolumns; x++)
		if (!shares[x].settled && (!text || !p->t->columns[x].number))
			weights += shares[x].most;
	for (size_t x = 0; x < p->t->ncolumns; x++) {
		if (shares[x].settled)
			continue;
		p->widths[x] = shares[x].most;
		if (weights > 0 && (!text || !p->t->columns[x].number))
			p->widths[x] += len_cap(rest * shares[x].most / weights);
	}
}

/*
 * How a column shares: short ones get near what they want before long ones, so that few words make a
 * second line; those longer than the table is wide by their length, so that their rows are low.
 */
static len
weight_of(const struct measurer *p, len most)
{
	if (most <= p->room)
		return unit_root((int64_t)most * p->room);
	return most < 50 * p->room ? most : 50 * p->room;
}

/* Gives every column its width. */
static void
share_room(struct measurer *p)
{
	struct share *shares = arena_array(p->f->mem, p->t->ncolumns, sizeof *shares);
	int64_t rest = p->room;

	for (size_t x = 0; x < p->t->ncolumns; x++) {
		len given = p->given[x], most = padded(p, p->needs[x].most);
		p->widths[x] = given;
		shares[x] = (struct share){ padded(p, p->needs[x].least), most, weight_of(p, most), given > 0 };
		rest -= given > 0 ? given : most;
	}
	if (rest >= 0) {
		widen(p, shares, rest);
		return;
	}
	soften(p, shares);
	while (settle(p, shares, true) || settle(p, shares, false))
		continue;
}

int
table_width(struct flow *f, const struct block *block, struct table_box *box, len width)
{
	const struct table_layout *l = &f->profile->table;
	struct measurer p = { .f = f, .block = block, .box = box, .t = block->table, .size = l->left->size.value };
	size_t n = p.t->ncolumns;

	box->rule = l->rule.value;
	box->pad_x = l->pad_x.value;
	p.room = width - box->rule;
	p.needs = arena_array(f->mem, n, sizeof *p.needs);
	p.given = arena_array(f->mem, n, sizeof *p.given);
	p.widths = arena_array(f->mem, n, sizeof *p.widths);
	measure(&p);
	if (choose_size(&p) != 0)
		return -1;
	share_room(&p);
	box->edges = arena_array(f->mem, n + 1, sizeof *box->edges);
	box->behind = arena_array(f->mem, n, sizeof *box->behind);
	box->edges[0] = box->rule / 2;
	for (size_t x = 0; x < n; x++) {
		box->edges[x + 1] = box->edges[x] + p.widths[x];
		box->behind[x] = padded(&p, p.needs[x].behind) - 2 * box->pad_x;
	}
	return 0;
}
