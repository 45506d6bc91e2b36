"""How worker processes begin: as copies of one that has imported everything and made nothing.

To copy a process that has laid out pages, or that has threads, may hang; so that is never done.
"""

import os
import signal
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext, SpawnContext

CONTEXT: ForkServerContext | SpawnContext = (
    get_context("spawn") if os.name == "nt" else get_context("forkserver")
)


PRELOADED = ("mappe.workers.work", "mappe.formats.pdf.print", "mappe.formats.docx", "mappe.formats.html")
"""What a worker needs, and all that takes long to import."""


def warm() -> None:
    """Let the process whose copies they will be import everything, while the caller does the same."""
    if isinstance(CONTEXT, ForkServerContext):
        CONTEXT.set_forkserver_preload([*PRELOADED])
        # Whoever types Ctrl-C means the caller, which then ends the others; signals held back are inherited.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """How many of the machine's this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1
