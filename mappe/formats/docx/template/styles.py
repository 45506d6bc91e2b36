"""Our styles among the office's: what it has is used, what it lacks is added in its type and at its edges."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from mappe.formats.docx.looks import AXIS, LOOKS, WORD_LOOKS
from mappe.formats.docx.ooxml import Element, drop, put, qualified, reached, style_id, twips, w
from mappe.formats.docx.styles import BUILT_IN, TABLE_STYLE
from mappe.formats.docx.template.house import House
from mappe.formats.docx.template.inheritance import StyleSheet, attribute, kind_of, twentieths, value
from mappe.model.theme import Tokens

NAMES: Mapping[str, str] = {style_id(name): name for name in (*LOOKS, *WORD_LOOKS, TABLE_STYLE)}
"""Our ids → our names."""

REFERENCES = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
"""Elements that mean a style by its id."""

NUMBER_COLUMN = 14.0
"""Millimetres for the number of a heading, where the text around it begins at the margin."""

_DISPLAY = "display"
"""The typeface of headings; all others are set as the office sets its text."""

_PLACES = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2"}
"""What a place of the palette is called in a style → in the theme."""

_BOLD = 600


@dataclass(frozen=True, eq=False)
class Wardrobe:
    """Which of the office's styles stands for each of ours, and which of ours it has to take in."""

    house: House
    ours: StyleSheet
    tokens: Tokens

    @cached_property
    def theirs(self) -> Mapping[str, str]:
        """{our id: the id of the office's own style}."""
        chosen, styles = self.house.template.styles, self.house.styles
        found: dict[str, str] = {}
        for identifier, style in self.ours.by_id.items():
            kind, word = kind_of(style), value(style, "name").casefold()
            own = chosen.get(NAMES.get(identifier, "")) or styles.names.get((kind, word))
            if attribute(style, "default"):
                own = styles.defaults.get(kind, own)
            # What the office hides, such as a title that it only keeps for its header, would be lost.
            if own and own in styles.by_id and not styles.is_on(own, "rPr/vanish"):
                found[identifier] = own
        return found

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """{our id: the id in the finished file}; none that is taken in can be mistaken for another."""
        taken = {identifier.casefold() for identifier in self.house.styles.by_id}
        return {
            identifier: self.theirs.get(identifier) or _free(identifier, "Mappe", taken)
            for identifier in self.ours.by_id
        }

    @cached_property
    def text_edge(self) -> int | None:
        """Twentieths of a point from the margin to running text, where the office has a style for it."""
        own = next((self.theirs[name] for name in ("BodyText", "Heading1") if name in self.theirs), None)
        if own is None:
            return None
        said = self.house.styles.attribute
        edge = twentieths(said(own, "pPr/ind", "left") or said(own, "pPr/ind", "start"))
        return max(0, min(edge, twips(self.tokens.sheet.text_width) // 2))

    def effective(self, identifier: str, path: str) -> Element | None:
        """What the office's style says that stands for ours."""
        return next(self.house.styles.said(self.theirs.get(identifier, ""), path), None)

    def rename(self, root: Element) -> None:
        """Let every element that means one of our styles mean the one in the finished file."""
        for element in root.iter(*map(qualified, REFERENCES)):
            name = attribute(element, "val")
            element.set(qualified("val"), self.ids.get(name, name))

    def part(self, used: Iterable[str], language: str) -> Element:
        """The office's styles and those of ours that are `used`; `language` is that of the document."""
        root = deepcopy(self.house.styles.root if self.house.styles.by_id else self.ours.root)
        if not self.house.styles.by_id:
            return root
        _speak(root, language)
        for identifier in self._needed(used):
            root.append(self._taken_in(identifier))
        return root

    def _needed(self, used: Iterable[str]) -> list[str]:
        """Ours that the office lacks, with all that they are based on, in our order."""
        needed = {value_id for name in used for value_id in self._bases(name)}
        return [name for name in self.ours.by_id if name in needed and name not in self.theirs]

    def _bases(self, identifier: str) -> Iterator[str]:
        for style in self.ours.chain(identifier):
            yield attribute(style, "styleId")

    def _taken_in(self, identifier: str) -> Element:
        style = deepcopy(self.ours.by_id[identifier])
        drop(style, "qFormat", "next", "link")  # the gallery of styles stays the office's
        style.set(qualified("styleId"), self.ids[identifier])
        name = style.find(qualified("name"))
        if name is not None:
            taken = {word for _, word in self.house.styles.names}
            name.set(qualified("val"), _free(attribute(name, "val"), "Mappe ", taken))
        self.rename(style)
        for properties in style.iterfind(qualified("rPr")):
            self.set_face(properties)
        for properties in style.iterfind(qualified("pPr")):
            self.set_edges(properties, NAMES.get(identifier, ""))
            self._set_lines(properties, identifier)
            self._clear_stops(properties, identifier)
        return style

    def set_face(self, run: Element) -> None:
        """The office's typeface instead of ours, and its colour where we took that from it."""
        for fonts in run.findall(qualified("rFonts")):
            face = attribute(fonts, "ascii")
            run.remove(fonts)
            if face in self._bold_faces and run.find(qualified("b")) is None:
                put(run, w("b"))
                put(run, w("bCs"))
            if face in self._display_faces and (own := self.effective("Heading1", "rPr/rFonts")) is not None:
                put(run, deepcopy(own))
        for colour in run.findall(qualified("color")):
            place = attribute(colour, "themeColor")
            if self.house.colours.get(_PLACES.get(place, place), "").upper() != attribute(colour, "val"):
                colour.attrib.pop(qualified("themeColor"), None)

    @cached_property
    def _display_faces(self) -> frozenset[str]:
        name = self.tokens.typefaces[_DISPLAY]
        return frozenset({name, *(font.word for font in self.tokens.fonts if font.family == name)})

    @cached_property
    def _bold_faces(self) -> frozenset[str]:
        return frozenset(
            font.word for font in self.tokens.fonts if font.weight >= _BOLD and font.word != font.family
        )

    def set_edges(self, paragraph: Element, name: str) -> None:
        """Text of ours begins where the office's text begins."""
        if self.text_edge is None or name not in LOOKS:
            return
        axis = twips(self.tokens.measures[AXIS])
        if LOOKS[name].indent == AXIS:
            _move(paragraph, self.text_edge - axis)
        elif name == "Heading 1":
            _move(paragraph, twips(NUMBER_COLUMN) - axis)
            for indent in paragraph.iterfind(qualified("ind")):
                indent.set(qualified("hanging"), str(twips(NUMBER_COLUMN)))

    def _set_lines(self, paragraph: Element, identifier: str) -> None:
        """Neither a first line nor a justified column of the office's where ours has another shape."""
        for indent in paragraph.iterfind(qualified("ind")):
            if attribute(indent, "hanging") == "0":
                del indent.attrib[qualified("hanging")]
                indent.set(qualified("firstLine"), "0")
        look = LOOKS.get(NAMES.get(identifier, ""))
        if look and look.indent != AXIS and not look.right:
            put(paragraph, w("jc", val="left"))
        if look and look.outline and "Heading1" in self.theirs:
            # Its numbers would be the office's, which has its own styles for what it counts.
            put(paragraph, w("numPr", w("numId", val=0)))

    def _clear_stops(self, paragraph: Element, identifier: str) -> None:
        """Columns of ours are where ours are, whatever stops the style has that it is based on."""
        base = self.theirs.get(value(self.ours.by_id[identifier], "basedOn"), "")
        for tabs in paragraph.iterfind(qualified("tabs")):
            own = {attribute(tab, "pos") for tab in tabs}
            for place in self.stops(base) - own:
                tabs.insert(0, w("tab", val="clear", pos=place))
            tabs[:] = sorted(tabs, key=lambda tab: twentieths(attribute(tab, "pos")))

    def stops(self, theirs: str) -> set[str]:
        """Where a style of the office's has tab stops."""
        found = self.house.styles.said(theirs, "pPr/tabs/tab")
        return {str(twentieths(attribute(tab, "pos"))) for tab in found}


def used_in(roots: Iterable[Element]) -> set[str]:
    """The ids of all styles that some parts mean."""
    return {
        attribute(element, "val") for root in roots for element in root.iter(*map(qualified, REFERENCES[:3]))
    }


def is_built_in(name: str, stored: str) -> bool:
    """Whether a style of the office's, as it is stored, is the one that Word knows by our name."""
    return BUILT_IN.get(name, "").casefold() == stored.casefold()


def _free(word: str, prefix: str, taken: Iterable[str]) -> str:
    """The word, or the word behind a prefix and with a number, as far as that is needed."""
    known = {*taken}
    if word.casefold() not in known:
        return word
    numbers = (f"{prefix}{word}{number or ''}" for number in count())
    return next(name for name in numbers if name.casefold() not in known)


def _speak(root: Element, language: str) -> None:
    """The document's language is that of its content: ISO/IEC 29500-1, docDefaults (Document Defaults)."""
    said = reached(root, "docDefaults", "rPrDefault", "rPr", "lang")
    said.set(qualified("val"), language)


def _move(paragraph: Element, distance: int) -> None:
    """Indents and tab stops by this many twentieths of a point, but not beyond the margin."""
    for indent in paragraph.iterfind(qualified("ind")):
        _shift(indent, "left", distance)
    for tab in paragraph.iterfind(f"{qualified('tabs')}/{qualified('tab')}"):
        if attribute(tab, "val") in ("left", "num"):
            _shift(tab, "pos", distance)


def _shift(element: Element, name: str, distance: int) -> None:
    place = twentieths(attribute(element, name))
    element.set(qualified(name), str(max(0, place + distance)))
