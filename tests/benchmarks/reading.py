"""How long it takes to read 10,000 texts in three languages: `python -m tests.benchmarks.reading [TEXTS]`.

TEXTS is a multiple of 5,000.
"""

import gc
import shutil
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from types import MappingProxyType

from mappe.cli import collect_less, template_folders
from mappe.content.loader import load
from mappe.content.source import read
from tests.conftest import PROJECTS

ROUNDS = 3
MANY = 10_000
"""Texts, each in three languages."""

DOCUMENTS, TEXTS = 50, 50
"""How many there are, and how many texts are in each repetition of their three sections."""

GERMAN = (
    "die Stadt empfängt ihre Gäste am Bahnhof, zeigt das Neue Rathaus: Geschichte, Brücken und Märkte; Ende"
)
ENGLISH = (
    "the city welcomes its guests, who see the New Town Hall: history, bridges and markets; then dinner ends"
)
RUSSIAN = (
    "город встречает гостей на вокзале, показывает Новую ратушу: история, мосты и рынки; потом ужин гостей"
)
WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {tag: tuple(line.split()) for tag, line in (("de", GERMAN), ("en", ENGLISH), ("ru", RUSSIAN))}
)


def main(texts: int = MANY) -> None:
    collect_less()  # as the command does
    with TemporaryDirectory(prefix="mappe-reading-") as folder:
        half, whole = (project(Path(folder, str(number)), number) for number in (texts // 2, texts))
        rounds = [
            [_seconds(work, root) for work in (typed, loaded) for root in (half, whole)]
            for _ in range(ROUNDS)
        ]
    few_typed, many_typed, few_loaded, many_loaded = (median(column) for column in zip(*rounds, strict=True))
    for what, few, many in (("YAML", few_typed, many_typed), ("records", few_loaded, many_loaded)):
        print(f"{what:7} of {texts:6} texts / half    {many / few:5.2f}   ({many:.2f} s / {few:.2f} s)")


def typed(root: Path) -> None:
    """The files of a project as values with their places."""
    content = root / "content"
    for path in content.rglob("*.yaml"):
        name = path.relative_to(root)
        read(root, name, name)


def loaded(root: Path) -> None:
    load(root, template_folders(root))


def project(folder: Path, texts: int) -> Path:
    """A project with so many texts of 5 to 25 words, in three languages, in documents of equal length."""
    content = shutil.copytree(PROJECTS / "minimal", folder) / "content"
    shutil.rmtree(content / "visit")
    (content / "office.yaml").write_text("languages: [de, en, ru]\nsource: de\n", "utf-8")
    chance = Random(7)  # noqa: S311  # the same words in every run
    for number in range(DOCUMENTS):
        (content / f"visit-{number}").mkdir()
        lines = _document(texts // DOCUMENTS // TEXTS, chance)
        (content / f"visit-{number}/document.yaml").write_text("\n".join([*lines, ""]), "utf-8")
    return folder


def _document(repetitions: int, chance: Random) -> Iterator[str]:
    yield from (
        "title: Besuch",
        "kind: Mappe",
        'version: "1"',
        "as_of: 2018-06-04",
        "issuer: stadt",
        "sections:",
    )
    for _ in range(repetitions):
        yield from _prose(chance)
        yield from _programme(chance)
        yield from _table(chance)


def _prose(chance: Random) -> Iterator[str]:
    """Two texts."""
    yield from ("  - type: prose", "    audience: guest", f"    title: {_flow(chance, 5)}", "    text:")
    for tag in WORDS:
        yield f"      {tag}: >-"
        yield from textwrap.wrap(
            _words(tag, chance, 25), 90, initial_indent=" " * 8, subsequent_indent=" " * 8
        )


def _programme(chance: Random) -> Iterator[str]:
    """24 texts."""
    yield from ("  - type: programme", "    zone: Europe/Berlin", "    days:", "      - date: 2018-06-12")
    yield "        slots:"
    for hour in range(8, 16):
        yield from (f"          - start: {hour:02}:30", "            kind: visit")
        yield f"            title: {_flow(chance, 5)}"
        yield "            text:"
        yield from (f'              {tag}: "{_words(tag, chance)}"' for tag in WORDS)
        yield "            room:"
        yield from (f"              {tag}: {_plain(tag, chance)}" for tag in WORDS)


def _table(chance: Random) -> Iterator[str]:
    """24 texts."""
    yield from ("  - type: table", f"    title: {_flow(chance, 5)}", f"    caption: {_flow(chance)}")
    yield from ("    columns:", *(f"      - title: {_flow(chance, 5)}" for _ in range(2)), "    rows:")
    for _ in range(10):
        yield f"      - - {_flow(chance)}"
        yield f"        - {_flow(chance)}"


def _flow(chance: Random, number: int = 0) -> str:
    return f"{{{', '.join(f'{tag}: {_plain(tag, chance, number)}' for tag in WORDS)}}}"


def _plain(tag: str, chance: Random, number: int = 0) -> str:
    """Without the signs that would have to be quoted."""
    return _words(tag, chance, number).replace(",", "").replace(":", "")


def _words(tag: str, chance: Random, number: int = 0) -> str:
    return " ".join(chance.choices(WORDS[tag], k=number or chance.randint(5, 25)))


def _seconds(work: Callable[[Path], object], root: Path) -> float:
    """Of this process, without those in which it waits for others."""
    gc.collect()  # nobody pays for what another one left
    begun = time.process_time()
    work(root)
    return time.process_time() - begun


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
