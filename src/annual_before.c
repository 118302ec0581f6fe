#include "annual_before.h"
#include "arena.h"
#include "diag.h"

#include <string.h>

/* Paths from the folder of the report `path` as paths from the folder that it is named from. */
static struct annual_path *
paths_from(struct arena *mem, const char *path, const struct annual_path *paths, size_t n)
{
	const char *slash = strrchr(path, '/');
	const char *folder = slash == NULL ? "" : arena_copy(mem, path, (size_t)(slash + 1 - path));
	struct annual_path *out = arena_array(mem, n, sizeof *out);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct annual_path){
			paths[i].text == NULL ? NULL : arena_printf(mem, "%s%s", folder, paths[i].text), paths[i].at };
	return out;
}

/* The period before begins before this one. */
static void
check_period(struct arena *mem, struct diag *d, const struct annual_path *path, const struct annual *now,
    const struct annual *before)
{
	if (now->period_known && before->period_known && date_number(&before->from) >= date_number(&now->from))
		DIAG(d, BEFORE_LATER, path->at, "", path->text, annual_day(mem, &before->from),
		    annual_day(mem, &now->from));
}

const struct annual_files *
annual_before(struct arena *mem, struct diag *d, const struct tally_input *in)
{
	const struct annual *now = in->report->annual;
	const struct annual_path *path = &now->before.report;
	struct annual_found found = { .n = 0 };
	struct annual_files *files;
	const struct plan *report;

	if (path->text == NULL)
		return &now->before;
	annual_files(mem, d, in->folder, path, 1, NULL, &found);
	if (found.n != 1)
		return NULL;
	report = plan_read(mem, d, found.items[0].source);
	if (report == NULL || !tally_may_read(d, in, report))
		return NULL;
	if (report->annual == NULL) {
		diag_drop_source(d, found.items[0].source);
		DIAG(d, BEFORE_REPORT, path->at, "", found.items[0].path);
		return NULL;
	}
	check_period(mem, d, path, now, report->annual);
	files = arena_new(mem, sizeof *files);
	*files = report->annual->now;
	files->plans = paths_from(mem, found.items[0].path, files->plans, files->nplans);
	files->results = paths_from(mem, found.items[0].path, files->results, files->nresults);
	return files;
}
