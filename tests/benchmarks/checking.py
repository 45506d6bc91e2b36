"""How long it takes to check 10,000 texts in three languages, and to say how far they are translated."""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.editions import ROOT

WORDS = {
    "de": "Die Delegation besucht am Vormittag das Museum der Stadt und spricht mit Fachleuten über Bildung",
    "en": "The delegation visits the museum of the city in the morning and talks to experts about education",
    "ru": "Делегация утром посещает городской музей и обсуждает со специалистами вопросы образования",
}
DOCUMENT = """\
title: {de: Besuch, en: Visit, ru: Визит}
kind: {de: Mappe, en: Pack, ru: Папка}
version: "1"
as_of: 2018-06-04
issuer: stadt
sections:
  - type: table
    audience: guest
    caption: {de: Liste, en: List, ru: Список}
    columns: [{title: {de: Was, en: What, ru: Что}}]
    rows:
"""
TEXTS, DOCUMENTS = 10_000, 50


def main() -> None:
    half, whole = (_measured(texts) for texts in (TEXTS // 2, TEXTS))
    for name, before, after in zip(("check", "status"), half, whole, strict=True):
        print(f"{name:8} {after:5.1f} s for {TEXTS:,} texts; half of them × {after / before:.2f}")


def _measured(texts: int) -> tuple[float, float]:
    """Seconds of `mappe check` and of `mappe status`."""
    with tempfile.TemporaryDirectory() as folder:
        _write(Path(folder), texts)
        _run(folder, "status")  # the first one writes down what is new
        return _run(folder, "check"), _run(folder, "status")


def _write(folder: Path, texts: int) -> None:
    some = random.Random(1)  # noqa: S311  # the same texts in every run
    shutil.copytree(ROOT / "content", folder / "content", ignore=shutil.ignore_patterns("*-visit", "handout"))
    shutil.rmtree(folder / "content/partnership")
    (folder / "content/.translations.yaml").unlink(missing_ok=True)
    with (folder / "content/organisations.yaml").open("a", encoding="utf-8") as file:
        file.write("\nstadt:\n  name: {de: Stadt Hannover, en: City of Hannover, ru: Город Ганновер}\n")
    for number in range(DOCUMENTS):
        path = folder / f"content/visit-{number}/document.yaml"
        path.parent.mkdir()
        rows = (_row(some, number, row) for row in range(texts // DOCUMENTS))
        path.write_text(DOCUMENT + "".join(rows), "utf-8")


def _row(some: random.Random, *numbers: int) -> str:
    lines = (f"          {tag}: {' '.join(_mixed(some, words))} {numbers}\n" for tag, words in WORDS.items())
    return "      - - " + "".join(lines).lstrip()


def _mixed(some: random.Random, words: str) -> list[str]:
    return some.sample(words.split(), 9)


def _run(folder: str, command: str) -> float:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "mappe", command, "--project", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
