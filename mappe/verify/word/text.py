"""The text of a Word file: its paragraphs in order, what stands in them, and in which language.

Source: ISO/IEC 29500-1, 17.3.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from mappe.verify.word.ooxml import FALLBACK, W, find, nearest, removed, value
from mappe.verify.word.styles import BODY_TEXT, Styles, level

WRITTEN = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    f"{W}softHyphen": "\N{SOFT HYPHEN}",
    f"{W}sym": "\N{REPLACEMENT CHARACTER}",
}
"""Elements of a run that are characters."""

CHANGES = tuple(
    f"{W}{tag}"
    for tag in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "tblPrChange", "tblGridChange")
) + tuple(f"{W}{tag}" for tag in ("trPrChange", "tcPrChange", "sectPrChange", "cellIns", "cellDel"))
"""What tracks a change (ISO/IEC 29500-1, 17.13.5)."""

GONE = (f"{W}del", f"{W}moveFrom")
SHOWN = tuple(f"{W}{tag}" for tag in ("r", "fldSimple", "sdt", "bookmarkStart", "bookmarkEnd"))


@dataclass(frozen=True, eq=False)
class Story:
    """A part with text of its own: the text itself, a head, a foot, the footnotes."""

    part: str
    kind: str
    root: etree._Element

    @property
    def label(self) -> str:
        """Where its paragraphs are; nothing for the text itself."""
        name = self.part.rpartition("/")[2]
        return {
            "officeDocument": "",
            "header": f"in the head ({name})",
            "footer": f"in the foot ({name})",
            "footnotes": "in a footnote",
            "endnotes": "in an endnote",
        }[self.kind]


@dataclass(frozen=True, eq=False)
class Run:
    """Words that look alike; `language` is that of the nearest which says one."""

    element: etree._Element
    text: str
    language: str


@dataclass(frozen=True, eq=False)
class Paragraph:
    """`level` is that of a heading, from 1; `section` are the words of the heading above."""

    element: etree._Element
    story: Story
    style: str
    level: int | None
    section: str
    runs: tuple[Run, ...]

    @cached_property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_in_box(self) -> bool:
        """Whether it stands in a box beside the text, where Word looks for no headings."""
        return nearest(self.element, f"{W}txbxContent") is not None


def accepted(root: etree._Element) -> int:
    """Make a tree what it is when all changes are accepted; the number of changes.

    Of two forms of a drawing, the one for older programs is taken away too.
    """
    changes = sum(1 for _ in root.iter(*CHANGES))
    removed(root.iter(FALLBACK))
    if changes:
        removed(row for row in root.iter(f"{W}tr") if find(row, "w:trPr/w:del") is not None)
        marked = [paragraph for paragraph in root.iter(f"{W}p") if _ends_deleted(paragraph)]
        emptied = [link for link in root.iter(f"{W}hyperlink") if any(True for _ in link.iter(*GONE))]
        removed(element for element in root.iter(*GONE) if element.getparent() is not None)
        removed(element for element in (*emptied, *marked) if not any(True for _ in element.iter(*SHOWN)))
    return changes


def paragraphs(story: Story, styles: Styles) -> Iterator[Paragraph]:
    """All paragraphs of a part, in order."""
    runs: dict[etree._Element, list[etree._Element]] = defaultdict(list)
    for run in story.root.iter(f"{W}r"):
        owner = nearest(run, f"{W}p")
        if owner is not None:
            runs[owner].append(run)
    section = ""
    for element in story.root.iter(f"{W}p"):
        paragraph = _paragraph(element, story, styles, section, runs.get(element, []))
        yield paragraph
        if paragraph.level and paragraph.text.strip() and not paragraph.is_in_box:
            section = paragraph.text


def written(run: etree._Element) -> str:
    """The characters of a run."""
    return "".join(
        child.text or "" if child.tag == f"{W}t" else WRITTEN.get(str(child.tag), "") for child in run
    )


def _paragraph(
    element: etree._Element, story: Story, styles: Styles, section: str, runs: list[etree._Element]
) -> Paragraph:
    properties = find(element, "w:pPr")
    style = value(None if properties is None else find(properties, "w:pStyle")) or styles.ordinary
    depth = level(properties) or styles.level(style)
    around = styles.language_of(style) or styles.language
    return Paragraph(
        element,
        story,
        style,
        None if depth is None or depth > BODY_TEXT else depth,
        section,
        tuple(Run(run, written(run), _language(run, styles) or around) for run in runs),
    )


def _language(run: etree._Element, styles: Styles) -> str:
    """What a run itself says of its language, or its style."""
    properties = find(run, "w:rPr")
    if properties is None:
        return ""
    said = value(find(properties, "w:lang"))
    return said or styles.language_of(value(find(properties, "w:rStyle")))


def _ends_deleted(paragraph: etree._Element) -> bool:
    """Whether the end of a paragraph is deleted, so that the next one goes on in it."""
    mark = find(paragraph, "w:pPr/w:rPr")
    return mark is not None and any(find(mark, f"w:{tag}") is not None for tag in ("del", "moveFrom"))
