"""The one space inside a value that this program prints: U+00A0."""

import re

NO_BREAK = "\u00a0"


def unbroken(value: str) -> str:
    """The value with no place left where a line could end; CLDR mixes U+0020, U+2009 and U+202F."""
    return re.sub(r"[ \u2009\u202f]", NO_BREAK, value)
