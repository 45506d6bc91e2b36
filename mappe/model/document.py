import re
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.model.audience import Audience, Internal, Shown
from mappe.model.dates import DateRange, PartialDate
from mappe.model.fields import Flag, LanguageTag, String, matching
from mappe.model.print import Print
from mappe.model.record import Lowest, OrganisationId, PlaceId, Readable, Record
from mappe.model.sections import AnySection
from mappe.model.text import Text, Title

PAIR = 2
"""Languages that stand on one page."""

Layout = Literal["single", "columns", "facing", "sequence"]
"""One language; two side by side, row by row; two page for page; one behind the other."""


BLANK = re.compile(r"\{([^{}]*)\}")
"""Where a fact about the recipient goes in the pattern of a file name."""

BLANKS = ("id", "family", "given", "group", "number")
"""What a file name may tell of its recipient; `number` is the place in the list."""

MemberList = Annotated[
    str,
    matching(
        r"[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*",
        "'{}' is no list of people: write a section and .members, or one of its groups, such as "
        "delegation.members",
    ),
]


class EditionPlan(Record):
    """An audience that a document is published for.

    In one language at a time, all or those named; or in the two that are named, in their order. With
    `for_each`, one pack for each of these members, in their own language where none is named: all of a
    section, those of a group, or one.
    """

    audience: Internal[Lowest] = Audience.GUEST
    layout: Internal[Layout] = "single"
    languages: Internal[tuple[LanguageTag, ...]] = ()
    for_each: Internal[MemberList | None] = None
    file_name: Internal[String] = "{family}-{given}"

    def faults(self) -> Iterator[Diagnostic]:
        yield from self._faults_of_layout()
        yield from self._faults_of_packs()

    def _faults_of_packs(self) -> Iterator[Diagnostic]:
        place = self.where("file_name")
        if self.for_each is not None and self.audience is Audience.PUBLIC:
            message = "a pack for one person is not for the public"
            yield Diagnostic(message, self.where("audience"), "write audience: guest")
        if self.for_each is None and "file_name" in self.model_fields_set:
            yield Diagnostic("file_name: names the files of each recipient", place, "write for_each: too")
        for name in BLANK.findall(self.file_name):
            if name not in BLANKS:
                hint = did_you_mean(name, BLANKS) or f"known here: {', '.join(BLANKS)}"
                yield Diagnostic(f"nothing is known as '{{{name}}}'", place, hint)
        if re.search(r"[{}]", BLANK.sub("", self.file_name)):
            yield Diagnostic("a brace has no partner", place, "write {family}, {given}, {id} …")

    def _faults_of_layout(self) -> Iterator[Diagnostic]:
        tags = self.languages
        for number, tag in enumerate(tags):
            if tag in tags[:number]:
                yield Diagnostic(f"'{tag}' stands here a second time", self.where("languages", number))
        if self.layout != "single" and len(tags) != PAIR:
            message = f"the layout '{self.layout}' needs two languages, not {len(tags)}"
            place = self.where("languages") or self.where("layout")
            yield Diagnostic(message, place, "write both in their order, such as languages: [de, ru]")


class Document(Readable):
    """One authored thing in all its languages; with an `audience`, it has no edition for others."""

    title: Shown[Title]
    kind: Shown[Title]
    """What sort of document it is; it stands in the running head."""
    subtitle: Shown[Title | None] = None
    description: Shown[Text | None] = None
    keywords: Shown[tuple[Text, ...]] = ()
    cities: Shown[Annotated[tuple[PlaceId, ...], Field(max_length=2)]] = ()
    visit: Shown[DateRange | None] = None
    version: Shown[String]
    as_of: Shown[PartialDate]
    issuer: Shown[OrganisationId]
    sample: Shown[Flag] = False
    """Persons and appointments are invented, and every page says so."""
    editions: Internal[Annotated[tuple[EditionPlan, ...], Field(min_length=1)]] = (EditionPlan(),)
    print: Shown[Print] = Print()
    contents: Shown[Flag] = True
    """Whether a table of contents stands behind the cover."""
    embed: Shown[Literal["source"] | None] = None
    """What travels inside the PDF: the content of the edition itself, as its readers may see it."""
    sections: Shown[Annotated[tuple[AnySection, ...], Field(min_length=1)]]

    def faults(self) -> Iterator[Diagnostic]:
        for key in self.audiences:
            if key in type(self).model_fields and type(self).model_fields[key].is_required():
                message = f"no edition can do without '{key}' of the document"
                yield Diagnostic(message, self.where("audiences", key), "write audience: beside it")
