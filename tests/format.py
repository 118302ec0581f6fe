#!/usr/bin/python3 -B
"""How C files are written: indentation, blanks, braces, width, includes. Prints FILE:LINE: what is wrong.

tests/format.py [FILE ...]; without a name, all C files of the repository."""

import glob
import os
import re
import sys

import format_lines
from c_tokens import parts
from format_lines import TYPES

WIDTH = 120
KEYWORDS = {"if", "for", "while", "switch", "return", "do", "else", "case", "goto"}
BINARY = {"<<=", ">>=", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "-=", "+=", "*=", "/=", "%=", "&=", "|=", "^=",
          "/", "%", "|", "^", "<", ">", "=", "?"}
TYPE_NAME = re.compile(r"\w+_t$|len$|FT_|hb_|HPDF_|X509|EVP_")
EITHER = {"+", "-", "*", "&"}  # of one operand or of two


class File:
    """One file that is looked at; `faults` are (line, what)."""

    def __init__(self, path, text):
        self.path, self.text = path, text
        self.lines = text.split("\n")
        self.code, self.directives, self.comments = parts(text)
        self.faults = []

    def fault(self, line, what):
        self.faults.append((line, what))


def columns(line):
    """The width of a line, tabs every eight columns."""
    n = 0
    for c in line:
        n += 8 - n % 8 if c == "\t" else 1
    return n


def check_lines(f):
    if not f.text.endswith("\n") or f.text.endswith("\n\n"):
        f.fault(len(f.lines), "the file does not end with one end of line")
    for n, line in enumerate(f.lines[:-1], 1):
        if line != line.rstrip():
            f.fault(n, "blanks at the end of the line")
        if "\r" in line:
            f.fault(n, "carriage return")
        if re.match(r"\t* +\t", line):
            f.fault(n, "blanks before a tab")
        if columns(line) > WIDTH:
            f.fault(n, f"{columns(line)} columns, at most {WIDTH}")
        if not line and (n == 1 or not f.lines[n - 2]):
            f.fault(n, "empty line too many")
        if not line and n < len(f.lines) and re.match(r"\t*\}", f.lines[n]):
            f.fault(n, "empty line before }")
        if not line and n > 1 and f.lines[n - 2] == "{":
            f.fault(n, "empty line after {")


def check_comments(f):
    for c in f.comments:
        if c.text.startswith("//"):
            f.fault(c.line, "// comment")
            continue
        inner = c.text.split("\n")
        if len(inner) == 1:
            if not re.match(r"/\* \S.* \*/$|/\*\*/$", inner[0]):
                f.fault(c.line, "a comment has a blank at both ends")
        elif not c.first:  # behind code: the lines stand under each other
            for n, line in enumerate(inner[1:], c.line + 1):
                if not re.match(r"\t+ \* \S", line):
                    f.fault(n, "a line of a comment begins with ` * `")
        else:
            lead = c.before + " *"
            for n, line in enumerate(inner[1:], c.line + 1):
                if not (line == lead or line.startswith((lead + " ", lead + "/"))):
                    f.fault(n, "a line of a comment begins with ` * `")
            if inner[0] != "/*" or inner[-1] != lead + "/":
                f.fault(c.line, "a comment of several lines begins with /* and ends with */ on lines of their own")


def check_includes(f):
    """The header of what the file defines comes first, then ours, then the system's after an empty line, by name."""
    groups, last = [], (None, None, 0)
    for d in f.directives:
        m = re.match(r'[ \t]*#[ \t]*include ([<"])([^">]+)[">]$', f.lines[d[0].line - 1])
        if not m or m[2] == "ft2build.h" or m[2].endswith(".def"):
            continue
        kind, name, line = m[1], m[2], d[0].line
        if not groups and f.path.endswith(".c") and kind == '"':
            groups.append([])
            own = os.path.splitext(f.path)[0] + ".h"
            if name != os.path.basename(own) and os.path.exists(own):
                f.fault(line, f"{os.path.basename(own)} comes first")
        elif kind == last[0] and line == last[2] + 1:
            groups[-1].append((name, line))
        else:
            groups.append([(name, line)])
            if f.path.endswith(".c") and last[2] == line - 1:
                f.fault(line, "no empty line between our headers and those of the system")
        last = (kind, name, line)
    for group in groups:
        for (name, line), want in zip(group, sorted(n for n, _ in group)):
            if name != want:
                f.fault(line, f"includes are not in order: {want} comes before {name}")
                break


