"""What the markup of a page says where there is no markup."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from mappe.model.markup import body
from mappe.model.vocabulary import is_decoration

PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{NON-BREAKING HYPHEN}": "-"})

BLOCKS = frozenset({"p", "li", "dd"})
"""The elements that end a line."""


def plain_words(markup: str) -> str:
    """One line for each paragraph, entry or labelled fact."""
    lines = "".join(_words(body(markup))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line).translate(PLAIN)


def _words(element: Element) -> Iterator[str]:
    """A line feed stands only where a line ends."""
    before, after = _around(element)
    yield before
    yield _spaced(element.text)
    for child in element:
        if not is_decoration(child):
            yield from _words(child)
        yield _spaced(child.tail)
    yield after


def _spaced(words: str | None) -> str:
    return (words or "").replace("\n", " ")


def _around(element: Element) -> tuple[str, str]:
    """What an element becomes where it cannot be seen."""
    if element.get("class") == "footnote":
        return " (", ")"
    address = element.get("href", "")
    if address.startswith("https:") and address != "".join(element.itertext()):
        return "", f" ({address})"
    return "", {"dt": ": ", "br": "\n"}.get(element.tag, "\n" if element.tag in BLOCKS else "")
