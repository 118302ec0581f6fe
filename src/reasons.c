#include "reasons.h"

#include <errno.h>
#include <stddef.h>

#define X(error, en, vi) { error, { en, vi } },
static const struct {
	int		 error;		/* 0: all others */
	const char	*text[2];	/* by enum tt_language */
} reasons[] = {
#include "reasons.def"
};
#undef X

const char *
reasons_text(int error, enum tt_language language)
{
	size_t i = 0;

	while (reasons[i].error != 0 && reasons[i].error != error)
		i++;
	return reasons[i].text[language];
}
