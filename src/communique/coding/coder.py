"""The whole flow on one page: an article's text in, its events out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from communique.coding.addressing import find_addressees
from communique.coding.anchoring import saying_before
from communique.coding.candidates import Story
from communique.coding.choosing import choose_date
from communique.coding.confidence import LEAST, count_told, rate
from communique.coding.dating import date_by_story, date_told, day_of, find_story_day
from communique.coding.drafting import make_drafts
from communique.coding.events import is_historical, make_event
from communique.coding.goals import place_group
from communique.coding.grouping import gather
from communique.coding.headlines import fold_headlines
from communique.coding.meetings import date_at_meeting, date_of_meeting
from communique.coding.politics import rate_politics
from communique.coding.relevance import drop_play, drop_private, is_of_play
from communique.coding.scenes import make_scene
from communique.coding.sites import choose_place, is_elsewhere
from communique.coding.tense import is_awaited, is_future_in_past, tense_of
from communique.coding.themes import find_owners_of_themes
from communique.directory import load_directory
from communique.language import read_sentences
from communique.lexicon import load_lexicon
from communique.mentions.actors import find_actors
from communique.mentions.dates import find_dates
from communique.mentions.places import find_desk, find_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from communique.coding.attribution import Source
    from communique.types import Article, Event, Sentence, When


def code(
    article: Article, *, directory: Path | None = None, lexicon: Path | None = None
) -> list[Event]:
    """Code one report: return its events in the order of the text."""
    sentences = read_sentences(article)
    return code_sentences(article, sentences, directory=directory, lexicon=lexicon)


def code_articles(
    articles: Iterable[Article], *, directory: Path | None = None, lexicon: Path | None = None
) -> Iterator[tuple[Article, list[Event]]]:
    """Code many reports, yielding each with its events."""
    for article in articles:
        sentences = read_sentences(article)
        yield article, code_sentences(article, sentences, directory=directory, lexicon=lexicon)


def code_sentences(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    directory: Path | None = None,
    lexicon: Path | None = None,
) -> list[Event]:
    """Code the parsed sentences of one report."""
    world, words = load_directory(directory), load_lexicon(lexicon)
    desk = find_desk(article)
    actors = find_actors(sentences, world, article.published, desk=desk)
    places = find_places(sentences, world, actors, desk=desk)
    dates = find_article_dates(article, sentences)
    story_day = find_story_day(
        article, [(s, when) for s in sentences[:4] for when in dates[s.index]]
    )
    today = story_day or day_of(article)
    drafts = []
    speaker: Source | None = None
    teller: Source | None = None
    for sentence in sentences:
        found, own = make_drafts(
            sentence,
            actors[sentence.index],
            dates[sentence.index],
            places[sentence.index],
            words,
            speaker,
            today,
            teller=teller,
        )
        drafts.extend(found)
        teller = own or teller
        speaker = own or (speaker if sentence.quoted else None)
    drafts = find_owners_of_themes(drafts, sentences, actors)
    drafts = drop_private(find_addressees(drafts, actors))
    if is_of_play(sentences):
        drafts = drop_play(drafts)
    events = []
    story = Story(article, story_day, list(zip(sentences, dates, strict=True)))
    groups = fold_headlines(gather(drafts))
    counted = count_told(groups, len(sentences), rate_politics(article))
    ruled_places = [place_group(group.drafts, actors, world) for group in groups]
    placed = list(zip(groups, ruled_places, strict=True))
    scene = make_scene(sentences, places, actors, placed, desk, world)
    for place_in_story, group in enumerate(groups):
        confidence, marks = rate(group, place_in_story, counted)
        if confidence < LEAST:
            continue
        told = (
            date_told(article, group)
            or date_at_meeting(group, groups)
            or date_of_meeting(article, group, groups)
        )
        ruled = told or date_by_story(article, group, story_day, story.told)
        when, lines = choose_date(story, group, told, ruled)
        if when is not None:
            story.dated.append((group, when))
        history = is_elsewhere(group.drafts[0]) or (
            when is not None and is_historical(when, article)
        )
        place, place_lines = choose_place(
            scene, group, ruled_places[place_in_story], history=history
        )
        lines = [*lines, *place_lines, f"confidence {confidence:.2f}: {', '.join(marks)}"]
        events.append(make_event(article, group, when, place, words.contexts, confidence, lines))
    return events


def find_article_dates(article: Article, sentences: Sequence[Sentence]) -> list[list[When]]:
    """Find the time expressions of each sentence; the text is read as one: dates lean on dates."""
    found: list[list[When]] = [[] for _ in sentences]
    for field, text in (("title", article.title or ""), ("text", article.text)):
        mine = [s for s in sentences if s.field == field]
        if not mine or not text:
            continue
        find = make_sentence_finder(mine)
        for when in find_dates(text, published=article.published, tense=make_tense_reader(mine)):
            sentence = find(when.span.start) if when.span is not None else None
            if sentence is not None:
                found[sentence.index].append(keep_today(article, sentence, when))
    return found


def make_sentence_finder(sentences: Sequence[Sentence]) -> Callable[[int], Sentence | None]:
    """Make a function that finds the sentence in which a character stands."""
    starts = [sentence.span.start for sentence in sentences]

    def find_sentence(at: int) -> Sentence | None:
        place = bisect_right(starts, at) - 1
        return sentences[place] if place >= 0 and at < sentences[place].span.end else None

    return find_sentence


def keep_today(article: Article, sentence: Sentence, when: When) -> When:
    """Keep the publication's own weekday today where a clause looks ahead from the past.

    "She was due to meet him on Sunday", printed on a Sunday, is not of the Sunday after.
    """
    today = article.published
    if today is None or when.span is None or when.basis != "relative":
        return when
    if when.start != when.end or when.start != today + timedelta(days=7):
        return when
    token = next((t for t in sentence.tokens if t.end > when.span.start), None)
    if token is None or not is_future_in_past(sentence, token.index):
        return when
    return replace(when, start=today, end=today, edtf=today.isoformat(), timex=today.isoformat())


DUE = frozenset({"due", "scheduled", "slated"})
_REACH = 4


def is_due(sentence: Sentence, index: int) -> bool:
    """Tell whether a date is that for which something is due: "a summit due to open Saturday"."""
    for token in reversed(sentence.tokens[max(index - _REACH, 0) : index]):
        if token.text == "," or token.xpos in {"VBD", "VBZ"}:
            return False
        if token.text.lower() in DUE:
            return True
    return False


def make_tense_reader(sentences: Sequence[Sentence]) -> Callable[[int, int], str | None]:
    """Make a function that tells the direction of the clause in which some characters stand."""
    find = make_sentence_finder(sentences)

    def read_tense(start: int, end: int) -> str | None:
        sentence = find(start)
        if sentence is None:
            return None
        for token in sentence.tokens:
            if token.start < end and start < token.end:
                if saying_before(sentence, token.index, token.index) >= 0:
                    return "past"
                if is_due(sentence, token.index) or is_awaited(sentence, token.index):
                    return "future"
                return tense_of(sentence, token.index)
        return None

    return read_tense
