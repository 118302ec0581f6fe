#include "number.h"
#include "arena.h"
#include "buffer.h"
#include "clean.h"
#include "decimal.h"
#include "template.h"

#include <string.h>

const char *
number_roman(struct arena *mem, int n)
{
	static const struct { int value; const char *sign; } signs[] = {
		{ 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" },
		{ 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" },
	};
	struct buffer b = { .mem = mem };

	if (n < 1 || n > 3999)
		return arena_printf(mem, "%d", n);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		for (; n >= signs[i].value; n -= signs[i].value)
			buffer_text(&b, signs[i].sign);
	return b.data;
}

const char *
number_letter(const char *const *letters, int n)
{
	for (int i = 1; *letters != NULL; letters++, i++)
		if (i == n)
			return *letters;
	return NULL;
}

const char *
number_padded(struct arena *mem, int n, int below)
{
	return arena_printf(mem, n >= 0 && n < below ? "%02d" : "%d", n);
}

const char *
number_grouped(struct arena *mem, int64_t v, const char *separator)
{
	return decimal_text(mem, (struct decimal){ v, 0 }, separator, "", 0);
}

static void
add_word(struct buffer *b, const char *word)
{
	if (word[0] == '\0')
		return;
	if (b->len > 0)
		buffer_byte(b, ' ');
	buffer_text(b, word);
}

/* Tens and units below a hundred; `high` when something stands before them. */
static void
add_tens(struct buffer *b, const struct number_words *w, unsigned n, bool high)
{
	unsigned tens = n / 10, units = n % 10;

	if (tens == 0 && high && units != 0)
		add_word(b, w->zero_tens);
	else if (tens == 1)
		add_word(b, w->ten);
	else if (tens > 1) {
		add_word(b, w->digits[tens]);
		add_word(b, w->tens);
	}
	if (units == 0)
		return;
	if (units == 1 && tens > 1)
		add_word(b, w->one_after_tens);
	else if (units == 4 && tens > 1)
		add_word(b, w->four_after_tens);
	else if (units == 5 && tens > 0)
		add_word(b, w->five_after_ten);
	else
		add_word(b, w->digits[units]);
}

/* Three figures; written in full when a higher group stands before them. */
static void
add_group(struct buffer *b, const struct number_words *w, unsigned n, bool high)
{
	if (n >= 100 || high) {
		add_word(b, w->digits[n / 100]);
		add_word(b, w->hundred);
	}
	add_tens(b, w, n % 100, n >= 100 || high);
}

/* Groups above a billion repeat with the word for it: một nghìn tỷ. */
static void
add_number(struct buffer *b, const struct number_words *w, uint64_t n, bool high)
{
	static const uint64_t sizes[] = { 1, 1000, 1000000 };

	if (n >= 1000000000) {
		add_number(b, w, n / 1000000000, high);
		add_word(b, w->groups[3]);
		n %= 1000000000;
		high = true;
	}
	for (int i = 2; i >= 0; i--) {
		unsigned group = (unsigned)(n / sizes[i] % 1000);
		if (group == 0)
			continue;
		add_group(b, w, group, high);
		add_word(b, w->groups[i]);
		high = true;
	}
}

const char *
number_in_words(struct arena *mem, const struct number_words *w, int64_t v)
{
	struct buffer b = { .mem = mem };
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	if (v < 0)
		add_word(&b, w->minus);
	if (u == 0)
		add_word(&b, w->digits[0]);
	add_number(&b, w, u, false);
	return b.data;
}

/* The usual word for a variant of it: "ngàn" -> "nghìn". */
static const char *
usual_word(const struct number_words *w, const char *word, size_t *n)
{
	for (const char *const *v = w->variants; v != NULL && v[0] != NULL && v[1] != NULL; v += 2)
		if (strlen(v[0]) == *n && memcmp(v[0], word, *n) == 0) {
			*n = strlen(v[1]);
			return v[1];
		}
	return word;
}

/* Moves over one word and gives its usual form. */
static const char *
next_word(const struct number_words *w, const char **text, size_t *n)
{
	const char *word = *text + strspn(*text, " ");

	*n = strcspn(word, " ");
	*text = word + *n;
	return usual_word(w, word, n);
}

/* Words that would go on with the number: a longer number does not agree with its beginning. */
static bool
is_number_word(const struct number_words *w, const char *word, size_t n)
{
	const char *const more[] = { w->ten, w->tens, w->hundred, w->groups[1], w->groups[2], w->groups[3],
		w->zero_tens, w->one_after_tens, w->four_after_tens, w->five_after_ten };

	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (strlen(more[i]) == n && memcmp(more[i], word, n) == 0)
			return true;
	for (int i = 0; i < NUMBER_DIGITS; i++)
		if (strlen(w->digits[i]) == n && memcmp(w->digits[i], word, n) == 0)
			return true;
	return false;
}

bool
number_words_agree(struct arena *mem, const struct number_words *w, const char *own, const char *given)
{
	const char *low = clean_lower(mem, given, strlen(given));

	while (own[strspn(own, " ")] != '\0') {
		size_t n, m;
		const char *a = next_word(w, &own, &n), *b = next_word(w, &low, &m);
		if (n != m || memcmp(a, b, n) != 0)
			return false;
	}
	for (size_t m; low[strspn(low, " ")] != '\0';) {
		const char *rest = next_word(w, &low, &m);
		if (is_number_word(w, rest, m))
			return false;
	}
	return true;
}

const char *
number_label(struct arena *mem, const struct profile *p, const struct level *lv, int n, const char *parent)
{
	const char *letter = number_letter(p->letters, n);
	const char *text = template_fill(mem, lv->format, "parent", parent);

	text = template_fill(mem, text, "arabic", arena_printf(mem, "%d", n));
	text = template_fill(mem, text, "roman", number_roman(mem, n));
	return template_fill(mem, text, "letter", letter != NULL ? letter : "");
}

bool
number_has_label(const struct profile *p, const struct level *lv, int n)
{
	return strstr(lv->format, "{letter}") == NULL || number_letter(p->letters, n) != NULL;
}

int
number_of_label(struct arena *mem, const struct profile *p, const struct level *lv, const char *label,
    const char *parent)
{
	enum { TRIED = 200 };

	for (int n = 1; n <= TRIED && number_has_label(p, lv, n); n++)
		if (strcmp(number_label(mem, p, lv, n, parent), label) == 0)
			return n;
	return 0;
}

const char *
number_bare_label(struct arena *mem, const char *label)
{
	return arena_trim(mem, label, ".)-");
}

const char *
number_appendix(struct arena *mem, const struct appendix_rules *rules, size_t number, size_t count)
{
	return count < 2 ? rules->one : template_fill(mem, rules->many, "roman", number_roman(mem, (int)number));
}
