"""What the file says of itself, and how Word is told to treat it."""

from collections.abc import Iterator

from mappe.verify.word.exhibit import Exhibit
from mappe.verify.word.ooxml import W, find, is_on, value

GENERATED = ("python-docx", "docx4j", "Apache POI", "unknown", "Un-named")
"""Names that libraries write when nobody told them another one."""
GENERATED_TITLES = ("Word Document", "Document1", "PowerPoint Presentation")

MODE = 15
"""Word 2013 and all that came after (MS-DOCX, compatibilityMode)."""


def title(exhibit: Exhibit) -> Iterator[str]:
    said = exhibit.properties.title
    if not said:
        yield "the properties have none (dc:title)"
    elif said in GENERATED_TITLES:
        yield f"it says '{said}', as the program does that wrote it"


def author(exhibit: Exhibit) -> Iterator[str]:
    said = exhibit.properties.author
    if not said:
        yield "the properties name none (dc:creator)"
    elif said in GENERATED:
        yield f"it says '{said}', which is a program"


def language(exhibit: Exhibit) -> Iterator[str]:
    styles, properties = exhibit.styles.language, exhibit.properties.language
    if not styles:
        yield "the styles name none (w:docDefaults)"
    if not properties:
        yield "the properties name none (dc:language)"
    elif styles and styles.casefold() != properties.casefold():
        yield f"it is '{styles}' in the styles, '{properties}' in the properties"


def compatibility(exhibit: Exhibit) -> Iterator[str]:
    settings = exhibit.settings
    modes = [
        value(setting)
        for setting in (() if settings is None else settings.iter(f"{W}compatSetting"))
        if value(setting, "name") == "compatibilityMode"
    ]
    if modes != [str(MODE)]:
        yield f"it says {', '.join(modes)}" if modes else "it says nothing, which means Word 2007"


def hyphenation(exhibit: Exhibit) -> Iterator[str]:
    if not _is_set(exhibit, "autoHyphenation"):
        yield "the settings"


def update_prompt(exhibit: Exhibit) -> Iterator[str]:
    if _is_set(exhibit, "updateFields"):
        yield "the settings (w:updateFields)"


def tracked_changes(exhibit: Exhibit) -> Iterator[str]:
    for story, count in exhibit.changes.items():
        yield from [story.label or "in the text"] * count


def comments(exhibit: Exhibit) -> Iterator[str]:
    root = exhibit.related("comments")
    for comment in () if root is None else root.iter(f"{W}comment"):
        yield f"by {value(comment, 'author') or 'nobody'}"


def _is_set(exhibit: Exhibit, name: str) -> bool:
    return exhibit.settings is not None and is_on(find(exhibit.settings, f"w:{name}"))
