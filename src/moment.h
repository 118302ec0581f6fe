/* Moments as documents and PDFs write them, in Vietnam's time. */
#ifndef MOMENT_H
#define MOMENT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOMENT_ROOM = 32 };		/* bytes of any of these texts */

/* "2024-05-06T08:15:30+07:00" (ISO 8601, its zone given or Z) to seconds since 1970; false: it is none. */
bool	 moment_read(const char *, int64_t *);

/* The same at +07:00; and as PDF has it, "D:20240506081530+07'00'" (ISO 32000-1, 7.9.4). */
void	 moment_write(int64_t, char room[MOMENT_ROOM]);
void	 moment_pdf(int64_t, char room[MOMENT_ROOM]);

/* A time of a PDF, whose parts after the year may be missing; false: it is none. */
bool	 moment_read_pdf(const char *, int64_t *);

#endif
