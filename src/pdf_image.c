#include "pdf_image.h"
#include "arena.h"
#include "buffer.h"
#include "deflate.h"
#include "haru.h"
#include "page.h"
#include "pdf_file.h"
#include "pdf_tag.h"
#include "pdf_text.h"
#include "picture.h"

/* Room for the streams of a picture that is kept. */
static struct pdf_packed *
find_pack(struct pdf_images *all, unsigned id)
{
	struct pdf_packs *packs = all->packs;

	while (packs->n <= id) {
		packs->items = arena_grow(all->keep, packs->items, packs->n, &packs->cap, sizeof *packs->items);
		packs->items[packs->n++] = (struct pdf_packed){ { NULL }, { 0 } };
	}
	return &packs->items[id];
}

/* Compresses into a stream; what serves later PDFs only once. */
static void
fill(struct pdf_images *all, struct pdf_file *f, const struct picture *p, enum pdf_packed_part part, unsigned stream,
    const void *data, size_t n)
{
	struct pdf_packed *pack;

	if (p->id == 0 || all->packs == NULL) {
		pdf_fill(f, stream, data, n);
		return;
	}
	pack = find_pack(all, p->id);
	if (pack->data[part] == NULL) {
		data = deflate_bytes(f->deflate, DEFLATE_DENSE, data, n, &pack->len[part]);
		pack->data[part] = data == NULL ? NULL : arena_copy(all->keep, data, pack->len[part]);
	}
	if (pack->data[part] == NULL)
		haru_fail(f->haru, HARU_NO_MEMORY);
	else
		haru_data(f->haru, stream, pack->data[part], pack->len[part]);
}

/* Its own colour profile as a stream; 0: none. */
static unsigned
write_profile(struct pdf_images *all, struct pdf_file *f, const struct picture *p)
{
	struct buffer b = { .mem = f->mem };
	unsigned object;

	if (p->icc == NULL)
		return 0;
	object = pdf_stream(f);
	buffer_printf(&b, "/N %d/Alternate/%s", p->components, p->components == 1 ? "DeviceGray" : "DeviceRGB");
	pdf_body(f, object, &b);
	fill(all, f, p, PART_PROFILE, object, p->icc, p->icc_len);
	return object;
}

static void
put_size(struct buffer *b, const struct picture *p)
{
	buffer_printf(b, "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8", p->width, p->height);
}

/* Opacity as a soft mask (ISO 32000-1, 11.6.5.3); 0: none. */
static unsigned
write_mask(struct pdf_images *all, struct pdf_file *f, const struct picture *p)
{
	struct buffer b = { .mem = f->mem };
	unsigned object;

	if (p->alpha == NULL)
		return 0;
	object = pdf_stream(f);
	put_size(&b, p);
	buffer_text(&b, "/ColorSpace/DeviceGray");
	pdf_body(f, object, &b);
	fill(all, f, p, PART_ALPHA, object, p->alpha, (size_t)p->width * (size_t)p->height);
	return object;
}

/* A JPEG goes into the file as it is; in what its components differ from the usual the dictionary says. */
static unsigned
write_image(struct pdf_images *all, struct pdf_file *f, const struct picture *p)
{
	struct buffer b = { .mem = f->mem };
	unsigned profile = write_profile(all, f, p), mask = write_mask(all, f, p);
	unsigned object = p->jpeg ? haru_dict(f->haru) : pdf_stream(f);

	put_size(&b, p);
	if (profile != 0)
		buffer_printf(&b, "/ColorSpace[/ICCBased %u 0 R]", profile);
	else
		buffer_printf(&b, "/ColorSpace/%s", p->components == 1 ? "DeviceGray" : "DeviceRGB");
	if (mask != 0)
		buffer_printf(&b, "/SMask %u 0 R", mask);
	if (p->jpeg)
		buffer_text(&b, "/Filter/DCTDecode");
	if (p->plain_rgb)
		buffer_text(&b, "/DecodeParms<</ColorTransform 0>>");
	pdf_body(f, object, &b);
	if (p->jpeg)
		haru_data(f->haru, object, p->data, p->len);
	else
		fill(all, f, p, PART_SAMPLES, object, p->data, p->len);
	return object;
}

static size_t
find(struct pdf_images *all, struct pdf_file *f, const struct picture *p)
{
	size_t i = 0;

	while (i < all->n && all->items[i].picture != p)
		i++;
	if (i < all->n)
		return i;
	all->items = arena_grow(f->mem, all->items, all->n, &all->cap, sizeof *all->items);
	all->items[all->n++] = (struct pdf_image){ p, write_image(all, f, p) };
	return i;
}

void
pdf_images_draw(struct pdf_images *all, struct pdf_file *f, struct pdf_text *t, const struct item *it)
{
	size_t name = find(all, f, it->picture);
	const len matrix[] = { it->w, 0, 0, it->h, it->x, t->height - it->y - it->h };

	pdf_text_leave(t, it->tag, it->x, it->y);
	buffer_text(&t->out, "q ");
	buffer_lengths(&t->out, matrix, sizeof matrix / sizeof *matrix);
	buffer_printf(&t->out, " cm /I%zu Do Q\n", name);
	pdf_text_resume(t);
	if (t->tags != NULL)
		pdf_tags_box(t->tags, it->tag, it->x, t->height - it->y - it->h, it->w, it->h);
}

void
pdf_images_resources(const struct pdf_images *all, struct buffer *b)
{
	if (all->n == 0)
		return;
	buffer_text(b, "/XObject<<");
	for (size_t i = 0; i < all->n; i++)
		buffer_printf(b, "/I%zu %u 0 R", i, all->items[i].object);
	buffer_text(b, ">>\n");
}
