"""What Mappe draws from data: pictures that nobody needs to see, and no program needs a font for."""

import io
import re
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from mappe.formats.docx import covers, drawings, write_docx
from mappe.formats.docx.blocks import block
from mappe.formats.docx.outlines import outlined
from mappe.formats.docx.setting import Setting, Story
from mappe.model.page import Part
from mappe.model.word import WordFiles, WordTemplate
from tests.unit.formats.docx.word_files import (
    WordFile,
    empty_paragraphs,
    page_of,
    section,
    style_of,
    theme,
    written,
)

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"'
WORDS = (
    '<text x="{x}" y="5" text-anchor="{anchor}" font-family="Source Sans 3" font-size="4" fill="#15212A">'
    "{words}</text>"
)
CITY = '<circle cx="60" cy="200" r="4" fill="#9FD3DA"/>'
GROUND = '<rect x="0" y="0" width="210" height="297" fill="#0A3440"/>'


def svg(name: str, content: str, width: int = 170, height: int = 9) -> str:
    size = f'viewBox="0 0 {width} {height}" width="{width}mm" height="{height}mm"'
    return f'{OPEN} class="{name}" {size}>{content}</svg>'


def label(words: str, anchor: str = "start", x: int = 0) -> str:
    return WORDS.format(words=words, anchor=anchor, x=x)


STRIP = svg("strip", '<rect x="0" y="0" width="30" height="4.6" fill="#0B4A57"/>' + label("08:00"))


def cover(*, names: str = "Hannover", more: str = "", globe: str = CITY) -> str:
    drawn = svg("globe", GROUND + globe, 210, 297)
    return (
        f'<div class="cover">{drawn}<h1 class="cities">{names}</h1><p class="subtitle">Besuch</p>{more}</div>'
    )


def covered(markup: str, **changes: object) -> WordFile:
    page = page_of(section("<p>Wörter</p>"), **changes)
    return WordFile(write_docx(replace(page, parts=(Part("cover", "cover", markup), *page.parts))))


def shown(file: WordFile) -> list[str]:
    return [style_of(paragraph) for paragraph in file.find(".//w:drawing/../..")]


def extent(file: WordFile) -> tuple[int, int]:
    """Millimetres."""
    (found,) = file.find(".//wp:extent")
    return round(int(str(found.get("cx"))) / 36_000), round(int(str(found.get("cy"))) / 36_000)


def drawing_of(file: WordFile) -> etree._Element:
    (name,) = [name for name in file.names if name.endswith(".svg")]
    return file.root(name)


@pytest.mark.parametrize("name", ["strip", "clock"])
def test_a_drawing_stands_where_the_page_has_it(name: str) -> None:
    file = written(f"<h3>Tag</h3>{svg(name, CITY)}<p>Wörter</p>")
    assert [style for style, _ in file.paragraphs][1:] == ["Heading2", "Drawing", "BodyText"]
    assert not [*empty_paragraphs(file.root())]


def test_it_is_decoration_as_word_marks_it() -> None:
    file = written(STRIP)
    assert [properties.get("descr") for properties in file.find(".//wp:docPr")] == [""]
    assert file.find(".//wp:docPr//{*}decorative")


def test_it_is_as_wide_as_it_says_and_the_text_at_most() -> None:
    assert extent(written(STRIP)) == (170, 9)
    assert extent(written(svg("clock", CITY, 340, 40))) == (170, 20)


@pytest.mark.parametrize("name", ["mark", "scale", "something-else", ""])
def test_a_drawing_that_only_repeats_the_words_beside_it_stays_outside(name: str) -> None:
    file = written(f"<p>{svg(name, CITY)}Wörter</p>{svg(name, CITY)}")
    assert not shown(file)
    assert not [name for name in file.names if "media" in name]
    assert file.paragraphs[1:] == [("BodyText", "Wörter")]


def test_words_are_shapes_that_need_no_font() -> None:
    drawn = drawing_of(written(STRIP))
    assert not [*drawn.iter("{*}text")]
    assert len([*drawn.iter("{*}path")]) == len("08:00")
    assert b"font" not in etree.tostring(drawn)


