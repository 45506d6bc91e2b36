"""Fields, as they stand in a text."""

from lxml import etree

from mappe.verify.word.fields import Field, fields
from mappe.verify.word.ooxml import W

BEGIN, SEPARATE, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def code(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


def text(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


def read(*paragraphs: str) -> list[Field]:
    inside = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    return list(fields(etree.fromstring(f'<w:body xmlns:w="{W[1:-1]}">{inside}</w:body>')))


def test_a_field_has_a_name_a_target_and_a_result() -> None:
    (field,) = read(BEGIN + code(" PAGEREF _a \\h ") + SEPARATE + text("3") + END)
    assert (field.name, field.target, field.result, field.is_whole) == ("PAGEREF", "_a", "3", True)
    assert field.has("\\h")


def test_an_instruction_in_pieces_is_one() -> None:
    (field,) = read(BEGIN + code(" TOC \\o ") + code('"1-2" ') + SEPARATE + text("a") + END)
    assert field.switch("\\o") == "1-2"


def test_a_field_inside_another_adds_to_its_result_and_not_to_its_instruction() -> None:
    page = BEGIN + code("PAGEREF _a") + SEPARATE + text("3") + END
    inner, outer = read(BEGIN + code("TOC") + SEPARATE + text("Ziel"), text("Weg ") + page + END)
    assert (inner.result, outer.result, outer.instruction) == ("3", "ZielWeg 3", "TOC")
    assert len(outer.paragraphs) == 2


def test_a_simple_field_is_one_too() -> None:
    (field,) = read(f'<w:fldSimple w:instr=" NUMPAGES ">{text("14")}</w:fldSimple>')
    assert (field.name, field.result) == ("NUMPAGES", "14")


def test_a_link_in_the_file_names_its_target() -> None:
    (field,) = read(BEGIN + code('HYPERLINK \\l "_a" \\h') + SEPARATE + text("a") + END)
    assert field.target == "_a"


def test_what_does_not_end_is_not_whole() -> None:
    assert [field.is_whole for field in read(BEGIN + code("PAGE"))] == [False]
    assert [field.is_whole for field in read(END)] == [False]
