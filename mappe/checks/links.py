"""Addresses of the web and of mail that lead nowhere; no network is asked."""

import re
from collections.abc import Iterator

from mappe.checks.permissions import is_allowed
from mappe.checks.phones import fault_of as fault_of_phone
from mappe.checks.subject import Subject
from mappe.diagnostics import Diagnostic, Place, Severity
from mappe.model.fields import Email, Web
from mappe.model.located import spot_in
from mappe.model.record import fields_of_kind, records_in

LINK = re.compile(r"\]\(<?((?:https://|mailto:|tel:)(?:[^\s()<>]|\([^\s()]*\))*)>?\)")
"""The address behind the words of a link (CommonMark); brackets in it stand in no others."""

WEB = re.compile(r"https://([^/?#]*)(.*)", re.DOTALL)
"""The host, with its port, and what follows."""

LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")
"""A part of a host between two points; letters of any script, which browsers turn into Latin ones (IDNA)."""

BAD_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

LONGEST_HOST = 253
HIGHEST_PORT = 65_535


def wrong_links(subject: Subject) -> Iterator[Diagnostic]:
    """In fields and in texts."""
    for written, place in _addresses(subject):
        fault = fault_of(written)
        if fault and not is_allowed(written, place):
            hint = f"mend it, or write '# allow: {written}' behind it"
            yield Diagnostic(f"'{written}' leads nowhere: {fault}", place, hint, Severity.WARNING)


def fault_of(address: str) -> str:
    """Why nothing can be found at an address of the web, of mail or of a telephone; nothing if it can be."""
    if address.startswith("tel:"):
        return fault_of_phone(address.removeprefix("tel:"), ())
    if ":" in address and BAD_ESCAPE.search(address):
        return "'%' stands for a character only with two digits of its code behind it, itself as '%25'"
    if web := WEB.fullmatch(address):
        host, colon, port = web[1].partition(":")
        return _fault_of_host(host) or (_fault_of_port(port) if colon else "")
    return _fault_of_host(address.partition("?")[0].rpartition("@")[2])


def _fault_of_host(host: str) -> str:
    labels = host.split(".")
    *_, last = labels
    if len(labels) == 1:
        return f"'{host}' is no host in the web, which has a point in its name"
    if "" in labels:
        return "a point stands at an end of the host, or beside another one"
    if wrong := next((label for label in labels if not LABEL.fullmatch(label) or "_" in label), ""):
        return f"'{wrong}' is no part of the name of a host"
    if len(last) == 1 or not (last.isalpha() or last.startswith("xn--")):
        return f"no host ends in '.{last}'"
    return "the name of the host is too long" if len(host) > LONGEST_HOST else ""


def _fault_of_port(port: str) -> str:
    if re.fullmatch(r"[0-9]{1,5}", port) and 0 < int(port) <= HIGHEST_PORT:
        return ""
    return f"'{port}' is no port: they are numbers up to {HIGHEST_PORT}"


def _addresses(subject: Subject) -> Iterator[tuple[str, Place | None]]:
    """Each address, with where it stands."""
    for _, record in subject.records():
        for inner in records_in(record):
            for kind in (Web, Email):
                yield from ((written, inner.where(key)) for key, written in fields_of_kind(inner, kind))
    for _, text in subject.texts():
        for words in text.wordings.values():
            for found in LINK.finditer(str(words)):
                yield found[1], spot_in(words, found.start(1), len(found[1]))
