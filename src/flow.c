#include "flow.h"
#include "arena.h"
#include "beside.h"
#include "chart_flow.h"
#include "diag.h"
#include "font.h"
#include "room.h"
#include "table_flow.h"
#include "wrap_cache.h"

struct chain {				/* boxes of one column, in order */
	struct box	*first, *last;
	const struct line *line;	/* last line of the last paragraph, for rules under it */
};

static void
chain_add(struct chain *chain, struct box *box)
{
	if (chain->last == NULL)
		chain->first = box;
	else
		chain->last->next = box;
	chain->last = box;
}

/* Whether lines of a style can be read: beside its indents, one below the other. */
static bool
has_room(const struct style *s, len width, len height)
{
	len line = s->exact.value > 0 ? s->exact.value : (len)((int64_t)s->size.value * s->leading.value / 1000);

	return s->size.value > 0 && s->size.value < height / 4 && line >= s->size.value * 9 / 10 && line < height / 4
	    && s->left.value >= 0 && s->first.value >= 0 && (int64_t)s->left.value + s->first.value < width / 2;
}

/* A layout may leave the rules, but not the paper. */
static int
check_room(struct flow *f, const struct profile *p)
{
	len width = p->width.value - p->left.value - p->right.value;
	len height = p->height.value - p->top.value - p->bottom.value;
	len top = p->top.value < p->turned_top.value ? p->top.value : p->turned_top.value;
	int result = 0;

	for (size_t i = 0; i < p->nstyles; i++)
		if (!has_room(&p->styles[i], width, height))
			result = DIAG(f->diag, STYLE_ROOM, NULL, "", p->styles[i].name);
	if (p->number_edge.value < 0 || (int64_t)p->number_edge.value + p->number_style->size.value > top)
		result = DIAG(f->diag, NUMBER_ROOM, NULL, "");
	return result;
}

int
flow_open(struct flow *f, struct arena *mem, struct diag *d, struct fonts *fonts, struct shaper *shaper,
    const struct profile *p)
{
	*f = (struct flow){ .mem = mem, .diag = d, .fonts = fonts, .profile = p, .wrap = { mem, d, shaper, NULL },
		.ties = { p->before_number, p->after_number, p->before_end, p->break_before, p->to_next,
		    p->whole },
		.types = arena_array(mem, p->nstyles, sizeof(struct type)) };
	if (fonts_set(fonts, d, (const char *const *)p->families[0], FONT_REGULAR) == NULL)
		return -1;
	return check_room(f, p);
}

void
flow_remember(struct flow *f, struct wrap_cache *paragraphs)
{
	f->paragraphs = paragraphs;
	f->tie_number = wrap_cache_ties(paragraphs, &f->ties);
}

int
flow_guest(struct flow *f, const struct profile *p)
{
	f->guest = p;
	f->guest_types = arena_array(f->mem, p->nstyles, sizeof *f->guest_types);
	if (fonts_set(f->fonts, f->diag, (const char *const *)p->families[0], FONT_REGULAR) == NULL)
		return -1;
	return check_room(f, p);
}

static struct box *
flow_rule(struct flow *f, const struct block *b, const struct chain *chain, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	const struct line *line = b->across ? NULL : chain->line;
	len over = line != NULL ? line->width : width;

	box->kind = BOX_RULE;
	box->block = b;
	box->width = (len)((int64_t)over * b->share.value / 1000);
	box->x = (line != NULL ? line->x : 0) + (over - box->width) / 2;
	box->height = b->gap + b->thickness;
	return box;
}

static void flow_children(struct flow *, struct chain *, const struct block *, len width);

/* Width a cell's paragraphs want: of the whole text, or of its widest word where it may wrap. */
static len
cell_width(struct flow *f, const struct block *cell, bool may_wrap)
{
	len most = 0;

	for (const struct block *b = cell->child; b != NULL; b = b->next) {
		len w = 0;
		if (b->kind == BLOCK_PARA)
			w = b->style->balance && may_wrap ? flow_least_width(f, b) : flow_width(f, b);
		else if (b->kind == BLOCK_STACK)
			w = cell_width(f, b, may_wrap);
		most = w > most ? w : most;
	}
	return most;
}

