"""Read a saved mail: its body is the report, its subject the title."""

from __future__ import annotations

from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from communique.articles.drafts import Draft
from communique.articles.pages import read_fragment
from communique.errors import UnreadableInput

if TYPE_CHECKING:
    from communique.articles.rows import Found

# What the standard library's parser raises for broken mails, beside what it means to raise.
FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)


def read_mail(content: bytes, stem: str, subject: str) -> Found:
    """Read a mail as one article, plain text before HTML; attachments are left."""
    try:
        message = message_from_bytes(content, policy=policy.default)
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
