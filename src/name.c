#include "name.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "inline.h"
#include "number.h"
#include "plan.h"
#include "profile.h"
#include "stamp.h"

#include <string.h>

enum { FILE_NAME_MAX = 100 };		/* bytes; file systems allow 255 */

static const char draft[] = "draft";

static void
add_name(struct buffer *b, const struct plan *plan, const struct profile *p, const struct text *name)
{
	if (name->n == 0)
		return;
	if (b->len > 0)
		buffer_text(b, "; ");
	buffer_text(b, inline_plain(b->mem, p, plan, name));
}

static const char *
all_issuers(struct arena *mem, const struct plan *plan, const struct profile *p)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; i < plan->nissuers; i++)
		add_name(&b, plan, p, &plan->issuers[i].name);
	return b.data;
}

static const char *
all_signers(struct arena *mem, const struct plan *plan, const struct profile *p)
{
	struct buffer b = { .mem = mem };

	for (size_t i = 0; i < plan->nsigners; i++)
		add_name(&b, plan, p, &plan->signers[i].name);
	return b.data;
}

/* As far as it is known, in the notation of ISO 8601. */
static const char *
known_date(struct arena *mem, const struct date *d)
{
	if (d->year <= 0)
		return NULL;
	if (d->month <= 0)
		return arena_printf(mem, "%04d", d->year);
	if (d->day <= 0)
		return arena_printf(mem, "%04d-%02d", d->year, d->month);
	return arena_printf(mem, "%04d-%02d-%02d", d->year, d->month, d->day);
}

/* Where the form prints number and symbol: the number's place in its text, or NULL. */
static const char *
find_code(const struct zone *z)
{
	const char *found = NULL;

	for (; z != NULL && found == NULL; z = z->next) {
		if (z->text != NULL)
			found = strstr(z->text, "{number}");
		if (found == NULL)
			found = find_code(z->child);
	}
	return found;
}

/* Number and symbol with what the form has between them, the number as it is printed. */
static const char *
full_code(struct arena *mem, const struct plan *plan, const struct profile *p,
    const struct form *form)
{
	const char *number = plan->number;
	const char *from = find_code(form->head), *to;

	if (number == NULL || from == NULL)
		return NULL;
	from = strchr(from, '}') + 1;
	to = strstr(from, "{symbol}");
	if (to == NULL)
		return NULL;
	if (number[0] >= '0' && number[0] <= '9' && number[1] == '\0')
		number = number_padded(mem, number[0] - '0', p->pad_number);
	return arena_printf(mem, "%s%.*s%s", number, (int)(to - from), from, plan->symbol);
}

static const char *
annex_name(struct arena *mem, const struct plan *plan, const struct profile *p, const struct annex *a)
{
	size_t number = (size_t)(a - plan->appendices.items) + 1;

	if (a->type != NULL)
		return profile_type(p, a->type)->name;
	return number_appendix(mem, &p->appendices, number, plan->appendices.n);
}

struct document_info
name_info(struct arena *mem, const struct plan *plan, const struct profile *p, const struct annex *only)
{
	const struct doc_type *type = profile_type(p, plan->type);
	const struct stamp_mark *mark;
	const char *subject = inline_plain(mem, p, plan, &plan->subject);
	struct document_info info = { .lang = "vi-VN", .profile = p->name, .number = plan->number,
	    .symbol = plan->symbol, .type = type->name };

	if (only != NULL)
		subject = inline_plain(mem, p, plan, &only->title);
	info.subject = subject;
	info.title = arena_printf(mem, "%s %s", only != NULL ? annex_name(mem, plan, p, only) : type->name, subject);
	info.author = all_issuers(mem, plan, p);
	info.issued = known_date(mem, &plan->date);
	if (info.issued != NULL && plan->date.day > 0 && plan->date.month > 0)
		info.date = info.issued;
	info.code = full_code(mem, plan, p, type->form);
	info.signer = all_signers(mem, plan, p);
	mark = stamp_mark(p, plan, STAMP_SECRECY);
	info.security = mark == NULL ? NULL : mark->name != NULL ? mark->name : mark->text;
	info.status = plan->stamps[STAMP_DRAFT].at != NULL ? draft : NULL;
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
name_part(struct arena *mem, const char *text)
{
	enum { MOST = 60 };
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	add_plain(mem, &b, text);
	b.len = b.len > MOST ? MOST : b.len;
	while (b.len > 0 && b.data[b.len - 1] == '-')
		b.len--;
	b.data[b.len] = '\0';
	return b.data;
}

const char *
name_file(struct arena *mem, const struct plan *plan, const struct annex *only)
{
	struct buffer b = { .mem = mem };

	buffer_add(&b, "", 0);
	if (plan->stamps[STAMP_DRAFT].at != NULL) {
		add_plain(mem, &b, draft);
		if (plan->draft.number > 0)
			add_plain(mem, &b, arena_printf(mem, "%d", plan->draft.number));
	}
	if (plan->number != NULL)
		add_plain(mem, &b, plan->number);
	if (plan->symbol != NULL)
		add_plain(mem, &b, plan->symbol);
	if (plan->date.year > 0)
		add_plain(mem, &b, arena_printf(mem, "%d", plan->date.year));
	if (plan->number == NULL)
		for (size_t i = 0; i < plan->subject.n; i++)
			if (plan->subject.runs[i].kind == RUN_TEXT)
				add_plain(mem, &b, plan->subject.runs[i].text);
	if (only != NULL)
		add_plain(mem, &b, only->id != NULL ? only->id : only->type != NULL ? only->type
		    : arena_printf(mem, "pl%zu", (size_t)(only - plan->appendices.items) + 1));
	while (b.len > 0 && b.data[b.len - 1] == '-')
		b.data[--b.len] = '\0';
	return b.len > 0 ? b.data : name_plain(mem, plan->type);
}

const char *
name_plain(struct arena *mem, const char *file)
{
	struct buffer b = { .mem = mem };
	const char *point = strrchr(file, '.');

	buffer_add(&b, "", 0);
	add_plain(mem, &b, arena_copy(mem, file, point != NULL ? (size_t)(point - file) : strlen(file)));
	while (b.len > 0 && b.data[b.len - 1] == '-')
		b.data[--b.len] = '\0';
	return b.len > 0 ? b.data : "pdf";
}
