#include "framing.h"
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 4096, MOST = 40 };

struct text {				/* what is read */
	const char	*p;
	size_t		 left;
	int		 fails;		/* at its end */
};

struct example {
	const char	*text, *pointer;
	int		 lines;		/* the name says that each line is a record */
	const char	*told;		/* "N L:C TEXT|" of records, "what L:C|" of the rest */
};

static ptrdiff_t
read_text(void *user, char *out, size_t n)
{
	struct text *t = user;

	n = n < t->left ? n : t->left;
	memcpy(out, t->p, n);
	t->p += n;
	t->left -= n;
	return n == 0 && t->fails ? -1 : (ptrdiff_t)n;
}

/* All that is told of a text read in steps, up to the end. */
static void
trace(struct framing *f, struct text t, const char *pointer, int lines, size_t step, char *out)
{
	static const char *const names[] = {
		[FRAMING_LARGE] = "large", [FRAMING_COMMA] = "comma", [FRAMING_STRAY] = "stray",
		[FRAMING_ARRAY] = "array", [FRAMING_STOPPED] = "stopped", [FRAMING_CUT] = "cut",
		[FRAMING_NOTHING] = "nothing", [FRAMING_KIND] = "kind", [FRAMING_READ] = "read",
		[FRAMING_NO_MEMORY] = "memory",
	};
	enum framing_result result;

	*out = '\0';
	f->window.step = step;
	f->window.most = MOST;
	framing_start(f, read_text, &t, pointer, lines != 0);
	while ((result = framing_next(f)) != FRAMING_END && strlen(out) < ROOM - 300) {
		char *end = out + strlen(out);
		if (result == FRAMING_RECORD)
			sprintf(end, "%zu %ld:%ld %.*s%s|", f->index, f->line, f->column, (int)f->len, f->text,
			    f->whole ? " whole" : "");
		else
			sprintf(end, "%s %ld:%ld|", names[result], f->line, f->column);
	}
}

static const struct example examples[] = {
	/* arrays */
	{ "[]", "", 0, "" },
	{ "[{\"a\":1}]", "", 0, "1 1:2 {\"a\":1}|" },
	{ " [ {\"a\":\"}]\\\"\\\\\"} ,\n\t[1,{}] , \"x\\\\\" , -1.5e3,null\n]\n", "", 0,
	    "1 1:4 {\"a\":\"}]\\\"\\\\\"}|2 2:2 [1,{}]|3 2:11 \"x\\\\\"|4 2:19 -1.5e3|5 2:26 null|" },
	{ "[{\"đ\":\"ố\"},{}]", "", 0, "1 1:2 {\"đ\":\"ố\"}|2 1:12 {}|" },
	{ "\xEF\xBB\xBF[{}]", "", 0, "1 1:2 {}|" },
	{ "[{},{},]", "", 0, "1 1:2 {}|2 1:5 {}|comma 1:8|" },
	{ "[{},,{}]", "", 0, "1 1:2 {}|comma 1:5|2 1:6 {}|" },
	{ "[{} {}]", "", 0, "1 1:2 {}|array 1:5|" },
	{ "[{},", "", 0, "1 1:2 {}|cut 1:5|" },
	{ "[{},{\"a\":[1", "", 0, "1 1:2 {}|2 1:5 {\"a\":[1|" },
	{ "[{\"a\":\"b, \"c\":1},\n{}]", "", 0, "1 1:2 {\"a\":\"b, \"c\":1},|stopped 1:12|" },
	{ "[{\"a\":[1}},\n{}]", "", 0, "1 1:2 {\"a\":[1}},|stopped 1:9|" },
	{ "[{\"a\":\"b\nc\"},{}]", "", 0, "1 1:2 {\"a\":\"b\nc\"}|2 2:5 {}|" },
	{ "[\"0123456789012345678901234567890123456789\",{\"a\":\"0123456789012345678901234567890123456789\"},{}]", "",
	    0,
	    "large 1:2|large 1:45|3 1:94 {}|" },
	{ "[{}][{}]", "", 0, "1 1:2 {}|2 1:6 {}|" },
	{ "[{}]x\n{}", "", 0, "1 1:2 {}|stray 1:5|2 2:1 {}|" },
	/* values */
	{ "", "", 0, "" },
	{ " \r\n", "", 0, "" },
	{ "{}", "", 0, "1 1:1 {} whole|" },
	{ "{\n  \"a\": {\n  }\n}\n", "", 0, "1 1:1 {\n  \"a\": {\n  }\n} whole|" },
	{ "{\n}\n{\n}", "", 0, "1 1:1 {\n}|2 3:1 {\n}|" },
	{ "\x1E{}\n\x1E{}\n", "", 0, "1 1:2 {}|2 2:2 {}|" },
	{ "{\n} , {}\n{}", "", 0, "1 1:1 {\n}|stray 2:3|2 3:1 {}|" },
	{ "<a>\n{}", "", 0, "1 1:1 <a>|" },
	{ "{\n\"a\": b\"c\"\n}", "", 0, "1 1:1 {\n\"a\": b\"c\"|" },
	{ "{\"a\"", "", 0, "1 1:1 {\"a\"|" },
	{ "x", "", 0, "1 1:1 x whole|" },
	/* lines */
	{ "{\"a\":1}\n{\"a\":2}\r\n\n {\"a\":3}", "", 0, "1 1:1 {\"a\":1}|2 2:1 {\"a\":2}\r|3 4:2 {\"a\":3}|" },
	{ "{\"a\":[}\n{\"a\":2}\n{\"a\n{}\n", "", 0, "1 1:1 {\"a\":[}|2 2:1 {\"a\":2}|3 3:1 {\"a|4 4:1 {}|" },
	{ "nonsense\n{}", "", 1, "1 1:1 nonsense|2 2:1 {}|" },
	{ "{\"a\":\n{}}\n", "", 0, "1 1:1 {\"a\":\n{}} whole|" },
	{ "[{},\n{}]\n", "", 1, "1 1:2 {}|2 2:1 {}|" },
	{ "{\"a\":\"0123456789012345678901234567890123456789\"}\n{}\n", "", 1, "large 1:1|2 2:1 {}|" },
	/* a pointer */
	{ "{\"n\":[1,{\"x\":2}],\"data\":[{},{}],\"m\":3}", "/data", 0, "1 1:26 {}|2 1:29 {}|" },
	{ "{\"d\":{\"a/b\":[0,[{}]]}}", "/d/a~1b/1", 0, "1 1:17 {}|" },
	{ "{\"v\\u0103n\":[{}]}", "/văn", 0, "1 1:14 {}|" },
	{ "{\"d\":[{}]}\n{\"d\":[]}\n{\"d\":[{}]}", "/d", 0, "1 1:7 {}|2 3:7 {}|" },
	{ "{\"e\":[{}]}{\"d\":[{}]}", "/d", 0, "nothing 1:1|1 1:17 {}|" },
	{ "{\"d\":{\"x\":1}}", "/d", 0, "kind 1:1|" },
	{ "{\"d\":3}", "/d/x", 0, "nothing 1:1|" },
	{ "{\"d\":[{}]", "/d", 0, "1 1:7 {}|cut 1:10|" },
	{ "{\"e\":\"012345678901234567890123456789012345678901234567890\",\"d\":[{}]}", "/d", 0, "1 1:65 {}|" },
	{ "[{}]", "/d", 0, "nothing 1:1|" },
};

