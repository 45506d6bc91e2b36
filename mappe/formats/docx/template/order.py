"""Children where the schema wants them, among others that are not ours."""

from collections.abc import Mapping
from types import MappingProxyType

from mappe.formats.docx.ooxml import Element, qualified

_SETTINGS = """
    writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
    displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData
    embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges
    bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors
    hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles
    stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions
    doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet
    defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope
    summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting
    bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing
    displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin
    drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData noPunctuationKerning
    characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore
    savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent
    alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt
    showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars
    rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats
    doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary
    shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator
"""

_SHEET = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
    pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings
"""

_PARAGRAPH = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
    adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection
    textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""

_RUN = """
    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid
    vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs
    em lang eastAsianLayout specVanish oMath
"""

_ORDERS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        tag: {name: rank for rank, name in enumerate(order.split())}
        for tag, order in {
            "settings": _SETTINGS,
            "sectPr": _SHEET,
            "pPr": _PARAGRAPH,
            "rPr": _RUN,
        }.items()
    }
)
"""Element → rank of each of its children: ISO/IEC 29500-1, A.1 (WordprocessingML)."""


def local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def put(parent: Element, child: Element) -> None:
    """The child in its place, instead of one of its kind; what the schema does not name comes last."""
    for other in parent.findall(str(child.tag)):
        parent.remove(other)
    add(parent, child)


def add(parent: Element, child: Element) -> None:
    """The child in its place, behind others of its kind."""
    ranks = _ORDERS[local(parent)]
    rank = ranks[local(child)]
    later = (place for place, other in enumerate(parent) if ranks.get(local(other), len(ranks)) > rank)
    parent.insert(next(later, len(parent)), child)


def drop(parent: Element, *tags: str) -> None:
    for tag in tags:
        for child in parent.findall(qualified(tag)):
            parent.remove(child)
