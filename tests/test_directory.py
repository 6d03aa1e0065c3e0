from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.directory import (
    find_place,
    load_directory,
    look_up,
    match_names,
    office_holder,
    role_of,
    state_on,
)
from communique.directory.check import check_directory
from communique.directory.load import list_files, read_tables
from communique.directory.people import read_succession
from communique.directory.spells import read_day, read_spell
from communique.directory.words import find_family, fits, make_family_forms, make_keys
from communique.errors import BadDirectory

if TYPE_CHECKING:
    from pathlib import Path

SPRING_2019 = date(2019, 4, 23)
DIRECTORY = load_directory()


def test_the_data_have_no_faults() -> None:
    assert [f for f in check_directory(DIRECTORY) if f.fault] == []


def test_no_office_has_two_holders_but_where_both_claimed_it() -> None:
    overlaps = {f.subject for f in check_directory(DIRECTORY) if "two at once" in f.remark}
    assert overlaps == {"CIV president", "KHM prime-minister"}


@pytest.mark.parametrize(
    ("names", "least"), [("states", 245), ("organisations", 3600), ("people", 8200)]
)
def test_the_directory_is_as_large_as_it_was(names: str, least: int) -> None:
    assert len(getattr(DIRECTORY, names)) >= least


@pytest.mark.parametrize(
    ("text", "on", "country", "sector", "name"),
    [
        ("Vietnam's president", "2019-04-23", "VNM", "GOV", "Nguyen Phu Trong"),
        ("Vietnam's president", "2017-04-23", "VNM", "GOV", "Tran Dai Quang"),
        ("the Russian foreign minister", "2019-04-23", "RUS", "GOV", "Sergei Lavrov"),
        ("President Medvedev", "2011-08-24", "RUS", "GOV", "Dmitry Medvedev"),
        ("US Secretary of State Mike Pompeo", "2019-04-23", "USA", "GOV", "Mike Pompeo"),
        ("Kim Jong Un", "2019-04-23", "PRK", "GOV", "Kim Jong-un"),
        ("Ghana's foreign minister", "2004-01-01", "GHA", "GOV", "Nana Akufo-Addo"),
        ("Bolivian President Banzer", "1999-05-01", "BOL", "GOV", "Hugo Banzer"),
        ("Treasury Secretary James Baker", "1987-03-01", "USA", "GOV", "James Baker"),
        ("Soviet foreign minister", "1987-01-01", "SUN", "GOV", "Eduard Shevardnadze"),
        ("President Bush", "1990-06-01", "USA", "GOV", "George H.W. Bush"),
        ("President Bush", "2004-06-01", "USA", "GOV", "George W. Bush"),
        ("former President Barack Obama", "2019-04-23", "USA", "ELI", "Barack Obama"),
        ("Trump", "2022-04-01", "USA", "ELI", "Donald Trump"),
        ("Hezbollah leader Hassan Nasrallah", "2019-04-23", "LBN", "REB", "Hassan Nasrallah"),
        ("the pope", "2019-04-23", "VAT", "REL", "Pope Francis"),
        ("NATO chief Jens Stoltenberg", "2019-04-23", "IGO", "GOV", "Jens Stoltenberg"),
        ("Jens Stoltenberg", "2010-04-23", "NOR", "GOV", "Jens Stoltenberg"),
        ("Governor Gretchen Whitmer", "2022-05-01", "USA", "GOV", "Gretchen Whitmer"),
        ("Kerala's chief minister", "2019-04-23", "IND", "GOV", "Pinarayi Vijayan"),
        ("Theresa May", "2021-03-01", "GBR", "LEG", "Theresa May"),
        ("Minister Jean-Yves Le Drian", "2022-09-01", "FRA", "GOV", "Jean-Yves Le Drian"),
        (
            "France's former minister Jean-Yves Le Drian",
            "2022-09-01",
            "FRA",
            "ELI",
            "Jean-Yves Le Drian",
        ),
    ],
)
def test_people_are_looked_up_by_name_title_and_day(
    text: str, on: str, country: str, sector: str, name: str
) -> None:
    entity = look_up(text, date.fromisoformat(on))
    assert entity is not None
    assert (entity.country, entity.sector, entity.name) == (country, sector, name)


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Kremlin spokesman", "RUS", "GOV"),
        ("Germany's defence ministry", "DEU", "GOV"),
        ("Turkish police", "TUR", "COP"),
        ("Palestinian gunmen", "PSE", "UAF"),
        ("Israeli troops", "ISR", "MIL"),
        ("Syrian rebels", "SYR", "REB"),
        ("the Pentagon", "USA", "MIL"),
        ("two Russian diplomats", "RUS", "GOV"),
        ("US senators", "USA", "LEG"),
        ("Nigeria's Senate", "NGA", "LEG"),
        ("a former CIA official", "USA", "ELI"),
        ("a Pakistani army spokesman", "PAK", "MIL"),
        ("IAEA inspectors", "UNO", "IGO"),
        ("the European Commission", "EUR", "GOV"),
        ("Zhongnanhai", "CHN", "GOV"),
        ("the Quai d'Orsay", "FRA", "GOV"),
        ("the Majles", "IRN", "LEG"),
        ("the Islamic Movement of Uzbekistan", "IMG", "REB"),
        ("Shining Path guerrillas", "PER", "REB"),
        ("the Congolese army", "COD", "MIL"),
        ("S.Korean officials", "KOR", "GOV"),
        ("the Bosnian Croats", "BIH", ""),
        ("refugees", "", "REF"),
        ("New York police", "USA", "COP"),
        ("Guangdong prosecutors", "CHN", "JUD"),
        ("Himachal Pradesh lawmakers", "IND", "LEG"),
        ("Xinhua", "CHN", "GOV"),
    ],
)
def test_roles_are_looked_up_by_country_and_noun(text: str, country: str, sector: str) -> None:
    entity = look_up(text, SPRING_2019)
    assert entity is not None
    assert (entity.country, entity.sector) == (country, sector)


