"""Ways to damage a document: what the mutants are made with."""

import io
import re

import conform_font
import pikepdf
from conform_case import Level
from mutants_base import edit_xmp, listed
from pikepdf import Array, Dictionary, Name, String


class Victim:
    """A copy of the sound document, and the places where it can be hurt."""

    def __init__(self, data):
        self.pdf = pikepdf.open(io.BytesIO(data))
        self.root = self.pdf.Root
        self.info = self.pdf.docinfo
        self.tree = self.root.StructTreeRoot
        self.page = self.pdf.pages[-1].obj
        self.first = self.pdf.pages[0].obj
        self.font = self.page.Resources.Font.F1
        self.descriptor = self.font.FontDescriptor
        self.image = self.page.Resources.XObject.Im1
        self.link, self.field = self.page.Annots
        self.intent = self.root.OutputIntents[0]
        self.profile = self.intent.DestOutputProfile
        self.elements = list(elements(self.tree))
        self.code = int(re.search(rb"<([0-9A-F]{2})> Tj", self.page.Contents.read_bytes())[1], 16)

    def element(self, role, at=-1):
        """An element of a type; the last is one of the page added."""
        return [e for e in self.elements if e.S == "/" + role][at]

    def edit(self, old, new):
        """Changes the content of the page added."""
        content = self.page.Contents.read_bytes()
        assert old in content, old
        self.page.Contents.write(content.replace(old, new, 1))

    def add(self, content):
        self.page.Contents.write(self.page.Contents.read_bytes() + content)

    def map(self, new):
        """Changes what ToUnicode says of the letter that is shown; None takes it away."""
        texts = conform_font.unicode_map(Quiet(), self.font, "")
        rows = {code: text.encode("utf-16-be").hex().encode() for code, text in texts.items()}
        rows[self.code] = new
        rows = [b"1 beginbfchar\n<%02X> <%s>\nendbfchar\n" % row for row in rows.items() if row[1] is not None]
        source = self.font.ToUnicode.read_bytes()
        head, end = source[:source.index(b"endcodespacerange") + 18], source[source.index(b"endcmap"):]
        self.font.ToUnicode.write(head + b"".join(rows) + end)

    def draw(self, stream_or_form):
        self.page.Resources.XObject.X9 = stream_or_form
        self.add(b"/Artifact BMC /X9 Do EMC\n")


def elements(holder):
    for kid in listed(holder, "/K"):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


# Ways to do damage.

def without(place, key):
    def hurt(v):
        del place(v)[key]
    return hurt


def put(place, key, value):
    def hurt(v):
        place(v)[key] = value(v) if callable(value) else value
    return hurt


def xmp(pattern, new):
    return lambda v: edit_xmp(v.root, pattern, new)


def content(old, new):
    return lambda v: v.edit(old, new)


def more(new):
    return lambda v: v.add(new)


def role(old, new, at=-1):
    return put(lambda v: v.element(old, at), "/S", Name("/" + new))


def of(name):
    return lambda v: v.element(name)


def root(v):
    return v.root


def info(v):
    return v.info


def font(v):
    return v.font


def descriptor(v):
    return v.descriptor


def page(v):
    return v.page


def image(v):
    return v.image


def intent(v):
    return v.intent


def link(v):
    return v.link


def field(v):
    return v.field


def tree(v):
    return v.tree


def width(by):
    """What Widths says of the letter, by so much too wide."""
    def hurt(v):
        at = v.code - int(v.font.FirstChar)
        v.font.Widths[at] = pikepdf.Object.parse(f"{float(v.font.Widths[at]) + by:.3f}".encode())
    return hurt


class Quiet:
    """A case nobody listens to."""
    level = Level("a-2a")

    def need(self, ok, _=""):
        return bool(ok)

    def fault(self, _):
        pass


def table(v, tag):
    """The font program, and where in it a table's entry and the table are."""
    data = bytearray(v.descriptor.FontFile2.read_bytes())
    entry = next(12 + 16 * i for i in range(int.from_bytes(data[4:6], "big")) if data[12 + 16 * i:16 + 16 * i] == tag)
    return data, entry, int.from_bytes(data[entry + 8:entry + 12], "big")


