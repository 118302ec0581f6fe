"""The file and its catalog: ISO 19005-2, 6.1, 6.2.3, 6.5, 6.8 to 6.11; ISO 14289-1, 7.1, 7.11, 7.16."""

import hashlib
import re

import pikepdf
from conform_case import is_dictionary, number

OBJECT = re.compile(rb"(?:^|(?<=[\r\n]))(\d+) (\d+) obj[\r\n]")
STREAM = re.compile(rb">>\s*stream(\r\n|\n)")
END = re.compile(rb"(\r\n|\n|\r)endstream[\r\n]")
FORBIDDEN_ACTIONS = {"/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
                     "/Trans", "/GoTo3DView", "/JavaScript", "/SetState", "/NOP"}
EXTERNAL_ACTIONS = {"/GoToR", "/GoToE", "/SubmitForm", "/Thread"}
PAGE_ACTIONS = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
RELATIONSHIPS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
FILTERS = {"/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode", "/FlateDecode", "/CCITTFaxDecode", "/JBIG2Decode",
           "/DCTDecode", "/JPXDecode"}
PREFERENCES = {"/PrintScaling": ("/None",), "/Duplex": ("/Simplex", "/DuplexFlipShortEdge", "/DuplexFlipLongEdge")}


def header(case):
    """6.1.2, 6.1.3: begins at once, says it is binary, ends with its end."""
    data = case.data
    case.need(data.startswith(b"%PDF-1.7\n") or data.startswith(b"%PDF-1.7\r\n"), "header is not %PDF-1.7")
    second = data.split(b"\n", 2)[1]
    case.need(second[:1] == b"%" and len(second) >= 5 and all(b > 127 for b in second[1:5]),
              "header has no comment of four bytes over 127")
    case.need(re.search(rb"%%EOF(?:\r\n|\n|\r)?\Z", data), "something follows the last %%EOF")


def trailer(case):
    """6.1.3: identified and open."""
    ident = case.pdf.trailer.get("/ID")
    if case.need(isinstance(ident, pikepdf.Array) and len(ident) == 2, "trailer has no ID"):
        one, other = (bytes(v) for v in ident)
        updated = case.data.count(b"\nstartxref") > 1
        case.need(len(one) == len(other) == 16 and (one == other or updated), "ID is not twice the same 16 bytes")
        case.need(any(one), "ID is empty")
    case.need("/Encrypt" not in case.pdf.trailer, "file is encrypted")


def syntax(case):
    """6.1.4, 6.1.7, 6.1.9: cross-reference table, places of objects, lengths of streams."""
    for warning in case.pdf.check():
        case.fault(f"syntax: {warning}")
    for warning in case.pdf.get_warnings():
        case.fault(f"syntax: {warning}")
    start = re.search(rb"startxref\s+(\d+)\s+%%EOF", case.data[-64:])
    if not case.need(start, "syntax: no startxref"):
        return
    at = int(start[1])
    if not case.data.startswith(b"xref", at):       # a stream, which qpdf has read
        return
    case.need(re.compile(rb"xref(?:\r\n|\n|\r)\d+ \d+ ?(?:\r\n|\n|\r)").match(case.data, at),
              "syntax: xref and its first line are not apart by one end of line")
    places = {}
    for found in OBJECT.finditer(case.data):
        places.setdefault((int(found[1]), int(found[2])), []).append(found.end())
    for thing in case.pdf.objects:
        if isinstance(thing, pikepdf.Object):
            where(case, thing, places.get(thing.objgen, []))


def where(case, thing, places):
    """The keywords around one object stand on lines of their own, and a stream is as long as it says."""
    name = f"object {thing.objgen[0]}"
    case.need(places, f"syntax: {name} does not stand on a line of its own")
    if places and isinstance(thing, pikepdf.Stream):
        length = int(thing.stream_dict.get("/Length", 0))
        starts = [STREAM.search(case.data, place) for place in places]
        case.need(any(start and END.match(case.data, start.end() + length) for start in starts),
                  f"syntax: the stream of {name} is not as long as it says")


def limits(case, value, what):
    """6.1.13, 6.1.8: what readers can hold."""
    if isinstance(value, pikepdf.Name):
        try:
            case.need(len(str(value).encode()) <= 128, f"{what}: a name of more than 127 bytes")
        except UnicodeError:
            case.fault(f"{what}: a name that is no UTF-8")
    elif isinstance(value, pikepdf.String):
        case.need(len(bytes(value)) <= 32767, f"{what}: a string of more than 32767 bytes")
    elif isinstance(value, int) and not isinstance(value, bool):
        case.need(-2**31 <= value < 2**31, f"{what}: a number that is too large")


