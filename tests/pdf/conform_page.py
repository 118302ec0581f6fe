"""Pages, annotations, bookmarks: ISO 19005-2, 6.2.2, 6.3 to 6.5, 6.10; ISO 14289-1, 7.18."""

import pikepdf
from conform_case import is_dictionary, number, rectangle
from conform_content import inherited

BOXES = ("/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
ANNOTATIONS = set("/Text /Link /FreeText /Line /Square /Circle /Polygon /PolyLine /Highlight /Underline /Squiggly "
                  "/StrikeOut /Stamp /Caret /Ink /Popup /FileAttachment /Widget /PrinterMark /TrapNet /Watermark".split())
INVISIBLE, HIDDEN, PRINT, NO_VIEW, TOGGLE = 1, 2, 4, 32, 256
FITS = {"/XYZ": 3, "/Fit": 0, "/FitH": 1, "/FitV": 1, "/FitR": 4, "/FitB": 0, "/FitBH": 1, "/FitBV": 1}


def pages(case):
    case.need(case.pages, "no pages")
    for n, page in enumerate(case.pages, 1):
        where = f"page {n}"
        boxes(case, page, where)
        case.need("/Resources" in page, f"{where} has no Resources of its own")
        for key in ("/PresSteps", "/Trans", "/Dur"):
            case.need(key not in page, f"{where} has {key[1:]}")
        annotations = page.get("/Annots", [])
        if len(annotations) and case.level.ua:
            case.need(page.get("/Tabs") == "/S", f"{where} has annotations, and Tabs is not S")
        for annotation in annotations:
            annotated(case, annotation, f"{where}: {str(annotation.get('/Subtype', '/?'))[1:]}")


def boxes(case, page, where):
    """6.1.13, and good sense: the page has a size, and the other boxes lie in it."""
    media = rectangle(inherited(page, "/MediaBox"))
    if not case.need(media, f"{where} has no MediaBox"):
        return
    x0, y0, x1, y1 = media
    case.need(3 <= x1 - x0 <= 14400 and 3 <= y1 - y0 <= 14400, f"{where} MediaBox is {media}")
    for key in BOXES:
        box = inherited(page, key) if key == "/CropBox" else page.get(key)
        if box is not None:
            box = rectangle(box)
            case.need(box and x0 <= box[0] < box[2] <= x1 and y0 <= box[1] < box[3] <= y1,
                      f"{where} {key[1:]} does not lie in the MediaBox")
    turn = inherited(page, "/Rotate")
    case.need(turn is None or isinstance(turn, int) and turn % 90 == 0, f"{where} is turned by {turn}")
    case.need(number(page.get("/UserUnit", 1)), f"{where} has no unit")


def annotated(case, annotation, what):
    """6.3.1 to 6.3.3, 6.5.1; 7.18.1, 7.18.4, 7.18.5."""
    kind = str(annotation.get("/Subtype"))
    case.need(kind in ANNOTATIONS, f"{what} annotation")
    box = rectangle(annotation.get("/Rect"))
    case.need(box, f"{what} annotation has no Rect")
    if kind != "/Popup":
        flags = int(annotation.get("/F", 0))
        case.need(flags & PRINT, f"{what} annotation is not printed (F)")
        case.need(not flags & (INVISIBLE | HIDDEN | NO_VIEW | TOGGLE), f"{what} annotation is hidden (F)")
    look = annotation.get("/AP")
    empty = box and (box[0] == box[2] or box[1] == box[3])
    case.need(look is not None or kind in ("/Popup", "/Link") or empty, f"{what} annotation has no AP")
    if look is not None:
        case.need(list(look.keys()) == ["/N"], f"{what} annotation has an AP for more than N")
        normal = look.get("/N")
        button = kind == "/Widget" and annotation.get("/FT") == "/Btn"
        case.need(is_dictionary(normal) and isinstance(normal, pikepdf.Stream) != button,
                  f"{what} annotation's AP is no form")
    if kind == "/Widget":
        case.need("/A" not in annotation, f"{what} annotation with an action")
    if not case.level.ua:
        return
    case.need("/StructParent" in annotation, f"{what} annotation has no StructParent")
    if kind == "/Widget":
        case.need(case.text(annotation.get("/TU"), f"{what} TU"), f"{what} annotation has no TU")
    elif kind not in ("/Popup", "/PrinterMark"):
        case.said(annotation, "/Contents", f"{what} annotation")
    case.need(kind != "/TrapNet", f"{what} annotation")
    if kind == "/Link":
        goal(case, annotation, what)


def goal(case, holder, what):
    """That a bookmark or link leads to a place that is there."""
    action = holder.get("/A")
    place = holder.get("/Dest") if action is None else action.get("/D")
    if place is None:
        case.need(action is not None and action.get("/S") != "/GoTo", f"{what} leads nowhere")
        return
    if isinstance(place, (pikepdf.String, pikepdf.Name)):
        names = case.root.get("/Names", {}).get("/Dests", pikepdf.Dictionary())
        named = dict(case.tree(names, "/Names", "Dests"))
        old = case.root.get("/Dests", {})
        place = old.get(str(place)) if isinstance(place, pikepdf.Name) else named.get(bytes(place))
        if is_dictionary(place):
            place = place.get("/D")
    if not case.need(isinstance(place, pikepdf.Array) and len(place) >= 2, f"{what} leads to a place that is not there"):
        return
    case.need(is_dictionary(place[0]) and place[0].objgen in case.page_numbers, f"{what} leads to no page")
    case.need(FITS.get(str(place[1])) == len(place) - 2, f"{what} leads to a place that is none: {place[1]}")


def outline(case):
    """The bookmarks: a tree without loops, each with a title and a place."""
    top = case.root.get("/Outlines")
    if top is None:
        return
    seen = set()

    def level(parent, what):
        """The number of entries that can be seen below this one."""
        item, last, count = parent.get("/First"), None, 0
        while item is not None:
            if not case.need(item.objgen not in seen, f"{what} goes in a circle"):
                return count
            seen.add(item.objgen)
            name = f"bookmark {case.text(item.get('/Title'), 'bookmark')[:40]!r}"
            case.said(item, "/Title", "bookmark")
            above, back = item.get("/Parent"), item.get("/Prev")
            case.need(above and above.objgen == parent.objgen, f"{name} has another Parent")
            case.need((back and back.objgen) == (last and last.objgen), f"{name} has another Prev")
            goal(case, item, name)
            below = level(item, what)
            case.need(abs(int(item.get("/Count", 0))) == below, f"{name} has Count {item.get('/Count')}, not {below}")
            count += 1 + (below if int(item.get("/Count", 0)) > 0 else 0)
            last, item = item, item.get("/Next")
        end = parent.get("/Last")
        case.need((end and end.objgen) == (last and last.objgen), f"{what} does not end with its Last")
        return count

    count = level(top, "outline")
    case.need(int(top.get("/Count", 0)) == count, f"outline has Count {top.get('/Count')}, not {count}")


def labels(case):
    """Page labels begin with the first page and stay within the document."""
    if "/PageLabels" not in case.root:
        return
    keys = [k for k, _ in case.tree(case.root["/PageLabels"], "/Nums", "PageLabels")]
    case.need(keys[:1] == [0] and keys[-1] < len(case.pages), f"PageLabels are for pages {keys}")


CHECKS = (pages, outline, labels)
