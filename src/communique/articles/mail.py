"""Read a saved mail: its body is the report, its subject the title."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import EmailPolicy
from typing import TYPE_CHECKING, cast

from communique.articles.drafts import Draft
from communique.articles.pages import read_fragment
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from email.message import EmailMessage

    from communique.articles.rows import Found

# What the standard library's parser raises for broken mails, beside what it means to raise.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)

# What a field of the head may hold at most. The library's parser of fields takes thousands of
# times the memory of what it reads.
LONGEST_FIELD = 2_000
# Lines that may begin a part. The library takes minutes for a mail of a million of them.
MOST_PARTS = 5_000


class _Bounded(EmailPolicy):
    """Read fields as the library does, but only their beginnings where they are endless."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_FIELD]


POLICY = _Bounded()


def read_mail(content: bytes, stem: str, subject: str) -> Found:
    """Read a mail as one article, plain text before HTML; attachments are left."""
    if content.count(b"\n--") > MOST_PARTS:
        return UnreadableInput(subject, "is a mail of too many parts", "save the text of one")
    try:
        message = cast("EmailMessage", message_from_bytes(content, policy=POLICY))
        body = message.get_body(preferencelist=("plain", "html"))
        text = "" if body is None else str(body.get_content())
        if body is not None and body.get_content_type() == "text/html":
            text = read_fragment(text)
        fields = {name: str(message.get(name) or "") for name in ("subject", "date", "from")}
    except FAULTS as error:
        raise UnreadableInput(subject, f"is a broken mail: {error}", "save its text") from error
    if not text.strip():
        return UnreadableInput(subject, "is a mail without text", "save what is attached to it")
    return Draft(
        subject=subject,
        id=stem,
        text=text,
        title=fields["subject"] or None,
        published=fields["date"] or None,
        source=fields["from"] or None,
    )
