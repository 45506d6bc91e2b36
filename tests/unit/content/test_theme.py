"""A look is whole before anything is laid out: its fonts, its stylesheet, every name that is asked for."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.content.theme import theme, uncovered
from mappe.diagnostics import Place
from mappe.errors import ContentError
from mappe.model.theme import Theme

TEMPLATES = Path(__file__).parents[3] / "templates"
ITALIC = "SourceSans3-It.ttf"
OFFICE = Place(Path("content/office.yaml"), 3, 8)

Edit = Callable[[str, str], None]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A theme of the project, so far the same as the default one."""
    return Path(shutil.copytree(TEMPLATES / "themes/default", tmp_path / "themes/own"))


@pytest.fixture
def edit(own: Path) -> Edit:
    """Exchanges words of the tokens."""

    def exchange(old: str, new: str) -> None:
        text = (own / "tokens.yaml").read_text("utf-8")
        assert old in text
        (own / "tokens.yaml").write_text(text.replace(old, new), "utf-8")

    return exchange


def chosen(own: Path) -> Theme:
    return theme("own", (own.parents[1], TEMPLATES), OFFICE)


def refusal(own: Path) -> list[str]:
    with pytest.raises(ContentError) as refused:
        chosen(own)
    return [f"{told.place}: {told.message}" for told in refused.value.diagnostics]


def tokens(line: int, column: int, message: str) -> str:
    return f"templates/themes/own/tokens.yaml:{line}:{column}: {message}"


def line_of(own: Path, words: str) -> int:
    lines = (own / "tokens.yaml").read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)


def test_the_project_s_own_theme_comes_before_the_shipped_one(own: Path) -> None:
    own.rename(own.with_name("default"))
    (own.with_name("default") / "theme.css").write_text("p { margin: 0 }\n", "utf-8")
    assert theme("default", (own.parents[1], TEMPLATES), OFFICE).stylesheet == "p { margin: 0 }\n"
    assert len(theme("default", (TEMPLATES,), OFFICE).stylesheet) > 1000


def test_an_unknown_theme_is_told_where_it_is_chosen() -> None:
    with pytest.raises(ContentError) as refused:
        theme("defalt", (TEMPLATES,), OFFICE)
    assert str(refused.value) == (
        "content/office.yaml:3:8: no theme 'defalt' in templates/themes/\n      did you mean 'default'?"
    )


def test_every_font_of_the_shipped_theme_is_whole(own: Path) -> None:
    assert set(chosen(own).fonts) == {path.name for path in (own / "fonts").glob("*.ttf")}
    assert len(chosen(own).fonts) >= 10


@pytest.mark.parametrize("part", [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999])
def test_a_part_of_a_font_is_none(part: float, own: Path) -> None:
    font = own / "fonts" / ITALIC
    font.write_bytes(font.read_bytes()[: int(font.stat().st_size * part)])
    message = f"the font '{ITALIC}' is damaged, or no font at all"
    assert refusal(own) == [tokens(line_of(own, ITALIC), 12, message)]


@pytest.mark.parametrize(
    "content",
    [b"<html>404</html>", b"version https://git-lfs.github.com/spec/v1\n", b"OTTO" + bytes(500), bytes(5000)],
)
def test_what_only_has_the_name_of_a_font_is_none(content: bytes, own: Path) -> None:
    (own / "fonts" / ITALIC).write_bytes(content)
    message = f"the font '{ITALIC}' is damaged, or no font at all"
    assert refusal(own) == [tokens(line_of(own, ITALIC), 12, message)]


