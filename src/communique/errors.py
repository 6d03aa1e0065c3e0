"""What can go wrong: one base, few causes, each naming its subject, the reason and the remedy."""

from __future__ import annotations


class CommuniqueError(Exception):
    """Say what failed, why, and what to do about it.

    `subject` is the input as the user knows it (a path, a line of a file, an id).
    """

    def __init__(self, subject: str, reason: str, remedy: str = "") -> None:
        # All three go to Exception, so that an error survives the way back from a worker process.
        super().__init__(subject, reason, remedy)
        self.subject = subject
        self.reason = reason
        self.remedy = remedy

    def __str__(self) -> str:
        """Give one line: subject, reason and, where there is one, the remedy."""
        line = f"{self.subject}: {self.reason}"
        return f"{line} ({self.remedy})" if self.remedy else line


class UnreadableInput(CommuniqueError):
    """Say that an input gave no article; nothing was coded from it."""


class DoubtfulInput(CommuniqueError):
    """Say that an article was read, but that something about it deserves a look."""


class UncodedArticle(CommuniqueError):
    """Say that an article was read, but that coding it failed."""


class UnknownEvent(CommuniqueError):
    """Say that no event, or more than one, goes by the id asked for."""


class UnwritableOutput(CommuniqueError):
    """Say that a result could not be written where it was to go."""


class BadLexicon(CommuniqueError):
    """Say that a lexicon file breaks the rules for lexicon files."""


class BadDirectory(CommuniqueError):
    """Say that a directory file breaks the rules for directory files."""


class BadRecord(CommuniqueError):
    """Say that a record cannot be opened, or refuses what is asked of it."""


class UnknownParty(CommuniqueError):
    """Say that nobody is known by the name asked for."""
