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
leads_of(struct arena *mem, struct leads **leads)
{
	if (*leads == NULL)
		*leads = arena_new(mem, sizeof **leads);
	return *leads;
}

int
lead_open(struct arena *mem, struct blocks *blocks, struct leads **leads, int parent, int anchor, const char *words)
{
	struct leads *l = leads_of(mem, leads);
	int tag = tag_add(mem, &blocks->tags, parent, "Link");

	blocks->tags.items[tag].contents = words;
	l->items = arena_grow(mem, l->items, l->n, &l->cap, sizeof *l->items);
	l->items[l->n++] = (struct lead){ tag, anchor };
	return tag;
}

void
lead_anchor(struct arena *mem, struct leads **leads, int anchor, int tag)
{
	struct leads *l = leads_of(mem, leads);

	if ((size_t)anchor >= l->known) {
		size_t room = (size_t)anchor * 2 + 64;
		int *more = arena_array(mem, room, sizeof *more);
		for (size_t i = 0; i < l->known; i++)
			more[i] = l->anchors[i];
		l->anchors = more;
		l->known = room;
	}
	l->anchors[anchor] = tag;
}

void
lead_close(struct blocks *blocks, const struct leads *l)
{
	for (size_t i = 0; l != NULL && i < l->n; i++) {
		struct tag *tag = &blocks->tags.items[l->items[i].tag];
		size_t anchor = (size_t)l->items[i].anchor;
		tag->target = anchor < l->known ? l->anchors[anchor] : 0;
		if (tag->target == 0) {
			tag->role = "Span";
			tag->contents = NULL;
		}
	}
}
