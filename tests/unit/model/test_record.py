"""What is found inside of records."""

import pytest

from mappe.model.audience import Shown
from mappe.model.fields import Country, Email, Phone, String, Web
from mappe.model.record import Record, fields_of_kind, records_in


class House(Record):
    phone: Shown[Phone]
    mobile: Shown[Phone | None] = None
    web: Shown[Web]
    page: Shown[Web | None] = None
    email: Shown[Email | None] = None
    name: Shown[String] = "House"


class Street(Record):
    houses: Shown[tuple[House, ...]]
    last: Shown[House | None] = None


HOUSE = House(phone="112", mobile="110", web="https://a.de", page="https://b.de", email="a@b.de")


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        (Phone, [("phone", "112"), ("mobile", "110")]),
        (Web, [("web", "https://a.de"), ("page", "https://b.de")]),
        (Email, [("email", "a@b.de")]),
        (Country, []),
    ],
)
def test_fields_are_found_by_their_kind_whether_they_may_be_missing_or_not(
    kind: object, found: list[tuple[str, str]]
) -> None:
    assert [*fields_of_kind(HOUSE, kind)] == found


def test_a_field_without_a_value_holds_nothing() -> None:
    assert [*fields_of_kind(House(phone="112", web="https://a.de"), Phone)] == [("phone", "112")]


def test_a_record_comes_before_those_inside_of_it() -> None:
    other = House(phone="110", web="https://c.de")
    street = Street(houses=(HOUSE, other), last=HOUSE)
    assert [*records_in(street)] == [street, HOUSE, other, HOUSE]
