#include "record_id.h"
#include "json_member.h"

#include <stdio.h>
#include <string.h>

enum { ID_ROOM = 512 };

/* Members that are a record's own id, the first that is there. */
static const char *const usual[] = { "id", "$id", "DocumentId" };

/* The value at a JSON pointer; no escapes but those for "/" and "~". */
static bool
find_pointer(const char *text, size_t n, const char *pointer, struct json_member *m)
{
	char name[ID_ROOM];

	*m = (struct json_member){ .value = text, .len = n };
	while (*pointer == '/') {
		size_t k = 0;
		for (pointer++; *pointer != '\0' && *pointer != '/'; pointer++) {
			char c = *pointer;
			if (c == '~' && (pointer[1] == '0' || pointer[1] == '1'))
				c = *++pointer == '0' ? '~' : '/';
			if (k + 1 < sizeof name)
				name[k++] = c;
		}
		name[k] = '\0';
		if (!json_member_find(m->value, m->len, name, m))
			return false;
	}
	return m->value != text;
}

static bool
own_id(const struct record *r, const char *pointer, char id[ID_ROOM])
{
	struct json_members all;
	struct json_member m;
	size_t best = sizeof usual / sizeof *usual;

	if (pointer != NULL)
		return find_pointer(r->text, r->len, pointer, &m) && json_member_text(&m, id, ID_ROOM);
	json_members_open(&all, r->text, r->len);
	while (best > 0 && json_members_next(&all, &m))
		for (size_t i = 0; i < best; i++)
			if (json_member_is(&m, usual[i]) && json_member_text(&m, id, ID_ROOM)) {
				best = i;
				break;
			}
	return best < sizeof usual / sizeof *usual;
}

/* Numbers what was there before: "id#2". False: no memory. */
static bool
make_unique(struct hash_table *ids, struct wire *id, bool *twice)
{
	size_t len = id->len - 1;
	uint64_t key = hash_table_key(id->data), *times = hash_table_find(ids, key);
	char number[24];

	*twice = times != NULL;
	if (times == NULL)
		return hash_table_add(ids, key, 1);
	do {
		snprintf(number, sizeof number, "#%llu", (unsigned long long)++*times);
		id->len = len;
		wire_add(id, number, strlen(number) + 1);
	} while (!id->failed && hash_table_find(ids, hash_table_key(id->data)) != NULL);
	return !id->failed && hash_table_add(ids, hash_table_key(id->data), 1);
}

bool
record_id_make(struct wire *id, const struct record *r, const char *pointer, struct hash_table *ids,
    bool *twice)
{
	char own[ID_ROOM], number[24];

	wire_clear(id);
	*twice = false;
	if (r->text != NULL && own_id(r, pointer, own)) {
		wire_add(id, own, strlen(own) + 1);
	} else {
		wire_add(id, r->file, strlen(r->file));
		snprintf(number, sizeof number, ":%zu", r->index);
		wire_add(id, number, r->whole || r->index == 0 ? 0 : strlen(number));
		wire_add(id, "", 1);
	}
	return !id->failed && make_unique(ids, id, twice);
}
