#include "zones.h"
#include "buffer.h"
#include "font.h"
#include "page.h"
#include "shape.h"
#include "wrap.h"

#include <string.h>

struct zone {
	const char	*kind, *role;
	const struct item *item;	/* the first of it */
	len		 x0, y0, x1, y1;	/* y downwards */
};

/* What kind of zone an item is part of; NULL: of none. */
static const char *
kind_of(const struct item *it)
{
	if (it->kind == ITEM_FIELD)
		return "field";
	if (it->role == NULL)
		return NULL;
	if (it->kind == ITEM_PICTURE)
		return strcmp(it->role, "signature") == 0 || strcmp(it->role, "seal") == 0 ? it->role : NULL;
	return strncmp(it->role, "stamp", strlen("stamp")) == 0 ? "stamp" : NULL;
}

/* The height of a line's letters above its baseline and below. */
static void
measure_letters(const struct line *line, len *above, len *below)
{
	*above = *below = 0;
	for (size_t i = 0; i < line->n; i++) {
		const struct shape *s = line->pieces[i].shape;
		len a = s == NULL ? 0 : font_scale(s->font, s->font->ascent, line->pieces[i].size);
		len b = s == NULL ? 0 : font_scale(s->font, s->font->descent, line->pieces[i].size);
		*above = a > *above ? a : *above;
		*below = b > *below ? b : *below;
	}
}

static struct zone
extent(const struct item *it, const char *kind)
{
	struct zone z = { kind, it->role, it, it->x, it->y, it->x + it->w, it->y + it->h };
	len half = it->stroke / 2, above, below;

	if (it->kind == ITEM_LINE) {
		measure_letters(it->line, &above, &below);
		z.x0 = it->x + it->line->x;
		z.x1 = z.x0 + it->w;
		z.y0 = it->y - above;
		z.y1 = it->y + below;
	}
	z.x0 -= half;
	z.y0 -= half;
	z.x1 += half;
	z.y1 += half;
	return z;
}

static void
join(struct zone *z, const struct zone *other)
{
	z->x0 = other->x0 < z->x0 ? other->x0 : z->x0;
	z->y0 = other->y0 < z->y0 ? other->y0 : z->y0;
	z->x1 = other->x1 > z->x1 ? other->x1 : z->x1;
	z->y1 = other->y1 > z->y1 ? other->y1 : z->y1;
}

/* To the hundredth, which is what a ruler can show. */
static void
put_mm(struct buffer *b, len v)
{
	buffer_length(b, unit_in_mm(v, 10));
}

static void
put_text(struct buffer *b, const char *name, const char *text)
{
	buffer_printf(b, ",\"%s\":", name);
	buffer_json(b, text, strlen(text));
}

static void
put_zone(struct buffer *b, const struct zone *z, const struct page *page)
{
	static const char *const names[] = { "x", "y", "width", "height" };
	const len mm[] = { z->x0, z->y0, z->x1 - z->x0, z->y1 - z->y0 };
	const len pt[] = { z->x0, page->h - z->y1, z->x1, page->h - z->y0 };

	buffer_printf(b, "{\"kind\":\"%s\"", z->kind);
	put_text(b, "role", z->role != NULL ? z->role : z->kind);
	if (z->item->field != NULL)
		put_text(b, "name", z->item->field);
	if (z->item->contents != NULL)
		put_text(b, "words", z->item->contents);
	buffer_printf(b, ",\"page\":%d,\"mm\":{", page->number);
	for (size_t i = 0; i < 4; i++) {
		buffer_printf(b, "%s\"%s\":", i == 0 ? "" : ",", names[i]);
		put_mm(b, mm[i]);
	}
	buffer_text(b, "},\"pt\":[");
	for (size_t i = 0; i < 4; i++) {
		buffer_text(b, i == 0 ? "" : ",");
		buffer_length(b, pt[i]);
	}
	buffer_text(b, "]}");
}

/* A stamp is a frame with lines of text, all of one role and one after the other. */
static size_t
read_zone(const struct page *page, size_t i, struct zone *z)
{
	size_t end = i + 1;

	for (; strcmp(z->kind, "stamp") == 0 && end < page->n; end++) {
		const struct item *it = &page->items[end];
		const char *kind = kind_of(it);
		struct zone more;
		if (kind == NULL || strcmp(kind, "stamp") != 0 || strcmp(it->role, z->role) != 0)
			break;
		more = extent(it, kind);
		join(z, &more);
	}
	return end;
}

static void
put_pages(struct buffer *b, const struct pages *pages)
{
	buffer_text(b, "{\"pages\":[");
	for (size_t i = 0; i < pages->npages; i++) {
		const struct page *page = &pages->pages[i];
		buffer_printf(b, "%s\n{\"page\":%d,\"mm\":{\"width\":", i == 0 ? "" : ",", page->number);
		put_mm(b, page->w);
		buffer_text(b, ",\"height\":");
		put_mm(b, page->h);
		buffer_text(b, "},\"pt\":[0,0,");
		buffer_length(b, page->w);
		buffer_byte(b, ',');
		buffer_length(b, page->h);
		buffer_text(b, "]}");
	}
	buffer_text(b, "],\n\"zones\":[");
}

void
zones_write(struct buffer *b, const struct pages *pages)
{
	bool any = false;

	put_pages(b, pages);
	for (size_t i = 0; i < pages->npages; i++) {
		const struct page *page = &pages->pages[i];
		for (size_t k = 0, end; k < page->n; k = end) {
			const char *kind = kind_of(&page->items[k]);
			struct zone z;
			end = k + 1;
			if (kind == NULL)
				continue;
			z = extent(&page->items[k], kind);
			end = read_zone(page, k, &z);
			buffer_text(b, any ? ",\n" : "\n");
			put_zone(b, &z, page);
			any = true;
		}
	}
	buffer_text(b, "]}\n");
}
