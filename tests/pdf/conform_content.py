"""What stands on the pages, operator by operator: ISO 19005-2, 6.2; ISO 14289-1, 7.1.

Each mark on the paper has to be inside a marked-content sequence with an MCID, or inside an artifact."""

from dataclasses import dataclass, field

import pikepdf
from conform_case import is_dictionary, number

OPERATORS = set("b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n "
                "q Q re RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split())
PAINTS = set("b B b* B* f F f* s S sh".split())
IN_TEXT = set("T* Td TD Tj TJ Tm ' \"".split())
INTENTS = {"/RelativeColorimetric", "/AbsoluteColorimetric", "/Perceptual", "/Saturation"}
BLENDS = set("/Normal /Compatible /Multiply /Screen /Overlay /Darken /Lighten /ColorDodge /ColorBurn /HardLight /SoftLight "
             "/Difference /Exclusion /Hue /Saturation /Color /Luminosity".split())
DEVICE = {"g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK"}
DEVICE_NAMES = {"/DeviceGray": "DeviceGray", "/DeviceRGB": "DeviceRGB", "/DeviceCMYK": "DeviceCMYK",
                "/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}
DEEPEST = 28


@dataclass
class Sequence:
    """A marked-content sequence that is open."""
    artifact: bool
    key: object         # (owner, MCID), or None
    in_text: bool
    actual: bool = False


@dataclass
class Content:
    """`shown`: font -> codes; `fonts`: font -> dictionary; `marked`: (owner, MCID) -> what it shows, as texts and (font,
    code); `colours`: device colours; `clear`: pages with transparency; `owners`: pages and forms that have MCIDs."""
    shown: dict = field(default_factory=dict)
    fonts: dict = field(default_factory=dict)
    marked: dict = field(default_factory=dict)
    colours: set = field(default_factory=set)
    clear: set = field(default_factory=set)
    owners: dict = field(default_factory=dict)


class Reader:
    """Reads the content of one page, with the forms it draws."""

    def __init__(self, case, content, page, where):
        self.case, self.content, self.page, self.where = case, content, page, where
        self.stack = []
        self.forms = []

    def fault(self, text):
        self.case.fault(f"{self.where}: {text}")

    def need(self, ok, text):
        return self.case.need(ok, f"{self.where}: {text}")

    def resource(self, kind, name):
        there = self.resources.get(kind, {})
        thing = there.get(str(name)) if is_dictionary(there) else None
        self.need(thing is not None, f"{kind[1:]} {name} is not in the resources")
        return thing

    def read(self, owner, resources):
        """One stream. Nothing may stay open at its end."""
        depth = len(self.stack)
        self.owner, self.resources, self.font, self.saved, self.in_text = owner, resources, None, [], False
        for operands, operator in pikepdf.parse_content_stream(owner):
            self.operator(str(operator), list(operands))
        self.need(not self.saved, "q without Q")
        self.need(not self.in_text, "BT without ET")
        if not self.need(len(self.stack) == depth, "a marked-content sequence without its end"):
            del self.stack[depth:]

    def operator(self, name, operands):
        if name == "INLINE IMAGE":
            self.paint("an inline image")
            self.image(operands[0].obj if hasattr(operands[0], "obj") else pikepdf.Dictionary(), inline=True)
        elif not self.need(name in OPERATORS, f"unknown operator {name}"):
            return
        if name in IN_TEXT:
            self.need(self.in_text, f"{name} outside BT and ET")
        if name in PAINTS:
            self.paint("a path")
        if name in DEVICE:
            self.content.colours.add(DEVICE[name])
        if name in STEPS:
            STEPS[name](self, operands)

    # what is marked

    def sequence(self):
        """The sequence that says what the content is, or None."""
        return next((s for s in self.stack if s.artifact or s.key), None)

    def begin(self, operands):
        tag, properties = str(operands[0]), operands[1] if len(operands) > 1 else None
        if isinstance(properties, pikepdf.Name):
            properties = self.resource("/Properties", properties)
        properties = properties if is_dictionary(properties) else pikepdf.Dictionary()
        mcid, outer, key = properties.get("/MCID"), self.sequence(), None
        inside = "an artifact" if outer and outer.artifact else "marked content"
        if tag == "/Artifact":
            self.need(mcid is None, "an artifact with an MCID")
            self.need(outer is None, f"an artifact inside {inside}")
        elif mcid is not None:
            key = (self.owner.objgen, mcid)
            self.need(outer is None, f"MCID {mcid} inside {inside}")
            self.need(isinstance(mcid, int) and mcid >= 0, f"MCID {mcid} is no number")
            self.need(key not in self.content.marked, f"MCID {mcid} twice")
            self.content.marked.setdefault(key, [])
            self.content.owners[self.owner.objgen] = self.owner
        if "/Lang" in properties:
            self.case.language(properties["/Lang"], f"{self.where}: Lang of marked content")
        sequence = Sequence(tag == "/Artifact", key, self.in_text)
        self.stack.append(sequence)
        for key in ("/ActualText", "/Alt", "/E"):
            text = self.case.text(properties.get(key), f"{self.where}: {key[1:]}")
            if key == "/ActualText" and key in properties:
                self.need(text, "empty ActualText")
                self.tell([text])
                sequence.actual = True

    def tell(self, what):
        """Adds to what the marked content shows."""
        outer = self.sequence()
        if outer and outer.key and not any(s.actual for s in self.stack):
            self.content.marked[outer.key] += what

    def end(self, _):
        if self.need(self.stack, "EMC without a beginning"):
            self.need(self.stack.pop().in_text == self.in_text, "a marked-content sequence crosses BT or ET")

    def paint(self, what):
        self.need(self.sequence() or not self.case.level.tagged, f"{what} outside marked content and artifacts")

    # what is shown

    def show(self, operands):
        strings = operands[-1]
        self.paint("text")
        if not self.need(self.font is not None, "text without a font"):
            return
        key = self.font.objgen
        codes = self.content.shown.setdefault(key, set())
        for s in strings if isinstance(strings, pikepdf.Array) else [strings]:
            if isinstance(s, pikepdf.String):
                codes.update(bytes(s))
                self.tell([(key, code) for code in bytes(s)])

    def set_font(self, operands):
        self.font = self.resource("/Font", operands[0])
        self.need(number(operands[1]), "text of size 0")
        if self.font is not None:
            self.content.fonts[self.font.objgen] = self.font

    def draw(self, operands):
        thing = self.resource("/XObject", operands[0])
        kind = str(thing.get("/Subtype")) if isinstance(thing, pikepdf.Stream) else ""
        if kind == "/Image":
            self.paint("an image")
            self.image(thing)
        elif self.need(kind == "/Form", f"XObject {operands[0]} is {kind or 'nothing'}"):
            self.form(thing)

    def form(self, form):
        for key in ("/OPI", "/PS", "/Subtype2", "/Ref"):
            self.need(key not in form, f"a form with {key[1:]}")
        if not self.need(form.objgen not in [f.objgen for f in self.forms], "a form that draws itself"):
            return
        if "/Group" in form:
            self.group(form["/Group"])
        outer = self.owner, self.resources, self.font, self.saved, self.in_text
        self.need(not self.in_text, "a form inside text")
        self.forms.append(form)
        self.read(form, form.get("/Resources", pikepdf.Dictionary()))
        self.forms.pop()
        self.owner, self.resources, self.font, self.saved, self.in_text = outer

    def image(self, image, inline=False):
        for key in ("/Alternates", "/OPI"):
            self.need(key not in image, f"an image with {key[1:]}")
        self.need(image.get("/Interpolate", image.get("/I", False)) is False, "an image that is interpolated")
        if image.get("/ImageMask", False) is not True:
            bits = image.get("/BitsPerComponent", image.get("/BPC", 8))
            self.need(bits in (1, 2, 4, 8, 16), f"an image of {bits} bits")
            self.colour_space(image.get("/ColorSpace", image.get("/CS")))
        filters = image.get("/Filter", image.get("/F", []))
        names = [str(f) for f in ([filters] if isinstance(filters, pikepdf.Name) else filters)]
        self.need("/LZW" not in names and "/LZWDecode" not in names, "an image with LZW")
        self.need("/Intent" not in image or str(image["/Intent"]) in INTENTS, "an image with another rendering intent")
        if isinstance(image.get("/SMask"), pikepdf.Stream):
            self.content.clear.add(self.page.objgen)
            self.image(image["/SMask"])

    def colour_space(self, space):
        if isinstance(space, pikepdf.Name):
            name = str(space)
            if name in DEVICE_NAMES:
                self.content.colours.add(DEVICE_NAMES[name])
            elif name != "/Pattern":
                self.colour_space(self.resource("/ColorSpace", space))
        elif isinstance(space, pikepdf.Array) and len(space):
            kind = str(space[0])
            if kind == "/ICCBased":
                data = space[1].read_bytes()
                self.need(data[36:40] == b"acsp" and {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(data[16:20]) ==
                          space[1].get("/N"), "a colour space whose profile is none")
            elif kind in ("/Indexed", "/Pattern", "/Separation", "/DeviceN"):
                self.colour_space(space[2 if kind in ("/Separation", "/DeviceN") else 1])
            else:
                self.need(kind in ("/CalRGB", "/CalGray", "/Lab"), f"colour space {kind}")

    def group(self, group):
        if group.get("/S") == "/Transparency" and "/CS" in group:
            self.colour_space(group["/CS"])

    def graphics_state(self, operands):
        state = self.resource("/ExtGState", operands[0])
        if state is None:
            return
        for key in ("/TR", "/HTP"):
            self.need(key not in state, f"graphics state with {key[1:]}")
        self.need(state.get("/TR2", "/Default") == "/Default", "graphics state with TR2")
        self.need("/RI" not in state or str(state["/RI"]) in INTENTS, "graphics state with another rendering intent")
        modes = state.get("/BM", pikepdf.Name("/Normal"))
        for mode in [modes] if isinstance(modes, pikepdf.Name) else modes:
            self.need(str(mode) in BLENDS, f"blend mode {mode}")
        if number(state.get("/ca", 1)) != 1 or number(state.get("/CA", 1)) != 1 or "/Normal" != str(modes) or \
                state.get("/SMask", "/None") != "/None":
            self.content.clear.add(self.page.objgen)
        if "/Font" in state:
            self.font = state["/Font"][0]
            self.content.fonts[self.font.objgen] = self.font

    def begin_text(self, _):
        self.need(not self.in_text, "BT inside BT")
        self.in_text = True

    def end_text(self, _):
        self.need(self.in_text, "ET without BT")
        self.in_text = False

    def save(self, _):
        self.need(not self.in_text, "q inside text")
        self.saved.append(self.font)
        self.need(len(self.saved) <= DEEPEST, f"q more than {DEEPEST} deep")

    def restore(self, _):
        self.need(not self.in_text, "Q inside text")
        if self.need(self.saved, "Q without q"):
            self.font = self.saved.pop()

    def rendering_intent(self, operands):
        self.need(str(operands[0]) in INTENTS, f"rendering intent {operands[0]}")

    def shading(self, operands):
        thing = self.resource("/Shading", operands[0])
        if thing is not None:
            self.colour_space(thing.get("/ColorSpace"))


STEPS = {"Tj": Reader.show, "TJ": Reader.show, "'": Reader.show, '"': Reader.show, "Tf": Reader.set_font,
         "BMC": Reader.begin, "BDC": Reader.begin, "EMC": Reader.end, "BT": Reader.begin_text, "ET": Reader.end_text,
         "q": Reader.save, "Q": Reader.restore, "gs": Reader.graphics_state, "ri": Reader.rendering_intent,
         "Do": Reader.draw, "sh": Reader.shading,
         "cs": lambda r, o: r.colour_space(o[0]), "CS": lambda r, o: r.colour_space(o[0])}


def inherited(page, key):
    """A page's attribute, which its ancestors may have."""
    for _ in range(50):
        if page is None or key in page:
            break
        page = page.get("/Parent")
    return None if page is None else page.get(key)


def content(case):
    """Reads all pages, and the appearances of their annotations."""
    case.content = Content()
    for n, page in enumerate(case.pages, 1):
        reader = Reader(case, case.content, page, f"page {n}")
        resources = inherited(page, "/Resources")
        reader.read(page, resources if resources is not None else pikepdf.Dictionary())
        for annotation in page.get("/Annots", []):
            look = annotation.get("/AP", {}).get("/N")
            if isinstance(look, pikepdf.Stream):
                reader = Reader(case, case.content, page, f"page {n}: appearance of {annotation.get('/Subtype')}")
                reader.stack.append(Sequence(True, None, False))     # its annotation says what it is
                reader.read(look, look.get("/Resources", pikepdf.Dictionary()))


def colours(case):
    """6.2.4, 6.2.10: device colours need the output intent, transparency a space to blend in."""
    intents = [i for i in case.root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    spaces = {3: ("DeviceRGB", "DeviceGray"), 1: ("DeviceGray",), 4: ("DeviceCMYK", "DeviceGray")}
    allowed = spaces.get(intents[0].get("/DestOutputProfile", {}).get("/N"), ()) if intents else ()
    if not case.level.part:
        return
    for colour in sorted(case.content.colours - set(allowed)):
        case.fault(f"{colour} without an output intent for it")
    for n, page in enumerate(case.pages, 1):
        group = page.get("/Group")
        if page.objgen in case.content.clear and not intents:
            case.need(group is not None and "/CS" in group, f"page {n}: transparency without a space to blend in")


CHECKS = (content, colours)
