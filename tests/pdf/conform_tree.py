"""The logical structure: ISO 19005-2, 6.7; ISO 14289-1, 7.1 to 7.11, 7.18; ISO 32000-1, 14.7 and 14.8."""

import re
from dataclasses import dataclass, field

import conform_font
import pikepdf
from conform_case import is_dictionary, rectangle
from conform_content import inherited

GROUPS = set("Document Part Art Sect Div BlockQuote TOC TOCI Index NonStruct Private".split())
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
LISTS = set("L LI Lbl LBody".split())
TABLES = set("Table TR TH TD THead TBody TFoot".split())
INLINE = set("Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP".split())
ILLUSTRATIONS = {"Figure", "Formula", "Form"}
STANDARD = GROUPS | {"Caption", "P", "H", *HEADINGS} | LISTS | TABLES | INLINE | ILLUSTRATIONS
# What an element may hold, and what it may stand in; the others are free.
HOLDS = {
    "L": {"LI", "Caption"}, "LI": {"Lbl", "LBody"}, "TR": {"TH", "TD"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TOC": {"TOC", "TOCI", "Caption"},
    **dict.fromkeys(("P", *HEADINGS, "Span", "Lbl", "Reference", "Link"), INLINE | ILLUSTRATIONS | {"Lbl"}),
}
STANDS_IN = {"LI": {"L"}, "LBody": {"LI"}, "TH": {"TR"}, "TD": {"TR"}, "TR": {"Table", "THead", "TBody", "TFoot"},
             "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"}, "Document": {""}}
# What says nothing itself, and only holds elements that do.
HOLLOW = set("Document Part Art Sect Div TOC L LI Table TR THead TBody TFoot".split())
NUMBERINGS = set("/None /Disc /Circle /Square /Decimal /UpperRoman /LowerRoman /UpperAlpha /LowerAlpha".split())
OWNERS = set("/Layout /List /PrintField /Table /XML-1.00 /HTML-3.20 /HTML-4.01 /OEB-1.00 /RTF-1.05 /CSS-1.00 /CSS-2.00 "
             "/UserProperties".split())
ORDERED = re.compile(r"\W*(?:\d+|[ivxlcIVXLC]+|[a-zđA-ZĐ])[.):]")


@dataclass
class Element:
    """One structure element. `kids`: elements, (owner, MCID) and object references ("OBJR", objgen), in order."""
    thing: object
    role: str
    parent: object
    kids: list = field(default_factory=list)

    @property
    def name(self):
        return self.role + (f" {self.thing.objgen[0]}" if self.thing.is_indirect else "")

    def elements(self):
        return [k for k in self.kids if isinstance(k, Element)]

    def all(self):
        yield self
        for kid in self.elements():
            yield from kid.all()

    def attribute(self, name, classes=None):
        """The value of an attribute, its own or of its classes."""
        for group in self.attributes(classes):
            if name in group:
                return group[name]
        return None

    def attributes(self, classes=None):
        found = listed(self.thing.get("/A"))
        for name in listed(self.thing.get("/C")):
            if isinstance(name, pikepdf.Name):
                found += listed((classes or {}).get(str(name)))
        return [g for g in found if is_dictionary(g)]


def named(e):
    return e.name if e else ""


def listed(value):
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


