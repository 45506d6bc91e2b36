"""Word files of a few blocks, written by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tests.tracked_changes import zipped

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"

WHO, WHEN = "Amt", "2018-06-04T00:00:00Z"


@dataclass(frozen=True)
class Run:
    """Text in one look; with a link, a note or a field instead of what is read."""

    text: str
    bold: bool = False
    link: str = ""
    note: str = ""
    field: bool = False


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: str = "BodyText"
    number: int = 0
    name: str = ""
    ends_sheet: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; each cell holds blocks, the last of them a paragraph."""

    rows: tuple[tuple[tuple["Block", ...], ...], ...]
    width: int = 1000


@dataclass(frozen=True)
class Contents:
    """A table of contents with an entry for each of these names of bookmarks."""

    entries: tuple[str, ...]


Block = Paragraph | Grid | Contents


class Writer:
    """Counts what a file counts."""

    def __init__(self) -> None:
        self.links: list[str] = []
        self.notes: list[str] = []
        self.bookmarks = 0

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))

    def block(self, block: Block) -> str:
        if isinstance(block, Paragraph):
            return self.paragraph(block)
        return self.contents(block) if isinstance(block, Contents) else self.table(block)

    def paragraph(self, one: Paragraph) -> str:
        number = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{one.number}"/></w:numPr>' if one.number else ""
        )
        sheet = '<w:sectPr><w:pgSz w:w="100" w:h="200"/></w:sectPr>' if one.ends_sheet else ""
        content = "".join(map(self.run, one.runs))
        if one.name:
            self.bookmarks += 1
            mark = f'w:id="{self.bookmarks}"'
            content = f'<w:bookmarkStart {mark} w:name="{one.name}"/>{content}<w:bookmarkEnd {mark}/>'
        return f'<w:p><w:pPr><w:pStyle w:val="{one.style}"/>{number}{sheet}</w:pPr>{content}</w:p>'

    def run(self, run: Run) -> str:
        look = "<w:rPr><w:b/></w:rPr>" if run.bold else ""
        if run.field:
            return field(f" PAGEREF {run.link or 'x'} \\h ", run.text)
        if run.note:
            self.notes.append(run.note)
            return f'<w:r>{look}<w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        written = f"<w:r>{look}{said(run.text)}</w:r>"
        if not run.link:
            return written
        if run.link.startswith("_"):
            return f'<w:hyperlink w:anchor="{run.link}">{written}</w:hyperlink>'
        if run.link not in self.links:
            self.links.append(run.link)
        return f'<w:hyperlink r:id="link{self.links.index(run.link)}">{written}</w:hyperlink>'

    def table(self, grid: Grid) -> str:
        columns = max(map(len, grid.rows))
        head = f'<w:tblPr><w:tblW w:w="{grid.width}" w:type="dxa"/></w:tblPr>'
        width = f'<w:gridCol w:w="{grid.width // columns}"/>'
        widths = f"<w:tblGrid>{columns * width}</w:tblGrid>"
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{self.blocks(cell)}</w:tc>' for cell in row)}</w:tr>"
            for row in grid.rows
        )
        return f"<w:tbl>{head}{widths}{rows}</w:tbl>"

    def contents(self, contents: Contents) -> str:
        entries = [
            f'<w:hyperlink w:anchor="{name}"><w:r><w:t>to {name}</w:t><w:tab/></w:r>'
            f"{field(f' PAGEREF {name} ', str(page))}"
            "</w:hyperlink>"
            for page, name in enumerate(contents.entries, 3)
        ]
        begin, end = field(" TOC ", "|").split("<w:r><w:t>|</w:t></w:r>")
        entries = [begin + entries[0], *entries[1:]]
        entries[-1] += end
        paragraphs = "".join(
            f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{entry}</w:p>' for entry in entries
        )
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraphs}</w:sdtContent></w:sdt>"


def field(instruction: str, shown: str) -> str:
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    return f"{begin}{told}{separate}<w:r><w:t>{escape(shown)}</w:t></w:r>{end}"


