#include "name.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "inline.h"
#include "plan.h"
#include "profile.h"

#include <string.h>

enum { FILE_NAME_MAX = 100 };		/* bytes; file systems allow 255 */

struct document_info
name_info(struct arena *mem, const struct plan *plan, const struct profile *p)
{
	const struct doc_type *type = profile_type(p, plan->type);
	const char *subject = inline_plain(mem, p, &plan->subject);
	struct document_info info = { .subject = subject, .lang = "vi-VN" };
	const struct date *d = &plan->date;

	info.title = arena_printf(mem, "%s %s", type->name, subject);
	info.author = inline_plain(mem, p, &plan->issuers[0].name);
	if (d->day > 0 && d->month > 0 && d->year > 0)
		info.date = arena_printf(mem, "%04d-%02d-%02d", d->year, d->month, d->day);
	return info;
}

/* Letters and digits in ASCII; anything else becomes one hyphen. */
static void
add_plain(struct arena *mem, struct buffer *b, const char *text)
{
	const char *s = clean_ascii(mem, text, strlen(text));

	if (b->len > 0 && b->data[b->len - 1] != '-')
		buffer_byte(b, '-');
	for (; *s != '\0' && b->len < FILE_NAME_MAX; s++) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 'a' - 'A') : *s;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			buffer_byte(b, c);
		else if (b->len > 0 && b->data[b->len - 1] != '-')
			buffer_byte(b, '-');
	}
}

const char *
name_file(struct arena *mem, const struct plan *plan)
{
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	if (plan->number != NULL)
		add_plain(mem, &b, plan->number);
	add_plain(mem, &b, plan->symbol);
	if (plan->date.year > 0)
		add_plain(mem, &b, arena_printf(mem, "%d", plan->date.year));
	while (b.len > 0 && b.data[b.len - 1] == '-')
		b.data[--b.len] = '\0';
	return b.len > 0 ? b.data : plan->type;
}