class Tree:
    def __init__(self, case, root):
        self.case, self.root = case, root
        self.roles = root.get("/RoleMap", {})
        self.classes = root.get("/ClassMap", {})
        self.seen = set()
        self.texts = conform_font.texts_of(case)
        self.top = [self.read(kid, None, root, 0) for kid in listed(root.get("/K"))]
        self.elements = [e for top in self.top for e in top.all()]

    def need(self, ok, text):
        return self.case.need(ok, "structure: " + text)

    def role(self, thing):
        """The standard type behind a type."""
        role, steps = str(thing.get("/S", "/?")), 0
        while role[1:] not in STANDARD and role in self.roles and steps < 20:
            role, steps = str(self.roles[role]), steps + 1
        self.need(role[1:] in STANDARD, f"type {thing.get('/S')} is no standard type, nor mapped to one")
        return role[1:]

    def read(self, thing, parent, holder, depth):
        e = Element(thing, self.role(thing), parent)
        self.need(thing.is_indirect, f"{e.name} is no object of its own")
        self.need(thing.get("/Type", "/StructElem") == "/StructElem", f"{e.name} is no structure element")
        back = thing.get("/P")
        self.need(back is not None and back.objgen == holder.objgen, f"{e.name} has another P")
        self.seen.add(thing.objgen)
        for kid in listed(thing.get("/K")):
            found = self.kid(e, kid, thing.get("/Pg"), depth)
            if found is not None:
                e.kids.append(found)
        return e

    def kid(self, e, kid, page, depth):
        if isinstance(kid, int):
            return (self.owner(e, page), kid)
        if not is_dictionary(kid):
            self.need(False, f"{e.name} has a kid that is none")
        elif kid.get("/Type") == "/MCR":
            return (self.owner(e, kid.get("/Stm", kid.get("/Pg", page))), kid.get("/MCID"))
        elif kid.get("/Type") == "/OBJR":
            target = kid.get("/Obj")
            if self.need(is_dictionary(target), f"{e.name} refers to no object"):
                return ("OBJR", target.objgen)
        elif self.need(kid.objgen not in self.seen and depth < 200, f"{e.name} has a kid that stands elsewhere too"):
            return self.read(kid, e, e.thing, depth + 1)
        return None

    def owner(self, e, page):
        if self.need(is_dictionary(page), f"{e.name} has content on no page (Pg)"):
            return page.objgen
        return None

    def text(self, e, without=None):
        """What an element says, with all it holds but elements of one type."""
        if "/ActualText" in e.thing:
            return str(e.thing["/ActualText"])
        out = ""
        for kid in e.kids:
            if isinstance(kid, Element):
                out += self.text(kid, without) if kid.role != without else ""
            elif kid[0] != "OBJR":
                for part in self.case.content.marked.get(kid, []):
                    out += part if isinstance(part, str) else self.texts.get(part[0], {}).get(part[1], "")
        return out


def spoken(case):
    """What is read aloud: the text of the structure without its notes, and that of the notes."""
    tree = Tree(case, case.root.StructTreeRoot)
    notes = [e for e in tree.elements if e.role == "Note"]
    return "".join(tree.text(e, "Note") for e in tree.top), "".join(tree.text(e) for e in notes)


def structure(case):
    root = case.root.get("/StructTreeRoot")
    if not is_dictionary(root):
        case.need(not case.level.tagged, "structure: no StructTreeRoot")
        return
    tree = Tree(case, root)
    tree.need(root.get("/Type") == "/StructTreeRoot", "root has no Type")
    role_map(tree)
    parents(case, tree)
    tree.need([e.role for e in tree.top] == ["Document"], f"root holds {[e.role for e in tree.top]}, not one Document")
    for e in tree.elements:
        nesting(tree, e)
        attributes(tree, e)
        RULES.get(e.role, lambda *_: None)(tree, e)
    headings(tree)
    identifiers(tree)
    annotations(case, tree)


def role_map(tree):
    """6.7.3.4: own types lead to standard ones, and standard ones to nothing else."""
    for name, target in tree.roles.items():
        tree.need(name[1:] not in STANDARD, f"RoleMap maps the standard type {name[1:]}")
        chain = [name]
        while str(target)[1:] not in STANDARD and str(target) in tree.roles and str(target) not in chain:
            chain.append(str(target))
            target = tree.roles[chain[-1]]
        tree.need(str(target)[1:] in STANDARD, f"RoleMap leads {name[1:]} to {target}, which is no standard type")


