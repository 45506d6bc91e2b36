"""A theme's folder → Theme."""

import io
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from PIL import ImageFont

from mappe.content import schema
from mappe.content.source import read
from mappe.diagnostics import Diagnostic, Place, did_you_mean
from mappe.errors import ContentError
from mappe.model.located import Keys
from mappe.model.theme import Theme, Tokens

THEMES = "themes"
TOKENS = "tokens.yaml"
STYLESHEET = "theme.css"


def theme(name: str, templates: Iterable[Path]) -> Theme:
    """The theme of this name in the nearest folder that has it.

    Raises `ContentError` for a missing theme, wrong tokens or a font that cannot be read.
    """
    folders = [folder / THEMES for folder in templates]
    found = next((folder / name for folder in folders if (folder / name).is_dir()), None)
    if found is None:
        known = [entry.name for folder in folders if folder.is_dir() for entry in folder.iterdir() if entry.is_dir()]
        message = f"no theme '{name}' in templates/{THEMES}/"
        raise ContentError([Diagnostic(message, Place(Path("content/office.yaml"), 1), did_you_mean(name, known))])
    shown = Path("templates", THEMES, name)
    keys = read(found / TOKENS, shown / TOKENS)
    tokens = schema.record(Tokens, keys, ())
    _check_colours(tokens, keys)
    fonts = {font.file: _font(found / "fonts" / font.file, shown / "fonts" / font.file) for font in tokens.fonts}
    return Theme(name, tokens, _stylesheet(found, shown), MappingProxyType(fonts))


def _check_colours(tokens: Tokens, keys: Keys) -> None:
    faults = []
    for name, style in tokens.type.items():
        for what, known in ((style.colour, tokens.colours), (style.typeface, tokens.typefaces)):
            if what not in known:
                message = f"type '{name}' uses '{what}', which is not defined"
                faults.append(Diagnostic(message, style.written_at or keys.place, did_you_mean(what, known)))
    if faults:
        raise ContentError(faults)


def _stylesheet(folder: Path, shown: Path) -> str:
    try:
        return (folder / STYLESHEET).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise ContentError([Diagnostic(f"the stylesheet cannot be read: {error}", Place(shown / STYLESHEET, 1))]) from None


def _font(path: Path, shown: Path) -> bytes:
    try:
        content = path.read_bytes()
        ImageFont.truetype(io.BytesIO(content))
    except OSError as error:
        raise ContentError([Diagnostic(f"the font cannot be read: {error}", Place(shown, 1), "copy it anew")]) from None
    return content