static size_t
count_cells(const struct block *row)
{
	size_t n = 0;

	for (const struct block *cell = row->child; cell != NULL; cell = cell->next)
		n++;
	return n;
}

/* What the two columns of a grid want. */
static void
column_widths(struct flow *f, const struct block *grid, bool right_may_wrap, len *left, len *right)
{
	*left = *right = 0;
	for (const struct block *row = grid->child; row != NULL; row = row->next) {
		if (row->child == NULL || row->child->next == NULL)
			continue;
		len l = cell_width(f, row->child, true), r = cell_width(f, row->child->next, right_may_wrap);
		*left = l > *left ? l : *left;
		*right = r > *right ? r : *right;
	}
}

/*
 * The right column of a letterhead is as wide as it needs, the national name is never broken; the
 * left has the rest.
 */
static len
letterhead_right(struct flow *f, const struct block *grid, len width)
{
	len left, right, room = width - grid->gap;

	column_widths(f, grid, true, &left, &right);
	if (left + right <= room)
		return right;
	DIAG(f->diag, GRID_NARROW, grid->at, "");
	return right < room / 4 * 3 ? right : room / 4 * 3;
}

/* A signer's long title takes room from the recipients, as far as they can spare it. */
static len
signature_right(struct flow *f, const struct block *grid, len width)
{
	len left, right, room = width - grid->gap;

	column_widths(f, grid, false, &left, &right);
	if (right <= room / 2)
		return room / 2;
	return left + right <= room ? right : left < room / 2 ? room - left : room / 2;
}

static len
first_baseline(const struct box *first)
{
	return first != NULL && first->kind == BOX_PARA ? first->rows[0].baseline : 0;
}

/* Puts a cell's boxes into the grid from (x, y) down; returns the bottom. */
static len
place_cell(struct chain *into, struct box *first, len x, len y)
{
	len after = 0;

	for (struct box *b = first, *next; b != NULL; b = next) {
		next = b->next;
		b->next = NULL;
		if (b != first)
			y = len_add(y, b->before > after ? b->before : after);
		b->x += x;
		b->y = y;
		y = len_add(y, b->height);
		after = b->after;
		chain_add(into, b);
	}
	return y;
}

/* Height of boxes as place_cell() puts them. */
static len
cell_height(const struct box *first)
{
	len height = 0, after = 0;

	for (const struct box *b = first; b != NULL; b = b->next) {
		if (b != first)
			height = len_add(height, b->before > after ? b->before : after);
		height = len_add(height, b->height);
		after = b->after;
	}
	return height;
}

enum { CELLS_MAX = 8 };

/* One row of a grid; cells that begin with text share their first baseline. */
static len
flow_row(struct flow *f, struct chain *into, const struct block *row, const len *widths, len gap, len y)
{
	struct chain cells[CELLS_MAX] = { 0 };
	len baseline = 0, tallest = 0, bottom = y, x = 0;
	size_t n = 0;

	for (const struct block *cell = row->child; cell != NULL && n < CELLS_MAX; cell = cell->next, n++) {
		flow_children(f, &cells[n], cell, widths[n]);
		if (first_baseline(cells[n].first) > baseline)
			baseline = first_baseline(cells[n].first);
		if (row->at_bottom && cell_height(cells[n].first) > tallest)
			tallest = cell_height(cells[n].first);
	}
	for (size_t i = 0; i < n; i++) {
		len own = first_baseline(cells[i].first);
		len down = row->at_bottom ? tallest - cell_height(cells[i].first) : own > 0 ? baseline - own : 0;
		len end = place_cell(into, cells[i].first, x, y + down);
		bottom = end > bottom ? end : bottom;
		x += widths[i] + gap;
	}
	return bottom;
}

