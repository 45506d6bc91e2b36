from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from mappe.diagnostics import Diagnostic
from mappe.model.audience import Audience
from mappe.model.dates import DateRange, PartialDate
from mappe.model.fields import Flag, LanguageTag, String
from mappe.model.print import Print
from mappe.model.record import Lowest, OrganisationId, PlaceId, Record
from mappe.model.sections import AnySection
from mappe.model.text import Text, Title

TWO = 2
"""Languages of an edition that has more than one."""

Layout = Literal["single", "columns", "facing", "sequence"]
"""One language; two side by side, row by row; two page for page; one behind the other."""


class EditionPlan(Record):
    """An audience that a document is published for.

    In one language at a time, all or those named; or in the two that are named, in their order.
    """

    audience: Lowest = Audience.GUEST
    layout: Layout = "single"
    languages: tuple[LanguageTag, ...] = ()

    def faults(self) -> Iterator[Diagnostic]:
        tags = self.languages
        for number, tag in enumerate(tags):
            if tag in tags[:number]:
                yield Diagnostic(f"'{tag}' stands here a second time", self.where("languages", number))
        if self.layout != "single" and len(tags) != TWO:
            message = f"the layout '{self.layout}' needs two languages, not {len(tags)}"
            place = self.where("languages") or self.where("layout")
            yield Diagnostic(message, place, "write both in their order, such as languages: [de, ru]")


class Document(Record):
    """One authored thing in all its languages."""

    title: Title
    kind: Title
    """What sort of document it is; it stands in the running head."""
    subtitle: Title | None = None
    description: Text | None = None
    keywords: tuple[Text, ...] = ()
    cities: Annotated[tuple[PlaceId, ...], Field(max_length=2)] = ()
    visit: DateRange | None = None
    version: String
    as_of: PartialDate
    issuer: OrganisationId
    sample: Flag = False
    """Persons and appointments are invented, and every page says so."""
    editions: Annotated[tuple[EditionPlan, ...], Field(min_length=1)] = (EditionPlan(),)
    print: Print = Print()
    contents: Flag = True
    """Whether a table of contents stands behind the cover."""
    embed: Literal["source"] | None = None
    """What travels inside the PDF: the content of the edition itself, as its readers may see it."""
    sections: Annotated[tuple[AnySection, ...], Field(min_length=1)]
