"""The values that attributes of drawings have: read strictly, written plainly.

What is read raises `ValueError`. Lengths are in CSS pixels; a path comes out with a letter before every
step, because not all who draw it count the steps alike.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TypeAlias

from PIL import ImageColor

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
"""a b c d e f of SVG 2, 8.4: x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

FARTHEST, NEAREST = 10_000_000, 1e-9
"""No number is larger, and smaller ones are nought."""

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_GAP = r"[\s,]*"
_EACH_NUMBER = re.compile(_NUMBER)
_LENGTH = re.compile(rf"({_NUMBER})([a-z]*|%)")
_REFERENCE = re.compile(r"""url\(\s*(["']?)#([^"'()\s]+)\1\s*\)(?:\s+[\w#]+)?""")
_COLOUR = re.compile(r"#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]+|rgb\([\d\s,.%]+\)")
_CALL = re.compile(rf"(\w+)\s*\(([^()]*)\){_GAP}")
_STEP = re.compile(r"([AaCcHhLlMmQqSsTtVvZz])([^AaCcHhLlMmQqSsTtVvZz]*)")
# A flag is one digit, and the next number may follow it without a gap.
_ARC = re.compile(_GAP.join([*[f"({_NUMBER})"] * 3, "([01])", "([01])", *[f"({_NUMBER})"] * 2]))

_UNITS: Mapping[str, float] = MappingProxyType(
    {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
)

_ARGUMENTS: Mapping[str, int] = MappingProxyType(
    {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
)
"""SVG 2, 9.3: how many numbers each letter of a path takes."""


def number(text: str) -> float:
    if not _EACH_NUMBER.fullmatch(text.strip()):
        raise ValueError(text)
    return _bounded(float(text))


def numbers(text: str) -> list[float]:
    """Numbers with spaces or commas between them, or nothing where a sign or a point parts them."""
    if _EACH_NUMBER.sub("", text).strip(", \t\r\n"):
        raise ValueError(text)
    return [_bounded(float(found)) for found in _EACH_NUMBER.findall(text)]


def length(text: str, whole: float) -> float:
    """A length in pixels, or a share of the whole."""
    found = _LENGTH.fullmatch(text.strip())
    if not found:
        raise ValueError(text)
    if found[2] == "%":
        return _bounded(float(found[1]) * whole / 100)
    if found[2] not in _UNITS:
        raise ValueError(text)
    return _bounded(float(found[1]) * _UNITS[found[2]])


def share(text: str) -> float:
    """A number or a percentage, held between 0 and 1."""
    return min(1, max(0, length(text, 1)))


def lengths(text: str, whole: float) -> list[float]:
    return [length(part, whole) for part in re.split(r"[\s,]+", text.strip())]


def colour(text: str) -> str:
    """`#rrggbb`, or `none`."""
    written = text.strip().lower()
    if written in ("none", "transparent"):
        return "none"
    if not _COLOUR.fullmatch(written):
        raise ValueError(text)
    red, green, blue, *_ = ImageColor.getrgb(written)
    return f"#{min(red, 255):02x}{min(green, 255):02x}{min(blue, 255):02x}"


def reference(text: str) -> str | None:
    """The id in `url(#id)`; what stands behind it would be drawn if that id were missing."""
    found = _REFERENCE.fullmatch(text.strip())
    return found[2] if found else None


def transform(text: str) -> Matrix:
    """All steps in one."""
    if _CALL.sub("", text).strip():
        raise ValueError(text)
    whole = IDENTITY
    for name, arguments in _CALL.findall(text):
        whole = product(whole, _moved(name, numbers(arguments)))
    return whole


def product(first: Matrix, second: Matrix) -> Matrix:
    """What the second does, seen through the first."""
    a, b, c, d, e, f = first
    return (
        a * second[0] + c * second[1],
        b * second[0] + d * second[1],
        a * second[2] + c * second[3],
        b * second[2] + d * second[3],
        a * second[4] + c * second[5] + e,
        b * second[4] + d * second[5] + f,
    )


def determinant(matrix: Matrix) -> float:
    """Nought where a matrix leaves nothing of a surface."""
    return matrix[0] * matrix[3] - matrix[1] * matrix[2]


def path(text: str) -> str:
    """SVG 2, 9.3: the same steps, each behind a letter of its own."""
    if _STEP.sub("", text).strip() or not text.strip().startswith(("M", "m")):
        raise ValueError(text)
    return " ".join(_steps(text))


def polyline(text: str) -> str:
    """Points as the path that joins them."""
    points = numbers(text)
    if not points or len(points) % 2:
        raise ValueError(text)
    return path(f"M {' '.join(map(shown, points))}")


def shown(value: float) -> str:
    """Seven digits that count, and no exponent."""
    if not abs(value) <= FARTHEST**2:
        raise ValueError(value)
    written = f"{value:.7g}"
    if "e" in written:
        written = f"{float(written):.14f}".rstrip("0").rstrip(".")
    return "0" if written in ("-0", "") else written


def shown_matrix(matrix: Matrix) -> str:
    return f"matrix({' '.join(map(shown, matrix))})"


def _bounded(value: float) -> float:
    if not abs(value) <= FARTHEST:
        raise ValueError(value)
    return value if abs(value) > NEAREST else 0


def _moved(name: str, given: list[float]) -> Matrix:
    """SVG 2, 8.5: one transform function as a matrix."""
    if name not in _MOVES:
        raise ValueError(name)
    counts, move = _MOVES[name]
    if len(given) not in counts:
        raise ValueError(name)
    return move(*given)


def _rotated(angle: float, x: float = 0, y: float = 0) -> Matrix:
    turn = math.radians(angle)
    turned = (math.cos(turn), math.sin(turn), -math.sin(turn), math.cos(turn), x, y)
    return product(turned, (1, 0, 0, 1, -x, -y))


def _steps(text: str) -> Iterator[str]:
    for letter, arguments in _STEP.findall(text):
        given = _arcs(arguments) if letter in "Aa" else numbers(arguments)
        count = _ARGUMENTS[letter.lower()]
        if not count and not given:
            yield letter
            continue
        if not count or not given or len(given) % count:
            raise ValueError(f"{letter}{arguments}")
        for start in range(0, len(given), count):
            # Behind the first point of a move come lines.
            followed = {"M": "L", "m": "l"}.get(letter, letter) if start else letter
            yield f"{followed} {' '.join(map(shown, given[start : start + count]))}"


def _arcs(arguments: str) -> list[float]:
    if _ARC.sub("", arguments).strip(", \t\r\n"):
        raise ValueError(arguments)
    return [_bounded(float(part)) for arc in _ARC.findall(arguments) for part in arc]


_MOVES: Mapping[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = MappingProxyType(
    {
        "matrix": ((6,), lambda *given: given),
        "translate": ((1, 2), lambda x, y=0: (1, 0, 0, 1, x, y)),
        "scale": ((1, 2), lambda x, y=None: (x, 0, 0, x if y is None else y, 0, 0)),
        "rotate": ((1, 3), _rotated),
        "skewX": ((1,), lambda angle: (1, 0, math.tan(math.radians(angle)), 1, 0, 0)),
        "skewY": ((1,), lambda angle: (1, math.tan(math.radians(angle)), 0, 1, 0, 0)),
    }
)
"""SVG 2, 8.5: transform function → how many numbers it may take, and the matrix it is."""
