/* Trees of values as JSON text. */
#ifndef JSON_PRINT_H
#define JSON_PRINT_H

struct buffer;
struct value;

/* Adds a value, its members and elements each on a line of its own. */
void	 json_print(struct buffer *, const struct value *, int depth);

#endif
