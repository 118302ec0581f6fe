#!/usr/bin/python3 -B
"""Draws the pictures of examples/signatures: a scribble in blue, a ring in red that says it is only an
illustration, a chart. Not a signature of anybody and no seal: made of curves and letters of seven strokes.

tests/pictures.py FOLDER writes them there; the tests use what is below to make pictures of every kind."""

import math
import os
import struct
import sys
import zlib

BLUE, RED = (20, 50, 160), (200, 20, 30)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, rows, colour=6, depth=8, dpi=None, before=(), interlace=0):
    """A PNG of packed rows; colour 0 gray, 2 RGB, 3 palette, 4 gray and alpha, 6 RGB and alpha."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head)]
    if dpi:
        parts.append(chunk(b"pHYs", struct.pack(">IIB", round(dpi / 0.0254), round(dpi / 0.0254), 1)))
    parts += [chunk(kind, data) for kind, data in before]
    parts += [chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 9)), chunk(b"IEND", b"")]
    return b"".join(parts)


class Drawing:
    """Lines with round ends on nothing, in one colour."""

    def __init__(self, width, height):
        self.width, self.height = width, height
        self.ink = [bytearray(width) for _ in range(height)]

    def dot(self, x, y, r):
        for py in range(max(0, int(y - r - 1)), min(self.height, int(y + r + 2))):
            row = self.ink[py]
            for px in range(max(0, int(x - r - 1)), min(self.width, int(x + r + 2))):
                cover = r + 0.5 - math.hypot(px + 0.5 - x, py + 0.5 - y)
                row[px] = max(row[px], round(255 * min(1, max(0, cover))))

    def line(self, points, r):
        for (x0, y0), (x1, y1) in zip(points, points[1:]):
            n = max(1, int(math.hypot(x1 - x0, y1 - y0) / max(0.5, r / 2)))
            for i in range(n + 1):
                self.dot(x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n, r)

    def png(self, colour, dpi):
        rows = [b"".join(bytes(colour) + bytes((a,)) if a else b"\xff\xff\xff\0" for a in row) for row in self.ink]
        return png(self.width, self.height, rows, dpi=dpi)


def scribble(dpi=300):
    """40 by 16 mm: loops that nobody signs with."""
    d = Drawing(round(40 / 25.4 * dpi), round(16 / 25.4 * dpi))
    w, h = d.width, d.height
    loops = [(w * (0.08 + 0.62 * t / 400) + 0.07 * w * math.sin(t / 13), h * (0.5 + 0.32 * math.sin(t / 19) * math.cos(t / 47)))
             for t in range(401)]
    d.line(loops, h / 60)
    d.line([(w * (0.68 + 0.28 * t / 50), h * (0.62 - 0.3 * (t / 50) ** 2)) for t in range(51)], h / 75)
    return d.png(BLUE, dpi)


# Letters by strokes in a box of 4 by 6, for the words on the ring.
STROKES = {
    "M": [[(0, 6), (0, 0), (2, 3), (4, 0), (4, 6)]], "I": [[(2, 0), (2, 6)]], "N": [[(0, 6), (0, 0), (4, 6), (4, 0)]],
    "H": [[(0, 0), (0, 6)], [(4, 0), (4, 6)], [(0, 3), (4, 3)]], "O": [[(0, 0), (4, 0), (4, 6), (0, 6), (0, 0)]],
    "A": [[(0, 6), (2, 0), (4, 6)], [(1, 4), (3, 4)]], " ": [],
    "Ọ": [[(0, 0), (4, 0), (4, 6), (0, 6), (0, 0)], [(2, 7.4), (2, 7.5)]],
}


def write_word(d, word, x, y, unit, r):
    for letter in word:
        for stroke in STROKES[letter]:
            d.line([(x + px * unit, y + py * unit) for px, py in stroke], r)
        x += 6 * unit


def ring(mm=36, dpi=300):
    """Two rings with the words MINH HỌA across: an illustration of a seal, and plainly none."""
    side = round(mm / 25.4 * dpi)
    d = Drawing(side, side)
    c = side / 2
    for radius, thick in ((0.485, 0.012), (0.40, 0.006)):
        d.line([(c + side * radius * math.cos(t * math.pi / 180), c + side * radius * math.sin(t * math.pi / 180))
                for t in range(0, 361)], side * thick)
    unit = side * 0.024
    write_word(d, "MINH", c - 11 * unit, c - 8 * unit, unit, side * 0.008)
    write_word(d, "HỌA", c - 8 * unit, c + 2 * unit, unit, side * 0.008)
    return d.png(RED, dpi)


def bars(values=(40, 65, 80, 95), width=660, height=330):
    """A bar chart in greys, without letters: what it shows the plan says."""
    rows = []
    for y in range(height):
        row = bytearray(b"\xff" * width)
        if y >= height - 3:
            row[:] = bytes(width)
        for i, v in enumerate(values):
            if height - 3 - y <= v * (height - 20) / 100:
                left = width * (2 * i + 1) // 9 + 20
                row[left:left + width // 9] = bytes((90,)) * (width // 9)
        rows.append(bytes(row))
    return png(width, height, rows, colour=0, dpi=150)


PICTURES = {"chu-ky-minh-hoa.png": scribble, "dau-minh-hoa.png": ring, "bieu-do-minh-hoa.png": bars}

if __name__ == "__main__":
    for name, data in ((n, draw()) for n, draw in PICTURES.items()):
        with open(os.path.join(sys.argv[1], name), "wb") as f:
            f.write(data)
