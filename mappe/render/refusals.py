"""What templates may write and pages still cannot hold, told at the line that wrote it."""

import re
from collections.abc import Collection, Iterator, Sequence

from jinja2 import Environment

from mappe.diagnostics import Diagnostic
from mappe.model.outline import misfits
from mappe.model.page import Part, PartKind
from mappe.model.vocabulary import read
from mappe.render.failures import place_of_line

SINGLE = "layouts/single.html"
"""What stands around every section."""

RUNNING: Collection[PartKind] = ("running_head", "running_foot")
"""Parts that stand on every page and so in no reading order."""

NAMED = re.compile(r"'(?P<word>[^']+)'|class=\"(?P<classes>[^\"]+)\"|<(?P<tag>[\w!?-]+)")


def refusals(
    markup: str, template: str, addresses: Collection[str], speaking: Environment
) -> Iterator[Diagnostic]:
    """What is wrong with the markup of one part; `addresses` are those of the page's images."""
    for fault in (*read(markup).faults, *_unknown_images(markup, addresses)):
        yield _refusal(fault, template, speaking)


def refusals_of_running(markup: str, template: str, speaking: Environment) -> Iterator[Diagnostic]:
    """What a running head or foot cannot hold, because no reader who listens to the page ever gets there."""
    outline = read(markup).outline
    for tag in (*(f"h{heading.level}" for heading in outline.headings), *("a" for _ in outline.addresses)):
        fault = f"<{tag}> cannot stand at the edge of every page: write it on the cover or in a section"
        yield _refusal(fault, template, speaking)


def refusals_between(parts: Sequence[tuple[str, Part]], speaking: Environment) -> Iterator[Diagnostic]:
    """What the parts of a page, each with its template, have against each other.

    Where no template has the line, the place is the one where the author began the section.
    """
    read_in_order = [(template, part) for template, part in parts if part.kind not in RUNNING]
    for misfit in misfits([read(part.markup).outline for _, part in read_in_order]):
        template, part = read_in_order[misfit.part]
        templates = (template, SINGLE) if part.kind == "section" else (template,)
        places = (place_of_line(misfit.written, speaking, name) for name in templates)
        place = next(filter(None, places), part.place)
        yield Diagnostic(_told(misfit.message, template, known=place is not None), place, misfit.hint)


def _unknown_images(markup: str, addresses: Collection[str]) -> Iterator[str]:
    for address in re.findall(r'src="(asset:[^"]*)"', markup):
        if address not in addresses:
            yield f"<img> shows '{address}', which is not an image of the page: write address_of(…)"


def _refusal(fault: str, template: str, speaking: Environment) -> Diagnostic:
    """A fault at the line that has what it names, unless another template wrote it."""
    message, write, what = fault.partition(": write ")
    named = (*reversed([*NAMED.finditer(message)]), *reversed([*NAMED.finditer(what)]))
    place = place_of_line((pattern for name in named for pattern in _patterns(name)), speaking, template)
    hint = f"write {what}" if write else ""
    return Diagnostic(_told(message, template, known=place is not None), place, hint)


def _patterns(named: re.Match[str]) -> Iterator[str]:
    """How a template writes what a fault names, the likeliest first."""
    if named["word"]:
        yield re.escape(named["word"])
    elif named["classes"]:
        yield rf'class="[^"]*?(?<![\w-])({re.escape(named["classes"])})(?![\w-])'
    else:
        tag = re.escape(named["tag"])
        yield rf"(<{tag})>"  # what it lacks is an attribute, more often than not
        yield rf"<{tag}(?![\w-])" if named["tag"][-1].isalnum() else f"<{tag}"


def _told(message: str, template: str, *, known: bool) -> str:
    return message if known else f"templates/{template}: {message}"
