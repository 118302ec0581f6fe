/* HTML, as editors in offices' systems write it, to lines of text. */
#ifndef MAP_HTML_H
#define MAP_HTML_H
#include "map_line.h"
#include <stdbool.h>

/*
 * Adds the lines of a text in HTML: what paragraphs, line breaks, items of lists and rows of tables are.
 * Items of a list begin with "- " or their number. Bold, italic, underlined and raised text keeps its look,
 * unless `plain`. Whatever else there is of tags is left out, what they hold is kept. True when there was a
 * table, whose cells are joined with " | ".
 */
bool	 map_html(struct arena *, struct map_line *, bool plain, struct map_lines *);

#endif
