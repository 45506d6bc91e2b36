"""What a reader of a dossier would notice in its graphics."""

import itertools
import re
import xml.etree.ElementTree as ET
from functools import cache

import pytest

from mappe.render.graphics import (
    Block,
    CoverLabels,
    Label,
    OfficeHours,
    Palette,
    Point,
    SlotKind,
    cover_globe,
    day_strip,
    great_circle_distance,
    kind_mark,
    longitude_scale,
    shared_hours,
    status_mark,
    timeline_mark,
)
from mappe.render.graphics.globe import LABEL_STAGE, Scene, scene_of
from mappe.render.graphics.labels import Surroundings, placed, width
from mappe.render.graphics.looks import PRINTABLE
from mappe.render.graphics.orientation import STAGE
from mappe.render.graphics.palette import mixed
from mappe.render.graphics.plane import XY, Box, Segment, crosses, inside, outside
from mappe.render.graphics.scale import positions
from mappe.render.graphics.sphere import vector
from mappe.render.graphics.strip import TONES, tone

SVG = "{http://www.w3.org/2000/svg}"
COLOURS = {
    "ink": "#15212A",
    "a": "#0B4A57",
    "b": "#A63A22",
    "night": "#0A3440",
    "glow": "#17697A",
    "amber": "#F0B45C",
    "ice": "#9FD3DA",
    "grey": "#55626B",
    "line": "#C9CFD3",
    "sand": "#F5F1E9",
    "paper": "#FFFFFF",
}
PALETTE = Palette(**COLOURS, font="Source Sans 3")
HANNOVER = Point(9.7320, 52.3759)
EKATERINBURG = Point(60.6128, 56.8356)
PLACES = {
    "Hannover": HANNOVER,
    "Екатеринбург": EKATERINBURG,
    "Göttingen": Point(9.9354, 51.5328),
    "Celle": Point(10.08, 52.62),
    "Mannheim": Point(8.466, 49.487),
    "Ludwigshafen": Point(8.435, 49.477),
    "Leipzig": Point(12.37, 51.34),
    "Rouen": Point(1.1, 49.44),
    "Tokyo": Point(139.69, 35.69),
    "San Francisco": Point(-122.42, 37.77),
    "Anchorage": Point(-149.9, 61.22),
    "Петропавловск-Камчатский": Point(158.65, 53.02),
    "Reykjavík": Point(-21.9, 64.15),
    "Blantyre": Point(35.0, -15.79),
    "Sydney": Point(151.21, -33.87),
    "Buenos Aires": Point(-58.38, -34.6),
    "Murmansk": Point(33.08, 68.97),
    "Wellington": Point(174.78, -41.29),
    "Madrid": Point(-3.7, 40.42),
    "Due South": Point(9.7320, -5.0),
    "Warszawa": Point(21.01, 52.23),
    "Far South": Point(21.01, -55.0),
    "On the Line": Point(45.71, -0.08),
    "Below the Line": Point(45.71, -25.843398356294287),
}
PAIRS = [
    ("Hannover", "Екатеринбург"),
    ("Hannover", "Göttingen"),
    ("Celle", "Hannover"),
    ("Mannheim", "Ludwigshafen"),
    ("Leipzig", "Hannover"),
    ("Hannover", "Rouen"),
    ("Tokyo", "San Francisco"),
    ("Anchorage", "Петропавловск-Камчатский"),
    ("Hannover", "Reykjavík"),
    ("Reykjavík", "Anchorage"),
    ("Hannover", "Blantyre"),
    ("Blantyre", "Sydney"),
    ("Hannover", "Due South"),
    ("Due South", "Hannover"),
    ("Anchorage", "Murmansk"),
    ("Sydney", "Buenos Aires"),
    ("Sydney", "Hannover"),
    ("Madrid", "Wellington"),
    ("Warszawa", "Far South"),
    ("On the Line", "Below the Line"),
]
every_pair = pytest.mark.parametrize(("one", "other"), PAIRS)