def parents(case, tree):
    """Every MCID belongs to one element, and the ParentTree says to which."""
    content = case.content
    node = tree.root.get("/ParentTree")
    if not tree.need(is_dictionary(node), "no ParentTree"):
        return
    rows = dict(case.tree(node, "/Nums", "ParentTree"))
    tree.need(not rows or int(tree.root.get("/ParentTreeNextKey", 0)) > max(rows), "ParentTreeNextKey is too small")
    holders, where = {}, {}
    for e in tree.elements:
        for kid in e.kids:
            if not isinstance(kid, Element) and kid[0] != "OBJR":
                tree.need(kid not in holders, f"MCID {kid[1]} belongs to {e.name} and to {named(holders.get(kid))}")
                tree.need(kid in content.marked, f"{e.name} has MCID {kid[1]}, which is on no page")
                holders[kid] = e
    for owner, thing in content.owners.items():
        page = f"page {case.page_numbers[owner]}" if owner in case.page_numbers else f"form {owner[0]}"
        mcids = {m for o, m in content.marked if o == owner}
        key = thing.get("/StructParents")
        where[key] = where.get(key, []) + [page]
        row = rows.pop(key, None) if isinstance(key, int) else None
        if not tree.need(isinstance(row, pikepdf.Array), f"{page} is not in the ParentTree"):
            continue
        for mcid in sorted(mcids):
            e = holders.get((owner, mcid))
            says = row[mcid] if mcid < len(row) else None
            tree.need(e, f"{page}: MCID {mcid} belongs to no element")
            tree.need(is_dictionary(says), f"{page}: MCID {mcid} is not in the ParentTree")
            tree.need(not e or not is_dictionary(says) or says.objgen == e.thing.objgen,
                      f"{page}: the ParentTree gives MCID {mcid} to another element")
        tree.need(all(m in mcids or row[m] is None for m in range(len(row))),
                  f"{page}: the ParentTree has MCIDs that are not there")
    for key, pages in where.items():
        tree.need(len(pages) == 1, f"{' and '.join(pages)} have the same StructParents")
    references(case, tree, rows)


def references(case, tree, rows):
    """Annotations that belong to elements, which hold them as object references."""
    for n, page in enumerate(case.pages, 1):
        for annotation in page.get("/Annots", []):
            what = f"page {n}: {str(annotation.get('/Subtype', '/?'))[1:]} annotation"
            holders = [e for e in tree.elements if ("OBJR", annotation.objgen) in e.kids]
            row = rows.pop(annotation.get("/StructParent"), None)
            if annotation.get("/Subtype") in ("/Popup", "/PrinterMark"):
                continue
            tree.need(len(holders) == 1, f"{what} is in {len(holders)} elements")
            tree.need(is_dictionary(row) and [row.objgen] == [e.thing.objgen for e in holders],
                      f"{what}: the ParentTree does not say its element")
    tree.need(not rows, f"ParentTree has keys of nothing: {list(rows)}")


def nesting(tree, e):
    parent = e.parent.role if e.parent else ""
    if e.role in STANDS_IN:
        tree.need(parent in STANDS_IN[e.role], f"{e.name} stands in {parent or 'the root'}")
    for kid in e.elements():
        if e.role in HOLDS:
            tree.need(kid.role in HOLDS[e.role], f"{e.name} holds {kid.name}")
    loose = [k for k in e.kids if not isinstance(k, Element)]
    tree.need(not loose or e.role not in HOLLOW, f"{e.name} has content of its own")
    tree.need(e.kids or e.role in ("TD", "TH"), f"{e.name} is empty")


def attributes(tree, e):
    case = tree.case
    if "/Lang" in e.thing:
        case.language(e.thing["/Lang"], f"structure: Lang of {e.name}")
    for key in ("/Alt", "/ActualText", "/E", "/T"):
        if key in e.thing:
            text = case.text(e.thing[key], f"structure: {key[1:]} of {e.name}")
            tree.need(text.strip(), f"{e.name} has an empty {key[1:]}")
    for name in listed(e.thing.get("/C")):
        tree.need(isinstance(name, int) or str(name) in tree.classes, f"{e.name} has class {name}, which is not there")
    for group in e.attributes(tree.classes):
        tree.need(str(group.get("/O")) in OWNERS, f"{e.name} has attributes of {group.get('/O')}")
        box = group.get("/BBox")
        tree.need(box is None or rectangle(box), f"{e.name} has a BBox that is none")


