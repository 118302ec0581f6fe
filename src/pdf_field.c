#include "pdf_field.h"
#include "arena.h"
#include "buffer.h"
#include "haru.h"
#include "page.h"
#include "pdf_annot.h"
#include "pdf_file.h"
#include "pdf_tag.h"

#include <string.h>

enum { SIGNATURES_EXIST = 1, APPEND_ONLY = 2 };	/* ISO 32000-1, table 219 */

/* A form of the field's size with nothing in it (ISO 19005-2, 6.3.3 wants one). */
static unsigned
write_look(struct pdf_file *f, const struct item *it)
{
	struct buffer b = { .mem = f->mem };
	unsigned object = pdf_stream(f);

	buffer_text(&b, "/Type/XObject/Subtype/Form/Resources<<>>/BBox[");
	buffer_lengths(&b, (len[]){ 0, 0, it->w, it->h }, 4);
	buffer_byte(&b, ']');
	pdf_body(f, object, &b);
	pdf_fill(f, object, "", 0);
	return object;
}

void
pdf_fields_add(struct pdf_fields *fields, struct pdf_file *f, struct pdf_annots *annots, struct pdf_tags *tags,
    const struct item *it, const struct pdf_field_place *place)
{
	struct buffer b = { .mem = f->mem };
	unsigned object = haru_dict(f->haru), look = write_look(f, it);
	len top = place->height - it->y;

	haru_apart(f->haru, object);
	fields->objects = arena_grow(f->mem, fields->objects, fields->n, &fields->cap, sizeof *fields->objects);
	fields->objects[fields->n++] = object;
	pdf_annots_add(annots, f, place->page, object);
	buffer_text(&b, "/Type/Annot/Subtype/Widget/FT/Sig/F 4/T");
	pdf_string(&b, it->field, strlen(it->field));
	if (it->contents != NULL) {
		buffer_text(&b, "/TU");
		pdf_string(&b, it->contents, strlen(it->contents));
	}
	buffer_text(&b, "/Rect[");
	buffer_lengths(&b, (len[]){ it->x, top - it->h, it->x + it->w, top }, 4);
	buffer_printf(&b, "]/P %u 0 R/AP<</N %u 0 R>>", place->object, look);
	if (tags != NULL)
		buffer_printf(&b, "/StructParent %u", pdf_tags_annotate(tags, it->tag, place->page, object));
	buffer_byte(&b, '\n');
	pdf_body(f, object, &b);
}

void
pdf_fields_write(const struct pdf_fields *fields, struct pdf_file *f, struct buffer *catalog)
{
	struct buffer b = { .mem = f->mem };
	unsigned form;

	if (fields->n == 0)
		return;
	form = haru_dict(f->haru);
	haru_apart(f->haru, form);
	buffer_printf(&b, "/SigFlags %d/Fields[", SIGNATURES_EXIST | APPEND_ONLY);
	for (size_t i = 0; i < fields->n; i++)
		buffer_printf(&b, "%s%u 0 R", i == 0 ? "" : " ", fields->objects[i]);
	buffer_text(&b, "]\n");
	pdf_body(f, form, &b);
	buffer_printf(catalog, "/AcroForm %u 0 R\n", form);
}