/* Every column what it needs, and an equal part of what is left over; equal columns if that cannot be. */
static void
fair_widths(struct flow *f, const struct block *grid, len room, len *widths, len n)
{
	len need[CELLS_MAX] = { 0 }, sum = 0;
	bool enough = true;

	for (const struct block *row = grid->child; row != NULL; row = row->next) {
		len i = 0;
		for (const struct block *cell = row->child; cell != NULL && i < n; cell = cell->next, i++) {
			len w = cell_width(f, cell, false);
			need[i] = w > need[i] ? w : need[i];
		}
	}
	for (len i = 0; i < n; i++) {
		sum = len_add(sum, need[i]);
		enough = enough && need[i] <= room / n;
	}
	for (len i = 0; i < n; i++)
		widths[i] = enough || sum > room ? room / n : need[i] + (room - sum) / n;
}

static void
share_width(struct flow *f, const struct block *grid, len width, len *widths, len n)
{
	len room = width - grid->gap * (n - 1);

	if (n == 2 && (grid->columns == COLUMNS_RIGHT || grid->columns == COLUMNS_RIGHT_HALF)) {
		widths[1] = grid->columns == COLUMNS_RIGHT ? letterhead_right(f, grid, width)
		    : signature_right(f, grid, width);
		widths[0] = room - widths[1];
	} else if (grid->columns == COLUMNS_FAIR)
		fair_widths(f, grid, room, widths, n);
	else
		for (len i = 0; i < n; i++)
			widths[i] = room / n;
}

static struct box *
flow_grid(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	struct chain inside = { 0 };
	len widths[CELLS_MAX] = { 0 }, aside = 0, n = b->child == NULL ? 0 : (len)count_cells(b->child);

	share_width(f, b, width, widths, n < CELLS_MAX ? n : CELLS_MAX);
	if (b->columns == COLUMNS_RIGHT_HALF && n == 2) {
		aside = room_aside(f->mem, f->diag, f->profile, b, widths[1]);
		widths[0] -= aside;
	}
	for (const struct block *row = b->child; row != NULL; row = row->next)
		box->height = flow_row(f, &inside, row, widths, b->gap + aside, box->height);
	box->kind = BOX_GRID;
	box->block = b;
	box->width = width;
	box->child = inside.first;
	room_settle(box);
	return box;
}

/* How far the last baseline is below the top of the first line's capitals, and that top's place. */
static len
ink_height(struct flow *f, const struct chain *inside, len *top)
{
	len first = 0, last = 0, cap = 0, y = 0;

	for (const struct box *b = inside->first; b != NULL; b = b->next) {
		len line = y;
		for (size_t i = 0; b->lines != NULL && i < b->lines->n; line += b->rows[i++].height) {
			last = line + b->rows[i].baseline;
			if (cap > 0)
				continue;
			cap = flow_cap(f, b->block->style);
			first = last;
		}
		y += b->height;
	}
	*top = first - cap;
	return last - first + cap;
}

/* Words in the middle of their frame, seen from the height of their capitals. */
static struct box *
flow_frame(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	struct chain inside = { 0 }, placed = { 0 };
	len top, ink;

	box->kind = BOX_FRAME;
	box->block = b;
	box->width = b->frame->width.value > 0 ? b->frame->width.value
	    : cell_width(f, b, false) + 2 * b->frame->pad.value;
	box->height = b->frame->height.value;
	if (box->width > width)
		DIAG(f->diag, FRAME_WIDE, b->at, "");
	flow_children(f, &inside, b, box->width);
	ink = ink_height(f, &inside, &top);
	if (ink > box->height)
		DIAG(f->diag, FRAME_ROOM, b->at, "");
	place_cell(&placed, inside.first, 0, (box->height - ink) / 2 - top);
	box->child = placed.first;
	return box;
}

