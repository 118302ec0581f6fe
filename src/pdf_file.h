/* A PDF in the making: its objects, its compression, and PDF's notation of text. */
#ifndef PDF_FILE_H
#define PDF_FILE_H
#include "buffer.h"
#include <stddef.h>
#include <stdint.h>

struct arena;
struct deflate;
struct haru;
struct subsets;

struct pdf_file {
	struct arena	*mem;		/* for the time of writing */
	struct haru	*haru;
	struct deflate	*deflate;
	struct subsets	*subsets;
};

/* A new stream for compressed data. */
unsigned pdf_stream(struct pdf_file *);

/* Compresses n bytes into such a stream, once. */
void	 pdf_fill(struct pdf_file *, unsigned stream, const void *, size_t n);

/* Adds the contents of a buffer to an object's dictionary and empties the buffer. */
void	 pdf_body(struct pdf_file *, unsigned object, struct buffer *);

/* What stands before a number, a space included, and the number. Here, as most keys are literals. */
static inline void
pdf_number(struct buffer *b, const char *key, int64_t value)
{
	buffer_text(b, key);
	buffer_number(b, value);
}

/* The same for an object; ends the line. */
static inline void
pdf_reference(struct buffer *b, const char *key, unsigned object)
{
	pdf_number(b, key, object);
	buffer_text(b, " 0 R\n");
}

/* Two and four hexadecimal digits. */
void	 pdf_hex_byte(struct buffer *, unsigned);
void	 pdf_hex(struct buffer *, unsigned);

/* UTF-8 as UTF-16BE in hexadecimal digits, without brackets or byte order mark. */
void	 pdf_utf16(struct buffer *, const char *, size_t n);

/* UTF-8 as a text string (ISO 32000-1, 7.9.2.2): printable ASCII as it is, else UTF-16BE with a byte order mark. */
void	 pdf_string(struct buffer *, const char *, size_t n);

/* An entry of a dictionary with such a string, a line of its own; nothing for NULL. */
void	 pdf_text_entry(struct buffer *, const char *key, const char *);

/* A name with its slash (ISO 32000-1, 7.3.5). */
void	 pdf_name(struct buffer *, const char *);

/* A date "2024-05-06" in PDF's notation: its midnight in Viet Nam, for the clock would change the bytes. */
char	*pdf_date(struct arena *, const char *date);

#endif
