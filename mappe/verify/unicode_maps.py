"""What the codes of a font mean as text.

Source: ISO 32000-1, 9.10.3 (ToUnicode maps).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pikepdf import Name, Object, Stream

CHARACTERS = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(r"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
RANGE = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])", re.DOTALL)
HEXADECIMAL = re.compile(r"<([0-9A-Fa-f]*)>")

LARGEST_RANGE = 65536


@dataclass(frozen=True)
class UnicodeMap:
    """{code: text} for codes of so many bytes; without a map, codes are Latin letters."""

    texts: Mapping[int, str]
    size: int

    def text(self, shown: bytes) -> str:
        if not self.texts:
            return shown.decode("latin-1") if self.size == 1 else ""
        codes = range(0, len(shown) - self.size + 1, self.size)
        return "".join(
            self.texts.get(int.from_bytes(shown[at : at + self.size]), "\N{REPLACEMENT CHARACTER}")
            for at in codes
        )


NOTHING = UnicodeMap({}, 1)


def unicode_map(font: Object) -> UnicodeMap:
    stream = font.get("/ToUnicode")
    source = stream.read_bytes().decode("latin-1") if isinstance(stream, Stream) else ""
    return UnicodeMap(dict(_texts(source)), 2 if font.get("/Subtype") == Name.Type0 else 1)


def _texts(source: str) -> Iterator[tuple[int, str]]:
    for block in CHARACTERS.findall(source):
        for code, text in PAIR.findall(block):
            yield int(code, 16), _decoded(text)
    for block in RANGES.findall(source):
        for low, high, first, each in RANGE.findall(block):
            codes = range(int(low, 16), int(high, 16) + 1)[:LARGEST_RANGE]
            yield from zip(codes, _following(first, len(codes)) if first else _each(each), strict=False)


def _following(first: str, count: int) -> Iterator[str]:
    text = _decoded(first)
    for step in range(count):
        yield text[:-1] + chr(min(ord(text[-1]) + step, 0x10FFFF))


def _each(listed: str) -> Iterator[str]:
    return map(_decoded, HEXADECIMAL.findall(listed))


def _decoded(hexadecimal: str) -> str:
    digits = hexadecimal.zfill(-(-len(hexadecimal) // 4) * 4)
    return bytes.fromhex(digits).decode("utf-16-be", errors="replace")
