"""The manifest: what each output was made from; it is written whenever one is finished."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from hashlib import sha256
from pathlib import Path

from mappe.manifest import stamps
from mappe.manifest.files import GONE, change, put_aside, removed, replace
from mappe.manifest.instant import HEAD, NAME, SEEN, DamagedError, read, seen

Facts = Mapping[str, str]
"""{what a file was made from: its digest, or its version}."""


@dataclass(frozen=True)
class Record:
    """A file that Mappe made.

    `file` is what was `seen` of it, `digest` SHA-256 of its bytes, `seconds` the wall time that it took.
    """

    facts: Facts
    file: list[int]
    digest: str
    seconds: float


def _as_written(record: Record) -> Record:
    """The same record. Raises `DamagedError` for one that another version of Mappe wrote otherwise."""
    numbers, words = [*record.file, record.seconds], [*record.facts.values(), record.digest]
    are_ours = all(isinstance(one, int | float) for one in numbers) and {*map(type, words)} == {str}
    if len(record.file) != len(SEEN) or not are_ours:
        raise DamagedError
    return record


@dataclass(frozen=True)
class Inputs:
    """All that a build reads, as it was when it began, by `stamps`; nothing where that is not known."""

    stamp: str = ""
    digest: str = ""

    @classmethod
    def of(cls, project: Path, before: "Inputs | None" = None) -> "Inputs":
        """Those of a project now; they are not known where a file cannot be read.

        Where nothing shows that they are others than `before`, no file is read.
        """
        try:
            stamp = stamps.stamp(str(project))
            same = before is not None and before.stamp == stamp != ""
            return cls(stamp, before.digest if before and same else stamps.digest(str(project)))
        except OSError:
            return cls()


@dataclass
class Manifest:
    """What is known of an output folder.

    `owner` is the project that was built into it, as a digest; `requests` are {what was asked for: the files
    that answer it}, and answer it as long as the inputs are these; `damaged` says that the file was there and
    could not be used.
    """

    folder: Path
    inputs: Inputs = Inputs()
    owner: str = ""
    requests: dict[str, list[str]] = field(default_factory=dict)
    outputs: dict[str, Record] = field(default_factory=dict)
    damaged: bool = False

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        """That of an output folder, or one that knows nothing."""
        try:
            kept = read(str(folder))
            outputs = {path: _as_written(Record(**record)) for path, record in kept["outputs"].items()}
            requests = {request: [*paths] for request, paths in kept["requests"].items()}
            inputs = Inputs(kept["stamp"], kept["inputs"])
            return cls(folder, inputs, kept["owner"], requests, outputs)
        except FileNotFoundError:
            return cls(folder)
        except (OSError, DamagedError, ValueError, KeyError, TypeError, AttributeError):
            put_aside(folder / NAME)
            return cls(folder, damaged=True)

    def change(self, path: str) -> str:
        """What happened to a recorded file since, as the end of a sentence; nothing if nothing did."""
        record = self.outputs[path]
        return change(self.folder / path, record.file, record.digest)

    def record(self, path: str, facts: Facts, content: bytes, seconds: float) -> None:
        """Keep that this file was made now. Raises `MachineError`."""
        try:
            written = seen((self.folder / path).lstat())
        except OSError:
            return  # somebody has just taken it away, which the next build sees
        self.outputs[path] = Record(facts, written, sha256(content).hexdigest(), seconds)
        self._write()

    def begin(self, inputs: Inputs, owner: str) -> None:
        """What was asked for of other inputs is no answer any more, from the first file on that is made.

        What another project has built here is none of ours from now on.
        """
        if owner != self.owner:
            self.outputs.clear()
            self.owner = owner
        if inputs.digest != self.inputs.digest or not inputs.digest:
            self.requests.clear()
        self.inputs = inputs

    def settle(self, request: str, paths: Iterable[str]) -> None:
        """Keep that these files are the answer to a request. Raises `MachineError`.

        A copy of the folder has other numbers and times of change, which are kept; where somebody has just
        touched a file or taken it away, there is no answer.
        """
        answer = [*paths]
        try:
            now = {path: seen((self.folder / path).lstat()) for path in answer}
        except OSError:
            return
        if any(file[:2] != self.outputs[path].file[:2] for path, file in now.items()):
            return
        for path, file in now.items():
            self.outputs[path] = with_changes(self.outputs[path], file=file)
        if self.inputs.digest:
            self.requests[request] = answer
        self._write()

    def prune(self, named: Collection[str]) -> Iterator[tuple[str, str]]:
        """Take away our files that no plan names any more; each is told with why it stays, if it does."""
        strangers = [path for path in self.outputs if path not in named]
        for path in strangers:
            why = self.change(path)
            if not why:
                why = removed(self.folder / path, self.folder)
            del self.outputs[path]
            if why != GONE:
                yield path, why
        if strangers:
            self._write()

    def _write(self) -> None:
        kept = {
            "stamp": self.inputs.stamp,
            "inputs": self.inputs.digest,
            "owner": self.owner,
            "requests": self.requests,
            "outputs": {path: vars(record) for path, record in self.outputs.items()},
        }
        rest = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))[1:]
        replace(
            self.folder / NAME, f"{HEAD % sha256(rest.encode()).hexdigest()}\n{rest}".encode(), self.folder
        )
