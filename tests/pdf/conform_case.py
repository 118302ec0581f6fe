"""One PDF that is being checked: its objects, the level it has to reach, and what was found wrong with it."""

import re
import unicodedata

import pikepdf
from suite import read

# RFC 5646, without the grandfathered tags.
LANGUAGE = re.compile(r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
                      r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?"
                      r"|x(?:-[a-z\d]{1,8})+", re.I)


class Level:
    """What a file has to be, as `--pdf-standard` names it: "a-2a,ua-1", "a-2b", "1.7" ..."""

    def __init__(self, names):
        archive = re.search(r"a-([23])([abu])\b", names)
        self.part = int(archive[1]) if archive else None
        self.conformance = archive[2].upper() if archive else ""
        self.ua = bool(re.search(r"\bua-1\b", names))
        self.tagged = self.ua or self.conformance == "A"
        self.unicode = self.tagged or self.conformance == "U"


class Case:
    """`data`: the bytes; `pdf`: the objects; `pages`: the page dictionaries; `content`: what stands on them."""

    def __init__(self, path, level):
        self.data = read(path)
        self.level = Level(level)
        self.pdf = pikepdf.open(path)
        self.root = self.pdf.Root
        self.info = self.pdf.trailer.get("/Info", pikepdf.Dictionary())
        self.pages = [page.obj for page in self.pdf.pages]
        self.page_numbers = {page.objgen: n for n, page in enumerate(self.pages, 1)}
        self.content = None
        self.faults = []

    def fault(self, text):
        if text not in self.faults:
            self.faults.append(text)

    def need(self, ok, text):
        if not ok:
            self.fault(text)
        return bool(ok)

    def text(self, value, what):
        """A text string, which has to be one; "" when there is none."""
        if value is None:
            return ""
        if not isinstance(value, pikepdf.String):
            self.fault(f"{what} is no string")
            return ""
        data = bytes(value)
        if data[:2] == b"\xfe\xff":
            try:
                text = data[2:].decode("utf-16-be")
            except UnicodeDecodeError:
                self.fault(f"{what} is no UTF-16")
                return ""
        else:
            text = str(value)
        self.need(not any(unicodedata.category(c) in ("Cc", "Co", "Cn") and c not in "\t\n\r" for c in text),
                  f"{what} has characters that are no text: {text!r}")
        return text

    def said(self, holder, key, what):
        """A text string that has to be there and to say something."""
        self.need(self.text(holder.get(key), f"{what} {key}").strip(), f"{what} has no {key[1:]}")

    def language(self, value, what):
        text = self.text(value, what)
        self.need(LANGUAGE.fullmatch(text), f"{what} is no language: {text!r}")

    def tree(self, node, key, what):
        """(key, value) of a name tree or number tree, whose order and limits have to hold."""
        leaves, waiting, seen = [], [(node, None)], set()
        while waiting:
            node, limits = waiting.pop()
            if not isinstance(node, pikepdf.Dictionary) or node.is_indirect and node.objgen in seen:
                self.fault(f"{what}: a node that is none, or comes twice")
                continue
            seen.add(node.objgen)
            limits = node.get("/Limits", limits)
            waiting += [(kid, None) for kid in reversed(list(node.get("/Kids", [])))]
            flat = list(node.get(key, []))
            self.need(len(flat) % 2 == 0, f"{what}: a key without its value")
            here = [(bytes(k) if isinstance(k, pikepdf.String) else k, v) for k, v in zip(flat[::2], flat[1::2])]
            if limits is not None and here:
                low, high = (bytes(v) if isinstance(v, pikepdf.String) else v for v in limits)
                self.need((low, high) == (here[0][0], here[-1][0]), f"{what}: the limits are not those of the keys")
            leaves += here
        keys = [k for k, _ in leaves]
        self.need(keys == sorted(set(keys)), f"{what}: the keys are not in order")
        return leaves


def is_dictionary(value):
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Stream))


def number(value):
    """A number as float, or None."""
    try:
        return None if isinstance(value, (bool, str, pikepdf.Object)) else float(value)
    except (TypeError, ValueError):
        return None


def rectangle(value):
    """Four numbers, or None."""
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    numbers = [number(v) for v in value]
    return None if None in numbers else numbers
