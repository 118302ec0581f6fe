"""What looks at the code sees what is wrong: each step of tests/check_code.py on a small folder with one fault."""

import os

from suite import Folder, run

HEADER = "/* What is looked at. */\n#ifndef A_H\n#define A_H\n#include <stddef.h>\n\nint\t one(const int *, size_t n);\n\n#endif\n"
SOURCE = '#include "a.h"\n\nint\none(const int *p, size_t n)\n{\n\treturn n > 0 ? p[n - 1] : 0;\n}\n'
BODY = "\treturn n > 0 ? p[n - 1] : 0;\n"

# step, file, what is replaced there, by what, what is said
FAULTS = (
    ("formatting", "a.c", "n > 0", "n>0", "src/a.c:6: no blank before >"),
    ("formatting", "a.c", "\treturn", "    return", "src/a.c:6: the statement begins after 1 tabs"),
    ("formatting", "a.c", "\n{\n", " {\n", "src/a.c:4: the { of a function stands in column 0"),
    ("formatting", "a.c", "int\none", "int one", "src/a.c:3: one of a definition stands in column 0"),
    ("formatting", "a.c", BODY, "\tif (n > 0) { return 1; }\n" + BODY, "src/a.c:6: something stands behind {"),
    ("formatting", "a.c", BODY, "\tn++; n--;\n" + BODY, "src/a.c:6: more than one statement on a line"),
    ("formatting", "a.c", BODY, "\tint i = 0;\n\tn += (size_t)i;\n" + BODY, "src/a.c:6: no empty line behind the declarations"),
    ("formatting", "a.c", "const int *p", "const int* p", "src/a.c:4: no blank before *"),
    ("formatting", "a.c", BODY, BODY.replace("\n", " \n"), "src/a.c:6: blanks at the end of the line"),
    ("formatting", "a.c", BODY, "\treturn 1" + " + 1" * 40 + ";\n", "src/a.c:6: 177 columns, at most 120"),
    ("formatting", "a.c", '"a.h"\n', '"a.h"\n\n#include <string.h>\n#include <math.h>\n', "math.h comes before string.h"),
    ("formatting", "a.h", "#ifndef A_H", "#ifndef B_H", "src/a.h:1: the file is not guarded by A_H"),
    ("includes", "a.c", '"a.h"\n', '"a.h"\n#include "b.h"\n', "src/a.c:2: a may not include b"),
    ("includes", "a.c", '"a.h"\n', '"a.h"\n#include <png.h>\n', "src/a.c:2: no module may include <png.h>"),
    ("sizes", "a.c", BODY, "\tn++;\n" * 78 + BODY, "src/a.c:5: function of 81 lines"),
    ("headers", "a.h", "#include <stddef.h>\n", "", "src/a.h:5:"),
    ("gcc", "a.c", BODY, "\tint m;\n\n\tm = 1;\n" + BODY, "src/a.c:6:"),
    ("clang", "a.c", BODY, "\tint m;\n\n\tm = 1;\n" + BODY, "src/a.c:6:"),
    ("cppcheck", "a.c", BODY, "\tconst int *q = NULL;\n\n\treturn n > 0 ? p[n - 1] : *q;\n", "src/a.c:8: Null pointer dereference"),
    ("analyzer", "a.c", BODY, "\tconst int *q = n > 1 ? p : NULL;\n\n\treturn n > 0 ? q[0] : 0;\n", "src/a.c:8:"),
    ("clang-tidy", "a.c", BODY, BODY.replace("0;", "(n > 1 ? 1 : 1);"), "src/a.c:6:"),
)
CALM = ("formatting", "includes", "sizes", "headers", "gcc", "clang", "cppcheck", "clang-tidy", "analyzer")


def write(d, **changed):
    for name in ("src", "include"):
        os.makedirs(d / name, exist_ok=True)
    d.write("include/thethuc.h", "/* Nothing. */\n#ifndef THETHUC_H\n#define THETHUC_H\nint\t tt(void);\n#endif\n")
    d.write("src/MODULES", "thethuc:\nnone:\nb:\na:\n")
    d.write("src/none.def", "/* Nothing. */\n")
    d.write("src/b.h", HEADER.replace("A_H", "B_H").replace("one(", "two("))
    d.write("src/a.h", HEADER)
    d.write("src/a.c", SOURCE)
    for name, text in changed.items():
        d.write("src/" + name.replace("_", "."), text)


def check(folder, *steps):
    return run("tests/check_code.py", "--in", folder, *steps)


def test(t):
    with Folder() as d:
        write(d)
        done = check(d.path)
        t.check("check-code finds nothing in what is right", done.returncode == 0
                and f"check-code: {len(CALM)} passed, 0 failed" in done.stdout, done.stdout + done.stderr)
        for step, name, was, becomes, says in FAULTS:
            text = HEADER if name.endswith(".h") else SOURCE
            assert was in text
            write(d, **{name.replace(".", "_"): text.replace(was, becomes, 1)})
            done = check(d.path, step)
            t.check(f"{step} sees {says.partition(': ')[2] or 'a fault'}", done.returncode == 1 and says in done.stdout
                    and f"check-code: 0 passed, 1 failed: {step}" in done.stdout, done.stdout + done.stderr)
