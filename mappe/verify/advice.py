"""How to mend what veraPDF finds and no check of ours tells: by rule, by clause, or by the one above it."""

from collections.abc import Mapping
from types import MappingProxyType

MAKE_AGAIN = "make the file again with a program that writes PDF/UA and PDF/A"
SAVE_AGAIN = "open the file in a PDF program and save it whole under a new name"
EMBED = "make the file again with its fonts embedded; where one is damaged, take another"

PDF_UA: Mapping[str, str] = MappingProxyType(
    {
        "5": "make the file again as PDF/UA-1, with the mark of the standard in its metadata",
        "6.1": SAVE_AGAIN,
        "6.2": "make the file again with tags",
        "7.1": "make the file again with a program that tags it as a whole",
        "7.1-5": "map the tag to one of the standard's own (RoleMap), or use one of those",
        "7.1-6": "remove the circle of tags that stand for one another (RoleMap)",
        "7.1-7": "leave the standard's own tags as they are (RoleMap)",
        "7.2": "put tables and lists together as the standard wants: Table > TR > TH or TD, L > LI > LBody",
        "7.2-2": "set the language of the document: bookmarks have none of their own",
        **{f"7.2-{test}": "say in which language the words are (Lang)" for test in (21, 22, 23, 24, 25)},
        **{f"7.2-{test}": "say in which language the words are (Lang)" for test in (30, 31, 32, 33, 34)},
        "7.2-15": "let no two cells lie in the same place: look at rows and columns that are joined",
        "7.2-29": "write the language as in 'de' or 'en-GB'",
        **{f"7.2-{test}": "give all rows of the table the same number of cells" for test in (41, 42, 43)},
        "7.3": "say in a sentence what the picture shows; if it only adorns, mark it as decoration",
        "7.4": "begin headings with level 1, and go down one level at a time",
        "7.4.4": "use either numbered headings (H1 to H6) or unnumbered ones (H), not both",
        "7.5": "say of each header cell whether it heads a row or a column (Scope)",
        "7.7": "say in words what the formula says",
        "7.9": "give each Note an ID that no other element has",
        "7.10": "name the layers of the file, and switch none of them on or off by itself",
        "7.11": "give the attached file a name",
        "7.15": "replace the form by a plain one (AcroForm), or by text",
        "7.16": "save the file without restrictions, or at least let screen readers in",
        "7.18": "tag links, notes and fields, and describe each of them",
        "7.18.4": "put each field into an element of its own (Form), and describe it",
        "7.20": "draw what is repeated as an artifact, and keep everything inside the file",
        "7.21": EMBED,
        "7.21.7": "make the file again with fonts that say which letters they show (ToUnicode)",
        "7.21.8": "use a font that has all letters: here a letter shows as an empty box",
    }
)
"""Clause of ISO 14289-1, and the number of a test → what to do."""

PDF_A: Mapping[str, str] = MappingProxyType(
    {
        "6.1": SAVE_AGAIN,
        "6.1.3": "make the file again as PDF/A: it needs a number of its own, and nothing behind its end",
        "6.1.7.2": "save it again with a usual compression: LZW and encryption are not allowed",
        "6.2": "make the file again as PDF/A: something in it is drawn in a way that does not last",
        "6.2.4": "make the file again as PDF/A, with a colour profile inside (output intent)",
        "6.2.8": "save the picture again as plain JPEG or PNG, without interpolation",
        "6.2.8.3": "save the picture as JPEG or PNG instead of JPEG 2000",
        "6.2.10": "make the file again as PDF/A, or without transparency",
        "6.2.11": EMBED,
        "6.2.11.7": "make the file again with fonts that say which letters they show (ToUnicode)",
        "6.2.11.8": "use a font that has all letters: here a letter shows as an empty box",
        "6.3": "remove notes, films and sounds; links may stay, and must be printable",
        "6.4": "replace the form by text, or print its fields into the page",
        "6.4.3": "sign the file again, as a whole, with a certificate inside",
        "6.5": "remove scripts and actions; links may stay",
        "6.6": "make the file again: its metadata are not those of PDF/A",
        "6.6.2.3": "describe in the metadata what is not from a known schema, or remove it",
        "6.7": "make the file again with tags",
        "6.7.4": "write the language as in 'de' or 'en-GB'",
        "6.8": "attach files to PDF/A-3 only, each with a name, a type and what it is to the document",
        "6.9": "name the layers of the file, and switch none of them on or off by itself",
        "6.10": "remove slide shows and second forms of the pages",
        "6.11": "remove the list of what a program must be able to do",
    }
)
"""Clause of ISO 19005-2 and ISO 19005-3, and the number of a test → what to do."""

STANDARDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"ISO 14289-1": PDF_UA, "ISO 19005-2": PDF_A, "ISO 19005-3": PDF_A}
)


_NO_PROFILE = "colours have no profile: each screen and printer shows its own"
_NOT_DESCRIBED = "the file has no metadata"
_RAGGED = "the rows or columns of a table do not fit together"

PROBLEMS: Mapping[str, str] = MappingProxyType(
    {
        "7.1-8": _NOT_DESCRIBED,
        "7.2-15": "cells of a table lie over one another",
        "7.2-34": "text has no language",
        "7.2-41": _RAGGED,
        "7.2-42": _RAGGED,
        "7.2-43": _RAGGED,
        "7.21.4.1-2": "a font lacks letters that the text uses",
        "7.21.8-1": "a letter is in no font of the file: it shows as an empty box",
        "6.1.3-1": "the file has no number of its own (ID)",
        "6.1.3-3": "something stands behind the end of the file",
        "6.2.4.3-2": _NO_PROFILE,
        "6.2.4.3-3": _NO_PROFILE,
        "6.2.4.3-4": _NO_PROFILE,
        "6.2.8-3": "a picture is to be smoothed when it is shown (Interpolate)",
        "6.2.10-2": "something is transparent, and it is not said in which colours it mixes",
        "6.2.11.4.1-2": "a font lacks letters that the text uses",
        "6.2.11.8-1": "a letter is in no font of the file: it shows as an empty box",
        "6.3.2-1": "a link or note does not say whether it is printed",
        "6.3.2-2": "a link or note is hidden, or not printed",
        "6.5.1-1": "something can be clicked that starts a program, a film or a script",
        "6.6.2.1-1": _NOT_DESCRIBED,
        "6.6.2.3.1-1": "the metadata have a property from a schema that is not described",
        "6.8-5": "a file is attached that is no PDF/A itself",
    }
)
"""Clause and test of the same standards → what is wrong; veraPDF's own words for the rest."""


def problem(rule: str) -> str:
    """What a breach of a rule means to people, or nothing where veraPDF says it well enough."""
    standard, _, clause = rule.partition(", ")
    return PROBLEMS.get(clause, "") if standard in STANDARDS else ""


def advice(rule: str) -> str:
    """How to mend a breach of a rule such as `ISO 14289-1, 7.2-43`."""
    standard, _, clause = rule.partition(", ")
    known = STANDARDS.get(standard, {})
    while clause:
        if clause in known:
            return known[clause]
        clause = clause[: max(clause.rfind("-"), clause.rfind("."), 0)]
    return MAKE_AGAIN
