/* Where lines may end: always a subset of the places the Unicode algorithm allows. */
#include "setting.h"
#include "test.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

/* Marks the bytes of text before which ICU allows a line to start. */
static char *
icu_breaks(const char *text, size_t n)
{
	UErrorCode status = U_ZERO_ERROR;
	UText *u = utext_openUTF8(NULL, text, (int64_t)n, &status);
	UBreakIterator *it = ubrk_open(UBRK_LINE, "vi", NULL, 0, &status);
	char *may = calloc(n + 1, 1);

	ubrk_setUText(it, u, &status);
	if (!CHECK(U_SUCCESS(status) && may != NULL))
		exit(test_end("icu_breaks"));
	for (int32_t at = ubrk_first(it); at != UBRK_DONE; at = ubrk_next(it))
		may[at] = 1;
	ubrk_close(it);
	utext_close(u);
	return may;
}

/* Checks the starts of all lines of a paragraph set at a width. */
static int
count_wrong(struct setting *s, const char *text, const char *may, len width, enum align align)
{
	const struct lines *l = setting_wrap(s, text, width, align);
	const char *p = text;
	int wrong = 0;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->lines[i].n; k++) {
			const struct shape *shape = l->lines[i].pieces[k].shape;
			while (memcmp(p, shape->text, shape->len) != 0)
				p++;
			if (i > 0 && k == 0 && l->lines[i - 1].ends_word && !may[p - text]) {
				printf("break before \"%.20s\"\n", p);
				wrong++;
			}
			p += shape->len;
		}
	return wrong;
}

static void
check_paragraph(struct setting *s, const char *text)
{
	char *may = icu_breaks(text, strlen(text));
	int wrong = 0;

	for (len w = PT(90); w < PT(500); w += PT(67)) {
		wrong += count_wrong(s, text, may, w, ALIGN_JUSTIFY);
		wrong += count_wrong(s, text, may, w, ALIGN_LEFT);
		wrong += count_wrong(s, text, may, w, ALIGN_CENTER);
	}
	CHECK_INT(wrong, 0);
	free(may);
}

int
main(void)
{
	struct setting s;
	char line[16384];
	FILE *f = fopen("tests/unit/icu_breaks.txt", "r");

	setting_open(&s);
	if (!CHECK(f != NULL && s.type.sets[0] != NULL))
		return test_end("icu_breaks");
	while (fgets(line, sizeof line, f) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] != '\0')
			check_paragraph(&s, line);
	}
	fclose(f);
	setting_close(&s);
	return test_end("icu_breaks");
}
