#include "legacy.h"
#include "utf8.h"

#include <stdbool.h>
#include <string.h>

/*
 * Letters here are ASCII: A = â, B = ă, D = đ, E = ê, O = ô, P = ơ, U = ư; tones are only counted.
 */
enum {
	SYLLABLE_MAX = 7,		/* letters of "nghiêng" */
	NEW_MAX = 8			/* different words kept as evidence */
};

struct word {
	unsigned	 c[SYLLABLE_MAX * 2];	/* code points */
	size_t		 n;
	bool		 foreign;	/* too long, or has letters outside Latin-1 */
	bool		 accented;	/* has a character outside ASCII */
};

struct syllable {
	char		 letters[SYLLABLE_MAX + 1];
	size_t		 n;
	int		 tones;
	bool		 telling;	/* has a pair or place that ordinary text has not */
};

struct evidence {
	unsigned	 seen[NEW_MAX];	/* hashes of the telling words */
	size_t		 nseen;
	size_t		 telling;	/* words that tell, each time they occur */
	size_t		 possible;	/* accented words that are syllables in this encoding */
};

static const char *const onsets[] = {	/* longer ones first */
	"ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
	"b", "c", "d", "D", "g", "h", "k", "l", "m", "n", "r", "s", "t", "v", "x", "",
};

static const char *const vowels[] = {	/* alone or before a final consonant */
	"a", "e", "E", "i", "o", "O", "P", "u", "U", "y", "oa", "oe", "uE", "uy", "ua", "ia", "Ua",
	"uya", "ai", "ao", "au", "ay", "Au", "Ay", "eo", "Eu", "iu", "iEu", "yEu", "oi", "Oi", "Pi",
	"oai", "oay", "oeo", "uAy", "ui", "uOi", "uP", "uyu", "Ui", "Uu", "UPi", "UPu",
};

static const char *const closed[] = {	/* only before a final consonant */
	"A", "B", "iE", "yE", "oB", "oo", "uA", "uO", "UP", "uyE",
};

static const char *const finals[] = { "", "c", "ch", "m", "n", "ng", "nh", "p", "t" };

static const struct vni {
	unsigned char	 mark;		/* Latin-1, lower case */
	const char	*after;		/* letters it may follow; "": it is a letter of its own */
	const char	*becomes;	/* what each of these becomes with it */
	bool		 tone;
	bool		 common;	/* also stands so in Unicode text */
} marks[] = {
	{ 0xF9, "aeouyPU", "aeouyPU", true, false }, { 0xF8, "aeouyPU", "aeouyPU", true, false },
	{ 0xFB, "aeouyPU", "aeouyPU", true, false }, { 0xF5, "aeouyPU", "aeouyPU", true, false },
	{ 0xEF, "aeouPU", "aeouPU", true, false },
	{ 0xE2, "aeo", "AEO", false, false }, { 0xE1, "ae", "AE", true, false },
	{ 0xE0, "ae", "AE", true, false }, { 0xE3, "ae", "AE", true, false },
	{ 0xE1, "o", "O", true, true }, { 0xE0, "o", "O", true, true },
	{ 0xE3, "o", "O", true, true },
	{ 0xE5, "aeo", "AEO", true, false }, { 0xE4, "aeo", "AEO", true, false },
	{ 0xEA, "a", "B", false, false }, { 0xE9, "a", "B", true, false },
	{ 0xE8, "a", "B", true, false }, { 0xFA, "a", "B", true, false },
	{ 0xFC, "a", "B", true, false }, { 0xEB, "a", "B", true, false },
	{ 0xED, "", "i", true, true }, { 0xEC, "", "i", true, true },
	{ 0xE6, "", "i", true, true },
	{ 0xF3, "", "i", true, true }, { 0xF2, "", "i", true, true }, { 0xEE, "", "y", true, true },
	{ 0xF4, "", "P", false, true }, { 0xF6, "", "U", false, true },
	{ 0xF1, "", "D", false, false },
};

