/* Names of files that hold one page each: a pattern in which %d, or %03d for leading zeros, is the page. */
#ifndef PAGE_NAME_H
#define PAGE_NAME_H
#include <stdbool.h>
#include <stddef.h>

enum { PAGE_NAME_ROOM = 4096 };

/*
 * The pattern for what the user gave: NULL means `name` with the page and the ending `format`; a folder that
 * is there, or ends in "/", means that in it; a name without %d gets "-%d" before its ending. False when it
 * is longer than PAGE_NAME_ROOM.
 */
bool	 page_name_pattern(const char *given, const char *name, const char *format, char *room);

/* The name of a page, from 1. The same. */
bool	 page_name(const char *pattern, int page, char *room);

#endif