def objects(case):
    """Every value of the file, wherever it stands."""
    case.need(len(case.pdf.objects) <= 8388607, "too many objects")
    for thing in case.pdf.objects:
        if isinstance(thing, pikepdf.Object):
            value(case, thing, f"object {thing.objgen[0]}", 0)


def value(case, thing, what, depth):
    limits(case, thing, what)
    if depth > 100:
        case.fault(f"{what}: nested too deeply")
    elif is_dictionary(thing):
        dictionary(case, thing, what)
        for key, item in thing.items():
            limits(case, pikepdf.Name(key), what)
            if not (isinstance(item, pikepdf.Object) and item.is_indirect):
                value(case, item, what, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for item in thing:
            if not (isinstance(item, pikepdf.Object) and item.is_indirect):
                value(case, item, what, depth + 1)


def dictionary(case, thing, what):
    """6.1.7.2 filters, 6.5 actions, 6.2.9 PostScript, wherever they hide."""
    case.need("/JS" not in thing and "/JavaScript" not in thing, f"{what}: JavaScript")
    case.need("/AA" not in thing, f"{what}: additional actions (AA)")
    if isinstance(thing, pikepdf.Stream):
        case.need("/F" not in thing and "/FFilter" not in thing and "/FDecodeParms" not in thing,
                  f"{what}: a stream kept in an external file")
        filters = thing.get("/Filter", [])
        for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
            case.need(str(name) in FILTERS, f"{what}: filter {name}")
        case.need("/PS" not in thing and thing.get("/Subtype2") != "/PS" and thing.get("/Subtype") != "/PS",
                  f"{what}: PostScript")
    kind = str(thing.get("/S")) if isinstance(thing.get("/S"), pikepdf.Name) else ""
    if str(thing.get("/Type", "/Action")) == "/Action":
        case.need(kind not in FORBIDDEN_ACTIONS, f"{what}: action {kind}")
        case.need(kind not in EXTERNAL_ACTIONS, f"{what}: action {kind} leads out of the file")
        if kind == "/Named":
            case.need(str(thing.get("/N")) in PAGE_ACTIONS, f"{what}: named action {thing.get('/N')}")
        if kind == "/URI":
            address = bytes(thing.get("/URI", b""))
            case.need(re.match(rb"(https?|mailto):", address), f"{what}: link to {address.decode(errors='replace')}")


def fields(case, form):
    """ISO 32000-1, 12.7.2 and 12.7.3: fields and widgets in one; each is in the form, on one page, and has its own name."""
    listed = [f.objgen for f in form.get("/Fields", [])]
    names = [str(f.get("/T", "")) for f in form.get("/Fields", [])]
    case.need(len(set(names)) == len(names) and all(names) and not any("." in n for n in names), f"form has fields named {names}")
    widgets = [(a, p) for p in case.pages for a in p.get("/Annots", []) if a.get("/Subtype") == "/Widget"]
    for a, p in widgets:
        case.need(a.objgen in listed, f"field {a.get('/T')} is not in the form")
        case.need("/P" not in a or a.P.objgen == p.objgen, f"field {a.get('/T')} is on another page than it says")
    shown = [a.objgen for a, _ in widgets]
    case.need(sorted(shown) == sorted(listed), f"form has fields that are on no page, or on several: {names}")
    signed = any(a.get("/FT") == "/Sig" for a, _ in widgets)
    case.need(not signed or int(form.get("/SigFlags", 0)) & 1, "SigFlags does not tell of signature fields")


def catalog(case):
    root = case.root
    case.need(root.get("/Type") == "/Catalog", "catalog has no Type")
    names = root.get("/Names", {})
    for key in ("/AlternatePresentations", "/JavaScript"):
        case.need(key not in names, f"catalog has {key[1:]}")
    for key in ("/OCProperties", "/Requirements", "/NeedsRendering", "/Collection", "/Legal"):
        case.need(key not in root, f"catalog has {key[1:]}")
    for key in root.get("/Perms", {}):
        case.need(key in ("/DocMDP", "/UR3"), f"catalog permits {key[1:]}")
    form = root.get("/AcroForm", {})
    case.need("/XFA" not in form, "form has XFA")
    case.need(form.get("/NeedAppearances", False) is False, "form needs appearances")
    fields(case, form)
    opening = root.get("/OpenAction")
    case.need(opening is None or isinstance(opening, pikepdf.Array) or opening.get("/S") == "/GoTo",
              "catalog does something when it is opened")
    preferences = root.get("/ViewerPreferences", {})
    for key, allowed in PREFERENCES.items():
        case.need(key not in preferences or str(preferences[key]) in allowed, f"ViewerPreferences {key[1:]} is "
                  f"{preferences.get(key)}")
    if case.level.ua:
        case.need(preferences.get("/DisplayDocTitle", False) is True, "ViewerPreferences DisplayDocTitle is not true")
    if case.level.tagged:
        marks = root.get("/MarkInfo", {})
        case.need(marks.get("/Marked", False) is True, "MarkInfo Marked is not true")
        case.need(marks.get("/Suspects", False) is False, "MarkInfo Suspects is true")
        case.need(case.text(root.get("/Lang"), "Lang of the catalog"), "catalog has no Lang")
    if "/Lang" in root:
        case.language(root.Lang, "Lang of the catalog")


def output_intent(case):
    """6.2.3: one sRGB profile, whole and known to readers of PDF 1.7."""
    intents = [i for i in case.root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    if not intents:
        case.need(not case.level.part, "no output intent GTS_PDFA1")
        return
    case.need(len(intents) == 1, "several output intents")
    intent = intents[0]
    case.need("/DestOutputProfileRef" not in intent, "output intent refers to a profile elsewhere")
    case.said(intent, "/OutputConditionIdentifier", "output intent")
    profile = intent.get("/DestOutputProfile")
    if not case.need(isinstance(profile, pikepdf.Stream), "output intent has no profile"):
        return
    case.need(profile.get("/N") == 3, f"output intent's N is {profile.get('/N')}")
    data = profile.read_bytes()
    if not case.need(len(data) > 132 and data[36:40] == b"acsp", "output intent's profile is no ICC profile"):
        return
    case.need(int.from_bytes(data[:4], "big") == len(data), "output intent's profile is not as long as it says")
    case.need(data[8] in (2, 4), f"output intent's profile has version {data[8]}")
    case.need(data[12:16] in (b"mntr", b"prtr"), f"output intent's profile is for {data[12:16]}")
    case.need(data[16:20] == b"RGB ", f"output intent's profile has colours {data[16:20]}")
    for i in range(int.from_bytes(data[128:132], "big")):
        tag = data[132 + 12 * i:144 + 12 * i]
        case.need(len(tag) == 12 and int.from_bytes(tag[4:8], "big") + int.from_bytes(tag[8:], "big") <= len(data),
                  "output intent's profile has a tag outside it")


def embedded_files(case):
    """6.8: none in part 2; in part 3 each with its relation to the document."""
    named = case.tree(case.root.get("/Names", {}).get("/EmbeddedFiles", pikepdf.Dictionary()), "/Names", "EmbeddedFiles")
    related = list(case.root.get("/AF", []))
    specs = [v for _, v in named] + related
    for thing in case.pdf.objects:
        if is_dictionary(thing) and ("/EF" in thing or thing.get("/Type") == "/EmbeddedFile") and case.level.part == 2:
            case.fault(f"object {thing.objgen[0]}: an embedded file")
    known = {s.objgen for s in related}
    for key, spec in named:
        case.need(spec.objgen in known,
                  f"embedded file {key.decode(errors='replace')} is not among the associated ones (AF)")
    for spec in {s.objgen: s for s in specs}.values():
        file_specification(case, spec)


def file_specification(case, spec):
    name = case.text(spec.get("/UF"), "name of an embedded file")
    what = f"embedded file {name or spec.objgen[0]}"
    case.need(spec.get("/Type") == "/Filespec", f"{what} has no Type Filespec")
    case.need(name and case.text(spec.get("/F"), what), f"{what} has not both F and UF")
    case.need(not re.search(r"[\\/:]|^\.", name), f"{what} has a path for a name")
    case.said(spec, "/Desc", what)
    if case.level.part == 3:
        case.need(str(spec.get("/AFRelationship")) in RELATIONSHIPS, f"{what} has no AFRelationship")
    files = spec.get("/EF", {})
    stream = files.get("/F")
    if not case.need(isinstance(stream, pikepdf.Stream), f"{what} is not there"):
        return
    case.need("/UF" not in files or files["/UF"].objgen == stream.objgen, f"{what} is two files")
    case.need(re.fullmatch(r"/[a-z]+/[a-z0-9][a-z0-9.+-]*", str(stream.get("/Subtype"))), f"{what} has no MIME type")
    parameters, data = stream.get("/Params", {}), stream.read_bytes()
    case.need(number(parameters.get("/Size")) == len(data), f"{what} is not as long as it says")
    case.need("/ModDate" in parameters, f"{what} has no ModDate")
    if "/CheckSum" in parameters:
        case.need(bytes(parameters["/CheckSum"]) == hashlib.md5(data).digest(), f"{what} has another checksum")


CHECKS = (header, trailer, syntax, objects, catalog, output_intent, embedded_files)
