"""The shortcuts of our loader read every text as PyYAML's own loops do."""

import random
from collections.abc import Iterator

import pytest
from yaml.nodes import Node
from yaml.reader import Reader
from yaml.scanner import Scanner

from mappe.content import grammar
from tests.editions import ROOT

SIGNS = "\n\t :#-[]{}\"'&*!|>%@\u00a0\u2028\x85a"


class _AsInPyYaml(grammar._Loader):  # noqa: SLF001  # what is compared
    forward = Reader.forward
    need_more_tokens = Scanner.need_more_tokens  # type: ignore[assignment]
    check_token = Scanner.check_token
    scan_plain = Scanner.scan_plain


def _texts() -> Iterator[str]:
    paths = [*(ROOT / "content").rglob("*.yaml"), *(ROOT / "tests/projects").rglob("*.yaml")]
    for path in sorted(paths):
        try:
            yield path.read_bytes().decode()
        except UnicodeDecodeError:
            continue


def _read(loader: type[grammar._Loader], text: str) -> object:
    try:
        return _tree(loader(text).get_single_node())
    except Exception as error:  # noqa: BLE001  # whatever it is, both must say it
        return str(error)


def _tree(node: Node | None) -> object:
    if node is None:
        return None
    marks = [(mark.index, mark.line, mark.column) for mark in (node.start_mark, node.end_mark)]
    if isinstance(node.value, str):
        return marks, node.value
    return marks, [
        [_tree(part) for part in entry] if isinstance(entry, tuple) else _tree(entry) for entry in node.value
    ]


TEXTS = [text for text in _texts() if text]


def test_there_are_texts() -> None:
    assert len(TEXTS) > 150


def test_every_text_of_the_repository_is_read_alike() -> None:
    for text in TEXTS:
        assert _read(grammar._Loader, text) == _read(_AsInPyYaml, text)  # noqa: SLF001


@pytest.mark.parametrize("seed", range(300))
def test_a_damaged_text_is_read_alike(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # the same damage in every run
    signs = list(chance.choice(TEXTS)[:600])
    for _ in range(4):
        signs[chance.randrange(len(signs))] = chance.choice(SIGNS)
    damaged = "".join(signs)
    assert _read(grammar._Loader, damaged) == _read(_AsInPyYaml, damaged)  # noqa: SLF001
