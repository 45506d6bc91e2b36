"""A chosen document → Page: every part by its template, in the order in which a reader meets them."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from mappe.errors import ContentError, MappeError, TemplateError
from mappe.locales import Locale
from mappe.model.audience import Audience
from mappe.model.calendar import Appointment, Words
from mappe.model.choose import Chosen, Typeset, choose, slots_of
from mappe.model.contact_card import ContactCard
from mappe.model.document import Layout
from mappe.model.page import Asset, Page, Part, PartKind
from mappe.model.project import Dossier, Edition, Project
from mappe.model.sections import SECTIONS
from mappe.model.text import Wording
from mappe.render.anchors import give_ids
from mappe.render.calendar import calendar, described, diary, identities
from mappe.render.captions import number_captions
from mappe.render.codes import codes, without_lost
from mappe.render.contact_cards import contact_cards
from mappe.render.drawings import Drawings, palette
from mappe.render.environment import environment, rendered
from mappe.render.names import forget_names_beside, in_order, other_name, other_names
from mappe.render.pair import pair, side
from mappe.render.plain_words import plain_words
from mappe.render.references import give_targets
from mappe.render.refusals import RUNNING, SINGLE, refusals, refusals_between, refusals_of_running
from mappe.render.sequence import in_sequence
from mappe.render.weaving import BETWEEN, Pair, Tongue, woven

PAGE_NUMBER = Markup('<span class="page"></span>')
PAGE_COUNT = Markup('<span class="pages"></span>')

EXTENSIONS: Mapping[str, str] = MappingProxyType(
    {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
)

LANG = re.compile(r'\slang="([^"]+)"')

TAG = re.compile(r'<[^<>]*?(?:\s(?:alt|aria-label)="([^"]*)"[^<>]*)?>')
"""A tag, and what it says to those who cannot see."""


@dataclass(frozen=True)
class Voices:
    """The languages of a project, each with the templates as it speaks them."""

    locales: Mapping[str, Locale]
    environments: Mapping[str, Environment]

    @property
    def typeset(self) -> Typeset:
        return {tag: locale.typeset for tag, locale in self.locales.items()}


def voices(locales: Mapping[str, Locale], templates: Sequence[Path]) -> Voices:
    """All languages of a project, {tag: …}; `templates` are folders, nearest first."""
    return Voices(locales, {tag: environment(locale, locales, templates) for tag, locale in locales.items()})


@dataclass(frozen=True)
class Rendition:
    """A document in one language of an edition, and what is made of it in that language.

    `codes` are {address in the markup: image}.
    """

    document: Chosen
    locale: Locale
    parts: tuple[Part, ...]
    appointments: tuple[Appointment, ...]
    contacts: tuple[ContactCard, ...]
    codes: Mapping[str, Asset]


def page(project: Project, edition: Edition, speaking: Voices) -> Page:
    """One edition as a page.

    Raises `ContentError` for what the edition needs and the content lacks, `TemplateError` for what a
    template does wrong, each with all that could be found.
    """
    dossier = project.dossier(edition.document)
    assets, addresses = _assets(dossier)
    renditions = _renditions(project, edition, speaking, addresses)
    document, locale = renditions[0].document, renditions[0].locale
    parts = tuple(LAYOUTS[edition.layout](renditions))
    # Of the project's languages only those that stand on the page: one more makes no other page another one.
    spoken = {one.locale.html_lang for one in renditions}.union(
        *(LANG.findall(part.markup) for part in parts)
    )
    latin = _latin(speaking.locales, speaking.locales[project.office.source], spoken)
    return Page(
        title=_in_all(renditions, "title"),
        author=str(document.issuer.name),
        description=_in_all(renditions, "description") or _in_all(renditions, "subtitle"),
        keywords=tuple(dict.fromkeys(str(word) for one in renditions for word in one.document.keywords)),
        date=str(document.as_of.first_day),
        language=locale.html_lang,
        word_languages=MappingProxyType(
            {
                other.html_lang: other.word_lang
                for other in speaking.locales.values()
                if other.html_lang in {*spoken, *latin.values()}
            }
        ),
        decimal_symbol=locale.decimal_symbol,
        audience=edition.audience,
        parts=parts,
        assets=MappingProxyType(dict(chain(assets.items(), *(one.codes.items() for one in renditions)))),
        theme=project.theme,
        layout=edition.layout,
        languages=tuple(one.locale.html_lang for one in renditions),
        two_sided=document.print.two_sided or edition.layout == "facing",
        name=edition.stem,
        latin_in=MappingProxyType(latin),
        hyphenation=MappingProxyType(
            {
                other.html_lang: other.hyphenation
                for other in speaking.locales.values()
                if other.html_lang in spoken and other.hyphenation
            }
        ),
        word=project.word,
        calendar=calendar(document, locale, edition.audience, [one.appointments for one in renditions]),
        contacts=renditions[0].contacts,
        texts=MappingProxyType({one.locale.tag: _digest_of_words(one) for one in renditions}),
    )


def _renditions(
    project: Project, edition: Edition, speaking: Voices, addresses: Mapping[str, str]
) -> Sequence[Rendition]:
    """Faults of one language do not hide those of the next."""
    made: list[Rendition] = []
    found: list[MappeError] = []
    for tag in edition.languages:
        try:
            made.append(_rendition(project, edition, tag, speaking, addresses))
        except MappeError as error:
            found.append(error)
    if found:
        raise _all_of(found)
    return made


def _rendition(
    project: Project, edition: Edition, tag: str, speaking: Voices, addresses: Mapping[str, str]
) -> Rendition:
    locale, authored = speaking.locales[tag], project.dossier(edition.document).document
    document = choose(project, edition, tag, speaking.typeset)
    document.sections = without_lost(document.sections)
    document.sections = tuple(_sections(document, locale))
    number_captions(document.sections, locale)
    give_targets(document, authored.sections, edition.audience, locale, speaking.locales)
    if len(edition.languages) > 1:
        forget_names_beside(document, edition.languages)
    book = diary(document, identities(project.dossier(edition.document)), locale)
    cards = contact_cards(document, edition.languages, locale)
    drawn = codes(document, book, cards)
    values = _with_codes(_values(project, edition, document, speaking, locale, addresses), drawn)
    parts = tuple(_parts(speaking.environments[tag], values))
    appointments = described(book, partial(_description, speaking.environments[tag], values, locale))
    shown = {_address(asset): asset for asset in drawn.values()}
    return Rendition(document, locale, parts, appointments, tuple(card.card for card in cards), shown)


def _description(speaking: Environment, values: Mapping[str, Any], locale: Locale, slot: Chosen) -> Words:
    """What stands in a calendar below the title of an appointment."""
    markup = rendered(speaking, "calendar/appointment.html", {**values, "slot": slot})
    return Words(plain_words(markup), locale.html_lang)


def _in_all(renditions: Sequence[Rendition], name: str) -> str:
    """A line of the document in all languages of the edition, where they differ."""
    lines = (getattr(one.document, name) for one in renditions)
    return BETWEEN.join(dict.fromkeys(str(line) for line in lines if line is not None))


def _digest_of_words(rendition: Rendition) -> str:
    """SHA-256 of what a document says in one language, however it is marked up, as hexadecimal."""
    document = rendition.document
    lines = (document.title, document.subtitle, document.description, *document.keywords)
    said = "".join(part.markup for part in rendition.parts)
    return sha256(repr((*map(str, lines), TAG.sub(r"\1 ", said).split())).encode()).hexdigest()


def _tongues(renditions: Sequence[Rendition]) -> Pair:
    one, other = (rendition.locale for rendition in renditions)
    first, second = (Tongue(locale.tag, locale.html_lang, locale.own_name) for locale in (one, other))
    return first, second


def _both(
    layout: Callable[[Sequence[Part], Sequence[Part], Pair], Iterator[Part]],
) -> Callable[[Sequence[Rendition]], Iterator[Part]]:
    return lambda renditions: layout(renditions[0].parts, renditions[1].parts, _tongues(renditions))


LAYOUTS: Mapping[Layout, Callable[[Sequence[Rendition]], Iterable[Part]]] = MappingProxyType(
    {
        "single": lambda renditions: renditions[0].parts,
        "columns": _both(woven),
        "facing": _both(partial(woven, apart=True)),
        "sequence": _both(in_sequence),
    }
)
"""How languages come to be one page; facing pages are paired as columns are, and part as sheets do."""


def _latin(locales: Mapping[str, Locale], source: Locale, spoken: Collection[str]) -> Mapping[str, str]:
    """Whose words in Latin letters are, in lines of another script: the office's, if it writes Latin."""
    others = (locale for locale in locales.values() if locale.script != source.script == "Latn")
    return {locale.html_lang: source.html_lang for locale in others if locale.html_lang in spoken}


