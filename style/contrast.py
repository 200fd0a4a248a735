#!/usr/bin/env python3
"""Fails when a pair of colours in tokens.css falls below WCAG 2.2 AA, in either theme."""
import re
import sys
from pathlib import Path

SOURCE = (Path(__file__).parent / "tokens.css").read_text()
TEXT = [(t, s) for t in ("ink", "ink-soft", "accent", "ok", "warn", "danger", "info", "muted", "seal") for s in ("surface", "surface-2")]
TEXT += [(t, "surface-3") for t in ("ink", "ink-soft", "accent", "muted")]
TEXT += [(t, f"{t}-soft") for t in ("accent", "ok", "warn", "danger", "info", "muted")]
TEXT += [("ink", f"{t}-soft") for t in ("accent", "ok", "warn", "danger", "info", "muted")]
TEXT += [("ink-soft", f"{t}-soft") for t in ("accent", "ok", "warn", "danger", "info", "muted")]
TEXT += [("on-accent", "accent"), ("on-danger", "danger")]
LINES = [("line-strong", s) for s in ("surface", "surface-2")] + [("accent", s) for s in ("surface", "surface-2", "surface-3")]


def theme(block):
    return dict(re.findall(r"--color-([a-z0-9-]+):\s*(#[0-9a-f]{6})", block))


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


blocks = re.split(r"@media|\[data-theme=\"dark\"\] \{", SOURCE)
themes = {"light": theme(blocks[0]), "dark (system)": theme(blocks[1]), "dark (chosen)": theme(blocks[2])}
poor = [] if themes["dark (system)"] == themes["dark (chosen)"] else ["the two dark themes differ"]
for name, colours in themes.items():
    for pairs, least in ((TEXT, 4.5), (LINES, 3)):
        for front, back in pairs:
            ratio = contrast(colours[front], colours[back])
            if ratio < least:
                poor.append(f"{name}: {front} on {back} is {ratio:.2f}, below {least}")
    print(name, "least text contrast", round(min(contrast(colours[f], colours[b]) for f, b in TEXT), 2))
print("\n".join(poor))
sys.exit(bool(poor))