def test_the_same_drawing_is_stored_once() -> None:
    assert sum("media" in name for name in written(STRIP * 3).names) == 2


def test_programs_without_svg_are_shown_the_same() -> None:
    file = written(STRIP)
    (name,) = [name for name in file.names if name.endswith(".png")]
    with Image.open(io.BytesIO(file.part(name))) as painted:
        assert painted.size == (803, 43)
        assert painted.convert("RGBA").getpixel((40, 8)) == (0x0B, 0x4A, 0x57, 255)


def edges(words: str, anchor: str) -> tuple[float, float]:
    """Where the first letter begins and where the one behind the last would, in the drawing's own measure."""
    text = etree.fromstring(f"{OPEN}>{label(words + 'i', anchor, 100)}</svg>")[0]
    places = [
        float(re.findall(r"[-\d.]+", str(path.get("transform")))[4]) for path in outlined(text, theme())
    ]
    return places[0], places[-1]


def test_words_begin_end_or_have_their_middle_at_their_place() -> None:
    assert edges("Hannover", "start")[0] == 100
    start, end = edges("Hannover", "end")
    assert start < 84
    assert 98 < end < 100  # without the last letter
    start, end = edges("Hannover", "middle")
    assert 99 < (start + end) / 2 < 100


def test_letters_come_from_the_font_that_is_meant() -> None:
    def drawn_in(**attributes: str) -> str:
        text = etree.fromstring(f"{OPEN}>{label('Ж')}</svg>")[0]
        text.attrib.update({name.replace("_", "-"): value for name, value in attributes.items()})
        return str(outlined(text, theme())[0].get("d"))

    usual = drawn_in()
    assert drawn_in(font_weight="400") == usual
    assert drawn_in(font_weight="600") != usual
    assert drawn_in(font_family="Source Serif 4") != usual
    assert drawn_in(font_family="Unheard Of")


def test_a_letter_that_one_font_lacks_comes_from_another() -> None:
    text = etree.fromstring(f'{OPEN}><text font-family="Source Serif 4" font-size="4">●</text></svg>')[0]
    assert len(outlined(text, theme())) == 1


def test_the_globe_stands_between_the_title_and_what_follows() -> None:
    file = covered(cover())
    assert [style for style, _ in file.paragraphs][:3] == ["Title", "CoverDrawing", "Subtitle"]
    assert extent(file)[0] == 170


def test_it_shows_the_cities_and_what_is_above_them() -> None:
    left, top, width, height = map(float, str(drawing_of(covered(cover())).get("viewBox")).split())
    assert (left, width) == (0, 210)
    assert top + height == 209
    assert 100 < height < 116


def test_long_titles_leave_it_less_room() -> None:
    usual, long = (extent(covered(cover(names=name)))[1] for name in ("Hannover", "Hannover<br/>" * 6))
    assert long < usual


def test_where_there_is_no_room_it_is_left_out() -> None:
    file = covered(cover(more="<p>Ein Absatz, der viele Worte macht.</p>" * 60))
    assert not shown(file)


def test_cities_far_apart_are_shown_both_or_not_at_all() -> None:
    far = CITY + CITY.replace("200", "130")
    top, height = (
        float(str(drawing_of(covered(cover(globe=far))).get("viewBox")).split()[place]) for place in (1, 3)
    )
    assert top <= 121
    assert top + height == 209
    assert not shown(covered(cover(globe=far, names="Hannover<br/>" * 6)))


def test_a_globe_without_cities_is_left_out() -> None:
    assert not shown(covered(cover(globe="")))


def test_an_office_with_its_own_template_has_its_own_covers() -> None:
    element = etree.fromstring(cover())
    for template, more in [(None, 1), (WordTemplate("briefkopf.docx", "/word/document.xml", {}), 0)]:
        page = page_of(section("<p>Wörter</p>"), word=WordFiles(embed_fonts=False, template=template))
        setting = Setting.of(Story(page))
        written = [*block(element, setting)]
        assert len(covers.covered(element, written, setting)) == len(written) + more


def test_the_same_drawing_gives_the_same_bytes() -> None:
    once = covered(cover()).content
    drawings.pictures.cache_clear()
    assert covered(cover()).content == once
