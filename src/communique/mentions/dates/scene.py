"""Hold what a relative date is read against: publication, the dates before it, the tense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from communique.mentions.dates import values
from communique.mentions.dates.tense import (
    find_close_tense,
    find_tense,
    is_before_noun,
    is_pluperfect,
    opens_sentence,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from communique.mentions.dates.spelling import Spelling
    from communique.mentions.dates.values import Value

Tense = Literal["past", "future", "present"]

# In a history, a day so many days before the last one named lies in the next year. Set on
# WikiWars.
_TURN = 250
# The verb does not tell all about a date far off: a coming date this near beats a past date that
# far (days), as in "asked for talks on April 4", and a date just gone beats a coming one that far,
# as in "the talks scheduled for April 4 were cancelled". Without a verb to tell, a date lies
# behind unless that would be longer ago than the third of these. Set on AQUAINT.
_NEAR, _FAR, _LONG_AGO, _JUST_BEHIND = 75, 240, 300, 20
_VOTES = frozenset("election elections referendum midterms caucuses primary primaries".split())
_NEAR_WORDS = 3
# The first day named, at most so many days before publication, is that of the story.
_OF_THE_NEWS = 7


@dataclass(slots=True, kw_only=True)
class Scene:
    """Hold the state of reading one text from left to right.

    `today` is the publication date, None where unknown. In a `history` it is None too: dates lean
    on the dates before them and have nothing to do with publication. `previous` is the last
    calendar value read, `previous_day` the last of a single day, which was read at the word
    `spoken_at`, and `first_day` the first of the news; `timeline` is the last one at which the
    story itself stood: "the 1899 treaty" and "two years before" do not move it. `months` has the
    year that each month without one was found to lie in. `before_christ` is the year before Christ
    at which a history stands, None after.
    """

    spelling: Spelling
    today: date | None
    history: bool = False
    tense: Callable[[int, int], str | None] | None = None
    months: dict[int, int] = field(default_factory=dict)
    previous: Value | None = None
    timeline: Value | None = None
    previous_day: Value | None = None
    first_day: Value | None = None
    spoken_at: int | None = None
    before_christ: int | None = None

    @property
    def now(self) -> date | None:
        """Give the day that "last year" or "ten days ago" is counted from."""
        if self.today is not None:
            return self.today
        line = self.timeline or self.previous
        return line.start if line and self.history else None

    def remember(self, value: Value, *, moves: bool, at: int) -> None:
        """Keep a value for the expressions that lean on it; `moves` when the story is there."""
        self.previous = value
        self.before_christ = None
        if moves:
            self.timeline = value
        if value.grain == "day":
            self.previous_day, self.spoken_at = value, at
            age = (self.today - value.start).days if self.today is not None else -1
            if self.first_day is None and 0 <= age <= _OF_THE_NEWS:
                self.first_day = value

    def tense_at(self, first: int, last: int) -> tuple[str | None, bool]:
        """Ask for the tense at some words, and whether the answer can be trusted."""
        if self.tense is not None:
            answer = self.tense(self.spelling.starts[first], self.spelling.ends[last - 1])
            if answer in {"past", "future"}:
                return answer, True
        return find_tense(self.spelling, first, last), False

    def settle(
        self, candidates: list[Value], first: int, last: int, *, direction: str | None = None
    ) -> Value | None:
        """Choose among the same date in neighbouring years, by tense and by nearness."""
        if not candidates:
            return None
        today = self.today
        if today is None:
            return self._nearest_to_previous(candidates)
        latest = max((c for c in candidates if c.start <= today), key=_start, default=None)
        soonest = min((c for c in candidates if c.end >= today), key=_start, default=None)
        if latest is None or soonest is None:
            return latest or soonest
        if direction is None:
            direction = find_close_tense(self.spelling, first)
        past, future = (today - latest.end).days, (soonest.start - today).days
        if direction is None and self._is_of_a_vote(last):
            direction = "past" if past <= future else "future"
        if direction is None and (same := self._named_before(candidates)) is not None:
            return same
        if direction is None:
            direction = self._weigh_tense(first, last, past, future)
        chosen = soonest if direction == "future" else latest
        if chosen.grain in {"day", "month"}:
            self.months[chosen.start.month] = chosen.start.year
        return chosen

    def _weigh_tense(self, first: int, last: int, past: int, future: int) -> str | None:
        """Ask for the tense at a date, and weigh it against the days back and ahead."""
        direction, trusted = self.tense_at(first, last)
        if direction == "future" and is_before_noun(self.spelling, first, last):
            return "past" if past <= future else "future"
        if direction == "past" and (
            is_pluperfect(self.spelling, first)
            or (trusted and opens_sentence(self.spelling, first))
        ):
            return direction
        return _likely(direction, past, future)

    def ancient(self, step: int = 0, part: str = "") -> str:
        """Write the year so long after the one before Christ named last, "" where none was."""
        if self.before_christ is None or self.before_christ <= step:
            return ""
        return f"BC{self.before_christ - step:04}{part}"

    def _is_of_a_vote(self, last: int) -> bool:
        """Tell the day of a vote, which stays the nearest one: "to sway the Nov. 8 election"."""
        near = range(last, last + _NEAR_WORDS)
        return not _VOTES.isdisjoint(self.spelling.lower(index) for index in near)

    def _named_before(self, candidates: list[Value]) -> Value | None:
        """Choose the candidate in a month that the text has named: "on August 19 … in August"."""
        year = self.months.get(candidates[0].start.month)
        return next((c for c in candidates if c.start.year == year), None)

    def _nearest_to_previous(self, candidates: list[Value]) -> Value | None:
        line = self.timeline or self.previous
        if line is None or not self.history:
            return None
        # A history moves forward: a step back of some months is likelier than a leap of many.
        origin = line.start
        if line.grain in {"year", "season", "half", "quarter"}:
            inside = [c for c in candidates if line.start <= c.start <= line.end]
            if inside:
                return inside[0]
        # A year goes unsaid while it stays the same, or when it turns: "In December … In January".
        same = [c for c in candidates if c.start.year == origin.year]
        after = [c for c in candidates if c.start.year == origin.year + 1]
        if after and (not same or (origin - same[0].start).days >= _TURN):
            return after[0]
        return same[0] if same else candidates[0]


def _start(value: Value) -> date:
    return value.start


def _likely(direction: str | None, past: int, future: int) -> str:
    """Weigh a tense against the days back and ahead."""
    if direction == "past" and past > _FAR and future <= _NEAR:
        return "future"
    if direction == "future" and future > _FAR and past <= _JUST_BEHIND:
        return "past"
    if direction is None:
        return "past" if past <= _LONG_AGO else "future"
    return direction


def candidate_days(year: int, month: int, day: int) -> list[Value]:
    """List a day of the year in the year given and those beside it, where it exists."""
    found = (values.find_day(y, month, day) for y in (year - 1, year, year + 1))
    return [value for value in found if value is not None]
