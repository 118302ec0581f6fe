"""A TrueType font program: its tables, widths and outlines."""

import struct

NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp")


class TrueType:
    """`faults`: what is wrong with the file; with faults the glyphs cannot be asked. `codes`: glyph of each byte."""

    def __init__(self, data):
        self.data = data
        self.faults = []
        self.tables = {}
        self.glyphs = 0
        if data[:4] not in (b"\0\1\0\0", b"true"):
            self.faults.append("is no TrueType program")
            return
        try:
            self.read()
        except struct.error:
            self.faults.append("ends too early")

    def read(self):
        for i in range(self.at(4, "H")[0]):
            tag, _, offset, length = struct.unpack_from(">4sIII", self.data, 12 + 16 * i)
            name = tag.decode("latin-1")
            self.tables[name] = (offset, length)
            if offset + length > len(self.data):
                self.faults.append(f"table {name} ends outside the program")
        missing = [n for n in NEEDED if n not in self.tables]
        if missing or self.faults:
            self.faults += [f"has no table {n}" for n in missing]
            return
        self.units, = self.at(self.tables["head"][0] + 18, "H")
        long, = self.at(self.tables["head"][0] + 50, "h")
        self.glyphs, = self.at(self.tables["maxp"][0] + 4, "H")
        self.metrics, = self.at(self.tables["hhea"][0] + 34, "H")
        count = self.glyphs + 1
        places = self.at(self.tables["loca"][0], f"{count}{'I' if long else 'H'}")
        self.places = places if long else [2 * p for p in places]
        if list(self.places) != sorted(self.places) or self.places[-1] > self.tables["glyf"][1]:
            self.faults.append("table loca does not point into glyf")
        if not self.units or not 0 < self.metrics <= self.glyphs or \
                self.tables["hmtx"][1] < 2 * (self.glyphs + self.metrics):
            self.faults.append("table hmtx is too short")
        self.read_cmap(self.tables["cmap"][0])
        if not self.faults:
            self.faults += [f"glyph {g} is made of one that is not there" for g in range(self.glyphs)
                            if any(part >= self.glyphs for part in self.parts(g))]

    def read_cmap(self, start):
        """The one subtable that a symbolic font may have besides (3, 0): ISO 19005-2, 6.2.11.6."""
        _, count, platform, encoding, offset = self.at(start, "HHHHI")
        table = start + offset
        kind, = self.at(table, "H")
        if (count, platform, encoding) != (1, 1, 0) or kind not in (0, 6):
            self.faults.append(f"has {count} cmap subtables, the first ({platform}, {encoding}) of format {kind}")
        elif kind == 0:
            self.codes = self.at(table + 6, "256B")
        else:
            first, n = self.at(table + 6, "HH")
            self.codes = [0] * first + list(self.at(table + 10, f"{n}H")) + [0] * (256 - first - n)

    def at(self, offset, layout):
        return struct.unpack_from(">" + layout, self.data, offset)

    def width(self, glyph):
        """Advance in 1/1000 em."""
        return self.at(self.tables["hmtx"][0] + 4 * min(glyph, self.metrics - 1), "H")[0] * 1000 / self.units

    def empty(self, glyph):
        return self.places[glyph] == self.places[glyph + 1]

    def parts(self, glyph):
        """The glyphs a composite one is made of."""
        if self.empty(glyph):
            return
        at = self.tables["glyf"][0] + self.places[glyph]
        contours, = self.at(at, "h")
        at += 10
        more = contours < 0
        while more:
            flags, part = self.at(at, "HH")
            yield part
            at += 4 + (4 if flags & 1 else 2) + (2 if flags & 8 else 4 if flags & 64 else 8 if flags & 128 else 0)
            more = flags & 32