def check_guard(f):
    if not f.path.endswith(".h"):
        return
    want = re.sub(r"\W", "_", os.path.basename(f.path)).upper()
    words = [[t.text for t in d] for d in f.directives]
    if words[:2] != [["#", "ifndef", want], ["#", "define", want]] or words[-1:] != [["#", "endif"]]:
        f.fault(1, f"the file is not guarded by {want}")


def opening(tokens, close):
    """Where the parenthesis that is closed there was opened; -1: not among these."""
    depth = 0
    for i in range(close, -1, -1):
        depth += tokens[i].text == ")"
        depth -= tokens[i].text == "("
        if depth == 0:
            return i
    return -1


def is_type_paren(tokens, close):
    """Whether the parenthesis closed there holds a type: of a cast, a compound literal or sizeof."""
    i = opening(tokens, close)
    inside, before = tokens[i + 1:close], tokens[i - 1] if i > 0 else None
    if before is not None and (before.kind == "word" and before.text not in KEYWORDS or before.text == "]"):
        return False
    if before is not None and before.text == ")" and not is_type_paren(tokens, i - 1):
        return False
    if not inside or any(t.kind in ("number", "string", "char") for t in inside):
        return False
    if inside[0].text in TYPES or TYPE_NAME.match(inside[0].text):
        return True
    return inside[-1].text == "*" and inside[0].kind == "word"


def is_binary(tokens, i):
    """Whether the + - * & there stands between two operands (a star of a declaration does not)."""
    if i == 0:
        return False
    p = tokens[i - 1]
    if p.text == ")":
        at = opening(tokens, i - 1)
        return not is_type_paren(tokens, i - 1) and (at <= 0 or tokens[at - 1].text not in format_lines.LOOPS)
    if p.text in ("++", "--") and i > 1:
        return p.before == "" and (tokens[i - 2].kind == "word" or tokens[i - 2].text == "]"
                                  or tokens[i - 2].text == ")" and not is_type_paren(tokens, i - 2))
    return p.kind in ("number", "char", "string") or p.text == "]" or p.kind == "word" and p.text not in KEYWORDS | {"sizeof"}


def is_declared(tokens, i):
    """Whether the star there is of a declaration: `type *name`, `type **`, `(type *)`."""
    n = tokens[i + 1] if i + 1 < len(tokens) else None
    k = i
    while k > 0 and tokens[k - 1].text in ("*", "const"):
        k -= 1
    p = tokens[k - 1] if k > 0 else None
    if p is not None and p.text == ")":
        at = opening(tokens, k - 1)
        p = tokens[at - 1] if at > 0 and re.match("[A-Z_]+$|__typeof__$", tokens[at - 1].text) else None  # STACK_OF(type) *
    return p is not None and p.kind == "word" and p.text not in KEYWORDS and (
        n is None or n.text in ("*", ")", ",", "const", "[") or n.kind == "word" and not n.first and n.before == "" or n.text == "(" and tokens[i + 2].text == "*")