def headings(tree):
    """7.4.2: the first is H1, and none is more than one deeper than the one before."""
    before = 0
    for e in tree.elements:
        tree.need(e.role != "H", "H among numbered headings")
        if e.role in HEADINGS:
            level = int(e.role[1])
            tree.need(level <= before + 1, f"{e.name} follows {f'H{before}' if before else 'nothing'}")
            tree.need(tree.text(e).strip(), f"{e.name} says nothing")
            before = level


def identifiers(tree):
    """7.9, and ISO 32000-1, table 322: IDs are unique and found in the IDTree."""
    holders = {}
    for e in tree.elements:
        if "/ID" in e.thing:
            key = bytes(e.thing["/ID"])
            tree.need(key not in holders, f"{e.name} has the ID of {named(holders.get(key))}")
            holders[key] = e
    listed_ids = tree.root.get("/IDTree", pikepdf.Dictionary())
    found = {k: v.objgen for k, v in tree.case.tree(listed_ids, "/Names", "IDTree")}
    for key, e in holders.items():
        tree.need(found.get(key) == e.thing.objgen, f"{e.name} is not in the IDTree")
    tree.need(set(found) <= set(holders), "IDTree has IDs of nothing")


def annotations(case, tree):
    """7.18.1, 7.18.4, 7.18.5: links in Link, fields in Form, others in Annot."""
    kinds = {a.objgen: str(a.get("/Subtype")) for page in case.pages for a in page.get("/Annots", [])}
    for e in tree.elements:
        for kid in e.kids:
            if not isinstance(kid, Element) and kid[0] == "OBJR":
                wanted = {"/Link": "Link", "/Widget": "Form"}.get(kinds.get(kid[1]), "Annot")
                tree.need(kid[1] in kinds, f"{e.name} refers to an object that is on no page")
                tree.need(e.role == wanted, f"{kinds.get(kid[1], '/?')[1:]} annotation stands in {e.name}")


def list_rules(tree, e):
    """7.6"""
    kids = e.elements()
    tree.need(all(k.role != "Caption" for k in kids[1:]), f"{e.name}: its Caption is not first")
    numbering = e.attribute("/ListNumbering", tree.classes)
    tree.need(numbering is None or str(numbering) in NUMBERINGS, f"{e.name} has ListNumbering {numbering}")
    labels = [tree.text(label).strip() for item in kids for label in item.elements() if label.role == "Lbl"]
    if any(ORDERED.match(text) for text in labels):
        tree.need(numbering is not None and numbering != "/None",
                  f"{e.name} is numbered ({labels[0]}), and ListNumbering does not say so")


def item_rules(tree, e):
    roles = [k.role for k in e.elements()]
    tree.need(roles.count("LBody") == 1 and roles.count("Lbl") <= 1, f"{e.name} holds {' '.join(roles)}")
    tree.need("Lbl" not in roles[1:], f"{e.name}: its Lbl is not first")


def label_rules(tree, e):
    tree.need(tree.text(e).strip(), f"{e.name} says nothing")


def table_rules(tree, e):
    """7.5, and ISO 32000-1, 14.8.4.3.4"""
    roles = [k.role for k in e.elements()]
    for role in ("THead", "TFoot", "Caption"):
        tree.need(roles.count(role) <= 1, f"{e.name} has {roles.count(role)} {role}")
    tree.need("Caption" not in roles[1:-1], f"{e.name}: its Caption is neither first nor last")
    tree.need("TBody" in roles or not {"THead", "TFoot"} & set(roles), f"{e.name} has no TBody")
    tree.need("TBody" not in roles or "TR" not in roles, f"{e.name} has rows outside its TBody")
    rows = [r for part in e.elements() for r in ([part] if part.role == "TR" else part.elements()) if r.role == "TR"]
    tree.need(any(c.role == "TH" for r in rows for c in r.elements()), f"{e.name} has no TH")
    grid(tree, e, rows)


