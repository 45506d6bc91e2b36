"""PDFs changed after they were written."""

import io

from pikepdf import ObjectStreamMode, Pdf

MM = 72 / 25.4
"""Points in a millimetre."""


def saved(pdf: Pdf) -> bytes:
    """The file; neither time nor chance is in it."""
    target = io.BytesIO()
    pdf.save(
        target,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=ObjectStreamMode.generate,
    )
    return target.getvalue()
