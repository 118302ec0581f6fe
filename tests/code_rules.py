"""The code itself: floor plan, sizes, warnings of two compilers, headers, words that belong elsewhere."""

import os
import re

import code_faults
from suite import OUT, ROOT, Folder, read, run

# Any Vietnamese word has one of these sooner or later; đ alone is a letter of numbering.
VIETNAMESE = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĨĩŨũƠơƯưẠ-ỹ]")
# A number with a unit beside it in code says that a size or margin was written down there.
SIZE = re.compile(r"\b(?:PT|MM)\s*\(\s*\d*[1-9]\d*(?:\.\d+)?\s*\)")
LOCALE = re.compile(r"\b(?:strtod|strtof|atof|isalpha|isdigit|isspace|isupper|islower|isalnum|toupper|tolower"
                    r"|setlocale|localtime|gmtime|time|rand|getenv)\s*\(")
FLOATING = re.compile(r'"[^"\n]*(?<!%)(?:%%)*%[-+ #0]*[\d*]*(?:\.[\d*]+)?l?[fFgGeEaA][^"\n]*"')
PUBLIC = re.compile(r"^(?!typedef).*?\b(tt_[a-z_]+)\s*\(", re.M)
# The program, unlike the library, may look at its surroundings; the library at where its data are, unless told.
FRONT = ("main.c", "tt_context.c", "start.c", "options.c", "report.c", "input.c", "output.c", "shard.c", "pin.c", "arguments.c", "sign_options.c", "print_main.c")


def sources(*suffixes):
    folder = os.path.join(ROOT, "src")
    for name in sorted(os.listdir(folder)):
        if name.endswith(suffixes):
            yield "src/" + name, read(os.path.join(folder, name)).decode()


def without_comments(text):
    """The code with its comments blanked, lines kept."""
    def blank(m):
        return m[0] if m[0].startswith('"') else re.sub(r"[^\n]", " ", m[0])
    return re.sub(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', blank, text, flags=re.S)


def find(pattern, keep_comments=False):
    found = []
    for path, text in sources(".c", ".h"):
        if not keep_comments:
            text = without_comments(text)
        for n, line in enumerate(text.split("\n"), 1):
            if pattern.search(line):
                found.append(f"{path}:{n}: {line.strip()[:80]}")
    return found


def test_scripts(t):
    t.command("modules", "tests/modules.sh")
    t.command("sizes", "tests/size.sh")
    t.command("check-code, what is quick of it", "tests/check_code.py", "formatting", "cppcheck", "clang-tidy", timeout=900)
    with Folder() as d:  # both must see what is wrong
        os.mkdir(d / "src")
        os.mkdir(d / "include")
        d.write("include/thethuc.h", "")
        d.write("src/none.def", "")
        d.write("src/MODULES", "thethuc:\nnone:\na:\nb: a\n")
        d.write("src/a.c", '#include "b.h"\n#include <hpdf.h>\n')
        d.write("src/b.h", '#include "a.h"\n' + "\n" * 501)
        d.write("src/a.h", "int\nf(void)\n{\n" + "\tf();\n" * 80 + "}\n")
        seen = run("tests/modules.sh", d / "src").stdout
        t.check("modules sees faults", "a may not include b" in seen and "hpdf.h" in seen, seen)
        seen = run("tests/size.sh", d / "src").stdout
        t.check("sizes sees faults", "function of 82 lines" in seen and "b.h:501: 502 lines" in seen, seen)


INPUT = {"json", "clean", "bind", "plan", "profile", "block", "compose", "body", "form"}
OUTPUT = {"page", "deflate", "packing", "haru", "pdf_file", "pdf_font", "pdf_text", "pdf_outline", "pdf"}


def test_walls(t):
    """Input cannot see output and output cannot see input, over any number of steps."""
    floors = {}
    for line in read(os.path.join(ROOT, "src/MODULES")).decode().split("\n"):
        name, colon, rest = line.split("#")[0].partition(":")
        if colon:
            direct = [m for m in rest.split() if not m.startswith("<")]
            floors[name.strip()] = set(direct).union(*(floors.get(m, set()) for m in direct))
    t.check("the walls are there", INPUT | OUTPUT <= set(floors), str((INPUT | OUTPUT) - set(floors)))
    for one, other in ((INPUT, OUTPUT), (OUTPUT, INPUT - {"clean"})):
        t.empty(f"{'input' if one is INPUT else 'output'} does not see across the wall",
                [f"{m} sees {sorted(floors[m] & other)}" for m in sorted(one) if floors.get(m, set()) & other])


def test_compilers(t):
    jobs = f"-j{os.cpu_count()}"
    t.command("gcc without warnings", "make", "-s", jobs, f"O={OUT}/gcc", "OPT=-O2 -Werror", "objects", timeout=900)
    t.command("clang without warnings", "make", "-s", jobs, f"O={OUT}/clang", "CC=clang", "OPT=-O1 -Werror", "objects",
              timeout=900)
    t.command("headers compile alone", "make", "-s", f"O={OUT}", "headers")
    with Folder() as d:
        program = d.write("program.cc", '#include "thethuc.h"\nint main() { return tt_version() == 0; }\n')
        t.command("public header compiles as C++", "clang", "-x", "c++", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
                  "-Iinclude", "-fsyntax-only", program)


def test_words(t):
    t.empty("no Vietnamese in the code", find(VIETNAMESE))
    t.empty("no sizes in the code", find(SIZE))
    t.empty("nothing in the library follows locale, clock or chance",
            [f for f in find(LOCALE) if not f.startswith(tuple("src/" + n for n in FRONT))])
    t.empty("no floating point printed", find(FLOATING))
    names = re.compile(r"\b(?!hb_|g_|sa_)[a-z_]*(?:util|manager|process|handle)[a-z]*\b")
    t.empty("no empty names", [f for f in find(names) if not re.search(r"#\s*include|\"", f)])
    t.empty("no notes to ourselves", find(re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b"), keep_comments=True))


def test_paths(t):
    """Nothing in the repository knows the machine it was written on."""
    machine = re.compile(rb"(?<![\w.$}])/(?:work|root|home|Users)/")
    found = []
    for folder, names, files in os.walk(ROOT):
        if folder == ROOT:  # what lies here beside them is the user's
            names[:] = (".ci", "debian", "examples", "include", "layouts", "src", "tests")
            files = [f for f in files if f in ("Makefile", "NEWS", "README.md", "README.vi.md", "HACKING.md")]
        found += [os.path.relpath(os.path.join(folder, f), ROOT) for f in files if machine.search(read(os.path.join(folder, f)))]
    t.empty("no paths of this machine", [f for f in found if f != "tests/code_rules.py"])


def test_exports(t):
    header = without_comments(read(os.path.join(ROOT, "include/thethuc.h")).decode())
    wanted = sorted(set(PUBLIC.findall(header)))
    symbols = run("nm", "-g", "--defined-only", os.path.join(t.out, "libthethuc.a")).stdout
    found = sorted(line.split()[2] for line in symbols.split("\n") if len(line.split()) == 3)
    t.equal("library exports what its header says", found, wanted)


def test(t):
    test_scripts(t)
    code_faults.test(t)
    test_walls(t)
    test_compilers(t)
    test_words(t)
    test_paths(t)
    test_exports(t)
