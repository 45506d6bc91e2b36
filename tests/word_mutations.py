"""Changes, each of which makes a good Word file a bad one, by the name of the check that must see it."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from types import MappingProxyType

from lxml import etree

from mappe.verify.word.ooxml import DECORATIVE, OFFICE, SVG, WP, A, R, W, find

MAIN, STYLES, SETTINGS = "word/document.xml", "word/styles.xml", "word/settings.xml"
NUMBERING, CORE, TYPES = "word/numbering.xml", "docProps/core.xml", "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
NAMES = {"w": W[1:-1], "r": R[1:-1], "wp": WP[1:-1], "a": A[1:-1]}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())


class WordFile:
    """A Word file to change: its parts as bytes or, once somebody looks, as trees."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            self.parts = {name: zipped.read(name) for name in zipped.namelist()}
        self.twice: list[str] = []
        self._trees: dict[str, etree._Element] = {}

    def tree(self, part: str = MAIN) -> etree._Element:
        if part not in self._trees:
            self._trees[part] = etree.fromstring(self.parts[part])
        return self._trees[part]

    def all(self, path: str, part: str = MAIN) -> list[etree._Element]:
        return self.tree(part).findall(f".//{path}", NAMES)

    def first(self, path: str, part: str = MAIN) -> etree._Element:
        return self.all(path, part)[0]

    def saved(self) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, content in self.parts.items():
                tree = self._trees.get(name)
                zipped.writestr(name, content if tree is None else etree.tostring(tree))
            for name in self.twice:
                zipped.fp.seek(zipped.start_dir)  # type: ignore[union-attr]  # it is open
                zipped.filelist.append(deepcopy(zipped.getinfo(name)))
        return made.getvalue()


Change = Callable[[WordFile], None]


def element(markup: str) -> etree._Element:
    """An element of which only the prefixes are known."""
    name = markup[1:].partition(">")[0].partition(" ")[0].rstrip("/")
    return etree.fromstring(markup.replace(f"<{name}", f"<{name} {DECLARED}", 1))


def without(path: str, part: str = MAIN) -> Change:
    """The file without the first element on a path."""
    return lambda file: _drop(file.first(path, part))


def without_all(path: str, part: str = MAIN) -> Change:
    def change(file: WordFile) -> None:
        found = file.all(path, part)
        assert found
        for each in found:
            _drop(each)

    return change


def with_value(path: str, value: str, *, name: str = f"{W}val", part: str = MAIN, which: int = 0) -> Change:
    """An element on a path with another attribute."""
    return lambda file: file.all(path, part)[which].set(name, value)


def with_text(path: str, text: str, part: str = MAIN) -> Change:
    def change(file: WordFile) -> None:
        file.first(path, part).text = text

    return change


def without_part(part: str) -> Change:
    def change(file: WordFile) -> None:
        del file.parts[part]

    return change


def bytes_of(part: str, old: bytes, new: bytes) -> Change:
    """A part with other bytes, the first time they are there."""

    def change(file: WordFile) -> None:
        assert old in file.parts[part]
        file.parts[part] = file.parts[part].replace(old, new, 1)

    return change


def related(kind: str, target: str, *, mode: str = "External") -> Change:
    """One more relation of the text."""

    def change(file: WordFile) -> None:
        item = etree.SubElement(file.tree(RELATIONS), f"{{{_relation_namespace(file)}}}Relationship")
        item.attrib.update({"Id": "rId4711", "Type": f"{OFFICE}relationships/{kind}", "Target": target})
        if mode:
            item.set("TargetMode", mode)

    return change


def before_the_end(markup: str) -> Change:
    """One more block behind a paragraph of the text."""
    return lambda file: _ordinary(file).addnext(element(markup))


def in_a_paragraph(markup: str) -> Change:
    """Something more in a paragraph of the text."""
    return lambda file: _ordinary(file).append(element(markup))


def in_settings(markup: str, before: str) -> Change:
    return lambda file: file.first(before, SETTINGS).addprevious(element(markup))


def said(text: str, language: str = "") -> str:
    """A run, of a language or of none of its own."""
    properties = f'<w:rPr><w:lang w:val="{language}"/></w:rPr>' if language else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, style: str = "", properties: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inside}</w:p>"


