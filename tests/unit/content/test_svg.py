"""Drawings come out safe and whole, or not at all."""

import io
import random
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFilter

from mappe.content.images import image
from mappe.content.svg import DrawingError, drawing
from mappe.content.svg.elements import OWN
from mappe.diagnostics import Place
from mappe.errors import ContentError
from mappe.model.fields import ImagePath
from tests.drawings import BLEND, LEGAL, LINK, SVG, painted, svg

SQUARE = '<rect width="9" height="9"/>'


def pixels(markup: str) -> Image.Image:
    content = bytes(
        resvg_py.svg_to_bytes(
            svg_string=markup, width=200, height=200, background="white", dpi=96, skip_system_fonts=True
        )
    )
    return Image.open(io.BytesIO(content)).convert("L")


def difference(first: Image.Image, second: Image.Image) -> int:
    """How much the most different spot differs, edges left aside."""
    spots = ImageChops.difference(first, second).filter(ImageFilter.MinFilter(3))
    return int(spots.getextrema()[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("name", LEGAL)
def test_a_drawing_written_anew_looks_as_it_did(name: str) -> None:
    written = drawing(LEGAL[name].encode()).content.decode()
    assert pixels(LEGAL[name]).getextrema() != (255, 255)
    assert difference(pixels(LEGAL[name]), pixels(written)) < 8


@pytest.mark.parametrize("name", LEGAL)
def test_nothing_of_a_file_goes_on_that_is_not_known(name: str) -> None:
    content = drawing(LEGAL[name].encode()).content
    for element in ElementTree.fromstring(content).iter():
        tag = str(element.tag).removeprefix("{http://www.w3.org/2000/svg}")
        assert tag in OWN.keys() - {"use", "symbol", "style"}
        assert not {"href", "style", "class"} & element.attrib.keys()
    assert not re.search(rb"url\((?!#d\d+\))", content)


@pytest.mark.parametrize("name", LEGAL)
def test_what_was_written_anew_is_written_the_same_again(name: str) -> None:
    once = drawing(LEGAL[name].encode())
    assert drawing(once.content) == once


@pytest.mark.parametrize(
    ("head", "size"),
    [
        ('width="200" height="100" viewBox="0 0 20 10"', (200, 100)),
        ('width="50mm" height="25mm" viewBox="0 0 50 25"', (189, 94)),
        ('width="3in" viewBox="0 0 50 25"', (288, 144)),
        ('height="60pt" viewBox="0,0,50,25"', (160, 80)),
        ('viewBox="10 10 640 480"', (640, 480)),
        ('width="100%" height="auto" viewBox="0 0 640 480"', (640, 480)),
        ('width="12.5px" height="3pc"', (12, 48)),
    ],
)
def test_a_drawing_has_the_size_that_it_says(head: str, size: tuple[int, int]) -> None:
    asset = drawing(f"<svg {SVG} {head}><rect width='9' height='9'/></svg>".encode())
    assert (asset.media_type, asset.width, asset.height) == ("image/svg+xml", *size)


def headed(head: str, body: str = SQUARE) -> bytes:
    return f"<svg {SVG} {LINK} {head}>{body}</svg>".encode()


def bomb(leaf: str, levels: int = 6) -> str:
    """Ten copies of ten copies of … `leaf`, which is called a0; the outermost is called `a{levels}`."""
    copies = [f'<use href="#a{level}"/>' * 10 for level in range(levels)]
    groups = [f'<g id="a{level}">{inside}</g>' for level, inside in enumerate(copies, 1)]
    return f"<defs>{leaf}{''.join(groups)}</defs>"


def often(count: int, element: str, end: str = "") -> str:
    return element * count + SQUARE + end * count


def many_gradients(count: int) -> str:
    shape = '<rect width="9" height="9" fill="url(#a{0})"/>'
    one = f'<linearGradient id="a{{0}}">{BLEND}</linearGradient>{shape}'
    return svg("".join(one.format(number) for number in range(count)))


LEAF = '<path id="a0" d="M0 0h9v9z"/>'
CLIPPED = '<rect width="9" height="9" clip-path="url(#c)"/>'

OFTEN = "takes as long to draw as 10,000 elements or more"
INSTEAD = "draw it without, or save the picture as PNG"
AS_SVG_HAS_IT = "write it as SVG has it"
SIMPLER = "simplify it, or save it as PNG"
PLAIN = "save it as plain SVG"

REFUSED: dict[str, tuple[str | bytes, str, str]] = {
    # what runs
    "script": (svg("\n<script>alert(1)</script>"), "holds <script> in line 2", PLAIN),
    "script of another name": (
        svg(f'<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>{SQUARE}'),
        "holds <script> in line 1",
        PLAIN,
    ),
    "onload": (
        headed('onload="alert(1)" width="9" height="9"'),
        "has a program in 'onload' in line 1",
        PLAIN,
    ),
    "onclick": (svg('<rect onclick="a()"/>'), "has a program in 'onclick' in line 1", PLAIN),
    "animation": (svg('<rect><animate attributeName="x"/></rect>'), "holds <animate> in line 1", INSTEAD),
    "set": (svg('<set attributeName="href" to="javascript:a()"/>'), "holds <set> in line 1", INSTEAD),
    "HTML inside": (svg("<foreignObject><p/></foreignObject>"), "holds <foreignObject> in line 1", INSTEAD),
    "link": (svg('<a href="https://example.org"/>'), "holds <a> in line 1", "take the link out"),
    # what fetches
    "picture from the web": (
        svg('<image href="https://127.0.0.1/a.png"/>'),
        "holds <image> in line 1",
        "save the whole picture as PNG",
    ),
    "picture of a file": (
        svg('<image xlink:href="file:///etc/passwd"/>'),
        "holds <image> in line 1",
        "save the whole picture as PNG",
    ),
    "picture of itself": (
        svg('<image href="a.svg"/>'),
        "holds <image> in line 1",
        "save the whole picture as PNG",
    ),
    "picture inside": (
        svg('<image href="data:image/png;base64,AAAA"/>'),
        "holds <image> in line 1",
        "save the whole picture as PNG",
    ),
    "copy from the web": (
        svg('<use href="https://127.0.0.1/a.svg#b"/>'),
        "refers in line 1 to 'https://127.0.0.1/a.svg#b', which is not in it",
        "draw what it shows in the file itself",
    ),
    "copy from a file": (
        svg('<use xlink:href="b.svg#b"/>'),
        "refers in line 1 to 'b.svg#b', which is not in it",
        "draw what it shows in the file itself",
    ),
    "copy of nothing": (
        svg("<use/>"),
        "refers in line 1 to '', which is not in it",
        "draw what it shows in the file itself",
    ),
    "gradient from the web": (
        painted('<linearGradient id="a" href="http://127.0.0.1/#b"/>'),
        "refers in line 1 to 'http://127.0.0.1/#b', which is not in it",
        "draw what it shows in the file itself",
    ),
    "paint from the web": (
        svg('<rect fill="url(http://127.0.0.1/#a)"/>'),
        "has fill 'url(http://127.0.0.1/#a)' in line 1",
        AS_SVG_HAS_IT,
    ),
    "clip from a file": (
        svg('<rect style="clip-path:url(a.svg#b)"/>'),
        "has clip-path 'url(a.svg#b)' in line 1",
        AS_SVG_HAS_IT,
    ),
    "filter from the web": (
        svg('<rect filter="url(http://127.0.0.1/#f)"/>'),
        "has filter 'url(http://127.0.0.1/#f)' in line 1",
        INSTEAD,
    ),
    "@import": (
        svg('<style>@import "http://127.0.0.1/a.css";</style>'),
        "has a stylesheet with more than plain rules in line 1",
        f"{PLAIN}, without a stylesheet",
    ),
    "@font-face": (
        svg("<style>@font-face{font-family:a;src:url(file:///a)}</style>"),
        "has a stylesheet with more than plain rules in line 1",
        f"{PLAIN}, without a stylesheet",
    ),
    "background": (
        svg("<style>rect{background:url(http://127.0.0.1/)}</style><rect/>"),
        "has the property 'background' in line 1",
        INSTEAD,
    ),
    "escaped @import": (
        svg("<style>\\40 import 'a';</style>"),
        "has a stylesheet with more than plain rules in line 1",
        f"{PLAIN}, without a stylesheet",
    ),
    "stylesheet": (
        f'<?xml-stylesheet href="a.css"?>\n{svg(SQUARE)}',
        "has an instruction <?xml-stylesheet in line 1",
        f"{PLAIN}, without it",
    ),
    "external entity": (
        f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{svg("&x;")}',
        "has a DOCTYPE in line 1",
        f"{PLAIN}, without it",
    ),
    "billion laughs": (
        f'<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>{svg("&b;")}',
        "has a DOCTYPE in line 1",
        f"{PLAIN}, without it",
    ),
    "DTD": (
        f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://127.0.0.1/svg11.dtd">{svg(SQUARE)}',
        "has a DOCTYPE in line 1",
        f"{PLAIN}, without it",
    ),
    "unknown entity": (svg("&x;"), "is damaged in line 1: undefined entity", "save it anew"),
    # what never ends
    "copies of copies": (svg(f'{bomb(LEAF)}<use href="#a6"/>'), OFTEN, SIMPLER),
    "copies of nothing": (svg(bomb('<g id="a0"/>', 8) + '<use href="#a8"/>'), OFTEN, SIMPLER),
    "copy of itself": (
        svg('<g id="a"><use href="#a"/></g>'),
        "has a <use> that uses itself in line 1",
        "take it out",
    ),
    "copies of each other": (
        svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'),
        "has a <use> that uses itself in line 1",
        "take it out",
    ),
    "gradient of itself": (
        painted('<linearGradient id="a" href="#a"/>'),
        "has a gradient in line 1 that takes from itself or from too many others",
        INSTEAD,
    ),
    "outline of itself": (
        svg(f'<clipPath id="c"><use href="#c"/></clipPath>{CLIPPED}'),
        "is nested more than 60 deep in line 1",
        INSTEAD,
    ),
    "outline of copies": (
        svg(f'{bomb(LEAF)}<clipPath id="c"><use href="#a6"/></clipPath>{CLIPPED}'),
        "has an outline of no shape or of several in line 1",
        INSTEAD,
    ),
    "one path a thousand times": (
        svg(f'<path id="a" d="M0 0{"l1 1" * 20_000}"/>' + '<use href="#a"/>' * 1000),
        OFTEN,
        SIMPLER,
    ),
    "10,001 elements": (svg(SQUARE * 10_001), "has more than 10,000 elements", SIMPLER),
    "a path without end": (
        svg(f'<path d="M0 0{" 1 1" * 40_000}"/>'),
        "has a path of more than 150,000 letters in line 1",
        SIMPLER,
    ),
    "501 rules": (
        svg(f"<style>{'.a{fill:red}' * 501}</style>"),
        "has more than 500 rules of style in line 1",
        f"{PLAIN}, without a stylesheet",
    ),
    "101 stops": (
        painted(f'<linearGradient id="a">{"<stop/>" * 101}</linearGradient>'),
        "has a gradient of more than 100 stops in line 1",
        INSTEAD,
    ),
    "501 gradients": (many_gradients(501), "has more than 500 gradients and outlines", INSTEAD),
    "2,000 deep": (svg(often(2000, "<g>", "</g>")), "is nested more than 60 deep in line 1", INSTEAD),
    "11 layers": (
        svg(often(11, '<g opacity=".9">', "</g>")),
        "lies more than 10 deep in what is seen through or clipped in line 1",
        INSTEAD,
    ),
    # what has no size, or too much of it
    "no size": (headed(""), "has no size in line 1", "write width, height and viewBox into its <svg>"),
    "1e9 wide": (
        headed('width="1e9" height="10"'),
        "has width '1e9' in line 1",
        "write it in px, mm, cm, in, pt or pc",
    ),
    "1e9 wide box": (
        headed('viewBox="0 0 1e9 1e9"'),
        "has viewBox '0 0 1e9 1e9' in line 1",
        "write 'left top width height'",
    ),
    "30,000 wide": (
        headed('width="30000" height="20000"'),
        "is 30,000 × 20,000 pixels large",
        "8 to 20,000 a side, and 20 : 1 at most",
    ),
    "1 wide": (
        headed('viewBox="0 0 1 1"'),
        "is 1 × 1 pixels large",
        "8 to 20,000 a side, and 20 : 1 at most",
    ),
    "a thread": (
        headed('width="1000" height="10"'),
        "is 1,000 × 10 pixels large",
        "8 to 20,000 a side, and 20 : 1 at most",
    ),
    "negative size": (
        headed('width="-100" height="100"'),
        "is -100 × 100 pixels large",
        "8 to 20,000 a side, and 20 : 1 at most",
    ),
    "empty box": (
        headed('viewBox="0 0 0 10"'),
        "has an empty viewBox '0 0 0 10' in line 1",
        "write 'left top width height'",
    ),
    "three numbers": (
        headed('viewBox="0 0 10"'),
        "has viewBox '0 0 10' in line 1",
        "write 'left top width height'",
    ),
    "size in ells": (
        headed('width="9ell" height="9"'),
        "has width '9ell' in line 1",
        "write it in px, mm, cm, in, pt or pc",
    ),
    "nan": (
        headed('width="nan" height="9"'),
        "has width 'nan' in line 1",
        "write it in px, mm, cm, in, pt or pc",
    ),
    # what is no SVG
    "nothing": ("", "is damaged in line 1: no element found", "save it anew"),
    "half": (svg(SQUARE)[:-9], "is damaged in line 1: unclosed token", "save it anew"),
    "wrong end": (svg("\n<g></h>"), "is damaged in line 2: mismatched tag", "save it anew"),
    "no name space": ('<svg width="9" height="9"/>', "is no SVG image", PLAIN),
    "HTML": ("<html><body/></html>", "is no SVG image", PLAIN),
    "PNG": (b"\x89PNG\r\n\x1a\n", "is not in UTF-8", PLAIN),
    "packed": (b"\x1f\x8b\x08\x00", "is not in UTF-8", PLAIN),
    "UTF-16": (svg(SQUARE).encode("utf-16"), "is not in UTF-8", PLAIN),
    "Latin-1": (svg("<title>Köln</title>").encode("latin-1"), "is not in UTF-8", PLAIN),
    "NUL": (svg("\0"), "is damaged in line 1: not well-formed (invalid token)", "save it anew"),
    "nothing to see": (svg("<title>Wappen</title>"), "shows nothing", INSTEAD),
    "only hidden": (svg('<g display="none"><rect width="9" height="9"/></g>'), "shows nothing", INSTEAD),
    # what not all who draw it draw alike
    "words": (
        svg("<text>Rathaus</text>"),
        "holds <text> in line 1",
        "turn its words into paths: no reader finds them here",
    ),
    "mask": (svg('<mask id="m"/><rect mask="url(#m)"/>'), "has mask 'url(#m)' in line 1", INSTEAD),
    "pattern": (
        svg('<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/>'),
        "refers in line 1 to '#p', which is not there or cannot be drawn",
        INSTEAD,
    ),
    "arrow": (svg('<path marker-end="url(#m)"/>'), "has marker-end 'url(#m)' in line 1", INSTEAD),
    "blend": (
        svg('<g style="mix-blend-mode:multiply"/>'),
        "has mix-blend-mode 'multiply' in line 1",
        INSTEAD,
    ),
    "line with a gradient": (
        painted(f'<linearGradient id="a">{BLEND}</linearGradient>', '<path d="M0 0h9" stroke="url(#a)"/>'),
        "has a line painted with a gradient in line 1",
        INSTEAD,
    ),
    "paint that is a shape": (
        svg('<g id="a"/><rect width="9" height="9" fill="url(#a)"/>'),
        "is painted in line 1 with '#a', which is no gradient",
        INSTEAD,
    ),
    "gradient that begins again": (
        painted(f'<linearGradient id="a" spreadMethod="repeat" x2="1e-9">{BLEND}</linearGradient>'),
        "has a gradient that begins again at its end in line 1",
        INSTEAD,
    ),
    "round gradient, slanted": (
        painted(f'<radialGradient id="a" gradientTransform="skewX(30)">{BLEND}</radialGradient>'),
        "has a round gradient that is squeezed and turned in line 1",
        INSTEAD,
    ),
    "two outlines": (
        svg(f'<clipPath id="c">{SQUARE}<circle r="9"/></clipPath>{CLIPPED}'),
        "has an outline of no shape or of several in line 1",
        INSTEAD,
    ),
    "unknown element": (svg("<blink/>"), "holds <blink> in line 1", INSTEAD),
    "unknown attribute": (svg('<rect pathLength="9"/>'), "has <rect> with 'pathLength' in line 1", INSTEAD),
    "unknown property": (
        svg('<rect style="transform:none"/>'),
        "has the property 'transform' in line 1",
        INSTEAD,
    ),
    "rule with a space": (
        svg("<style>g rect{fill:red}</style>"),
        "has a rule for 'g rect' in line 1",
        "write rules for elements, .classes or #ids only",
    ),
    "important": (
        svg('<rect style="fill:red !important"/>'),
        "says 'fill:red !important' in line 1",
        "write styles as 'name: value'",
    ),
    # what cannot be read
    "no such colour": (svg('<rect fill="rot"/>'), "has fill 'rot' in line 1", AS_SVG_HAS_IT),
    "path of words": (svg('<path d="M 1 hello"/>'), "has <path> with 'M 1 ' in line 1", AS_SVG_HAS_IT),
    "path without a beginning": (svg('<path d="L1 1"/>'), "has <path> with 'L1 1' in line 1", AS_SVG_HAS_IT),
    "path of infinity": (svg('<path d="M1e999 1"/>'), "has <path> with 'inf' in line 1", AS_SVG_HAS_IT),
    "odd points": (svg('<polygon points="1 2 3"/>'), "has <polygon> with '1 2 3' in line 1", AS_SVG_HAS_IT),
    "negative circle": (svg('<circle r="-1"/>'), "has <circle> with 'r=-1' in line 1", AS_SVG_HAS_IT),
    "transform of words": (
        svg('<rect width="9" height="9" transform="turn(9)"/>'),
        "has <rect> with 'turn' in line 1",
        AS_SVG_HAS_IT,
    ),
}
"""Name → the file, and what is said of it."""


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_safe_or_not_drawn_alike_is_refused(name: str) -> None:
    content, message, hint = REFUSED[name]
    with pytest.raises(DrawingError) as refused:
        drawing(content.encode() if isinstance(content, str) else content)
    assert (str(refused.value), refused.value.hint) == (message, hint)


def test_there_are_drawings_to_look_at() -> None:
    assert len(LEGAL) + len(REFUSED) >= 120


def test_a_refusal_stands_at_the_name_of_the_image(tmp_path: Path) -> None:
    (tmp_path / "arms.SVG").write_text(svg("\n\n<script/>"), encoding="utf-8")
    place = Place(Path("content/visit/document.yaml"), 9, 12)
    with pytest.raises(ContentError) as refused:
        image(ImagePath("arms.SVG", place), tmp_path, tmp_path)
    (told,) = refused.value.diagnostics
    assert (told.place, told.message) == (place, "the image 'arms.SVG' holds <script> in line 3")


def test_a_drawing_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "arms.svg").write_text(svg(f"<!--{'a' * 2_000_000}-->{SQUARE}"), encoding="utf-8")
    with pytest.raises(ContentError, match=r"'arms\.svg' is larger than 2,000 kB"):
        image(ImagePath("arms.svg"), tmp_path, tmp_path)


ODD = ("0", "-5", "1e7", "1e-30", "300", ".5", "99", "nan", "none", "inherit", "url(#a)", "<g", "x=")


def mutants(count: int) -> Iterator[str]:
    """Legal drawings with something else in one place, the same ones every time."""
    generator = random.Random(1)  # noqa: S311  # no secret
    for _ in range(count):
        markup = generator.choice([*LEGAL.values()])
        old = generator.choice([*re.finditer(r"-?[\d.]+|url\(#\w+\)|<\w+|[a-z-]+=", markup)])
        yield markup[: old.start()] + generator.choice(ODD) + markup[old.end() :]


def test_a_mutant_is_refused_or_drawn() -> None:
    drawn = 0
    for markup in mutants(600):
        try:
            asset = drawing(markup.encode())
        except DrawingError:
            continue
        drawn += 1
        assert pixels(asset.content.decode())
    assert 100 < drawn < 500
