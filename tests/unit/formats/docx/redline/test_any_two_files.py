"""Whatever two files hold: accepting all gives the one, rejecting all the other."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from mappe.formats.docx.redline import redline
from tests.tracked_changes import accepted, changes_in, meaning, rejected
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

WORDS = st.sampled_from(
    [
        "Die ",
        "Delegation",
        " kommt",
        " um 14:30",
        " am 12.06.2018",
        ".",
        " ",
        "\t",
        "Haupt\u00adstadt",
        " неделя",
    ]
)
NAMES = ["_a", "_b", "_c"]
texts = st.lists(WORDS, min_size=1, max_size=6).map("".join)
runs = st.one_of(
    st.builds(Run, texts, st.booleans()),
    st.builds(
        Run, texts, st.booleans(), st.sampled_from(["https://example.org/1", "https://example.org/2", *NAMES])
    ),
    st.builds(
        Run, st.just(""), st.booleans(), note=st.sampled_from(["Eine Note.", "Eine andere Note.", "Etwas."])
    ),
    st.builds(
        Run, st.sampled_from(["3", "4"]), field=st.booleans().filter(bool), link=st.sampled_from(NAMES)
    ),
)
paragraphs = st.builds(
    Paragraph,
    st.lists(runs, max_size=4).map(tuple),
    st.sampled_from(["BodyText", "BodyText", "Quote", "Heading1"]),
    st.sampled_from([0, 0, 1, 2, 3]),
    ends_sheet=st.sampled_from([False, False, False, True]),
)
plain = paragraphs.map(lambda one: Paragraph(one.runs, one.style, one.number))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Up to three columns; a cell may hold a smaller table and ends with a paragraph."""
    columns = draw(st.integers(1, 3))
    inner = st.just(Grid((((Paragraph((Run("innen"),)),),),)))
    cells = st.tuples(st.lists(st.one_of(plain, inner), max_size=2), plain).map(
        lambda cell: (*cell[0], cell[1])
    )
    rows = st.lists(st.lists(cells, min_size=columns, max_size=columns).map(tuple), min_size=1, max_size=4)
    return Grid(tuple(draw(rows)), draw(st.sampled_from([900, 1200])))


blocks = st.lists(st.one_of(paragraphs, paragraphs, grids()), max_size=7)


def apart(some: Sequence[Block]) -> list[Block]:
    """Tables with a paragraph between them, as Word has them, and one at the end."""
    found: list[Block] = []
    for one in some:
        if isinstance(one, Grid) and found and isinstance(found[-1], Grid):
            found.append(Paragraph(()))
        found.append(one)
    return [*found, Paragraph((Run("Ende"),))]


@st.composite
def edited(draw: st.DrawFn, before: Sequence[Block]) -> list[Block]:
    """The same with blocks moved, taken out, put in and changed."""
    after = [*before]
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(["in", "out", "move", "change"])):
            case "in":
                after.insert(place, draw(st.one_of(paragraphs, grids())))
            case "out" if after:
                after.pop(min(place, len(after) - 1))
            case "move" if after:
                after.insert(place - 1, after.pop())
            case "change" if after:
                _change(draw, after, min(place, len(after) - 1))
    return after


def _change(draw: st.DrawFn, after: list[Block], place: int) -> None:
    one = after[place]
    if isinstance(one, Paragraph):
        kept = one.runs[: draw(st.integers(0, len(one.runs)))]
        after[place] = Paragraph(
            (*kept, draw(runs), *one.runs[len(kept) :]), one.style, one.number, "", one.ends_sheet
        )
    elif isinstance(one, Grid):
        rows = [*one.rows]
        rows.insert(draw(st.integers(0, len(rows))), draw(st.sampled_from(rows)))
        after[place] = Grid(tuple(rows[draw(st.integers(0, 1)) :]), one.width)


def named(some: list[Block], names: list[str], contents: bool) -> list[Block]:  # noqa: FBT001  # drawn
    """Bookmarks on the first paragraphs, in this order, perhaps contents that lead to them; no dead links."""
    waiting = [*names]
    found: list[Block] = []
    for one in some:
        has_name = isinstance(one, Paragraph) and bool(waiting)
        found.append(replace(one, name=waiting.pop(0)) if isinstance(one, Paragraph) and has_name else one)
    there = tuple(name for name in names if name not in waiting)
    found = [_linked(one, there) for one in found]
    return [Contents(there), *found] if contents and there else found


def _linked(block: Block, there: Sequence[str]) -> Block:
    if isinstance(block, Grid):
        rows = (tuple(tuple(_linked(one, there) for one in cell) for cell in row) for row in block.rows)
        return replace(block, rows=tuple(rows))
    if isinstance(block, Paragraph):
        return replace(block, runs=tuple(_leading(run, there) for run in block.runs))
    return block


def _leading(run: Run, there: Sequence[str]) -> Run:
    return replace(run, link="", field=False) if run.link.startswith("_") and run.link not in there else run


Story = tuple[list[Block], tuple[Block, ...]]
"""What a document and its head say."""


@st.composite
def two_stories(draw: st.DrawFn) -> tuple[Story, Story]:
    before = draw(blocks)
    after = draw(st.one_of(edited(before), blocks))
    orders = st.permutations(NAMES).flatmap(lambda some: st.integers(0, 3).map(lambda most: some[:most]))
    heads = st.one_of(st.just(()), texts.map(lambda text: (Paragraph((Run(text),), "Quote"),)))
    sides = [(named(apart(side), draw(orders), draw(st.booleans())), draw(heads)) for side in (before, after)]
    return sides[0], sides[1]


@settings(max_examples=200, deadline=None)
@given(two_stories())
def test_accepting_gives_todays_and_rejecting_the_previous_file(stories: tuple[Story, Story]) -> None:
    previous, today = (word_file(*story) for story in stories)
    made = redline(previous, today, WHO, WHEN)
    assert meaning(accepted(made.content)) == meaning(today)
    assert meaning(rejected(made.content)) == meaning(previous)


@settings(max_examples=50, deadline=None)
@given(two_stories())
def test_a_file_against_itself_has_no_changes(stories: tuple[Story, Story]) -> None:
    today = word_file(*stories[0])
    made = redline(today, today, WHO, WHEN)
    assert changes_in(made.content) == 0
    assert made.content == today
