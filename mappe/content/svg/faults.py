"""Why a drawing is not shown."""

PNG_INSTEAD = "draw it without, or save the picture as PNG"
PLAIN = "save it as plain SVG"


class DrawingError(Exception):
    """What a drawing is or does, as the end of a sentence about the file, and what would be right."""

    def __init__(self, message: str, hint: str = PNG_INSTEAD) -> None:
        super().__init__(message)
        self.hint = hint
