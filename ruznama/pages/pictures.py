"""The picture that stands for an article where a link to it is shared: its title and timeline.

Pillow with Raqm shapes Arabic and sets it from right to left. Without Raqm, or without a font that
has Arabic, no pictures are drawn.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from ruznama.pages.timescale import Drawn, Plotted, Scale

_log = logging.getLogger(__name__)

SIZE = (1200, 630)  # what the Open Graph protocol's readers show whole

_FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
# The best first: of those with Arabic letters and digits alone, of those with Latin letters too.
_ARABIC_FONTS = (
    "NotoSansArabic-Bold.ttf",
    "NotoSansArabic[wdth,wght].ttf",
    "NotoNaskhArabic-Bold.ttf",
    "NotoKufiArabic-Bold.ttf",
)
_BROAD_FONTS = (
    "Amiri-Bold.ttf",
    "segoeuib.ttf",
    "tahomabd.ttf",
    "DejaVuSans-Bold.ttf",
    "Arial Unicode.ttf",
)
_PAPER, _INK, _SOFT, _ACCENT = "#fbfaf7", "#1c2322", "#56615f", "#0b6b63"
_COLORS = 32
_MARGIN = 70
_TITLE_LINES, _ROWS = 3, 4
_FOOT = SIZE[1] - 190  # below it stand the line of the timeline and the title of the site
_LINE = 1.55  # the height of a line, in sizes of its letters
_TRIED, _IN_NO_FONT = 20, "\uffff"
_LONGEST = 400  # letters that are worth laying out


@dataclass(frozen=True, slots=True, kw_only=True)
class Painter:
    """Draws pictures.

    Attributes:
        arabic: a font for Arabic letters.
        broad: one that has Latin letters and signs too; the same where no other is installed.
    """

    arabic: Path
    broad: Path

    @classmethod
    def found(cls) -> "Painter | None":
        """A painter with the best fonts that are installed here; None where there is none."""
        fonts = _fonts()
        return cls(arabic=fonts[0], broad=fonts[1]) if fonts else None

    def draw(self, title: str, site: str, timeline: Drawn) -> bytes:
        """The picture, as PNG.

        Args:
            title: of the article.
            site: its title.
            timeline: of the article.
        """
        picture = Image.new("RGB", SIZE, _PAPER)
        drawing = ImageDraw.Draw(picture)
        drawing.rectangle((0, 0, SIZE[0], 14), fill=_ACCENT)
        heading = self._pen(drawing, 62, _INK)
        top = heading.write(title, 60, _TITLE_LINES) + 30
        small = self._pen(drawing, 30, _SOFT)
        for one in timeline.occasions[:_ROWS]:
            if top < _FOOT:
                top = small.write(f"{one.gregorian}: {one.title}", top, 1)
        if timeline.scale:
            _draw_scale(drawing, timeline.scale)
        self._pen(drawing, 34, _ACCENT).write(site, SIZE[1] - 62, 1)
        return _png(picture)

    def _pen(self, drawing: ImageDraw.ImageDraw, size: int, ink: str) -> "_Pen":
        return _Pen(drawing, self.arabic, self.broad, size, ink)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes from right to left in one size and colour."""

    drawing: ImageDraw.ImageDraw
    arabic: Path
    broad: Path
    size: int
    ink: str

    def write(self, text: str, top: int, most: int) -> int:
        """Writes a text in at most so many lines and tells where the next one may begin."""
        # Blanks are in every font, and Raqm refuses those that end a paragraph.
        letters = set("".join(text[:_LONGEST].split()))
        whole = all(_has(self.arabic, letter) for letter in letters)
        font = _loaded(self.arabic if whole else self.broad, self.size)
        lines = list(_lines(text[:_LONGEST], font))
        if len(lines) > most:
            lines = [*lines[: most - 1], f"{lines[most - 1]}..."]
        for line in lines:
            place = (SIZE[0] - _MARGIN, top)
            self.drawing.text(
                place, line, fill=self.ink, font=font, anchor="ra", direction="rtl", language="ar"
            )
            top += round(self.size * _LINE)
        return top


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The text in lines that fit."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer, direction="rtl") > SIZE[0] - 2 * _MARGIN:
            yield line
            line = word
        else:
            line = longer
    yield line


def _draw_scale(drawing: ImageDraw.ImageDraw, scale: Scale) -> None:
    """The line of the timeline with a mark for each event."""
    line = SIZE[1] - 110
    drawing.line((_MARGIN, line, SIZE[0] - _MARGIN, line), fill=_SOFT, width=3)
    for mark in scale.marks:
        _draw_mark(drawing, mark, line)


def _draw_mark(drawing: ImageDraw.ImageDraw, mark: Plotted, line: int) -> None:
    room = (SIZE[0] - 2 * _MARGIN) / 100
    left, right = _MARGIN + mark.low * room, _MARGIN + (mark.low + mark.width) * room
    box = (left - 11, line - 11, right + 11, line + 11)
    hollow = mark.kind in {"unsure", "cancelled"}
    fill = _PAPER if hollow else _ACCENT
    drawing.rounded_rectangle(box, radius=11, fill=fill, outline=_ACCENT, width=4)


def _png(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.quantize(_COLORS, Image.Quantize.FASTOCTREE).save(file, "PNG")
    return file.getvalue()


@cache
def _loaded(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=4096)
def _has(font: Path, letter: str) -> bool:
    """Whether a font has a letter, and not only the box that stands for what it has not."""
    loaded = _loaded(font, _TRIED)
    return bytes(loaded.getmask(letter)) != bytes(loaded.getmask(_IN_NO_FONT))


@cache
def lack_of_pictures() -> str | None:
    """What is missing here to draw pictures, and what to do; None where they are drawn."""
    if not features.check("raqm"):
        return "Pillow finds no Raqm. Install FriBiDi, such as the package libfribidi0"
    if not any(_installed()):
        return "there is no Arabic font. Install one, such as the package fonts-noto-core"
    return None


@cache
def _fonts() -> tuple[Path, Path] | None:
    """The best fonts that are installed; said once in the log where none is."""
    lack = lack_of_pictures()
    if lack is not None:
        _log.warning("no pictures of articles are drawn: %s", lack)
        return None
    arabic, broad = _installed()
    return (arabic or broad)[0], (broad or arabic)[0]


@cache
def _installed() -> tuple[list[Path], list[Path]]:
    """The installed fonts with Arabic alone, and those with Latin letters too; the best first."""
    found = {path.name: path for folder in _FOLDERS for path in Path(folder).rglob("*.tt?")}
    arabic = [found[name] for name in _ARABIC_FONTS if name in found]
    broad = [found[name] for name in _BROAD_FONTS if name in found]
    return arabic, broad
