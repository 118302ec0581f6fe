#include "print_list.h"
#include "arena.h"
#include "buffer.h"
#include "diag.h"

#include <inttypes.h>
#include <string.h>

enum { COLUMN = 17 };			/* letters of a column of numbers */

struct sums {
	int64_t	copies, pages, sheets;
	int64_t	pdf_pages;		/* of all PDFs: in one all copies, with empty pages between them */
	size_t	files;
};

static int
digits(size_t n)
{
	int d = 2;

	for (; n >= 100; n /= 10)
		d++;
	return d;
}

static const char *
file_name(struct arena *mem, const struct issues *all, size_t i, const char *base)
{
	const char *name = all->items[i].short_name;

	return arena_printf(mem, "%s-%0*zu%s%s.pdf", base, digits(all->n), i + 1, name[0] != '\0' ? "-" : "", name);
}

struct print_list *
print_list_make(struct arena *mem, const struct set *set, const struct issues *issues, const char *base, int pages)
{
	static const enum tt_issue_kind kinds[] = {
		[SET_SIGNING] = TT_ISSUE_SIGNING, [SET_FILE] = TT_ISSUE_FILE, [SET_RECIPIENT] = TT_ISSUE_RECIPIENT
	};
	struct print_list *list = arena_new(mem, sizeof *list);
	const char *one = arena_printf(mem, "%s.pdf", base);
	int step = set->duplex ? pages + pages % 2 : pages, first = 1;

	*list = (struct print_list){ .set = set, .issues = issues, .n = issues->n };
	list->rows = arena_array(mem, issues->n, sizeof *list->rows);
	for (size_t i = 0; i < issues->n; i++) {
		const struct issue *issue = &issues->items[i];
		list->rows[i] = (struct tt_issue){ .kind = kinds[issue->whom], .label = issue->label,
			.file = set->output == 1 ? one : file_name(mem, issues, i, base), .copies = issue->copies,
			.pages = pages, .sheets = (pages + 1) / 2, .first_page = first };
		first += set->output == 1 ? step * issue->copies : 0;
	}
	return list;
}

static struct sums
add_up(const struct print_list *list)
{
	struct sums s = { .files = list->set->output == 1 ? 1 : list->n };

	for (size_t i = 0; i < list->n; i++) {
		const struct tt_issue *row = &list->rows[i];
		s.copies += row->copies;
		s.pages += (int64_t)row->copies * row->pages;
		s.sheets += (int64_t)row->copies * row->sheets;
		s.pdf_pages += row->pages;
	}
	if (list->set->output == 1)
		s.pdf_pages = s.pages + (list->set->duplex ? (s.copies - 1) * (list->rows[0].pages % 2) : 0);
	return s;
}

/* Letters of a word; those with marks are several bytes. */
static int
count_letters(const char *word)
{
	int n = 0;

	for (; *word != '\0'; word++)
		n += ((unsigned char)*word & 0xC0) != 0x80;
	return n;
}

/* A word as wide as its column, to the right. */
static void
put_heading(struct buffer *b, const char *word)
{
	int width = count_letters(word);

	buffer_printf(b, "%*s%s", width < COLUMN ? COLUMN - width : 1, "", word);
}

static void
put_number(struct buffer *b, int64_t number)
{
	buffer_printf(b, "%*" PRId64, COLUMN, number);
}

static size_t
longest_name(const struct print_list *list)
{
	size_t most = 0;

	for (size_t i = 0; i < list->n; i++)
		most = strlen(list->rows[i].file) > most ? strlen(list->rows[i].file) : most;
	return most;
}

static void
put_line(struct buffer *b, const struct tt_issue *row, bool one, size_t width)
{
	put_number(b, row->copies);
	put_number(b, row->pages);
	put_number(b, row->sheets);
	if (one) {
		put_number(b, row->first_page);
		buffer_printf(b, "   %s\n", row->label);
	} else {
		buffer_printf(b, "   %-*s   %s\n", (int)width, row->file, row->label);
	}
}

void
print_list_text(struct buffer *b, const struct print_list *list, const struct diag *d)
{
	struct sums sums = add_up(list);
	bool one = list->set->output == 1;
	size_t width = longest_name(list);
	const char *name = diag_term(d, DIAG_TERM_FILE_NAME);

	buffer_printf(b, "%s: %s\n\n", list->heading, list->document);
	put_heading(b, diag_term(d, DIAG_TERM_COPIES));
	put_heading(b, diag_term(d, DIAG_TERM_PAGES_EACH));
	put_heading(b, diag_term(d, DIAG_TERM_SHEETS_EACH));
	if (one)
		put_heading(b, diag_term(d, DIAG_TERM_FROM_PAGE));
	else
		buffer_printf(b, "   %s%*s", name, (int)width - count_letters(name), "");
	buffer_printf(b, "   %s\n", diag_term(d, DIAG_TERM_RECIPIENT));
	for (size_t i = 0; i < list->n; i++)
		put_line(b, &list->rows[i], one, width);
	buffer_printf(b, "\n%s: PDF %zu, %s %" PRId64 ", %s %" PRId64 ", %s %" PRId64 "\n",
	    diag_term(d, DIAG_TERM_IN_ALL),
	    sums.files, diag_term(d, DIAG_TERM_COPIES), sums.copies, diag_term(d, DIAG_TERM_PAGES), sums.pages,
	    diag_term(d, DIAG_TERM_SHEETS), sums.sheets);
}

static void
put_text(struct buffer *b, const char *name, const char *text)
{
	buffer_member(b, name, text);
	buffer_text(b, ", ");
}

void
print_list_json(struct buffer *b, const struct print_list *list)
{
	static const char *const kinds[] = {
		[TT_ISSUE_SIGNING] = "signing", [TT_ISSUE_FILE] = "file", [TT_ISSUE_RECIPIENT] = "recipient"
	};
	struct sums sums = add_up(list);

	buffer_text(b, "{\n  ");
	put_text(b, "document", list->document);
	buffer_printf(b, "\"output\": \"%s\", \"duplex\": %s,\n  \"files\": [\n",
	    list->set->output == 1 ? "one" : "separate",
	    list->set->duplex ? "true" : "false");
	for (size_t i = 0; i < list->n; i++) {
		const struct tt_issue *row = &list->rows[i];
		buffer_text(b, "    { ");
		put_text(b, "file", row->file);
		put_text(b, "for", kinds[row->kind]);
		put_text(b, "copy", row->label);
		buffer_printf(b, "\"copies\": %d, \"pages\": %d, \"sheets\": %d, \"first_page\": %d }%s\n",
		    row->copies, row->pages,
		    row->sheets, row->first_page, i + 1 < list->n ? "," : "");
	}
	buffer_printf(b, "  ],\n  \"totals\": { \"files\": %zu, \"pages_in_files\": %" PRId64 ", \"copies\": %" PRId64
	    ", \"pages\": %" PRId64 ", \"sheets_one_side\": %" PRId64 ", \"sheets_both_sides\": %" PRId64 " }\n}\n",
	    sums.files, sums.pdf_pages, sums.copies, sums.pages, sums.pages, sums.sheets);
}