def labels(one: str, other: str) -> CoverLabels:
    return CoverLabels(
        Label(one, "52°23′ с. ш., 149°44′ в. д."), Label(other, "12°23′ N, 9°44′ O"), Label("3.240 km", "–")
    )


@cache
def scene(one: str, other: str) -> Scene:
    return scene_of(PLACES[one], PLACES[other], labels(one, other))


@cache
def cover(one: str, other: str, *, light: bool) -> str:
    return cover_globe(PLACES[one], PLACES[other], labels(one, other), PALETTE, light=light)


def clock_time(minutes: int) -> str:
    return f"{minutes // 60:02}.{minutes % 60:02}"


def programme(*blocks: Block) -> str:
    return day_strip(blocks, PALETTE, label=clock_time)


def clocks(offset: int) -> str:
    rows = OfficeHours(0, 9 * 60, 16 * 60), OfficeHours(offset, 9 * 60, 19 * 60)
    return shared_hours(rows, PALETTE, label=clock_time)


@cache
def all_graphics() -> dict[str, str]:
    return {
        "dark cover": cover("Hannover", "Екатеринбург", light=False),
        "light cover": cover("Hannover", "Екатеринбург", light=True),
        "scale": longitude_scale(HANNOVER, EKATERINBURG, PALETTE),
        "clock": clocks(180),
        "strip": programme(Block(540, 600, "talks"), Block(570, 640, "visit")),
        "precision": timeline_mark("month", PALETTE),
        "status": status_mark("suspended", PALETTE),
        "kind": kind_mark("meal", PALETTE),
    }


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def words(svg: str) -> list[str]:
    return [element.text or "" for element in parsed(svg).iter(f"{SVG}text")]


def elements(svg: str, tag: str) -> list[dict[str, str]]:
    return [element.attrib for element in parsed(svg).iter(SVG + tag)]


def fills(svg: str) -> list[str]:
    return [rect["fill"] for rect in elements(svg, "rect")]


def points(svg: str) -> list[XY]:
    """The ends of all straight lines."""
    pairs = (re.findall(r"[ML](\S+?) ([^ML]+)", path["d"]) for path in elements(svg, "path"))
    return [(float(x), float(y)) for x, y in itertools.chain(*pairs)]


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, relative luminance and contrast ratio."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def crowded(boxes: list[Box]) -> bool:
    return any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


class TestEveryGraphic:
    @pytest.mark.parametrize("name", all_graphics())
    def test_is_a_decoration_with_its_size_in_millimetres(self, name: str) -> None:
        root = parsed(all_graphics()[name])
        left, top, across, down = root.attrib["viewBox"].split()
        assert root.tag == f"{SVG}svg"
        assert root.attrib["aria-hidden"] == "true"
        assert root.attrib["class"] in {"globe", "scale", "clock", "strip", "mark"}
        assert (left, top) == ("0", "0")
        assert (root.attrib["width"], root.attrib["height"]) == (f"{across}mm", f"{down}mm")

    def test_is_the_same_for_the_same_data(self) -> None:
        before = dict(all_graphics())
        for remembered in (scene, cover, all_graphics):
            remembered.cache_clear()
        assert all_graphics() == before

    @pytest.mark.parametrize("name", all_graphics())
    def test_has_solid_colours_and_nothing_to_refer_to(self, name: str) -> None:
        attributes = {key for element in parsed(all_graphics()[name]).iter() for key in element.attrib}
        assert attributes
        assert not {key for key in attributes if "opacity" in key or key in {"id", "style", "href"}}

    def test_says_no_word_that_it_was_not_given(self) -> None:
        given = labels("Hannover", "Екатеринбург")
        finished = {
            text for label in (given.a, given.b, given.distance) for text in (label.title, label.note)
        }
        hours = {clock_time(minutes) for minutes in range(0, 1440, 30)}
        said = {text for svg in all_graphics().values() for text in words(svg)}
        assert finished <= said
        assert said <= finished | hours

    def test_escapes_its_words(self) -> None:
        given = CoverLabels(Label("A <& B>", '"1"'), Label("B"), Label("1 km"))
        svg = cover_globe(HANNOVER, EKATERINBURG, given, PALETTE, light=True)
        assert words(svg) == ["A <& B>", '"1"', "B", "1 km"]


