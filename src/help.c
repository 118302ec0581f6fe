#include "help.h"
#include "gzip.h"
#include "zstd_file.h"

/* The texts of a verb: its own, and whether what many share follows. */
static const struct { enum text_id own; bool common; } texts[] = {
	[VERB_NONE] = { TEXT_HELP, false },
	[VERB_RENDER] = { TEXT_HELP_RENDER, true },
	[VERB_CHECK] = { TEXT_HELP_CHECK, true },
	[VERB_PROOF] = { TEXT_HELP_PROOF, true },
	[VERB_EXTRACT] = { TEXT_HELP_EXTRACT, false },
	[VERB_VERIFY] = { TEXT_HELP_VERIFY, true },
	[VERB_SCHEMA] = { TEXT_HELP_SCHEMA, false },
	[VERB_COPY] = { TEXT_HELP_COPY, true },
	[VERB_REPORT] = { TEXT_HELP_REPORT, true },
	[VERB_BATCH] = { TEXT_HELP_BATCH, true },
	[VERB_NEW] = { TEXT_HELP_NEW, false },
	[VERB_COMPLETION] = { TEXT_HELP_COMPLETION, false },
	[VERB_WATCH] = { TEXT_HELP_WATCH, true },
};

void
help_print(const struct options *o, const struct report *r)
{
	if (o->version) {
		printf("thethuc %s\n%szlib %s\nlibzstd %s\n", tt_version(), tt_libraries(), gzip_version(),
		    zstd_file_version());
		return;
	}
	fputs(report_text(r, texts[o->verb].own), stdout);
	if (texts[o->verb].common)
		fputs(report_text(r, TEXT_HELP_COMMON), stdout);
}
