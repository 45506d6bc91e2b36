"""What one file may take."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`seconds` by the clock, `megabytes` of memory: enough for 700 pages on a quiet machine."""

    seconds: float = 60
    megabytes: int = 2000

    @property
    def processor_seconds(self) -> float:
        """Less than by the clock: the kernel ends what turns in a circle, the caller what only waits."""
        return self.seconds * 5 / 6
