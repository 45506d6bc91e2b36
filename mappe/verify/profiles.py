"""The rules of the standards, as veraPDF wants them.

veraPDF reads its profiles with JAXB, which the wheel leaves out. So they are read here, and handed over one
by one; and its own list of them, which is empty without JAXB, is filled.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from lxml import etree

from mappe.verify.java import java

FILES: Mapping[str, str] = MappingProxyType(
    {
        "1a": "PDFA-1A",
        "1b": "PDFA-1B",
        "2a": "PDFA-2A",
        "2b": "PDFA-2B",
        "2u": "PDFA-2U",
        "3a": "PDFA-3A",
        "3b": "PDFA-3B",
        "3u": "PDFA-3U",
        "4": "PDFA-4",
        "4e": "PDFA-4E",
        "4f": "PDFA-4F",
        "ua1": "PDFUA-1",
        "ua2": "PDFUA-2-ISO32005",
    }
)
"""Flavour → the file of its rules in the jar."""

FOLDER = "/org/verapdf/pdfa/validation"
NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
PROFILES = "org.verapdf.pdfa.validation.profiles"
FLAVOURS = "org.verapdf.pdfa.flavours.PDFAFlavour"


@cache
def flavours() -> Mapping[str, Any]:
    """{`2a`: veraPDF's word for it}, known to veraPDF together with their rules."""
    made = {name: _profile(file) for name, file in FILES.items()}
    _fill(java(f"{PROFILES}.Profiles").getVeraProfileDirectory(), made.values())
    return {name: profile.getPDFAFlavour() for name, profile in made.items()}


def _fill(directory: Any, profiles: Iterable[Any]) -> None:  # noqa: ANN401
    """Put profiles into a list that has no method for it."""
    wanted = java("java.util.HashSet")()
    for profile in profiles:
        wanted.add(profile)
    full = java(f"{PROFILES}.Profiles").directoryFromProfiles(wanted)
    is_static = java("java.lang.reflect.Modifier").isStatic
    for field in directory.getClass().getDeclaredFields():
        if not is_static(field.getModifiers()):
            field.setAccessible(True)
            field.set(directory, field.get(full))


def _profile(file: str) -> Any:  # noqa: ANN401
    make = java(f"{PROFILES}.Profiles")
    root = etree.fromstring(bytes(make.class_.getResourceAsStream(f"{FOLDER}/{file}.xml").readAllBytes()))
    rules, variables = java("java.util.LinkedHashSet")(), java("java.util.LinkedHashSet")()
    for rule in root.iterfind(f"{NAMESPACE}rules/{NAMESPACE}rule"):
        rules.add(_rule(make, rule))
    for item in root.iterfind(f"{NAMESPACE}variables/{NAMESPACE}variable"):
        variables.add(
            make.variableFromValues(
                item.get("name"), item.get("object"), _text(item, "defaultValue"), _text(item, "value")
            )
        )
    epoch = java("java.util.Date")(0)
    details = make.profileDetailsFromValues(_text(root, "details", "name"), "", "", epoch)
    flavour = java(FLAVOURS).valueOf(root.get("flavour"))
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(make: Any, rule: etree._Element) -> Any:  # noqa: ANN401
    name = rule.find(f"{NAMESPACE}id")
    assert name is not None  # noqa: S101  # the jar is of a known version
    specification = java(f"{FLAVOURS}$Specification").valueOf(name.get("specification"))
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, name.get("clause"), int(name.get("testNumber", "0"))),
        rule.get("object"),
        None if deferred is None else java("java.lang.Boolean").valueOf(deferred),
        rule.get("tags", ""),
        _text(rule, "description"),
        _text(rule, "test"),
        make.errorFromValues(_text(rule, "error", "message"), _arguments(rule)),
        java("java.util.ArrayList")(),
    )


def _arguments(rule: etree._Element) -> Any:  # noqa: ANN401
    """What a message quotes from the file."""
    made = java("java.util.ArrayList")()
    argument = java(f"{PROFILES}.ErrorArgumentImpl")
    for item in rule.iterfind("/".join(f"{NAMESPACE}{tag}" for tag in ("error", "arguments", "argument"))):
        made.add(argument.fromValues(item.text or "", item.get("name"), None))
    return made


def _text(element: etree._Element, *path: str) -> str:
    return element.findtext("/".join(f"{NAMESPACE}{tag}" for tag in path)) or ""
