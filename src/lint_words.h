/* Words, names and dates that the rules know, read from the folder of layouts. */
#ifndef LINT_WORDS_H
#define LINT_WORDS_H
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;

struct lint_pair {			/* "found" and "expected" */
	const char	*from, *to;
};

struct lint_pairs {
	struct lint_pair *items;
	size_t		 n;
};

struct lint_entry {
	const char	*phrase;	/* small letters; NULL: free */
	size_t		 word;		/* bytes of its first word */
	const char	*to;		/* what it should be */
	int		 since;		/* of a name that was replaced, yyyymmdd; 0: always */
};

struct lint_table {			/* phrases by their first word */
	struct lint_entry *slots;	/* a power of two of them */
	size_t		 mask;
};

struct lint_words {
	const char	*day, *month, *year, *number;	/* ngày, tháng, năm, số */
	const char	*article, *clause, *point;	/* điều, khoản, điểm */
	const char	*section, *part, *chapter;	/* mục, phần, chương */
	const char	*this_one, *of;	/* này, của */
	const char	*clerk;		/* VT */
	const char	*above;		/* như trên */
	const char	*people;	/* ủy ban nhân dân: whose deputies sign for its head */
	const char	**authorities;	/* that the layout prints before whom it is for: kt. */
	const char	**deputies;	/* how a deputy's title begins */
	const char	**ranks;	/* academic titles */
	const char	**party_organs;
	const char	**symbols_party;	/* organs in the symbols of the Party: TW */
	const char	**subject_prefixes;
	const char	**longer;	/* words that make another word of a document's type: kế hoạch hóa */
	const char	**weekdays;	/* from Sunday */
	const char	**weekday_names;	/* the same with their capitals */
	const char	**ordinals;	/* words after which "thứ hai" is no weekday */
	const char	**years_of_others;	/* words before a year that is not the plan's */
	const char	**in_words;	/* what may stand before the words of an amount */
	const char	**currencies;	/* đồng */
	const char	**even;		/* chẵn */
	const char	**money_codes;
	const char	**periods;	/* giai đoạn */
	const char	**doubled;	/* words that never stand twice in a row */
	const char	**repeated;	/* words that begin a term said twice for emphasis */
	const char	**directions;	/* words after which a fixed name is no name: biển đông nam */
	const char	**tones_old, **tones_new;	/* òa, oà: endings of syllables, side by side */
	const char	**unit_words;	/* tỉnh */
	const char	**abbreviations;	/* that a comma may follow after their full stop: v.v. */
	const char	**district_units;	/* before a name or number: huyện */
	int		 district_until;	/* the first day without that level, yyyymmdd */
	struct lint_pairs look_alikes;
	struct lint_table misread, diacritics, capitals, documents, symbols;
	struct lint_table provinces, organs;	/* names that others took the place of */
	struct lint_table names;	/* of provinces, of today and before */
	struct lint_table district;	/* bodies that are always of the district level */
	struct lint_table past;		/* words that say a name is one of the past, or abroad */
};

/* Reads lint.json and places.json in `dir`; NULL after a message. */
const struct lint_words *lint_words_read(struct arena *, struct diag *, const char *dir);

/*
 * The next entry whose first word is this one, of n bytes in small letters; NULL: no more. *slot is
 * SIZE_MAX at first.
 */
const struct lint_entry *lint_words_find(const struct lint_table *, const char *word, size_t n, size_t *slot);

#endif
