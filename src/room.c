#include "room.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"
#include "picture.h"

struct size {
	len	w, h;
};

/* The size made smaller until it fits, its shape kept. */
static struct size
fit(struct size s, len w, len h)
{
	if (s.w > w)
		s = (struct size){ w, (len)((int64_t)s.h * w / s.w) };
	if (s.h > h)
		s = (struct size){ (len)((int64_t)s.w * h / s.h), h };
	return s;
}

/* A picture with a size of its own keeps it as far as there is room. */
static struct size
keep(struct arena *mem, struct diag *d, const struct inset *m, len w, len h)
{
	struct size own = { m->width, m->height }, s = fit(own, w, h);

	if (s.w != own.w || s.h != own.h)
		DIAG(d, IMAGE_REDUCED, m->at, "", buffer_mm(mem, own.w), buffer_mm(mem, own.h), buffer_mm(mem, s.w));
	return s;
}

static const struct inset *
find_picture(const struct block *room, enum inset_kind kind)
{
	for (size_t i = 0; i < room->ninsets; i++)
		if (room->insets[i].kind == kind && room->insets[i].picture != NULL)
			return &room->insets[i];
	return NULL;
}

/* Of the signature: as given, or within what the profile has for it and half of the column. */
static struct size
signature_size(struct arena *mem, struct diag *d, const struct profile *p, const struct block *b, len width,
    len most)
{
	const struct inset *m = find_picture(b, INSET_SIGNATURE);
	struct size usual = { p->sign_width.value < width / 2 ? p->sign_width.value : width / 2,
		p->sign_height.value };

	if (m == NULL)
		return usual;
	if (m->given)
		return keep(mem, d, m, width, most);
	if (m->width > 0)
		return fit((struct size){ m->width, m->height }, usual.w, usual.h);
	return fit((struct size){ usual.w, len_cap((int64_t)usual.w * m->picture->height / m->picture->width) },
	    usual.w, usual.h);
}

static struct size
seal_size(const struct profile *p, const struct block *b)
{
	const struct inset *m = find_picture(b, INSET_SEAL);

	if (m != NULL)
		return (struct size){ m->width, m->height };
	return (struct size){ p->seal_width.value, p->seal_width.value };
}

static void
add_inset(struct arena *mem, struct box *room, const struct inset *m, struct size s, len x)
{
	struct box *box = arena_new(mem, sizeof *box), **end = &room->child;

	while (*end != NULL)
		end = &(*end)->next;
	*end = box;
	box->kind = BOX_INSET;
	box->block = room->block;
	box->inset = m;
	box->x = x;
	box->y = (room->height - s.h) / 2;
	box->width = s.w;
	box->height = s.h;
}

static struct box *
new_room(struct arena *mem, const struct block *b, len width)
{
	struct box *box = arena_new(mem, sizeof *box);

	box->kind = BOX_ROOM;
	box->block = b;
	box->width = width;
	return box;
}

/* A picture of the text, or a field that takes no room. */
static struct box *
alone(struct arena *mem, struct diag *d, const struct profile *p, const struct block *b, len width, len most)
{
	struct box *room = new_room(mem, b, width);
	const struct inset *m = b->ninsets == 0 ? NULL : b->insets;
	struct size s;

	if (m == NULL)
		return room;
	if (m->kind == INSET_COPY) {
		s = (struct size){ p->copy_width.value, p->copy_height.value };
		add_inset(mem, room, m, s, width - s.w);
		room->child->y = p->copy_top.value;
		return room;
	}
	s = keep(mem, d, m, width, most);
	room->height = s.h;
	room->before = room->after = p->figure_gap.value;
	add_inset(mem, room, m, s, (width - s.w) / 2);
	return room;
}

