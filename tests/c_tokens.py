"""The words of a C file with their places, for tests that read code."""

import re

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)
    |(?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
    |(?P<char>[uUL]?'(?:\\.|[^'\\\n])*')
    |(?P<number>\.?\d(?:[eEpP][-+]|[\w.])*)
    |(?P<word>[A-Za-z_]\w*)
    |(?P<op>\.\.\.|<<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\#\#|[-+*/%&|^~!<>=?:;,.(){}\[\]\#])
    |(?P<other>\S)""", re.S | re.X)


class Token:
    """`before` is the white space in front of it on its line; `first` tells that nothing else is there."""

    __slots__ = ("kind", "text", "line", "before", "first", "last_line")

    def __init__(self, kind, text, line, before, first):
        self.kind, self.text, self.line, self.before, self.first = kind, text, line, before, first
        self.last_line = line + text.count("\n")

    def __repr__(self):
        return f"{self.line}:{self.text}"


def split(text, line=1):
    """The tokens of a text that begins on that line; a backslash at the end of a line is a blank."""
    found, place = [], 0
    for m in TOKEN.finditer(text):
        if m[0] == "\\":
            continue
        gap = text[place:m.start()]
        line += gap.count("\n")
        start = text.rfind("\n", 0, m.start()) + 1
        between = text[max(start, place):m.start()]
        found.append(Token(m.lastgroup, m[0], line, between, not text[start:m.start()].strip()))
        line += m[0].count("\n")
        place = m.end()
    return found


def parts(text):
    """A file's code and its directives: (tokens of what the compiler sees, [tokens of each directive], comments)."""
    code, directives, kept = [], [], []
    lines = text.split("\n")
    quiet = re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S).split("\n")
    n = 0
    while n < len(lines):
        first = n
        if re.match(r"[ \t]*#", quiet[n]):
            while n + 1 < len(lines) and quiet[n].rstrip().endswith("\\"):
                n += 1
            directives.append(split("\n".join(lines[first:n + 1]), first + 1))
            kept += [""] * (n + 1 - first)
        else:
            kept.append(lines[n])
        n += 1
    comments = [t for t in split("\n".join(kept)) if t.kind == "comment"]
    code = [t for t in split("\n".join(kept)) if t.kind != "comment"]
    return code, directives, comments