class TestTheCover:
    @every_pair
    def test_shows_both_cities_on_the_near_side(self, one: str, other: str) -> None:
        scenery = scene(one, other)
        assert all(scenery.view.faces(vector(PLACES[name])) > 0 for name in (one, other))
        assert all(STAGE.holds(city) for city in scenery.cities)

    @every_pair
    def test_draws_the_line_whole_from_city_to_city(self, one: str, other: str) -> None:
        scenery = scene(one, other)
        assert len(scenery.line) == 64
        assert scenery.line[0][0] == pytest.approx(scenery.cities[0])
        assert scenery.line[-1][1] == pytest.approx(scenery.cities[1])

    @every_pair
    def test_keeps_labels_off_each_other_and_off_the_cities(self, one: str, other: str) -> None:
        scenery = scene(one, other)
        dots = [Box(x, y, x, y).grown(scenery.ring) for x, y in scenery.cities]
        boxes = [label.box for label in scenery.labels]
        assert not crowded(boxes)
        assert not any(box.overlaps(dot) for box in boxes for dot in dots)

    @every_pair
    def test_keeps_labels_off_the_line_and_on_the_sheet(self, one: str, other: str) -> None:
        scenery = scene(one, other)
        assert not any(crosses(scenery.line, label.box) for label in scenery.labels)
        assert all(LABEL_STAGE.contains(label.box) for label in scenery.labels)

    @every_pair
    def test_prints_nothing_where_office_printers_do_not(self, one: str, other: str) -> None:
        drawn = list(points(cover(one, other, light=True)))
        assert drawn
        assert all(PRINTABLE.grown(0.01).holds(point) for point in drawn)

    def test_leaves_the_lines_under_a_label_out(self) -> None:
        scenery = scene("Hannover", "Екатеринбург")
        under = [label.box for label in scenery.labels if any(crosses(way, label.box) for way in scenery.net)]
        assert under
        drawn = set(points(cover("Hannover", "Екатеринбург", light=True)))
        assert not any(box.holds(point) for box in under for point in drawn)

    @pytest.mark.parametrize(
        ("a", "b"),
        [(HANNOVER, PLACES["Due South"]), (Point(180, 10), Point(-180, -20)), (HANNOVER, EKATERINBURG)],
    )
    def test_gives_each_city_a_meridian_or_a_side_of_the_common_one(self, a: Point, b: Point) -> None:
        own, others = scene_of(a, b, labels("A", "B")).meridians
        assert own
        assert others
        assert not set(own) & set(others)

    def test_moves_the_distance_where_the_line_is_not(self) -> None:
        sagging = [((60.0, 160.0), (105.0, 220.0)), ((105.0, 220.0), (150.0, 160.0))]
        wide = CoverLabels(Label("A"), Label("B"), Label("12.340 km 12.340 km 12.340 km"))
        *_, distance = placed(wide, Surroundings(sagging, [], [], LABEL_STAGE), 5)
        assert not crosses(sagging, distance.box)

    def test_differs_for_the_other_direction_only_in_its_colours_and_words(self) -> None:
        there, back = scene("Hannover", "Blantyre"), scene("Blantyre", "Hannover")
        assert there.cities[0] == pytest.approx(back.cities[1])
        assert there.cities[1] == pytest.approx(back.cities[0])

    def test_has_labels_wide_enough_for_their_letters(self) -> None:
        # Advances of Source Sans 3 Semibold, in thousandths of the size, added up by fontTools.
        real = {"Hannover": 4223, "Екатеринбург": 6303, "52°23′ N, 9°44′ O": 7043, "Wommm": 3878}
        assert all(width(text, 1000) >= advance for text, advance in real.items())
        assert all(width(text, 1000) <= 1.25 * advance for text, advance in real.items())

    @pytest.mark.parametrize("other", [HANNOVER, Point(9.7320 - 180, -52.3759)])
    def test_refuses_one_place_and_its_antipode(self, other: Point) -> None:
        with pytest.raises(ValueError, match="no single line joins"):
            cover_globe(HANNOVER, other, labels("Hannover", "Hannover"), PALETTE, light=False)


