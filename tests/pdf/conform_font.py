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
    """Each font of the file, used or not, with its name for messages."""
    for thing in case.pdf.objects:
        if is_dictionary(thing) and thing.get("/Type") == "/Font":
            yield thing, f"font {str(thing.get('/BaseFont', thing.objgen[0])).lstrip('/')}"


def unicode_map(case, font, what):
    """code -> text, of a ToUnicode stream; None: there is none."""
    stream = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        case.need(not case.level.unicode, f"{what} has no ToUnicode")
        return None
    source = stream.read_bytes().decode("latin-1")
    case.need(re.search(r"1 begincodespacerange\s*<00>\s*<FF>\s*endcodespacerange", source, re.I),
              f"{what} ToUnicode: no code space of one byte")
    case.need("begincmap" in source and "endcmap" in source, f"{what} ToUnicode: is no CMap")
    case.need("begincidrange" not in source and "begincidchar" not in source, f"{what} ToUnicode: maps to CIDs")
    found = {}

    def put(code, data):
        try:
            text = data.decode("utf-16-be")
        except UnicodeDecodeError:
            case.fault(f"{what} ToUnicode: {code:02X} is no UTF-16")
            return
        case.need(code not in found, f"{what} ToUnicode: {code:02X} twice")
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


def widths(font):
    """code -> width, of Widths."""
    first = int(font.get("/FirstChar", 0))
    return {first + i: number(w) for i, w in enumerate(font.get("/Widths", []))}


def fonts(case):
    for font, what in every_font(case):
        shown = case.content.shown.get(font.objgen, set())
        if not case.need(font.get("/Subtype") == "/TrueType", f"{what} is {font.get('/Subtype')}, not TrueType"):
            continue
        case.need("/Encoding" not in font, f"{what} has encoding {font.get('/Encoding')}")
        case.need(int(font.get("/LastChar", -1)) - int(font.get("/FirstChar", 0)) + 1 == len(font.get("/Widths", [])),
                  f"{what} has not a width for each code from FirstChar to LastChar")
        program = font_program(case, font, what)
        texts = unicode_map(case, font, what)
        check_text(case, shown, texts, what)
        if program:
            check_glyphs(case, shown, texts or {}, program, what)
            check_widths(case, font, program, what)


def font_program(case, font, what):
    """6.2.11.2 to .4, .6: names and descriptor, and the embedded program, or None."""
    descriptor = font.get("/FontDescriptor", pikepdf.Dictionary())
    names = {str(font.get("/BaseFont")), str(descriptor.get("/FontName"))}
    case.need(len(names) == 1, f"{what} has several names: {sorted(names)}")
    case.need(all(re.match(r"/[A-Z]{6}\+.", n) for n in names), f"{what} has no mark of a subset in its name")
    for key in DESCRIPTOR:
        case.need(key in descriptor, f"{what} has no {key[1:]} in its descriptor")
    flags = int(descriptor.get("/Flags", 0))
    case.need(flags & 4 and not flags & 32, f"{what} is not symbolic")
    box = rectangle(descriptor.get("/FontBBox"))
    case.need(box and box[0] < box[2] and box[1] < box[3], f"{what} has no FontBBox of a size")
    case.need("/FontFile" not in descriptor and "/FontFile3" not in descriptor, f"{what} has another font program")
    stream = descriptor.get("/FontFile2")
    if not case.need(isinstance(stream, pikepdf.Stream), f"{what} is not embedded"):
        return None
    data = stream.read_bytes()
    case.need(stream.get("/Length1") == len(data), f"{what} program is not as long as it says")
    program = TrueType(data)
    for fault in program.faults:
        case.fault(f"{what} program {fault}")
    return None if program.faults else program


def check_text(case, shown, texts, what):
    """6.2.11.7.2, and 7.21.7: each code says which text it is."""
    if texts is None:
        return
    for code in sorted(shown - set(texts)):
        case.fault(f"{what} ToUnicode: nothing for code {code}, which is shown")
    for code in sorted(shown & set(texts)):
        text = texts[code]
        case.need(text, f"{what} ToUnicode: code {code} is no text")
        for c in text:
            case.need(ord(c) not in NO_TEXT, f"{what} ToUnicode: code {code} is {NO_TEXT.get(ord(c))}")
            case.need(not 0xE000 <= ord(c) < 0xF900 and ord(c) < 0xF0000, f"{what} ToUnicode: code {code} is private")


def check_glyphs(case, shown, texts, program, what):
    """6.2.11.4.1, 6.2.11.8: what is shown is in the program, and is not .notdef."""
    for code in sorted(shown):
        glyph = program.codes[code]
        if not case.need(glyph, f"{what} shows .notdef for code {code}") or \
                not case.need(glyph < program.glyphs, f"{what} has no glyph {glyph} for code {code}"):
            continue
        blank = all(unicodedata.category(c) in ("Zs", "Cf") for c in texts.get(code, ""))
        case.need(blank or not program.empty(glyph), f"{what} shows nothing for code {code}")


def check_widths(case, font, program, what):
    """6.2.11.5: what the dictionary says is what the program says."""
    table = widths(font)
    for code, glyph in enumerate(program.codes):
        if 0 < glyph < program.glyphs:
            said, is_ = table.get(code), program.width(glyph)
            case.need(said is not None and abs(said - is_) <= NEAR, f"{what} width of code {code} is {said}, hmtx {is_:.0f}")


def texts_of(case):
    """font -> code -> text, without complaints."""
    quiet = type("Quiet", (), {"need": lambda *_: True, "fault": lambda *_: None, "level": case.level})()
    return {key: unicode_map(quiet, font, "") or {} for key, font in case.content.fonts.items()}


CHECKS = (fonts,)
