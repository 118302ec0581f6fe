/* Trees of values as JSON text. */
#ifndef JSON_PRINT_H
#define JSON_PRINT_H

struct buffer;
struct value;

/*
 * Adds a value, its members and elements each on a line of its own that begins with `depth` + 1 steps of indentation.
 * No line break follows the value.
 */
void	 json_print(struct buffer *, const struct value *, int depth);

#endif
