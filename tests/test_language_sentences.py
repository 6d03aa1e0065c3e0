from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.language.datelines import find_dateline
from communique.language.quotes import find_quotes
from communique.language.sentences import split_paragraphs, split_sentences

BREAK = " | "


@pytest.mark.parametrize(
    "marked",
    [
        "The two met. | They shook hands.",
        "He met Mr. Vance in the U.S. Senate on Nov. 12 and left.",
        "She works for the U.S. | The firm is in Ohio.",
        "It began at 9 a.m. on Monday. | Nobody came.",
        "It ended at 5 p.m. | Police then left.",
        "Dr. Ana P. Lopez spoke. | Gen. Ruiz did not.",
        '"We are ready," he said. | "They are not."',
        '"Will you go?" she asked. | He nodded.',
        '"Never!" Smith said. | The crowd cheered.',
        "“We won’t go.” | He left the room.",
        "They paid $3.5 million. | Sales fell 2.1 percent.",
        "He waited... and then left.",
        "Who knows? | No one does!",
        "(They had met before.) | The talks went on.",
        "Acme Inc. and Beta Corp. signed. | Shares rose.",
        "It was the No. 2 bank. | The answer was No. | Then it closed.",
        "George W. Bush met J. K. Lee.",
        "The minister resigned.[1] | A successor was named.",
        "They voted last week.The council agreed.".replace("week.The", "week. | The"),
        "The envoy, i.e. Mr. Cho, arrived.",
        "Yahoo! said it would sell.",
        "The two envoys in Geneva | Image: Ana Lopez.",
    ],
)
def test_sentences_end_where_readers_end_them(marked: str) -> None:
    text = marked.replace(BREAK, " ")
    if "last week" in marked:
        text = marked.replace(BREAK, "")
    found = [text[s.start : s.end] for s in split_sentences(text)]
    assert found == marked.split(BREAK)


def test_paragraphs_end_at_blank_lines_not_at_wraps() -> None:
    text = (
        "The foreign ministers of both countries met on Monday to\n"
        "discuss the border and the fate of the prisoners, their\n"
        "spokesmen said.\n\nNo date was set."
    )
    found = [text[p.start : p.end] for p in split_paragraphs(text)]
    assert found == [text[: text.index("\n\n")], "No date was set."]


def test_lines_without_blanks_are_paragraphs() -> None:
    text = "Talks resume\nThe two sides met on Monday.\nThey will meet again."
    assert [(p.kind, text[p.start : p.end]) for p in split_paragraphs(text)] == [
        ("headline", "Talks resume"),
        ("body", "The two sides met on Monday."),
        ("body", "They will meet again."),
    ]


def test_bullets_make_lists_and_are_no_words() -> None:
    text = "Agreed:\n- The border opens\n- Prisoners return\n1. Trade resumes"
    found = [(s.kind, text[s.start : s.end]) for s in split_sentences(text)]
    assert found[1:] == [
        ("list", "The border opens"),
        ("list", "Prisoners return"),
        ("list", "Trade resumes"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Smith",
        "By Jane Smith and Omar Haddad",
        "Published 9:47 PM, April 23, 2019",
        "Updated: 12 May 2014 10:03 GMT",
    ],
)
def test_bylines_and_publication_lines_are_no_sentences(line: str) -> None:
    text = f"{line}\n\nThe talks ended on Monday."
    assert [text[s.start : s.end] for s in split_sentences(text)] == ["The talks ended on Monday."]


def test_a_sentence_that_begins_with_by_is_no_byline() -> None:
    text = "By Friday, Ankara Had Agreed\n\nThe talks ended."
    assert len(list(split_sentences(text))) == 2


@pytest.mark.parametrize(
    ("dateline", "place", "date"),
    [
        ("MOSCOW, Russia – ", "MOSCOW, Russia", ""),
        ("KHARTOUM, Nov. 12, 2006 (Xinhua) -- ", "KHARTOUM", "Nov. 12, 2006"),
        ("BEIJING (AP) — ", "BEIJING", ""),
        ("WASHINGTON, April 25 (Reuters) - ", "WASHINGTON", "April 25"),
        ("UNITED NATIONS — ", "UNITED NATIONS", ""),
        ("Kabul, 3 May 2011 (AFP) – ", "Kabul", "3 May 2011"),
        ("Hanoi (dpa) - ", "Hanoi", ""),
        ("Geneva – ", "Geneva", ""),
        ("Toledo, Ohio, United States - ", "Toledo, Ohio, United States", ""),
        ("(CNN) -- ", "", ""),
    ],
)
def test_datelines_are_found_and_belong_to_no_sentence(
    dateline: str, place: str, date: str
) -> None:
    text = f"{dateline}The president met his guest. They left."
    found = find_dateline(text)
    assert next(iter(split_sentences(text))).start == len(dateline)
    if place:
        assert found is not None
        assert (found.place, found.date) == (place, date)
        assert found.place_span is not None
        assert text[found.place_span.start : found.place_span.end] == place


@pytest.mark.parametrize(
    "text",
    [
        "The president – who was ill – stayed at home.",
        "NATO: the alliance at seventy is strong.",
        "Moscow has denied the charge – again.",
        "US-led forces left.",
        "Putin - a former officer - spoke.",
        "Pool B – Chile 2, Ghana 1.",
    ],
)
def test_plain_sentences_have_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_a_line_with_a_date_alone_dates_the_report() -> None:
    found = find_dateline("Talks end\n\nThursday, November 3, 2005\n\nThe talks ended.")
    assert found is not None
    assert (found.place, found.date) == ("", "Thursday, November 3, 2005")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ('He said "no" and "yes".', ["no", "yes"]),
        ("He said “no. Never” twice.", ["no. Never"]),
        ('"We open here and go on.', ["We open here and go on."]),
        ("‘Not now,’ she said.", ["Not now,"]),
        ("the workers’ rights", []),
        ('a 6" pipe', []),
    ],
)
def test_quotes_are_found(text: str, quotes: list[str]) -> None:
    assert [text[a:b] for a, b in find_quotes(text, 0, len(text))] == quotes


@given(st.text(alphabet=st.characters(), max_size=300))
def test_sentences_are_in_order_and_without_outer_spaces(text: str) -> None:
    last = 0
    for s in split_sentences(text):
        assert last <= s.start < s.end <= len(text)
        assert text[s.start : s.end].strip() == text[s.start : s.end]
        last = s.end
