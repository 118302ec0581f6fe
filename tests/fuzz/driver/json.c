/* Changes JSON as JSON: values and keys are put elsewhere, left out, doubled, given another type or made extreme. */
#include "fuzz.h"
#include "words.h"

#include <string.h>

enum { SPANS_MOST = 4096, DEPTH_MOST = 64 };

struct part {				/* a value or a member, as it stands in the text */
	size_t	 from, to;
	size_t	 value;			/* where its value begins: of a member after the colon, else `from` */
};

struct text {
	char	*data;
	size_t	 n, most;		/* bytes used, room */
	struct part parts[SPANS_MOST];
	size_t	 nparts;
	uint32_t chance;
};

/* Values that are seldom right. */
static const char *const odd[] = {
	"null", "true", "false", "0", "-1", "1", "2147483647", "-2147483648", "2147483648", "9223372036854775807",
	"9223372036854775808", "1e308", "1e-308", "-0.0", "0.1", "1e999", "123456789012345678901234567890", "65535",
	"100000", "\"\"", "\" \"", "[]", "{}", "[[]]", "[{}]", "{\"\": \"\"}", "[null]", "\"\\u0000\"", "\"\\ud800\"",
	"\"\\n\"", "\"\\t\\r\"", "\"a\\n\\nb\"", "\"**\"", "\"**a\"", "\"*\"", "\"^2^\"", "\"_\"", "\"{\"", "\"}\"",
	"\"{{}}\"", "\"{number}\"", "\"{period.year}\"", "\"{a|b|c}\"", "\"../x\"", "\"/etc/passwd\"",
	"\"chu-ky-minh-hoa.png\"", "\"0\"", "\"31/02/2024\"", "\"2024-02-30\"", "\"0000-00-00\"", "\"9999-12-31\"",
	"\"2024\"", "\"12,5%\"", "\"1.234.567,89\"", "\"-\"", "\"./.\"", "\"\xE2\x80\xAE\xD7\x90\"",
	"\"\xC2\xAD\xC2\xAD\"", "\"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\"", "\"\xCC\x81\"", "\"\xF0\x9F\x98\x80\"",
	"\"\xEF\xBF\xBF\"", "\"\xE2\x80\x8B\"", "\"\xE1\x9E\x80\xE1\x9F\x92\xE1\x9E\x80\"", "\"\xEF\xBF\xBC\"",
	"\"\xC2\xA0\"", "\"\xE2\x80\xA8\"", "\"\xE2\x81\xA0\"", "\"a\xE2\x80\x8D\"", "\"\xE4\xB8\xAD\xE6\x96\x87\"",
	"[0, 0, 0]", "[1, 2]", "\"I\"", "\"1.1.1\"", "\"\xC4\x91\"", "\"\xC4\x91)\"", "0.0000001", "1.5", "-1e9",
	"297", "[[1, 2], [3]]",
};

/* Pieces for the inside of texts. */
static const char *const pieces[] = {
	"**", "*", "__", "^", "{", "}", "|", "\\n", "\\\"", " ", "\xC2\xA0", "\xC2\xAD", "\xE2\x80\x8B",
	"\xE2\x80\xAE", "e\xCC\x81", "\xF0\x9F\x98\x80", ".", ";", "./.", ":", "[^1]", "\xE1\x9E\x80", "\xE0\xBA\x81",
	"- ", "1.", "Điều 1", "khoản 2", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW", "\xE2\x80\xA6", "......",
};