@pytest.mark.parametrize("text", ["", "puppies", "Marcus Beam", "the"])
def test_what_names_no_actor_is_not_found(text: str) -> None:
    assert look_up(text, SPRING_2019) is None


def test_a_phrase_without_a_country_is_read_with_the_country_given() -> None:
    entity = look_up("the foreign minister", SPRING_2019, country="FRA")
    assert entity is not None
    assert entity.name == "Jean-Yves Le Drian"


@pytest.mark.parametrize(
    ("on", "sector"), [("2000-01-01", "GOV"), ("2010-01-01", "REB"), ("2022-05-01", "GOV")]
)
def test_the_taliban_govern_rebel_and_govern_again(on: str, sector: str) -> None:
    entity = look_up("Taliban", date.fromisoformat(on))
    assert entity is not None
    assert (entity.country, entity.sector) == ("AFG", sector)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("The US and the U.K. told us", [("US", "USA"), ("U.K.", "GBR")]),
        ("Who told the WHO ?", [("WHO", "UNO")]),
        ("al - Qaeda fighters", [("al - Qaeda", "IMG")]),
        ("al-Qaeda fighters", [("al-Qaeda", "IMG")]),
        ("a quad bike and a turkey", []),
        ("the United Nations Security Council met", [("United Nations Security Council", "UNO")]),
        ("Iran 's People 's Daily", [("Iran", "IRN"), ("People 's Daily", "CHN")]),
        ("the People’s Liberation Army", [("People’s Liberation Army", "CHN")]),
        ("he left", []),
    ],
)
def test_names_are_matched_as_they_are_written(words: str, found: list[tuple[str, str]]) -> None:
    split = words.split()
    matches = match_names(split, DIRECTORY)
    assert [(" ".join(split[m.first : m.last]), m.entries[0].country) for m in matches] == found


def test_in_a_line_of_capitals_a_common_word_is_no_name() -> None:
    words = "WHO TOLD THE SECURITY COUNCIL".split()
    assert [m.first for m in match_names(words, DIRECTORY)] == [0, 3]
    assert [m.first for m in match_names(words, DIRECTORY, capitals=True)] == [3]


@given(st.lists(st.sampled_from("the US us Kim Jong - un of Republic China 's North".split())))
def test_matches_never_overlap_and_run_forward(words: list[str]) -> None:
    matches = match_names(words, DIRECTORY)
    bounds = [edge for m in matches for edge in (m.first, m.last)]
    assert bounds == sorted(bounds)
    assert all(m.first < m.last <= len(words) for m in matches)


