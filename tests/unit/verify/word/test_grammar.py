"""What several judges say of the grammar, told once."""

from mappe.verify.word.grammar import Breach, second


def breach(path: str, judge: str = "one", part: str = "/word/document.xml") -> Breach:
    return Breach(judge, "schema", "schema p", "it is wrong", part, path)


FIRST = breach("/document[1]/body[1]/p[3]")


def test_the_same_element_is_told_once() -> None:
    assert second([breach("/w:document[1]/w:body[1]/w:p[3]", "two")], [FIRST]) == []


def test_an_element_and_the_one_around_it_are_told_once() -> None:
    assert second([breach("/w:document[1]/w:body[1]", "two")], [FIRST]) == []
    assert second([breach("/w:document[1]/w:body[1]/w:p[3]/w:r[1]", "two")], [FIRST]) == []


def test_another_element_is_told() -> None:
    other = breach("/w:document[1]/w:body[1]/w:p[4]", "two")
    assert second([other], [FIRST]) == [other]


def test_another_part_is_told() -> None:
    other = breach("/document[1]/body[1]/p[3]", "two", "/word/styles.xml")
    assert second([other], [FIRST]) == [other]
