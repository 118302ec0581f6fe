/* The layout profile: what a regulation (and an office within it) says about the page. */
#ifndef PROFILE_H
#define PROFILE_H
#include "look.h"
#include "measure.h"
#include "plan.h"
#include "rule.h"
#include "unit.h"
#include "wrap.h"
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct value;

struct sheet {				/* paper and margins, as one who reads the page sees them */
	struct measure	 width, height;
	struct measure	 top, bottom, left, right;
};

struct frame {				/* rectangle drawn around words */
	struct measure	 width;		/* 0: as wide as the words and `pad` on both sides */
	struct measure	 height;
	struct measure	 pad;
	struct measure	 line;		/* thickness of its line, which runs along the middle of the edges */
};

enum place_pages { PLACE_FIRST, PLACE_FOLLOWING, PLACE_EVERY };

enum place_edge {
	PLACE_TOP,			/* below the page's top edge */
	PLACE_ABOVE,			/* above the text, its bottom measured from there */
	PLACE_FOOT			/* at the bottom of the text, which has so much less room */
};

struct place {				/* of something that does not move with the text */
	enum place_pages pages;		/* of a section */
	enum place_edge	 edge;
	struct measure	 away;		/* from that edge; of PLACE_FOOT: room between the text and it */
	struct measure	 share;		/* left edge, of the text's width; moved left where it would leave the text */
	struct measure	 apart;		/* from what stands beside it in a margin */
};

struct style {
	const char	*name;
	uint32_t	 colour;	/* of letters, rules under them and frames around them: 0xRRGGBB */
	struct measure	 size;
	unsigned	 look;		/* SPAN_BOLD, SPAN_ITALIC, SPAN_UNDERLINE */
	bool		 upper;		/* printed in capitals */
	bool		 lower_first;	/* printed with a small first letter */
	enum align	 align;
	bool		 balance;	/* broken at sense into lines of like length */
	struct measure	 first;		/* first line's indent */
	struct measure	 left;		/* indent of all lines */
	struct measure	 before, after;	/* gaps; of two that meet the larger counts */
	struct measure	 leading;	/* factor of the font's line height; unused when exact is not 0 */
	struct measure	 exact;		/* line height */
	bool		 keep_next;	/* on the page of what follows */
	bool		 keep_whole;	/* not divided between pages */
	const char	*article;
};

struct signature_styles {		/* of what stands below the text */
	const struct style *organ, *authority, *title, *and_also, *post, *name;	/* of a signer */
	const struct style *recipients_title, *recipients, *drafter;
};

enum number_form { NUMBER_ARABIC, NUMBER_ROMAN, NUMBER_LETTER };

enum { STAMP_MARKS = 8 };

struct stamp_mark {			/* one that a stamp can show */
	const char	*key;		/* "hoa-toc" */
	const char	*text;		/* template with {field} */
	const char	*name;		/* as registers of documents write it, "Mật"; or NULL */
	struct measure	 width;		/* of its frame; 0: as wide as the words need */
};

struct stamp {				/* a kind of stamp */
	const struct style *style;	/* NULL: the profile has none of this kind */
	struct frame	 frame;		/* its width is the mark's; height 0: no frame */
	struct stamp_mark marks[STAMP_MARKS];
	size_t		 nmarks;
};

struct fixture {			/* zones with a place of their own on pages */
	struct place	 place;
	const char	*when;		/* condition, or NULL */
	struct zone	*zones;
};

struct watermark {			/* of drafts */
	const char	*text;
	const struct style *style;
	struct measure	 share;		/* its length over that of the page's diagonal */
};

enum { DASH_DEPTHS = 4 };		/* of dashes below dashes that look different */

struct level {				/* one level of numbering */
	const char	*name;		/* "section", "clause", "article" ... */
	const char	*format;	/* "{roman}.", "{parent}.{arabic}.", "Chương {roman}" */
	const struct style *style;	/* with a title */
	const struct style *plain;	/* numbered paragraph without title */
	const struct style *title;	/* of a title on its own line below the number; NULL: beside it */
	bool		 label_bold;	/* the number is bold also where the paragraph is not */
	bool		 continuous;	/* counts through the whole document */
};

