"""Write names within a sentence: "the" where English asks for it, places with "at" or "in"."""

from __future__ import annotations

import re
from typing import Final

# Names that take "the" and show it by no word of theirs.
ARTICLED: Final = frozenset(
    {
        "Arctic", "Atlantic", "Azores", "Bahamas", "Balkans", "Baltics", "Blue House", "Bosphorus",
        "Bundestag", "CIA", "Capitol", "Caribbean", "Caucasus", "Comoros", "DMZ", "Danube",
        "Donbas", "EU", "European Parliament", "FBI", "Gambia", "Golan", "Holy See",
        "Horn of Africa", "Houthis", "IAEA", "IMF", "Indus", "Knesset", "Kremlin",
        "Kurils", "Levant", "Maldives", "Mediterranean", "Mekong", "Middle East", "Netherlands",
        "Nile", "OPCW", "OSCE", "Oval Office", "PLO", "Pacific", "Pentagon", "Philippines",
        "Rhine", "Sahara", "Sahel", "Senate", "Seychelles", "Sinai", "Taliban", "UN", "Vatican",
        "WHO", "WTO", "West Bank", "White House",
    }
)  # fmt: skip
# The last words of names that take it: the Gaza Strip, the Red Cross, the Czech Republic.
KINDS: Final = frozenset(
    "Agency Alliance Army Association Authority Brotherhood Canal Caucasus Coalition Commission "
    "Committee Community Conference Congress Corridor Council Court Crescent Cross Department "
    "Desert East Emirates Federation Forest Front Fund Gap Group Gulf Heights Islands Kingdom "
    "League Line Ministry Movement Nations Navy Ocean Organisation Organization Party Peninsula "
    "Quartet Region Republic River Sea Secretariat Society States Strait Straits Strip "
    "Territories Treasury Tribunal Triangle Union Valley Zone border bridge corridor crossing "
    "hospital peninsula plant region straits".split()
)
# Names that end as those do and take none.
BARE: Final = frozenset({"Hampton Court", "Pine Gap", "Wye River"})
# The first words of names that take it before "of": the Strait of Hormuz, the Bank of England.
HEADS: Final = frozenset(
    "Army Bank Bay Church Commonwealth Council Gulf League Ministry "
    "Organisation Organization Republic Sea State Strait Straits Union".split()
)
# In a name we made, such as "troops of India", what is many though no "s" shows it.
MANY: Final = frozenset("aircraft children people personnel police staff youth".split())
NUMBERS: Final = frozenset(
    "a all an both dozens eight each every few five four hundreds many most nine no one seven "
    "several six some ten tens thousands three two".split()
)
# Where one is at, or on, rather than in.
VENUES: Final = re.compile(
    r"\b(House|Palace|Office|Kremlin|Pentagon|headquarters|Airport|University|David|Mar-a-Lago"
    r"|Base|River|bridge|Bridge|crossing|hospital|border|plant)$"
)
GROUNDS: Final = re.compile(r"\b(Peninsula|peninsula|Heights|Line|Island)$")


def say_name(name: str) -> str:
    """Give a name as it stands within a sentence: the United States, a court of the EU."""
    head, of, rest = name.partition(" of ")
    if not of or not head.strip() or name in ARTICLED:
        return f"the {name}" if takes_article(name) else name
    the = "the " if head in HEADS or head.endswith("Republic") else ""
    return f"{the}{_say_head(head)} of {say_name(rest)}"


def takes_article(name: str) -> bool:
    """Tell whether a proper name takes "the"."""
    words = name.split()
    if name in ARTICLED:
        return True
    return len(words) > 1 and words[-1] in KINDS and name not in BARE


def _say_head(head: str) -> str:
    """Put "the" before one thing of somebody's: the army of Israel, but troops of India."""
    words = head.split()
    many = words[-1].endswith(("s", "men")) or words[-1] in MANY or words[0].lower() in NUMBERS
    return head if many or not head[0].islower() else f"the {head}"


def say_place(name: str | None) -> str:
    """Say where something is, with a space before it, or nothing: at the White House."""
    if not name:
        return ""
    where = "at" if VENUES.search(name) else "on" if GROUNDS.search(name) else "in"
    return f" {where} {say_name(name)}"
