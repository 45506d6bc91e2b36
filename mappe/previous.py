"""Where the previous state of a project comes from: a Word file that Mappe made, or a git revision."""

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from mappe.builder import Absence, Previous, Wanted, Workshop, finished, prepare
from mappe.diagnostics import Diagnostic, did_you_mean
from mappe.errors import MachineError, MappeError, RequestError
from mappe.formats import FORMATS
from mappe.formats.docx.redline import Origin, UnfitError, origin
from mappe.model.project import Edition

LARGEST = 200_000_000
"""Bytes of a Word file."""

LONGEST = 300
"""Seconds that git may take."""

_PARTS = ("content", "templates")
"""The folders of a project of which it is built."""

_QUIET = (
    "protocol.allow=never",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "log.showSignature=false",
)
"""Settings with which git neither asks the network nor starts anything."""

_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in (
        *("DIR", "WORK_TREE", "INDEX_FILE", "COMMON_DIR", "PREFIX"),
        *("OBJECT_DIRECTORY", "ALTERNATE_OBJECT_DIRECTORIES"),
    )
)
"""Variables that would name another repository than the folder's own."""

_LINK, _FILES = "120000", frozenset({"100644", "100755"})
"""Modes of git for what is in a folder."""

Templates = Callable[[Path], Sequence[Path]]
"""Of a project's folder, the folders in which templates are looked for."""


@contextmanager
def previous(word: str, project: Path, templates: Templates) -> Iterator[Previous]:
    """What was there before, by the name of a Word file or of a git revision of the project's folder.

    Raises a `MappeError` for one that there is not, or that cannot be compared.
    """
    file = Path(word)
    if file.is_file() or file.suffix.casefold() in (".docx", ".docm", ".doc"):
        yield WordFile(file, _origin(file))
        return
    commit = _commit(word, project)
    with TemporaryDirectory(prefix="mappe-") as folder:
        root = Path(folder, "project")
        own = {*templates(root)}  # that came with Mappe
        parts = [part for part in _PARTS if (project / part).resolve() not in own]
        _extract(commit, parts, project, root)
        if not (root / _PARTS[0]).is_dir():
            hint = "name a revision that has one"
            raise RequestError([Diagnostic(f"there was no folder '{_PARTS[0]}' at {word}", None, hint)])
        try:
            workshop = prepare(root, templates(root), Wanted())
        except MappeError as error:
            raise _at(error, word) from None
        yield Revision(word, workshop)


@dataclass(frozen=True)
class WordFile:
    """A file that was sent out; it is one edition only."""

    path: Path
    origin: Origin

    def concerns(self, edition: Edition) -> bool:
        return edition.stem == self.origin.edition

    def content(self, edition: Edition) -> bytes:
        """Its bytes. Raises `RequestError` where it says that other readers were meant."""
        meant = edition.audience.name.lower()
        if (self.origin.edition, self.origin.audience) != (edition.stem, meant):
            message = f"{self.path.name} is for '{self.origin.audience}', and '{edition.stem}' for '{meant}'"
            raise RequestError([Diagnostic(message, None, "name the file that its readers have")])
        return _read(self.path)

    def refuse(self, editions: Sequence[Edition]) -> RequestError:
        """Why none of these editions can be compared with it."""
        asked = ", ".join(edition.stem for edition in editions)
        message = f"{self.path.name} is the edition '{self.origin.edition}'"
        return RequestError([Diagnostic(message, None, f"what is to be built is {asked}")])


@dataclass(frozen=True)
class Revision:
    """All editions of a project as they would have been built at a commit; `name` as somebody typed it."""

    name: str
    workshop: Workshop

    def concerns(self, _edition: Edition) -> bool:
        return True

    def content(self, edition: Edition) -> bytes | Absence:
        """The edition's file as it was. Raises a `MappeError` with places at the revision."""
        known = [own for own, _ in self.workshop.work]
        if edition not in known:
            return Absence(self._missing(edition, known))
        try:
            return FORMATS["docx"].write(finished(self.workshop, edition)).content
        except MappeError as error:
            raise _at(error, self.name) from None

    def refuse(self, editions: Sequence[Edition]) -> RequestError:
        return RequestError([Diagnostic(self._missing(edition, ())) for edition in editions])

    def _missing(self, edition: Edition, known: Sequence[Edition]) -> str:
        alike = [own for own in known if own.document == edition.document]
        if not alike:
            return f"there was no document '{edition.document}' at {self.name}"
        tags = {tag for own in alike for tag in own.languages}
        if absent := next((tag for tag in edition.languages if tag not in tags), None):
            return f"'{edition.document}' was not there in the language '{absent}' at {self.name}"
        return f"there was no edition '{edition.stem}' at {self.name}"


def _origin(path: Path) -> Origin:
    """Whose file it is. Raises `RequestError` for one that cannot be compared."""
    try:
        return origin(_read(path))
    except UnfitError as error:
        raise RequestError([Diagnostic(f"{path.name} {error}", None, error.hint)]) from None


