/* Every stage as text: for people, and as the golden outputs of tests. */
#ifndef DUMP_H
#define DUMP_H

struct buffer;
struct plan;
struct blocks;
struct boxes;
struct pages;

/* One line a field or node, indented by depth. */
void	 dump_plan(struct buffer *, const struct plan *);

/* One line a block: kind, role, style, keeps, and its text with looks marked. */
void	 dump_blocks(struct buffer *, const struct blocks *);

/* One line a box with its height, below it one a line of text with its width. */
void	 dump_boxes(struct buffer *, const struct boxes *);

/* One line an item: place in points, font and size, width, text, role and structure tag. */
void	 dump_pages(struct buffer *, const struct pages *);

/* Bits of enum span_look as letters: bold, italic, underlined, raised. */
void	 dump_looks(struct buffer *, unsigned looks);

#endif