struct doc_type {
	const char	*key;		/* "ke-hoach" */
	const char	*name;		/* "Kế hoạch" */
	const char	*abbreviation;	/* "KH"; NULL for a công văn */
	const struct form *form;
	const char	**numbering;	/* level names by depth, NULL-terminated */
	bool		 addressees;	/* has Kính gửi */
	const char	*addressees_title;	/* instead of the list's title; NULL: that */
};

enum zone_kind {
	ZONE_STACK,			/* children one under the other */
	ZONE_GRID,			/* children are rows (ZONE_STACK), their children the two cells */
	ZONE_TEXT,			/* a template in a style */
	ZONE_RULE,			/* a centred rule under the text before it, or across the column */
	ZONE_GAP,
	ZONE_BESIDE,			/* children at the left edge, the text after it clear of them */
	ZONE_STAMP,			/* the plan's stamp of a kind */
	ZONE_ISSUERS,			/* children once for each issuer */
	ZONE_ADDRESSEES,
	ZONE_SIGNATURE			/* signers and recipients */
};

struct zone {
	enum zone_kind	 kind;
	const char	*role;		/* component name for dumps and proof; NULL: the style's name */
	const char	*when;		/* fields that must be present, "!" before one: absent; NULL: always */
	const char	*text;		/* ZONE_TEXT: template with {field}; ZONE_ADDRESSEES: of the title, NULL:
					 * the type's or the list's; ZONE_ISSUERS: after all but the last, or
					 * NULL */
	bool		 heading;	/* ZONE_TEXT: part of the document's title, its first heading */
	bool		 reads_first;	/* cell of a grid: read before the others of its row */
	const struct style *style;	/* ZONE_TEXT; ZONE_ADDRESSEES: of each of several */
	const char	*end;		/* ZONE_TEXT: closing mark unless it ends in dots to write on, or NULL */
	int		 rows;		/* ZONE_TEXT: of dots, where its last field is not given; 0: as 1 */
	const struct style *alone;	/* ZONE_ADDRESSEES: of the title with a single one beside it */
	const struct style *above;	/* ZONE_ADDRESSEES: of the title above several */
	const struct style *words;	/* ZONE_ADDRESSEES: look of the title's words */
	bool		 under_colon;	/* ZONE_ADDRESSEES: several begin below the title's colon */
	struct measure	 share;		/* ZONE_RULE: length over the width of the last line above */
	bool		 across;	/* ZONE_RULE: the length is a share of the column */
	struct measure	 thickness;	/* ZONE_RULE */
	struct measure	 gap;		/* ZONE_RULE: from the line's bottom; ZONE_GAP: height; ZONE_GRID: between
					 * columns; ZONE_ISSUERS, ZONE_SIGNATURE: between one and the next;
					 * ZONE_BESIDE: above each child */
	struct measure	 clear;		/* ZONE_BESIDE: to the text right of its children and below them */
	int		 stamp;		/* ZONE_STAMP: enum stamp_kind */
	bool		 by_content;	/* ZONE_GRID: the right column as wide as it needs, else halves */
	struct measure	 room;		/* ZONE_SIGNATURE: height left for the signature */
	struct zone	*child, *next;
};

struct copy_type {			/* a form of copy */
	struct doc_type	 type;		/* key, name, abbreviation, form of the block on paper */
	bool		 extract;	/* of parts of a document */
	const char	*from;		/* key of the form of copy it is made from; NULL: from an original */
};

enum {					/* bits: what a form can do without */
	FORM_SUBJECT = 1, FORM_BODY = 2, FORM_PLACE = 4, FORM_RECIPIENTS = 8
};

struct form {
	const char	*name;		/* "named", "letter" */
	struct zone	*head, *tail;	/* what is above and below the text */
	struct zone	*before_body, *after_body;	/* the form's own text; NULL: none */
	const char	**expects;	/* fields a document of this form has, NULL-terminated; NULL: none */
	unsigned	 optional;	/* FORM_ bits */
	int		 signers;	/* least number of them */
};

struct list_marks {
	const char	*title;		/* "Nơi nhận:"; NULL: none, of bases only */
	const char	*bullet;	/* "-" or "" */
	const char	*each, *last;	/* closing marks */
};

