"""Changes, each of which makes a good PDF a bad one, by the name of the check that must see it."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from mappe.verify import tree
from mappe.verify.objects import key, leaves
from mappe.verify.unicode_maps import unicode_map

Change = Callable[[Pdf], None]


def without(*names: str) -> Change:
    """The catalogue without an entry, or what lies deeper in it."""

    def change(pdf: Pdf) -> None:
        found = pdf.Root
        for name in names[:-1]:
            found = found[name]
        del found[names[-1]]

    return change


def catalogue(name: str, value: Object) -> Change:
    return lambda pdf: pdf.Root.__setitem__(name, value)


def metadata(old: str, new: str = "") -> Change:
    """Other words in the metadata."""

    def change(pdf: Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes().decode()
        assert old in before
        pdf.Root.Metadata.write(before.replace(old, new).encode())

    return change


def elements(pdf: Pdf, *types: str) -> Iterator[Object]:
    """The objects of all elements of these types, of all types if none is named."""
    read = tree.read(pdf)
    yield from (element.object for element in (read.of(*types) if types else read.elements))


def first(kind: str, name: str, value: object) -> Change:
    """The first element of a type with another entry; without it if that is None."""

    def change(pdf: Pdf) -> None:
        found = next(elements(pdf, kind))
        if value is None:
            del found[name]
        else:
            found[name] = value

    return change


def all_become(kind: Name, *types: str) -> Change:
    def change(pdf: Pdf) -> None:
        for found in list(elements(pdf, *types)):
            found.S = kind

    return change


def annotation(name: str, value: object) -> Change:
    """The first link inside the file with another entry; without it if that is None."""

    def change(pdf: Pdf) -> None:
        found = next(note for page in pdf.pages for note in page.obj.get("/Annots", []) if "/Dest" in note)
        if value is None:
            del found[name]
        else:
            found[name] = value

    return change


def drawn(instructions: bytes, page: int = 1) -> Change:
    """Something in front of all that a page draws."""

    def change(pdf: Pdf) -> None:
        stream = pdf.pages[page].obj.Contents
        stream.write(instructions + b"\n" + stream.read_bytes())

    return change


def unmarked(pdf: Pdf) -> None:
    """The first words of a page, no longer marked."""
    stream = pdf.pages[1].obj.Contents
    before, mark, after = stream.read_bytes().partition(b"BDC")
    stream.write(before[: before.rindex(b"/", 0, before.rindex(b"<<"))] + b"/Plain BMC" + after)
    assert mark


def in_a_form(pdf: Pdf) -> None:
    """Tagged words in a form XObject, which no tree reaches."""
    drawing = b"/Span <</MCID 0>> BDC 0 0 9 9 re f EMC"
    form = Stream(pdf, drawing, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    pdf.pages[1].obj.Resources.XObject["/Torture"] = pdf.make_indirect(form)
    drawn(b"/Torture Do")(pdf)


def orphaned(pdf: Pdf) -> None:
    """The structure without its first element."""
    document = next(elements(pdf, "Document"))
    document.K = Array(list(document.K)[1:])


def wrong_parents(pdf: Pdf) -> None:
    """The way back from two pieces of a page, exchanged."""
    rows = {int(number): row for number, row in leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")}
    row = rows[int(pdf.pages[1].obj.StructParents)]
    known = [at for at, found in enumerate(row) if found is not None and key(found)]
    one, other = known[0], next(at for at in known if key(row[at]) != key(row[known[0]]))
    row[one], row[other] = row[other], row[one]


def dots_in_a_row(pdf: Pdf) -> None:
    mark = next(owner for owner in tree.read(pdf).owners if owner.page == 1)
    name, code = _dot(pdf)
    dots = b"<" + code * 8 + b"> Tj"
    drawn(b"/Span <</MCID %d>> BDC BT /%s 9 Tf %s ET EMC" % (mark.mark, name, dots))(pdf)


def dots_one_by_one(pdf: Pdf) -> None:
    page = pdf.pages[1].obj
    rows = {int(number): row for number, row in leaves(pdf.Root.StructTreeRoot.ParentTree, "/Nums")}
    row = rows[int(page.StructParents)]
    owner = next(found for mark, found in tree.read(pdf).owners.items() if mark.page == 1)
    name, code = _dot(pdf)
    numbers = range(len(row), len(row) + 8)
    new = pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Span, P=owner.object, Pg=page, K=[*numbers])
    )
    owner.object.K = Array([*_listed(owner.object.K), new])
    row.extend(Array([new] * 8))
    for number in numbers:
        drawn(b"/Span <</MCID %d>> BDC BT /%s 9 Tf <%s> Tj ET EMC" % (number, name, code))(pdf)


def _dot(pdf: Pdf) -> tuple[bytes, bytes]:
    """A font of the second page, and its code of a full stop."""
    for name, font in pdf.pages[1].obj.Resources.Font.items():
        for code, text in unicode_map(font).texts.items():
            if text == ".":
                return name.removeprefix("/").encode(), b"%04x" % code
    raise AssertionError


def _listed(kids: Object | int) -> list[Object | int]:
    return list(kids) if isinstance(kids, Array) else [kids]


def names_nothing(pdf: Pdf) -> None:
    """A paragraph that holds a piece which its page does not have."""
    found = next(elements(pdf, "P"))
    found.K = Array([*_listed(found.K), 9999])


def without_file_of_font(pdf: Pdf) -> None:
    for font in pdf.pages[1].obj.Resources.Font.values():
        described = font.DescendantFonts[0].FontDescriptor
        for name in ("/FontFile2", "/FontFile3"):
            if name in described:
                del described[name]
                return


def without_unicode(pdf: Pdf) -> None:
    del next(iter(pdf.pages[1].obj.Resources.Font.values()))["/ToUnicode"]


def without_scope(pdf: Pdf) -> None:
    del next(elements(pdf, "TH")).A["/Scope"]


def strange_header(pdf: Pdf) -> None:
    cell = next(elements(pdf, "TD"))
    cell.A = Dictionary(O=Name.Table, Headers=Array([String("no-such-cell")]))


def same_note(pdf: Pdf) -> None:
    notes = list(elements(pdf, "Note"))
    notes[1].ID = notes[0].ID


def off_the_page(pdf: Pdf) -> None:
    next(elements(pdf, "Figure")).A["/BBox"] = Array([10, 20, 300, 4000])


def nothing_is_russian(pdf: Pdf) -> None:
    for found in elements(pdf):
        if str(found.get("/Lang", "")) == "ru":
            del found["/Lang"]


def link_in_link(pdf: Pdf) -> None:
    link = next(element for element in tree.read(pdf).of("Link") if any(_inner(element)))
    next(_inner(link)).object.S = Name.Link


def _inner(link: tree.Element) -> Iterator[tree.Element]:
    return (kid for kid in link.inside if isinstance(kid, tree.Element))


def without_references(pdf: Pdf) -> None:
    link = next(elements(pdf, "Link"))
    link.K = Array([kid for kid in link.K if not isinstance(kid, Dictionary) or kid.Type != Name.OBJR])


def note_without_words(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[10, 10, 20, 20], F=4)
    pdf.pages[1].obj.Annots.append(pdf.make_indirect(note))


def bookmark_to_nowhere(pdf: Pdf) -> None:
    mark = pdf.Root.Outlines.First
    for name in ("/A", "/Dest"):
        if name in mark:
            del mark[name]


def packed_metadata(pdf: Pdf) -> None:
    source = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(source.hex().encode() + b">", filter=Name.ASCIIHexDecode)


def named_like_its_target(pdf: Pdf) -> None:
    found = next(note for page in pdf.pages for note in page.obj.get("/Annots", []) if "/Dest" in note)
    found.Contents = String(str(found.Dest))


SCRIPT = Dictionary(S=Name.JavaScript, JS=String("1"))
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>'

MUTATIONS: Mapping[str, tuple[Change, ...]] = MappingProxyType(
    {
        "tagged": (
            without("/StructTreeRoot"),
            catalogue("/MarkInfo", Dictionary(Marked=False)),
            catalogue("/MarkInfo", Dictionary(Marked=True, Suspects=True)),
        ),
        "language": (without("/Lang"), catalogue("/Lang", String("deutsch_DE"))),
        "title": (
            metadata("Was schwer auszuzeichnen ist"),
            lambda pdf: pdf.docinfo.__setitem__("/Title", String("anders")),
        ),
        "title-shown": (catalogue("/ViewerPreferences", Dictionary(DisplayDocTitle=False)),),
        "one-description": (metadata("</x:xmpmeta>", f"{RDF}</x:xmpmeta>"),),
        "plain-metadata": (packed_metadata,),
        "says-pdf-ua": (metadata("<pdfuaid:part>1</pdfuaid:part>"),),
        "says-pdf-a": (metadata('pdfaid:part="2"'),),
        "tab-order": (lambda pdf: pdf.pages[1].obj.__delitem__("/Tabs"),),
        "fonts-embedded": (without_file_of_font,),
        "fonts-readable": (without_unicode,),
        "scripts": (
            catalogue("/AA", Dictionary(WC=SCRIPT)),
            catalogue("/OpenAction", SCRIPT),
            lambda pdf: pdf.Root.Names.__setitem__("/JavaScript", Dictionary(Names=Array())),
        ),
        "content-marked": (drawn(b"0 0 10 10 re f"), unmarked),
        "artifacts-apart": (drawn(b"/Artifact BMC /Span <</MCID 3>> BDC EMC EMC"),),
        "tags-in-forms": (in_a_form,),
        "content-in-tree": (orphaned,),
        "parent-tree": (wrong_parents,),
        "tree-of-content": (names_nothing,),
        "leader-dots": (dots_in_a_row, dots_one_by_one),
        "alternative-text": (first("Figure", "/Alt", None), first("Figure", "/Alt", String(" "))),
        "file-name-as-text": (first("Figure", "/Alt", String("siegel.png")),),
        "picture-in-figure": (first("Figure", "/S", Name.Span),),
        "figure-on-page": (off_the_page,),
        "header-cells": (all_become(Name.TD, "TH"),),
        "scope": (without_scope,),
        "headers": (strange_header,),
        "ids": (without("/StructTreeRoot", "/IDTree"),),
        "heading-levels": (first("H2", "/S", Name.H4),),
        "headings": (all_become(Name.P, "H1", "H2", "H3"),),
        "list-items": (first("LBody", "/S", Name.P),),
        "notes": (first("Note", "/ID", None), same_note),
        "cyrillic-language": (nothing_is_russian,),
        "latin-language": (first("P", "/Lang", String("ru")),),
        "link-in-link": (link_in_link,),
        "link-without-annotation": (without_references,),
        "link-target": (
            annotation("/Dest", String("nowhere")),
            annotation("/Dest", Array([None, Name.Fit])),
        ),
        "link-contents": (annotation("/Contents", None), annotation("/Contents", String(" "))),
        "link-words": (named_like_its_target,),
        "annotations-tagged": (annotation("/StructParent", None), without_references),
        "annotations-described": (note_without_words,),
        "bookmarks": (without("/Outlines"),),
        "bookmark-targets": (bookmark_to_nowhere,),
    }
)

ONLY_VERAPDF: Mapping[str, Change] = MappingProxyType(
    {
        "ISO 14289-1, 7.1-5": first("TR", "/S", Name.Foo),
        "ISO 14289-1, 7.2-29": first("P", "/Lang", String("deutsch_DE")),
        "ISO 19005-2, 6.2.4.3-2": without("/OutputIntents"),
        "ISO 19005-2, 6.5.2-2": lambda pdf: pdf.pages[0].obj.__setitem__("/AA", Dictionary()),
        "ISO 19005-2, 6.3.2-1": annotation("/F", None),
    }
)
"""veraPDF's name of a rule → a change that our own checks do not see."""