def test_a_font_with_one_wrong_outline_is_none(own: Path) -> None:
    font = own / "fonts" / ITALIC
    content = bytearray(font.read_bytes())
    content[len(content) // 2] ^= 1
    font.write_bytes(content)
    message = f"the font '{ITALIC}' is damaged, or no font at all"
    assert refusal(own) == [tokens(line_of(own, ITALIC), 12, message)]


def test_all_missing_fonts_are_told_at_once(own: Path) -> None:
    for path in (own / "fonts").glob("SourceSans3-*.ttf"):
        path.unlink()
    told = refusal(own)
    assert len(told) == 5
    assert all(line.endswith("is missing") for line in told)


@pytest.mark.parametrize("path", ["../../../../secret.ttf", "/etc/hostname", "../tokens.yaml", "link.ttf"])
def test_a_font_from_elsewhere_is_refused(path: str, own: Path, edit: Edit, tmp_path: Path) -> None:
    (tmp_path.parent / "secret.ttf").write_bytes((own / "fonts" / ITALIC).read_bytes())
    (own / "fonts/link.ttf").symlink_to(tmp_path.parent / "secret.ttf")
    edit(f"file: {ITALIC}", f"file: {path}")
    (told,) = refusal(own)
    outside = f"the font '{path}' lies outside the project"
    assert told.endswith(outside if path != "../tokens.yaml" else "is damaged, or no font at all")


def test_a_colour_that_is_used_must_be_defined(own: Path, edit: Edit) -> None:
    edit("size: 18, leading: 24, colour: ice", "size: 18, leading: 24, colour: icy")
    line = line_of(own, "icy")
    assert refusal(own) == [tokens(line, 81, "no colour 'icy' in this theme")]


def test_a_typeface_that_is_used_must_be_defined(own: Path, edit: Edit) -> None:
    edit("phrase: {typeface: display", "phrase: {typeface: dispaly")
    assert refusal(own) == [tokens(line_of(own, "dispaly"), 22, "no typeface 'dispaly' in this theme")]


@pytest.mark.parametrize(("name", "table"), [("phrase", "type"), ("gutter", "measures")])
def test_small_pages_change_only_what_large_ones_have(name: str, table: str, own: Path, edit: Edit) -> None:
    edit(f"\n    {name}: ", f"\n    {name}x: ")
    place = line_of(own, f"    {name}x"), len(f"    {name}x: ") + 1
    assert refusal(own) == [tokens(*place, f"no '{name}x' in the {table} of large pages")]


@pytest.mark.parametrize(
    ("name", "table"),
    [("plum", "colours"), ("sans", "typefaces"), ("phrase", "type"), ("gutter", "measures")],
)
def test_a_name_that_templates_and_formats_ask_for_must_be_there(
    name: str, table: str, own: Path, edit: Edit
) -> None:
    edit(f"\n  {name}: ", f"\n  {name}x: ")
    line = (own / "tokens.yaml").read_text("utf-8").split("\n").index(f"{table}:") + 2
    place = tokens(line, 3, f"'{name}' is missing here")
    assert place in refusal(own)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"#15212A"', "black", "'black' is no colour"),
        ("size: 57", "size: big", "'big' is no number"),
        ("weight: 300, size: 57", "weight: light, size: 57", "'light' is no whole number"),
        ("sheet: {width: 210", "sheet: {widht: 210", "unknown key 'widht'"),
        ("style: italic}", "style: oblique}", "'oblique' is not one of normal, italic"),
        ("measures:", "mesures:", "unknown key 'mesures'"),
    ],
)
def test_a_token_of_a_wrong_kind_is_told(old: str, new: str, message: str, own: Path, edit: Edit) -> None:
    edit(old, new)
    assert {line.split(": ", 1)[1] for line in refusal(own)} == {message}


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://127.0.0.1/a.css';",
        "@IMPORT url(a.css);",
        "p { background: url(https://127.0.0.1/a.png) }",
        "p { background: URL( 'file:///etc/hostname' ) }",
        "p::before { content: url(../a.svg) }",
        "@font-face { font-family: a; src: url(a.ttf) }",
        "p { background: image-set('a.png' 1x) }",
        "p { list-style-image: image('a.png') }",
        "p { background: src('a.png') }",
        "</style><script>alert(1)</script>",
        "</STYLE >",
    ],
)
def test_a_stylesheet_fetches_nothing_and_stays_a_stylesheet(css: str, own: Path) -> None:
    (own / "theme.css").write_text(f"/* url(a) */\np {{ margin: 0 }}\n{css}\n", "utf-8")
    told = refusal(own)
    assert told
    assert all(line.startswith("templates/themes/own/theme.css:3:") for line in told)


@pytest.mark.parametrize("css", ["opacity: .5", "OPACITY:0", "color: red;opacity\t: 50%", "opacity/**/:1"])
def test_no_words_are_drawn_where_screen_readers_find_none(css: str, own: Path) -> None:
    (own / "theme.css").write_text(f"p {{ margin: 0 }}\np {{ {css} }}\n", "utf-8")
    (told,) = refusal(own)
    column = 5 + css.lower().index("opacity")
    assert told.lower().startswith(f"templates/themes/own/theme.css:2:{column}: 'opacity")


@pytest.mark.parametrize(
    "css",
    [
        "/* @import 'a.css' and url(b) are not used */ p { margin: 0 }",
        "a { content: target-counter(attr(href url), page) }",
        "p { background: linear-gradient(red, blue) } .curl { color: red } .src { color: red }",
        "p { image-rendering: crisp-edges }",
        "p { color: #0008; transition: opacity 1s } .opacity:hover { color: red } /* opacity: .5 */",
        "",
    ],
)
def test_an_innocent_stylesheet_is_kept(css: str, own: Path) -> None:
    (own / "theme.css").write_text(css, "utf-8")
    assert chosen(own).stylesheet == css


def test_a_letter_is_missing_only_where_no_font_has_it(own: Path) -> None:
    assert uncovered(chosen(own), "Grüße Ёжик – „“ … € № ½ 会א😀") == {"会", "א", "😀"}


def test_a_character_of_which_nothing_is_seen_needs_no_font(own: Path) -> None:
    assert uncovered(chosen(own), " \t\n\u00a0\u00ad\u200b\u200d\u2066\u2069") == set()