def shown_glyph(value):
    """Another glyph for the letter; the table has a byte for each code."""
    def hurt(v):
        data, _, at = table(v, b"cmap")
        data[at + 18 + v.code] = value
        v.descriptor.FontFile2.write(bytes(data))
    return hurt


def cmap(at, value):
    def hurt(v):
        data, _, start = table(v, b"cmap")
        data[start + at] = value
        v.descriptor.FontFile2.write(bytes(data))
    return hurt


def no_cmap(v):
    data, entry, _ = table(v, b"cmap")
    data[entry:entry + 4] = b"camp"
    v.descriptor.FontFile2.write(bytes(data))


def cut_program(v):
    data = v.descriptor.FontFile2.read_bytes()[:-200]
    v.descriptor.FontFile2.write(data)
    v.descriptor.FontFile2.Length1 = len(data)


def empty_glyph(v):
    """The outlines are there no more, the places and widths are."""
    data, entry, at = table(v, b"loca")
    length = int.from_bytes(data[entry + 12:entry + 16], "big")
    data[at:at + length] = bytes(length)
    v.descriptor.FontFile2.write(bytes(data))


def icc(at, new):
    def hurt(v):
        data = v.profile.read_bytes()
        v.profile.write(data[:at] + new + data[at + len(new):])
    return hurt


def form(more_keys, data=b""):
    def hurt(v):
        v.draw(v.pdf.make_indirect(pikepdf.Stream(v.pdf, data, Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Resources=Dictionary(), **more_keys))))
    return hurt


def same_parents(v):
    v.page.StructParents = v.first.StructParents


def row_of_page(v):
    """The ParentTree's row for the page added."""
    def rows(node):
        flat = list(node.get("/Nums", []))
        yield from zip(flat[::2], flat[1::2])
        for kid in node.get("/Kids", []):
            yield from rows(kid)
    return dict(rows(v.tree.ParentTree))[int(v.page.StructParents)]


def swap_parents(v):
    row = row_of_page(v)
    row[0], row[1] = row[1], row[0]


def short_row(v):
    row = row_of_page(v)
    del row[len(row) - 1]


def long_row(v):
    row_of_page(v).append(v.element("P"))


def twice(v):
    v.element("P").K.append(Dictionary(Type=Name.MCR, Pg=v.page, MCID=0))


def stray(v):
    v.element("P").K.append(Dictionary(Type=Name.MCR, Pg=v.page, MCID=999))


def shared_kid(v):
    v.element("P").K.append(v.element("Note"))


def lost_cell(v):
    row = v.element("TR")
    cell = row.K[0]
    row.K = Array([row.K[1]])
    v.element("P").K.append(cell.K[0])
    cell.K = Array()


def second_note(v):
    v.element("P").K.append(v.pdf.make_indirect(Dictionary(
        Type=Name.StructElem, S=Name.Note, P=v.element("P"), ID=v.element("Note").ID, K=Array(), ActualText=String("x"))))


def nested(outer, inner):
    """An element of a type more, empty, inside the last of another."""
    def hurt(v):
        v.element(outer).K.append(v.pdf.make_indirect(Dictionary(
            Type=Name.StructElem, S=Name("/" + inner), P=v.element(outer), K=Array())))
    return hurt


def action(**keys):
    return put(link, "/A", Dictionary(Type=Name.Action, **keys))


def loop(v):
    v.root.Outlines.First.Next = v.root.Outlines.First


def embedded(v):
    v.page.X = v.pdf.make_indirect(pikepdf.Stream(v.pdf, b"1", Dictionary(Type=Name.EmbeddedFile)))


def spec(v):
    return v.root.AF[0]


def stream(v):
    return v.root.AF[0].EF.F


def compressed(v):
    """Under a name that the library leaves alone; the bytes are changed afterwards."""
    data = v.root.Metadata.read_bytes().hex().encode() + b">"
    v.root.Metadata.write(data)
    v.root.Metadata["/Xilter"] = Name.ASCIIHexDecode


def lzw(v):
    v.image.write(b"\x80\x40\x40")
    v.image["/Xilter"] = Name.LZWDecode