def field(instruction: str, result: str) -> str:
    kinds = {"begin": "", "separate": "", "end": ""}
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{result}{end}"


def table(*rows: str, before: str = "") -> str:
    """A table of two columns that is good but for what its rows are."""
    properties = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/>{before}</w:tblPr>'
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    return f"<w:tbl>{properties}{grid}{''.join(rows)}</w:tbl>"


CAPTION = '<w:tblCaption w:val="Kosten"/>'


def row(*cells: str, properties: str = "<w:cantSplit/>") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(inside: str, properties: str = "") -> str:
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{inside}</w:tc>"


WORDS = paragraph(said("Kosten"))
HEAD = row(cell(WORDS), cell(WORDS), properties="<w:cantSplit/><w:tblHeader/>")
ROW = row(cell(WORDS), cell(WORDS))


def heading_without_words(file: WordFile) -> None:
    """One more heading, which is not in the contents either."""
    _ordinary(file).addnext(element(paragraph("", _style_of_level(file, 1))))


def heading_too_deep(file: WordFile) -> None:
    """All headings of the second level say that they are of the fourth."""
    named = _style_of_level(file, 2)
    style = next(style for style in file.all("w:style", STYLES) if style.get(f"{W}styleId") == named)
    style.find("w:pPr/w:outlineLvl", NAMES).set(f"{W}val", "3")  # type: ignore[union-attr]  # a heading has one


def all_headings_plain(file: WordFile) -> None:
    """No headings, and no contents of them."""
    _drop(file.first("w:sdt"))
    for style in file.all("w:style", STYLES):
        for level in style.findall("w:pPr/w:outlineLvl", NAMES):
            _drop(level)


def looks_like_a_heading(file: WordFile) -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>Anreise</w:t></w:r>"
    plain = _ordinary(file)
    plain.addnext(element(paragraph(said("Der Zug kommt um zehn."))))
    plain.addnext(element(paragraph(bold)))


def level_by_hand(file: WordFile) -> None:
    """A heading below the last level before it, so that the contents need not name it."""
    _ordinary(file).addnext(element(paragraph(said("Von Hand"), properties='<w:outlineLvl w:val="1"/>')))


FLAGS = ("simplePos", "relativeHeight", "behindDoc", "locked", "layoutInCell", "allowOverlap")
"""What must be said of a picture that floats."""


def floating(file: WordFile) -> None:
    inline = _around(_described(file), f"{WP}inline")
    inline.tag = f"{WP}anchor"
    inline.attrib.update(dict.fromkeys(FLAGS, "0"))
    places = "".join(
        f'<wp:position{side} relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:position{side}>'
        for side in "HV"
    )
    around = element(f'<wp:x><wp:simplePos x="0" y="0"/>{places}</wp:x>')
    for at, child in enumerate(list(around)):
        inline.insert(at, child)
    extent = inline.find("wp:effectExtent", NAMES)
    after = inline.find("wp:extent", NAMES) if extent is None else extent
    assert after is not None
    after.addnext(element("<wp:wrapNone/>"))


def only_svg(file: WordFile) -> None:
    blip = file.first("a:blip")
    known = str(blip.attrib.pop(f"{R}embed"))
    markup = (
        f'<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><s:svgBlip xmlns:s="{SVG[1:-1]}"/></a:ext>'
    )
    listed = blip.find("a:extLst", NAMES)
    if listed is None:
        listed = etree.SubElement(blip, f"{A}extLst")
    listed.append(element(markup))
    listed[-1][0].set(f"{R}embed", known)


def one_cell_less(file: WordFile) -> None:
    rows = [row for row in file.all("w:tr") if len(row.findall("w:tc", NAMES)) > 1]
    _drop(rows[0].findall("w:tc", NAMES)[-1])


def torn_end_of_cell(file: WordFile) -> None:
    """A table as the last thing in a cell; Word takes the file for damaged."""
    inner = table(HEAD, ROW, before=CAPTION)
    _ordinary(file).addnext(element(table(HEAD, row(cell(WORDS + inner), cell(WORDS)), before=CAPTION)))


def nested(file: WordFile) -> None:
    inner = table(HEAD, ROW, before=CAPTION) + "<w:p/>"
    _ordinary(file).addnext(element(table(HEAD, row(cell(WORDS + inner), cell(WORDS)), before=CAPTION)))


