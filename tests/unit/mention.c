/* How running text mentions appendices. */
#include "mention.h"
#include "arena.h"
#include "diag.h"
#include "plan.h"
#include "profile.h"
#include "test.h"

#include <stdio.h>
#include <string.h>

#define LIST(...)	(const char *[]){ __VA_ARGS__, NULL }

static const struct source source = { .name = "test", .text = "x", .len = 1 };
static const struct where root = { .source = &source };

/* What a text of one run mentions of `count` appendices, as "13", and "!4" for one that is not there. */
static const char *
mentions(struct arena *mem, size_t count, const char *words)
{
	const struct appendix_rules rules = {
		.mention = "phụ lục", .number_word = "số", .joined = LIST(",", "và", "hoặc"),
		.through = LIST("-", "–", "đến"),
		.linked = LIST(",", "(", "ban hành", "kèm theo", "của", "tại"),
		.others = LIST("nghị định", "thông tư", "kế hoạch"),
		.this = "này"
	};
	struct plan plan = { .appendices = { NULL, count } };
	struct run run = { .text = words, .at = &root };
	struct text text = { &run, 1, &root };
	struct diag *d = diag_new(mem, TT_ENGLISH);
	bool found[8] = { false };
	char out[64] = "";

	mention_find(mem, d, &plan, &rules, &text, found);
	for (size_t i = 0; i < count; i++)
		if (found[i])
			sprintf(out + strlen(out), "%zu", i + 1);
	for (size_t i = 0; i < diag_count(d); i++)
		strcat(out, strcmp(diag_message(d, i)->id, "ref-text") == 0 ? "!" : "?");
	return arena_copy(mem, out, strlen(out));
}

static void
test_mentions(void)
{
	static const struct { size_t count; const char *words, *want; } cases[] = {
		{ 3, "theo Phụ lục II.", "2" },
		{ 3, "theo phụ lục II và phụ lục III kèm theo", "23" },
		{ 3, "các Phụ lục I, III", "13" },
		{ 3, "Phụ lục I đến III", "123" },
		{ 3, "Phụ lục I - III", "123" },
		{ 3, "Phụ lục I, II và III của Kế hoạch này", "123" },
		{ 3, "Phụ lục số 2", "2" },
		{ 3, "Phụ lục 02", "2" },
		{ 3, "Phụ\u00A0lục\u00A0II", "2" },
		{ 3, "PHỤ LỤC II", "2" },
		{ 3, "(Phụ lục kèm theo)", "123" },
		{ 3, "các biểu, phụ lục v.v. của đơn vị", "123" },
		{ 1, "Phụ lục kèm theo Kế hoạch này", "1" },
		{ 1, "Phụ lục I", "1" },
		{ 1, "Phụ lục II", "!" },
		{ 3, "Phụ lục IV", "!" },
		{ 3, "Phụ lục II, IV", "2!" },
		{ 3, "Phụ lục IV ban hành kèm theo Nghị định số 30/2020/NĐ-CP", "" },
		{ 3, "Phụ lục II của Thông tư số 01/2024/TT-BNV", "" },
		{ 3, "Phụ lục kèm theo Thông tư số 01/2024/TT-BNV", "" },
		{ 3, "tại Phụ lục IV (Nghị định số 30/2020/NĐ-CP)", "" },
		{ 3, "Phụ lục II, V/v hướng dẫn", "2" },
		{ 3, "Phụ lục II, mục V", "2" },
		{ 3, "không nhắc gì", "" },
		{ 3, "", "" },
	};
	struct arena mem = { 0 };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_TEXT(mentions(&mem, cases[i].count, cases[i].words), cases[i].want);
	arena_free(&mem);
}

int
main(void)
{
	test_mentions();
	return test_end("mention");
}