def said(text: str) -> str:
    """Text with its tabs and soft hyphens as Word has them."""
    pieces = text.replace("\t", "\0<w:tab/>\0").replace("\u00ad", "\0<w:softHyphen/>\0").split("\0")
    return "".join(
        piece if piece.startswith("<w:") else f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in pieces
        if piece
    )


def word_file(
    blocks: Sequence[Block], head: Sequence[Block] = (), edition: str = "x.de", readers: str = "guest"
) -> bytes:
    writer = Writer()
    body = writer.blocks(blocks)
    around = '<w:headerReference w:type="default" r:id="head"/>' if head else ""
    sheet = f'<w:sectPr>{around}<w:pgSz w:w="200" w:h="300"/></w:sectPr>'
    parts = {"word/document.xml": root("document", f"<w:body>{body}{sheet}</w:body>")}
    related = {"styles": "styles", "numbering": "numbering"}
    if head:
        parts["word/header1.xml"] = root("hdr", Writer().blocks(head))
        related["head"] = "header"
    if writer.notes:
        lines = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
            f"<w:r>{said(words)}</w:r></w:p></w:footnote>"
            for number, words in enumerate(writer.notes, 1)
        )
        parts["word/footnotes.xml"] = root("footnotes", lines + notes)
        related["footnotes"] = "footnotes"
    parts["word/styles.xml"] = root("styles", "".join(map(style, ("BodyText", "Heading1", "Quote", "TOC1"))))
    parts["word/numbering.xml"] = root("numbering", NUMBERING)
    parts["word/_rels/document.xml.rels"] = relations(
        *(
            relation(name, f"{OFFICE}/relationships/{kind}", f"{_file(kind)}.xml")
            for name, kind in related.items()
        ),
        *(
            relation(f"link{number}", f"{OFFICE}/relationships/hyperlink", address, 'TargetMode="External"')
            for number, address in enumerate(writer.links)
        ),
    )
    return zipped({**about(parts, edition, readers), **{name: text.encode() for name, text in parts.items()}})


def about(parts: Iterable[str], edition: str, readers: str) -> dict[str, bytes]:
    """Types, relations and properties of a file with these parts."""
    kinds = {
        name: name.rpartition("/")[2].removesuffix(".xml").rstrip("1")
        for name in parts
        if "_rels" not in name
    }
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{TYPE}.wordprocessingml.'
        f'{"document.main" if kind == "document" else kind}+xml"/>'
        for name, kind in kinds.items()
    )
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="Mappe {name}">'
        f"<vt:lpwstr>{value}</vt:lpwstr></property>"
        for number, (name, value) in enumerate((("Edition", edition), ("Audience", readers)), 2)
    )
    written = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/custom.xml" ContentType="{TYPE}.custom-properties+xml"/>'
        f'<Override PartName="/docProps/app.xml" ContentType="{TYPE}.extended-properties+xml"/></Types>',
        "_rels/.rels": relations(
            relation("a", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
            relation("b", f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
            relation("c", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ),
        "docProps/custom.xml": f'<Properties xmlns="{OFFICE}/custom-properties"'
        f' xmlns:vt="{OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>",
        "docProps/app.xml": f'<Properties xmlns="{OFFICE}/extended-properties">'
        "<Application>Microsoft Office Word</Application></Properties>",
    }
    return {name: text.encode() for name, text in written.items()}


def root(tag: str, content: str) -> str:
    return f'<w:{tag} xmlns:w="{W}" xmlns:r="{OFFICE}/relationships">{content}</w:{tag}>'


def relations(*some: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(some)}</Relationships>'


def relation(identifier: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{kind}" Target="{escape(target)}" {mode}/>'


def style(identifier: str) -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{identifier}"/></w:style>'


def _file(kind: str) -> str:
    return "header1" if kind == "header" else kind


NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl>'
    "</w:abstractNum>"
    + "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in range(1, 5)
    )
)
