"""Statements and lines of a C file: how far in each line begins, one statement a line, where braces stand."""

import re

LOOPS = {"if", "for", "while", "switch"}
TYPES = {"void", "char", "short", "int", "long", "float", "double", "signed", "unsigned", "bool", "struct", "union",
         "enum", "const", "volatile", "static", "extern", "register", "typedef", "_Noreturn", "inline"}
WORDS = LOOPS | {"return", "break", "continue", "goto", "do", "else", "case", "default"}


def is_declaration(tokens, i):
    """Whether the statement that begins there declares something: `type name`, `type *name`."""
    if tokens[i].kind != "word" or tokens[i].text in WORDS:
        return False
    if tokens[i].text in TYPES:
        return True
    i += 4 if tokens[i].text.isupper() and tokens[i + 1].text == "(" else 1  # STACK_OF(type)
    while tokens[i].text in ("*", "const"):
        i += 1
    return tokens[i].kind == "word" and tokens[i + 1].text in ("=", ";", ",", "[")


def end_of(tokens, i):
    """The semicolon that ends the statement."""
    depth = 0
    while tokens[i].text != ";" or depth > 0:
        depth += tokens[i].text in ("(", "[", "{")
        depth -= tokens[i].text in (")", "]", "}")
        i += 1
    return i


