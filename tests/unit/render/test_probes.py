"""Templates and themes reach nothing beside the project and nobody on the network, and say so."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mappe.builder import Built, Failed, Wanted, build, prepare
from mappe.errors import MappeError

SHIPPED = Path(__file__).parents[3] / "templates"
HIDDEN = "the secret of the folder above"

MARKUP = [
    '<img src="{web}/a.png" alt="a"/>',
    '<img src="file:///{outside}" alt="a"/>',
    '<img src="../../../secret.txt" alt="a"/>',
    '<img src="data:image/png;base64,AAAA" alt="a"/>',
    '<img src="asset:none.png" alt="a"/>',
    '<img src="asset:../../../secret.txt" alt="a"/>',
    '<img srcset="{web}/a.png 2x" src="asset:a" alt="a"/>',
    '<link rel="attachment" href="file:///{outside}"/>',
    '<link rel="stylesheet" href="{web}/a.css"/>',
    '<a rel="attachment" href="file:///{outside}">a</a>',
    '<a href="file:///{outside}">a</a>',
    '<a href="../../../secret.txt">a</a>',
    '<base href="{web}/"/>',
    '<object data="file:///{outside}"></object>',
    '<embed src="{web}/a"/>',
    '<iframe src="{web}/a"></iframe>',
    '<video src="{web}/a" poster="{web}/b"></video>',
    '<meta http-equiv="refresh" content="0;url={web}/a"/>',
    '<form action="{web}/a"></form>',
    '<script src="{web}/a.js"></script>',
    "<style>@import url({web}/a.css);</style>",
    '<p style="background: url({web}/a.png)">a</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{web}/a.png"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><image href="{web}/a.png"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><image href="file:///{outside}"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><use href="{web}/a.svg"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><style>@import url({web}/a);</style></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><script href="{web}/a"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><rect fill="url({web}/a)"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><rect style="fill: url({web}/a)"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><rect onload="a()"/></svg>',
    '<svg aria-hidden="true" xmlns="http://www.w3.org/2000/svg"><a href="{web}/a"><rect/></a></svg>',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///{outside}">]><p>&b;</p>',
    '<?xml-stylesheet href="{web}/a.css"?><p>a</p>',
    '{{% include "../../../secret.txt" %}}',
    '{{% include "{outside}" %}}',
    '{{% include "/../../../secret.txt" %}}',
    "{{{{ section.__class__.__mro__ }}}}",
    "{{{{ ''.__class__.__base__.__subclasses__() }}}}",
    "{{{{ open('{outside}') }}}}",
    "{{{{ self._TemplateReference__context }}}}",
]
STYLES = [
    '@import "{web}/a.css";',
    "@import url(file:///{outside});",
    "p {{ background: url({web}/a.png) }}",
    "p {{ background: url('../../../../../secret.txt') }}",
    "@font-face {{ font-family: a; src: url({web}/a.woff) }}",
    "p::before {{ content: url(file:///{outside}) }}",
    "p {{ list-style-image: url({web}/a.png) }}",
    'p {{ background: image-set("{web}/a.png" 1x) }}',
]


def test_forty_probes_are_tried() -> None:
    assert len(set(MARKUP + STYLES)) >= 40


@pytest.fixture
def root(project: Callable[[str], Path], tmp_path: Path) -> Path:
    (tmp_path / "secret.txt").write_text(HIDDEN, "utf-8")
    return project("minimal")


def outcome(root: Path) -> str:
    """What is said about the project, all of whose files are asked for."""
    try:
        workshop = prepare(root, (root / "templates", SHIPPED), Wanted(languages=("de",)))
    except MappeError as error:
        return str(error)
    steps = list(build(workshop, root / "output"))
    assert not [step for step in steps if isinstance(step, Built)]
    return "\n".join(str(step.error) for step in steps if isinstance(step, Failed))


@pytest.mark.parametrize("markup", MARKUP)
def test_a_template_that_reaches_out_is_refused(markup: str, root: Path, trap: tuple[str, list[str]]) -> None:
    web, asked = trap
    template = root / "templates/sections/prose.html"
    template.parent.mkdir(parents=True)
    template.write_text(markup.format(web=web, outside=root.parent / "secret.txt"), "utf-8")
    said = outcome(root)
    assert "templates/sections/prose.html" in said
    assert HIDDEN not in said
    assert asked == []


@pytest.mark.parametrize("style", STYLES)
def test_a_stylesheet_that_reaches_out_is_refused(
    style: str, root: Path, trap: tuple[str, list[str]]
) -> None:
    web, asked = trap
    shutil.copytree(SHIPPED / "themes/default", root / "templates/themes/default")
    sheet = root / "templates/themes/default/theme.css"
    sheet.write_text(style.format(web=web, outside=root.parent / "secret.txt"), "utf-8")
    assert "templates/themes/default/theme.css:1:" in outcome(root)
    assert asked == []


def test_the_trap_notices_a_visitor(trap: tuple[str, list[str]]) -> None:
    from urllib.error import HTTPError  # noqa: PLC0415  # the only visitor
    from urllib.request import urlopen  # noqa: PLC0415  # as above

    web, asked = trap
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{web}/a")  # noqa: S310  # our own server
    assert asked == ["/a"]