def grid(tree, e, rows):
    """All rows have the same number of columns, with cells that span some."""
    taken, broad = set(), []
    for y, row in enumerate(rows):
        x = 0
        for cell in row.elements():
            while (x, y) in taken:
                x += 1
            spans = [cell.attribute(a, tree.classes) for a in ("/ColSpan", "/RowSpan")]
            wide, high = (s if isinstance(s, int) and s > 0 else 1 for s in spans)
            tree.need(all(s is None or isinstance(s, int) and s > 0 for s in spans), f"{cell.name} spans {spans}")
            here = {(x + i, y + j) for i in range(wide) for j in range(high)}
            tree.need(not here & taken, f"{e.name}: {cell.name} lies on another cell")
            taken |= here
            x += wide
        broad.append(len([c for c in taken if c[1] == y]))
    tree.need(len(set(broad)) <= 1, f"{e.name} has rows of {broad} cells")
    tree.need(all(c[1] < len(rows) for c in taken), f"{e.name}: a cell goes on under the last row")
    headers(tree, e, [c for row in rows for c in row.elements()])


def headers(tree, e, cells):
    """7.5: a cell's Headers are header cells of its own table, and where some are named no cell stands without any."""
    ids = {bytes(c.thing["/ID"]): c for c in cells if "/ID" in c.thing and c.role == "TH"}
    for cell in cells:
        given = [bytes(h) for h in listed(cell.attribute("/Headers", tree.classes))]
        for h in given:
            tree.need(h in ids, f"{cell.name} has Headers {h!r}, which is no TH of {e.name}")
            tree.need(ids.get(h) is not cell, f"{cell.name} is its own header")
        tree.need(len(set(given)) == len(given), f"{cell.name} names a header twice")
        tree.need(given or not ids or cell.role == "TH", f"{cell.name} has no Headers in a table that has them")


def header_rules(tree, e):
    scope = e.attribute("/Scope", tree.classes)
    tree.need(str(scope) in ("/Row", "/Column", "/Both"), f"{e.name} has Scope {scope}")


def figure_rules(tree, e):
    """7.3"""
    tree.need("/Alt" in e.thing or "/ActualText" in e.thing, f"{e.name} has no Alt")
    box = e.attribute("/BBox", tree.classes)
    if e.role == "Figure" and tree.need(rectangle(box), f"{e.name} has no BBox"):
        x0, y0, x1, y1 = rectangle(box)
        page = next((p for p in tree.case.pages for k in e.kids if not isinstance(k, Element) and k[0] == p.objgen), None)
        media = rectangle(inherited(page, "/MediaBox")) if page is not None else None
        tree.need(x0 < x1 and y0 < y1, f"{e.name} has a BBox of no size")
        tree.need(not media or media[0] <= x0 and media[1] <= y0 and x1 <= media[2] and y1 <= media[3],
                  f"{e.name} has a BBox outside its page")


def note_rules(tree, e):
    """7.9"""
    tree.need("/ID" in e.thing and bytes(e.thing["/ID"]), f"{e.name} has no ID")


def link_rules(tree, e):
    tree.need(any(not isinstance(k, Element) and k[0] == "OBJR" for k in e.kids), f"{e.name} holds no annotation (OBJR)")
    tree.need(e.role != "Link" or not any(k.role == "Link" for k in list(e.all())[1:]), f"{e.name} holds another Link")


RULES = {"L": list_rules, "LI": item_rules, "Lbl": label_rules, "Table": table_rules, "TH": header_rules, "Note": note_rules,
         "Figure": figure_rules, "Formula": figure_rules, "Link": link_rules, "Annot": link_rules, "Form": link_rules}
CHECKS = (structure,)
