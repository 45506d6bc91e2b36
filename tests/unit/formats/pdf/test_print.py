"""Files for printers: margins that change sides, bleed and marks, a cover that needs no colour."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from mappe.builder import Wanted, prepare
from mappe.cli import template_folders
from mappe.formats import FORMATS
from mappe.formats.docx import write_docx
from mappe.formats.pdf.publish import published
from mappe.formats.pdf.saving import MM
from mappe.model.page import Page
from mappe.model.print import Print
from mappe.render.layout import page
from mappe.verify.judging import verdict
from tests.editions import EVERY_SECTION, ROOT, file_of, pages_of
from tests.pdf import Word, boxes, pictures, sizes
from tests.unit.formats.docx.word_files import WordFile
from tests.words import W

READABLE = 4.5
"""WCAG 2.2, 1.4.3 Contrast (Minimum)."""


@pytest.fixture(scope="module")
def visit() -> Page:
    return pages_of(EVERY_SECTION)["visit.de"]


@pytest.fixture(scope="module")
def light() -> Mapping[str, Page]:
    """The covers for office printers, {name of the edition's files: page}."""
    workshop = prepare(EVERY_SECTION, template_folders(EVERY_SECTION), Wanted())
    dossiers = tuple(
        replace(one, document=one.document.model_copy(update={"print": Print(cover="light")}))
        for one in workshop.project.dossiers
    )
    project = replace(workshop.project, dossiers=dossiers)
    pages = {edition.stem: page(project, edition, workshop.voices) for edition, _ in workshop.work}
    return {name: replace(one, parts=one.parts[:1]) for name, one in pages.items()}


def test_the_wider_margin_of_a_two_sided_page_is_at_the_binding(visit: Page, tmp_path: Path) -> None:
    one = boxes(file_of(visit, "pdf").content, tmp_path)
    content = FORMATS["pdf"].write(replace(visit, two_sided=True)).content
    two, upright = boxes(content, tmp_path), [width < height for width, height in sizes(content, tmp_path)]
    binding = float(visit.theme.tokens.sheet.binding) * MM
    assert binding > 0
    assert len(two) == len(one) > 3
    assert two[0] == one[0]
    for number, (before, after) in enumerate(zip(one[1:], two[1:], strict=True), 2):
        moved = min(word.left for word in after) - min(word.left for word in before)
        across = (binding if number % 2 else -binding) if upright[number - 1] else 0
        assert moved == pytest.approx(across, abs=0.1)
    assert upright.count(False) == 1


def test_the_page_number_stands_outside(visit: Page, tmp_path: Path) -> None:
    content = FORMATS["pdf"].write(replace(visit, two_sided=True)).content
    pages = zip(boxes(content, tmp_path), sizes(content, tmp_path), strict=True)
    for number, (words, (width, height)) in enumerate(pages, 1):
        labels = [word.left > width / 2 for word in words if word.top > height - 62 and word.text == "Seite"]
        assert labels == ([] if number == 1 else [bool(number % 2)])


def test_word_mirrors_the_margins_of_a_two_sided_page(visit: Page) -> None:
    one, two = (WordFile(write_docx(replace(visit, two_sided=both))) for both in (False, True))
    assert one.find("w:mirrorMargins", "settings") == []
    assert len(two.find("w:mirrorMargins", "settings")) == 1
    lefts = [[int(margins.get(f"{W}left", "")) for margins in file.find(".//w:pgMar")] for file in (one, two)]
    binding = float(visit.theme.tokens.sheet.binding) / 25.4 * 1440
    assert len(lefts[1]) == 4  # the cover, a landscape table, what is before it and behind
    assert all(after - before == pytest.approx(binding, abs=2) for before, after in zip(*lefts, strict=True))


@pytest.fixture(scope="module")
def shop(visit: Page) -> bytes:
    return file_of(visit, "shop").content


def test_a_shop_is_told_where_to_cut_and_how_far_the_bleed_goes(shop: bytes, visit: Page) -> None:
    sheet = visit.theme.tokens.sheet
    upright = float(sheet.width) * MM, float(sheet.height) * MM
    with pikepdf.open(io.BytesIO(shop)) as pdf:
        assert len(pdf.pages) > 3
        wide = [one for one in pdf.pages if float(one.trimbox[2]) > float(one.trimbox[3])]
        assert len(wide) == 1
        for one in pdf.pages:
            width, height = upright[::-1] if one in wide else upright
            for box, more in (("TrimBox", 0), ("BleedBox", 3), ("MediaBox", 10)):
                expected = (-more * MM, -more * MM, width + more * MM, height + more * MM)
                assert [float(edge) for edge in one.obj[f"/{box}"]] == pytest.approx(expected, abs=0.01)


def test_the_cover_fills_the_bleed_and_marks_stand_outside_of_it(shop: bytes, tmp_path: Path) -> None:
    cover, second = (_grey(picture) for picture in pictures(shop, tmp_path, 127)[:2])
    assert max(_ring(cover, 7.4)) < 200
    assert min(_ring(second, 7.4)) > 250
    for sheet in (cover, second):
        assert min(_ring(sheet, 6.5)) == 255
        assert min(_ring(sheet, 3)) < 150


def _grey(picture: bytes) -> Image.Image:
    """As a copier prints it."""
    return Image.open(io.BytesIO(picture)).convert("L")


def _ring(sheet: Image.Image, millimetres: float) -> Iterator[int]:
    """The greys along a frame so far inside the sheet, at 5 dots a millimetre."""
    near, right, bottom = (
        round(5 * millimetres),
        sheet.width - 1 - round(5 * millimetres),
        sheet.height - 1 - round(5 * millimetres),
    )
    for x in range(near, right + 1):
        yield from (sheet.getpixel((x, near)), sheet.getpixel((x, bottom)))  # type: ignore[misc]  # one band
    for y in range(near, bottom + 1):
        yield from (sheet.getpixel((near, y)), sheet.getpixel((right, y)))  # type: ignore[misc]  # one band


@pytest.mark.parametrize("name", ["visit.de", "visit.en", "visit.ru", "visit.de.internal"])
def test_every_word_of_a_light_cover_is_clear_in_grey(
    name: str, light: Mapping[str, Page], tmp_path: Path
) -> None:
    content = FORMATS["pdf"].write(light[name]).content
    contrasts = _contrasts(content, tmp_path)
    assert len(contrasts) > 12
    assert [word for word, contrast in contrasts.items() if contrast < READABLE] == []


def test_a_word_that_is_not_clear_in_grey_is_noticed(light: Mapping[str, Page], tmp_path: Path) -> None:
    pale = published(light["visit.en"], ".cover.light .kind { color: #9AA6AC }").content
    assert [word for word, contrast in _contrasts(pale, tmp_path).items() if contrast < READABLE] != []


def test_a_light_cover_is_lines_on_white_away_from_the_edge(
    light: Mapping[str, Page], tmp_path: Path
) -> None:
    cover = _grey(pictures(FORMATS["pdf"].write(light["visit.de"]).content, tmp_path, 127)[0])
    assert sum(cover.histogram()[:200]) / (cover.width * cover.height) < 0.05
    assert all(min(_ring(cover, millimetres)) == 255 for millimetres in (0, 2, 4, 6, 7.5))
    assert min(_ring(cover, 30)) < 200


def _contrasts(content: bytes, folder: Path) -> dict[str, float]:
    """Of each word on the cover, between its darkest and its lightest grey."""
    scale = 300 / 72
    cover = _grey(pictures(content, folder, 300)[0])
    return {word.text: _contrast(cover, word, scale) for word in boxes(content, folder)[0]}


def _contrast(sheet: Image.Image, word: Word, scale: float) -> float:
    """WCAG 2.2, contrast ratio."""
    area = sheet.crop(tuple(round(edge * scale) for edge in word[1:]))  # type: ignore[arg-type]  # four edges
    dark, light = (((grey / 255 + 0.055) / 1.055) ** 2.4 for grey in area.getextrema())  # type: ignore[operator]
    return float((light + 0.05) / (dark + 0.05))


@pytest.mark.parametrize("name", ["shop", "booklet", "handout"])
def test_a_print_file_is_the_same_at_every_writing(name: str, visit: Page) -> None:
    first, second = (FORMATS[name].write(visit) for _ in range(2))
    assert first == second
    assert first.pages


def test_pages_of_a_booklet_are_half_a_sheet_in_type_that_can_be_read(visit: Page) -> None:
    small, large = visit.theme.booklet.tokens, visit.theme.tokens
    assert (small.sheet.width * 2, small.sheet.height) == (large.sheet.height, large.sheet.width)
    assert small.type["body"].size >= 8.6
    assert float(min(style.size for style in small.type.values())) >= 7.4
    assert small.type["body"].typeface == large.type["body"].typeface
    assert visit.theme.booklet.digest != visit.theme.digest


@pytest.mark.slow
@pytest.mark.parametrize("name", ["shop", "booklet", "handout"])
def test_a_print_file_passes_the_judges(name: str, visit: Page, tmp_path: Path) -> None:
    path = tmp_path / f"visit{FORMATS[name].suffix}"
    path.write_bytes(file_of(visit, name).content)
    judged = verdict(path)
    assert judged.standards == ("PDF/A-2a", "PDF/UA-1")
    assert [finding for finding in judged.findings if not finding.is_remark] == []


@pytest.mark.slow
def test_print_files_have_the_same_bytes_in_another_process(project: Callable[[str], Path]) -> None:
    root = project("minimal")
    document = root / "content/visit/document.yaml"
    printed = "print: {two_sided: true, cover: light, files: [shop, booklet, handout]}\nsections:"
    document.write_text(document.read_text("utf-8").replace("sections:", printed), "utf-8")
    first, second = (_built(root, root / zone, zone) for zone in ("UTC", "Asia/Yekaterinburg"))
    assert len(first) == 6
    assert first == second


def _built(root: Path, target: Path, zone: str) -> dict[str, bytes]:
    formats = (word for name in ("shop", "booklet", "handout") for word in ("--format", name))
    command = [
        sys.executable,
        "-m",
        "mappe",
        "build",
        "--project",
        str(root),
        "--output",
        str(target),
        *formats,
    ]
    environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(len(zone))}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in target.rglob("*.pdf")}