class TestTheGuardsOfLabels:
    """Bad cases beside the checks above: they would ring."""

    BOX = Box(10, 10, 20, 20)

    def test_notice_a_box_on_a_box(self) -> None:
        assert crowded([self.BOX, Box(30, 10, 40, 20), Box(19, 19, 29, 29)])
        assert not crowded([self.BOX, Box(20, 10, 30, 20)])

    @pytest.mark.parametrize(
        "line", [((0, 15), (30, 15)), ((15, 0), (15, 30)), ((5, 16), (16, 5)), ((12, 12), (13, 13))]
    )
    def test_notice_a_line_through_a_box(self, line: Segment) -> None:
        assert crosses([line], self.BOX)
        assert not list(outside(inside([line], self.BOX), self.BOX))

    @pytest.mark.parametrize(
        "line",
        [((0, 5), (30, 5)), ((5, 0), (5, 30)), ((0, 19), (9, 30)), ((21, 0), (30, 15)), ((5, 12), (12, 5))],
    )
    def test_pass_a_line_beside_a_box(self, line: Segment) -> None:
        assert not crosses([line], self.BOX)
        assert list(outside([line], self.BOX)) == [line]


class TestDistances:
    def test_from_hannover_to_ekaterinburg_are_3236_kilometres(self) -> None:
        assert round(great_circle_distance(HANNOVER, EKATERINBURG)) == 3236

    def test_count_the_short_way_across_the_date_line(self) -> None:
        assert great_circle_distance(Point(179.5, 0), Point(-179.5, 0)) == pytest.approx(111.19, abs=0.01)

    def test_of_a_place_to_itself_are_nothing(self) -> None:
        assert great_circle_distance(HANNOVER, HANNOVER) == 0

    @pytest.mark.parametrize(("longitude", "latitude"), [(181, 0), (0, 91), (0, -90.1), (float("nan"), 0)])
    def test_need_places_on_the_earth(self, longitude: float, latitude: float) -> None:
        with pytest.raises(ValueError, match="is not a longitude and a latitude"):
            Point(longitude, latitude)


class TestTheScale:
    @every_pair
    def test_has_both_cities_apart_and_within_its_width(self, one: str, other: str) -> None:
        x_a, x_b = positions(PLACES[one], PLACES[other])
        assert 0 < min(x_a, x_b) < max(x_a, x_b) < 170
        assert abs(x_a - x_b) > 2

    @every_pair
    def test_has_all_its_ticks_within_its_width(self, one: str, other: str) -> None:
        ends = list(points(longitude_scale(PLACES[one], PLACES[other], PALETTE)))
        assert len(ends) > 8
        assert all(0 <= x <= 170 for x, _ in ends)

    def test_goes_the_short_way_across_the_date_line(self) -> None:
        anchorage, kamchatka = positions(PLACES["Anchorage"], PLACES["Петропавловск-Камчатский"])
        assert kamchatka < anchorage

    def test_puts_the_city_in_the_west_on_the_left(self) -> None:
        hannover, ekaterinburg = positions(HANNOVER, EKATERINBURG)
        assert hannover == pytest.approx(170 - ekaterinburg)
        assert hannover < ekaterinburg


