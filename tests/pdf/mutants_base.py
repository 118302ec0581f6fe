"""A sound document with everything in it that the checks know: the program's own, and one page more.

On that page stand a heading, a list, a table, a picture, a note, a link and a field, whether the program
writes such things or not."""

import io
import re
import unicodedata

import conform_content
import conform_font
import pikepdf
from conform_case import Case
from pikepdf import Array, Dictionary, Name, String

NOTE_ID, SOURCE_NAME, SOURCE = "~note", "plan.json", b'{"kind": "state"}\n'


class Craft:
    """`page`: the page made; `marks`: the elements of its MCIDs, as the ParentTree has them."""

    def __init__(self, case):
        self.pdf = case.pdf
        self.root = case.root.StructTreeRoot
        self.document = listed(self.root, "/K")[0]
        self.key = int(self.root.ParentTreeNextKey)
        font, self.code = letter(case)
        self.content, self.marks = b"", self.object(Array())
        self.page = self.object(Dictionary(
            Type=Name.Page, Parent=case.root.Pages, MediaBox=Array([0, 0, 595, 842]), Tabs=Name.S, Annots=Array(),
            Resources=Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=self.image()))))
        self.page.StructParents = self.next_key()
        put_row(self.root.ParentTree, "/Nums", self.key - 1, self.marks)

    def object(self, thing):
        return self.pdf.make_indirect(thing)

    def next_key(self):
        self.key += 1
        self.root.ParentTreeNextKey = self.key
        return self.key - 1

    def stream(self, data, **more):
        return self.object(pikepdf.Stream(self.pdf, data, Dictionary(**more)))

    def image(self):
        look = dict(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
        mask = self.stream(b"\x80", ColorSpace=Name.DeviceGray, **look)
        return self.stream(b"\xff\0\0", ColorSpace=Name.DeviceRGB, SMask=mask, **look)

    def text(self, y):
        return b"BT /F1 11 Tf 1 0 0 1 90 %d Tm <%02X> Tj ET" % (y, self.code)

    def element(self, parent, role, shows=None, **more):
        e = self.object(Dictionary(Type=Name.StructElem, S=Name("/" + role), P=parent, K=Array(), **more))
        parent.K = Array([*listed(parent, "/K"), e])
        if shows:
            e.Pg = self.page
            e.K.append(len(self.marks))
            self.content += b"/%s <</MCID %d>> BDC\n%s\nEMC\n" % (role.encode(), len(self.marks), shows)
            self.marks.append(e)
        return e

    def annotation(self, holder, kind, **more):
        key = self.next_key()
        a = self.object(Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([90, 100, 190, 120]), F=4,
                                   P=self.page, StructParent=key, **more))
        self.page.Annots.append(a)
        holder.K.append(Dictionary(Type=Name.OBJR, Obj=a, Pg=self.page))
        put_row(self.root.ParentTree, "/Nums", key, holder)
        return a


def listed(holder, key):
    value = holder.get(key, Array())
    return list(value) if isinstance(value, Array) else [value]


def put_row(node, rows, key, value):
    """Adds to the end of a tree; the key is larger than all others."""
    if "/Kids" in node:
        node.Kids.append(Dictionary({"/Limits": Array([key, key]), rows: Array([key, value])}))
    else:
        node[rows] = Array([*listed(node, rows), key, value])


def letter(case):
    """A font of the document and the code of a letter that it shows."""
    texts = conform_font.texts_of(case)
    for key, codes in case.content.shown.items():
        for code in sorted(codes):
            if unicodedata.category(texts[key].get(code, " ")[:1]).startswith("L"):
                return case.content.fonts[key], code
    raise ValueError("no text")


