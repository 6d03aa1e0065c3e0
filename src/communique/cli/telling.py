"""Tell the user on standard error what failed and what is doubtful, and count it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from communique.errors import DoubtfulInput

if TYPE_CHECKING:
    from communique.errors import CommuniqueError

# Every failure is named. The same doubt about many articles is named this often, then counted.
DOUBTS_SHOWN = 5


@dataclass(slots=True)
class Teller:
    """Take each failure and doubt as it comes up."""

    failures: int = 0
    _doubts: Counter[str] = field(default_factory=Counter)

    def tell(self, error: CommuniqueError) -> None:
        """Print one line; a doubt told often enough is only counted."""
        if isinstance(error, DoubtfulInput):
            self._doubts[error.reason] += 1
            if self._doubts[error.reason] <= DOUBTS_SHOWN:
                click.echo(f"warning: {error}", err=True)
        else:
            self.failures += 1
            click.echo(f"failed: {error}", err=True)

    def finish(self, done: int) -> int:
        """Print what was only counted; give the exit status, with `done` articles coded."""
        for reason, count in self._doubts.items():
            if count > DOUBTS_SHOWN:
                more = count - DOUBTS_SHOWN
                click.echo(f"warning: {more} more like this: {reason}", err=True)
        if self.failures == 0:
            return 0
        return 1 if done else 2
