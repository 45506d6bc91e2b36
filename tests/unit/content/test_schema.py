"""Whatever stands in the place of a value is told in the words of an author, and where it stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mappe.content import schema
from mappe.content.schema import Known, identifier, record
from mappe.content.source import read
from mappe.diagnostics import Diagnostic
from mappe.errors import ContentError
from mappe.model.document import Document
from mappe.model.located import Items, Keys, Scalar, Value
from mappe.model.project import Office
from mappe.model.record import Record
from mappe.model.registers import REGISTERS
from mappe.model.theme import Tokens

ROOT = Path(__file__).parents[3]
CONTENT = ROOT / "tests/projects/every-section/content"
LANGUAGES = ("de", "en", "ru")


def typed(path: Path) -> Keys:
    return read(path.parent, Path(path.name), Path(path.name))


def records() -> Iterator[tuple[type[Record], Keys]]:
    """Every kind of record, filled as much as may be."""
    yield Office, typed(CONTENT / "office.yaml")
    yield from ((Document, document) for document in documents())
    yield Tokens, typed(ROOT / "templates/themes/default/tokens.yaml")
    for name, model in REGISTERS.items():
        for value in typed(CONTENT / f"{name}.yaml").values():
            assert isinstance(value, Keys)
            yield model, value


def documents() -> Iterator[Keys]:
    """One for each section, which is faster than all in one; the first has every other key too."""
    whole = typed(CONTENT / "visit/document.yaml")
    sections = whole["sections"]
    assert isinstance(sections, Items)
    for number, section in enumerate(sections):
        keys = whole if number == 0 else ["title", "kind", "version", "as_of", "issuer"]
        head = {key: whole[key] for key in keys}
        one = {"sections": Items([section], sections.place)}
        yield Keys({**head, **one}, whole.place, whole.key_places)


def spots(value: Value) -> Iterator[tuple[Keys | Items, str | int]]:
    if isinstance(value, Keys):
        for key in value:
            yield value, key
            yield from spots(value[key])
    elif isinstance(value, Items):
        for number, entry in enumerate(value):
            if number < 2 or (isinstance(entry, Keys) and "type" in entry):  # the others are no different
                yield value, number
                yield from spots(entry)


def faults(model: type[Record], value: Value, **ids: list[str]) -> tuple[Diagnostic, ...]:
    try:
        record(model, value, Known(LANGUAGES, ids, {}))
    except ContentError as error:
        return error.diagnostics
    return ()


def instead(value: Value) -> list[Value]:
    """What an author could type in a value's place."""
    place = value.place
    return [
        Scalar("Unfug: 1", place),
        Scalar("-5", place),
        Scalar("9" * 30, place),
        Items([], place),
        Items([Scalar("Unfug", place)], place),
        Items([Items([], place)], place),
        Keys({}, place, {}),
        Keys({"unfug": Scalar("x", place)}, place, {"unfug": place}),
    ]


