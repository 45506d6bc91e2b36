"""How worker processes begin: as copies of one that has imported everything and made nothing.

To copy a process that has laid out pages, or that has threads, may hang; so that is never done.
"""

import os
import signal
from collections.abc import Collection, Mapping
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.context import ForkServerContext, SpawnContext
from types import MappingProxyType

CONTEXT: ForkServerContext | SpawnContext = (
    get_context("spawn") if os.name == "nt" else get_context("forkserver")
)

LONG: Mapping[str, str] = MappingProxyType(
    {
        "pdf": "mappe.formats.pdf",
        "docx": "mappe.formats.docx",
        "shop": "mappe.formats.pdf.print",
        "booklet": "mappe.formats.pdf.print",
        "handout": "mappe.formats.pdf.print",
    }
)
"""Format → the module that takes long to import."""


CALLER = "MAPPE_CALLER"
"""Variable of the environment: the process for which all that is begun."""


def warm(formats: Collection[str] = ()) -> None:
    """Let the process whose copies they will be import what these formats need, or all, meanwhile."""
    if isinstance(CONTEXT, ForkServerContext):
        needed = {module for name, module in LONG.items() if not formats or name in formats}
        CONTEXT.set_forkserver_preload(["mappe.workers.orphan", "mappe.workers.work", *sorted(needed)])
        os.environ[CALLER] = str(os.getpid())
        resource_tracker.ensure_running()  # which would let go of all signals that are held back below
        # Whoever types Ctrl-C means the caller, which then ends the others; signals held back are inherited.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            del os.environ[CALLER]  # other programs that we start may outlive us


def cores() -> int:
    """How many of the machine's this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
