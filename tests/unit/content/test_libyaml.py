"""What libyaml may read for PyYAML's own parser, it reads alike: the same values, places and messages."""

import random
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

import pytest
from yaml._yaml import CParser
from yaml.events import Event, NodeEvent

from mappe.content import grammar, libyaml
from mappe.content.libyaml import tree
from mappe.errors import ContentError
from mappe.model.located import Items, Keys, Scalar, Value
from tests.editions import ROOT

Typed = Callable[[str | bytes], Keys]

SIGNS = (
    *"\n\t :#-[]{}\"'&*!|>%@,?.\\a1é😀\u00a0",
    "\n  ",
    ": ",
    "- ",
    "\n- ",
    " #",
    "? ",
    ", ",
    "''",
    '\\"',
    "\\\n",
)
BLOCKS = (">-\n", "|2\n", "|+\n", "---\n", "\n...\n", "{a: ", "}\n", "[?", "\n\n")
CONTENT = sorted((ROOT / "content").rglob("*.yaml"))


def _texts() -> Iterator[str]:
    for path in [*CONTENT, *sorted((ROOT / "tests/projects").rglob("*.yaml"))]:
        try:
            yield path.read_bytes().decode()
        except UnicodeDecodeError:
            continue


TEXTS = [text for text in _texts() if text]
UNUSUAL = (
    "a:\n- b\n- c: d\n  e: |2-\n     f\n    g\n\nh: >+\n\n  i\n   j\n  k\n\n",
    "'a b': \"c \\\n  d\\u00e4\\\" e\"\n\"f\": 'g''h\n\n  i'\n",
    "{a: {b: [c, {d: 'e', f: \"g\"}]}, h}\n",
    "a: b c\n  d\n\n  e # f\ng: h#i\nj: -k\n",
    "? a\n: b\n? [c]\n: {d: e}\n",
    "a: {b: c\n  , d: e}\nf: [g: h,\n\ni:j, -k]\n",
    "- - - a\n    - b\n  - c\n",
)


def told(typed: Typed, text: str) -> object:
    """All that an author or a record gets to know of a text."""
    try:
        return _with_places(typed(text))
    except ContentError as error:
        return [astuple(diagnostic) for diagnostic in error.diagnostics]


def _with_places(value: Value) -> object:
    place = astuple(value.place)
    if isinstance(value, Scalar):
        return place, str(value)
    if isinstance(value, Items):
        return place, [_with_places(entry) for entry in value]
    keys = [(key, astuple(found)) for key, found in value.key_places.items()]
    return place, keys, [_with_places(entry) for entry in value.values()]


def _compare(texts: list[str], typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    by_both = [told(typed, text) for text in texts]
    with monkeypatch.context() as without:
        without.setattr(libyaml, "RELEASE", "")
        by_pyyaml = [told(typed, text) for text in texts]
    for text, ours, theirs in zip(texts, by_both, by_pyyaml, strict=True):
        assert ours == theirs, text


def _damaged(chance: random.Random) -> str:
    """Some lines of a text, with up to five slips of the hand in them."""
    lines = chance.choice([*TEXTS, *UNUSUAL * 10]).split("\n")
    first = chance.randrange(len(lines))
    signs = list(
        "\n".join(lines[first : first + chance.randint(1, 12)]) + chance.choice(["\n", "\n", "", " "])
    )
    for _ in range(chance.randint(0, 5)):
        spot = chance.randrange(len(signs) + 1)
        match chance.randrange(3):
            case 0:
                del signs[spot : spot + 1]
            case 1:
                signs[spot:spot] = signs[spot : spot + chance.choice([1, 1, 10])]
            case 2:
                signs[spot:spot] = chance.choice(chance.choice([SIGNS, BLOCKS]))
    return "".join(signs)


def test_libyaml_is_there_in_the_release_that_was_compared() -> None:
    assert libyaml.RELEASE == libyaml.COMPARED


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name + "-" + path.stem)
def test_the_sample_is_read_by_libyaml(path: Path) -> None:
    assert tree(path.read_text("utf-8"), grammar.DEEPEST)


def test_every_text_of_the_repository_is_read_alike(typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    _compare([*TEXTS, *UNUSUAL], typed, monkeypatch)


@pytest.mark.parametrize("seed", range(10))
def test_a_damaged_text_is_read_alike(seed: int, typed: Typed, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same damage in every run
    texts = [_damaged(chance) for _ in range(400)]
    _compare(texts, typed, monkeypatch)
    swift = sum(tree(text, grammar.DEEPEST) is not None for text in texts)
    assert swift > len(texts) / 5, "hardly any was read by libyaml: nothing is shown"


DOUBTS = {
    "a tab behind a colon": "a:\tb\n",
    "a tab before a comment": "a: b\t# c\n",
    "a tab inside brackets": "a: [b,\tc]\n",
    "a comment behind the head of a block": "a: |#b\n  c\n",
    "a comment behind its indentation": "a: >2-#b\n  c\n",
    "a question mark inside brackets": "a: [b?]\n",
    "nothing inside brackets": "{a: , b: c}\n",
    "a key of nothing": "[? , a]\n",
}


def _events(parser: CParser | grammar._Loader) -> object:
    try:
        events: list[Event] = list(iter(parser.get_event, None))
    except Exception as error:  # noqa: BLE001  # whatever it is, the other must say it too
        return type(error)
    return [
        (type(event), getattr(event, "value", ""), event.start_mark.line, event.start_mark.column)
        for event in events
        if isinstance(event, NodeEvent) and event.start_mark
    ]


@pytest.mark.parametrize("doubt", DOUBTS)
def test_where_libyaml_reads_differently_it_is_not_asked(doubt: str) -> None:
    text = DOUBTS[doubt]
    assert _events(CParser(text)) != _events(grammar._Loader(text))  # noqa: SLF001  # what is compared
    assert tree(text, grammar.DEEPEST) is None


@pytest.mark.parametrize(
    "text",
    [
        "%YAML 1.1\n---\na: b\n",
        "a: &b c\n",
        "a: &b c\nd: *b\n",
        "a: !b c\n",
        "a: !b {c: d}\n",
        "a: b\n---\nc: d\n",
        "",
        "#\n",
        "a: [\n",
    ],
)
def test_what_mappe_refuses_is_left_to_the_parser_that_says_why(text: str) -> None:
    assert tree(text, grammar.DEEPEST) is None


def test_what_is_nested_too_deeply_is_left_to_it_too() -> None:
    assert tree("[" * 39 + "a" + "]" * 39, 40)
    assert tree("[" * 40 + "a" + "]" * 40, 40) is None
    assert tree("[" * 100_000, 40) is None
