#include "copy_job.h"
#include "json_member.h"

#include <stdio.h>

static bool
is_one_of(const struct json_member *m, const char *const *names)
{
	for (; *names != NULL; names++)
		if (json_member_is(m, *names))
			return true;
	return false;
}

bool
copy_job_is(const char *record, size_t n)
{
	static const char *const plain[] = { "issuer", "body", "report", NULL };
	struct json_members all;
	struct json_member m;
	bool copy = false, original = false;

	json_members_open(&all, record, n);
	while (!(copy && original) && json_members_next(&all, &m)) {
		if (is_one_of(&m, plain))
			return false;
		copy |= json_member_is(&m, "copy");
		original |= json_member_is(&m, "original");
	}
	return copy && original;
}

void
copy_job_read(const char *record, size_t n, struct copy_job *c)
{
	static const char *const ids[] = { "id", "$id", "DocumentId", NULL };
	struct json_members all;
	struct json_member m;

	c->data = record;
	c->len = 0;
	*c->original = '\0';
	c->nunknown = 0;
	json_members_open(&all, record, n);
	while (json_members_next(&all, &m)) {
		if (json_member_is(&m, "copy")) {
			c->data = m.value;
			c->len = m.len;
		} else if (json_member_is(&m, "original")) {
			if (*m.value != '"' || !json_member_text(&m, c->original, sizeof c->original))
				*c->original = '\0';
		} else if (!is_one_of(&m, ids) && *m.name != '_' && *m.name != '$'
		    && c->nunknown < sizeof c->unknown / sizeof *c->unknown) {
			snprintf(c->unknown[c->nunknown++], sizeof *c->unknown, "%.*s", (int)m.name_len, m.name);
		}
	}
}