/* TCVN3 from 0xA1 on; '.': not used. From 0xB5 on with a tone. */
static const char tcvn3[] =
    "BAEOPUDBAEOPUD......aaaaa.BBBB.......BAAAAAe.ee"
    "eeEEEEEii...iiio.ooooOOOOOPPPPPu.uuuuUUUUUyyyyy";

static bool
is_one_of(const char *const *list, size_t n, const char *text, size_t len)
{
	for (size_t i = 0; i < n; i++)
		if (strlen(list[i]) == len && memcmp(list[i], text, len) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(list, text, len) is_one_of(list, sizeof list / sizeof *list, text, len)

static bool
is_rhyme(const char *text, size_t n)
{
	for (size_t v = n > 3 ? 3 : n; v > 0; v--) {
		if (!IS_ONE_OF(finals, text + v, n - v))
			continue;
		if (IS_ONE_OF(vowels, text, v) || (v < n && IS_ONE_OF(closed, text, v)))
			return true;
	}
	return false;
}

static bool
is_syllable(const struct syllable *s)
{
	if (s->tones > 1)
		return false;
	for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
		size_t n = strlen(onsets[i]);
		if (n < s->n && memcmp(s->letters, onsets[i], n) == 0
		    && is_rhyme(s->letters + n, s->n - n))
			return true;
	}
	return false;
}

static bool
add_letter(struct syllable *s, char letter)
{
	if (s->n == SYLLABLE_MAX)
		return false;
	s->letters[s->n++] = letter;
	return true;
}

static unsigned
lower(unsigned c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	return c >= 0xC0 && c <= 0xDE && c != 0xD7 ? c + 32 : c;
}

static bool
add_vni(struct syllable *s, unsigned c, bool first)
{
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		const struct vni *m = &marks[i];
		const char *at = s->n == 0 || *m->after == '\0' ? NULL
		    : strchr(m->after, s->letters[s->n - 1]);
		if (m->mark != c || (*m->after != '\0' && at == NULL))
			continue;
		s->tones += m->tone;
		s->telling |= !m->common && (c != 0xF1 || first);
		if (at == NULL)
			return add_letter(s, m->becomes[0]);
		s->letters[s->n - 1] = m->becomes[at - m->after];
		return true;
	}
	return false;
}

static bool
read_vni(const struct word *w, struct syllable *s)
{
	/* French "où" is the one common word that is also a syllable in VNI. */
	if (w->n == 2 && lower(w->c[0]) == 'o' && lower(w->c[1]) == 0xF9)
		return false;
	for (size_t i = 0; i < w->n; i++) {
		unsigned c = lower(w->c[i]);
		if (c < 0x80 ? !add_letter(s, (char)c) : !add_vni(s, c, i == 0))
			return false;
	}
	return is_syllable(s);
}

/* Whether ordinary text does not have this character at this place of a word. */
static bool
is_misplaced(const struct word *w, size_t i)
{
	unsigned c = w->c[i];
	bool letter_before = i > 0 && w->c[i - 1] < 0x80, letter_after = i + 1 < w->n;

	if (c >= 0xC0)
		return c < 0xDF && letter_before && w->c[i - 1] >= 'a';
	if (c == 0xAA || c == 0xAB || c == 0xB5 || c == 0xB9 || c == 0xBB)
		return letter_before && letter_after;
	if (letter_before)
		return true;
	return c <= 0xAE && letter_after && w->c[i + 1] >= 'a' && w->c[i + 1] < 0x80;
}

static bool
read_tcvn3(const struct word *w, struct syllable *s)
{
	for (size_t i = 0; i < w->n; i++) {
		unsigned c = w->c[i];
		char letter = '.';
		if (c < 0x80)
			letter = (char)lower(c);
		else if (c >= 0xA1 && c <= 0xFE)
			letter = tcvn3[c - 0xA1];
		if (letter == '.' || !add_letter(s, letter))
			return false;
		s->tones += c >= 0xB5;
		s->telling |= c >= 0x80 && is_misplaced(w, i);
	}
	return is_syllable(s);
}

