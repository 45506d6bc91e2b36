"""What the file as a whole must be: sound, open, named, tagged, with its fonts inside."""

import re
from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object

from mappe.verify.exhibit import Exhibit

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""BCP 47, as far as a form can tell."""

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def syntax(exhibit: Exhibit) -> Iterator[str]:
    for complaint in dict.fromkeys((*exhibit.pdf.check_pdf_syntax(), *map(str, exhibit.pdf.get_warnings()))):
        yield str(complaint).rpartition("(offset")[0].strip(" :") or str(complaint)


def encryption(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.pdf.is_encrypted:
        yield "the whole file"


def tagged(exhibit: Exhibit) -> Iterator[str]:
    mark = exhibit.root.get("/MarkInfo", Dictionary())
    if not exhibit.tree.elements:
        yield "the structure tree is missing or empty"
    elif not mark.get("/Marked", False):
        yield "the file does not say that it is tagged (MarkInfo)"
    elif mark.get("/Suspects", False):
        yield "the file says of its own tags that they are doubtful (Suspects)"


def language(exhibit: Exhibit) -> Iterator[str]:
    said = str(exhibit.root.get("/Lang", ""))
    if not LANGUAGE.fullmatch(said):
        yield f"it says '{said}'" if said else "it says none"


def title(exhibit: Exhibit) -> Iterator[str]:
    said = exhibit.metadata.title
    info = str(exhibit.pdf.docinfo.get("/Title", said)) if "/Info" in exhibit.pdf.trailer else said
    if not said:
        yield "the metadata have none (dc:title)"
    elif info != said:
        yield f"'{said}' in the metadata, '{info}' in the older entry (Info)"


def title_shown(exhibit: Exhibit) -> Iterator[str]:
    if not exhibit.root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False):
        yield "ViewerPreferences"


def one_description(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.metadata.blocks > 1:
        yield f"{exhibit.metadata.blocks} elements rdf:RDF"


def plain_metadata(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.metadata.is_packed:
        yield "the metadata stream"


def says_pdf_ua(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.metadata.pdf_ua not in ("1", "2"):
        yield f"it says '{exhibit.metadata.pdf_ua}'" if exhibit.metadata.pdf_ua else "the metadata"


def says_pdf_a(exhibit: Exhibit) -> Iterator[str]:
    if not exhibit.metadata.pdf_a:
        yield "the metadata"


def tab_order(exhibit: Exhibit) -> Iterator[str]:
    for number, page in enumerate(exhibit.pdf.pages, 1):
        if page.obj.get("/Annots") and page.obj.get("/Tabs") != Name.S:
            yield f"page {number}"


def fonts_embedded(exhibit: Exhibit) -> Iterator[str]:
    for font in exhibit.fonts:
        described = _described(font).get("/FontDescriptor", Dictionary())
        if font.get("/Subtype") != Name.Type3 and not any(file in described for file in FONT_FILES):
            yield _name(font)


def fonts_readable(exhibit: Exhibit) -> Iterator[str]:
    for font in exhibit.fonts:
        if "/ToUnicode" not in font and font.get("/Subtype") in (Name.Type0, Name.Type3):
            yield _name(font)


def scripts(exhibit: Exhibit) -> Iterator[str]:
    if "/AA" in exhibit.root:
        yield "when the file is closed, saved or printed (AA)"
    opening = exhibit.root.get("/OpenAction")
    if isinstance(opening, Dictionary) and "/JS" in opening:
        yield "when the file is opened (OpenAction)"
    if "/JavaScript" in exhibit.root.get("/Names", Dictionary()):
        yield "in the whole file (Names)"


def _described(font: Object) -> Object:
    return font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font


def _name(font: Object) -> str:
    return re.sub(r"^/([A-Z]{6}\+)?", "", str(font.get("/BaseFont", "/without a name")))