def _sections(document: Chosen, locale: Locale) -> Iterator[Chosen]:
    """The sections with an id and a title each, which their authors may leave to Mappe.

    The first begins a page where cover or contents have theirs.
    """
    give_ids(document.sections)
    behind_a_sheet = document.contents or document.print.cover != "heading"
    for position, section in enumerate(document.sections):
        section.new_page = section.new_page or (position == 0 and behind_a_sheet)
        kind = SECTIONS[section.type]
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


def _values(  # noqa: PLR0913, PLR0917  # all that a template can ask about
    project: Project,
    edition: Edition,
    document: Chosen,
    speaking: Voices,
    locale: Locale,
    addresses: Mapping[str, str],
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
        "other_name": lambda city: other_name(city, document.cities, edition.languages),
        "other_names": lambda city: other_names(city, document.cities, edition.languages),
        "columns": lambda chosen: [*dict.fromkeys((*edition.languages, *(chosen or speaking.locales)))],
        "in_order": lambda records, name: in_order(records, name, speaking.locales[edition.language]),
        "slot_title": lambda identifier: _slot_title(document, identifier),
        "cite": lambda source: _citation(source, numbers, listing),
        "address_of": lambda image: addresses[image.path],
        "addresses": frozenset(addresses.values()),
        "page_number": PAGE_NUMBER,
        "page_count": PAGE_COUNT,
    }


