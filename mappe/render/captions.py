"""The numbers of captions: figures and tables each run through the whole document."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markupsafe import Markup

from mappe.locales import Locale
from mappe.model.choose import Chosen
from mappe.model.sections import SECTIONS

NUMBERS: Mapping[str, str] = MappingProxyType({"figure": "figure-number", "table": "table-number"})
"""Type of a section → what the number of its caption is called."""


def number_captions(sections: Sequence[Chosen], locale: Locale) -> None:
    """Each section gets `label`, what its caption begins with, and `called`, the same words in a text.

    Both are None where there is no caption to number.
    """
    numbers: Counter[str] = Counter()
    for section in sections:
        phrase = SECTIONS[section.type].numbered
        section.label = section.called = None
        if phrase and section.caption and not getattr(section, "decorative", False):
            numbers[section.type] += 1
            section.called = locale.gettext(phrase) % {"number": numbers[section.type]}
            section.label = _label(locale.gettext(phrase), section.type, numbers[section.type])


def _label(phrase: str, kind: str, number: int) -> Markup:
    figures = Markup('<span class="{}">{}</span>').format(NUMBERS[kind], number)
    return Markup('<span class="caption-label">{}</span>').format(Markup(phrase) % {"number": figures})
