"""Drawings as people and programs write them."""

from collections.abc import Mapping

SVG = 'xmlns="http://www.w3.org/2000/svg"'
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'

BLEND = '<stop offset="0" stop-color="red"/><stop offset="1" stop-color="blue"/>'
USER = 'gradientUnits="userSpaceOnUse"'
HALVES = "matrix(1.2 .3 -.5 .8 20 10)"


def svg(body: str, box: str = "0 0 200 200", head: str = 'width="200" height="200"') -> str:
    return f'<svg {SVG} {LINK} {head} viewBox="{box}">{body}</svg>'


def painted(
    gradient: str, shape: str = '<rect x="20" y="20" width="160" height="100" fill="url(#a)"/>'
) -> str:
    return svg(f"<defs>{gradient}</defs>{shape}")


LEGAL: Mapping[str, str] = {
    "shapes": svg(
        '<rect x="20" y="20" width="60" height="50" rx="12"/><circle cx="140" cy="50" r="30" fill="red"/>'
        '<ellipse cx="60" cy="140" rx="40" ry="20" fill="none" stroke="blue" stroke-width="9"/>'
        '<line x1="120" y1="120" x2="180" y2="190" stroke="#0a0" stroke-width="6"/>'
    ),
    "polygon and polyline": svg(
        '<polygon points="10,10 100,10 100,100" fill="red"/>'
        '<polyline points="10 20 40 150 180 190" fill="none" stroke="blue" stroke-width="4"/>'
    ),
    "absolute steps": svg(
        '<path fill="none" stroke="black" d="M10,80 C 40,10 65,10 95,80 S 150,150 180,80 Q 190 20 100 20'
        ' T 20 40 A30 50 -45 0 1 60 120 L 40 150 H 90 V 190 Z"/>'
    ),
    "relative steps without gaps": svg(
        '<path fill="none" stroke="black" d="m10,80 c30-70 55-70 85 0s55 70 85 0q10-60-80-60t-80 20'
        'a30 50-45 0140 80l-20 30h50v40zl50 0 0 20z"/>'
    ),
    "even-odd": svg(
        '<path fill-rule="evenodd" d="M20 20h160v160h-160zM60 60h80v80h-80z" fill="rgb(10%,50%,90%)"/>'
    ),
    "dashes": svg(
        '<g stroke="black" stroke-width="6"><path d="M10 20H190" stroke-dasharray="20 5 3"/>'
        '<path d="M10 60H190" stroke-dasharray="20,5" stroke-dashoffset="-8" stroke-linecap="round"/></g>'
    ),
    "joins": svg(
        '<g fill="none" stroke="black" stroke-width="16">'
        '<path d="M20 60L60 20L100 60" stroke-linejoin="round"/>'
        '<path d="M20 120L60 80L100 120" stroke-linejoin="bevel"/>'
        '<path d="M120 120L140 20L160 120" stroke-miterlimit="10"/></g>'
    ),
    "moved, turned, slanted": svg(
        '<g transform="translate(20 10) rotate(10)"><rect width="60" height="60" transform="skewX(20)"/>'
        '<rect width="40" height="40" fill="red"'
        ' transform="matrix(1 .2 0 .8 60 80) scale(1.5,1) skewY(5)"/></g>'
    ),
    "seen through": svg(
        '<rect width="120" height="120" fill="red"/><g opacity=".4" transform="rotate(20 100 100)">'
        '<rect x="60" y="60" width="100" height="100" fill="blue"/>'
        '<circle cx="60" cy="150" r="30" stroke="black" stroke-width="8"/></g>'
        '<rect x="90" y="5" width="80" height="80" fill="lime" opacity=".5"/>'
    ),
    "line seen through over surface": svg(
        '<rect width="120" height="120" fill="red"/><rect x="60" y="60" width="100" height="100" fill="blue"'
        ' fill-opacity=".5" stroke="green" stroke-opacity=".3" stroke-width="20" opacity="80%"/>'
    ),
    "gradient": painted(f'<linearGradient id="a">{BLEND}</linearGradient>'),
    "gradient in the drawing's units": painted(
        f'<linearGradient id="a" {USER} x1="20" y1="20" x2="180" y2="120" gradientTransform="rotate(10)">'
        f"{BLEND}</linearGradient>"
    ),
    "slanted gradient": painted(
        f'<linearGradient id="a" {USER} x1="10" y1="20" x2="90" y2="60" gradientTransform="{HALVES}">'
        f"{BLEND}</linearGradient>"
    ),
    "gradient turned in its shape": painted(
        f'<linearGradient id="a" gradientTransform="rotate(45 .5 .5)">{BLEND}</linearGradient>'
    ),
    "gradient that fades and changes": painted(
        '<linearGradient id="a"><stop stop-color="red" stop-opacity=".1"/>'
        '<stop offset="100%" stop-color="blue"/></linearGradient>'
    ),
    "round gradient": painted(f'<radialGradient id="a" fx=".2" fy=".7">{BLEND}</radialGradient>'),
    "round gradient, turned": painted(
        f'<radialGradient id="a" {USER} cx="80" cy="90" r="70" fx="60"'
        f' gradientTransform="rotate(30) scale(1.5)">{BLEND}</radialGradient>'
    ),
    "round gradient, squeezed": painted(
        f'<radialGradient id="a" {USER} cx="80" cy="90" r="70" gradientTransform="scale(1.2 .6)">'
        f"{BLEND}</radialGradient>"
    ),
    "gradient of one colour": painted('<linearGradient id="a"><stop stop-color="red"/></linearGradient>'),
    "gradient without length": painted(
        f'<linearGradient id="a" x1="1" y1="0" x2="1" y2="0">{BLEND}</linearGradient>'
    ),
    "gradients that take from each other": painted(
        f'<linearGradient id="b">{BLEND}</linearGradient>'
        f'<linearGradient id="a" xlink:href="#b" {USER} x1="30" x2="150"/>'
    ),
    "gradient on a turned shape": painted(
        f'<linearGradient id="a">{BLEND}</linearGradient>',
        '<rect x="40" y="40" width="120" height="100" fill="url(#a)" opacity=".7"'
        ' transform="rotate(20 100 100)"/>',
    ),
    "clipped": svg(
        '<clipPath id="c" transform="translate(20 0)">'
        '<rect x="50" y="50" width="60" height="60" transform="rotate(30 80 80)"/></clipPath>'
        '<g clip-path="url(#c)" transform="scale(1.2)" opacity=".5"><rect width="200" height="200"/></g>'
    ),
    "clipped with a copy": svg(
        '<defs><circle id="r" cx="90" cy="90" r="50"/></defs>'
        '<clipPath id="c"><use xlink:href="#r"/></clipPath>'
        '<rect width="150" height="90" fill="green" clip-path="url(\'#c\')"/>'
    ),
    "copies": svg(
        '<defs><path id="s" d="M0 0h30v30z"/></defs><use href="#s" x="20" y="30" fill="red"/>'
        '<use xlink:href="#s" transform="rotate(20) translate(100 20)" fill="blue"/>'
    ),
    "symbol": svg(
        '<symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10" fill="red"/>'
        '<circle cx="10" cy="5" r="4" fill="blue"/></symbol>'
        '<use href="#s" x="20" y="30" width="100" height="60"/>'
    ),
    "symbol that reaches out": svg(
        '<symbol id="s" viewBox="0 0 10 10" overflow="visible"><circle cx="10" cy="5" r="4"/></symbol>'
        '<use href="#s" x="20" y="30" width="100" height="60"/>'
    ),
    "sheet on the sheet": svg(
        '<svg x="20" y="30" width="50%" height="60" viewBox="0 0 10 10" preserveAspectRatio="xMinYMax slice">'
        '<rect width="10" height="10" fill="red"/><circle cx="50%" cy="5" r="4" fill="blue"/></svg>'
    ),
    "stylesheet": svg(
        '<style type="text/css"><![CDATA[/* of an office */ .a{fill:red} .b{stroke:blue;stroke-width:4}'
        " #x{fill:green} rect.a , *.c{fill:yellow} circle{fill:#0ff}]]></style>"
        '<rect class="a b" x="10" y="10" width="50" height="50"/><path class="a" d="M80 10h50v50h-50z"/>'
        '<circle id="x" cx="50" cy="120" r="30"/><circle class="c" cx="130" cy="120" r="30"/>'
    ),
    "as Inkscape writes it": svg(
        '<sodipodi:namedview pagecolor="#eee"'
        ' xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" bordercolor="#fff"/>'
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><?xpacket begin=""?>'
        '</rdf:RDF></metadata><defs><filter id="f"><feFlood/></filter></defs>'
        '<g inkscape:label="Ebene" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
        ' style="display:inline"><path d="M10 10H190V150H10z"'
        ' style="fill:#ff7f2a;fill-rule:evenodd;stroke:none;'
        "-inkscape-font-specification:Sans;font-size:12px;marker:none;mix-blend-mode:normal;"
        'enable-background:accumulate;filter:none;paint-order:normal"/></g>'
        '<g style="display:none"><path d="M0 0H200V200z"/></g>'
    ),
    "colours by other names": svg(
        '<g color="red"><rect width="100" height="90" fill="currentColor"/>'
        '<rect y="100" width="100" height="90" fill="steelblue" stroke="inherit"/></g>'
        '<rect x="110" width="50" height="50" fill="transparent" stroke="#123"/>'
    ),
    "hidden and shown": svg(
        '<g visibility="hidden"><rect width="90" height="90"/>'
        '<rect x="100" width="50" height="50" visibility="visible"/></g>'
        '<rect y="100" width="50" height="50" transform="scale(0)"/>'
    ),
    "percentages": svg(
        '<rect x="10%" y="20%" width="50%" height="30%" fill="red"/><circle cx="50%" cy="80%" r="10%"/>',
        "0 0 200 100",
    ),
    "units": svg('<rect x="5mm" y=".5in" width="1cm" height="3pc" stroke-width="2pt" stroke="red"/>'),
    "moved box": svg('<rect x="-50" y="-50" width="100" height="100" fill="red"/>', "-100 -100 200 200"),
    "stretched box": svg(
        '<circle cx="50" cy="25" r="25" fill="red"/>',
        "0 0 100 50",
        'width="200" height="200" preserveAspectRatio="none"',
    ),
}
"""Name → a drawing that is shown as it is."""