@pytest.mark.parametrize(
    ("country", "office", "on", "name"),
    [
        ("USA", "foreign-minister", "2019-04-23", "Mike Pompeo"),
        ("USA", "secretary of state", "2019-04-23", "Mike Pompeo"),
        ("DEU", "prime minister", "2019-04-23", "Angela Merkel"),
        ("PRK", "leader", "2010-01-01", "Kim Jong-il"),
        ("UNO", "secretary-general", "2005-01-01", "Kofi Annan"),
        ("RUS", "president", "1999-12-31", "Vladimir Putin"),
        ("NATO", "secretary-general", "2024-12-01", "Mark Rutte"),
    ],
)
def test_who_held_an_office(country: str, office: str, on: str, name: str) -> None:
    entry = office_holder(country, office, date.fromisoformat(on))
    assert entry is not None
    assert entry.name == name


def test_nobody_holds_an_office_that_stood_empty() -> None:
    assert office_holder("KOR", "president", date(2017, 4, 1)) is None
    assert office_holder("RUS", "emperor", SPRING_2019) is None


@pytest.mark.parametrize(
    ("person", "on", "role"),
    [
        ("dmitry-medvedev", "2011-08-24", "president"),
        ("dmitry-medvedev", "2019-04-23", "prime minister"),
        ("dmitry-medvedev", "2004-12-31", "chief of staff"),
        ("kim-jong-un", "2019-04-23", "leader"),
        ("barack-obama", "2019-04-23", ""),
        ("nobody", "2019-04-23", ""),
    ],
)
def test_a_role_is_that_of_the_day(person: str, on: str, role: str) -> None:
    assert role_of(person, date.fromisoformat(on)) == role


@pytest.mark.parametrize(
    ("code", "on", "acting"),
    [
        ("RUS", "1991-12-25", "SUN"),
        ("RUS", "1991-12-26", "RUS"),
        ("UKR", "1985-01-01", "SUN"),
        ("SRB", "1999-03-24", "YUG"),
        ("SRB", "2004-01-01", "SCG"),
        ("XKX", "2010-01-01", "XKX"),
        ("CZE", "1990-01-01", "CSK"),
        ("FRA", "1950-01-01", "FRA"),
        ("UNO", "1950-01-01", "UNO"),
    ],
)
def test_the_state_is_that_of_the_day(code: str, on: str, acting: str) -> None:
    assert state_on(code, date.fromisoformat(on)) == acting


@given(st.dates(date(1946, 1, 1), date(2026, 1, 1)), st.sampled_from(sorted(DIRECTORY.states)))
def test_the_state_of_a_day_is_always_one_we_know(on: date, code: str) -> None:
    assert state_on(code, on) in DIRECTORY.states


@pytest.mark.parametrize(
    ("name", "near", "country"),
    [
        ("Kiev", set(), "UKR"),
        ("Panmunjom", set(), "KOR"),
        ("Russky Island", set(), "RUS"),
        ("Davos", set(), "CHE"),
        ("Tripoli", set(), "LBY"),
        ("Tripoli", {"LBN"}, "LBN"),
        ("San José", {"CRI"}, "CRI"),
        ("San Jose", set(), "USA"),
        ("Texas", set(), "USA"),
        ("Sichuan", set(), "CHN"),
        ("Avdiivka", set(), "UKR"),
    ],
)
def test_places_are_found_by_name_and_neighbourhood(
    name: str, near: set[str], country: str
) -> None:
    place = find_place(name, near)
    assert place is not None
    assert place.country == country


def test_an_unknown_place_is_not_found() -> None:
    assert find_place("Nowhere-upon-Sea") is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1999-12-31/2008-05-07", date(1999, 12, 31), date(2008, 5, 7)),
        ("1999/2000-02", date(1999, 1, 1), date(2000, 2, 29)),
        ("/1991", None, date(1991, 12, 31)),
        ("2012-05/", date(2012, 5, 1), None),
        ("", None, None),
    ],
)
def test_spells_are_read(text: str, start: date | None, end: date | None) -> None:
    assert read_spell(text) == (start, end)


