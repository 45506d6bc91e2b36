"""Which YAML is read and as what; the rest is refused at its line."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.content.source import LARGEST, read
from mappe.errors import ContentError
from mappe.model.located import Keys

Typed = Callable[[str | bytes], Keys]
Faults = Callable[[str | bytes], list[tuple[str, int, int]]]

READ: list[tuple[str, object]] = [
    ("a: b", {"a": "b"}),
    ("a: b\n", {"a": "b"}),
    ("---\na: b\n...\n", {"a": "b"}),
    ("# first\na: b  # behind\n# last", {"a": "b"}),
    ("a: b\n\n\nc: d", {"a": "b", "c": "d"}),
    ("a:\n  b:\n    c: d", {"a": {"b": {"c": "d"}}}),
    ("a:\n- b\n- c", {"a": ["b", "c"]}),
    ("a:\n  - b\n  - c", {"a": ["b", "c"]}),
    ("a:\n  - b: c\n    d: e\n  - f: g", {"a": [{"b": "c", "d": "e"}, {"f": "g"}]}),
    ("a:\n  - - b\n    - c", {"a": [["b", "c"]]}),
    ("a: [b, c]", {"a": ["b", "c"]}),
    ("a: [b, c,]", {"a": ["b", "c"]}),
    ("a: []", {"a": []}),
    ("a: {}", {"a": {}}),
    ("a: {b: c, d: {e: f}}", {"a": {"b": "c", "d": {"e": "f"}}}),
    ("a: [\n  b,\n  c\n]", {"a": ["b", "c"]}),
    ("a: [b: c]", {"a": [{"b": "c"}]}),
    ('"a": "b"', {"a": "b"}),
    ("'a': 'b'", {"a": "b"}),
    ("a: 'it''s'", {"a": "it's"}),
    ('a: "b: c # d"', {"a": "b: c # d"}),
    (r'a: "\u00e4\x41\t\"\\"', {"a": 'äA\t"\\'}),
    ('a: "b\n  c"', {"a": "b c"}),
    ("a: b\n  c", {"a": "b c"}),
    ("a: b\n\n  c", {"a": "b\nc"}),
    ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ("a: |-\n  b\n  c\n", {"a": "b\nc"}),
    ("a: |+\n  b\n\n", {"a": "b\n\n"}),
    ("a: >\n  b\n  c\n", {"a": "b c\n"}),
    ("a: >-\n  b\n\n  c\n", {"a": "b\nc"}),
    ("a: |-\n  # no comment\n  - no list", {"a": "# no comment\n- no list"}),
    ("a: |2-\n    b\n   c", {"a": "  b\n c"}),
    ("? a\n: b", {"a": "b"}),
    ("a: b#c", {"a": "b#c"}),
    ("a: b:c", {"a": "b:c"}),
    ("a: -b", {"a": "-b"}),
    ("a: ?b", {"a": "?b"}),
    ("a: :b", {"a": ":b"}),
    ("a: b]", {"a": "b]"}),
    ("a: <<", {"a": "<<"}),
    ("<<: b", {"<<": "b"}),
    ("a: https://example.org/b#c", {"a": "https://example.org/b#c"}),
    ("a: „b“ – c …", {"a": "„b“ – c …"}),
    ('a: "b\tc"', {"a": "b\tc"}),
    ("a: b\nb: a", {"a": "b", "b": "a"}),
    ("a: u\u0308", {"a": "ü"}),
    ("u\u0308: a", {"ü": "a"}),
]

REFUSED = [
    ("a:\tb", "a tab stands where YAML wants spaces", 1),
    ("\ta: b", "a tab stands where YAML wants spaces", 1),
    ("a:\n\tb: c", "a tab stands where YAML wants spaces", 2),
    ("a: b\tc", "a tab stands where YAML wants spaces", 1),
    ("a: b\t", "a tab stands where YAML wants spaces", 1),
    ("a: {b: c,\n\td: e}", "a tab stands where YAML wants spaces", 2),
    ("a: b\n\xa0\xa0c: d", "a wide or unbreakable space stands at 'c'", 2),
    ("a:\n  b: c\n \xa0d: e", "a wide or unbreakable space stands here", 3),
    ('a: "b', "a quotation mark is not closed", 1),
    ("c: d\na: 'b\n\ne: f", "a quotation mark is not closed", 2),
    ('a: "b\n---\n"', "a quotation mark is not closed", 1),
    ("a: 'it's'", "text stands behind the end of a value", 1),
    ('a: "b" c', "text stands behind the end of a value", 1),
    ("a: [b] c", "text stands behind the end of a value", 1),
    ("a: {b: c}}", "text stands behind the end of a value", 1),
    ("a: b: c", "a colon stands inside an unquoted value", 1),
    ("a: https://example.org: b", "a colon stands inside an unquoted value", 1),
    ("a: “b: c”", "a colon stands inside an unquoted value", 1),
    ("a: b\n  c: d", "this line is indented too far", 2),
    ("a:b\nc: d", "this line is indented too far", 2),
    ("a:\n    b: c\n  d: e", "the indentation fits no line above", 3),
    ("a:\n - b\n- c", "the indentation fits no line above", 3),
    ("- a: b\n c: d", "the indentation fits no line above", 2),
    ("a:\n- b\n - c", "this entry would become part of the value above", 3),
    ("a: b\nc\nd: e", "a key lacks its colon", 2),
    ("a: [b", "a bracket is not closed, or a comma is missing", 1),
    ("b: c\na: [d\ne: f", "a bracket is not closed, or a comma is missing", 2),
    ("a: {b: c\nd: e", "a bracket is not closed, or a comma is missing", 1),
    ("a: - b", "a list cannot begin on the line of its key", 1),
    ("a: | b", "text stands behind '|'", 1),
    ("a: > b", "text stands behind '>'", 1),
    ("a: |0\n b", "text stands behind '|'", 1),
    ("a: @b", "a value cannot begin with '@'", 1),
    ("a: `b`", "a value cannot begin with '`'", 1),
    ("a: % b", "a value cannot begin with '%'", 1),
    ("a: *b", "a value cannot begin with '*'", 1),
    ("a: **b**", "a value cannot begin with '*'", 1),
    ("a: &b c", "a value cannot begin with '&'", 1),
    ("a: & b", "a value cannot begin with '&'", 1),
    ("a: &b\n  c: d", "a value cannot begin with '&'", 1),
    ("a: !b", "a value cannot begin with '!'", 1),
    ("a: !!int 5", "a value cannot begin with '!'", 1),
    ("a: !<b> c", "a value cannot begin with '!'", 1),
    ("a: ? b", "a value cannot begin with '?'", 1),
    ("{?a: b}", "a value cannot begin with '?'", 1),
    ("a: {de: b?, en: c}", "a question mark stands unquoted inside brackets", 1),
    ("a: 'b'# c", "a comment begins with ' #'", 1),
    ('a: "b\n\tc"', "a tab stands where YAML wants spaces", 2),
    ("a: ,b", "a value cannot begin with ','", 1),
    ("a: [b,,c]", "a value cannot begin with ','", 1),
    ("a: ]", "a value cannot begin with ']'", 1),
    ("a: }", "a value cannot begin with '}'", 1),
    ("%b", "a line cannot begin with '%'", 1),
    ("%YAML 1.2\n---\na: b", "a line cannot begin with '%'", 1),
    (r'a: "\q"', r"'\' begins no known escape here", 1),
    (r'a: "\x4"', r"'\' begins no known escape here", 1),
    (r'a: "\U00110000"', "this escape means no character", 1),
    (r'a: "\UFFFFFFFF"', "this escape means no character", 1),
    ("a: b #c", "'#c' would be lost as a comment", 1),
    ("a: #b", "the key 'a' has no value", 1),
    ("a:\nb: c", "the key 'a' has no value", 1),
    ("a: ''", "the key 'a' has no value", 1),
    ("a: {b, c: d}", "the key 'b' has no value", 1),
    ("a:\n-\n- b", "an entry is empty", 2),
    (": a", "a key is missing before the colon", 1),
    ("'': a", "a key is missing before the colon", 1),
    ("? [a]\n: b", "a key must be a word", 1),
    ("a: {{ b }}", "a key must be a word", 1),
]


def test_the_corpus_is_large_enough() -> None:
    assert len(READ) + len(REFUSED) >= 60
    assert min(len(READ), len(REFUSED)) >= 30


@pytest.mark.parametrize(("text", "expected"), READ)
def test_the_accepted_part_of_yaml_is_read_as_it_was_typed(text: str, expected: object, typed: Typed) -> None:
    assert typed(text) == expected


@pytest.mark.parametrize(("text", "message", "line"), REFUSED)
def test_the_rest_of_yaml_is_refused_at_its_line(text: str, message: str, line: int, faults: Faults) -> None:
    assert [(told, number) for told, number, _ in faults(text)] == [(message, line)]


def test_every_value_and_key_knows_its_place(typed: Typed) -> None:
    keys = typed("# a file\na:\n  - b: 'c d'\n    e: f\n")
    assert str(keys.key_places["a"]) == "office.yaml:2:1"
    entry = keys["a"][0]  # type: ignore[index]
    assert isinstance(entry, Keys)
    assert str(entry.place) == "office.yaml:3:5"
    value = entry["b"].place
    assert (str(value), value.text, value.length) == ("office.yaml:3:8", "  - b: 'c d'", 5)
    assert (str(entry.key_places["e"]), entry.key_places["e"].length) == ("office.yaml:4:5", 1)


def test_all_faults_of_values_are_told_at_once(faults: Faults) -> None:
    told = faults("a: &b c\nd: e #f\ng:\nd: h\n")
    assert told == [
        ("a value cannot begin with '&'", 1, 4),
        ("'#f' would be lost as a comment", 2, 6),
        ("the key 'g' has no value", 3, 3),
        ("the key 'd' stands here a second time", 4, 1),
    ]


DUPLICATES = [
    ("a: b\na: c", 2),
    ("a: b\na: b", 2),
    ("a: b\n'a': c", 2),
    ('a: b\n"a": c', 2),
    ('a: b\n"\\x61": c', 2),
    ("a: b\n\n\na: c", 4),
    ("a: [b]\na: {c: d}", 2),
    ("? a\n: b\na: c", 3),
    ("{a: b, a: c}", 1),
    ("x: {a: b, a: c}", 1),
    ("x: [{a: b, a: c}]", 1),
    ("x: {y: {z: {a: b, a: c}}}", 1),
    ("x:\n  a: b\n  a: c", 3),
    ("x:\n  - y\n  - a: b\n    c: d\n    a: e", 5),
    ("x:\n  y:\n    z:\n      a: b\n      a: c", 5),
    ("x: {de: b, en: c, de: d}", 1),
    ("x:\n  en: c\n  ru: d\n  en: e", 4),
    ("x:\n  ru: c\n  ru: d", 3),
    ("ä: b\na\u0308: c", 2),
    ("1: b\n1: c", 2),
    ("true: b\ntrue: c", 2),
    ("12:30: b\n12:30: c", 2),
]


def test_there_are_enough_duplicates() -> None:
    assert len(DUPLICATES) >= 20


@pytest.mark.parametrize(("text", "line"), DUPLICATES)
def test_a_key_that_stands_twice_is_refused_with_both_lines(text: str, line: int, typed: Typed) -> None:
    with pytest.raises(ContentError) as refusal:
        typed(text)
    (told,) = refusal.value.diagnostics
    assert told.message.endswith("stands here a second time")
    assert told.place
    assert told.place.line == line
    first = int(told.hint.removeprefix("first in line "))
    assert first < line or "{" in text


@pytest.mark.parametrize(
    "text", ["a: b\nA: c", "1: b\ntrue: c", "no: a\nfalse: b", "1: a\n01: b", "a: {b: c}\nb: d"]
)
def test_keys_that_only_other_readers_take_for_equal_are_two(text: str, typed: Typed) -> None:
    assert len(typed(text)) == 2


NINE = "[" + ",".join(["*{0}"] * 9) + "]"
HOSTILE = {
    "alias bomb": "a: &a [x]\n" + "".join(f"{k}: &{k} {NINE.format(chr(ord(k) - 1))}\n" for k in "bcdefghij"),
    "cycle": "&a [*a]",
    "cycle of keys": "a: &a {b: *a}",
    "merge": "a: &a {b: c}\nd:\n  <<: *a",
    "1e3 brackets": "a: " + "[" * 1_000,
    "1e5 brackets": "a: " + "[" * 100_000,
    "1e6 brackets": "a: " + "[" * 1_000_000,
    "1e5 braces": "{" * 100_000,
    "1e5 keys in braces": "{a: " * 100_000,
    "1e5 lists": "- " * 100_000,
    "1e5 questions": "? " * 100_000,
    "lines that go deeper": "".join(" " * depth + "a:\n" for depth in range(800)),
    "python tag": "a: !!python/object/apply:os.system ['true']",
    "include": "a: !include /etc/passwd",
    "binary": "a: !!binary aGFsbG8=",
    "set": "a: !!set {b, c}",
    "tag in tag": "a: " + "!a" * 5_000,
    "anchors": "a: " + "&a " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_stop_other_readers_is_refused_within_a_second(name: str, faults: Faults) -> None:
    begun = time.process_time()
    assert len(faults(HOSTILE[name])) == 1
    assert time.process_time() - begun < 1


def test_forty_levels_are_read_and_one_more_is_not(typed: Typed, faults: Faults) -> None:
    assert typed("a: " + "[" * 38 + "b" + "]" * 38)
    assert faults("a: " + "[" * 39 + "b" + "]" * 39) == [("more than 40 levels of nesting", 1, 43)]


def test_a_file_of_the_largest_size_is_read_and_a_larger_one_is_not(typed: Typed, faults: Faults) -> None:
    assert typed("a: " + "b" * (LARGEST - 3))
    assert faults("a: " + "b" * (LARGEST - 2)) == [("the file is larger than 500 kB", 1, 1)]


SENTENCE = "a: Grüße aus Köln — Привет, “Öffnung” 12:30 € ½\n"
MARKED = ["utf-8", "utf-8-sig", "utf-16"]
UNMARKED = ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
ONE_BYTE = {
    "latin-1": "Grüße aus Köln",
    "cp1252": "Grüße – „aus“ Köln €",
    "iso8859-15": "Grüße aus Köln €",
    "cp850": "Grüße aus Köln",
    "cp437": "Grüße aus Köln",
    "mac-roman": "Grüße aus Köln",
    "cp1251": "Привет из Екатеринбурга",
    "koi8-r": "Привет из Екатеринбурга",
    "iso8859-5": "Привет из Екатеринбурга",
    "cp866": "Привет из Екатеринбурга",
    "mac-cyrillic": "Привет из Екатеринбурга",
    "gb18030": "会议",
    "shift-jis": "会議",
}
MALFORMED = [
    b"\xff",
    b"\xfe\xfe",
    b"\x80",
    b"\xbf",
    b"\xc0\xaf",
    b"\xc1\xbf",
    b"\xc3",
    b"\xe2\x82",
    b"\xe0\x80\xaf",
    b"\xed\xa0\x80",
    b"\xed\xb0\x80",
    b"\xed\xa0\xbd\xed\xb8\x80",
    b"\xf0\x9f\x98",
    b"\xf0\x80\x80\xaf",
    b"\xf4\x90\x80\x80",
    b"\xf8\x88\x80\x80\x80",
    b"\xfc\x84\x80\x80\x80\x80",
    b"\xc3\x28",
    b"\xe2\x28\xa1",
]


def test_forty_ways_to_store_a_text_are_tried() -> None:
    assert len(MARKED) + len(UNMARKED) + len(ONE_BYTE) + len(MALFORMED) >= 40


@pytest.mark.parametrize("encoding", MARKED)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_a_text_whose_encoding_is_known_is_read_right(encoding: str, line_end: str, typed: Typed) -> None:
    text = SENTENCE + "b: c\n"
    keys = typed(text.replace("\n", line_end).encode(encoding))
    assert keys == {"a": "Grüße aus Köln — Привет, “Öffnung” 12:30 € ½", "b": "c"}
    assert str(keys.key_places["b"]) == "office.yaml:2:1"


def test_utf_16_is_read_in_both_orders_of_bytes(typed: Typed) -> None:
    assert typed(("\ufeff" + SENTENCE).encode("utf-16-be")) == typed(
        ("\ufeff" + SENTENCE).encode("utf-16-le")
    )


@pytest.mark.parametrize("encoding", UNMARKED)
def test_a_wide_encoding_without_its_mark_is_refused(encoding: str, typed: Typed) -> None:
    with pytest.raises(ContentError, match="the file is not UTF-8 text") as refusal:
        typed(SENTENCE.encode(encoding))
    assert refusal.value.diagnostics[0].hint == "save it as UTF-8"


@pytest.mark.parametrize("encoding", ONE_BYTE)
def test_an_encoding_of_one_country_is_refused_where_it_differs(encoding: str, typed: Typed) -> None:
    sentence = ONE_BYTE[encoding]
    first = next(number for number, letter in enumerate(sentence) if not letter.isascii())
    with pytest.raises(ContentError) as refusal:
        typed(f"a: b\nc: {sentence}\n".encode(encoding))
    (told,) = refusal.value.diagnostics
    assert (told.message, told.hint) == ("the file is not UTF-8 text", "save it as UTF-8")
    assert str(told.place) == f"office.yaml:2:{4 + first}"


@pytest.mark.parametrize("malformed", MALFORMED, ids=bytes.hex)
def test_malformed_utf_8_is_refused_at_its_first_byte(malformed: bytes, faults: Faults) -> None:
    assert faults(b"a: b\nc: de" + malformed + b"\n") == [("the file is not UTF-8 text", 2, 6)]


NO_MAPPING = {
    "nothing": "",
    "line ends": "\n\n\n",
    "spaces": "   \n  ",
    "a comment": "# to do\n",
    "comments": "# to do\n\n# more\n",
    "a byte order mark": "\ufeff",
    "a mark and a comment": "\ufeff# to do",
    "the begin of a document": "---\n",
    "begin and end": "---\n...\n",
    "a list": "- a\n- b",
    "a flow list": "[a, b]",
    "a word": "a",
    "a quoted word": '"a: b"',
    "a text": "|\n  a: b",
    "two documents": "a: b\n---\nc: d",
    "a second, empty document": "a: b\n---",
    "text behind the end": "a: b\n...\nc: d",
}


@pytest.mark.parametrize("name", NO_MAPPING)
def test_a_file_that_holds_no_keys_or_too_many_documents_is_refused(name: str, faults: Faults) -> None:
    ((message, _, column),) = faults(NO_MAPPING[name])
    assert column == 1
    assert message in {
        "the file is empty",
        "the key 'a' has no value",
        "an entry is empty",
        "keys and values are expected here",
        "a second document begins here",
    }


def test_a_missing_file_names_one_that_is_called_alike(tmp_path: Path) -> None:
    (tmp_path / "ofice.yaml").write_text("a: b", "utf-8")
    with pytest.raises(ContentError) as refusal:
        read(tmp_path, Path("office.yaml"), Path("content/office.yaml"))
    assert (
        str(refusal.value) == "content/office.yaml:1:1: the file is missing\n      did you mean 'ofice.yaml'?"
    )


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "office.yaml").mkdir()
    with pytest.raises(ContentError, match="the file is no file"):
        read(tmp_path, Path("office.yaml"), Path("content/office.yaml"))


CONTROLS = [
    *range(0x01, 0x09),
    0x0B,
    0x0C,
    *range(0x0E, 0x20),
    0x7F,
    *range(0x80, 0xA0, 2),
    0x85,
    0x9F,
    0x2028,
    0x2029,
    *range(0xFDD0, 0xFDF0, 8),
    0xFEFF,
    0xFFFE,
    0xFFFF,
    *(plane << 16 | last for plane in (1, 2, 14, 16) for last in (0xFFFE, 0xFFFF)),
]
SURROGATES = [0xD800, 0xD801, 0xDBFF, 0xDC00, 0xDCFF, 0xDFFF]


def test_seventy_code_points_are_tried() -> None:
    assert len(set(CONTROLS + SURROGATES)) >= 70


@pytest.mark.parametrize("point", CONTROLS, ids=hex)
def test_a_character_that_nobody_can_print_is_refused_where_it_stands(point: int, faults: Faults) -> None:
    assert faults(f"a: b\nc: de{chr(point)}f\n") == [(f"the character U+{point:04X} cannot be printed", 2, 6)]


@pytest.mark.parametrize("point", [0, *CONTROLS, *SURROGATES], ids=hex)
def test_an_escape_for_such_a_character_is_refused_too(point: int, faults: Faults) -> None:
    assert faults(f'a: b\nc: "de\\U{point:08X}f"\n') == [
        (f"the character U+{point:04X} cannot be printed", 2, 4)
    ]


@pytest.mark.parametrize("point", [0, 0x1B, 0xFFFE, 0xD800], ids=hex)
def test_a_key_cannot_hold_such_a_character_either(point: int, faults: Faults) -> None:
    assert faults(f'"a\\U{point:08X}": b') == [(f"the character U+{point:04X} cannot be printed", 1, 1)]


@pytest.mark.parametrize(
    "character", ["\t", "\xa0", "\xad", "\u200b", "\u200d", "\u2011", "\u2060", "\ufe0f", "\ufffd", "😀"]
)
def test_an_unusual_character_that_can_be_printed_is_kept(character: str, typed: Typed) -> None:
    assert typed(f'a: "b{character}c"') == {"a": f"b{character}c"}


OPEN, CLOSE = "\u202a\u202b\u202d\u202e", "\u202c"
ISOLATE, RELEASE = "\u2066\u2067\u2068", "\u2069"
BALANCED = [
    *(f"{mark}b{CLOSE}" for mark in OPEN),
    *(f"{mark}b{RELEASE}" for mark in ISOLATE),
    *(f"a{mark}b{CLOSE}c{mark}d{CLOSE}e" for mark in OPEN),
    *(f"{outer}a{inner}b{RELEASE}c{CLOSE}" for outer in OPEN for inner in ISOLATE[:2]),
    f"{OPEN[0] * 5}a{CLOSE * 5}",
    "a\u200fb\u200ec\u061cd",
]
UNBALANCED = [
    *(f"{mark}b" for mark in OPEN + ISOLATE),
    CLOSE,
    RELEASE,
    *(f"{mark}b{RELEASE}" for mark in OPEN),
    *(f"{mark}b{CLOSE}" for mark in ISOLATE),
    f"{CLOSE}a{OPEN[0]}",
    f"{OPEN[3]}a{ISOLATE[0]}b{CLOSE}c{RELEASE}",
    f"{OPEN[0] * 2}a{CLOSE}",
    f"{OPEN[0]}a{CLOSE * 2}",
]


def test_forty_ways_to_turn_the_writing_direction_are_tried() -> None:
    assert len(set(BALANCED + UNBALANCED)) >= 40


@pytest.mark.parametrize("text", BALANCED, ids=ascii)
def test_a_direction_that_is_turned_back_is_kept(text: str, typed: Typed) -> None:
    assert typed(f'a: "{text}"') == {"a": text}


@pytest.mark.parametrize("text", UNBALANCED, ids=ascii)
@pytest.mark.parametrize("form", ['a: "{}"', "a: {}", '{{"{}": a}}', "a: [b, {}]"])
def test_a_direction_that_would_reach_beyond_its_field_is_refused(
    form: str, text: str, faults: Faults
) -> None:
    ((message, line, _),) = faults(form.format(text))
    assert (message, line) == (
        "a mark that turns the writing direction is not closed, or was never opened",
        1,
    )
