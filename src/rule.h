/* The rules of a reviewer, by name: what they say, how severe they are unless an office says otherwise. */
#ifndef RULE_H
#define RULE_H
#include "diag.h"

#define RULE(name, id, level, article, party, doc_en, doc_vi, en, vi) RULE_##name,
#define TOLD(name, id, article, doc_en, doc_vi) RULE_##name,
enum rule {
#include "findings.def"
	RULE__MAX
};
#undef RULE
#undef TOLD

/* One above the levels of messages, so that 0 is off. */
enum rule_level { RULE_OFF = 0, RULE_NOTE = TT_NOTE + 1, RULE_WARNING = TT_WARNING + 1, RULE_ERROR = TT_ERROR + 1 };

struct rule_info {
	const char	*id;		/* "number-padding" */
	enum diag_code	 code;		/* of its messages */
	enum rule_level	 level;		/* of a rule that lint checks */
	bool		 told;		/* found by an earlier stage */
	const char	*article;	/* in documents of the state, "" for none */
	const char	*party;		/* in those of the Party, without the guidance's name; "" for none */
	const char	*doc[2];	/* by enum tt_language */
};

/* About a rule; of each the same object. */
const struct rule_info	*rule_info(enum rule);

/* Its level unless someone says otherwise. */
enum rule_level		 rule_level(enum rule);

/* By id; RULE__MAX when there is none. */
enum rule		 rule_find(const char *id);

/* The ids of all rules; NULL-terminated. */
const char *const	*rule_ids(void);

/* The names of the levels from off to error; NULL-terminated. */
extern const char *const rule_levels[];

#endif
