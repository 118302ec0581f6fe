#include "pdf_content.h"
#include "buffer.h"
#include "page.h"
#include "pdf_draw.h"
#include "pdf_font.h"
#include "pdf_image.h"
#include "pdf_shape.h"
#include "pdf_tag.h"
#include "pdf_text.h"

static void
put_drawing(struct pdf_text *t, const struct item *it)
{
	pdf_text_leave(t, it->tag, it->x, it->y);
	pdf_shape(&t->out, it->drawing, it->x, t->height - it->y);
	pdf_text_resume(t);
	if (t->tags != NULL)
		pdf_tags_box(t->tags, it->tag, it->x, t->height - it->y - it->h, it->w, it->h);
}

bool
pdf_content_put(struct pdf_text *t, struct pdf_images *images, struct pdf_file *f, const struct item *it)
{
	if (it->kind == ITEM_LINE)
		pdf_text_line(t, it);
	else if (it->kind == ITEM_RULE)
		pdf_draw_rule(&t->draw, it->x, it->y, it->w, it->h, it->colour);
	else if (it->kind == ITEM_DRAWING)
		put_drawing(t, it);
	else if (it->kind == ITEM_FRAME)
		pdf_draw_frame(&t->draw, it);
	else if (it->kind == ITEM_PICTURE)
		pdf_images_draw(images, f, t, it);
	else
		return false;
	return true;
}

void
pdf_content_resources(const struct pdf_fonts *fonts, const struct pdf_images *images, struct buffer *b)
{
	buffer_text(b, "/Font<<");
	for (size_t i = 0; i < fonts->n; i++)
		buffer_printf(b, "/F%u %u 0 R", fonts->used[i]->name, fonts->used[i]->object);
	buffer_text(b, ">>\n");
	pdf_images_resources(images, b);
}
