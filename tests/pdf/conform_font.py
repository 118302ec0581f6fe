"""Fonts and the text shown with them: ISO 19005-2, 6.2.11; ISO 14289-1, 7.21."""

import re
import unicodedata

import pikepdf
from conform_case import is_dictionary, number, rectangle
from truetype import TrueType

DESCRIPTOR = ("/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV")
NO_TEXT = {0: "U+0000", 0xFEFF: "U+FEFF", 0xFFFE: "U+FFFE", 0xFFFD: "U+FFFD"}
NEAR = 1.0          # 1/1000 em


def every_font(case):
    """Each Type0 or simple font of the file, used or not, with its name for messages."""
    for thing in case.pdf.objects:
        if is_dictionary(thing) and thing.get("/Type") == "/Font" and "/CIDSystemInfo" not in thing:
            yield thing, f"font {str(thing.get('/BaseFont', thing.objgen[0])).lstrip('/')}"


def unicode_map(case, font, what):
    """code -> text, of a ToUnicode stream; None: there is none."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        case.need(not case.level.unicode, f"{what} has no ToUnicode")
        return None
    source = stream.read_bytes().decode("latin-1")
    case.need(re.search(r"1 begincodespacerange\s*<0000>\s*<FFFF>\s*endcodespacerange", source, re.I),
              f"{what} ToUnicode: no code space of two bytes")
    case.need("begincmap" in source and "endcmap" in source, f"{what} ToUnicode: is no CMap")
    case.need("begincidrange" not in source and "begincidchar" not in source, f"{what} ToUnicode: maps to CIDs")
    found = {}

    def put(code, data):
        try:
            text = data.decode("utf-16-be")
        except UnicodeDecodeError:
            case.fault(f"{what} ToUnicode: {code:04X} is no UTF-16")
            return
        case.need(code not in found, f"{what} ToUnicode: {code:04X} twice")
        found[code] = text

    for count, kind, rows in re.findall(r"(\d+)\s+beginbf(char|range)\s(.*?)endbf\2", source, re.S):
        case.need(int(count) <= 100, f"{what} ToUnicode: a block of {count}")
        entries = re.findall(r"<([^>]*)>\s*<([^>]*)>" if kind == "char" else
                             r"<([^>]*)>\s*<([^>]*)>\s*(<[^>]*>|\[[^\]]*\])", rows)
        case.need(len(entries) == int(count), f"{what} ToUnicode: a block of {count} has {len(entries)}")
        for entry in entries:
            first = int(entry[0], 16)
            if kind == "char":
                put(first, bytes.fromhex(entry[1]))
                continue
            texts = [bytes.fromhex(t) for t in re.findall(r"<([^>]*)>", entry[2])]
            for i in range(int(entry[1], 16) - first + 1):
                listed = entry[2].startswith("[")
                base = texts[min(i, len(texts) - 1) if listed else 0]
                put(first + i, base if listed else base[:-2] + (int.from_bytes(base[-2:], "big") + i).to_bytes(2, "big"))
    return found


def widths(case, font, what):
    """CID -> width, of a W array."""
    found = {}
    rows = list(font.get("/W", []))
    while rows:
        first = rows.pop(0)
        second = rows.pop(0) if rows else None
        if isinstance(second, pikepdf.Array):
            found.update({int(first) + i: number(w) for i, w in enumerate(second)})
        elif second is not None and rows:
            found.update(dict.fromkeys(range(int(first), int(second) + 1), number(rows.pop(0))))
        else:
            case.fault(f"{what}: W ends too early")
    return found


def fonts(case):
    for font, what in every_font(case):
        shown = case.content.shown.get(font.objgen, set())
        if not case.need(font.get("/Subtype") == "/Type0", f"{what} is {font.get('/Subtype')}, not Type0"):
            continue
        case.need(font.get("/Encoding") == "/Identity-H", f"{what} has encoding {font.get('/Encoding')}")
        descendants = font.get("/DescendantFonts", [])
        if not case.need(len(descendants) == 1 and descendants[0].get("/Subtype") == "/CIDFontType2",
                         f"{what} has no CIDFontType2"):
            continue
        descendant = descendants[0]
        program = font_program(case, font, descendant, what)
        glyphs = glyph_map(case, descendant, what)
        texts = unicode_map(case, font, what)
        case.need(0 not in shown, f"{what} shows CID 0 (.notdef)")
        check_text(case, shown, texts, what)
        if program and glyphs is not None:
            check_glyphs(case, shown, texts or {}, glyphs, program, what)
            check_widths(case, descendant, glyphs, program, what)


def font_program(case, font, descendant, what):
    """6.2.11.2 to .4: names and descriptor, and the embedded program, or None."""
    descriptor = descendant.get("/FontDescriptor", pikepdf.Dictionary())
    names = {str(font.get("/BaseFont")), str(descendant.get("/BaseFont")), str(descriptor.get("/FontName"))}
    case.need(len(names) == 1, f"{what} has several names: {sorted(names)}")
    case.need(all(re.match(r"/[A-Z]{6}\+.", n) for n in names), f"{what} has no mark of a subset in its name")
    system = descendant.get("/CIDSystemInfo", {})
    case.need((str(system.get("/Registry")), str(system.get("/Ordering")), system.get("/Supplement")) ==
              ("Adobe", "Identity", 0), f"{what} has CIDSystemInfo {dict(system)}")
    for key in DESCRIPTOR:
        case.need(key in descriptor, f"{what} has no {key[1:]} in its descriptor")
    flags = int(descriptor.get("/Flags", 0))
    case.need(bool(flags & 4) != bool(flags & 32), f"{what} is not either symbolic or not")
    box = rectangle(descriptor.get("/FontBBox"))
    case.need(box and box[0] < box[2] and box[1] < box[3], f"{what} has no FontBBox of a size")
    case.need("/FontFile" not in descriptor and "/FontFile3" not in descriptor, f"{what} has another font program")
    case.need("/CIDSet" not in descriptor, f"{what} has a CIDSet, which parts 2 and 3 do not need")
    stream = descriptor.get("/FontFile2")
    if not case.need(isinstance(stream, pikepdf.Stream), f"{what} is not embedded"):
        return None
    data = stream.read_bytes()
    case.need(stream.get("/Length1") == len(data), f"{what} program is not as long as it says")
    program = TrueType(data)
    for fault in program.faults:
        case.fault(f"{what} program {fault}")
    return None if program.faults else program


def glyph_map(case, descendant, what):
    """6.2.11.3.2: CID -> glyph."""
    stream = descendant.get("/CIDToGIDMap")
    if not case.need(isinstance(stream, pikepdf.Stream), f"{what} has no CIDToGIDMap stream"):
        return None
    data = stream.read_bytes()
    case.need(len(data) % 2 == 0, f"{what} CIDToGIDMap has half an entry")
    return [int.from_bytes(data[i:i + 2], "big") for i in range(0, len(data) - 1, 2)]


def check_text(case, shown, texts, what):
    """6.2.11.7.2, and 7.21.7: each code says which text it is."""
    if texts is None:
        return
    for code in sorted(shown - set(texts)):
        case.fault(f"{what} ToUnicode: nothing for CID {code}, which is shown")
    for code in sorted(shown & set(texts)):
        text = texts[code]
        case.need(text, f"{what} ToUnicode: CID {code} is no text")
        for c in text:
            case.need(ord(c) not in NO_TEXT, f"{what} ToUnicode: CID {code} is {NO_TEXT.get(ord(c))}")
            case.need(not 0xE000 <= ord(c) < 0xF900 and ord(c) < 0xF0000, f"{what} ToUnicode: CID {code} is private")


def check_glyphs(case, shown, texts, glyphs, program, what):
    """6.2.11.4.1, 6.2.11.8: what is shown is in the program, and is not .notdef."""
    for code in sorted(shown - {0}):
        glyph = glyphs[code] if code < len(glyphs) else 0
        if not case.need(glyph, f"{what} shows .notdef for CID {code}") or \
                not case.need(glyph < program.glyphs, f"{what} has no glyph {glyph} for CID {code}"):
            continue
        blank = all(unicodedata.category(c) in ("Zs", "Cf") for c in texts.get(code, ""))
        case.need(blank or not program.empty(glyph), f"{what} shows nothing for CID {code}")


def check_widths(case, descendant, glyphs, program, what):
    """6.2.11.5: what the dictionary says is what the program says."""
    table, default = widths(case, descendant, what), number(descendant.get("/DW", 1000))
    case.need(not table or max(table) < len(glyphs), f"{what} W goes on after CIDToGIDMap")
    for code, glyph in enumerate(glyphs):
        if code and 0 < glyph < program.glyphs:
            said, is_ = table.get(code, default), program.width(glyph)
            case.need(said is not None and abs(said - is_) <= NEAR, f"{what} W of CID {code} is {said}, hmtx {is_:.0f}")


def texts_of(case):
    """font -> code -> text, without complaints."""
    quiet = type("Quiet", (), {"need": lambda *_: True, "fault": lambda *_: None, "level": case.level})()
    return {key: unicode_map(quiet, font, "") or {} for key, font in case.content.fonts.items()}


CHECKS = (fonts,)
