/* What printers say, in words for people. */
#ifndef PRINTER_WORDS_H
#define PRINTER_WORDS_H
#include "report.h"

/*
 * A list of keywords with commas as words with commas, at most `room` bytes; unknown keywords stay as they are,
 * "none" says nothing. Returns whether one of them keeps paper from coming out.
 */
bool	 printer_words(const char *keywords, enum tt_language, char *words, size_t room);

#endif