static bool
is_letter(unsigned c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xA1 && c < 0x2000)
	    || c >= 0x3001;
}

static bool
next_word(const char **p, const char *end, struct word *w)
{
	*w = (struct word){ .n = 0 };
	while (*p < end) {
		unsigned c = utf8_next(p, end);
		if (!is_letter(c)) {
			if (w->n > 0)
				return true;
			continue;
		}
		w->accented |= c >= 0x80;
		if (c > 0xFF || w->n == sizeof w->c / sizeof *w->c)
			w->foreign = true;
		else
			w->c[w->n++] = c;
	}
	return w->n > 0;
}

typedef bool reader(const struct word *, struct syllable *);

static void
weigh(struct evidence *e, const struct word *w, reader *read)
{
	struct syllable s = { .n = 0 };
	unsigned hash = 0;

	if (w->foreign || !read(w, &s))
		return;
	e->possible++;
	if (!s.telling)
		return;
	e->telling++;
	for (size_t i = 0; i < w->n; i++)
		hash = hash * 31 + lower(w->c[i]);
	for (size_t i = 0; i < e->nseen; i++)
		if (e->seen[i] == hash)
			return;
	if (e->nseen < NEW_MAX)
		e->seen[e->nseen++] = hash;
}

/* Several different telling words that are a fair share, or one where every other word fits too. */
static bool
is_enough(const struct evidence *e, size_t accented)
{
	if (e->nseen >= 2)
		return e->telling * 3 >= accented;
	return e->nseen == 1 && accented >= 2 && e->possible == accented;
}

/* The Windows-1252 byte of a character; 0 when it has none above 0x7F. */
static unsigned
windows_byte(unsigned c)
{
	static const unsigned short from_80[] = {
		0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
		0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
		0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
	};

	if (c >= 0x80 && c <= 0xFF)
		return c;
	for (unsigned i = 0; i < sizeof from_80 / sizeof *from_80; i++)
		if (c != 0 && from_80[i] == c)
			return 0x80 + i;
	return 0;
}

/* Whether the characters at p are the bytes of a Vietnamese letter; moves over them if so. */
static bool
skip_double(const char **p, const char *end)
{
	const char *q = *p, *b;
	char bytes[3];
	unsigned c = utf8_next(&q, end);
	size_t n = 1, want = c == 0xE1 ? 3 : 2;

	if ((c < 0xC3 || c > 0xC6) && c != 0xE1)
		return false;
	for (bytes[0] = (char)c; n < want && q < end; n++) {
		unsigned byte = windows_byte(utf8_next(&q, end));
		if (byte < 0x80 || byte > 0xBF)
			return false;
		bytes[n] = (char)byte;
	}
	b = bytes;
	c = n == want ? utf8_next(&b, bytes + n) : 0;
	if (!(c >= 0xC0 && c < 0x1B1) && !(c >= 0x1EA0 && c < 0x1EFA))
		return false;
	*p = q;
	return true;
}

static bool
is_double(const char *text, size_t n)
{
	const char *end = text + n;
	size_t doubles = 0, others = 0;

	while (text < end)
		if (skip_double(&text, end))
			doubles++;
		else
			others += utf8_next(&text, end) >= 0x80;
	return doubles >= 2 && doubles >= others;
}

enum legacy
legacy_find(const char *text, size_t n)
{
	struct evidence vni = { .nseen = 0 }, abc = { .nseen = 0 };
	const char *p = text;
	struct word w;
	size_t accented = 0;

	if (is_double(text, n))
		return LEGACY_DOUBLE;
	while (next_word(&p, text + n, &w)) {
		if (!w.accented)
			continue;
		accented++;
		weigh(&vni, &w, read_vni);
		weigh(&abc, &w, read_tcvn3);
	}
	if (is_enough(&vni, accented) && vni.telling >= abc.telling)
		return LEGACY_VNI;
	return is_enough(&abc, accented) ? LEGACY_TCVN3 : LEGACY_NO;
}
