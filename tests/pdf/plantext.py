"""What a plan has to print, worked out from the plan and the rules alone: the words, in order.

Written from the plan format and the regulations, not from the program or its layouts."""

import json
import re
import unicodedata
from dataclasses import dataclass

ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
         (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
LETTERS = "a b c d đ e g h i k l m n o p q r s t u v x y".split()
TYPES = {"ke-hoach": "KẾ HOẠCH", "bao-cao": "BÁO CÁO", "quyet-dinh": "QUYẾT ĐỊNH", "to-trinh": "TỜ TRÌNH",
         "thong-bao": "THÔNG BÁO"}
NUMBERING = {"ke-hoach": ("section", "clause", "point"), "bao-cao": ("section", "clause", "point"),
             "to-trinh": ("section", "clause", "point"), "thong-bao": ("clause", "point"),
             "quyet-dinh": ("article", "clause", "point")}
LABELS = {"lead": "Cơ quan chủ trì", "partners": "Cơ quan phối hợp", "executors": "Đơn vị thực hiện",
          "time": "Thời gian thực hiện", "product": "Sản phẩm", "form": "Hình thức triển khai",
          "audience": "Đối tượng và số lượng dự kiến", "budget": "Kinh phí", "content": "Nội dung tuyên truyền"}
BULLETS = "- + • ◦".split()
ROLES = ("on_behalf_of", "full_power", "acting_for", "by_order_of", "by_authority_of")


@dataclass
class Kind:
    """What the two kinds of documents print differently."""
    country: tuple
    number: str
    authority: tuple
    section: str
    basis: tuple        # bullet, mark, last mark
    recipients: tuple   # mark, last mark
    archive: str
    end: str
    under_subject: str


STATE = Kind(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"), "Số: {}/{}",
             ("TM.", "Q.", "KT.", "TL.", "TUQ."), "{}.", ("", ";", "."), (";", "."), "Lưu:", "./.", "")
PARTY = Kind(("ĐẢNG CỘNG SẢN VIỆT NAM",), "Số {}-{}",
             ("T/M", "Q.", "K/T", "T/L", "TUQ."), "{}-", ("-", ";", ","), (",", "."), "Lưu", "", "-----")


@dataclass
class Piece:
    """One paragraph to be printed."""
    role: str
    text: str
    notes: tuple = ()


def roman(n):
    out = ""
    for value, digits in ROMAN:
        out += digits * (n // value)
        n %= value
    return out


class Reader:
    def __init__(self, plan):
        self.plan = plan
        self.kind = PARTY if plan.get("kind") == "party" else STATE
        self.pieces = []
        self.notes = 0
        self.running = {}

    # inline content

    def words(self, text, upper=False):
        """The text of inline content, and its notes."""
        if text is None:
            return "", ()
        out, notes = "", []
        for run in [text] if isinstance(text, (str, dict)) else text:
            if isinstance(run, str):
                out += run
            elif "text" in run:
                out += run["text"]
            elif "note" in run:
                self.notes += 1
                out += f"({self.notes})"
                notes.append(f"({self.notes}) " + self.words(run["note"])[0])
            else:
                out += self.amount(run)
        return (out.upper() if upper else out), tuple(notes)

    def amount(self, run):
        unit = run.get("unit", "đồng")
        figures = f"{run['amount']:,}".replace(",", ".") + (f" {unit}" if unit else "")
        if isinstance(run.get("words"), str):
            return f"{figures} ({run['words']})"
        assert not run.get("words"), "amounts in words have their own tests"
        return figures

    def put(self, role, *parts, upper=False, end=""):
        texts, notes = [], []
        for part in parts:
            text, n = self.words(part)
            if text:
                texts.append(text)
                notes += n
        text = " ".join(texts)
        if end and not text.endswith(end):
            text += end
        self.pieces.append(Piece(role, text.upper() if upper else text, tuple(notes)))

    # the form

    def head(self):
        p, kind = self.plan, self.kind
        issuers = p.get("issuers") or [p["issuer"]]
        for issuer in issuers:
            if "superior" in issuer:
                self.put("superior", issuer["superior"], upper=True)
            self.put("issuer", issuer["name"], upper=True)
        number = p.get("number")
        number = "" if number is None else f"{int(number):02d}" if str(number).isdigit() else number
        number = kind.number.format(number, p["symbol"])
        country = list(zip(("motto-1", "motto-2"), kind.country))
        date = ("date", f"{p['place']}, {self.date()}")
        if kind is STATE:
            rows = country + [("number", number), date]
        else:
            rows = [("star", "*"), ("number", number)] + country + [date]
        for role, text in rows:
            self.put(role, text)
        self.put("type", TYPES[p["type"]])
        subject = p.get("subject") or " ".join(p["subject_lines"])
        if kind is PARTY and isinstance(subject, str):
            subject = subject[0].lower() + subject[1:]
        self.put("subject", subject)
        if kind.under_subject:
            self.put("hyphens", kind.under_subject)

    def date(self):
        year, month, day = ((self.plan.get("date") or "").split("-") + ["", "", ""])[:3]
        day = f"{int(day):02d}" if day else ""
        month = (f"{int(month):02d}" if int(month) < 3 else str(int(month))) if month else ""
        return f"ngày {day} tháng {month} năm {year}"

    def tail(self):
        p = self.plan
        self.recipients(p.get("recipients", {}))
        signers = p.get("signatures") or [p["signature"]]
        for s in signers:
            for role, word in zip(ROLES, self.kind.authority):
                if role in s:
                    self.put("authority", word, s[role], upper=True)
            titles = s.get("title", [])
            for i, title in enumerate([titles] if isinstance(titles, str) else titles):
                if i:
                    self.put("signer-and", "kiêm")
                self.put("title", title, upper=True)
            if "post" in s:
                self.put("post", s["post"])
            self.put("name", s["name"])

    def recipients(self, r):
        if not r:
            return
        mark, last = self.kind.recipients
        self.put("recipients", "Nơi nhận:")
        items = r.get("items", [])
        for i, item in enumerate(items):
            self.put("recipient", "-", item, end=last if i + 1 == len(items) and "archive" not in r else mark)
        if "archive" in r:
            archive = self.words(r["archive"])[0]
            if "drafter" in r:
                archive += ". " + self.words(r["drafter"])[0]
            self.put("recipient", "-", r.get("archive_label", self.kind.archive), archive, end=last)

    # the body

    def body(self):
        p = self.plan
        bullet, mark, last = self.kind.basis
        bases = p.get("bases", [])
        for i, basis in enumerate(bases):
            self.put("basis", bullet, basis, end=mark if i + 1 < len(bases) else p.get("bases_end", last))
        for part in ("opening", "body", "closing"):
            nodes = p.get(part, [])
            self.nodes([nodes] if isinstance(nodes, str) else nodes, "", 0, 0)
        self.end_mark()

    def end_mark(self):
        mark, piece = self.kind.end, self.pieces[-1]
        if mark and not piece.text.endswith(mark):
            piece.text = piece.text.rstrip(".") + mark if not piece.text.endswith("..") else piece.text + mark[1:]

    def nodes(self, nodes, parent, depth, dashes):
        counts = {}
        for node in nodes:
            self.node(node, parent, depth, dashes, counts)

    def node(self, node, parent, depth, dashes, counts):
        if isinstance(node, str):
            self.put("text", node)
            return
        run_in, items = node.get("run_in"), node.get("items", [])
        if "text" in node:
            self.put("text", run_in, node["text"])
            self.nodes(items, parent, depth, dashes)
        elif "dash" in node:
            self.put("dash", node.get("label", BULLETS[min(dashes, 3)]), run_in, node["dash"])
            self.nodes(items, parent, depth, dashes + 1)
        elif "task" in node:
            label = self.numbered(node, "task", run_in, parent, depth, counts, not node.get("plain"))
            self.nodes(node.get("intro", []), label, depth + 1, 0)
            for name in LABELS:
                if name in node:
                    self.task_line(name, node[name], label, depth + 1)
            self.nodes(items, label, depth + 1, 0)
        else:
            kind = "heading" if "heading" in node else "numbered"
            label = self.numbered(node, kind, run_in, parent, depth, counts, kind == "heading")
            self.nodes(items, label, depth + 1, 0)

    def numbered(self, node, kind, run_in, parent, depth, counts, heading):
        names = self.plan.get("numbering") or NUMBERING[self.plan["type"]]
        level = node.get("level") or names[depth]
        running = self.running if level in ("article", "part", "chapter") else counts
        if node.get("label") != "":
            running[level] = running.get(level, 0) + 1
        n = running.get(level, 0)
        own = {"part": f"Phần {roman(n)}", "chapter": f"Chương {roman(n)}", "article": f"Điều {n}.",
               "section": self.kind.section.format(roman(n)), "clause": f"{n}.", "subclause": f"{parent}{n}.",
               "point": f"{LETTERS[n - 1]})" if level == "point" else ""}[level]
        label = node.get("label", own)
        titled = level in ("part", "chapter")
        upper = level == "section" or titled
        if titled:
            self.put("heading", label)
        self.put("heading" if heading else "numbered", "" if titled else label, run_in, node[kind], upper=upper)
        return label

    def task_line(self, name, value, parent, depth):
        style = self.plan.get("task_style", {})
        bullet = style.get("bullet", "-")
        content = name == "content"
        if not isinstance(value, dict) or "note" in value or "amount" in value:
            if content and isinstance(value, list):
                value = {"items": value}
            elif isinstance(value, list) and name in ("lead", "partners", "executors"):
                value = {"names": value}
            else:
                value = {"text": value}
        text = value.get("text")
        if text is None and "names" in value:
            text = ", ".join(value["names"])
        label = value.get("label", style.get("labels", {}).get(name, LABELS[name])) + ":"
        self.put("task-line", bullet, label, text, end=value.get("end", ".") if text else "")
        self.nodes(value.get("items", []), parent, depth, 1 if bullet else 0)

    def all(self):
        self.head()
        self.body_from = len(self.pieces)
        self.body()
        self.tail_from = len(self.pieces)
        self.tail()
        return self


def read_plan(path):
    with open(path, encoding="utf-8") as f:
        return Reader(json.loads(unicodedata.normalize("NFC", f.read()))).all()


def tokens(text):
    """Words, with note marks standing alone and no-break spaces as spaces."""
    return re.sub(r"(\(\d\))", r" \1 ", text).split()
