"""Give up on an article that takes for ever, so that the others get their turn."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from communique.errors import UncodedArticle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

# The longest article that is read takes a minute; what takes longer is caught in a fault. Seconds
# of the processor count, not of the clock: on a busy machine the same articles are coded.
LONGEST_SECONDS: Final = 300


@contextmanager
def keep_deadline(article: str, seconds: float | None = None) -> Iterator[None]:
    """Raise UncodedArticle about the `article` of this id when the block takes too long.

    Does nothing where nothing can be stopped (outside a main thread, on Windows) and within
    another such block, whose deadline holds for both.
    """
    most = LONGEST_SECONDS if seconds is None else seconds
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
        or signal.getitimer(signal.ITIMER_PROF)[0] > 0
    ):
        yield
        return

    def stop(_: int, __: FrameType | None) -> None:
        reason = f"could not be coded within {most:g} seconds and was left out"
        raise UncodedArticle(article, reason, "a fault of the program; please report it")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
