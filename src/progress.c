#include "progress.h"
#include "stopwatch.h"

enum { SECOND = 1000000, BAR = 24, NUMBER = 24 };

static int64_t
interval(const struct progress *p)
{
	static const int64_t all[] = {
		[BATCH_BAR] = SECOND / 5, [BATCH_PLAIN] = 5 * (int64_t)SECOND, [BATCH_JSON] = SECOND,
		[BATCH_QUIET] = INT64_MAX / 4,
	};

	return all[p->form];
}

void
progress_start(struct progress *p, enum batch_progress form, const struct report *r)
{
	*p = (struct progress){ .form = form, .report = r, .start = stopwatch_now() };
	p->last = p->start;
}

int64_t
progress_next(const struct progress *p)
{
	return p->last + interval(p);
}

static void
print_json(const struct summary *s, uint64_t read, uint64_t all, uint64_t rate, int64_t left)
{
	fprintf(stderr, "{\"event\":\"progress\",\"made\":%lu,\"same\":%lu,\"failed\":%lu,\"read\":%llu,\"all\":%llu,"
	    "\"per_second\":%llu,\"seconds_left\":", s->made, s->same, s->failed, (unsigned long long)read,
	    (unsigned long long)all, (unsigned long long)rate);
	fprintf(stderr, left < 0 ? "null}\n" : "%lld}\n", (long long)left);
}

static void
print_bar(unsigned percent)
{
	fputc('[', stderr);
	for (unsigned i = 0; i < BAR; i++)
		fputc(i * 100 < percent * BAR ? '#' : '.', stderr);
	fputs("] ", stderr);
}

static void
print_line(const struct progress *p, const struct summary *s, uint64_t read, uint64_t all, uint64_t rate, int64_t left)
{
	char done[NUMBER], speed[NUMBER], failed[NUMBER], share[NUMBER], time[NUMBER];
	unsigned percent = all == 0 ? 0 : (unsigned)(read * 100 / all);

	snprintf(done, sizeof done, "%lu", s->made + s->same + s->failed);
	snprintf(speed, sizeof speed, "%llu", (unsigned long long)rate);
	snprintf(failed, sizeof failed, "%lu", s->failed);
	snprintf(share, sizeof share, "%u %%", percent);
	snprintf(time, sizeof time, "%lld:%02d", (long long)left / 60, (int)(left % 60));
	if (p->form == BATCH_BAR && all > 0)
		print_bar(percent);
	if (all > 0)
		fprintf(stderr, "%s, ", share);
	report_print(p->report, stderr, TEXT_PROGRESS, (const char *const[]){ done, speed, failed, NULL });
	if (left >= 0)
		report_print(p->report, stderr, TEXT_PROGRESS_LEFT, (const char *const[]){ time, NULL });
}

void
progress_tick(struct progress *p, const struct summary *s, uint64_t read, uint64_t all)
{
	int64_t now = stopwatch_now(), took = now - p->start, left = -1;
	uint64_t done = s->made + s->same + s->failed, rate;

	if (p->form == BATCH_QUIET || now < progress_next(p) || took <= 0)
		return;
	p->last = now;
	rate = done * SECOND / (uint64_t)took;
	if (all > 0 && read > 0 && read <= all && done > 0)
		left = (int64_t)((uint64_t)(took / 1000) * (all - read) / read / 1000);
	if (p->form == BATCH_JSON) {
		print_json(s, read, all, rate, left);
		return;
	}
	if (p->form == BATCH_BAR)
		fputs("\r\033[K", stderr);
	print_line(p, s, read, all, rate, left);
	p->shown = p->form == BATCH_BAR;
	if (!p->shown)
		fputc('\n', stderr);
	fflush(stderr);
}

void
progress_say(struct progress *p, const char *text)
{
	progress_end(p);
	fputs(text, stderr);
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}
