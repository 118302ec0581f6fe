/* Ids of records: their own, or where they are; each like no other's in the input. */
#ifndef RECORD_ID_H
#define RECORD_ID_H
#include "feed.h"
#include "hash_table.h"
#include "wire.h"

/*
 * Makes the id of a record, or of a fault of the input, into `id`, with its NUL. `pointer` is where in the
 * record its own is, a JSON pointer; NULL: the usual members. `ids` has those before, as hash_table_key():
 * one that comes again is told as `twice` and numbered, "id#2". False: no memory.
 */
bool	 record_id_make(struct wire *id, const struct record *, const char *pointer, struct hash_table *ids,
		    bool *twice);

#endif
