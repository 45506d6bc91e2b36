from enum import IntEnum
from typing import Annotated, TypeVar


class Audience(IntEnum):
    """Who may read: a thing marked with an audience is read by that audience and every higher one."""

    PUBLIC = 1
    GUEST = 2
    INTERNAL = 3

    def reads(self, lowest: "Audience") -> bool:
        """Whether a reader of this audience may see what is meant for `lowest` and above."""
        return self >= lowest


Value = TypeVar("Value")

Shown = Annotated[Value, Audience.PUBLIC]
"""A field for whoever reads the record that it stands in."""

Internal = Annotated[Value, Audience.INTERNAL]
"""A field for the own house, unless its author says otherwise."""
