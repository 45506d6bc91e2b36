import pytest

from mappe.formats.pdf.labels import Range, ranges


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        (["1", "2", "3"], [Range(0, "/D", 1)]),
        ([None, "2", "3"], [Range(0, "/D", 1)]),
        ([None, "i", "ii", "1", "2"], [Range(0, "/D", 1), Range(1, "/r", 1), Range(3, "/D", 1)]),
        (["ix", "x", "xi", None, "1"], [Range(0, "/r", 9), Range(4, "/D", 1)]),
        (["I", "IV"], [Range(0, "/R", 1), Range(1, "/R", 4)]),
        ([None, None], [Range(0, "/D", 1)]),
    ],
)
def test_labels_follow_the_numbers_that_are_printed(printed: list[str | None], labels: list[Range]) -> None:
    assert list(ranges(printed)) == labels