def contents_not_filled(file: WordFile) -> None:
    """What many programs write: the field, and nothing in it."""
    inside = file.first("w:sdtContent")
    for child in list(inside)[1:]:
        inside.remove(child)
    inside.append(element(paragraph(field('TOC \\o "1-3"', ""))))


def entry_gone(file: WordFile) -> None:
    """The contents without the second entry; the first one begins the field."""
    _drop(list(_entries(file))[1])


def entry_renamed(file: WordFile) -> None:
    texts = list(_entries(file))[1].findall(".//w:t", NAMES)
    next(text for text in texts if len(text.text or "") > 4).text = "Etwas ganz anderes"


def entries_exchanged(file: WordFile) -> None:
    """The words of two entries, which keep their page numbers."""
    second, third = list(_entries(file))[1:3]
    pages = _page_of(second), _page_of(third)
    pages[0].text, pages[1].text = pages[1].text, pages[0].text
    third.addnext(second)


def heading_renamed(file: WordFile) -> None:
    """What happens to contents when somebody goes on working."""
    first = next(_styled(file, _style_of_level(file, 1)))
    texts = first.findall(".//w:t", NAMES)
    texts[-1].text = f"{texts[-1].text} und mehr"


def entry_without_page(file: WordFile) -> None:
    _page_of(list(_entries(file))[1]).text = ""


def entry_with_an_error(file: WordFile) -> None:
    _page_of(list(_entries(file))[1]).text = "Error! Bookmark not defined."


def pages_go_backwards(file: WordFile) -> None:
    _page_of(next(iter(_entries(file)))).text = "999"


def without_pages(*names: str) -> Change:
    """Heads and feet in which some fields are plain text."""

    def change(file: WordFile) -> None:
        for part in [part for part in file.parts if "/footer" in part or "/header" in part]:
            for code in file.all("w:instrText", part):
                if (code.text or "").strip() in names:
                    code.text = " DATE "

    return change


def running_head_on_the_cover(file: WordFile) -> None:
    first, *_ = sections = file.all("w:sectPr")
    for switch in first.findall("w:titlePg", NAMES):
        _drop(switch)
    if first.find("w:headerReference", NAMES) is None:
        shown = next(section for section in sections if section.find("w:headerReference", NAMES) is not None)
        first.insert(0, deepcopy(shown.find("w:headerReference", NAMES)))  # type: ignore[arg-type]  # just seen


def same_name(file: WordFile) -> None:
    """Two bookmarks of one name, and nobody who names the other."""
    known = {link.get(f"{W}anchor") for link in file.all("w:hyperlink")}
    marks = file.all("w:bookmarkStart")
    unused = next((mark for mark in marks if mark.get(f"{W}name") not in known), None)
    added = element('<w:bookmarkStart w:id="9001" w:name="free"/>') if unused is None else unused
    if unused is None:
        _ordinary(file).append(added)
        _ordinary(file).append(element('<w:bookmarkEnd w:id="9001"/>'))
    added.set(f"{W}name", str(next(mark for mark in marks if mark is not added).get(f"{W}name")))


def same_number(path: str) -> Change:
    """Two of a kind with one number."""

    def change(file: WordFile) -> None:
        _ordinary(file).addnext(deepcopy(_around(file.first(path), f"{W}p")))

    return change


def tracked(file: WordFile) -> None:
    inserted = f'<w:ins w:id="9001" w:author="Amt" w:date="2018-06-04T00:00:00Z">{said("neu")}</w:ins>'
    _ordinary(file).append(element(inserted))


def commented(file: WordFile) -> None:
    file.parts["word/comments.xml"] = etree.tostring(
        element(f'<w:comments><w:comment w:id="0" w:author="Amt">{WORDS}</w:comment></w:comments>')
    )
    kind = f"{OFFICE}relationships/comments"
    space = _relation_namespace(file)
    etree.SubElement(
        file.tree(RELATIONS), f"{{{space}}}Relationship", Id="rId9001", Type=kind, Target="comments.xml"
    )
    types = file.tree(TYPES)
    named = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    named.attrib.update({"PartName": "/word/comments.xml", "ContentType": f"{word}.comments+xml"})


