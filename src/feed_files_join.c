#include "feed_files.h"

#include <stdlib.h>

struct place {				/* a file on the list */
	uint64_t	 device, inode;
	size_t		 item;		/* its number on the list */
};

static int
compare(uint64_t a, uint64_t b)
{
	return (a > b) - (a < b);
}

/* By file, and of one file in the order of the list. */
static int
by_file(const void *a, const void *b)
{
	const struct place *p = a, *q = b;
	int order = compare(p->device, q->device);

	if (order == 0)
		order = compare(p->inode, q->inode);
	return order != 0 ? order : compare(p->item, q->item);
}

/* Those by place first, by line and column, then those by number. */
static int
by_place(const void *a, const void *b)
{
	const struct feed_place *p = a, *q = b;
	int order = compare(p->index, q->index);

	if (order == 0)
		order = (p->line > q->line) - (p->line < q->line);
	return order != 0 ? order : (p->column > q->column) - (p->column < q->column);
}

/* The items of one file: the first stands for all; `wanted` has room for as many wishes. */
static void
join(struct feed_files *g, const struct place *places, size_t n, struct feed_place *wanted)
{
	struct feed_file *first = &g->items[places[0].item];
	size_t nwanted = 0, kept = 0;
	bool all = false;

	for (size_t i = 0; i < n; i++) {
		struct feed_file *it = &g->items[places[i].item];
		all |= !it->partly;
		if (it->partly)
			wanted[nwanted++] = it->wish;
		if (i > 0)
			it->fault = it->found || it->partly ? FEED_FILE_QUIET : FEED_FILE_TWICE;
	}
	if (all)
		return;
	qsort(wanted, nwanted, sizeof *wanted, by_place);
	for (size_t i = 0; i < nwanted; i++)
		if (kept == 0 || by_place(&wanted[i], &wanted[kept - 1]) != 0)
			wanted[kept++] = wanted[i];
	first->wanted = wanted;
	first->nwanted = kept;
	while (first->nplaces < kept && wanted[first->nplaces].index == 0)
		first->nplaces++;
}

int
feed_files_finish(struct feed_files *g)
{
	struct place *places = calloc(g->n + 1, sizeof *places);
	size_t n = 0, next;

	g->wanted = calloc(g->n + 1, sizeof *g->wanted);
	if (places == NULL || g->wanted == NULL) {
		free(places);
		return -1;
	}
	for (size_t i = 0; i < g->n; i++)
		if (g->items[i].fault == FEED_FILE_FINE)
			places[n++] = (struct place){ g->items[i].device, g->items[i].inode, i };
	qsort(places, n, sizeof *places, by_file);
	for (size_t i = 0; i < n; i = next) {
		for (next = i + 1; next < n; next++)
			if (places[next].device != places[i].device || places[next].inode != places[i].inode)
				break;
		join(g, places + i, next - i, g->wanted + i);
	}
	free(places);
	return 0;
}
