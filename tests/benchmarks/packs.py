"""Packs of 30 and of 300 recipients, on one core and on two: `python -m tests.benchmarks.packs [NUMBER]`.

Memory is that of the command and all its processes: the sum of their proportional shares (PSS), looked at
four times a second.
"""

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import yaml

ROUNDS = 3
FEW, MANY = 30, 300
BETWEEN = 0.25
"""Seconds from one look at the memory to the next."""

SAMPLE = Path(__file__).parent.parent / "projects/personal"
GROUPS = ("museum", "werk")
SENTENCE = "Wir holen Sie am Hotel ab und bringen Sie am Abend zurück; bitte nehmen Sie Ihren Ausweis mit. "


class Run(NamedTuple):
    """Seconds of wall time from the start of the command to its end, and MB at the worst moment."""

    seconds: float
    memory: float


def main(recipients: int = MANY) -> None:
    with TemporaryDirectory(prefix="mappe-packs-") as folder:
        few, many = (project(Path(folder, f"{number}"), number) for number in (FEW, recipients))
        rounds = [(built(few, 1), built(few, 2)) for _ in range(ROUNDS)]
        large = built(many, 2)
    ratio = median(one.seconds / two.seconds for one, two in rounds)
    rates = [median(60 * FEW / run.seconds for run in column) for column in zip(*rounds, strict=True)]
    print(f"packs a minute, 2 cores / 1      {ratio:5.2f}   ({rates[1]:.0f} / {rates[0]:.0f})")
    small = median(two.memory for _, two in rounds)
    print(
        f"memory, {recipients} packs / {FEW}           {large.memory / small:5.2f}"
        f"   ({large.memory:.0f} MB / {small:.0f} MB)"
    )


def project(folder: Path, recipients: int) -> Path:
    """A project with a pack of about four pages, as PDF and Word, for each of so many people."""
    content = shutil.copytree(SAMPLE, folder) / "content"
    office = {**_read(content / "office.yaml"), "formats": ["pdf", "docx"]}
    people = {f"gast-{number}": _person(number) for number in range(recipients)}
    document = _read(content / "visit/document.yaml")
    document["editions"] = [{"audience": "guest", "for_each": "delegation.members"}]
    members = [_member(number) for number in range(recipients)]
    document["sections"] = [
        {**section, "members": members} if "groups" in section else section for section in SECTIONS
    ]
    for name, value in (("office", office), ("people", people), ("visit/document", document)):
        text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        (content / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def _person(number: int) -> dict[str, object]:
    name = {"given": "Gast", "family": f"Nummer {number}"}
    names = dict.fromkeys(("de", "en", "ru"), name)
    return {"name": names, "native": "de", "salutation": {"de": "Guten Tag"}, "fictitious": True}


def _member(number: int) -> dict[str, object]:
    transport = {"mode": "bus", "meeting_point": f"Tor {number}", "leave": "11:15", "minutes": 30}
    hotel = ("adler", "baer")[number % 2]
    return {
        "person": f"gast-{number}",
        "groups": [GROUPS[number % 2]],
        "hotel": hotel,
        "transport": transport,
    }


def _slot(number: int) -> dict[str, object]:
    groups = {} if number % 3 else {"groups": [GROUPS[number % 2]]}
    return {
        "start": f"{9 + number:02}:30",
        "kind": "visit",
        "title": f"Termin {number}",
        "text": SENTENCE,
        **groups,
    }


SECTIONS: list[dict[str, object]] = [
    {"type": "personal", "text": SENTENCE},
    {
        "type": "delegation",
        "id": "delegation",
        # Otherwise a pack for one of ten times as many people would be longer.
        "audience": "internal",
        "groups": [{"id": name, "name": name} for name in GROUPS],
    },
    {
        "type": "programme",
        "zone": "Europe/Berlin",
        "days": [
            {"date": f"2018-06-{day}", "slots": [_slot(number) for number in range(8)]}
            for day in (12, 13, 14)
        ],
    },
    {"type": "prose", "audience": "guest", "title": "Gut zu wissen", "text": "\n\n".join([SENTENCE * 6] * 6)},
]


def built(folder: Path, cores: int) -> Run:
    """The whole command, in a process of its own, on so many of the machine's cores."""
    usable = sorted(os.sched_getaffinity(0))[:cores]
    output = folder / "output"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "mappe", "build", "--project", str(folder), "--jobs", str(cores)]
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: os.sched_setaffinity(0, usable),  # noqa: PLW1509  # no threads
    ) as building:
        memory = 0.0
        while building.poll() is None:
            memory = max(memory, _memory(building.pid))
            with suppress(subprocess.TimeoutExpired):
                building.wait(BETWEEN)
        seconds = time.perf_counter() - begun
    if building.returncode:
        raise SystemExit(building.returncode)
    return Run(seconds, memory)


def _memory(group: int) -> float:
    """MB of all processes of a group; a page that several have in common counts once."""
    total = 0
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if _group(folder) == group:
                found = re.search(r"^Pss: +(\d+) kB", (folder / "smaps_rollup").read_text(), re.MULTILINE)
                total += int(found[1]) if found else 0
    return total / 1000


def _group(process: Path) -> int:
    """The fifth field of its status; the second, a name in brackets, may hold anything."""
    return int((process / "stat").read_text().rpartition(")")[2].split()[2])


class _Plain(yaml.SafeDumper):
    """Writes no aliases, which content may not have."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # PyYAML's name
        return True


def _read(file: Path) -> dict[str, object]:
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