class TestTheClock:
    DARK = ("#0B4A57", "#A63A22")

    def test_shows_shared_hours_at_one_place_in_both_rows(self) -> None:
        bars = {rect["fill"]: (rect["x"], rect["width"]) for rect in elements(clocks(180), "rect")}
        assert bars[self.DARK[0]] == bars[self.DARK[1]]

    def test_labels_shared_hours_in_each_citys_own_time(self) -> None:
        assert words(clocks(180))[:2] == ["09.00", "16.00"]
        assert {"12.00", "19.00", "09.00"} <= set(words(clocks(180))[2:])

    def test_knows_half_hours(self) -> None:
        assert "12.30" in words(clocks(210))

    def test_has_no_gap_where_offices_never_close(self) -> None:
        rows = OfficeHours(0, 0, 1440), OfficeHours(180, 0, 1440)
        bars = elements(shared_hours(rows, PALETTE, label=clock_time), "rect")
        petrol = [float(bar["width"]) for bar in bars if bar["fill"] == self.DARK[0]]
        assert sum(petrol) == pytest.approx(124, abs=0.1)

    def test_shows_no_shared_hours_where_there_are_none(self) -> None:
        assert set(self.DARK) <= set(fills(clocks(60)))
        assert not set(self.DARK) & set(fills(clocks(720)))

    @pytest.mark.parametrize("offset", range(-720, 841, 30))
    def test_keeps_all_hours_within_its_column(self, offset: int) -> None:
        for rect in elements(clocks(offset), "rect"):
            assert float(rect["x"]) >= 0
            assert float(rect["x"]) + float(rect["width"]) <= 124.01

    @pytest.mark.parametrize(("opens", "closes"), [(600, 600), (900, 600), (-1, 600), (600, 1441)])
    def test_refuses_hours_that_are_not_of_a_day(self, opens: int, closes: int) -> None:
        with pytest.raises(ValueError, match="an office cannot be open"):
            OfficeHours(0, opens, closes)


class TestTheStrip:
    def test_shows_the_usual_day(self) -> None:
        said = words(programme(Block(540, 600, "talks")))
        assert (said[0], said[-1]) == ("08.00", "22.00")

    def test_grows_with_an_early_start_and_a_late_end(self) -> None:
        strip = programme(Block(390, 450, "transfer"), Block(1200, 1500, "meal"))
        assert words(strip)[0] == "06.00"
        assert all(float(rect["x"]) + float(rect["width"]) <= 170 for rect in elements(strip, "rect"))

    def test_shows_slots_at_the_same_time_one_below_the_other(self) -> None:
        _, first, second, third = elements(
            programme(Block(540, 660, "talks"), Block(600, 700, "visit"), Block(700, 760, "meal")), "rect"
        )
        assert float(first["y"]) + float(first["height"]) <= float(second["y"])
        assert float(third["height"]) == 2 * float(first["height"])

    @pytest.mark.parametrize("kind", TONES)
    def test_has_tones_that_stand_out_on_white(self, kind: SlotKind) -> None:
        assert contrast(tone(kind, PALETTE), "#FFFFFF") >= 3

    def test_would_not_pass_with_the_tones_of_the_sketch(self) -> None:
        assert contrast("#D98B77", "#FFFFFF") < 3
        assert contrast("#9AA6AC", "#FFFFFF") < 3

    def test_tells_all_kinds_apart(self) -> None:
        assert len({tone(kind, PALETTE) for kind in TONES}) == len(TONES) == 8

    @pytest.mark.parametrize(("start", "end"), [(600, 600), (700, 600), (-5, 600)])
    def test_refuses_a_slot_that_does_not_last(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="a slot cannot last"):
            Block(start, end, "talks")


class TestMarks:
    def test_tell_every_precision_apart(self) -> None:
        assert len({timeline_mark(precision, PALETTE) for precision in ("day", "month", "year")}) == 3

    def test_tell_every_status_apart(self) -> None:
        marks = {status_mark(status, PALETTE) for status in ("planned", "running", "done", "suspended")}
        assert len(marks) == 4

    def test_are_the_legend_of_the_strip(self) -> None:
        assert fills(kind_mark("culture", PALETTE)) == [tone("culture", PALETTE)]


class TestThePalette:
    def test_mixes_solid_tones(self) -> None:
        assert mixed("#000000", "#FFFFFF", 0) == "#000000"
        assert mixed("#0A3440", "#FFFFFF", 1) == "#FFFFFF"
        assert mixed("#000000", "#FF8000", 0.5) == "#804000"

    @pytest.mark.parametrize("colour", ["red", "#FFF", "#12345G", "rgba(0,0,0,.5)"])
    def test_refuses_what_is_not_a_solid_colour(self, colour: str) -> None:
        with pytest.raises(ValueError, match="is not a colour like"):
            Palette(**{**COLOURS, "ice": colour}, font="Source Sans 3")
