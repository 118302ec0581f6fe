"""The checker's own test: documents with one defect each, which has to be named.

A row is a name, words that one of the faults has to contain, and what does the damage."""

import io
import os
import re

import conformance
import pikepdf
from mutants_base import attach, make, stored
from mutants_damage import (Victim, action, cmap, compressed, content, cut_program, descriptor, embedded,
                            empty_glyph, field, font, form, icc, image, info, intent, link, long_row, loop, lost_cell,
                            lzw, more, nested, no_cmap, of, page, put, role, root, same_parents, second_note, shared_kid,
                            short_row, shown_glyph, spec, stray, stream, swap_parents, tree, twice, width, without, xmp)
from pikepdf import Array, Dictionary, Name, String
from suite import Folder, plans

FILE = (
    ("header 1.4", "header is not", lambda d: d.replace(b"%PDF-1.7", b"%PDF-1.4", 1)),
    ("no binary comment", "comment of four bytes", lambda d: re.sub(rb"\A(%PDF-1.7\n%)....", rb"\1abcd", d, flags=re.S)),
    ("something after the end", "follows the last", lambda d: d + b"\n"),
    ("ID of two kinds", "ID is not", lambda d: re.sub(rb"(/ID \[<[0-9a-f]+><)..", rb"\g<1>00", d)),
    ("no ID", "no ID", lambda d: re.sub(rb"/ID (?=\[<)", b"/IX ", d)),
    ("wrong length of a stream", "syntax", lambda d: re.sub(rb"(/Type /Metadata\b.*?>>\nstream\n)", rb"\1 ", d, flags=re.S)),
    ("wrong place of an object", "syntax", lambda d: re.sub(rb"(\n\d{7})\d{3}(?= 00000 n)", rb"\g<1>003", d, count=9)),
    ("cut off", "syntax", lambda d: d[:len(d) * 2 // 3]),
)

CATALOG = (
    ("JavaScript", "JavaScript", put(root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1")))),
    ("JavaScript by name", "JavaScript", put(root, "/Names", Dictionary(JavaScript=Dictionary(Names=Array())))),
    ("Marked false", "Marked", put(lambda v: v.root.MarkInfo, "/Marked", False)),
    ("no MarkInfo", "Marked", without(root, "/MarkInfo")),
    ("suspects", "Suspects", put(lambda v: v.root.MarkInfo, "/Suspects", True)),
    ("no Lang", "no Lang", without(root, "/Lang")),
    ("wrong Lang", "no language", put(root, "/Lang", String("tiếng Việt"))),
    ("title not shown", "DisplayDocTitle", put(lambda v: v.root.ViewerPreferences, "/DisplayDocTitle", False)),
    ("scaled print", "PrintScaling", put(lambda v: v.root.ViewerPreferences, "/PrintScaling", Name.AppDefault)),
    ("no structure", "StructTreeRoot", without(root, "/StructTreeRoot")),
    ("additional actions", "additional actions", put(root, "/AA", Dictionary())),
    ("optional content", "OCProperties", put(root, "/OCProperties", Dictionary())),
    ("requirements", "Requirements", put(root, "/Requirements", Array())),
    ("XFA", "XFA", put(lambda v: v.root.AcroForm, "/XFA", String("x"))),
    ("appearances wanted", "needs appearances", put(lambda v: v.root.AcroForm, "/NeedAppearances", True)),
    ("embedded file", "embedded file", embedded),
    ("external stream", "external file", put(image, "/F", String("x"))),
    ("LZW", "LZW", lzw),
    ("long string", "32767", put(page, "/X", String("x" * 32768))),
    ("large number", "too large", put(page, "/X", 2**31)),
    ("long name", "127", put(page, "/X", Name("/" + "x" * 128))),
)

INTENT = (
    ("no OutputIntent", "no output intent", without(root, "/OutputIntents")),
    ("intent of another kind", "no output intent", put(intent, "/S", Name.GTS_PDFX)),
    ("no profile", "no profile", without(intent, "/DestOutputProfile")),
    ("no condition", "OutputConditionIdentifier", without(intent, "/OutputConditionIdentifier")),
    ("profile N", "N is 4", put(lambda v: v.profile, "/N", 4)),
    ("profile no ICC", "no ICC profile", icc(36, b"xxxx")),
    ("profile version 5", "version 5", icc(8, b"\5")),
    ("profile of CMYK", "colours", icc(16, b"CMYK")),
    ("profile of a device link", "profile is for", icc(12, b"link")),
    ("profile cut", "not as long", lambda v: v.profile.write(v.profile.read_bytes()[:-4])),
)

METADATA = (
    ("no XMP", "no metadata", without(root, "/Metadata")),
    ("XMP no XML", "no XML", xmp(rb"</rdf:RDF>", b"<rdf:RDF>")),
    ("XMP unescaped", "no XML", xmp(rb"(dc:title.*?>)(?=[^<])", rb"\1 & ")),
    ("XMP compressed", "compressed", compressed),
    ("XMP no packet", "packet", xmp(rb"<\?xpacket end.*", b"")),
    ("XMP title", "Info Title", xmp(rb"(dc:title.*?rdf:li[^>]*>)", rb"\1X")),
    ("XMP producer", "Info Producer", put(info, "/Producer", String("another"))),
    ("XMP author", "Info Author", put(info, "/Author", String("another"))),
    ("XMP subject", "Info Subject", put(info, "/Subject", String("another"))),
    ("Info date", "Info CreationDate", put(info, "/CreationDate", String("D:19991231235959Z"))),
    ("Info date of another kind", "is no date", put(info, "/ModDate", String("31/12/1999"))),
    ("Info key", "Info has", put(info, "/Other", String("x"))),
    ("Info no UTF-16", "no UTF-16", put(info, "/Title", String(b"\xfe\xff\xd8\0\0a"))),
    ("pdfaid part", "pdfaid part", xmp(rb"(pdfaid:part\W+)2", rb"\g<1>1")),
    ("pdfaid conformance", "pdfaid conformance", xmp(rb"(pdfaid:conformance\W+)A", rb"\1B")),
    ("pdfuaid part", "pdfuaid part", xmp(rb"(pdfuaid:part\W+)1", rb"\g<1>2")),
    ("no dc:title", "no dc:title", xmp(rb"<dc:title>.*?</dc:title>", b"")),
    ("dc:title in no language", "dc:title" "|title has no x-default", xmp(rb"x-default", b"en")),
    ("dc:language", "dc:language", xmp(rb"(dc:language.*?rdf:li>)[\w-]+", rb"\1en")),
    ("page count", "pageCount", xmp(rb'(pageCount=")\d+', rb"\g<1>999")),
    ("unknown property", "no extension schema", xmp(rb"(<dc:title>)", rb'<o:o xmlns:o="http://o.example/">1</o:o>\1')),
    ("no extension schema", "no extension schema", xmp(rb"<pdfaExtension:schemas>.*</pdfaExtension:schemas>", b"")),
    ("extension without category", "category", xmp(rb'pdfaProperty:category="\w+', b'pdfaProperty:category="')),
    ("extension of no type", "value type", xmp(rb'pdfaProperty:valueType="[\w ]+', b'pdfaProperty:valueType="Word')),
    ("extension without description", "description", xmp(rb'pdfaProperty:description="[^"]+', b'pdfaProperty:description="')),
    ("prefix of another kind", "prefix", lambda v: v.root.Metadata.write(
        v.root.Metadata.read_bytes().replace(b"pdfaid:", b"id:").replace(b"xmlns:pdfaid", b"xmlns:id"))),
)

FONTS = (
    ("no ToUnicode", "no ToUnicode", without(font, "/ToUnicode")),
    ("ToUnicode without a code", "which is shown", lambda v: v.map(None)),
    ("ToUnicode U+0000", "U+0000", lambda v: v.map(b"0000")),
    ("ToUnicode U+FEFF", "U+FEFF", lambda v: v.map(b"FEFF")),
    ("ToUnicode U+FFFE", "U+FFFE", lambda v: v.map(b"FFFE")),
    ("ToUnicode half a pair", "no UTF-16", lambda v: v.map(b"D800")),
    ("ToUnicode private", "private", lambda v: v.map(b"E001")),
    ("wrong width", "width of code", width(100)),
    ("width a little wrong", "width of code", width(1.5)),
    ("no Widths", "width of code", without(font, "/Widths")),
    ("a width missing", "a width for each", lambda v: put(font, "/LastChar", int(v.font.LastChar) + 1)(v)),
    ("not embedded", "not embedded", without(descriptor, "/FontFile2")),
    ("program cut", "program", cut_program),
    ("program of no outlines", "shows nothing", empty_glyph),
    ("no cmap", "no table cmap", no_cmap),
    ("cmap for another platform", "cmap subtables", cmap(5, 3)),
    ("cmap of another format", "cmap subtables", cmap(13, 4)),
    (".notdef shown", ".notdef", shown_glyph(0)),
    ("code without a glyph shown", ".notdef", more(b"/Artifact BMC BT /F1 9 Tf <00> Tj ET EMC\n")),
    ("glyph not in the subset", "no glyph", shown_glyph(255)),
    ("an encoding", "encoding", put(font, "/Encoding", Name("/WinAnsiEncoding"))),
    ("another name", "several names", put(descriptor, "/FontName", Name("/ABCDEF+Other"))),
    ("no CapHeight", "CapHeight", without(descriptor, "/CapHeight")),
    ("flags of both kinds", "symbolic", put(descriptor, "/Flags", 36)),
    ("wrong Length1", "not as long", put(lambda v: v.descriptor.FontFile2, "/Length1", 5)),
    ("another kind of font", "not TrueType", put(font, "/Subtype", Name.Type1)),
)

CONTENT = (
    ("untagged text", "outside marked", lambda v: v.add(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm <%02X> Tj ET\n" % v.code)),
    ("untagged rule", "a path outside", more(b"9 9 99 1 re f\n")),
    ("untagged picture", "an image outside", more(b"/Im1 Do\n")),
    ("untagged inline image", "inline image", more(b"BI /W 1 /H 1 /CS /G /BPC 8 ID x EI\n")),
    ("artifact without its mark", "outside marked", content(b"/Artifact <</Type /Pagination>> BDC", b"/X BMC")),
    ("artifact in marked content", "artifact inside marked", content(b" Tj ET\nEMC", b" Tj ET /Artifact BMC EMC\nEMC")),
    ("marked content in an artifact", "inside an artifact", content(b"/H2 <</MCID", b"/Artifact BMC /H2 <</MCID")),
    ("marked content in itself", "inside marked", more(b"/P <</MCID 900>> BDC /P <</MCID 901>> BDC EMC EMC\n")),
    ("no EMC", "without its end", content(b"EMC", b"")),
    ("EMC too much", "EMC without", more(b"EMC\n")),
    ("sequence across ET", "crosses BT or ET", content(b"ET\nEMC", b"EMC ET")),
    ("MCID twice", "MCID 0 twice", content(b"<</MCID 1>>", b"<</MCID 0>>")),
    ("Q missing", "q without Q", more(b"q\n")),
    ("q missing", "Q without q", more(b"Q\n")),
    ("q too deep", "28 deep", more(b"q " * 29 + b"Q " * 29)),
    ("text outside BT", "outside BT", lambda v: v.add(b"/Artifact BMC <%02X> Tj EMC\n" % v.code)),
    ("unknown operator", "unknown operator", more(b"BX 1 xyz EX\n")),
    ("no such font", "not in the resources", more(b"BT /F77 9 Tf ET\n")),
    ("CMYK", "DeviceCMYK", more(b"0 0 0 1 k\n")),
    ("CMYK picture", "DeviceCMYK", put(image, "/ColorSpace", Name.DeviceCMYK)),
    ("another rendering intent", "rendering intent", more(b"/Nice ri\n")),
    ("transfer function", "TR", lambda v: (put(lambda w: w.page.Resources, "/ExtGState", Dictionary(
        G=Dictionary(TR=Name.Identity)))(v), v.add(b"/G gs\n"))),
    ("interpolated picture", "interpolated", put(image, "/Interpolate", True)),
    ("alternate pictures", "Alternates", put(image, "/Alternates", Array())),
    ("OPI", "OPI", put(image, "/OPI", Dictionary())),
    ("PostScript", "PostScript", form({"Subtype2": Name.PS, "PS": Dictionary()})),
    ("form elsewhere", "form with Ref", form({"Ref": Dictionary()})),
    ("empty ActualText", "empty ActualText", more(b"/Artifact BMC /Span <</ActualText ()>> BDC EMC EMC\n")),
    ("language of a run", "no language", more(b"/Artifact BMC /Span <</Lang (?)>> BDC EMC EMC\n")),
)

PAGES = (
    ("no MediaBox", "no MediaBox", without(page, "/MediaBox")),
    ("MediaBox of no size", "MediaBox", put(page, "/MediaBox", Array([0, 0, 1, 1]))),
    ("TrimBox outside", "TrimBox", put(page, "/TrimBox", Array([-9, 0, 500, 500]))),
    ("turned", "turned", put(page, "/Rotate", 45)),
    ("transition", "Trans", put(page, "/Trans", Dictionary())),
    ("no Tabs", "Tabs", without(page, "/Tabs")),
    ("annotation not printed", "not printed", put(link, "/F", 0)),
    ("annotation hidden", "hidden", put(link, "/F", 6)),
    ("annotation without look", "no AP", without(field, "/AP")),
    ("annotation of another kind", "Movie annotation", put(link, "/Subtype", Name.Movie)),
    ("link without Contents", "no Contents", without(link, "/Contents")),
    ("link without StructParent", "StructParent", without(link, "/StructParent")),
    ("link to no page", "leads to no page", put(link, "/Dest", lambda v: Array([v.info, Name.Fit]))),
    ("link to no name", "not there", put(link, "/Dest", String("nowhere"))),
    ("link that starts a program", "Launch", action(S=Name.Launch, F=String("x"))),
    ("link out of the file", "leads out", action(S=Name.GoToR, F=String("x"))),
    ("link to a file", "link to", action(S=Name.URI, URI=String("file:///x"))),
    ("field without TU", "no TU", without(field, "/TU")),
    ("field not in the form", "not in the form", put(lambda v: v.root.AcroForm, "/Fields", Array())),
    ("form without flags", "SigFlags", without(lambda v: v.root.AcroForm, "/SigFlags")),
    ("field without name", "fields named", without(field, "/T")),
    ("field that is not on its page", "another page", put(field, "/P", lambda v: v.pdf.pages[0].obj)),
    ("bookmark to no page", "leads to no page", put(lambda v: v.root.Outlines.First, "/Dest",
                                                    lambda v: Array([v.info, Name.Fit]))),
    ("bookmark without title", "no Title", put(lambda v: v.root.Outlines.First, "/Title", String(""))),
    ("bookmarks in a circle", "circle", loop),
    ("count of bookmarks", "Count", put(lambda v: v.root.Outlines, "/Count", 777)),
    ("page labels", "PageLabels", put(root, "/PageLabels", Dictionary(Nums=Array([1, Dictionary(S=Name.D)])))),
)

TREE = (
    ("no Alt", "no Alt", without(of("Figure"), "/Alt")),
    ("empty Alt", "empty Alt", put(of("Figure"), "/Alt", String(" "))),
    ("no BBox", "no BBox", without(of("Figure"), "/A")),
    ("BBox off the page", "outside its page", put(of("Figure"), "/A", Dictionary(
        O=Name.Layout, BBox=Array([0, 0, 900, 9])))),
    ("TR renamed", "stands in P", role("TR", "P")),
    ("LI renamed", "holds P", role("LI", "P")),
    ("LBody renamed", "holds P", role("LBody", "P")),
    ("TD renamed", "holds Lbl", role("TD", "Lbl")),
    ("unknown type", "no standard type", role("P", "Paragraph")),
    ("standard type remapped", "maps the standard", put(tree, "/RoleMap", Dictionary(P=Name.Div))),
    ("own type to nothing", "RoleMap leads", put(tree, "/RoleMap", Dictionary(Own=Name.Other))),
    ("first heading H2", "H2", role("H1", "H2", 0)),
    ("level left out", "H6", role("H2", "H6")),
    ("H among H1", "numbered headings", role("P", "H")),
    ("no Document", "not one Document", role("Document", "Sect", 0)),
    ("two documents", "not one Document", put(tree, "/K", lambda v: Array([v.tree.K[0] if isinstance(v.tree.K, Array)
                                                                            else v.tree.K, v.element("P")]))),
    ("no Scope", "Scope", without(of("TH"), "/A")),
    ("wrong Scope", "Scope", put(of("TH"), "/A", Dictionary(O=Name.Table, Scope=Name.All))),
    ("no TH", "no TH", lambda v: [put(lambda _, e=e: e, "/S", Name.TD)(v) for e in v.elements if e.S == "/TH"]),
    ("lost cell", "cells", lost_cell),
    ("cells over cells", "cells", put(of("TD"), "/A", Dictionary(O=Name.Table, ColSpan=2))),
    ("headed by nothing", "is no TH", put(of("TD"), "/A", Dictionary(O=Name.Table, Headers=Array([String("none")])))),
    ("headed by named cells but one", "has no Headers", put(of("TH"), "/ID", String("head"))),
    ("head without body", "no TBody", role("TBody", "THead")),
    ("unnumbered numbers", "ListNumbering", without(of("L"), "/A")),
    ("wrong numbering", "ListNumbering", put(of("L"), "/A", Dictionary(O=Name.List, ListNumbering=Name.Greek))),
    ("label after its text", "Lbl is not first", put(of("LI"), "/K", lambda v: Array(list(v.element("LI").K)[::-1]))),
    ("paragraph in a paragraph", "holds P", role("Link", "P")),
    ("content between elements", "content of its own", lambda v: v.element("TR").K.append(Dictionary(
        Type=Name.MCR, Pg=v.page, MCID=0))),
    ("note without ID", "no ID", without(of("Note"), "/ID")),
    ("two notes of one ID", "has the ID", second_note),
    ("ID not in the IDTree", "IDTree", without(tree, "/IDTree")),
    ("empty paragraph", "is empty", nested("Document", "P")),
    ("link without its annotation", "OBJR", put(of("Link"), "/K", lambda v: Array([v.element("Link").K[0]]))),
    ("link in a paragraph only", "annotation stands in", role("Link", "Span")),
    ("field in a division", "annotation stands in", role("Form", "Sect")),
    ("language of an element", "no language", put(of("P"), "/Lang", String("x"))),
    ("attributes of nobody", "attributes of", put(of("P"), "/A", Dictionary(O=Name.Me))),
    ("class that is not there", "class", put(of("P"), "/C", Name.Mine)),
    ("no ParentTree", "no ParentTree", without(tree, "/ParentTree")),
    ("no StructParents", "not in the ParentTree", without(page, "/StructParents")),
    ("StructParents of another page", "same StructParents", same_parents),
    ("ParentTree in another order", "to another element", swap_parents),
    ("ParentTree too short", "not in the ParentTree", short_row),
    ("ParentTree too long", "not there", long_row),
    ("next key", "ParentTreeNextKey", put(tree, "/ParentTreeNextKey", 0)),
    ("MCID of two elements", "belongs to", twice),
    ("MCID of nothing", "on no page", stray),
    ("MCID of no element", "belongs to no element", put(of("H2"), "/K", Array())),
    ("element in two places", "stands elsewhere", shared_kid),
    ("P of another element", "another P", put(of("P"), "/P", lambda v: v.element("Table"))),
    ("no Pg", "on no page (Pg)", without(of("H2"), "/Pg")),
)

ATTACHED = (
    ("bad file specification", "not both F and UF", without(spec, "/F")),
    ("no UF", "not both F and UF", without(spec, "/UF")),
    ("no relationship", "AFRelationship", without(spec, "/AFRelationship")),
    ("another relationship", "AFRelationship", put(spec, "/AFRelationship", Name.Friend)),
    ("no description", "Desc", without(spec, "/Desc")),
    ("not associated", "associated", without(root, "/AF")),
    ("no MIME type", "MIME", without(stream, "/Subtype")),
    ("size of the file", "not as long", put(lambda v: stream(v).Params, "/Size", 3)),
    ("date of the file", "ModDate", without(lambda v: stream(v).Params, "/ModDate")),
    ("checksum of the file", "checksum", put(lambda v: stream(v).Params, "/CheckSum", String(bytes(16)))),
    ("no file", "not there", without(spec, "/EF")),
    ("path for a name", "path", put(spec, "/UF", String("/etc/x"))),
    ("part 2 with a file", "embedded file", xmp(rb"(pdfaid:part\W+)3", rb"\g<1>2")),
)


def damaged(data, hurt):
    v = Victim(data)
    hurt(v)
    return stored(v.pdf).replace(b"/Xilter", b"/Filter")


def check(t, folder, row, data, level):
    """One mutant: its defect is named. The bytes must differ, or nothing was tested."""
    name, expected, hurt = row
    try:
        mutant = hurt(data) if row in FILE else damaged(data, hurt)
    except Exception as e:      # the document has not what it should lose
        t.check(f"sees: {name}", False, f"cannot be made: {e!r}")
        return
    found = conformance.faults(folder.write("mutant.pdf", mutant), level)
    t.check(f"sees: {name}", mutant != data and any(word in f for f in found for word in expected.split("|")),
            "; ".join(found) or "no fault")


def test_on(t, folder, pdf):
    data = make(pdf, conformance.DEFAULT)
    t.empty("with one page more", conformance.faults(folder.write("good.pdf", data)))
    for row in (*FILE, *CATALOG, *INTENT, *METADATA, *FONTS, *CONTENT, *PAGES, *TREE):
        check(t, folder, row, data, conformance.DEFAULT)
    with pikepdf.open(io.BytesIO(data)) as document:
        attach(document)
        data = stored(document)
    level = "a-3a,ua-1"
    t.empty("with its source", conformance.faults(folder.write("good.pdf", data), level))
    for row in ATTACHED:
        check(t, folder, row, data, "a-2a,ua-1" if "part 2" in row[0] else level)


def test(t):
    if conformance.waiting(t):
        return
    with Folder() as folder:
        pdf = folder / "it.pdf"
        for plan in (plans()[0][1], "tests/golden/body/levels.json"):
            t.command(f"{os.path.basename(plan)} renders", t.program, "render", plan, "-o", pdf)
            t.empty(f"{os.path.basename(plan)} untouched", conformance.faults(pdf))
        test_on(t, folder, pdf)     # the last, which is short
