"""Small projects of one document, as an author would write it."""

import shutil
from pathlib import Path

from mappe.builder import Wanted, finished, prepare
from mappe.cli import template_folders
from mappe.model.page import Page
from tests.conftest import PROJECTS

HEAD = """
title: {de: Besuch, en: Visit}
kind: {de: Mappe, en: Pack}
version: "1"
as_of: 2018-06-04
issuer: stadt
editions: [{audience: guest}, {audience: internal}]
sections:
"""


def page_of(sections: str, folder: Path, edition: str = "visit.de", office: str = "") -> Page:
    """An edition of the minimal project with these sections, and this office.yaml.

    Raises what Mappe raises.
    """
    root = folder / "project"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(PROJECTS / "minimal", root)
    (root / "content/visit/document.yaml").write_text(HEAD + sections, "utf-8")
    if office:
        (root / "content/office.yaml").write_text(office, "utf-8")
    workshop = prepare(root, template_folders(root), Wanted())
    (wanted,) = (one for one, _ in workshop.work if one.stem == edition)
    return finished(workshop, wanted)