uint32_t
fuzz_chance(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static uint32_t
upto(struct text *t, size_t n)
{
	return n == 0 ? 0 : (uint32_t)(fuzz_chance(&t->chance) % n);
}

static size_t
skip_space(const struct text *t, size_t i)
{
	while (i < t->n && strchr(" \t\r\n", t->data[i]) != NULL)
		i++;
	return i;
}

/* Past a string or a plain word. */
static size_t
skip_word(const struct text *t, size_t i)
{
	if (i < t->n && t->data[i] == '"') {
		for (i++; i < t->n && t->data[i] != '"'; i++)
			i += t->data[i] == '\\';
		return i < t->n ? i + 1 : t->n;
	}
	while (i < t->n && strchr(",]}: \t\r\n", t->data[i]) == NULL)
		i++;
	return i;
}

static struct part *
add_part(struct text *t, size_t from)
{
	static struct part none;
	struct part *p = t->nparts < SPANS_MOST ? &t->parts[t->nparts++] : &none;

	*p = (struct part){ from, from, from };
	return p;
}

/* Notes a value with all in it; returns where it ends. What is no JSON is passed over. */
static size_t
note_value(struct text *t, size_t i, int depth)
{
	struct part *p;
	size_t start;
	char open;

	i = skip_space(t, i);
	p = add_part(t, i);
	open = i < t->n ? t->data[i] : '\0';
	if ((open != '{' && open != '[') || depth == DEPTH_MOST) {
		p->to = i = skip_word(t, i);
		return i;
	}
	for (start = i++; i < t->n; start = i) {
		struct part *member = NULL;
		i = skip_space(t, i);
		if (i < t->n && (t->data[i] == '}' || t->data[i] == ']')) {
			i++;
			break;
		}
		if (open == '{') {
			member = add_part(t, i);
			i = skip_space(t, skip_word(t, i));
			member->value = i < t->n && t->data[i] == ':' ? ++i : i;
		}
		i = note_value(t, i, depth + 1);
		if (member != NULL)
			member->to = i;
		i = skip_space(t, i);
		i += i < t->n && t->data[i] == ',';
		i += i == start;
	}
	p->to = i < t->n ? i : t->n;
	return p->to;
}

/* Puts bytes in place of some; nothing when there is no room. */
static void
splice(struct text *t, size_t from, size_t to, const char *with, size_t n)
{
	if (from > to || to > t->n || t->n - (to - from) + n > t->most)
		return;
	memmove(t->data + from + n, t->data + to, t->n - to);
	memcpy(t->data + from, with, n);
	t->n = t->n - (to - from) + n;
}

static void
splice_text(struct text *t, size_t from, size_t to, const char *with)
{
	splice(t, from, to, with, strlen(with));
}

/* A copy of one part in place of another, or behind it. */
static void
copy_part(struct text *t, const struct part *from, size_t at, size_t to, int comma)
{
	size_t n = from->to - from->from;
	char *piece = malloc(n + 1);

	if (piece == NULL)
		return;
	piece[0] = ',';
	memcpy(piece + comma, t->data + from->from, n);
	splice(t, at, to, piece, n + (size_t)comma);
	free(piece);
}

/* With the comma that is then one too many. */
static void
leave_out(struct text *t, const struct part *p)
{
	size_t from = p->from, to = skip_space(t, p->to);

	if (to < t->n && t->data[to] == ',')
		to++;
	else
		for (to = p->to; from > 0 && t->data[from] != ',' && strchr("[{", t->data[from]) == NULL;)
			from--;
	if (from < p->from && t->data[from] != ',')
		from++;
	splice(t, from, to, "", 0);
}

static void
wrap(struct text *t, const struct part *p, int times)
{
	for (int i = 0; i < times; i++) {
		splice(t, p->to + (size_t)i, p->to + (size_t)i, "]", 1);
		splice(t, p->value, p->value, "[", 1);
	}
}

static const char *
pick(struct text *t, const char *const *list, size_t n)
{
	return list[upto(t, n)];
}

/* A name or a word of ours, quoted. */
static void
put_word(struct text *t, size_t from, size_t to, const char *after)
{
	const char *word = pick(t, words, sizeof words / sizeof *words);
	char quoted[128];
	size_t n = strlen(word);

	if (n + strlen(after) + 3 > sizeof quoted)
		return;
	quoted[0] = '"';
	memcpy(quoted + 1, word, n);
	quoted[n + 1] = '"';
	strcpy(quoted + n + 2, after);
	splice_text(t, from, to, quoted);
}

static void
change_text(struct text *t, const struct part *p)
{
	size_t at = p->value + 1 + upto(t, p->to > p->value + 2 ? p->to - p->value - 2 : 1);

	if (p->value >= t->n || t->data[p->value] != '"' || at >= p->to)
		return;
	while (at > p->value + 1 && ((unsigned char)t->data[at] & 0xC0) == 0x80)
		at--;
	if (upto(t, 8) == 0)
		for (int i = (int)upto(t, 200); i > 0; i--)
			splice_text(t, at, at, "a ");
	splice_text(t, at, at, pick(t, pieces, sizeof pieces / sizeof *pieces));
}

static void
double_often(struct text *t, const struct part *p)
{
	struct part at = *p;

	for (int i = (int)upto(t, 30); i >= 0; i--)
		copy_part(t, &at, at.to, at.to, 1);
}

static void
change(struct text *t, const struct part *p)
{
	const struct part *other = &t->parts[upto(t, t->nparts)];

	switch (upto(t, 12)) {
	case 0: case 1:
		splice_text(t, p->value, p->to, pick(t, odd, sizeof odd / sizeof *odd));
		break;
	case 2:
		copy_part(t, other, p->from, p->to, 0);
		break;
	case 3: case 4:
		leave_out(t, p);
		break;
	case 5:
		copy_part(t, other, p->to, p->to, 1);
		break;
	case 6:
		double_often(t, p);
		break;
	case 7:
		wrap(t, p, 1 + (int)upto(t, 3));
		break;
	case 8:
		if (p->value > p->from)
			put_word(t, p->from, p->value, ":");
		else
			put_word(t, p->value, p->to, "");
		break;
	case 9:
		put_word(t, p->value, p->to, "");
		break;
	default:
		change_text(t, p);
		break;
	}
}

size_t
fuzz_mutate_json(char *data, size_t n, size_t most, uint32_t seed)
{
	static struct text t;
	uint32_t times;

	t = (struct text){ .data = data, .n = n, .most = most, .chance = seed | 1 };
	fuzz_chance(&t.chance);
	times = 1 + upto(&t, 3);
	if (upto(&t, 40) == 0)
		return fuzz_mutate_bytes(data, n, most, seed);
	for (; times > 0; times--) {
		t.nparts = 0;
		note_value(&t, 0, 0);
		change(&t, &t.parts[upto(&t, t.nparts)]);
	}
	return t.n;
}
