"""Addresses that lead nowhere."""

from pathlib import Path

import pytest

from mappe.checks.links import fault_of, wrong_links
from mappe.diagnostics import Severity
from tests.subjects import subject_of, written

A_POINT = "a point stands at an end of the host, or beside another one"
A_PER_CENT = "'%' stands for a character only with two digits of its code behind it, itself as '%25'"


@pytest.mark.parametrize(
    "address",
    [
        "https://www.hannover.de",
        "https://kommersant.ru/doc/3105618",
        "https://example.org:8443/a?b=1&c=2#d",
        "https://example.org?a=b",
        "https://xn--80acgfbsl1azdqr.xn--p1ai/",
        "https://екатеринбург.рф/Администрация",
        "https://a-b.c1.museum/100%25/%D0%90",
        "https://de.wikipedia.org/wiki/Hannover_(Stadt)",
        f"https://{'a' * 63}.de",
        "mailto:office@example.org?subject=Besuch",
        "dokuchayev_myu@ekadm.ru",
        "100%@example.org",
        "tel:+49 511 168-36520",
        "tel:110",
    ],
)
def test_a_good_address_has_no_fault(address: str) -> None:
    assert fault_of(address) == ""


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("https://intranet/besuch", "'intranet' is no host in the web, which has a point in its name"),
        ("https://localhost:8000", "'localhost' is no host in the web, which has a point in its name"),
        ("https://", "'' is no host in the web, which has a point in its name"),
        ("https://www..hannover.de", A_POINT),
        ("https://.hannover.de", A_POINT),
        ("https://hannover.de./a", A_POINT),
        ("https://-hannover.de", "'-hannover' is no part of the name of a host"),
        ("https://hannover-.de", "'hannover-' is no part of the name of a host"),
        ("https://hanno_ver.de", "'hanno_ver' is no part of the name of a host"),
        ("https://user@hannover.de", "'user@hannover' is no part of the name of a host"),
        (f"https://{'a' * 64}.de", f"'{'a' * 64}' is no part of the name of a host"),
        (f"https://{'a.' * 126}de", "the name of the host is too long"),
        ("https://192.168.0.1/a", "no host ends in '.1'"),
        ("https://hannover.d", "no host ends in '.d'"),
        ("https://hannover.de:65536", "'65536' is no port: they are numbers up to 65535"),
        ("https://hannover.de:0", "'0' is no port: they are numbers up to 65535"),
        ("https://hannover.de:", "'' is no port: they are numbers up to 65535"),
        (f"https://hannover.de:{'9' * 5000}", f"'{'9' * 5000}' is no port: they are numbers up to 65535"),
        ("https://hannover.de/100%", A_PER_CENT),
        ("https://hannover.de/%zz", A_PER_CENT),
        ("mailto:office@example", "'example' is no host in the web, which has a point in its name"),
        ("office@-example.org", "'-example' is no part of the name of a host"),
        ("tel:+49 999 1234567", "there is no such number in DE"),
    ],
)
def test_an_address_that_leads_nowhere_says_why(address: str, fault: str) -> None:
    assert fault_of(address) == fault


def test_links_are_looked_for_in_fields_and_in_texts(tmp_path: Path) -> None:
    files = {
        "organisations.yaml": "stadt:\n  name: Stadt\n  web: https://hannover..de\n  email: a@-b.de\n",
        "sources.yaml": "amt:\n  title: Amt\n  web: https://intranet/amt  # allow: https://intranet/amt\n",
        "visit/document.yaml": """\
title: Besuch
kind: Mappe
version: 1.0
as_of: 2018-06-04
issuer: stadt
sections:
  - type: prose
    text:
      de: Die [Stadt](https://www.hannover.de), ihr [Netz](https://netz/(a)b) und ein [Anruf](tel:+491).
      en: >-
        The [city](https://hannover.d).
""",
    }
    found = [*wrong_links(subject_of(written(files, tmp_path)))]
    assert [(str(fault.place), fault.message.partition(" ")[0]) for fault in found] == [
        ("content/organisations.yaml:3:8", "'https://hannover..de'"),
        ("content/organisations.yaml:4:10", "'a@-b.de'"),
        ("content/visit/document.yaml:9:60", "'https://netz/(a)b'"),
        ("content/visit/document.yaml:9:95", "'tel:+491'"),
        ("content/visit/document.yaml:10:11", "'https://hannover.d'"),
    ]
    assert {fault.severity for fault in found} == {Severity.WARNING}
