"""An address book gets what a card says, and whoever reads it can part it again."""

import datetime
from dataclasses import replace

import pytest

from mappe.errors import FormatError
from mappe.formats.vcf import write_vcf
from mappe.model.contact_card import ContactCard, DeliveryAddress, StructuredName
from tests.calendars import cards
from tests.editions import ROOT, pages_of

PAGE = pages_of(ROOT / "tests/projects/calendar")["visit.de"]
WHOLE = ContactCard(
    uid="a-uid",
    formatted_name="д-р Татьяна Ильинична Ёлкина",
    modified=datetime.date(2018, 6, 4),
    name=StructuredName("Ёлкина", "Татьяна", "Ильинична", "д-р"),
    organisation=("Stadt; Land, Fluss", "Büro \\ Gäste"),
    title="Директор",
    role="руководитель",
    phone="+4951116836520",
    mobile="+4915228817386",
    email="jolkina@example.org",
    address=DeliveryAddress("пр. Ленина, 24а", "Екатеринбург", "620017", "Россия"),
    web="https://example.org/",
    note="Tatjana Jolkina\nпо будням, " + "весь день " * 20,
)


def test_every_value_comes_back() -> None:
    (card,) = cards(write_vcf(replace(PAGE, contacts=(WHOLE,)))).values()
    assert (card.version.value, card.uid.value, card.rev.value) == ("3.0", "a-uid", "2018-06-04T00:00:00Z")
    name = card.n.value
    assert (name.family, name.given, name.additional, name.prefix) == (
        "Ёлкина",
        "Татьяна",
        "Ильинична",
        "д-р",
    )
    assert card.org.value == ["Stadt; Land, Fluss", "Büro \\ Gäste"]
    assert (card.title.value, card.role.value) == ("Директор", "руководитель")
    assert {tuple(tel.params["TYPE"]): tel.value for tel in card.tel_list} == {
        ("WORK", "VOICE"): "+4951116836520",
        ("CELL", "VOICE"): "+4915228817386",
    }
    address = card.adr.value
    assert (address.street, address.city) == ("пр. Ленина, 24а", "Екатеринбург")
    assert (address.code, address.country) == ("620017", "Россия")
    assert (card.email.value, card.url.value) == ("jolkina@example.org", "https://example.org/")
    assert card.note.value == WHOLE.note


def test_what_is_not_known_has_no_line() -> None:
    bare = ContactCard("a-uid", "Klinik", datetime.date(2018, 6, 4), organisation=("Klinik",))
    content = write_vcf(replace(PAGE, contacts=(bare,))).decode()
    assert [line.partition(":")[0] for line in content.split("\r\n")] == [
        *("BEGIN", "VERSION", "PRODID", "UID", "REV", "FN", "N", "ORG", "END", ""),
    ]


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut() -> None:
    lines = write_vcf(replace(PAGE, contacts=(WHOLE,))).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)


def test_a_page_without_contacts_makes_no_cards() -> None:
    with pytest.raises(FormatError, match="its readers see nobody to turn to"):
        write_vcf(replace(PAGE, contacts=()))


def test_cards_are_part_of_what_a_page_says() -> None:
    assert replace(PAGE, contacts=(WHOLE,)).digest != PAGE.digest
