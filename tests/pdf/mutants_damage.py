"""Ways to damage a document: what the mutants are made with."""

import io
import re

import conform_font
import pikepdf
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
        self.cid_font = self.font.DescendantFonts[0]
        self.descriptor = self.cid_font.FontDescriptor
        self.image = self.page.Resources.XObject.Im1
        self.link, self.field = self.page.Annots
        self.intent = self.root.OutputIntents[0]
        self.profile = self.intent.DestOutputProfile
        self.elements = list(elements(self.tree))
        self.code = int(re.search(rb"<([0-9A-F]{4})> Tj", self.page.Contents.read_bytes())[1], 16)

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
        """Changes what ToUnicode says of the letter that is shown."""
        source = self.font.ToUnicode.read_bytes()
        changed = re.sub(rb"(?i)(<%04X>\s*)<[0-9A-F]*>" % self.code, rb"\g<1>" + new, source, count=1)
        assert changed != source
        self.font.ToUnicode.write(changed)

    def unmap(self):
        """Takes what ToUnicode says of the letter away."""
        source = self.font.ToUnicode.read_bytes()
        row = rb"(\d+)( beginbfchar\s(?:(?!endbfchar).)*?)<%04X>\s*<[0-9A-F]*>\s*" % self.code
        block = re.search(row, source, re.S | re.I)
        changed = b"%d%s" % (int(block[1]) - 1, block[2])
        self.font.ToUnicode.write(source[:block.start()] + changed + source[block.end():])

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


def cid_font(v):
    return v.cid_font


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
    """What W says of the letter, by so much too wide."""
    def hurt(v):
        said = conform_font.widths(Quiet(), v.cid_font, "")
        codes = range(len(v.cid_font.CIDToGIDMap.read_bytes()) // 2)
        values = [said.get(code, 1000) + (by if code == v.code else 0) for code in codes]
        v.cid_font.W = Array([0, pikepdf.Object.parse(f"[{' '.join(f'{w:.3f}' for w in values)}]".encode())])
    return hurt


class Quiet:
    """A case nobody listens to."""

    def need(self, ok, _=""):
        return bool(ok)

    def fault(self, _):
        pass


def shown_glyph(value):
    def hurt(v):
        data = bytearray(v.cid_font.CIDToGIDMap.read_bytes())
        data[2 * v.code:2 * v.code + 2] = value
        v.cid_font.CIDToGIDMap.write(bytes(data))
    return hurt


def cut_program(v):
    data = v.descriptor.FontFile2.read_bytes()[:-200]
    v.descriptor.FontFile2.write(data)
    v.descriptor.FontFile2.Length1 = len(data)


def empty_glyph(v):
    """The outlines are there no more, the places and widths are."""
    data = bytearray(v.descriptor.FontFile2.read_bytes())
    for i in range(int.from_bytes(data[4:6], "big")):
        tag, offset, length = data[12 + 16 * i:16 + 16 * i], *(int.from_bytes(data[p + 16 * i:p + 4 + 16 * i], "big")
                                                             for p in (20, 24))
        if tag == b"loca":
            data[offset:offset + length] = bytes(length)
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
