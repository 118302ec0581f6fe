#include "lead.h"
#include "arena.h"

struct lead {
	int	tag, anchor;
};

struct leads {
	struct lead	*items;		/* links so far */
	size_t		 n, cap;
	int		*anchors;	/* elements by anchor; 0: none */
	size_t		 known;		/* room for anchors, the 0th counted */
};

static struct leads *
leads_of(struct composer *c)
{
	if (c->leads == NULL)
		c->leads = arena_new(c->mem, sizeof *c->leads);
	return c->leads;
}

int
lead_open(struct composer *c, int parent, int anchor, const char *words)
{
	struct leads *l = leads_of(c);
	int tag = inline_tag(c, parent, "Link");

	c->blocks->tags.items[tag].contents = words;
	l->items = arena_grow(c->mem, l->items, l->n, &l->cap, sizeof *l->items);
	l->items[l->n++] = (struct lead){ tag, anchor };
	return tag;
}

void
lead_anchor(struct composer *c, int anchor, int tag)
{
	struct leads *l = leads_of(c);

	if ((size_t)anchor >= l->known) {
		size_t room = (size_t)anchor * 2 + 64;
		int *more = arena_array(c->mem, room, sizeof *more);
		for (size_t i = 0; i < l->known; i++)
			more[i] = l->anchors[i];
		l->anchors = more;
		l->known = room;
	}
	l->anchors[anchor] = tag;
}

void
lead_close(struct composer *c)
{
	const struct leads *l = c->leads;

	for (size_t i = 0; l != NULL && i < l->n; i++) {
		struct tag *tag = &c->blocks->tags.items[l->items[i].tag];
		size_t anchor = (size_t)l->items[i].anchor;
		tag->target = anchor < l->known ? l->anchors[anchor] : 0;
		if (tag->target == 0) {
			tag->role = "Span";
			tag->contents = NULL;
		}
	}
}
