"""Names within sentences: which take "the", and where one is in, at or on a place."""

from __future__ import annotations

import pytest

from communique.answers.naming import say_name, say_place


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kenya", "Kenya"),
        ("United States", "the United States"),
        ("Czech Republic", "the Czech Republic"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("European Union", "the European Union"),
        ("Council of Europe", "the Council of Europe"),
        ("Bank of England", "the Bank of England"),
        ("Red Cross", "the Red Cross"),
        ("NATO", "NATO"),
        ("Hamas", "Hamas"),
        ("Angela Merkel", "Angela Merkel"),
        ("soldiers of Russia", "soldiers of Russia"),
        ("officials of United States", "officials of the United States"),
        ("army of Netherlands", "the army of the Netherlands"),
        ("fishermen of Philippines", "fishermen of the Philippines"),
        ("two delegations of Kenya", "two delegations of Kenya"),
        ("Houthis", "the Houthis"),
        ("", ""),
        (" of ", " of "),
    ],
)
def test_names_take_the_article_that_english_asks_for(name: str, said: str) -> None:
    assert say_name(name) == said


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (None, ""),
        ("Oslo", " in Oslo"),
        ("White House", " at the White House"),
        ("Camp David", " at Camp David"),
        ("South China Sea", " in the South China Sea"),
        ("Strait of Hormuz", " in the Strait of Hormuz"),
        ("Golan Heights", " on the Golan Heights"),
        ("West Bank", " in the West Bank"),
        ("Rafah crossing", " at the Rafah crossing"),
        ("Hampton Court", " in Hampton Court"),
        ("Philippines", " in the Philippines"),
    ],
)
def test_places_are_said_as_people_say_them(place: str | None, said: str) -> None:
    assert say_place(place) == said