static void
test_examples(struct framing *f)
{
	char got[ROOM];

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct example *e = &examples[i];
		for (size_t step = 1; step <= 18; step++) {
			struct text t = { e->text, strlen(e->text), 0 };
			trace(f, t, e->pointer, e->lines, step < 18 ? step : 4000, got);
			if (strcmp(got, e->told) != 0)
				printf("# %s, step %zu: %s\n", e->text, step, got);
			CHECK(strcmp(got, e->told) == 0);
		}
	}
}

/* Every text cut off anywhere, whose end may be a failure: never more than was there, and an end. */
static void
test_cut(struct framing *f)
{
	char got[ROOM];

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		for (size_t n = 0; n < strlen(examples[i].text); n++) {
			char *part = malloc(n + 1);
			struct text t = { part, n, n % 2 == 1 };
			memcpy(part, examples[i].text, n);
			trace(f, t, examples[i].pointer, examples[i].lines, 3, got);
			CHECK(strlen(got) < ROOM - 300);
			if (n % 2 == 1 && strstr(examples[i].told, "stopped") == NULL && f->index != 1)
				CHECK(strstr(got, "read") != NULL);
			free(part);
		}
}

/* Deep nesting is only counted. */
static void
test_deep(struct framing *f)
{
	static char text[20000];
	struct text t = { text, sizeof text, 0 };
	size_t n = 0;

	memset(text, '[', 5001);
	memset(text + 5001, ']', 5000);
	memcpy(text + 10001, ",{}]", 4);
	t.left = 10005;
	f->window.step = 100;
	f->window.most = sizeof text;
	framing_start(f, read_text, &t, "", false);
	while (framing_next(f) == FRAMING_RECORD)
		n++;
	CHECK(n == 2 && f->len == 2);
}

int
main(void)
{
	struct framing f = { .text = NULL };

	test_examples(&f);
	test_cut(&f);
	test_deep(&f);
	window_free(&f.window);
	return test_end("framing");
}
