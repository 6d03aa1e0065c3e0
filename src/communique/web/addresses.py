"""Where pages are found: at a server's addresses, or as files beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

if TYPE_CHECKING:
    from communique.web.query import Query


class Addresses(Protocol):
    """Give the address of every page; None where there is no such page."""

    @property
    def live(self) -> bool:
        """Tell whether somebody answers: forms and free filters need that."""
        ...

    def deeds(self, query: Query) -> str | None:
        """Give the address of a view of the record."""
        ...

    def actor(self, name: str) -> str | None:
        """Give the address of a country's or an entity's page."""
        ...

    def dyad(self, one: str, other: str) -> str | None:
        """Give the address of the page on two parties."""
        ...

    def article(self, name: str, event: str = "") -> str | None:
        """Give the address of an article, at the words of one event."""
        ...

    def occurrence(self, name: str) -> str:
        """Give the address of a deed's page."""
        ...

    def page(self, name: str) -> str | None:
        """Give the address of a page without a subject: calendar, try, about."""
        ...

    def static(self, name: str) -> str:
        """Give the address of a part of all pages: a style sheet, a script."""
        ...


def encode(name: str) -> str:
    """Write an id as one step of a path."""
    return quote(name, safe="")


class Served:
    """Give the addresses at which the server answers."""

    live = True

    def deeds(self, query: Query) -> str:
        """Give the address of a view: its whole state stands in it."""
        asked = query.encode()
        return f"/?{asked}" if asked else "/"

    def actor(self, name: str) -> str:
        """Give the address of a country's or an entity's page."""
        return f"/actor/{encode(name)}"

    def dyad(self, one: str, other: str) -> str:
        """Give the address of the page on two parties."""
        return f"/dyad/{encode(one)}/{encode(other)}"

    def article(self, name: str, event: str = "") -> str:
        """Give the address of an article, at the words of one event."""
        return f"/article/{encode(name)}" + (f"#e-{event}" if event else "")

    def occurrence(self, name: str) -> str:
        """Give the address of a deed's page."""
        return f"/occurrence/{encode(name)}"

    def page(self, name: str) -> str:
        """Give the address of a page without a subject."""
        return f"/{name}"

    def static(self, name: str) -> str:
        """Give the address of a part of all pages."""
        return f"/static/{name}"