class Walker:
    """Goes through the code of a file statement by statement; `fault(line, what)` is told what is wrong."""

    def __init__(self, tokens, lines, fault):
        self.tokens, self.lines, self.fault = tokens, lines, fault
        self.at = 0

    def text(self, ahead=0):
        i = self.at + ahead
        return self.tokens[i].text if i < len(self.tokens) else ""

    def indent(self, t):
        return re.match(r"[\t ]*", self.lines[t.line - 1])[0]

    def expect(self, t, tabs, what="the line", more=""):
        """A word that begins its line stands so far in."""
        want = "\t" * tabs + more
        if t.first and self.indent(t) != want:
            blanks = f" and {len(more)} blanks" if more else ""
            self.fault(t.line, f"{what} begins after {tabs} tabs{blanks}")

    def begins(self, tabs):
        """A statement begins on a line of its own."""
        t = self.tokens[self.at]
        if not t.first:
            self.fault(t.line, "more than one statement on a line")
        self.expect(t, tabs, "the statement")

    def to_close(self, tabs):
        """From a bracket to behind its partner; the lines between begin four blanks further in, or tabs in braces."""
        opened = [None]
        first = self.at
        self.at += 1
        while opened and self.at < len(self.tokens):
            t = self.tokens[self.at]
            if t.text in ("(", "["):
                opened.append(None)
            elif t.text in (")", "]"):
                opened.pop()
            elif t.text == "{":
                self.braces(tabs)
                continue
            elif t.first:
                self.expect(t, tabs, "a line that goes on", "    ")
            self.at += 1
        return first

    def braces(self, tabs):
        """From the { of a list to behind its }."""
        opening = self.tokens[self.at]
        own = self.indent(opening)
        self.at += 1
        inner = own.count("\t") + 1
        while self.at < len(self.tokens):
            t = self.tokens[self.at]
            if t.text == "}":
                if t.first and self.indent(t) != own:
                    self.fault(t.line, "} stands under the line of its {")
                self.at += 1
                return
            if t.first and self.indent(t) not in ("\t" * inner, "\t" * inner + "    ", own + "    ", "\t" * (inner - 1) + "    "):
                self.fault(t.line, "an element begins one tab or four blanks further in than its {")
            if t.text == "{":
                self.braces(inner)
            else:
                self.at += 1

    def simple(self, tabs):
        """A declaration or expression to behind its semicolon."""
        depth = 0
        self.begins(tabs)
        start = self.at
        while self.at < len(self.tokens):
            t = self.tokens[self.at]
            if self.at > start and t.first and t.text not in ("{", "}"):
                self.expect(t, tabs, "a line that goes on", "    ")
            if t.text == "{":
                self.braces(tabs)
                continue
            depth += t.text in ("(", "[")
            depth -= t.text in (")", "]")
            self.at += 1
            if t.text == ";" and depth == 0:
                return

    def body(self, tabs, head):
        """What an if, else or loop governs; says whether it had braces."""
        if self.text() == "{":
            t = self.tokens[self.at]
            if t.first or t.before != " ":
                self.fault(t.line, f"{{ stands on the line of its {head}")
            self.block(tabs)
            return True
        if self.text() == ";":
            t = self.tokens[self.at]
            self.at += 1
            if t.first:
                self.expect(t, tabs + 1, "an empty body")
            return False
        self.statement(tabs + 1)
        return False

    def block(self, tabs):
        """From { to behind }."""
        opening = self.tokens[self.at]
        self.at += 1
        if self.at < len(self.tokens) and self.tokens[self.at].line == opening.line:
            self.fault(opening.line, "something stands behind {")
        while self.at < len(self.tokens) and self.text() != "}":
            self.statement(tabs + 1)
        if self.at < len(self.tokens):
            t = self.tokens[self.at]
            if not t.first:
                self.fault(t.line, "something stands before }")
            self.expect(t, tabs, "}")
            self.at += 1

    def group(self, tabs):
        """The parenthesis behind a keyword."""
        depth = 0
        while self.at < len(self.tokens):
            t = self.tokens[self.at]
            if t.first:
                self.expect(t, tabs, "a line that goes on", "    ")
            if t.text == "{":
                self.braces(tabs)
                continue
            depth += t.text == "("
            depth -= t.text == ")"
            self.at += 1
            if depth == 0:
                return

    def otherwise(self, tabs, braced):
        """The else of an if."""
        t = self.tokens[self.at]
        if braced == t.first:
            self.fault(t.line, "else stands behind }, or else on a line of its own")
        self.expect(t, tabs, "else")
        self.at += 1
        if self.text() == "if" and self.tokens[self.at].line == t.line:
            self.governed(tabs)
        else:
            self.body(tabs, "else")

    def governed(self, tabs):
        """An if or loop, from its keyword on."""
        word = self.text()
        self.at += 1
        self.group(tabs)
        if word == "switch":
            self.block(tabs)
            return
        braced = self.body(tabs, word)
        if word == "if" and self.text() == "else":
            self.otherwise(tabs, braced)

    def case(self, tabs):
        """Labels of a switch; what is short may stand beside them, with its break."""
        line = self.tokens[self.at].line
        self.begins(tabs - 1)
        while self.text() in ("case", "default"):
            while self.at < len(self.tokens) and self.text() != ":":
                self.at += 1
            self.at += 1
            if self.tokens[self.at].line != line:
                return
        while self.at < len(self.tokens) and self.tokens[self.at].line == line:
            self.at += 1

    def statement(self, tabs):
        word = self.text()
        if word in ("case", "default"):
            self.case(tabs)
        elif word in LOOPS:
            self.begins(tabs)
            self.governed(tabs)
        elif word == "do":
            self.begins(tabs)
            self.at += 1
            if self.body(tabs, "do") and self.tokens[self.at].first:
                self.fault(self.tokens[self.at].line, "while stands behind the } of its do")
            self.at += 1
            self.group(tabs)
            self.at += 1
        elif word == "{":
            self.begins(tabs)
            self.block(tabs)
        elif self.text(1) == ":" and self.tokens[self.at].kind == "word":
            self.begins(0)
            self.at += 2
        else:
            self.simple(tabs)

    def function(self, start):
        """The body of a function, whose head begins at a word of the file's top level."""
        opening = self.tokens[self.at]
        if not (opening.first and opening.before == ""):
            self.fault(opening.line, "the { of a function stands in column 0")
        depth, i = 0, self.at - 1
        while i > start:
            depth += self.tokens[i].text == ")"
            depth -= self.tokens[i].text == "("
            if depth == 0:
                break
            i -= 1
        name = self.tokens[i - 1]
        if not (name.first and name.before == ""):
            self.fault(name.line, f"{name.text} of a definition stands in column 0, its type on the line before")
        body = self.at + 1
        self.block(0)
        self.declarations(body)

    def declarations(self, body):
        """An empty line follows the declarations a function begins with."""
        last = None
        while body < self.at and is_declaration(self.tokens, body):
            body = end_of(self.tokens, body)
            last = self.tokens[body]
            body += 1
        if last is not None and self.tokens[body].text != "}" and not re.match("#|$", self.lines[last.line]):
            self.fault(last.line, "no empty line behind the declarations of a function")

    def outside(self):
        """The top level of a file."""
        while self.at < len(self.tokens):
            self.begins(0)
            self.definition()

    def definition(self):
        """A function, or what ends with a semicolon."""
        start, depth, valued = self.at, 0, False
        while self.at < len(self.tokens):
            t = self.tokens[self.at]
            if self.at > start and t.first and t.text not in ("{", "}"):
                self.goes_on(t)
            if t.text == "{" and depth == 0 and not valued and self.tokens[self.at - 1].text == ")":
                self.function(start)
                return
            if t.text == "{" and self.tokens[self.at - 1].kind == "string":  # extern "C"
                self.at += 1
                return
            if t.text == "{":
                self.braces(0)
                continue
            valued = valued or t.text == "="
            depth += t.text in ("(", "[")
            depth -= t.text in (")", "]")
            self.at += 1
            if t.text == ";" and depth == 0:
                return

    def goes_on(self, t):
        """A line of the top level that begins with this and no definition: a name and its parameters, or more of it."""
        indent = self.indent(t)
        if not (indent == "" and t.kind == "word" and (self.text(1) == "(" or self.tokens[self.at - 1].kind != "op")
                or re.fullmatch(r"\t* {4}", indent)):
            self.fault(t.line, "a line that goes on begins after 4 blanks")


def check(tokens, lines, fault):
    Walker(tokens, lines, fault).outside()