def as_with_macros(file: WordFile) -> None:
    main = next(item for item in file.tree(TYPES) if item.get("PartName") == f"/{MAIN}")
    main.set("ContentType", "application/vnd.ms-word.document.macroEnabled.main+xml")


def circle_of_styles(file: WordFile) -> None:
    style = next(style for style in file.all("w:style", STYLES) if style.find("w:basedOn", NAMES) is not None)
    style.find("w:basedOn", NAMES).set(f"{W}val", str(style.get(f"{W}styleId")))  # type: ignore[union-attr]  # just seen


def nothing_is_german(file: WordFile) -> None:
    """Words that rely on the language of the whole file, which is gone."""
    _drop(file.first("w:docDefaults/w:rPrDefault/w:rPr/w:lang", STYLES))
    for part in (STYLES, MAIN, *(name for name in file.parts if name.startswith(("word/foot", "word/head")))):
        for said_ in file.all("w:rPr/w:lang", part):
            if (said_.get(f"{W}val") or "").startswith("de"):
                _drop(said_)


def decorated(file: WordFile) -> None:
    """A picture without words that says it only adorns: nothing is wrong with it."""
    drawn = _described(file)
    drawn.attrib.pop("descr", None)
    uri = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
    mark = f'<a:ext uri="{uri}"><d:decorative xmlns:d="{DECORATIVE[1:].partition("}")[0]}" val="1"/></a:ext>'
    drawn.append(element(f"<a:extLst>{mark}</a:extLst>"))


def _described(file: WordFile) -> etree._Element:
    """The first picture of which something is said."""
    return next(drawn for drawn in file.all("wp:docPr") if drawn.get("descr"))


def _drop(found: etree._Element) -> None:
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)


def _ordinary(file: WordFile) -> etree._Element:
    """The last paragraph that stands in the body itself, is no heading and ends no section."""
    headings = {_style_of_level(file, level) for level in (1, 2, 3)}
    for each in reversed(file.first("w:body").findall("w:p", NAMES)):
        style = find(each, "w:pPr/w:pStyle")
        if (
            find(each, "w:pPr/w:sectPr") is None
            and style is not None
            and style.get(f"{W}val") not in headings
        ):
            return each
    raise AssertionError


def _styled(file: WordFile, style: str) -> Iterator[etree._Element]:
    for each in file.all("w:p"):
        named = find(each, "w:pPr/w:pStyle")
        if named is not None and named.get(f"{W}val") == style:
            yield each


def _style_of_level(file: WordFile, level: int) -> str:
    for style in file.all("w:style", STYLES):
        name = find(style, "w:name")
        if name is not None and str(name.get(f"{W}val")).lower() == f"heading {level}":
            return str(style.get(f"{W}styleId"))
    raise AssertionError


def _entries(file: WordFile) -> Iterator[etree._Element]:
    """The lines of the contents."""
    for each in file.first("w:sdtContent").findall("w:p", NAMES):
        if each.find(".//w:tab", NAMES) is not None:
            yield each


def _page_of(entry: etree._Element) -> etree._Element:
    return entry.findall(".//w:t", NAMES)[-1]


def _around(inner: etree._Element, tag: str) -> etree._Element:
    return next(inner.iterancestors(tag))


def _relation_namespace(file: WordFile) -> str:
    return str(etree.QName(file.tree(RELATIONS)).namespace)


NEW_ANCHOR = f'<w:hyperlink w:anchor="nirgends">{said("dort")}</w:hyperlink>'
NO_TITLE = with_text("{*}title", "", CORE)
TAGGED = f'<w:sdt><w:sdtPr><w:tag w:val="{"a" * 65}"/><w:id w:val="9001"/></w:sdtPr>'
CONTROL = f"{TAGGED}<w:sdtContent>{said('Feld')}</w:sdtContent></w:sdt>"
CONTINUED = row(cell(WORDS, '<w:vMerge w:val="continue"/>'), cell(WORDS))