struct box *
flow_stack(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);
	struct chain inside = { 0 }, placed = { 0 };

	flow_children(f, &inside, b, width);
	box->kind = BOX_GRID;
	box->block = b;
	box->height = place_cell(&placed, inside.first, 0, 0);
	box->child = placed.first;
	for (const struct box *c = box->child; c != NULL; c = c->next)
		box->width = c->kind != BOX_GAP && c->width > box->width ? c->width : box->width;
	return box;
}

static struct box *
flow_beside(struct flow *f, const struct block *b, len width)
{
	struct box *box = flow_stack(f, b, width);

	box->kind = BOX_BESIDE;
	box->reach = box->height;
	box->height = 0;
	return box;
}

static struct box *
flow_gap(struct flow *f, const struct block *b, len width)
{
	struct box *box = arena_new(f->mem, sizeof *box);

	(void)width;
	box->kind = BOX_GAP;
	box->block = b;
	box->height = b->gap;
	return box;
}

/* No chart or picture is higher: its caption stands with it. */
static len
most_height(const struct flow *f)
{
	return f->height / 10 * 9;
}

static struct box *
flow_chart(struct flow *f, const struct block *b, len width)
{
	return chart_flow(f, b, width, most_height(f), CANVAS_BARE);
}

static struct box *
flow_room(struct flow *f, const struct block *b, len width)
{
	return room_box(f->mem, f->diag, f->profile, b, width, most_height(f));
}

/* The boxes of a block, one but for a stack's; none after an error. */
static void
flow_block(struct flow *f, struct chain *chain, const struct block *b, len width)
{
	static struct box *(*const kinds[BLOCK__KINDS])(struct flow *, const struct block *, len) = {
		[BLOCK_PARA] = flow_para, [BLOCK_GRID] = flow_grid, [BLOCK_FRAME] = flow_frame,
		[BLOCK_BESIDE] = flow_beside, [BLOCK_GAP] = flow_gap, [BLOCK_TABLE] = table_flow,
		[BLOCK_ROOM] = flow_room, [BLOCK_CHART] = flow_chart,
	};
	struct box *box;

	if (b->kind == BLOCK_STACK) {
		flow_children(f, chain, b, width);
		return;
	}
	box = b->kind == BLOCK_RULE ? flow_rule(f, b, chain, width) : kinds[b->kind](f, b, width);
	if (box == NULL)
		return;
	chain_add(chain, box);
	if (box->kind == BOX_PARA && box->lines->n > 0)
		chain->line = &box->lines->lines[box->lines->n - 1];
}

static void
flow_children(struct flow *f, struct chain *chain, const struct block *parent, len width)
{
	for (const struct block *b = parent->child; b != NULL; b = b->next)
		flow_block(f, chain, b, width);
}

/* A section and its notes. */
static void
flow_section(struct flow *f, struct boxes *boxes, size_t i)
{
	const struct section *s = &boxes->blocks->sections[i];
	size_t end = i + 1 < boxes->blocks->nsections ? s[1].first_note : boxes->nnotes;
	len width = s->sheet.width.value - s->sheet.left.value - s->sheet.right.value;
	struct chain chain = { 0 };

	f->height = s->sheet.height.value - s->sheet.top.value - s->sheet.bottom.value;
	flow_children(f, &chain, s->root, width);
	beside_clear(f->mem, chain.first);
	boxes->sections[i] = chain.first;
	for (size_t n = s->first_note; n < end; n++)
		boxes->notes[n] = flow_para(f, boxes->blocks->notes[n].para, width);
}

const struct boxes *
flow_blocks(struct flow *f, const struct blocks *blocks)
{
	struct boxes *boxes = arena_new(f->mem, sizeof *boxes);

	boxes->blocks = blocks;
	boxes->sections = arena_array(f->mem, blocks->nsections, sizeof(struct box *));
	boxes->nnotes = blocks->nnotes;
	boxes->notes = arena_array(f->mem, blocks->nnotes, sizeof(struct box *));
	for (size_t i = 0; i < blocks->nsections; i++)
		flow_section(f, boxes, i);
	return diag_failed(f->diag) ? NULL : boxes;
}