def _with_codes(values: Mapping[str, Any], drawn: Mapping[str, Asset]) -> Mapping[str, Any]:
    """The same with the QR codes, which hold what the rest of the document says."""
    own = {section: _address(asset) for section, asset in drawn.items()}
    return {
        **values,
        "code_of": lambda section: own[section.id],
        "addresses": values["addresses"].union(own.values()),
    }


def _parts(speaking: Environment, values: Mapping[str, Any]) -> Iterator[Part]:
    """Cover, furniture, contents, sections. Faults of one part do not hide those of the next."""
    found: list[MappeError] = []
    document = values["document"]
    kinds: tuple[PartKind, ...] = ("cover", "running_head", "running_foot", "contents")
    made = [_part(speaking, kind, values, found) for kind in kinds if kind != "contents" or document.contents]
    made.extend(_section(speaking, section, values, found) for section in document.sections)
    parts = [part for part in made if part is not None]
    if not found and (between := tuple(refusals_between(parts, speaking))):
        found.append(TemplateError(between))
    if found:
        raise _all_of(found)
    yield from (part for _, part in parts)


def _all_of(found: Sequence[MappeError]) -> MappeError:
    """One error with everything that was found."""
    kind = ContentError if any(isinstance(error, ContentError) for error in found) else TemplateError
    return kind(dict.fromkeys(diagnostic for error in found for diagnostic in error.diagnostics))


def _part(
    speaking: Environment, kind: PartKind, values: Mapping[str, Any], found: list[MappeError]
) -> tuple[str, Part] | None:
    """A part and its template."""
    template = f"layouts/{kind}.html"
    try:
        markup = _checked(rendered(speaking, template, values), template, speaking, values)
        if kind in RUNNING and (wrong := tuple(refusals_of_running(markup, template, speaking))):
            raise TemplateError(wrong)
    except MappeError as error:
        found.append(error)
        return None
    return template, Part(kind, kind, str(markup))


def _section(
    speaking: Environment, section: Chosen, values: Mapping[str, Any], found: list[MappeError]
) -> tuple[str, Part] | None:
    """A section and its template."""
    template = f"sections/{section.type}.html"
    try:
        body = rendered(speaking, template, {**values, "section": section})
        markup = rendered(speaking, SINGLE, {**values, "section": section, "body": body})
        _checked(markup, template, speaking, values)
    except MappeError as error:
        found.append(error)
        return None
    return template, Part("section", section.id, str(markup), section.written_at)


def _checked(markup: str, template: str, speaking: Environment, values: Mapping[str, Any]) -> str:
    if wrong := tuple(refusals(markup, template, values["addresses"], speaking)):
        raise TemplateError(wrong)
    return markup


def _citation(source: Chosen | None, numbers: Mapping[str, int], listing: str | None) -> Markup:
    if source is None or listing is None:
        return Markup("")
    return Markup('<sup class="citation"><a href="#{}">{}</a></sup>').format(listing, numbers[source.id])


def _slot_title(document: Chosen, identifier: str) -> Wording | str:
    """The title of a slot of the programme, or nothing where its audience does not see it."""
    return next((slot.title for slot in slots_of(document.sections) if slot.id == identifier), "")
