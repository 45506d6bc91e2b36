"""Roman numerals, as pages and lists are counted with."""

_SIGNS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)


def roman(number: int) -> str:
    """In capitals, from 1 on."""
    letters = ""
    for value, sign in _SIGNS:
        letters += sign * (number // value)
        number %= value
    return letters
