"""References in texts, `[](#id)`: where they may lead, and what they say there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from mappe.locales import Locale, Own
from mappe.model.audience import Audience
from mappe.model.choose import Chosen
from mappe.model.sections import AnySection, section_name
from mappe.model.targets import Target, Targets
from mappe.model.text import Wording

REFERENCE = "](#"
"""What stands in every wording that refers."""


def give_targets(
    document: Chosen,
    authored: Sequence[AnySection],
    audience: Audience,
    locale: Locale,
    locales: Mapping[str, Locale],
) -> None:
    """Every wording that refers gets `targets`; `authored` are the sections for all audiences."""
    wordings: list[Wording] = []
    anchors: list[str] = []
    for value in inside(document):
        if isinstance(value, Wording):
            wordings += [value] if REFERENCE in value else []
        elif anchor := getattr(value, "anchor", None):
            anchors.append(anchor)
    if not wordings:
        return
    named = _lasting_names(authored)
    seen = {section.id: _target(section, locale, locales) for section in document.sections}
    targets = Targets(
        audience.name.lower(),
        {name: Target() for name in anchors} | {name: seen[name] for name in seen if name in named},
        named - seen.keys(),
        frozenset(_names(authored)).union(seen) - named,
        document.lost - seen.keys() - set(anchors),
    )
    for wording in wordings:
        wording.targets = targets


def _lasting_names(sections: Sequence[AnySection]) -> frozenset[str]:
    """The ids that lead all audiences to one section: those of authors, and of the only one of its type."""
    written = {section.id for section in sections if section.id}
    return frozenset(written | {name for name, count in _names(sections).items() if count == 1})


def _names(sections: Sequence[AnySection]) -> Counter[str]:
    """What sections are called whose authors gave them no id."""
    written = {section.id for section in sections}
    unnamed = (section for section in sections if not section.id)
    names = (section_name(section.type) for section in unnamed)
    return Counter(name for name in names if name not in written)


def _target(section: Chosen, locale: Locale, locales: Mapping[str, Locale]) -> Target:
    if section.called:
        return Target(section.called, locale.tag, locale.html_lang)
    language = getattr(section.title, "language", locale.tag)
    quoted = locale.words(Own.QUOTED)
    return Target(str(section.title), language, locales[language].html_lang, quoted)


def inside(document: Chosen) -> Iterator[object]:
    """Every wording and every record of a document, each record once."""
    waiting: list[object] = [document]
    met: set[int] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, Wording):
            yield value
        elif isinstance(value, Chosen) and id(value) not in met:
            met.add(id(value))
            yield value
            waiting.extend(vars(value).values())
        elif isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, Mapping):
            waiting.extend(value.values())