def check_pair(f, p, t, tokens, i):
    """Two words beside each other on a line."""
    blank = t.before != ""
    if t.text in (",", ";") and blank and p.text not in (";", "("):
        f.fault(t.line, f"blank before {t.text}")
    if p.text in (",", ";") and not blank and t.text not in (")", ";"):
        f.fault(t.line, f"no blank after {p.text}")
    if p.text in ("(", "[") and blank and t.text != ";":
        f.fault(t.line, f"blank after {p.text}")
    if t.text in (")", "]") and blank and p.text not in (";", ","):
        f.fault(t.line, f"blank before {t.text}")
    if p.text in KEYWORDS and not blank and t.text not in (";", ":", ")"):
        f.fault(t.line, f"no blank after {p.text}")
    if t.text == "(" and blank and p.kind == "word" and p.text not in KEYWORDS | TYPES and not is_type_star(tokens, i):
        f.fault(t.line, f"blank between {p.text} and (")
    if t.text == "[" and blank and (p.kind == "word" and p.text != "const" or p.text == "]"):
        f.fault(t.line, "blank before [")
    if t.text in ("->", ".") and blank and p.text not in ("{", ",", "=", "("):
        f.fault(t.line, f"blank before {t.text}")
    if p.text in ("->", "!", "~", "++", "--") and blank and not (p.text in ("++", "--") and is_binary(tokens, i - 1)):
        f.fault(t.line, f"blank after {p.text}")
    if t.text in BINARY and not blank:
        f.fault(t.line, f"no blank before {t.text}")
    if p.text in BINARY and not blank:
        f.fault(t.line, f"no blank after {p.text}")
    if t.text == "{" and not blank and p.text not in ("(", ")", "{"):
        f.fault(t.line, "no blank before {")
    if p.text == "{" and not blank and t.text != "}":
        f.fault(t.line, "no blank after {")
    if t.text == "}" and not blank and p.text != "{":
        f.fault(t.line, "no blank before }")
    if p.text == "}" and not blank and t.text not in (",", ";", ")", ".", "["):
        f.fault(t.line, "no blank after }")
    if blank and p.text == ")" and is_type_paren(tokens, i - 1) and t.kind in ("word", "number") and t.text not in KEYWORDS:
        f.fault(t.line, "blank after a cast")


def is_type_star(tokens, i):
    """Whether the parenthesis opened there begins a declarator: `type (*name)`."""
    return i + 1 < len(tokens) and tokens[i + 1].text == "*"


def check_either(f, p, t, n, tokens, i):
    """A + - * & with its neighbours on the line."""
    if t.text == "*" and is_declared(tokens, i):
        if p is not None and p.kind == "word" and t.before == "":
            f.fault(t.line, "no blank before the * of a declaration")
        if n is not None and n.before != "" and n.kind == "word" and n.text != "const":
            f.fault(t.line, "blank after the * of a declaration")
    elif is_binary(tokens, i):
        if p is not None and t.before == "":
            f.fault(t.line, f"no blank before {t.text}")
        if n is not None and n.before == "":
            f.fault(t.line, f"no blank after {t.text}")
    elif n is not None and n.before != "":
        f.fault(t.line, f"blank after the {t.text} of one operand")


def check_blanks(f, tokens):
    for i, t in enumerate(tokens):
        p = tokens[i - 1] if i > 0 and tokens[i - 1].last_line == t.line else None
        n = tokens[i + 1] if i + 1 < len(tokens) and tokens[i + 1].line == t.last_line else None
        if p is not None:
            check_pair(f, p, t, tokens, i)
        if t.text in EITHER:
            check_either(f, p, t, n, tokens, i)


def check(path, text):
    f = File(path, text)
    check_lines(f)
    check_comments(f)
    check_includes(f)
    check_guard(f)
    check_blanks(f, f.code)
    format_lines.check(f.code, f.lines, f.fault)
    for d in f.directives:
        words = [t for t in d if t.kind != "comment"]
        if [t.text for t in words[1:2]] == ["define"]:
            skip = 3
            if len(words) > 3 and words[3].text == "(" and words[3].before == "":
                skip = 1 + next(i for i, t in enumerate(words) if t.text == ")")
            check_blanks(f, words[skip:])
    return sorted(set(f.faults))


def files():
    """All C files of the repository."""
    return sorted(name for folder in ("include", "src", "tests/*", "tests/fuzz/driver")
                  for name in glob.glob(folder + "/*.[ch]"))


def main(paths):
    bad = False
    for path in paths or files():
        with open(path, encoding="utf-8", newline="") as file:
            for line, what in check(path, file.read()):
                print(f"{path}:{line}: {what}")
                bad = True
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
