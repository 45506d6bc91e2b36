"""The rules that a machine keeps, each shown a case that breaks it."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.editions import ROOT

MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "mappe").rglob("*.py")
    if path.name != "__main__.py"
)

CYCLES = "No package has a cycle inside"
LAYERS = "One way: from the command line down to the diagnostics"
BAD_IMPORTS = {
    "a module that has no layer": ("mappe/utils.py", "", LAYERS),
    "a format reached from render": ("mappe/render/layout.py", "import mappe.formats\n", LAYERS),
    "the builder reached from the model": ("mappe/model/text.py", "import mappe.builder\n", LAYERS),
    "weasyprint outside its home": (
        "mappe/formats/html.py",
        "import weasyprint\n",
        "WeasyPrint has one home",
    ),
    "python-docx outside its home": ("mappe/formats/html.py", "import docx\n", "python-docx has one home"),
    "jinja2 outside its home": ("mappe/model/text.py", "import jinja2\n", "Jinja2 has one home"),
    "yaml outside its home": ("mappe/cli.py", "import yaml\n", "YAML has one home"),
    "babel outside its home": ("mappe/render/filters.py", "import babel\n", "Babel has one home"),
    "jpype outside its home": ("mappe/verify/verapdf.py", "import jpype\n", "JPype has one home"),
    "openxml-audit outside its home": (
        "mappe/verify/word/sdk.py",
        "import openxml_audit\n",
        "openxml-audit has one home",
    ),
}
BAD_LINES = {
    "ruff": ("import os\n", "F401"),
    "mypy": ("def number() -> int:\n    return 'one'\n", "return-value"),
}


EACH_FIRST = """
import importlib, sys
sys.path.insert(0, "")
first = set()
for module in sys.argv[1:]:
    for name in [name for name in sys.modules if name.partition(".")[0] == "mappe" and name not in first]:
        package, _, attribute = name.rpartition(".")
        vars(sys.modules.get(package, sys)).pop(attribute, None)
        del sys.modules[name]
    try:
        importlib.import_module(module)
    except ImportError as error:
        print(f"{module}: {error}", file=sys.stderr)
    first = first or {*sys.modules}
"""
"""What a package imports as it begins, the first of the modules, is there before any other."""


def _run(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def _linted(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "import sys; from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    environment = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "mappe", tmp_path / "mappe", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_go_one_way() -> None:
    result = _linted(ROOT)
    assert result.returncode == 0, result.stdout
    assert "0 broken" in result.stdout


@pytest.mark.parametrize("case", BAD_IMPORTS)
def test_an_import_against_the_rules_is_noticed(case: str, copied: Path) -> None:
    name, line, contract = BAD_IMPORTS[case]
    path = copied / name
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(f"{line}{text}" if "__future__" not in text else text, encoding="utf-8")
    result = _linted(copied)
    broken = {line.removesuffix(" BROKEN") for line in result.stdout.splitlines() if line.endswith(" BROKEN")}
    assert contract in broken
    assert broken <= {contract, CYCLES}


@pytest.mark.slow
@pytest.mark.parametrize("package", sorted({module.split(".")[1] for module in MODULES if "." in module}))
def test_every_module_can_be_imported_first(package: str) -> None:
    modules = [module for module in MODULES if module.split(".")[1:2] == [package]]
    assert _imported(modules, ROOT).stderr == ""


@pytest.mark.slow
def test_a_module_that_cannot_be_imported_first_is_noticed(tmp_path: Path) -> None:
    package = tmp_path / "mappe/pair"
    package.mkdir(parents=True)
    (tmp_path / "mappe/__init__.py").touch()  # or the one that is installed would be taken for it
    (package / "__init__.py").touch()
    (package / "one.py").write_text("from mappe.pair import two\nname = 1\n", encoding="utf-8")
    (package / "two.py").write_text("from mappe.pair.one import name\n", encoding="utf-8")
    told = _imported(["mappe.pair", "mappe.pair.two", "mappe.pair.one"], tmp_path).stderr
    assert "mappe.pair.one: cannot import name 'name'" in told


def _imported(modules: Sequence[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Each module of a package with none of the others there, in one process, which keeps the libraries."""
    command = [sys.executable, "-c", EACH_FIRST, *modules]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_types_are_strict() -> None:
    result = _run("mypy", "mappe", "tests", "build.py")
    assert result.returncode == 0, result.stdout


def test_the_lint_is_strict() -> None:
    result = _run("ruff", "check", ".")
    assert result.returncode == 0, result.stdout


def test_the_form_is_one() -> None:
    result = _run("ruff", "format", "--check", ".")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("tool", BAD_LINES)
def test_a_bad_line_is_noticed(tool: str, copied: Path) -> None:
    text, name = BAD_LINES[tool]
    (copied / "mappe/plan.py").write_text(text, encoding="utf-8")
    result = _run(*(["ruff", "check"] if tool == "ruff" else ["mypy"]), "mappe/plan.py", folder=copied)
    assert result.returncode != 0
    assert name in result.stdout
