"""The metadata: ISO 19005-2, 6.6; ISO 14289-1, clause 5; and that it says what the document information says."""

import hashlib
import io
import re
import xml.etree.ElementTree as xml

import pikepdf
from conform_case import LANGUAGE

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC, XMP, PDF = "http://purl.org/dc/elements/1.1/", "http://ns.adobe.com/xap/1.0/", "http://ns.adobe.com/pdf/1.3/"
PDFAID, PDFUAID = "http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/"
EXTENSION, SCHEMA, PROPERTY = ("http://www.aiim.org/pdfa/ns/" + n for n in ("extension/", "schema#", "property#"))
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {PDFAID: "pdfaid", PDFUAID: "pdfuaid", EXTENSION: "pdfaExtension", SCHEMA: "pdfaSchema", PROPERTY: "pdfaProperty",
            "http://www.aiim.org/pdfa/ns/type#": "pdfaType", "http://www.aiim.org/pdfa/ns/field#": "pdfaField"}
# What needs no description: properties of the XMP specification of 2005, and how each is written.
KNOWN = {
    DC: {"contributor": "Bag Text", "coverage": "Text", "creator": "Seq Text", "date": "Seq Date", "description": "Lang Alt",
         "format": "Text", "identifier": "Text", "language": "Bag Locale", "publisher": "Bag Text", "relation": "Bag Text",
         "rights": "Lang Alt", "source": "Text", "subject": "Bag Text", "title": "Lang Alt", "type": "Bag Text"},
    XMP: {"BaseURL": "URL", "CreateDate": "Date", "CreatorTool": "Text", "Identifier": "Bag Text", "MetadataDate": "Date",
          "ModifyDate": "Date", "Nickname": "Text", "Rating": "Integer", "Label": "Text"},
    PDF: {"Keywords": "Text", "PDFVersion": "Text", "Producer": "Text"},
    "http://ns.adobe.com/xap/1.0/mm/": {"DocumentID": "URI", "InstanceID": "URI", "VersionID": "Text",
                                        "RenditionClass": "Text"},
    "http://ns.adobe.com/xap/1.0/rights/": {"Certificate": "URL", "Marked": "Boolean", "Owner": "Bag Text",
                                            "UsageTerms": "Lang Alt", "WebStatement": "URL"},
    "http://ns.adobe.com/xap/1.0/t/pg/": {"NPages": "Integer"},
    PDFAID: {"part": "Integer", "conformance": "Text", "amd": "Text", "corr": "Text"},
    EXTENSION: {"schemas": "schemas"},
}
VALUES = {"Integer": r"[+-]?\d+", "Real": r"[+-]?\d*\.?\d+", "Boolean": "True|False", "Locale": LANGUAGE.pattern,
          "URI": r"[A-Za-z][\w.+-]*:\S+", "URL": r"[A-Za-z][\w.+-]*:\S+", "MIMEType": r"[\w.+-]+/[\w.+-]+",
          "Date": r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?"}
SIMPLE = {"Text", "ProperName", "AgentName", "GUID", "RenditionClass", "XPath", *VALUES}
INFO = {"/Title": (DC, "title"), "/Author": (DC, "creator"), "/Subject": (DC, "description"), "/Keywords": (PDF, "Keywords"),
        "/Creator": (XMP, "CreatorTool"), "/Producer": (PDF, "Producer"), "/CreationDate": (XMP, "CreateDate"),
        "/ModDate": (XMP, "ModifyDate")}


def packet(case):
    """The metadata's bytes, when they are as they have to be; None: there are none."""
    stream = case.root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        case.need(not case.level.part and not case.level.ua, "no metadata (XMP)")
        return None
    case.need(stream.get("/Type") == "/Metadata" and stream.get("/Subtype") == "/XML", "XMP: stream is not Metadata of XML")
    case.need("/Filter" not in stream, "XMP: stream is compressed")
    data = stream.read_bytes()
    start = re.match(rb"<\?xpacket begin=[\"'](?:\xef\xbb\xbf)?[\"'] id=[\"']W5M0MpCehiHzreSzNTczkc9d[\"']\s*\?>", data)
    case.need(start, "XMP: packet does not begin as one")
    case.need(re.search(rb"<\?xpacket end=[\"'][rw][\"']\?>\s*\Z", data), "XMP: packet does not end as one")
    return data


def parsed(case, data):
    """The tree, or None; prefixes are checked on the way."""
    try:
        events = list(xml.iterparse(io.BytesIO(data), ("start-ns", "end")))
    except (xml.ParseError, ValueError) as e:
        case.fault(f"XMP: no XML: {e}")
        return None
    try:
        data.decode()
    except UnicodeDecodeError:
        case.fault("XMP: no UTF-8")
    for event, what in events:
        if event == "start-ns" and what[1] in PREFIXES:
            case.need(what[0] == PREFIXES[what[1]], f"XMP: prefix {what[0]} stands for {what[1]}")
    return events[-1][1]


def split(tag):
    space, _, name = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return space, name


def properties(case, tree):
    """(namespace, name) -> element or string, of all descriptions."""
    found = {}
    case.need(split(tree.tag) == ("adobe:ns:meta/", "xmpmeta"), "XMP: root is not xmpmeta")
    roots = list(tree.iter(f"{{{RDF}}}RDF"))
    case.need(len(roots) == 1, "XMP: not one RDF")
    for description in roots[0] if roots else ():
        case.need(description.tag == f"{{{RDF}}}Description", f"XMP: {description.tag} among the descriptions")
        case.need(description.get(f"{{{RDF}}}about") == "", "XMP: a description that is not of this document")
        pairs = [(e.tag, e) for e in description]
        pairs += [(k, v) for k, v in description.attrib.items() if split(k)[0] not in (RDF, split(LANG)[0])]
        for tag, value in pairs:
            case.need(split(tag) not in found, f"XMP: {split(tag)[1]} twice")
            found[split(tag)] = value
    return found


def items(value):
    """(kind of list, its texts, their languages); the kind is "" for a single text."""
    if isinstance(value, str):
        return "", [value], [None]
    for kind in ("Alt", "Bag", "Seq"):
        inner = value.find(f"{{{RDF}}}{kind}")
        if inner is not None:
            entries = inner.findall(f"{{{RDF}}}li")
            return kind, [e.text or "" for e in entries], [e.get(LANG) for e in entries]
    return "", [value.text or ""], [None]


def plain(value):
    """What a property says, as text."""
    kind, texts, languages = items(value)
    if kind == "Alt":
        return dict(zip(languages, texts)).get("x-default", "")
    return ", ".join(texts)


def check_value(case, name, value, kind):
    form, texts, languages = items(value)
    if kind == "Lang Alt":
        if case.need(form == "Alt", f"XMP: {name} is no alternative of languages"):
            case.need("x-default" in languages, f"XMP: {name} has no x-default")
            case.need(all(v and (v == "x-default" or LANGUAGE.fullmatch(v)) for v in languages) and
                      len(set(languages)) == len(languages), f"XMP: {name} has wrong languages")
        return
    wanted, _, simple = kind.rpartition(" ")
    wanted = {"bag": "Bag", "seq": "Seq", "alt": "Alt"}.get(wanted, wanted)
    case.need(form == wanted, f"XMP: {name} is {form or 'a single value'}, not {wanted or 'a single value'}")
    for text in texts:
        case.need(text.strip() and re.fullmatch(VALUES.get(simple, "(?s:.*)"), text, re.I if simple == "Locale" else 0),
                  f"XMP: {name} is no {simple}: {text!r}")


def described(case, value):
    """namespace -> {name: value type} of the extension schemas (6.6.2.3.3)."""
    found = {}
    if value is None:
        return found
    entries = value.findall(f"{{{RDF}}}Bag/{{{RDF}}}li")
    case.need(entries, "XMP: extension schemas are no Bag")
    for entry in (body(e) for e in entries):
        texts = {name: (entry.findtext(f"{{{SCHEMA}}}{name}") or "").strip() for name in
                 ("schema", "namespaceURI", "prefix")}
        for name, text in texts.items():
            case.need(text, f"XMP: extension schema without {name}")
        names = found.setdefault(texts["namespaceURI"], {"": texts["prefix"]})
        for row in entry.findall(f"{{{SCHEMA}}}property/{{{RDF}}}Seq/{{{RDF}}}li"):
            row = body(row)
            says = {n: (row.findtext(f"{{{PROPERTY}}}{n}") or row.get(f"{{{PROPERTY}}}{n}") or "").strip() for n in
                    ("name", "valueType", "category", "description")}
            for name, text in says.items():
                case.need(text, f"XMP: extension schema: a property without {name}")
            kind = says["valueType"]
            case.need(says["category"] in ("internal", "external"), f"XMP: extension schema: category {says['category']!r}")
            case.need(kind == "Lang Alt" or re.sub("^(bag|seq|alt) ", "", kind, flags=re.I) in SIMPLE,
                      f"XMP: extension schema: value type {kind!r}")
            names[says["name"]] = kind
    return found


def body(item):
    """The structure in a list item, written with parseType or as a description of its own."""
    inner = item.find(f"{{{RDF}}}Description")
    return item if inner is None else inner


def check_known(case, found, data):
    """Every property is of a known schema or of one that is described."""
    extra = described(case, found.get((EXTENSION, "schemas")))
    for space, names in extra.items():
        prefix = names.pop("")
        if any(space == s for s, _ in found):
            case.need(f'xmlns:{prefix}="{space}"'.encode() in data.replace(b"'", b'"'),
                      f"XMP: {space} has not the prefix {prefix} of its extension schema")
    for (space, name), value in found.items():
        kind = KNOWN.get(space, {}).get(name) or extra.get(space, {}).get(name)
        if case.need(kind, f"XMP: {name} of {space or 'no namespace'} is in no extension schema") and kind != "schemas":
            check_value(case, name, value, kind)


def claims(case, found):
    """What the file says it is."""
    def get(space, name):
        return plain(found[space, name]) if (space, name) in found else ""
    level = case.level
    case.need(get(PDFAID, "part") == (str(level.part) if level.part else ""), f"XMP: pdfaid part is {get(PDFAID, 'part')!r}")
    case.need(get(PDFAID, "conformance") == level.conformance,
              f"XMP: pdfaid conformance is {get(PDFAID, 'conformance')!r}")
    case.need(get(PDFUAID, "part") == ("1" if level.ua else ""), f"XMP: pdfuaid part is {get(PDFUAID, 'part')!r}")
    if level.ua:
        case.need(get(DC, "title").strip(), "XMP: no dc:title")
    if level.tagged and case.need((DC, "language") in found, "XMP: no dc:language"):
        case.need(str(case.root.get("/Lang", "")) in items(found[DC, "language"])[1],
                  "XMP: dc:language is not the language of the catalog")
    case.need(get(DC, "format") in ("", "application/pdf"), f"XMP: dc:format is {get(DC, 'format')!r}")
    sources = [s.EF.F.read_bytes() for s in case.root.get("/AF", []) if s.get("/AFRelationship") == "/Source"]
    facts = {"NPages": [str(len(case.pages))], "pageCount": [str(len(case.pages))],
             "sourceHash": [hashlib.sha256(data).hexdigest() for data in sources]}
    for (_, name), value in found.items():
        case.need(name not in facts or plain(value).lower() in facts[name], f"XMP: {name} is {plain(value)!r}")


def date(text):
    """A date of either kind as digits and zone, or None."""
    m = re.fullmatch(r"D:(\d{4}(?:\d\d){0,5})(?:(Z)(?:00'00'?)?|([+-]\d\d)'(\d\d)'?)?", text)
    if m:
        return m[1], m[2] or (m[3] + m[4] if m[3] else "")
    m = re.fullmatch(VALUES["Date"], text)
    if m:
        zone = re.search(r"(Z|[+-]\d\d:\d\d)$", text[10:])
        zone = zone[1] if zone else ""
        return re.sub(r"\D", "", text[:len(text) - len(zone)]), zone.replace(":", "")
    return None


def check_info(case, found):
    """The document information and the metadata say the same (6.6.3 of part 1, and good sense)."""
    for key in case.info.keys():
        case.need(key in INFO or key == "/Trapped", f"Info has {key[1:]}")
    for key, at in INFO.items():
        one = case.text(case.info.get(key), f"Info {key[1:]}")
        other = plain(found[at]) if at in found else ""
        if key.endswith("Date"):
            case.need(not one or date(one) and one.startswith("D:"), f"Info {key[1:]} is no date: {one!r}")
            one, other = date(one) if one else None, date(other) if other else None
        case.need(one == other, f"Info {key[1:]} is {one!r}, XMP {at[1]} {other!r}")


def metadata(case):
    data = packet(case)
    if data is None:
        return
    tree = parsed(case, data)
    if tree is not None:
        found = properties(case, tree)
        check_known(case, found, data)
        claims(case, found)
        check_info(case, found)


CHECKS = (metadata,)
