"""What a reader sees as new and gone within a paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mappe.formats.docx.redline import redline
from mappe.formats.docx.redline.alignment import common, likeliest
from tests.tracked_changes import W, changes_in, parts_of
from tests.unit.formats.docx.redline.small_files import (
    WHEN,
    WHO,
    Block,
    Contents,
    Grid,
    Paragraph,
    Run,
    word_file,
)

END = Paragraph((Run("Ende"),))


def _marked(content: bytes) -> str:
    """The words of the first paragraph, with [-those that are gone-] and {+those that are new+}."""
    paragraph = next(etree.fromstring(parts_of(content)["word/document.xml"]).iter(W + "p"))
    said = ""
    for text in paragraph.iter(W + "t", W + "delText"):
        around = {one.tag for one in text.iterancestors()}
        new, gone = W + "ins" in around, W + "del" in around
        said += f"{{+{text.text}+}}" if new else f"[-{text.text}-]" if gone else text.text or ""
    return said.replace("+}{+", "").replace("-][-", "")


def _made(before: Paragraph, after: Paragraph) -> bytes:
    files = [word_file([one, END]) for one in (before, after)]
    return redline(files[0], files[1], WHO, WHEN).content


def _compared(before: str, after: str) -> str:
    return _marked(_made(Paragraph((Run(before),)), Paragraph((Run(after),))))


@pytest.mark.parametrize(
    ("before", "after", "marked"),
    [
        ("Wir kommen am Montag.", "Wir kommen am Freitag.", "Wir kommen am [-Montag-]{+Freitag+}."),
        ("Beginn ist um 14:30 Uhr.", "Beginn ist um 14:45 Uhr.", "Beginn ist um [-14:30-]{+14:45+} Uhr."),
        ("Stand 12.06.2018, neu", "Stand 13.06.2018, neu", "Stand [-12.06.2018-]{+13.06.2018+}, neu"),
        (
            "Es kostet 1\u00a0234,50 €.",
            "Es kostet 1\u00a0235,50 €.",
            "Es kostet [-1\u00a0234,50-]{+1\u00a0235,50+} €.",
        ),
        ("Man kommt, man geht.", "Man kommt und man geht.", "Man kommt[-,-]{+ und+} man geht."),
        ("Ein Satz.", "Ein Satz. Noch einer.", "Ein Satz.{+ Noch einer.+}"),
        ("Встреча в понедельник.", "Встреча во вторник.", "Встреча [-в понедельник-]{+во вторник+}."),
        (
            "Am Montag fährt die Gruppe mit dem Bus in die Stadt.",
            "Wer mag, sieht sich die alte Kirche an und isst danach.",
            (
                "[-Am Montag fährt die Gruppe mit dem Bus in die Stadt.-]"
                "{+Wer mag, sieht sich die alte Kirche an und isst danach.+}"
            ),
        ),
    ],
)
def test_words_and_numbers_change_as_a_whole(before: str, after: str, marked: str) -> None:
    assert _compared(before, after) == marked


def test_a_word_in_another_look_is_the_same_word() -> None:
    before, after = (Paragraph((Run("Ein "), Run("Wort", bold=bold))) for bold in (False, True))
    made = _made(before, after)
    assert _marked(made) == "Ein Wort"
    (change,) = etree.fromstring(parts_of(made)["word/document.xml"]).iter(W + "rPrChange")
    assert [child.tag for child in change[0]] == []


def test_a_field_is_never_cut() -> None:
    before, after = (Paragraph((Run("Seite "), Run(page, field=True, link="_a")), name="_a") for page in "34")
    root = etree.fromstring(parts_of(_made(before, after))["word/document.xml"])
    for change in root.iter(W + "ins", W + "del"):
        kinds = [mark.get(W + "fldCharType") for mark in change.iter(W + "fldChar")]
        assert kinds == ["begin", "separate", "end"]


def test_contents_are_begun_and_ended_once() -> None:
    def files(*names: str) -> bytes:
        return word_file([Contents(names), *(Paragraph((Run(name),), name=name) for name in names), END])

    made = redline(files("_a", "_b", "_c"), files("_b", "_x", "_c"), WHO, WHEN).content
    depth, lowest = 0, 0
    for mark in etree.fromstring(parts_of(made)["word/document.xml"]).iter(W + "fldChar"):
        depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType", ""), 0)
        lowest = min(lowest, depth)
    assert (depth, lowest) == (0, 0)


def test_no_table_stands_directly_behind_another_one() -> None:
    def table(word: str, columns: int) -> Grid:
        return Grid((tuple((Paragraph((Run(word),)),) for _ in range(columns)),))

    before: list[Block] = [Paragraph((Run("Davor"),)), table("alt", 2), END]
    after: list[Block] = [table("neu", 3), Paragraph((Run("Anderes"),)), END]
    root = etree.fromstring(
        parts_of(redline(word_file(before), word_file(after), WHO, WHEN).content)["word/document.xml"]
    )
    assert not [one for one in root.iter(W + "tbl") if getattr(one.getnext(), "tag", "") == W + "tbl"]


def test_a_change_of_looks_only_is_one() -> None:
    before, after = (Paragraph((Run("Wort"),), style=style) for style in ("BodyText", "Quote"))
    assert changes_in(_made(before, after)) == 1


letters = st.lists(st.sampled_from("abcd"), max_size=12)


@given(letters, letters)
def test_what_two_rows_have_in_common_is_the_longest(old: list[str], new: list[str]) -> None:
    found = common(old, new)
    assert all(old[i] == new[j] for i, j in found)
    assert found == sorted(set(found))
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old):
        for j, other in enumerate(new):
            best = max(longest[i][j + 1], longest[i + 1][j])
            longest[i + 1][j + 1] = longest[i][j] + 1 if one == other else best
    assert len(found) == longest[-1][-1]


def test_the_likeliest_pairs_do_not_cross() -> None:
    like = [[0.0, 0.9], [0.8, 0.0], [0.0, 0.7]]
    assert likeliest(3, 2, lambda i, j: like[i][j]) == [(1, 0), (2, 1)]
