"""A page as one HTML file: styles and images inside, no script, nothing to fetch."""

from base64 import b64encode
from collections.abc import Iterator
from html import escape

from mappe.model.page import Asset, Page
from mappe.model.theme import Theme, TypeStyle

ORDER = ("cover", "running_head", "running_foot", "contents", "section")


def write_html(page: Page) -> bytes:
    """The whole file, UTF-8."""
    markup = document(page, f"<style>\n{font_faces(page.theme, 'local')}{stylesheet(page.theme)}</style>")
    for address, asset in page.assets.items():
        markup = markup.replace(f'"{address}"', f'"{_inside(asset)}"')
    return markup.encode()


def document(page: Page, styles: str = "") -> str:
    """The page as an HTML document; `styles` go into its head as they are."""
    head = "\n".join(
        ['<meta charset="utf-8"/>', f"<title>{escape(page.title)}</title>", *_metadata(page), styles]
    )
    body = "\n".join(part.markup for kind in ORDER for part in page.parts if part.kind == kind)
    names = [*(["booklet"] if page.theme.small else []), *([] if page.layout == "single" else ["bilingual"])]
    pages = f' class="{" ".join(names)}"' if names else ""
    whole = f'<html lang="{page.language}"{pages}>\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>'
    return f"<!DOCTYPE html>\n{whole}\n"


def stylesheet(theme: Theme) -> str:
    """The theme's stylesheet behind its tokens as custom properties: `--ink`, `--body`, `--label-column`."""
    tokens = theme.tokens
    properties = {
        **tokens.colours,
        **{f"{name}-type": _font(style, theme) for name, style in tokens.type.items()},
        **{f"{name}-colour": f"var(--{style.colour})" for name, style in tokens.type.items()},
        **{name: f"{size}mm" for name, size in tokens.measures.items()},
    }
    declared = "".join(f"--{name}:{value};" for name, value in properties.items())
    return f":root{{{declared}}}\n{_sheet(theme)}\n{theme.stylesheet}"


def font_faces(theme: Theme, source: str) -> str:
    """One rule a font file; `source` is `local`, or the scheme of the addresses at which files are served."""
    rules = []
    for font in theme.tokens.fonts:
        where = f'local("{font.postscript}")' if source == "local" else f'url("{source}:{font.file}")'
        rules.append(
            f'@font-face{{font-family:"{font.family}";font-weight:{font.weight};font-style:{font.style};src:{where}}}\n'
        )
    return "".join(rules)


def _font(style: TypeStyle, theme: Theme) -> str:
    slope = "italic " if style.italic else ""
    generic = "sans-serif" if style.typeface == "sans" else "serif"
    family = theme.tokens.typefaces[style.typeface]
    return f'{slope}{style.weight} {style.size}pt/{style.leading}pt "{family}",{generic}'


def _sheet(theme: Theme) -> str:
    """Landscape has the same margins: in two-sided print it is bound above or below, where there is room."""
    sheet = theme.tokens.sheet
    margin = f"margin:{sheet.top}mm {sheet.right}mm {sheet.bottom}mm {sheet.left}mm"
    return (
        f"@page{{size:{sheet.width}mm {sheet.height}mm;{margin}}}\n"
        f"@page landscape{{size:{sheet.height}mm {sheet.width}mm;{margin}}}"
    )


def _metadata(page: Page) -> Iterator[str]:
    described = {
        "author": page.author,
        "description": page.description,
        "keywords": ", ".join(page.keywords),
        "dcterms.created": page.date,
        "dcterms.modified": page.date,
    }
    for name, content in described.items():
        if content:
            yield f'<meta name="{name}" content="{escape(content)}"/>'


def _inside(asset: Asset) -> str:
    return f"data:{asset.media_type};base64,{b64encode(asset.content).decode()}"