struct appendix_rules {			/* how appendices are called */
	const struct form *form;
	const char	*one, *many;	/* "Phụ lục", "Phụ lục {roman}" */
	const char	*page_one, *page_many;	/* label of their pages: "PL-", "PL {roman}-" */
	const char	**numbering;	/* level names by depth, NULL-terminated */
	const char	*mention;	/* "phụ lục", as text mentions one; in small letters as the words below */
	const char	*number_word;	/* "số", may come before the number */
	const char	**joined;	/* "và" ...: between two numbers; NULL-terminated as those below */
	const char	**through;	/* "đến" ...: between the first and the last of several */
	const char	**linked;	/* "kèm theo", "của" ...: between the number and what has the appendix */
	const char	**others;	/* "nghị định" ...: documents that have appendices of their own */
	const char	*this;		/* "này": after such a word, this document */
};

struct attached_rules {			/* texts issued with a document */
	const struct form *form;
	const char	*act;		/* "Ban hành kèm theo" */
	const char	*page;		/* label of their pages: "{abbreviation}-" */
};

struct task_head {			/* of a column of tables of tasks */
	const char	*text;
	struct measure	 width;		/* 0: by content */
};

struct task_table {			/* a kind of tables of tasks */
	const char	*name;		/* "assignment", "budget" */
	enum task_column *columns;
	size_t		 ncolumns;
	const char	*total;		/* title of the row of sums of money; NULL: none */
};

enum { NUMBER_DIGITS = 10, NUMBER_GROUPS = 4 };	/* words of figures, and of groups of three of them */

struct number_words {			/* for amounts in words */
	const char	*digits[NUMBER_DIGITS];
	const char	*ten;		/* mười */
	const char	*tens;		/* mươi */
	const char	*hundred;	/* trăm */
	const char	*groups[NUMBER_GROUPS];	/* "", nghìn, triệu, tỷ */
	const char	*zero_tens;	/* linh */
	const char	*one_after_tens, *four_after_tens, *five_after_ten;	/* mốt, tư, lăm */
	const char	*minus;		/* âm */
	const char	**variants;	/* pairs "ngàn", "nghìn" that count as the same; NULL-terminated */
};

enum { FIT_CHANGES_MAX = 16 };

struct fit_change {			/* a way to make a document shorter or longer */
	const char	**values;	/* measures that move together: "page.top_mm"; NULL: this changes the tier */
	const char	**tiers;	/* names of tiers from the largest letters down; NULL: this moves values */
	int		 step;		/* in thousandths of the values' unit */
	int		 cost;		/* how much a reader sees of one step, of one tier */
	int		 most;		/* end of the way where the rule is open, in thousandths; 0: none */
};

struct set_rules {			/* how the copies of a print set are called and marked */
	const char	*signing, *file;	/* names of the copy that is signed and of that for the file */
	const char	*list;		/* name of the print list */
	const char	*mark;		/* put in the margin before the recipient's line; "": nothing */
	const char	*says;		/* the mark in words */
	struct measure	 gap;		/* between mark and line */
	bool		 underline;	/* the line is underlined */
	const char	**plural;	/* words of recipients that stand for several; NULL-terminated */
	const char	**as_above;	/* what stands for the addressees; NULL-terminated */
};

struct fit_rules {			/* how far a document may be changed to fit its pages */
	int		 few_lines;	/* most text on the last page that counts as spilt over */
	int		 lonely_lines;	/* text above a signature that leaves it without company */
	int		 company_lines;	/* text above a signature that looks well */
	struct fit_change *changes;	/* the least visible first; at most FIT_CHANGES_MAX */
	size_t		 nchanges;
};

struct table_layout {			/* how tables look; practice, no regulation speaks of it */
	const struct style *caption, *unit, *head, *note;
	const struct style *left, *center, *right, *justify;	/* cells by alignment */
	const char	*caption_text;	/* "Table {n}. {text}" */
	const char	*unit_text;	/* "Unit: {text}" */
	const char	*again;		/* after the words of a cell that goes on on the next page */
	const char	*carried_out, *carried_in;	/* titles of running totals */
	struct measure	 rule;		/* thickness of all rules */
	struct measure	 pad_x, pad_y;	/* between the middle of a rule and text */
	struct measure	 before, after;	/* gaps above and below */
	struct measure	 number;	/* width of columns of numbers where there is room */
	struct measure	 justify_from;	/* least width of text that is set to both edges */
	struct measure	 gape;		/* most that gaps stretch there, over their natural width */
	struct measure	 split_over;	/* rows higher than this part of a page may be divided */
};

