"""One look on large pages and on small ones."""

from mappe.model.theme import Tokens

TOKENS = {
    "colours": {"ink": "#000000"},
    "typefaces": {"sans": "Source Sans 3"},
    "type": {
        name: {"typeface": "sans", "size": "10", "leading": "14", "weight": 600} for name in ("body", "note")
    },
    "sheet": dict.fromkeys(("width", "height", "top", "right", "bottom", "left", "binding"), "20"),
    "measures": {"gutter": "8", "rule": "0.25"},
    "fonts": ({"file": "A.ttf", "family": "A", "word": "A"},),
    "booklet": {
        "sheet": dict.fromkeys(("width", "height", "top", "right", "bottom", "left", "binding"), "10"),
        "type": {"body": {"size": "8.8", "leading": "12"}},
        "measures": {"gutter": "6"},
    },
}


def test_small_pages_change_what_they_name_and_nothing_else() -> None:
    tokens = Tokens.model_validate(TOKENS)
    small = tokens.of_a_booklet()
    assert (small.sheet, float(small.measures["gutter"])) == (tokens.booklet.sheet, 6)
    assert (float(small.type["body"].size), small.type["body"].weight) == (8.8, 600)
    assert small.type["note"] == tokens.type["note"]
    assert small.measures["rule"] == tokens.measures["rule"]
    assert small.colours == tokens.colours