def test_every_wrong_value_is_told_at_its_own_place(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = refused = 0

    def silent(*_: object) -> Iterator[Diagnostic]:
        pytest.fail("a kind of fault is told in the words of pydantic")

    monkeypatch.setattr(schema, "_as_pydantic_says", silent)
    for model, root in records():
        for holder, key in spots(root):
            before: Value = holder[key]  # type: ignore[index]
            for wrong in instead(before):
                holder[key] = wrong  # type: ignore[index]
                told = faults(model, root)
                tried, refused = tried + 1, refused + bool(told)
                assert {fault.place and fault.place.line for fault in told} <= {before.place.line}
                assert all(fault.message and "pydantic" not in fault.message for fault in told)
            holder[key] = before  # type: ignore[index]
        assert faults(model, root) == ()
    assert tried > 3_000
    assert refused > 2_500


def test_every_missing_key_is_told_or_may_be_missing() -> None:
    needed = set()
    for model, root in records():
        for holder, key in list(spots(root)):
            if isinstance(holder, Keys):
                before = holder.pop(key)  # type: ignore[arg-type]
                for fault in faults(model, root):
                    assert fault.place
                    needed.add(fault.message)
                holder[str(key)] = before
    assert {"the key 'title' is missing here", "the key 'type' is missing here"} <= needed


def test_every_key_of_every_record_is_known_when_it_is_misspelled() -> None:
    tried = 0
    for model, root in records():
        assert faults(model, root) == ()
        for holder, key in list(spots(root)):
            wrong = str(key)[:-1]
            known = holder.known if isinstance(holder, Keys) else ()
            if isinstance(holder, Keys) and len(wrong) > 3 and key in known and wrong not in known:
                value = holder.pop(str(key))
                holder[wrong], holder.key_places = value, {**holder.key_places, wrong: value.place}
                told = [fault for fault in faults(model, root) if fault.message == f"unknown key '{wrong}'"]
                assert [fault.hint for fault in told] == [f"did you mean '{key}'?"]
                del holder[wrong]
                holder[str(key)] = value
                tried += 1
    assert tried > 200


def written(text: str, tmp_path: Path) -> Keys:
    (tmp_path / "a.yaml").write_text(text, "utf-8")
    return typed(tmp_path / "a.yaml")


def test_a_misspelled_key_is_not_told_a_second_time_as_missing(tmp_path: Path) -> None:
    told = faults(Office, written("languages: [de]\nsourse: de\n", tmp_path))
    assert [(str(fault.place), fault.message, fault.hint) for fault in told] == [
        ("a.yaml:2:1", "unknown key 'sourse'", "did you mean 'source'?")
    ]


def test_a_value_with_a_colon_and_a_space_stays_in_its_sentence(tmp_path: Path) -> None:
    told = faults(Document, written('as_of: "Juni: 2018"\n', tmp_path))
    assert ("'Juni: 2018' is no date", "write YYYY, YYYY-MM or YYYY-MM-DD") in [
        (fault.message, fault.hint) for fault in told
    ]


def test_a_key_that_is_called_like_its_section_is_told_as_unknown(tmp_path: Path) -> None:
    told = faults(Document, written("sections:\n  - type: prose\n    prose: a\n    text: b\n", tmp_path))
    assert ("a.yaml:3:5", "unknown key 'prose'") in [(str(fault.place), fault.message) for fault in told]


def test_all_faults_of_one_text_are_told(tmp_path: Path) -> None:
    told = faults(Document, written("title: {dee: a, enn: [b], ru: {c: d}}\n", tmp_path))
    assert [(str(fault.place), fault.message) for fault in told if "title" not in fault.message][:4] == [
        ("a.yaml:1:1", "the key 'kind' is missing here"),
        ("a.yaml:1:1", "the key 'version' is missing here"),
        ("a.yaml:1:1", "the key 'as_of' is missing here"),
        ("a.yaml:1:1", "the key 'issuer' is missing here"),
    ]
    assert [(str(fault.place), fault.message, fault.hint) for fault in told][-4:] == [
        ("a.yaml:1:9", "unknown language 'dee'", "did you mean 'de'?"),
        ("a.yaml:1:17", "unknown language 'enn'", "did you mean 'en'?"),
        ("a.yaml:1:22", "text is expected here", ""),
        ("a.yaml:1:31", "text is expected here", ""),
    ]


@pytest.mark.parametrize(
    ("register", "text", "message"),
    [
        ("people", "members: [{person: ana}]\n", "no person 'ana' in people.yaml"),
        ("organisations", "", "no organisation 'stat' in organisations.yaml"),
    ],
)
def test_a_reference_is_told_with_the_word_for_what_is_missing(
    register: str, text: str, message: str, tmp_path: Path
) -> None:
    section = f"  - type: delegation\n    {text}" if text else "  []\n"
    keys = written(f"issuer: stat\nsections:\n{section}", tmp_path)
    told = faults(Document, keys, **{register: ["anna", "stadt"]})
    assert message in [fault.message for fault in told]


def test_nothing_is_said_of_references_to_a_register_that_cannot_be_read(tmp_path: Path) -> None:
    told = faults(Document, written("issuer: stat\n", tmp_path))
    assert not [fault for fault in told if "organisation" in fault.message]


@pytest.mark.parametrize("word", ["a", "a1", "neues-rathaus", "a" * 61])
def test_a_plain_word_is_an_id(word: str) -> None:
    assert identifier(Scalar(word, typed(CONTENT / "office.yaml").place)) == word


@pytest.mark.parametrize(
    "word", ["A", "1a", "-a", "a_b", "a b", "ä", "a.b", "a/b", "../a", "", "a" * 62, "а"]
)
def test_any_other_word_is_none(word: str) -> None:
    with pytest.raises(ContentError, match="is no id"):
        identifier(Scalar(word, typed(CONTENT / "office.yaml").place))