struct profile {
	const char	*name;		/* "nd30-2020" */
	const char	*kind;		/* "state" or "party" */
	const char	*cite;		/* how its articles are cited, put before each article */
	int		 from, until;	/* validity as yyyymmdd; 0: open */
	const char	**unconfirmed;	/* paths of values no source confirms, NULL-terminated */

	struct measure	 width, height;	/* paper */
	struct measure	 top, bottom, left, right;	/* margins; left is the binding side */
	struct measure	 turned_top, turned_bottom, turned_left, turned_right;	/* on paper turned by a quarter */
	bool		 mirror;	/* left and right change places on even pages */
	struct measure	 number_edge;	/* from the page's top edge to the top of the page number */
	bool		 number_first;	/* page 1 has a number */
	bool		 number_restart;	/* appendices and attached texts have page numbers of their own */
	const struct style *number_style;
	struct measure	 note_gap;	/* between text and the rule above footnotes */
	struct measure	 note_rule;	/* that rule's length */
	struct measure	 note_thickness;
	const struct style *note_style;
	int		 note_lines;	/* least lines of a footnote on each page it is divided between */
	struct measure	 note_empty;	/* most of a page left empty rather than divide a footnote, 1/1000 */
	int		 widows, orphans;	/* least lines of a paragraph at the top and bottom of a page */
	int		 with_signature;	/* least lines of text above the signature on its page */

	const char	***families;	/* roles of fonts: families[0] is the text's, NULL-terminated lists */
	struct style	*styles;
	size_t		 nstyles;
	const struct style *body, *fill, *basis, *opening;	/* of what no other part gives a style to */
	struct signature_styles signature;
	const struct style *dash[DASH_DEPTHS];	/* by depth of dashes */
	const char	*bullets[DASH_DEPTHS];	/* by depth: "-", "+" */
	struct level	*levels;
	size_t		 nlevels;
	struct doc_type	*types;
	size_t		 ntypes;
	struct form	*forms;
	size_t		 nforms;
	struct copy_type *copies;	/* forms of copy */
	size_t		 ncopies;
	bool		 copies_unconfirmed;	/* no source confirms how copies look */
	const char	*copy_symbol;	/* "{abbreviation}-{issuer}" */
	const char	*copy_mark;	/* what an electronic copy bears at the top of its first page */
	const struct style *copy_mark_style;
	struct place	 copy_mark_place;	/* its distance is moved within its range to where nothing is printed */
	struct measure	 copy_paper;	/* how far a page may be from the paper and still be taken for it */
	int		 copy_dpi;	/* least that pictures of what was digitised have */
	const char	*copy_version;	/* least version of its PDF, "1.4" */
	const char	*copy_scan_article;	/* of both */
	const char	*copy_time;	/* "{year}-{month}-{day}T{hour}:{minute}:{second}+07:00" */
	struct stamp	 stamps[STAMP__KINDS];
	struct fixture	*fixtures;
	size_t		 nfixtures;
	struct watermark watermark;

	struct chart_look charts;
	struct report_look report;
	struct contents_look contents;
	struct appendix_rules appendices;
	struct attached_rules attached;

