#include "pdf_attach.h"
#include "buffer.h"
#include "haru.h"
#include "pdf_file.h"

#include <string.h>

static unsigned
write_data(struct pdf_file *f, const struct pdf_attachment *a)
{
	struct buffer b = { .mem = f->mem };
	unsigned stream = pdf_stream(f);

	buffer_text(&b, "/Type /EmbeddedFile\n/Subtype ");
	pdf_name(&b, a->type);
	buffer_printf(&b, "\n/Params <</Size %zu", a->len);
	if (a->date != NULL)
		buffer_printf(&b, " /ModDate (%s)", pdf_date(f->mem, a->date));
	buffer_text(&b, ">>\n");
	pdf_body(f, stream, &b);
	pdf_fill(f, stream, a->data, a->len);
	return stream;
}

/* Both names and both streams: old readers know only the first (ISO 32000-1, 7.11.3). */
static unsigned
write_specification(struct pdf_file *f, const struct pdf_attachment *a, unsigned stream)
{
	struct buffer b = { .mem = f->mem };
	unsigned file = haru_dict(f->haru);

	buffer_text(&b, "/Type /Filespec\n/AFRelationship /Source\n");
	pdf_text_entry(&b, "F", a->name);
	pdf_text_entry(&b, "UF", a->name);
	pdf_text_entry(&b, "Desc", a->description);
	buffer_printf(&b, "/EF <</F %u 0 R /UF %u 0 R>>\n", stream, stream);
	pdf_body(f, file, &b);
	return file;
}

void
pdf_attach(struct pdf_file *f, const struct pdf_attachment *a, struct buffer *catalog)
{
	unsigned file = write_specification(f, a, write_data(f, a));

	buffer_printf(catalog, "/AF [%u 0 R]\n/Names <</EmbeddedFiles <</Names [", file);
	pdf_string(catalog, a->name, strlen(a->name));
	buffer_printf(catalog, " %u 0 R]>>>>\n", file);
}
