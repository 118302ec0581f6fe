/* What the parts of a plan may be in JSON; shared by the plan's readers and the schema. */
#ifndef PLAN_TYPES_H
#define PLAN_TYPES_H
#include "bind.h"

struct plan;
struct text;
struct texts;

extern const struct bind_type plan_type;		/* struct plan: the whole document */
extern const struct bind_type plan_type_layout;		/* const struct value *: read with the profile */
extern const struct bind_type plan_type_orientation;	/* enum orientation */
extern const struct bind_type plan_type_doc_type;	/* const char *: key of a type of documents */
extern const struct bind_type plan_type_numbering;	/* const char **: names of levels, NULL-terminated */
extern const struct bind_type plan_type_level;		/* const char *: name of a level of numbering */

/* Parts that other documents have too; each is read into a whole struct plan or the member named. */
extern const struct bind_type plan_type_kind;		/* struct plan.kind */
extern const struct bind_type plan_type_profile;	/* struct plan.profile */
extern const struct bind_type plan_type_number;		/* struct plan: number and its place */
extern const struct bind_type plan_type_symbol;		/* struct plan: symbol and its place */
extern const struct bind_type plan_type_issuer;		/* struct plan.issuers from one */
extern const struct bind_type plan_type_signer;		/* struct plan.signers from one */
extern const struct bind_type plan_type_recipients;	/* struct plan.recipients */

extern const struct bind_type plan_type_run;		/* struct run: an element of a text's array */
extern const struct bind_type plan_type_text;		/* struct text */
extern const struct bind_type plan_type_plain;		/* struct text from a string */
extern const struct bind_type plan_type_texts;		/* struct texts, any number */
extern const struct bind_type plan_type_names;		/* struct texts from strings, at least one */
extern const struct bind_type plan_type_name_or_names;	/* struct texts from one string or several */
extern const struct bind_type plan_type_blank_date;	/* struct date; parts may be blank */
extern const struct bind_type plan_type_date;		/* struct date, whole */
extern const struct bind_type plan_type_table;		/* struct plan_table * */
extern const struct bind_type plan_type_annual;		/* struct annual * */
extern const struct bind_type results_type;		/* struct results */
extern const struct bind_type plan_type_chart;		/* struct plan_chart * */
extern const struct bind_type plan_type_nodes;		/* struct nodes, any number */
extern const struct bind_type plan_type_body;		/* struct nodes, at least one */
extern const struct bind_type plan_type_passage;	/* struct nodes; a string is one paragraph */

extern const struct bind_type plan_type_image;		/* const struct plan_image *: a path, or with its size */
extern const struct bind_type plan_type_figure;		/* struct plan_image * */
extern const struct bind_type plan_type_fields;		/* unsigned: bits of enum plan_fields */
/* Marks on a document: all but the contact are read into the struct plan itself. */
extern const struct bind_type plan_type_secrecy, plan_type_urgency, plan_type_circulation,
    plan_type_recall, plan_type_draft;
extern const struct bind_type plan_type_contact;	/* struct contact */

extern const struct bind_type plan_type_attached;	/* struct annexes: one text or several */
extern const struct bind_type plan_type_appendices;	/* struct annexes */
extern const struct bind_type plan_type_task_table;	/* struct task_wish *: its kind, or more of it */
extern const struct bind_type plan_type_medium;		/* enum medium */
extern const struct bind_type plan_type_time;		/* const char *: day and time, ISO 8601 */

/* Makes `out` of texts from strings: one run, with `between` between them. */
void	 plan_join(struct arena *, struct text *out, const struct texts *, const char *between,
	    const struct where *);

/* Tells a key that two annexes have. Message: ANNEX_ID_SAME. */
void	 plan_check_annexes(struct diag *, const struct plan *);

#endif
