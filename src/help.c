#include "help.h"
#include "gzip.h"
#include "zstd_file.h"

/* Whether what many verbs share follows the text of a verb: those that lay documents out. */
static const bool is_common[VERB__MAX] = {
	[VERB_RENDER] = true, [VERB_CHECK] = true, [VERB_PROOF] = true, [VERB_VERIFY] = true, [VERB_COPY] = true,
	[VERB_REPORT] = true, [VERB_BATCH] = true, [VERB_WATCH] = true,
};

void
help_print(const struct options *o, const struct report *r)
{
	if (o->version) {
		printf("thethuc %s\n%szlib %s\nlibzstd %s\n", tt_version(), tt_libraries(), gzip_version(),
		    zstd_file_version());
		return;
	}
	fputs(report_text(r, option_helps[o->verb]), stdout);
	if (is_common[o->verb])
		fputs(report_text(r, TEXT_HELP_COMMON), stdout);
}