	struct list_marks bases, addressees, recipients;
	const char	*archive;	/* "Lưu:" */
	const char	*archive_drafter;	/* "{archive}. {drafter}"; without the drafter: on a line of its own */
	const char	*drafter_copies;	/* "{drafter}.({copies})" */
	const char	*task_labels[TASK__PARTS];
	enum task_part	 task_order[TASK__PARTS];
	struct task_head task_heads[COLUMN__MAX];
	struct task_table *task_tables;
	size_t		 ntask_tables;
	const char	*task_bullet, *task_colon, *task_end;
	const char	*signer_words[SIGN__ROLES];	/* "TM. ", "T/M " ... with the space, if any */
	const char	*and_also;	/* kiêm */
	const char	*names_between, *names_last;	/* between names in a sentence: ", ", before the last " và " */
	const char	*source_words;	/* what the attached data are called */
	struct measure	 sign_width, sign_height;	/* room for a signature's picture or field */
	struct measure	 sign_gap;	/* above and below it */
	const char	*sign_alt, *sign_field;	/* what picture and field are, with {name} */
	struct measure	 seal_width;	/* of a seal whose file says nothing fit */
	struct measure	 seal_overlap;	/* of the signature's width, on its left, 1/1000 */
	const char	*seal_alt, *seal_field;
	struct measure	 copy_width, copy_height;	/* field for the signature of a copy */
	struct measure	 copy_top;	/* from the page's top edge to the field */
	const char	*copy_field;
	const struct style *caption;	/* of a picture in the text */
	struct measure	 figure_gap;	/* above a picture in the text, and below it */
	int		 figure_dpi;	/* pixels an inch of a picture that says nothing */
	const char	*symbol_named, *symbol_letter;	/* "{abbreviation}-{issuer}", "{issuer}-{unit}"; the latter of
					 * types without abbreviation */
	const char	*end_mark;	/* "./." or "" */
	const char	*quote_open, *quote_close, *quote_end;	/* around quoted text, and the mark after it */
	const char	*note_mark;	/* "({n})", the footnote's mark */
	const char	*note_link, *note_back;	/* what the links to and from it say, with {n} */
	const char	*short_date;	/* "{day}/{month}/{year}" */
	const char	*date;		/* "ngày {day} tháng {month} năm {year}" */
	int		 pad_number, pad_day, pad_month;	/* below this a leading 0 is printed */
	struct measure	 blank_number, blank_day, blank_month, blank_year;	/* room for handwriting */
	struct measure	 blank_field;	/* least room for a part of a form that is not given */
	struct measure	 blank_signing;	/* room for the time of a digital signature */
	const char	**letters;	/* of điểm, in order, NULL-terminated */
	const char	*thousands;	/* separator in figures */
	const char	*comma;		/* before the fraction */
	struct table_layout table;
	const char	*amount;	/* "{figures} {unit}" */
	const char	*amount_words;	/* "({words} {unit})" */
	const char	*currency;	/* "đồng" */
	struct number_words words;
	enum rule_level	 lint[RULE__MAX];	/* severity of each rule that documents are reviewed by */
	const char	**before_number, **after_number, **before_end, **break_before;	/* struct ties */
	const char	**to_next;	/* words that never end a line: "TM.", "TP." */
	const char	**whole;	/* struct ties */
	struct fit_rules fit;
	struct set_rules sets;
};

struct profile_cache;			/* profiles read so far */

/* An empty one that reads the files of a folder. It lives in the arena. */
struct profile_cache *profile_cache_new(struct arena *, const char *dir);

/*
 * Chooses and reads the profile for a plan: by `forced` (the user's), else by the plan's own name,
 * else by kind and date (without a date: the newest of its kind). Then the plan's overrides and the
 * checks of ranges. Files are NAME.json in the cache's folder; what is read without a message is kept in the cache,
 * all else lives in the arena. Messages: PROFILE_UNKNOWN, PROFILE_OPTION (each also _NEAR), PROFILE_NONE,
 * TYPE_UNKNOWN, PROFILE_KIND, PROFILE_DATE (warning: the plan's date is outside its validity),
 * PROFILE_UNCONFIRMED (warning, once), VALUE_RANGE (warning with the article), and those of reading.
 * NULL after an error.
 */
const struct profile *profile_for(struct arena *, struct diag *, struct profile_cache *,
		    const struct plan *, const char *forced);

/* The same for a plan with faults, without its overrides; where it names an unknown one the usual one. */
const struct profile *profile_partly(struct arena *, struct diag *, struct profile_cache *,
		    const struct plan *, const char *forced);

/* The same for the data of a copy, whose type is a form of copy and not looked up. */
const struct profile *profile_for_copy(struct arena *, struct diag *, struct profile_cache *,
		    const struct plan *, const char *forced);

/*
 * The words that the shipped profiles know, for the schema: lists "profiles", "tiers", "styles",
 * "levels", "types", "copies", "rules" and "circulations". NULL when they cannot be read.
 */
struct bind_names;
const struct bind_names *profile_names(struct arena *, struct diag *, struct profile_cache *);

/* The profile's sheet, turned by a quarter when its paper does not stand as asked. */
struct sheet profile_sheet(const struct profile *, enum orientation);

/* By name; NULL when there is none. */
const struct style *profile_style(const struct profile *, const char *name);
const struct level *profile_level(const struct profile *, const char *name);
const struct doc_type *profile_type(const struct profile *, const char *key);
const struct copy_type *profile_copy(const struct profile *, const char *key);

#endif
