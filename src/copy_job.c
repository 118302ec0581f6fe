#include "copy_job.h"
#include "member.h"

#include <stdio.h>

static bool
is_one_of(const struct member *m, const char *const *names)
{
	for (; *names != NULL; names++)
		if (member_is(m, *names))
			return true;
	return false;
}

bool
copy_job_is(const char *record, size_t n)
{
	static const char *const plain[] = { "issuer", "body", "report", NULL };
	struct members all;
	struct member m;
	bool copy = false, original = false;

	members_open(&all, record, n);
	while (!(copy && original) && members_next(&all, &m)) {
		if (is_one_of(&m, plain))
			return false;
		copy |= member_is(&m, "copy");
		original |= member_is(&m, "original");
	}
	return copy && original;
}

void
copy_job_read(const char *record, size_t n, struct copy_job *c)
{
	static const char *const ids[] = { "id", "$id", "DocumentId", NULL };
	struct members all;
	struct member m;

	c->data = record;
	c->len = 0;
	*c->original = '\0';
	c->nunknown = 0;
	members_open(&all, record, n);
	while (members_next(&all, &m)) {
		if (member_is(&m, "copy")) {
			c->data = m.value;
			c->len = m.len;
		} else if (member_is(&m, "original")) {
			if (*m.value != '"' || !member_text(&m, c->original, sizeof c->original))
				*c->original = '\0';
		} else if (!is_one_of(&m, ids) && *m.name != '_' && *m.name != '$'
		    && c->nunknown < sizeof c->unknown / sizeof *c->unknown) {
			snprintf(c->unknown[c->nunknown++], sizeof *c->unknown, "%.*s", (int)m.name_len, m.name);
		}
	}
}