struct box *
room_box(struct arena *mem, struct diag *d, const struct profile *p, const struct block *b, len width,
    len most)
{
	struct box *room = new_room(mem, b, width);
	struct size sign, seal;
	len x;

	if (b->ninsets == 0 || b->insets[0].kind == INSET_COPY || b->insets[0].kind == INSET_FIGURE)
		return alone(mem, d, p, b, width, most);
	sign = signature_size(mem, d, p, b, width, most);
	seal = seal_size(p, b);
	room->height = sign.h + 2 * p->sign_gap.value;
	if (room->height < b->gap)
		room->height = b->gap;
	x = (width - sign.w) / 2;
	for (size_t i = 0; i < b->ninsets; i++)
		if (b->insets[i].kind == INSET_SEAL)
			add_inset(mem, room, &b->insets[i], seal,
			    x + (len)((int64_t)sign.w * p->seal_overlap.value / 1000) - seal.w);
		else
			add_inset(mem, room, &b->insets[i], sign, x);
	return room;
}

/* How far a round seal reaches up or down from its middle between two places across. */
static len
reach(const struct box *seal, len left, len x0, len x1)
{
	int64_t a = seal->width / 2, middle = left + seal->x + a;
	int64_t off = x0 > middle ? x0 - middle : x1 < middle ? middle - x1 : 0;

	if (off >= a)
		return 0;
	return (len)((int64_t)(seal->height / 2) * unit_root(a * a - off * off) / a);
}

/* What a seal reaches into a line, above its room or below; 0 or less: nothing. */
static len
into_line(const struct box *room, const struct box *seal, const struct box *para, size_t line, len y)
{
	const struct line *l = &para->lines->lines[line];
	len middle = room->y + room->height / 2;
	len r = reach(seal, room->x, para->x + l->x, para->x + l->x + l->width);

	if (r == 0)
		return 0;
	if (y < middle)
		return y + para->rows[line].height - (middle - r);
	return middle + r - y;
}

/* The most that a room's seals reach into any text of the grid that stands above or below it. */
static len
into_text(const struct box *grid, const struct box *room)
{
	len most = 0;

	for (const struct box *seal = room->child; seal != NULL; seal = seal->next)
		for (const struct box *b = grid->child; b != NULL; b = b->next) {
			len y = b->y;
			if (seal->inset->kind != INSET_SEAL || b->lines == NULL)
				continue;
			if (b->x < room->x && grid->block->columns == COLUMNS_RIGHT_HALF)
				continue;	/* recipients stand beside it */
			for (size_t i = 0; i < b->lines->n; y += b->rows[i++].height) {
				len into = into_line(room, seal, b, i, y);
				most = into > most ? into : most;
			}
		}
	return most;
}

/* Makes a room higher; its insets stay in the middle. */
static void
grow(struct box *room, len more)
{
	room->height += more;
	for (struct box *b = room->child; b != NULL; b = b->next)
		b->y = (room->height - b->height) / 2;
}

void
room_settle(struct box *grid)
{
	len more = 0, top = 0, bottom = 0, left = 0, highest = 0;

	for (const struct box *b = grid->child; b != NULL; b = b->next)
		if (b->kind == BOX_ROOM && b->height > highest)
			highest = b->height;
	if (highest == 0)
		return;
	for (struct box *b = grid->child; b != NULL; b = b->next) {
		if (b->kind != BOX_ROOM)
			continue;
		top = b->y;
		left = b->x;
		grow(b, highest - b->height);
		if (into_text(grid, b) > more)
			more = into_text(grid, b);
	}
	bottom = top + highest;
	for (struct box *b = grid->child; b != NULL; b = b->next)
		if (b->kind == BOX_ROOM)
			grow(b, 2 * more);
		else if (b->y >= bottom && (grid->block->columns != COLUMNS_RIGHT_HALF || b->x >= left))
			b->y += 2 * more;
	for (const struct box *b = grid->child; b != NULL; b = b->next)
		if (b->y + b->height > grid->height)
			grid->height = b->y + b->height;
}

len
room_aside(struct arena *mem, struct diag *d, const struct profile *p, const struct block *grid, len width)
{
	len most = 0;

	for (const struct block *row = grid->child; row != NULL; row = row->next) {
		const struct block *cell = row->child == NULL ? NULL : row->child->next;
		for (const struct block *b = cell == NULL ? NULL : cell->child; b != NULL; b = b->next) {
			const struct box *room = b->kind == BLOCK_ROOM ? room_box(mem, d, p, b, width, LEN_MOST) : NULL;
			for (const struct box *m = room == NULL ? NULL : room->child; m != NULL; m = m->next)
				most = -m->x > most ? -m->x : most;
		}
	}
	return most;
}
