"""Pictures come out whole and right, or not at all."""

import io
import os
import random
import struct
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from mappe.content.images import image
from mappe.diagnostics import Place
from mappe.errors import ContentError
from mappe.model.fields import ImagePath
from mappe.model.page import Asset

Shown = Callable[[bytes], Asset]

PLACE = Place(Path("content/visit/document.yaml"), 9, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content/visit"
    (folder / "images").mkdir(parents=True)
    return folder


@pytest.fixture
def shown(folder: Path, tmp_path: Path) -> Shown:
    def show(content: bytes) -> Asset:
        (folder / "images/a.png").write_bytes(content)
        return image(ImagePath("images/a.png", PLACE), folder, tmp_path)

    return show


@pytest.fixture(autouse=True, params=[False, True], ids=["strict", "lenient"])
def others_are_lenient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint, once it is imported, makes Pillow take half an image for a whole one."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", request.param)


def stored(picture: Image.Image, kind: str, **how: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def pixels(asset: Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.content))


def noise(mode: str) -> Image.Image:
    picture = Image.new("RGB", (24, 20))
    generator = random.Random(1)  # noqa: S311  # the same picture every time
    picture.putdata([tuple(generator.randbytes(3)) for _ in range(24 * 20)])
    return picture.convert(mode)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *between: bytes) -> bytes:
    """A PNG by hand, as no library would have to be trusted for it."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    body = b"".join(between) + chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def remarks() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Secret Photographer")
    info.add_itxt("Comment", "Secret Place", zip=True)
    return info


WHOLE = {
    "png-rgb": stored(noise("RGB"), "PNG"),
    "png-grey": stored(noise("L"), "PNG"),
    "png-palette": stored(noise("RGB").quantize(16), "PNG"),
    "png-black-and-white": stored(noise("1"), "PNG"),
    "png-grey-alpha": stored(noise("LA"), "PNG"),
    "png-rgba": stored(noise("RGBA"), "PNG"),
    "png-remarks": stored(noise("RGB"), "PNG", pnginfo=remarks()),
    "png-16-bit": png(2, 1, 16, 2, b"\x00" + bytes(range(12))),
    "jpeg": stored(noise("RGB"), "JPEG"),
    "jpeg-progressive": stored(noise("RGB"), "JPEG", progressive=True),
    "jpeg-grey": stored(noise("L"), "JPEG"),
    "jpeg-cmyk": stored(noise("CMYK"), "JPEG"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_image_is_shown(name: str, shown: Shown) -> None:
    asset = shown(WHOLE[name])
    assert asset.media_type == ("image/jpeg" if name.startswith("jpeg") else "image/png")
    assert pixels(asset).size == (asset.width, asset.height)
    assert pixels(asset).mode in {"L", "P", "RGB", "RGBA"}


@pytest.mark.parametrize("name", [name for name in WHOLE if name.startswith("png") and "16" not in name])
def test_a_png_keeps_every_pixel(name: str, shown: Shown) -> None:
    before = Image.open(io.BytesIO(WHOLE[name])).convert("RGBA")
    assert pixels(shown(WHOLE[name])).convert("RGBA").tobytes() == before.tobytes()


def test_sixteen_bits_of_grey_keep_their_tones(shown: Shown) -> None:
    tones = [0, 0x0101, 0x4040, 0x8080, 0xC0C0, 0xFFFF]
    asset = shown(png(6, 1, 16, 0, b"\x00" + struct.pack(">6H", *tones)))
    assert list(pixels(asset).convert("L").tobytes()) == [0, 1, 64, 128, 192, 255]


def test_sixteen_bits_of_colour_keep_their_tones(shown: Shown) -> None:
    asset = shown(png(2, 1, 16, 2, b"\x00" + struct.pack(">6H", 0xFFFF, 0x8080, 0, 0x4040, 0xC0C0, 0x0101)))
    assert list(pixels(asset).convert("RGB").tobytes()) == [255, 128, 0, 64, 192, 1]


def test_sixteen_bits_of_grey_with_a_transparent_tone_are_shown(shown: Shown) -> None:
    see_through = chunk(b"tRNS", struct.pack(">H", 0xFFFF))
    asset = shown(png(2, 1, 16, 0, b"\x00" + struct.pack(">2H", 0, 0x8080), see_through))
    assert list(pixels(asset).convert("L").tobytes()) == [0, 128]


@pytest.mark.parametrize(
    ("colour", "rows", "tone"),
    [
        (0, b"\x00\x05\x80", b"\x00\x05"),
        (2, b"\x00\x01\x02\x03\x80\x80\x80", struct.pack(">3H", 1, 2, 3)),
        (3, b"\x00\x00\x01", b"\x00"),
    ],
    ids=["grey", "colour", "palette"],
)
def test_a_transparent_tone_stays_transparent(colour: int, rows: bytes, tone: bytes, shown: Shown) -> None:
    palette = (chunk(b"PLTE", bytes(6)),) if colour == 3 else ()
    asset = shown(png(2, 1, 8, colour, rows, *palette, chunk(b"tRNS", tone)))
    assert list(pixels(asset).getchannel("A").tobytes()) == [0, 255]


def test_a_cmyk_photograph_has_the_colours_of_its_inks(shown: Shown) -> None:
    asset = shown(stored(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG", quality=100))
    red, green, blue = pixels(asset).convert("RGB").getpixel((8, 8))  # type: ignore[misc]
    assert red > 240
    assert max(green, blue) < 15


@pytest.mark.parametrize("turn", range(1, 9))
def test_a_photograph_stands_upright(turn: int, shown: Shown) -> None:
    upright = Image.new("RGB", (32, 16), "white")
    upright.paste("black", (0, 0, 16, 8))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright.transpose(back[turn]) if turn in back else upright
    exif = Image.Exif()
    exif[0x0112] = turn
    asset = shown(stored(lying, "JPEG", exif=exif, quality=95))
    assert (asset.width, asset.height) == (32, 16)
    corners = [pixels(asset).convert("L").getpixel(spot) for spot in ((3, 3), (28, 3), (3, 12), (28, 12))]
    assert [tone < 128 for tone in corners] == [True, False, False, False]  # type: ignore[operator]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_larger_than_a_page_is_as_large_as_one(kind: str, shown: Shown) -> None:
    lying = Image.new("RGB", (6000, 1500), "white")
    lying.paste("black", (0, 0, 3000, 1500))
    exif = Image.Exif()
    exif[0x0112] = 6  # a quarter turn to the right
    asset = shown(stored(lying, kind, exif=exif))
    assert (asset.width, asset.height) == pixels(asset).size == (877, 3508)
    assert [pixels(asset).convert("L").getpixel(spot) for spot in ((400, 100), (400, 3400))] == [0, 255]


def test_what_camera_and_author_remarked_is_left_out(shown: Shown) -> None:
    exif = Image.Exif()
    exif[0x013B] = "Secret Photographer"
    photograph = stored(
        noise("RGB"), "JPEG", exif=exif, comment="Secret Place", icc_profile=b"Secret Profile"
    )
    for content in (photograph, stored(noise("RGB"), "PNG", exif=exif, pnginfo=remarks())):
        assert b"Secret" in content or b"zTXt" in content
        assert b"Secret" not in shown(content).content
        assert pixels(shown(content)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_several_photographs_in_one_file_are_the_first(shown: Shown) -> None:
    first, second = noise("RGB"), Image.new("RGB", (24, 20))
    written = io.BytesIO()
    first.save(written, "MPO", save_all=True, append_images=[second])
    asset = shown(written.getvalue())
    assert (asset.media_type, asset.width, asset.height) == ("image/jpeg", 24, 20)


def test_the_same_image_gives_the_same_bytes(shown: Shown) -> None:
    assert shown(WHOLE["jpeg"]) == shown(WHOLE["jpeg"])


def refusal(shown: Shown, content: bytes) -> str:
    with pytest.raises(ContentError) as refused:
        shown(content)
    (told,) = refused.value.diagnostics
    assert told.place == PLACE
    return told.message


def broken() -> Iterator[tuple[str, bytes]]:
    for name, whole in WHOLE.items():
        for length in range(0, len(whole), max(1, len(whole) // 24)):
            yield f"{name} of {length} bytes", whole[:length]
        generator = random.Random(name)  # noqa: S311  # the same flips every time
        for number in range(24):
            flipped = bytearray(whole)
            for _ in range(1 + number % 4):
                flipped[generator.randrange(len(flipped))] ^= 1 << generator.randrange(8)
            yield f"{name} with flips {number}", bytes(flipped)


def test_a_broken_image_is_refused_or_has_every_pixel(shown: Shown) -> None:
    tried = refused = 0
    for name, content in broken():
        tried += 1
        try:
            asset = shown(content)
        except ContentError as error:
            refused += 1
            (told,) = error.diagnostics
            assert told.message in {
                "the image 'images/a.png' is damaged",
                "'images/a.png' is no PNG or JPEG image",
                "the image 'images/a.png' has more than 40 million pixels",
            }, name
        else:
            if "bytes" in name:
                assert asset == shown(WHOLE[name.partition(" ")[0]]), name
    assert tried >= 500
    assert refused >= tried / 2


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "WEBP", "ICO", "PPM"])
def test_another_kind_of_image_is_refused_whatever_its_name(kind: str, shown: Shown) -> None:
    assert refusal(shown, stored(noise("RGB"), kind)) == "'images/a.png' is no PNG or JPEG image"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"%PDF-1.7",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"<html></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
        b"version https://git-lfs.github.com/spec/v1\n",
    ],
)
def test_what_is_no_image_is_refused(content: bytes, shown: Shown) -> None:
    assert refusal(shown, content) == "'images/a.png' is no PNG or JPEG image"


@pytest.mark.parametrize(
    "size",
    [
        (6325, 6325),
        (13_000, 13_000),
        (20_000, 20_000),
        (60_000, 60_000),
        (2**31 - 1, 1),
        (1, 2**31 - 1),
        (2**31 - 1, 2**31 - 1),
    ],
)
def test_a_bomb_of_pixels_is_refused_from_its_header(size: tuple[int, int], shown: Shown) -> None:
    bomb = png(*size, 8, 2, bytes(1000))
    tracemalloc.start()
    assert refusal(shown, bomb) == "the image 'images/a.png' has more than 40 million pixels"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


def interlaced(content: bytes) -> bytes:
    """A PNG that says it comes from coarse to fine: the last byte of its first chunk."""
    return content[:8] + chunk(b"IHDR", content[16:28] + b"\1") + content[33:]


def header(kind: str, width: int, height: int, **how: object) -> bytes:
    """A small JPEG that says it is large."""
    content = bytearray(stored(noise("RGB"), kind, **how))
    start = content.index(b"\xff\xc2" if "progressive" in how else b"\xff\xc0")
    content[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(content)


MOVING = (
    chunk(b"acTL", struct.pack(">II", 1000, 0)),
    chunk(b"fcTL", struct.pack(">IIIIIHHBB", 0, 20_000, 20_000, 0, 0, 1, 1, 0, 0)),
)

BOMBS = {
    "png": png(20_000, 20_000, 8, 2, bytes(60_001 * 2000)),
    "png of 16 bits": png(20_000, 20_000, 16, 6, bytes(1_000_000)),
    "png with a palette": png(20_000, 20_000, 1, 3, bytes(2501 * 20_000), chunk(b"PLTE", bytes(6))),
    "png that moves": png(20_000, 20_000, 8, 2, bytes(1_000_000), *MOVING),
    "png from coarse to fine": interlaced(png(20_000, 20_000, 8, 2, bytes(1_000_000))),
    "jpeg": header("JPEG", 20_000, 20_000),
    "jpeg from coarse to fine": header("JPEG", 20_000, 20_000, progressive=True),
    "several jpegs": header("MPO", 20_000, 20_000, save_all=True, append_images=[noise("RGB")]),
}

MEASURED = """
import resource, sys
from pathlib import Path
from mappe.content.images import image
from mappe.errors import ContentError
from mappe.model.fields import ImagePath
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    image(ImagePath("bomb"), Path(sys.argv[1]), Path(sys.argv[1]))
except ContentError as error:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before, error)
"""


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_of_pixels_takes_memory(name: str, tmp_path: Path) -> None:
    (tmp_path / "bomb").write_bytes(BOMBS[name])
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path)], env=here, capture_output=True, check=True
    )
    kilobytes, _, message = done.stdout.decode().partition(" ")
    assert message.startswith("the image 'bomb' has more than 40 million pixels")
    assert int(kilobytes) < 30_000


def test_a_bomb_of_remarks_is_refused(shown: Shown) -> None:
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(100_000_000)))
    assert refusal(shown, png(1, 1, 8, 0, b"\0\0", bomb)) == "the image 'images/a.png' is damaged"


def test_a_file_of_many_megabytes_is_refused(shown: Shown) -> None:
    assert refusal(shown, bytes(20_000_001)) == "the image 'images/a.png' is larger than 20,000 kB"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../../../outside.png", "the image '../../../outside.png' lies outside the project"),
        ("../../../../outside.png", "the image '../../../../outside.png' lies outside the project"),
        ("/etc/hostname", "the image '/etc/hostname' lies outside the project"),
        ("/dev/zero", "the image '/dev/zero' lies outside the project"),
        ("images/link.png", "the image 'images/link.png' lies outside the project"),
        ("folder/outside.png", "the image 'folder/outside.png' lies outside the project"),
        ("images/loop.png", "the image 'images/loop.png' is missing"),
        ("images/pipe", "the image 'images/pipe' is no file"),
        ("images", "the image 'images' is no file"),
        (".", "the image '.' is no file"),
        ("images/" + "a" * 300, f"the image 'images/{'a' * 300}' cannot be read: File name too long"),
        ("images/a.png/b", "the image 'images/a.png/b' is missing"),
        ("~/a.png", "the image '~/a.png' is missing"),
        ("%2e%2e/%2e%2e/outside.png", "the image '%2e%2e/%2e%2e/outside.png' is missing"),
        ("file:///etc/hostname", "the image 'file:///etc/hostname' is not in the project"),
        ("https://127.0.0.1/a.png", "the image 'https://127.0.0.1/a.png' is not in the project"),
        ("data:image/png;base64,AAAA", "the image 'data:image/png;base64,AAAA' is not in the project"),
        ("C:/a.png", "the image 'C:/a.png' is not in the project"),
        ("\\\\server\\a.png", "the image '\\\\server\\a.png' is missing"),
    ],
)
def test_nothing_outside_the_project_is_read(path: str, message: str, folder: Path, tmp_path: Path) -> None:
    root = tmp_path / "content"
    (tmp_path / "outside.png").write_bytes(WHOLE["png-rgb"])
    (tmp_path.parent / "outside.png").write_bytes(WHOLE["png-rgb"])
    (folder / "images/a.png").write_bytes(WHOLE["png-rgb"])
    (folder / "images/link.png").symlink_to(tmp_path / "outside.png")
    (folder / "images/loop.png").symlink_to(folder / "images/loop.png")
    (folder / "folder").symlink_to(tmp_path)
    os.mkfifo(folder / "images/pipe")
    with pytest.raises(ContentError) as refused:
        image(ImagePath(path, PLACE), folder, root)
    assert [told.message for told in refused.value.diagnostics] == [message]


def test_an_image_elsewhere_in_the_project_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "content/shared.png").write_bytes(WHOLE["png-rgb"])
    assert image(ImagePath("../shared.png", PLACE), folder, tmp_path).width == 24


@pytest.mark.parametrize(
    ("path", "near"),
    [("a.png", "images/a.png"), ("images/b.png", "images/a.png"), ("image/a.png", "images/a.png")],
)
def test_a_missing_image_names_one_that_is_called_alike(
    path: str, near: str, folder: Path, tmp_path: Path
) -> None:
    (folder / "images/a.png").write_bytes(WHOLE["png-rgb"])
    with pytest.raises(ContentError) as refused:
        image(ImagePath(path, PLACE), folder, tmp_path)
    assert refused.value.diagnostics[0].hint == f"did you mean '{near}'?"
