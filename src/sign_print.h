/* What was found out about signatures, for people or as JSON. */
#ifndef SIGN_PRINT_H
#define SIGN_PRINT_H
#include "report.h"

struct buffer;
struct review;

/* One file's signatures in words, several lines each. */
void	 sign_print(struct buffer *, const struct review *, const char *file, const struct report *);

/* The same as one JSON object on a line; the report's language does not matter. */
void	 sign_print_json(struct buffer *, const struct review *, const char *file);

#endif
