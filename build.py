#!/usr/bin/env python3
"""Runs Mappe in an environment of its own, which is prepared when it is missing or out of date.

python3 build.py [word …]       the command `mappe`; without a word, `mappe build`
python3 build.py test [word …]  the project's checks; the words go to pytest

Building needs least; `mappe verify` needs veraPDF besides, and the checks need all.
"""

# An old Python must get far enough to say that it is too old: nothing here needs more than 3.8.
from __future__ import annotations

import hashlib
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "mappe-stamp"
BUILD_LOCK = ROOT / ".lock/requirements.txt"
VERIFY_LOCK = ROOT / ".lock/requirements-verify.txt"
TEST_LOCK = ROOT / ".lock/requirements-test.txt"
LOCKS = [BUILD_LOCK, VERIFY_LOCK, TEST_LOCK]  # each has everything that the one before has, and more
NOT_READY = 3

# Debian's package and the library in it; what else WeasyPrint loads comes with these.
LIBRARIES = {
    "libpango-1.0-0": "pango-1.0",
    "libpangoft2-1.0-0": "pangoft2-1.0",
    "libharfbuzz0b": "harfbuzz",
    "libharfbuzz-subset0": "harfbuzz-subset",  # without it the same page no longer gives the same bytes
}
REMEDIES = {
    "debian": "sudo apt-get install {packages}",
    "fedora": "sudo dnf install pango harfbuzz",
    "darwin": "brew install pango harfbuzz\n"
    "    export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib   (unless Python is Homebrew's too)",
    "win32": "pacman -S mingw-w64-ucrt-x86_64-pango   (in MSYS2)\n"
    "    set WEASYPRINT_DLL_DIRECTORIES=C:\\msys64\\ucrt64\\bin   (or where MSYS2 is)",
    "other": "(your system's packages for Pango, HarfBuzz with its subset library, and Python's venv)",
}
WINDOWS_FOLDERS = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin;C:\Program Files\GTK3-Runtime Win64\bin"


class NotReadyError(Exception):
    """Says what keeps Mappe from starting, and what to do about it."""


def main(words: list[str]) -> int:
    locks = LOCKS[LOCKS.index(lock_for(words)) :]
    try:
        refuse_old(sys.version_info[:3])
        if not is_ready(locks):
            provide(missing_packages())
            prepare(locks[0])
        return run(command(words))
    except NotReadyError as problem:
        print(problem, file=sys.stderr)
        return NOT_READY
    except KeyboardInterrupt:
        return 130


def lock_for(words: list[str]) -> Path:
    """The least that a command needs."""
    return {"verify": VERIFY_LOCK, "test": TEST_LOCK}.get(words[0] if words else "", BUILD_LOCK)


def refuse_old(version: tuple[int, ...]) -> None:
    if version < (3, 11):
        message = f"Mappe needs Python 3.11 or newer, this is {'.'.join(map(str, version))}"
        raise NotReadyError(message)


def is_ready(locks: list[Path]) -> bool:
    """Whether the environment is whole and was made from one of these lock files as they are now."""
    # The interpreter is a link; it leads nowhere once the Python it was made with is gone.
    if not (STAMP.is_file() and program("python").exists()):
        return False
    return STAMP.read_text(encoding="utf-8") in map(stamp, locks)


def stamp(lock: Path) -> str:
    """What the environment depends on; its folder too, because a moved environment does not start."""
    parts = (str(ROOT), sys.version_info[:2], (ROOT / "pyproject.toml").read_bytes(), lock.read_bytes())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def missing_packages() -> list[str]:
    """What this system lacks, as Debian calls it."""
    import importlib.util

    missing = [package for package, library in LIBRARIES.items() if not has_library(library)]
    if importlib.util.find_spec("ensurepip") is None:
        missing.append("python{}.{}-venv".format(*sys.version_info))
    return missing


def has_library(name: str) -> bool:
    """Whether a library loads under a name that WeasyPrint would try."""
    import ctypes.util

    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", WINDOWS_FOLDERS).split(";"):
            if Path(folder).is_dir():
                os.add_dll_directory(folder)
    names = (f"lib{name}.so.0", f"lib{name}.dylib", f"lib{name}-0.dll", ctypes.util.find_library(name))
    for known in filter(None, names):
        try:
            ctypes.CDLL(known)
        except OSError:
            continue
        return True
    return False


def provide(packages: list[str]) -> None:
    """Installs what is missing where nobody need be asked; elsewhere says how to, and that is the end."""
    if not packages:
        return
    os_release = Path("/etc/os-release")
    system = system_named(sys.platform, os_release.read_text(encoding="utf-8") if os_release.exists() else "")
    if system != "debian" or os.geteuid() != 0:
        raise NotReadyError(remedy(system, packages))
    say(f"Installing {', '.join(packages)} with apt-get (once) …")
    quietly(["apt-get", "update", "-qq"])
    quietly(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])
    if still_missing := missing_packages():
        raise NotReadyError(remedy("other", still_missing))


def system_named(platform: str, os_release: str) -> str:
    """The row of REMEDIES for a platform and the text of its os-release file."""
    fields = dict(line.partition("=")[::2] for line in os_release.splitlines())
    families = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    return next((name for name in [platform, *families] if name in REMEDIES), "other")


def remedy(system: str, packages: list[str]) -> str:
    how = REMEDIES[system].format(packages=" ".join(packages))
    return f"Mappe needs {', '.join(packages)} (Debian's names). Install:\n\n    {how}\n\nand start again."


def prepare(lock: Path) -> None:
    """Makes the environment from nothing; the stamp comes last, so a half-made one is made again."""
    say(f"Preparing Mappe's environment in {ENVIRONMENT.name} (once) …")
    made_from = stamp(lock)
    STAMP.unlink(missing_ok=True)
    quietly([sys.executable, "-I", "-m", "venv", "--clear", str(ENVIRONMENT)])
    install = [str(program("python")), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    quietly([*install, "--require-hashes", "--requirement", str(lock)])
    quietly([*install, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    STAMP.write_text(made_from, encoding="utf-8")


def quietly(command: list[str]) -> None:
    """Runs a command and shows what it said only if it fails: the end, where the reason is."""
    import subprocess

    done = subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        end = "\n".join(done.stdout.rstrip().splitlines()[-12:])
        message = f"{end}\n\nThis failed, with exit status {done.returncode}:\n    {' '.join(command)}"
        raise NotReadyError(message)


def program(name: str) -> Path:
    return ENVIRONMENT / (f"Scripts/{name}.exe" if os.name == "nt" else f"bin/{name}")


def command(words: list[str]) -> list[str]:
    name, rest = ("pytest", words[1:]) if words[:1] == ["test"] else ("mappe", words or ["build"])
    return [str(program(name)), *rest]


def run(command: list[str]) -> int:
    """Hands over to a command; the project is the folder of this file, wherever it was started from."""
    os.chdir(ROOT)
    if os.name != "nt":
        os.execv(command[0], command)
    import subprocess

    # Windows has no exec that a console waits for. Ctrl-C reaches both, and the command says how it ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.call(command)


def say(sentence: str) -> None:
    # Standard output belongs to the command.
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
