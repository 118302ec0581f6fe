/* Tables to boxes: widths, cells flowed in them, heights of rows. */
#ifndef TABLE_FLOW_H
#define TABLE_FLOW_H
#include "flow_para.h"

/* Flows a BLOCK_TABLE to a column's width. NULL after the errors of table_width(). */
struct box	*table_flow(struct flow *, const struct block *, len width);

#endif
