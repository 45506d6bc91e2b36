"""What other judges say of the grammar of a Word file, in one form."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby

from mappe.verify.check import MOST_PLACES
from mappe.verify.verdict import Finding
from mappe.verify.word.exhibit import Exhibit

SCHEMA = "ISO/IEC 29500-1, annex A"
RULES = {
    "schema": SCHEMA,
    "semantic": "ISO/IEC 29500-1",
    "package": "ISO/IEC 29500-2",
    "relationship": "ISO/IEC 29500-2",
    "markup compatibility": "ISO/IEC 29500-3",
}
"""Kind of a breach → where it is written."""
MEND = "make the file again, or open it in Word or LibreOffice and save it under a new name"

PREFIX = re.compile(r"/\w+:")
NAMESPACE = re.compile(r"https?://[^\s'<>]*?(?:main|[^/:\s'<>]+):(?=\w)")


class JudgementError(Exception):
    """The file could not be judged, which is no praise."""


@dataclass(frozen=True)
class Breach:
    """`rule` begins with the judge's own name of a rule, or else the kind of breach; then comes the element.

    `part` and `path` say where: `/word/document.xml`, `/w:document[1]/w:body[1]`.
    """

    judge: str
    kind: str
    rule: str
    message: str
    part: str = ""
    path: str = ""
    is_remark: bool = False

    @property
    def spot(self) -> tuple[str, str]:
        """Where it is, written in the same way for all judges."""
        return self.part.lstrip("/"), PREFIX.sub("/", self.path)


def told(breaches: Collection[Breach], covered: Collection[str], exhibit: Exhibit) -> Iterator[Finding]:
    """A finding for each rule that is broken, but for those that are `covered` by what was already told."""
    news = [breach for breach in breaches if not any(fnmatchcase(breach.rule, rule) for rule in covered)]
    for (rule, is_remark), found in groupby(sorted(news, key=_key), key=_key):
        same = list(found)
        places = dict.fromkeys(_place(breach, exhibit) for breach in same)
        yield Finding(
            f"{same[0].judge}, {rule}",
            f"{same[0].judge}: {_plain(same[0].message)}",
            RULES.get(same[0].kind, SCHEMA),
            tuple(places)[:MOST_PLACES],
            len(same),
            MEND,
            is_remark=is_remark,
        )


def second(breaches: Collection[Breach], first: Collection[Breach]) -> list[Breach]:
    """What a second judge says that the first has not.

    Of a child that is wrong, one judge names the child and the other the element around it.
    """
    known = {breach.spot for breach in first}
    around = {_outer(breach.spot) for breach in first}
    return [
        breach
        for breach in breaches
        if breach.spot not in known | around and _outer(breach.spot) not in known
    ]


def _outer(spot: tuple[str, str]) -> tuple[str, str]:
    part, path = spot
    return part, path.rpartition("/")[0]


def unjudged(judge: str, why: str) -> Finding:
    return Finding(judge, f"{judge} cannot judge the file", SCHEMA, (_plain(why),), 1, MEND)


def _key(breach: Breach) -> tuple[str, bool]:
    return breach.rule, breach.is_remark


def _place(breach: Breach, exhibit: Exhibit) -> str:
    return exhibit.step(breach.part, breach.path)


def _plain(message: str) -> str:
    """A message in one line, without long names of namespaces."""
    line = NAMESPACE.sub("", " ".join(message.split())).rstrip(".")
    return line[:1].lower() + line[1:]