def test_a_broken_spell_is_refused() -> None:
    with pytest.raises(BadDirectory):
        read_spell("May 1999")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_month_or_year_holds_its_days(day: date) -> None:
    for text in (f"{day:%Y}", f"{day:%Y-%m}", f"{day:%Y-%m-%d}"):
        assert read_day(text) <= day <= read_day(text, last=True)


def test_a_term_ends_where_the_next_begins_unless_it_says_so() -> None:
    lines = ["1999-12-31 Ann Able", "2008-05-07/2009 Bob Baker", "2009-06-01/ Cy Coe"]
    ends = [end for _, _, end in read_succession("x", lines, many=False)]
    assert ends == [date(2008, 5, 7), date(2009, 6, 1), None]
    ends = [end for _, _, end in read_succession("x", lines, many=True)]
    assert ends == [None, date(2009, 12, 31), None]


def test_a_broken_line_of_a_succession_is_refused() -> None:
    with pytest.raises(BadDirectory):
        read_succession("x", ["since 1999 Ann Able"], many=False)


@pytest.mark.parametrize(
    ("name", "family_first", "family"),
    [
        ("Vladimir Putin", False, "Putin"),
        ("Kim Jong-un", True, "Kim"),
        ("Mohammed bin Salman", False, "bin Salman"),
        ("Ursula von der Leyen", False, "von der Leyen"),
        ("Suharto", False, "Suharto"),
        ("Ferdinand Marcos Jr.", False, "Marcos"),
    ],
)
def test_family_names(name: str, *, family_first: bool, family: str) -> None:
    assert find_family(name, family_first=family_first) == family


def test_an_arabic_article_may_be_left_out() -> None:
    assert {"al-Assad", "Assad", "el-Assad"} <= set(make_family_forms("al-Assad"))


def test_names_are_keyed_as_either_tokeniser_splits_them() -> None:
    keys = set(make_keys("Kim Jong-un"))
    assert {("kim", "jong-un"), ("kim", "jong", "-", "un"), ("kim", "jong", "un")} <= keys
    assert ("people", "'s", "daily") in set(make_keys("People's Daily"))
    assert {("élysée",), ("elysee",)} <= set(make_keys("Élysée"))


@pytest.mark.parametrize(
    ("surface", "words", "fit"),
    [
        ("US", ["US"], True),
        ("US", ["us"], False),
        ("WHO", ["Who"], False),
        ("al-Qaeda", ["Al-Qaeda"], True),
        ("Kremlin", ["KREMLIN"], True),
        ("loya jirga", ["loya", "jirga"], True),
    ],
)
def test_case_decides(surface: str, words: list[str], *, fit: bool) -> None:
    assert fits(surface, words) is fit


def test_a_folder_of_ones_own_adds_and_comes_first(tmp_path: Path) -> None:
    (tmp_path / "groups.toml").write_text('[FRA]\n"Able Front|AF" = "REB 2020/"\n')
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "own.toml").write_text(
        '["Able Front"]\nleader = ["2020-01-01/ Ann Able"]\n'
    )
    directory = load_directory(tmp_path)
    assert directory.names["able", "front"][0].sector == "REB"
    entry = office_holder("Able Front", "leader", date(2021, 1, 1), directory)
    assert entry is not None
    assert (entry.name, entry.country, entry.sector) == ("Ann Able", "FRA", "REB")


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "states.toml").write_text("[states\n")
    with pytest.raises(BadDirectory, match=r"states\.toml"):
        load_directory(tmp_path)
    with pytest.raises(BadDirectory):
        load_directory(tmp_path / "missing")


def test_an_unwritable_cache_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    (tmp_path / "groups.toml").write_text('[FRA]\n"Able Front" = "REB"\n')
    tables = read_tables(list_files(tmp_path))
    assert list(tables.values()) == [{"FRA": {"Able Front": "REB"}}]


def test_the_cache_gives_what_parsing_gave(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "groups.toml").write_text('[FRA]\n"Able Front" = "REB"\n')
    files = list_files(tmp_path)
    assert read_tables(files) == read_tables(files)
    assert len(list((tmp_path / "cache" / "communique").iterdir())) == 1


def test_a_successor_takes_over_on_the_day_of_change() -> None:
    rows = DIRECTORY.terms["USA", "president"]
    for (_, term), (_, following) in pairwise(rows):
        assert term.end == following.start
        assert following.start - term.start > timedelta(days=300)
