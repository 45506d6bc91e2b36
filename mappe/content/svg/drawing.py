"""The tree of a drawing, written anew from what is known to draw."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from xml.etree.ElementTree import Element

from mappe.content.svg.attributes import check
from mappe.content.svg.faults import DrawingError
from mappe.content.svg.gradients import KINDS, gradient
from mappe.content.svg.reading import DEEPEST, MOST, Node
from mappe.content.svg.shapes import SHAPES, Around, bare, colour_of, line
from mappe.content.svg.styles import INHERITED, Look, Rule, look, rules
from mappe.content.svg.values import (
    IDENTITY,
    Matrix,
    determinant,
    length,
    numbers,
    product,
    reference,
    share,
    shown,
    shown_matrix,
    transform,
)


def drawn(root: Node, width: float, height: float) -> Element:
    """`<svg>` with all that is drawn; percentages are of `width` and `height`. Raises `DrawingError`."""
    desk = _Desk(rules(root))
    for node in _everything(root):
        check(node)
        if identifier := node.attributes.get("id"):
            desk.nodes.setdefault(identifier, node)
    shapes = _drawn(root, Around(width, height), desk)
    if not shapes:
        raise DrawingError("shows nothing")
    definitions = [_element("defs", {}, desk.definitions.values())] if desk.definitions else []
    return _element("svg", _aspect(root), [*definitions, *shapes])


@dataclass
class _Desk:
    """What the elements of a drawing share, and what was made so far."""

    sheet: list[Rule]
    nodes: dict[str, Node] = field(default_factory=dict)
    definitions: dict[tuple[str, float, float], Element] = field(default_factory=dict)
    effort: int = 0

    def look(self, node: Node, around: Around) -> Look:
        """What is said of an element; each counts as often as it is drawn, against bombs of copies."""
        points = sum(len(node.attributes.get(name, "")) for name in ("d", "points"))
        words = sum(map(len, node.attributes.values())) - points
        if points > _LONGEST_PATH:
            raise node.fault(f"has a path of more than {_LONGEST_PATH:,} letters", _SIMPLER)
        arcs = "a" in node.attributes.get("d", "").lower()
        self.take(1 + points * (_ARCS if arcs else 1) // _POINTS + words // _WORDS)
        if around.depth > DEEPEST:
            raise node.fault(f"is nested more than {DEEPEST} deep")
        return look(node, self.sheet)

    def take(self, effort: int) -> None:
        """Counts what it costs to draw, in elements."""
        self.effort += effort
        if self.effort > MOST:
            raise DrawingError(f"takes as long to draw as {MOST:,} elements or more", _SIMPLER)

    def node(self, identifier: str, meant_in: Node) -> Node:
        if identifier not in self.nodes:
            where = f"in line {meant_in.line}"
            raise DrawingError(f"refers {where} to '#{identifier}', which is not there or cannot be drawn")
        return self.nodes[identifier]

    def defined(self, identifier: str, around: Around, make: Callable[[], Element | None]) -> str | None:
        """The id by which a definition is meant from now on; nothing where it paints nothing."""
        key = identifier, around.width, around.height
        if key not in self.definitions:
            made = make()
            if made is None:
                return None
            if len(self.definitions) == _MOST_DEFINITIONS:
                raise DrawingError(f"has more than {_MOST_DEFINITIONS} gradients and outlines")
            made.set("id", f"d{len(self.definitions)}")
            self.definitions[key] = made
        self.take(1 + _measured(self.definitions[key]))
        return self.definitions[key].attrib["id"]


def _everything(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _everything(child)


def _drawn(node: Node, around: Around, desk: _Desk) -> list[Element]:
    """An element and all inside it, or nothing where it draws nothing."""
    said = desk.look(node, around)
    if node.name not in _DRAWERS or said.get("display") == "none":
        return []
    own = {name: value for name, value in said.items() if name in INHERITED}
    inside = replace(
        around,
        look={**around.look, **own},
        depth=around.depth + 1,
        layers=around.layers + _is_layer(said),
    )
    if inside.layers > _MOST_LAYERS:
        raise node.fault(f"lies more than {_MOST_LAYERS} deep in what is seen through or clipped")
    try:
        return _placed(_DRAWERS[node.name](node, inside, desk), node, said, inside, desk)
    except ValueError as error:
        raise _unread(node, error) from None


def _is_layer(said: Look) -> bool:
    return said.get("opacity", "1") != "1" or said.get("clip-path", "none") != "none"


def _unread(node: Node, error: ValueError) -> DrawingError:
    words = str(error)
    quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED]}…"
    return node.fault(f"has <{node.name}> with '{quoted}'", "write it as SVG has it")


def _placed(shapes: list[Element], node: Node, said: Look, inside: Around, desk: _Desk) -> list[Element]:
    """The shapes where the element moves them, as much of them as it lets through."""
    matrix = _matrix(node, inside)
    opacity = share(said.get("opacity", "1"))
    if not shapes or not opacity or not determinant(matrix):
        return []
    attributes = {} if matrix == IDENTITY else {"transform": shown_matrix(matrix)}
    if opacity < 1 and not _seen_through(shapes, opacity):
        attributes["opacity"] = shown(opacity)
    if said.get("clip-path", "none") != "none":
        attributes["clip-path"] = f"url(#{_clip(said['clip-path'], node, inside, desk)})"
    if not attributes:
        return shapes
    if len(attributes) > ("transform" in attributes):
        desk.take(_LAYER + _measured(shapes))
    if len(shapes) == 1 and shapes[0].tag != "svg" and not shapes[0].attrib.keys() & _PLACING:
        shapes[0].attrib.update(attributes)
        return shapes
    return [_element("g", attributes, shapes)]


def _seen_through(shapes: list[Element], opacity: float) -> bool:
    """Whether the opacity could go into the only paint there is, which takes no layer."""
    if len(shapes) > 1 or shapes[0].tag not in SHAPES or "opacity" in shapes[0].attrib:
        return False
    paints = {"fill": shapes[0].get("fill") != "none", "stroke": "stroke" in shapes[0].attrib}
    if all(paints.values()):
        return False
    name = "fill-opacity" if paints["fill"] else "stroke-opacity"
    shapes[0].set(name, shown(float(shapes[0].get(name, "1")) * opacity))
    return True


def _measured(shapes: Iterable[Element]) -> int:
    """What it costs to find how far shapes reach: as much as it costs to draw them."""
    return sum(len(element.get("d", "")) for shape in shapes for element in shape.iter()) // _POINTS


def _matrix(node: Node, around: Around) -> Matrix:
    matrix = transform(node.attributes.get("transform", ""))
    if node.name != "use":
        return matrix
    x = length(node.attributes.get("x", "0"), around.width)
    y = length(node.attributes.get("y", "0"), around.height)
    return product(matrix, (1, 0, 0, 1, x, y))


def _group(node: Node, around: Around, desk: _Desk) -> list[Element]:
    return [element for child in node.children for element in _drawn(child, around, desk)]


def _use(node: Node, around: Around, desk: _Desk) -> list[Element]:
    """A copy of another element: SVG 2, 5.5."""
    target = _target(node, desk)
    if target in around.using:
        raise node.fault("has a <use> that uses itself", "take it out")
    inside = replace(around, using=(*around.using, target))
    if target.name in ("svg", "symbol"):
        size = {name: value for name, value in node.attributes.items() if name in ("width", "height")}
        copy = replace(target, name="svg", attributes={**target.attributes, **size})
        return _drawn(copy, inside, desk)
    return _drawn(target, inside, desk)


def _target(node: Node, desk: _Desk) -> Node:
    address = node.attributes.get("href", "")
    if not address.startswith("#"):
        hint = "draw what it shows in the file itself"
        raise DrawingError(f"refers in line {node.line} to '{address}', which is not in it", hint)
    return desk.node(address[1:], node)


def _inner_svg(node: Node, around: Around, desk: _Desk) -> list[Element]:
    """A sheet of its own on the sheet; the outermost has its size told by who asks."""
    if not around.depth - 1:
        return _group(node, around, desk)
    said = node.attributes
    width, height = (
        length(said.get("width", "100%"), around.width),
        length(said.get("height", "100%"), around.height),
    )
    box = numbers(said.get("viewBox", "")) or [0, 0, width, height]
    if len(box) != _SIDES or min(width, height, *box[2:]) < 0:
        raise ValueError(said.get("viewBox", f"{width} × {height}"))
    if not min(width, height, *box[2:]):
        return []
    shapes = _group(node, replace(around, width=box[2], height=box[3]), desk)
    place = {
        "x": shown(length(said.get("x", "0"), around.width)),
        "y": shown(length(said.get("y", "0"), around.height)),
        "width": shown(width),
        "height": shown(height),
        "viewBox": " ".join(map(shown, box)),
        **_aspect(node),
    }
    if desk.look(node, around).get("overflow") == "visible":
        place["overflow"] = "visible"
    return [_element("svg", place, shapes)] if shapes else []


def _aspect(node: Node) -> dict[str, str]:
    written = " ".join(node.attributes.get("preserveAspectRatio", "").split())
    if written and not _ASPECT.issuperset(written.split()):
        raise node.fault(f"has preserveAspectRatio '{written}'", "write it as SVG has it")
    return {"preserveAspectRatio": written} if written else {}


def _shape(node: Node, around: Around, desk: _Desk) -> list[Element]:
    """A shape, twice where one of its paints shows through: some paint line over surface, some beside it."""
    outline = bare(node, around)
    if outline is None or around.look.get("visibility", "visible") != "visible":
        return []
    fill, stroke = _fill(node, around, desk), line(node, around)
    if "url" in fill.get("fill", ""):
        desk.take(_measured([outline]))
    if "stroke" in stroke and "stroke-opacity" in stroke and fill.get("fill") != "none":
        paints = [fill, {"fill": "none", **stroke}]
    else:
        paints = [{**fill, **stroke}]
    return [
        _element(outline.tag, {**outline.attrib, **paint})
        for paint in paints
        if "stroke" in paint or paint.get("fill") != "none"
    ]


def _fill(node: Node, around: Around, desk: _Desk) -> dict[str, str]:
    paint = colour_of(around.look.get("fill", "#000000"), around.look)
    opacity = share(around.look.get("fill-opacity", "1"))
    if identifier := reference(paint):
        paint = _gradient(identifier, node, around, desk)
    if paint == "none" or not opacity:
        return {"fill": "none"}
    fill = {} if paint == "#000000" else {"fill": paint}
    if opacity < 1:
        fill["fill-opacity"] = shown(opacity)
    if around.look.get("fill-rule") == "evenodd":
        fill["fill-rule"] = "evenodd"
    return fill


def _gradient(identifier: str, node: Node, around: Around, desk: _Desk) -> str:
    def made() -> Element | None:
        chain = _chain(desk.node(identifier, node), desk)
        if not KINDS.issuperset(other.name for other in chain):
            raise DrawingError(f"is painted in line {node.line} with '#{identifier}', which is no gradient")
        return gradient(chain, around.width, around.height, desk.sheet)

    name = desk.defined(identifier, around, made)
    return f"url(#{name})" if name else "none"


def _chain(first: Node, desk: _Desk) -> list[Node]:
    """A gradient and those it takes from."""
    chain = [first]
    while "href" in chain[-1].attributes:
        if len(chain) == _LONGEST_CHAIN:
            what = "that takes from itself or from too many others"
            raise DrawingError(f"has a gradient in line {first.line} {what}")
        chain.append(_target(chain[-1], desk))
    return chain


def _clip(identifier: str, node: Node, around: Around, desk: _Desk) -> str | None:
    """The id of an outline; of one shape, because some that draw add the moves of several up."""

    def made() -> Element:
        clip = desk.node(identifier, node)
        if clip.name != "clipPath" or clip.attributes.get("clipPathUnits") == "objectBoundingBox":
            what = "which is no outline in units of the drawing"
            raise DrawingError(f"is clipped in line {node.line} with '#{identifier}', {what}")
        outlines = list(_outlines(clip, IDENTITY, replace(around, look={}), desk))
        if len(outlines) != 1:
            raise clip.fault("has an outline of no shape or of several")
        return _element("clipPath", {}, outlines)

    return desk.defined(identifier, around, made)


def _outlines(node: Node, before: Matrix, around: Around, desk: _Desk) -> Iterator[Element]:
    """The shapes of which an outline is made, each where it is moved."""
    said = desk.look(node, around)
    if said.get("display") == "none":
        return
    if said.get("clip-path", "none") != "none":
        raise node.fault("has an outline that is clipped itself")
    inside = replace(around, look={**around.look, **said}, depth=around.depth + 1)
    matrix = product(before, _matrix(node, around))
    if node.name in SHAPES:
        yield from _moved(node, matrix, inside)
    elif node.name == "use":
        yield from _outlines(_target(node, desk), matrix, inside, desk)
    elif node.name == "clipPath":
        for child in node.children:
            yield from _outlines(child, matrix, inside, desk)


def _moved(node: Node, matrix: Matrix, around: Around) -> Iterator[Element]:
    if around.look.get("clip-rule") == "evenodd":
        raise node.fault("has an outline with clip-rule 'evenodd'")
    outline = bare(node, around)
    if outline is not None:
        if matrix != IDENTITY:
            outline.set("transform", shown_matrix(matrix))
        yield outline


def _element(tag: str, attributes: Mapping[str, str], children: Iterable[Element] = ()) -> Element:
    element = Element(tag, dict(attributes))
    element.extend(children)
    return element


_QUOTED = 40
"""Letters of what cannot be read."""

_SIDES = 4

_SIMPLER = "simplify it, or save it as PNG"

_LONGEST_PATH = 150_000
"""Letters: to find how far a path reaches takes some drawers the square of its length."""

_POINTS, _WORDS, _LAYER = 50, 1000, 20
"""Letters of a path, and of other attributes, that cost as much as an element; elements, as a layer."""

_ARCS = 3
"""How much longer they take than other steps of a path."""

_MOST_LAYERS = 10
"""Each of them takes the memory of the whole picture."""

_MOST_DEFINITIONS = 500

_LONGEST_CHAIN = 10

_PLACING = frozenset({"transform", "opacity", "clip-path"})

_ASPECT = frozenset(
    {"none", "meet", "slice", *(f"x{x}Y{y}" for x in ("Min", "Mid", "Max") for y in ("Min", "Mid", "Max"))}
)

_DRAWERS: Mapping[str, Callable[[Node, Around, _Desk], list[Element]]] = MappingProxyType(
    {"svg": _inner_svg, "g": _group, "use": _use, **dict.fromkeys(SHAPES, _shape)}
)
"""What draws where it stands; the rest is drawn where it is meant."""
