#include "rule.h"

#include <string.h>

#define RULE(name, id, level, article, party, doc_en, doc_vi, en, vi) \
	{ id, DIAG_RULE_##name, RULE_##level, false, article, party, { doc_en, doc_vi } },
#define TOLD(name, id, article, doc_en, doc_vi) \
	{ id, DIAG_##name, RULE_OFF, true, article, "", { doc_en, doc_vi } },
static const struct rule_info rules[] = {
#include "findings.def"
};
#undef RULE
#undef TOLD

#define RULE(name, id, level, article, party, doc_en, doc_vi, en, vi) id,
#define TOLD(name, id, article, doc_en, doc_vi) id,
static const char *const ids[] = {
#include "findings.def"
	NULL
};
#undef RULE
#undef TOLD

const char *const rule_levels[] = { "off", "note", "warning", "error", NULL };

const struct rule_info *
rule_info(enum rule rule)
{
	return &rules[rule];
}

enum rule_level
rule_level(enum rule rule)
{
	if (rules[rule].told)
		return (enum rule_level)(diag_level(rules[rule].code) + 1);
	return rules[rule].level;
}

enum rule
rule_find(const char *id)
{
	int i = 0;

	while (i < RULE__MAX && strcmp(rules[i].id, id) != 0)
		i++;
	return (enum rule)i;
}

const char *const *
rule_ids(void)
{
	return ids;
}