MUTATIONS: Mapping[str, tuple[Change, ...]] = MappingProxyType(
    {
        "duplicate-parts": (lambda file: file.twice.append(STYLES),),
        "content-types": (
            bytes_of(TYPES, b'<Default Extension="png" ContentType="image/png"/>', b""),
            bytes_of(TYPES, b"</Types>", b'<Override PartName="/word/gone.xml" ContentType="a/b"/></Types>'),
        ),
        "well-formed": (
            bytes_of("docProps/app.xml", b"</Properties>", b"</Properties"),
            bytes_of("docProps/app.xml", b"<Properties", b"<!DOCTYPE Properties><Properties"),
        ),
        "relations": (
            bytes_of(RELATIONS, b"theme/theme1.xml", b"theme/theme9.xml"),
            with_value("a:blip", "rId4711", name=f"{R}embed"),
        ),
        "macros": (as_with_macros, related("vbaProject", "settings.xml", mode="")),
        "external": (related("image", "https://example.org/a.png"),),
        "title": (NO_TITLE, with_text("{*}title", "Word Document", CORE)),
        "author": (with_text("{*}creator", "", CORE), with_text("{*}creator", "python-docx", CORE)),
        "language": (
            with_text("{*}language", "", CORE),
            with_text("{*}language", "en-GB", CORE),
        ),
        "run-language": (in_a_paragraph(said("Hallo", "und")), in_a_paragraph(said("Hallo", "deutsch_DE"))),
        "cyrillic-language": (in_a_paragraph(said("Привет", "de-DE")),),
        "latin-language": (in_a_paragraph(said("Guten Morgen", "ru-RU")),),
        "mixed-letters": (in_a_paragraph(said("Моsкау", "ru-RU")),),
        "heading-levels": (heading_too_deep,),
        "heading-empty": (heading_without_words,),
        "headings": (all_headings_plain,),
        "heading-styles": (looks_like_a_heading, level_by_hand),
        "alternative-text": (
            lambda file: _described(file).set("descr", " "),
            lambda file: _described(file).attrib.__delitem__("descr"),
        ),
        "file-name-as-text": (lambda file: _described(file).set("descr", "siegel.PNG"),),
        "picture-fallback": (only_svg,),
        "picture-in-line": (floating,),
        "header-row": (
            without("w:trPr/w:tblHeader"),
            with_value("w:trPr/w:tblHeader", "off"),
        ),
        "table-grid": (
            one_cell_less,
            before_the_end(table(HEAD, row(cell(WORDS, '<w:gridSpan w:val="3"/>')), before=CAPTION)),
        ),
        "merged-cells": (before_the_end(table(HEAD, CONTINUED, before=CAPTION)),),
        "cell-ends": (before_the_end(table(HEAD, row(cell(""), cell(WORDS)), before=CAPTION)),),
        "rows-split": (without("w:trPr/w:cantSplit"),),
        "nested-table": (nested,),
        "table-words": (before_the_end(table(HEAD, ROW)),),
        "blank-row": (before_the_end(table(HEAD, row(cell("<w:p/>"), cell("<w:p/>")), before=CAPTION)),),
        "empty-paragraphs": (
            before_the_end("<w:p/>"),
            before_the_end(paragraph(said("  "))),
            before_the_end('<w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
            before_the_end(table(HEAD, row(cell(WORDS + "<w:p/>"), cell(WORDS)), before=CAPTION)),
        ),
        "blanks": (
            in_a_paragraph(said("a      b")),
            in_a_paragraph("<w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r>"),
            in_a_paragraph("<w:r><w:t>a</w:t><w:tab/><w:tab/><w:t>b</w:t></w:r>"),
        ),
        "contents": (without("w:sdt"),),
        "contents-filled": (contents_not_filled,),
        "contents-headings": (entry_gone, entry_renamed, entries_exchanged, heading_renamed),
        "contents-pages": (entry_without_page, entry_with_an_error, pages_go_backwards),
        "update-prompt": (in_settings("<w:updateFields/>", "w:compat"),),
        "page-numbers": (without_pages("PAGE"), without_pages("NUMPAGES", "SECTIONPAGES")),
        "cover": (running_head_on_the_cover,),
        "fields": (
            in_a_paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
            in_a_paragraph('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        ),
        "bookmarks": (
            same_name,
            without("w:bookmarkEnd"),
            in_a_paragraph('<w:bookmarkEnd w:id="9001"/>'),
        ),
        "anchors": (
            in_a_paragraph(NEW_ANCHOR),
            lambda file: _ordinary(file).extend(
                list(element(paragraph(field("REF nirgends \\h", said("dort")))))[1:]
            ),
        ),
        "ids": (same_number("wp:docPr"),),
        "control-tags": (in_a_paragraph(CONTROL),),
        "styles": (
            before_the_end(paragraph(said("a"), "NichtDa")),
            in_a_paragraph('<w:r><w:rPr><w:rStyle w:val="NichtDa"/></w:rPr><w:t>a</w:t></w:r>'),
            with_value("w:style/w:basedOn", "NichtDa", part=STYLES),
            circle_of_styles,
        ),
        "numbering": (
            with_value("w:numPr/w:numId", "4711"),
            with_value("w:num/w:abstractNumId", "4711", part=NUMBERING),
        ),
        "notes": (
            in_a_paragraph('<w:r><w:footnoteReference w:id="4711"/></w:r>'),
            in_a_paragraph('<w:r><w:endnoteReference w:id="4711"/></w:r>'),
            in_a_paragraph('<w:r><w:commentReference w:id="4711"/></w:r>'),
        ),
        "link-words": (in_a_paragraph('<w:hyperlink w:anchor="_top"/>'),),
        "link-address": (with_text("w:hyperlink[@r:id]/w:r/w:t", "https://example.org/a"),),
        "link-target": (related("hyperlink", "file:///C:/Users/amt/plan.docx"),),
        "compatibility": (
            with_value("w:compatSetting", "14", part=SETTINGS),
            without_all("w:compatSetting", SETTINGS),
        ),
        "hyphenation": (without("w:autoHyphenation", SETTINGS),),
        "tracked-changes": (tracked,),
        "comments": (commented,),
    }
)

TWO_CHECKS: Mapping[str, Change] = MappingProxyType(
    {
        "run-language": nothing_is_german,
        "cell-ends": torn_end_of_cell,
        "relations": without_part(NUMBERING),
    }
)
"""Changes that more than one check must see, by the name of one."""


def a_gap_between_tables(file: WordFile) -> None:
    for block in (TABLE, "<w:p/>", TABLE):
        _ordinary(file).addnext(element(block))


def entries_as_word_writes_them(file: WordFile) -> None:
    """A tab behind the number, and another one before the page."""
    for entry in _entries(file):
        first = entry.find(".//w:t", NAMES)
        assert first is not None
        first.text = (first.text or "").strip()
        first.addnext(element("<w:tab/>"))


def deleted(file: WordFile) -> None:
    """A paragraph and a row that are gone once the changes are accepted."""
    mark = '<w:del w:id="9001" w:author="Amt" w:date="2018-06-04T00:00:00Z"/>'
    run = f"{mark[:-2]}><w:r><w:delText>weg</w:delText></w:r></w:del>"
    _ordinary(file).addnext(element(paragraph(run, properties=f"<w:rPr>{mark}</w:rPr>")))
    short = row(cell(WORDS), properties=f"<w:cantSplit/>{mark}")
    _ordinary(file).addnext(element(table(HEAD, ROW, short, before=CAPTION)))


def broken_grammar(file: WordFile) -> None:
    _ordinary(file).append(element("<w:nonsense/>"))


TABLE = table(HEAD, ROW, before=CAPTION)
MERGED = row(cell(WORDS, '<w:vMerge w:val="restart"/>'), cell(WORDS))
EMPTY_CELL = row(cell(WORDS), cell("<w:p/>"))
TO_THE_TOP = f'<w:hyperlink w:anchor="_top">{said("oben")}</w:hyperlink>'
LATER = row(cell(WORDS), properties='<w:gridBefore w:val="1"/><w:cantSplit/>')

HARMLESS: Mapping[str, Change] = MappingProxyType(
    {
        "a picture that only adorns": decorated,
        "an empty cell": before_the_end(table(HEAD, EMPTY_CELL, before=CAPTION)),
        "a cell over two rows": before_the_end(table(HEAD, MERGED, CONTINUED, before=CAPTION)),
        "a row that begins with the second column": before_the_end(table(HEAD, LATER, before=CAPTION)),
        "a gap between two tables": a_gap_between_tables,
        "a mailbox in Russian text": in_a_paragraph(said("besuche@example.org", "ru-RU")),
        "a link to the beginning": in_a_paragraph(TO_THE_TOP),
        "entries as Word writes them": entries_as_word_writes_them,
    }
)
"""What looks strange and is right."""
