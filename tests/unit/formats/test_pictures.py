"""Images have the pixels that paper needs, in every format."""

import io
import subprocess

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from mappe.content.svg import drawing
from mappe.formats.pdf import write_pdf
from mappe.formats.pictures import KEPT, RESOLUTION, few_colours, painted, pixels, scaled
from mappe.model.page import Asset
from mappe.model.pictures import stored
from mappe.model.theme import Theme
from tests.conftest import judge
from tests.drawings import LEGAL, svg
from tests.unit.formats.docx.word_files import TEMPLATES, page_of, section, theme, written

MODES = ("RGB", "RGBA", "L", "LA", "P", "1")


def chart(mode: str) -> Image.Image:
    """Large, with sharp edges, and holes where the mode knows them."""
    picture = Image.new("RGBA", (3000, 1500), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    for number in range(10):
        colour = (25 * number, 255 - 25 * number, 90 * number % 255, 255)
        pen.rectangle((300 * number, 150 * number, 300 * number + 280, 1500), fill=colour)
    return picture.convert("RGB").quantize(64) if mode == "P" else picture.convert(mode)


def asset(mode: str = "RGB", *, photograph: bool = False) -> Asset:
    return stored(chart(mode), photograph=photograph)


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def on_white(picture: Image.Image) -> Image.Image:
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def difference(first: Image.Image, second: Image.Image) -> int:
    """How much the most different spot differs, edges left aside."""
    spots = ImageChops.difference(first, second).convert("L").filter(ImageFilter.MinFilter(5))
    return int(spots.getextrema()[1])  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", MODES)
def test_a_smaller_picture_shows_the_same(mode: str) -> None:
    smaller = scaled(asset(mode), 600, 300)
    assert (smaller.width, smaller.height) == opened(smaller.content).size == (600, 300)
    expected = on_white(chart(mode).convert("RGBA")).resize((600, 300))
    assert difference(on_white(opened(smaller.content)), expected) < 8


def test_a_photograph_stays_one() -> None:
    smaller = scaled(asset(photograph=True), 600, 300)
    assert (smaller.media_type, opened(smaller.content).format) == ("image/jpeg", "JPEG")


def test_a_picture_is_never_enlarged_nor_touched_without_need() -> None:
    assert scaled(asset(), 3000, 1499) is not asset()
    assert scaled(asset(), 3000, 1499) == asset()
    assert scaled(asset(), 9000, 9000) == asset()


def test_the_same_picture_gives_the_same_bytes_and_is_made_once() -> None:
    scaled.cache_clear()
    first = scaled(asset(), 500, 250)
    assert all(scaled(asset(), 500, 250) is first for _ in range(11))
    assert scaled.cache_info().misses == 1
    scaled.cache_clear()
    assert scaled(asset(), 500, 250) == first
    assert scaled.cache_info().maxsize == painted.cache_info().maxsize == KEPT


@pytest.mark.parametrize("width", [40, 600])
def test_a_drawing_is_painted_as_wide_as_asked(width: int) -> None:
    picture = painted(drawing(svg('<circle cx="100" cy="100" r="90"/>', head="").encode()), width)
    assert (picture.width, picture.height) == opened(picture.content).size == (width, width)


def test_a_drawing_of_many_layers_is_painted_smaller() -> None:
    layer = '<rect width="200" height="200" stroke="red" opacity=".5"/>'
    assert painted(drawing(svg(layer * 100).encode()), 2000).width < 500


@pytest.fixture(scope="module")
def look() -> Theme:
    """The default theme with its stylesheet and fonts."""
    folder = TEMPLATES / "themes/default"
    fonts = {path.name: path.read_bytes() for path in (folder / "fonts").glob("*.ttf")}
    return Theme("default", theme().tokens, (folder / "theme.css").read_text(encoding="utf-8"), fonts)


def figure(address: str) -> str:
    return f'<figure><img src="{address}" alt="Ein Bild"/></figure>'


@pytest.mark.parametrize(
    ("mode", "photograph"), [*((mode, False) for mode in MODES), ("RGB", True), ("L", True)]
)
def test_a_pdf_holds_the_pixels_that_paper_needs(mode: str, *, photograph: bool, look: Theme) -> None:
    image = asset(mode, photograph=photograph)
    page = page_of(section(figure("asset:chart")), assets={"asset:chart": image}, theme=look)
    with pikepdf.open(io.BytesIO(write_pdf(page).content)) as pdf:
        streams = [stream for sheet in pdf.pages for stream in sheet.get_images().values()]
        (shown,) = [pikepdf.PdfImage(stream).as_pil_image().convert("RGB") for stream in streams]  # type: ignore[arg-type]
    few_colours = mode in ("1", "P")  # whose blended edges cost more than fewer pixels save
    assert 1000 < shown.width <= (image.width if few_colours else pixels(float(look.tokens.sheet.width)))
    assert image.width > pixels(float(look.tokens.sheet.width))
    expected = chart(mode).convert("RGBA").resize(shown.size)
    solid = expected.getchannel("A").point(lambda alpha: 255 if alpha == 255 else 0)
    nothing = Image.new("RGB", shown.size)  # instead of a colour that is there and that nobody sees
    both = (Image.composite(picture.convert("RGB"), nothing, solid) for picture in (shown, expected))
    assert difference(*both) < 16


def test_a_word_file_holds_the_pixels_that_paper_needs() -> None:
    file = written(figure("asset:chart"), assets={"asset:chart": asset(photograph=True)})
    (name,) = [name for name in file.names if name.endswith(".jpg")]
    (extent,) = file.find(".//wp:extent")
    inches = int(str(extent.get("cx"))) / 914_400
    assert opened(file.part(name)).width / inches == pytest.approx(RESOLUTION, abs=0.5)


@pytest.fixture(scope="module")
def sheets(look: Theme, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Image.Image]:
    """Each legal drawing as Poppler shows it in a PDF, a page each."""
    painter = judge("pdftoppm", package="poppler-utils")
    folder = tmp_path_factory.mktemp("sheets")
    drawings = {f"asset:{number}.svg": drawing(words.encode()) for number, words in enumerate(LEGAL.values())}
    sections = (f'<section class="new-page">{figure(address)}</section>' for address in drawings)
    page = page_of("".join(sections), assets=drawings, theme=look)
    (folder / "all.pdf").write_bytes(write_pdf(page).content)
    subprocess.run([painter, "-r", "192", "-png", str(folder / "all.pdf"), str(folder / "page")], check=True)
    painted_pages = (opened(path.read_bytes()) for path in sorted(folder.glob("page-*.png")))
    return dict(zip(LEGAL, painted_pages, strict=True))


@pytest.mark.parametrize("name", LEGAL)
def test_a_drawing_looks_the_same_in_a_pdf_and_as_pixels(name: str, sheets: dict[str, Image.Image]) -> None:
    pixels = on_white(opened(painted(drawing(LEGAL[name].encode()), 400).content))
    first, second = trimmed(sheets[name].convert("RGB")), trimmed(pixels)
    assert abs(first.width - second.width) + abs(first.height - second.height) <= 4
    size = min(first.width, second.width), min(first.height, second.height)
    assert difference(first.resize(size), second.resize(size)) < 24


def trimmed(picture: Image.Image) -> Image.Image:
    """What is not paper."""
    ink = ImageChops.invert(picture.convert("L")).point(lambda tone: 255 if tone > 8 else 0)
    assert ink.getbbox()
    return picture.crop(ink.getbbox())


def test_a_word_file_holds_a_drawing_and_its_pixels() -> None:
    arms = drawing(LEGAL["clipped"].encode())
    file = written(figure("asset:arms") * 2, assets={"asset:arms": arms})
    pictures = sorted(name for name in file.names if name.startswith("word/media/"))
    assert [name.rpartition(".")[2] for name in pictures] == ["png", "svg"]
    assert file.part(pictures[1]) == arms.content
    assert b'<Override PartName="/%s" ContentType="image/svg+xml"/>' % pictures[1].encode() in file.part(
        "[Content_Types].xml"
    )
    assert opened(file.part(pictures[0])).width == pixels(200 * 25.4 / 96)
    targets = {
        str(each.get("Id")): str(each.get("Target")) for each in file.root("word/_rels/document.xml.rels")
    }
    for blip in file.root().iter("{*}blip"):
        shown = [
            *blip.attrib.values(),
            *(str(value) for each in blip.iter("{*}svgBlip") for value in each.attrib.values()),
        ]
        assert [f"word/{targets[str(relation)]}" for relation in shown] == pictures
    assert [properties.get("descr") for properties in file.root().iter("{*}docPr")] == ["Ein Bild"] * 2


def test_a_painted_drawing_keeps_its_colours_in_a_palette() -> None:
    sky = Image.radial_gradient("L").resize((800, 400))
    painting = Image.merge("RGB", (sky, sky.point(lambda tone: tone // 2), sky))
    ImageDraw.Draw(painting).rectangle((100, 100, 200, 200), fill="#F0B45C")
    asset = stored(painting.convert("RGBA"), photograph=False)
    fewer = opened(few_colours(asset).content)
    assert fewer.mode == "P"
    assert difference(fewer.convert("RGB"), painting) < 8


def test_a_drawing_through_which_paper_shines_stays_as_it_is() -> None:
    asset = stored(chart("RGBA"), photograph=False)
    assert few_colours(asset) is asset


def test_a_palette_that_saves_nothing_is_not_taken() -> None:
    asset = stored(Image.new("RGB", (4, 4), "red").convert("RGBA"), photograph=False)
    assert len(few_colours(asset).content) <= len(asset.content)