def _read(path: Path) -> bytes:
    try:
        if not path.exists():
            hint = (
                did_you_mean(path.name, _neighbours(path))
                or "name a .docx that Mappe made, or a git revision"
            )
            raise RequestError([Diagnostic(f"there is no file '{path.as_posix()}'", None, hint)])
        if not path.is_file():
            raise RequestError([Diagnostic(f"{path.name} is no file", None, "name a .docx that Mappe made")])
        if path.stat().st_size > LARGEST:
            message = f"{path.name} is larger than {LARGEST // 1_000_000} MB, as no dossier is"
            raise RequestError([Diagnostic(message)])
        return path.read_bytes()
    except OSError as error:
        raise MachineError([Diagnostic(f"{path.name} cannot be read: {error.strerror}")]) from None


def _neighbours(path: Path) -> list[str]:
    return [other.name for other in path.parent.iterdir()] if path.parent.is_dir() else []


def _at(error: MappeError, revision: str) -> MappeError:
    """The same error, its places at the revision."""
    return type(error)([_diagnostic_at(diagnostic, revision) for diagnostic in error.diagnostics])


def _diagnostic_at(diagnostic: Diagnostic, revision: str) -> Diagnostic:
    if diagnostic.place is None:
        return with_changes(diagnostic, message=f"at {revision}: {diagnostic.message}")
    file = Path(f"{diagnostic.place.file.as_posix()} at {revision}")
    return with_changes(diagnostic, place=with_changes(diagnostic.place, file=file))


def _commit(word: str, project: Path) -> str:
    """The commit that a word means. Raises `RequestError`."""
    if _git(project, "rev-parse", "--git-dir").returncode:
        message = f"there is no file '{word}', and no git repository here in which it could be a revision"
        raise RequestError([Diagnostic(message, None, "name a .docx that Mappe made")])
    found = _git(project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{word}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    names = _git(
        project, "for-each-ref", "--format=%(refname:short)", "refs/tags", "refs/heads", "refs/remotes"
    )
    hint = did_you_mean(word, names.stdout.decode(errors="replace").split())
    message = f"there is no file and no git revision '{word}'"
    raise RequestError([Diagnostic(message, None, hint or "name a .docx, a tag, a branch or a commit")])


def _extract(commit: str, parts: Sequence[str], project: Path, root: Path) -> None:
    """Put these folders, as they were at a commit, below `root`: byte for byte, without filters and hooks."""
    listing = _asked(project, "ls-tree", "-r", "-z", commit, *parts)
    entries = [_entry(os.fsdecode(line)) for line in listing.split(b"\0") if line]
    # Links come last, so that nothing is written through one.
    kept = sorted((entry for entry in entries if _is_kept(*entry)), key=lambda entry: entry[0] == _LINK)
    asked = "".join(f"{name}\n" for _, name, _ in kept).encode()
    answer = memoryview(_asked(project, "cat-file", "--batch", words=asked))
    for mode, _, path in kept:
        head, _, _ = bytes(answer[:200]).partition(b"\n")
        size = _size(head, path)
        start = len(head) + 1
        _put(root / path, bytes(answer[start : start + size]), is_link=mode == _LINK)
        answer = answer[start + size + 1 :]


def _entry(line: str) -> tuple[str, str, PurePosixPath]:
    """Mode, name of the object and path of a line of `git ls-tree`."""
    facts, _, path = line.partition("\t")
    mode, _, name = facts.split()
    return mode, name, PurePosixPath(path)


def _is_kept(mode: str, _name: str, path: PurePosixPath) -> bool:
    """Whether it is a file or a link, and below the project; another repository inside is neither."""
    return (mode in _FILES or mode == _LINK) and ".." not in path.parts


def _size(head: bytes, path: PurePosixPath) -> int:
    *_, size = head.split()
    if not size.isdigit():
        message = f"git has no copy of {path} here, and the network is not asked"
        raise RequestError([Diagnostic(message, None, "fetch it first, or name a .docx")])
    return int(size)


def _put(path: Path, content: bytes, *, is_link: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if is_link:
        path.symlink_to(os.fsdecode(content))  # where it may lead to is judged by whoever reads it
    else:
        path.write_bytes(content)


def _asked(folder: Path, *command: str, words: bytes = b"") -> bytes:
    """What git answers. Raises `MachineError` where it fails."""
    done = _git(folder, *command, words=words)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it says nothing"]
        raise MachineError([Diagnostic(f"git {command[0]} failed: {said[-1]}")])
    return done.stdout


def _git(folder: Path, *command: str, words: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """What came of a git command that reads. Raises `MachineError` where there is no git, or it lasts."""
    settings = [word for setting in _QUIET for word in ("-c", setting)]
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell reads it
            ["git", "--no-pager", *settings, *command],  # noqa: S607  # whichever git the user has
            cwd=folder,
            env={**own, **quiet},
            input=words,
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except FileNotFoundError:
        message = "git, which knows the revisions, is not installed"
        raise MachineError([Diagnostic(message, None, "install it, or name a .docx")]) from None
    except subprocess.TimeoutExpired:
        raise MachineError([Diagnostic(f"git {command[0]} took more than {LONGEST} seconds")]) from None
