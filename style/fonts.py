#!/usr/bin/env python3
"""Makes public/fonts/*.woff2 and src/chart/server/fonts/*.ttf from @fontsource/be-vietnam-pro 5.3.0.

    pip install fonttools brotli && npm pack @fontsource/be-vietnam-pro@5.3.0 && tar xzf fontsource-*.tgz
    python3 style/fonts.py package public/fonts src/chart/server/fonts

Keeps the letters Vietnamese and English use, drops hinting, and adds what the family lacks: a `tnum`
feature, so that columns of figures line up. 67 kB of fonts become about 23 kB for both weights.

What draws charts as pictures reads no woff2 and takes a word's letters from one file, so the same letters
are also kept as one TTF a weight. The family is under the OFL, see public/fonts/OFL.txt.
"""
import copy
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

LATIN = [
    *range(0x20, 0x7F), 0xA0, 0xA7, 0xA9, 0xAB, 0xB0, 0xB2, 0xB3, 0xB7, 0xBB, 0xD7, 0xF7,
    *(ord(c) for c in "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÇçéëïöüÄÖÜäß"),
    0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2212,
]
VIETNAMESE = [0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x300, 0x301, 0x303, 0x309, 0x323, *range(0x1EA0, 0x1EFA), 0x20AB]
DIGITS = "0123456789"
WIDTH = 640  # of a tabular digit, in thousandths of an em: room for the widest, and the narrow 1 centred


def subset(font, points):
    options = Options()
    options.hinting = False
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "tnum"]
    options.name_IDs = [0, 1, 2, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    chosen = Subsetter(options)
    chosen.populate(unicodes=points)
    chosen.subset(font)


def tabular_digits(font):
    names, glyphs, order = font.getBestCmap(), font["glyf"], font.getGlyphOrder()
    for digit in DIGITS:
        source = names[ord(digit)]
        target = f"{source}.tnum"
        glyph = copy.deepcopy(glyphs[source])
        shift = (WIDTH - (glyph.xMax - glyph.xMin)) // 2 - glyph.xMin
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        glyph.removeHinting()
        order.append(target)
        glyphs.glyphs[target] = glyph
        font["hmtx"][target] = (WIDTH, glyph.xMin)
    font.setGlyphOrder(order)
    rules = " ".join(f"sub {names[ord(d)]} by {names[ord(d)]}.tnum;" for d in DIGITS)
    addOpenTypeFeaturesFromString(font, "languagesystem DFLT dflt; languagesystem latn dflt; feature tnum { %s } tnum;" % rules, tables=["GSUB"])


def merged(parts, weight, path):
    """One file of all letters, found under the family's name by its weight."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, part in enumerate(parts):
            part.flavor = None
            paths.append(f"{folder}/{index}.ttf")
            part.save(paths[-1])
        font = Merger().merge(paths)
    # Under its PostScript name too: without one it is not loaded.
    style = {400: "Regular", 600: "SemiBold"}[weight]
    for number, name in ((1, "Be Vietnam Pro"), (2, style), (6, f"BeVietnamPro-{style}")):
        font["name"].setName(name, number, 3, 1, 0x409)
    font.recalcTimestamp = False
    for date in ("created", "modified"):
        setattr(font["head"], date, getattr(parts[0]["head"], date))
    font.save(path)


def main(package, out, pictures):
    pictures.mkdir(parents=True, exist_ok=True)
    for weight in (400, 600):
        parts = []
        for name, points in (("latin", LATIN), ("vietnamese", VIETNAMESE)):
            font = TTFont(package / "files" / f"be-vietnam-pro-{name}-{weight}-normal.woff2", recalcTimestamp=False)
            if name == "latin":
                tabular_digits(font)
            subset(font, points)
            font.flavor = "woff2"
            font.save(out / f"be-vietnam-pro-{name}-{weight}.woff2")
            parts.append(font)
        merged(parts, weight, pictures / f"be-vietnam-pro-{weight}.ttf")
    shutil.copy(package / "LICENSE", out / "OFL.txt")


main(*map(Path, sys.argv[1:4]))
