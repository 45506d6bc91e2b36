"""A chosen document → Page: every part by its template, in the order in which a reader meets them."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError, MappeError, TemplateError
from mappe.locales import Locale
from mappe.model.audience import Audience
from mappe.model.choose import Chosen, choose
from mappe.model.page import Asset, Page, Part, PartKind
from mappe.model.project import Dossier, Edition, Project
from mappe.model.sections import SECTIONS
from mappe.model.text import Wording
from mappe.model.vocabulary import faults
from mappe.render.drawings import Drawings, palette
from mappe.render.environment import environment, rendered
from mappe.render.failures import place_of_words
from mappe.render.pair import other_name, pair, side

PAGE_NUMBER = Markup('<span class="page"></span>')
PAGE_COUNT = Markup('<span class="pages"></span>')

EXTENSIONS: Mapping[str, str] = MappingProxyType({"image/png": "png", "image/jpeg": "jpg"})


@dataclass(frozen=True)
class Voices:
    """The languages of a project, each with the templates as it speaks them."""

    locales: Mapping[str, Locale]
    environments: Mapping[str, Environment]


def voices(locales: Mapping[str, Locale], templates: Sequence[Path]) -> Voices:
    """All languages of a project, {tag: …}; `templates` are folders, nearest first."""
    return Voices(locales, {tag: environment(locale, locales, templates) for tag, locale in locales.items()})


def page(project: Project, edition: Edition, speaking: Voices) -> Page:
    """One edition as a page.

    Raises `ContentError` for what the edition needs and the content lacks, `TemplateError` for what a
    template does wrong, each with all that could be found.
    """
    locale = speaking.locales[edition.language]
    dossier = next(dossier for dossier in project.dossiers if dossier.name == edition.document)
    document = choose(project, edition.document, edition)
    document.sections = tuple(_sections(document, locale))
    assets, addresses = _assets(dossier)
    values = _values(project, edition, document, locale, addresses)
    return Page(
        title=str(document.title),
        author=str(document.issuer.name),
        description=str(document.description or document.subtitle or ""),
        keywords=tuple(map(str, document.keywords)),
        date=str(document.as_of.first_day),
        language=locale.html_lang,
        word_languages=MappingProxyType(
            {other.html_lang: other.word_lang for other in speaking.locales.values()}
        ),
        decimal_symbol=locale.decimal_symbol,
        audience=edition.audience,
        parts=tuple(_parts(speaking.environments[edition.language], values)),
        assets=assets,
        theme=project.theme,
    )


def _sections(document: Chosen, locale: Locale) -> Iterator[Chosen]:
    """The sections with an id and a title each, which their authors may leave to Mappe.

    The first begins a page: cover and contents have theirs.
    """
    taken: dict[str, int] = {}
    for position, section in enumerate(document.sections):
        section.new_page = section.new_page or position == 0
        kind = SECTIONS[section.type]
        if section.id is None:
            taken[section.type] = taken.get(section.type, 0) + 1
            number = f"-{taken[section.type]}" if taken[section.type] > 1 else ""
            section.id = section.type.replace("_", "-") + number
        if section.title is None:
            section.title = locale.gettext(kind.heading)
        section.only_internal = (section.audience or kind.lowest) is Audience.INTERNAL
        yield section


def _assets(dossier: Dossier) -> tuple[Mapping[str, Asset], Mapping[str, str]]:
    """The images by address, and the address of each path: after what it shows, not what it is called."""
    addresses = {path: _address(asset) for path, asset in dossier.images.items()}
    assets = {addresses[path]: asset for path, asset in dossier.images.items()}
    return MappingProxyType(assets), addresses


def _address(asset: Asset) -> str:
    return f"asset:{sha256(asset.content).hexdigest()[:16]}.{EXTENSIONS[asset.media_type]}"


def _values(
    project: Project, edition: Edition, document: Chosen, locale: Locale, addresses: Mapping[str, str]
) -> Mapping[str, Any]:
    """What templates may use besides filters: plain values, and functions of this document."""
    facts = pair(document.cities, document.as_of.year, locale)
    numbers = {source.id: number for number, source in enumerate(document.cited, 1)}
    listing = next((section.id for section in document.sections if section.type == "sources"), None)
    return {
        "document": document,
        "edition": {"audience": edition.audience.name.lower()},
        "art": Drawings(document, locale, palette(project.theme.tokens), facts),
        "pair": facts,
        "side": lambda city: side(city, document.cities),
        "other_name": lambda city: other_name(city, document.cities),
        "slot_title": lambda identifier: _slot_title(document, identifier),
        "cite": lambda source: _citation(source, numbers, listing),
        "address_of": lambda image: addresses[image.path],
        "addresses": frozenset(addresses.values()),
        "page_number": PAGE_NUMBER,
        "page_count": PAGE_COUNT,
    }


def _parts(speaking: Environment, values: Mapping[str, Any]) -> Iterator[Part]:
    """Cover, furniture, contents, sections. Faults of one part do not hide those of the next."""
    found: list[MappeError] = []
    kinds: tuple[PartKind, ...] = ("cover", "running_head", "running_foot", "contents")
    made = [_part(speaking, kind, kind, values, found) for kind in kinds]
    made.extend(_section(speaking, section, values, found) for section in values["document"].sections)
    if found:
        kind = ContentError if any(isinstance(error, ContentError) for error in found) else TemplateError
        raise kind(diagnostic for error in found for diagnostic in error.diagnostics)
    yield from (part for part in made if part is not None)


def _part(
    speaking: Environment, kind: PartKind, name: str, values: Mapping[str, Any], found: list[MappeError]
) -> Part | None:
    try:
        return Part(
            kind,
            name,
            _checked(
                rendered(speaking, f"layouts/{kind}.html", values), f"layouts/{kind}.html", speaking, values
            ),
        )
    except MappeError as error:
        found.append(error)
        return None


def _section(
    speaking: Environment, section: Chosen, values: Mapping[str, Any], found: list[MappeError]
) -> Part | None:
    template = f"sections/{section.type}.html"
    try:
        body = rendered(speaking, template, {**values, "section": section})
        markup = rendered(speaking, "layouts/single.html", {**values, "section": section, "body": body})
        return Part("section", section.id, _checked(markup, template, speaking, values), section.written_at)
    except MappeError as error:
        found.append(error)
        return None


def _checked(markup: str, template: str, speaking: Environment, values: Mapping[str, Any]) -> str:
    if wrong := (*faults(markup), *_unknown_images(markup, values["addresses"])):
        raise TemplateError(_outside(fault, template, speaking) for fault in wrong)
    return markup


def _unknown_images(markup: str, addresses: Collection[str]) -> Iterator[str]:
    for address in re.findall(r'src="(asset:[^"]*)"', markup):
        if address not in addresses:
            yield f"<img> shows '{address}', which is not an image of the page: write address_of(…)"


def _outside(fault: str, template: str, speaking: Environment) -> Diagnostic:
    """What is outside the vocabulary, at the line that has it, unless another template wrote it."""
    quoted = re.findall(r"'([^']+)'|class=\"([^\"]+)\"|(<[\w!?-]+)", fault)
    place = place_of_words(("".join(words) for words in reversed(quoted)), speaking, template)
    message, write, what = fault.partition(": write ")
    return Diagnostic(
        message if place else f"templates/{template}: {message}", place, f"write {what}" if write else ""
    )


def _citation(source: Chosen | None, numbers: Mapping[str, int], listing: str | None) -> Markup:
    if source is None or listing is None:
        return Markup("")
    return Markup('<sup class="citation"><a href="#{}">{}</a></sup>').format(listing, numbers[source.id])


def _slot_title(document: Chosen, identifier: str) -> Wording | str:
    """The title of a slot of the programme, or nothing where its audience does not see it."""
    programmes = (section for section in document.sections if section.type == "programme")
    slots = (slot for programme in programmes for day in programme.days for slot in day.slots)
    return next((slot.title for slot in slots if slot.id == identifier), "")