def add_page(case):
    c = Craft(case)
    c.content += b"/Artifact <</Type /Pagination>> BDC\n0 G 85 60 m 500 60 l S\nEMC\n"
    c.element(c.document, "H2", c.text(780))
    items = c.element(c.document, "L", A=Dictionary(O=Name.List, ListNumbering=Name.Decimal))
    item = c.element(items, "LI")
    c.element(item, "Lbl", c.text(760), ActualText=String("1."))
    c.element(item, "LBody", c.text(740))
    table = c.element(c.document, "Table")
    head, body = c.element(table, "THead"), c.element(table, "TBody")
    row = c.element(head, "TR")
    for _ in range(2):
        c.element(row, "TH", c.text(720), A=Dictionary(O=Name.Table, Scope=Name.Column))
    for _ in range(2):
        row = c.element(body, "TR")
        for _ in range(2):
            c.element(row, "TD", c.text(700))
    c.element(c.document, "Figure", b"q 100 0 0 100 90 500 cm /Im1 Do Q", Alt=String("Biểu đồ"),
              A=Dictionary(O=Name.Layout, BBox=Array([90, 500, 190, 600])))
    paragraph = c.element(c.document, "P", c.text(480), Lang=String("en"))
    link = c.element(paragraph, "Link", c.text(460))
    c.annotation(link, "Link", Contents=String("Trang 1"), Dest=Array([case.pages[0], Name.Fit]))
    note = c.element(paragraph, "Note", c.text(440), ID=String(NOTE_ID))
    if "/IDTree" not in c.root:
        c.root.IDTree = c.object(Dictionary())
    put_row(c.root.IDTree, "/Names", String(NOTE_ID), note)
    add_field(case, c)
    c.page.Contents = c.stream(c.content)
    case.pdf.pages.append(pikepdf.Page(c.page))
    count_pages(case.root, len(case.pdf.pages))


def add_field(case, c):
    look = c.stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 20]), Resources=Dictionary())
    field = c.annotation(c.element(c.document, "Form"), "Widget", FT=Name.Sig, T=String("Chữ ký"), TU=String("Chữ ký"),
                         AP=Dictionary(N=look))
    if "/AcroForm" not in case.root:
        case.root.AcroForm = c.object(Dictionary(Fields=Array(), SigFlags=3))
    case.root.AcroForm.Fields.append(field)


def add_outline(case):
    if "/Outlines" not in case.root:
        top = case.pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=1))
        item = case.pdf.make_indirect(Dictionary(Title=String("A"), Parent=top, Dest=Array([case.pages[0], Name.Fit])))
        top.First = top.Last = item
        case.root.Outlines = top


def count_pages(root, n):
    edit_xmp(root, rb"((?:NPages|pageCount)(?:>|=[\"']))\d+", rb"\g<1>%d" % n, must=False)


def edit_xmp(root, pattern, new, must=True):
    data, times = re.subn(pattern, new, root.Metadata.read_bytes(), count=1, flags=re.S)
    if must and not times:
        raise ValueError(f"the metadata has no {pattern}")
    root.Metadata.write(data)


def attach(pdf):
    """Makes it a document of part 3 that carries its source."""
    edit_xmp(pdf.Root, rb"(pdfaid:part(?:>|=[\"']))2", rb"\g<1>3")
    when = "D:20240101000000+07'00'"
    stream = pdf.make_indirect(pikepdf.Stream(pdf, SOURCE, Dictionary(
        Type=Name.EmbeddedFile, Subtype=Name("/application/json"),
        Params=Dictionary(Size=len(SOURCE), ModDate=String(when)))))
    spec = pdf.make_indirect(Dictionary(
        Type=Name.Filespec, F=String(SOURCE_NAME), UF=String(SOURCE_NAME), Desc=String("Dữ liệu"),
        AFRelationship=Name.Source, EF=Dictionary(F=stream, UF=stream)))
    pdf.Root.AF = Array([spec])
    names = pdf.Root.get("/Names", Dictionary())
    names.EmbeddedFiles = Dictionary(Names=Array([String(SOURCE_NAME), spec]))
    pdf.Root.Names = names


def make(path, level):
    """The document as bytes."""
    with_page = Case(path, level)
    with with_page.pdf:
        conform_content.content(with_page)
        add_page(with_page)
        add_outline(with_page)
        return stored(with_page.pdf)


def stored(pdf):
    """As bytes, with both halves of the ID the same again."""
    out = io.BytesIO()
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, stream_decode_level=pikepdf.StreamDecodeLevel.none,
             compress_streams=False, fix_metadata_version=False)
    return re.sub(rb"/ID *\[ *<([0-9a-f]+)> *<[0-9a-f]+>", rb"/ID [<\1><\1>", out.getvalue())
