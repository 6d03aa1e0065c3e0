"""The page as a browser gets it: what stands in it, what its twins say, what it refuses."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from making import NO_DAY, make_article, make_entity, make_event, make_evidence, make_when

from communique.answers import open_record
from communique.errors import UnreadableInput
from communique.types import Place, Span

pytest.importorskip("starlette")
from starlette.testclient import TestClient

from communique.web.answering import Pasted
from communique.web.app import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from communique.types import Article, Event

HOSTILE = '<script>alert("x")</script> \u202eevil\u202c =cmd & <img src=x onerror=y>'
USA = make_entity("Washington", id="USA", name="United States", country="USA", span=None)
RUS = make_entity("Moscow", id="RUS", name="Russia", country="RUS", span=None)


def make_pair(number: int, text: str, **fields: Any) -> tuple[Article, list[Event]]:
    article = make_article(
        text, id=f"a{number}", published=date(2019, 6, 12), title=f"Report {number}", source="Wire"
    )
    event = make_event(
        id=f"{number:016}",
        evidence=(
            make_evidence(
                text,
                text.split(maxsplit=1)[0],
                article=article.id,
                span=Span(0, len(text)),
            ),
        ),
        **{"actors": (USA,), "recipients": (RUS,), "place": None, "attribution": ()} | fields,
    )
    return article, [event]


def make_when_of(year: int) -> Any:
    day = date(year, 3, 4)
    return make_when(start=day, end=day, edtf=day.isoformat(), text="", span=None)


PAIRS = [
    make_pair(1, "Washington accused Moscow.", event="ACCUSE", score=-2.0, quad=3,
              date=make_when_of(2018)),
    make_pair(2, "Envoys will meet in Oslo.", status="planned", date=make_when_of(2020)),
    make_pair(3, f"Reports {HOSTILE}", date=make_when_of(2019)),
    make_pair(4, "Aid was sent.", event="AID", score=7.2, quad=2, recipients=(),
              date=make_when(**NO_DAY)),
]  # fmt: skip


def code(text: str, title: str, published: date | None) -> Pasted:
    """Find one event in whatever is pasted, and nothing in French."""
    if text.startswith("Le "):
        raise UnreadableInput("The report", "is not English", "translate it")
    article, events = make_pair(9, text)
    named = replace(article, title=title or None, published=published)
    return Pasted(article=named, events=tuple(events), doubts=("It is short.",))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "world.duckdb"
    with open_record(path) as record:
        record.store.add(PAIRS)
    return path


@pytest.fixture
def client(path: Path) -> Iterator[TestClient]:
    app = make_app(path, code)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


# --- what stands in the page --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", 4),
        ("who=USA", 4),
        ("who=Russia", 3),
        ("with=RUS&who=USA", 3),
        ("type=ACCUSE", 1),
        ("type=ACCUSE&type=AID", 2),
        ("status=planned", 1),
        ("since=2019", 2),
        ("until=2018-12", 1),
        ("since=2019&until=2019", 1),
        ("words=envoys oslo", 1),
        ("source=Wire", 4),
        ("place=CHE", 0),
        ("type=PROTEST", 0),
    ],
)
def test_filters_leave_what_they_say(client: TestClient, asked: str, shown: int) -> None:
    page = client.get(f"/?{asked}").text
    assert page.count('<tbody role="rowgroup" data-id') == shown
    deeds = client.get(f"/deeds.json?{asked}").json()["deeds"]
    assert len(deeds) == shown
    rows = list(csv.DictReader(io.StringIO(client.get(f"/deeds.csv?{asked}").text)))
    assert [row["occurrence"] for row in rows] == [deed["occurrence"] for deed in deeds]


def test_an_empty_view_says_what_to_do(client: TestClient) -> None:
    assert "see all 4 deeds" in client.get("/?type=PROTEST").text


def test_an_empty_record_says_what_to_do(tmp_path: Path) -> None:
    with open_record(tmp_path / "empty.duckdb"):
        pass
    app = make_app(tmp_path / "empty.duckdb", code)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert "communique add" in client.get("/").text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("who=Sherlock+Holmes", "Nobody is known by “Sherlock Holmes”"),
        ("since=yesterday", "“yesterday” is no date"),
        ("since=2020&until=2019", "after the last"),
    ],
)
def test_what_cannot_be_read_is_told(client: TestClient, asked: str, told: str) -> None:
    answer = client.get(f"/?{asked}")
    assert answer.status_code == 200
    assert told in answer.text


def test_a_name_that_nobody_has_leaves_nothing_and_stays_to_be_mended(client: TestClient) -> None:
    page = client.get("/?who=Sherlock+Holmes").text
    assert "<tbody" not in page
    assert 'name="who" value="Sherlock Holmes"' in page


@pytest.fixture
def long_ago(tmp_path: Path) -> Iterator[TestClient]:
    """Serve one deed of 1950, one in a month of 2016, and ten of 2015 to 2024."""
    path = tmp_path / "long.duckdb"
    month = make_when(start=date(2016, 5, 1), end=date(2016, 5, 31), edtf="2016-05", text="")
    dates = [make_when_of(1950), month, *map(make_when_of, range(2015, 2025))]
    with open_record(path) as record:
        record.store.add(
            make_pair(n, f"Moscow met Washington {n} times.", date=when)
            for n, when in enumerate(dates)
        )
    with TestClient(make_app(path, code), base_url="http://127.0.0.1") as client:
        yield client


def test_what_is_long_ago_is_counted_and_not_drawn_until_asked_for(long_ago: TestClient) -> None:
    page = long_ago.get("/").text
    assert '<a href="/?until=2014-12-31">1 before 2015</a> not drawn' in page
    assert 'data-start="1950' not in page
    asked = long_ago.get("/?until=2014-12-31").text
    assert 'data-start="1950' in asked
    assert "not drawn" not in asked


def test_a_month_among_years_is_drawn_wide_enough_to_be_seen(long_ago: TestClient) -> None:
    page = long_ago.get("/?view=timeline").text
    assert re.search(r'<rect class="sign" x="-3" [^>]*width="6"', page)


def test_conflict_is_a_diamond_on_the_map(tmp_path: Path) -> None:
    def place(name: str, east: float) -> Place:
        return Place(name=name, country="CHE", latitude=46.5, longitude=east, text="", span=None)

    with open_record(tmp_path / "map.duckdb") as record:
        record.store.add([
            make_pair(1, "Washington hit Moscow.", event="ASSAULT", score=-9.0, quad=4,
                      place=place("Geneva", 6.1)),
            make_pair(2, "Washington met Moscow.", score=1.0, place=place("Lugano", 8.9)),
        ])  # fmt: skip
    app = make_app(tmp_path / "map.duckdb", code)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        page = client.get("/?view=map").text
    assert re.search(r'<path class="point bad"[^>]*><title>Geneva: 1 deed, 1 of conflict', page)
    assert re.search(r'<circle class="point good"[^>]*><title>Lugano: 1 deed, 0 of conf', page)


def test_a_deed_chosen_shows_its_words_marked(client: TestClient) -> None:
    (deed,) = client.get("/deeds.json?type=ACCUSE").json()["deeds"]
    page = client.get(f"/?chosen={deed['occurrence']}").text
    assert '<mark class="m m-deed">Washington&nbsp;<span class="tag">did</span></mark>' in page
    assert "How this was decided" in page


def test_counts_stand_beside_the_filters(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r"Criticism and accusations</span> <span class=\"n\">1<", page)


# --- pages on one subject -----------------------------------------------------------------------


def first(client: TestClient, asked: str = "") -> dict[str, Any]:
    deed: dict[str, Any] = client.get(f"/deeds.json?{asked}").json()["deeds"][0]
    return deed


@pytest.mark.parametrize("view", ["table", "timeline", "network", "map"])
def test_every_view_is_drawn(client: TestClient, view: str) -> None:
    page = client.get(f"/?view={view}")
    assert page.status_code == 200
    address = "/" if view == "table" else f"/?view={view}"
    assert f'<a href="{address}" aria-current="true">{view.title()}' in page.text


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/actor/USA", "With whom"),
        ("/dyad/USA/RUS", "Ties over time"),
        ("/dyad/USA/RUS?on=2019-06-13", "As of"),
        ("/article/a1", "1 deed told here"),
        ("/calendar?on=2019-01-01", "Envoys will meet in Oslo."),
        ("/try", "Code it"),
        ("/about", "What it does not know"),
    ],
)
def test_pages_show_what_they_are_for(client: TestClient, address: str, shown: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assert shown in page.text


@pytest.mark.parametrize("address", ["/actor/USA", "/dyad/USA/RUS", "/article/a1", "/calendar"])
def test_pages_have_twins(client: TestClient, address: str) -> None:
    document = client.get(f"{address}.json").json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").text)))
    deeds = document["deeds"] if "deeds" in document else document["ahead"]
    assert deeds
    assert {row["occurrence"] for row in rows} >= {deed["occurrence"] for deed in deeds}


@pytest.mark.parametrize(("chart", "field"), [("network", "ties"), ("map", "places")])
def test_charts_have_twins_of_what_they_draw(tmp_path: Path, chart: str, field: str) -> None:
    lugano = Place(name="Lugano", country="CHE", latitude=46.0, longitude=8.9, text="", span=None)
    with open_record(tmp_path / "chart.duckdb") as record:
        record.store.add([make_pair(1, "Washington met Moscow.", score=1.0, place=lugano)])
    app = make_app(tmp_path / "chart.duckdb", code)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        given = client.get(f"/{chart}.json?since=2000").json()[field]
        table = client.get(f"/{chart}.csv?since=2000").text
        page = client.get(f"/?view={chart}").text
    assert given[0]["deeds"] == 1
    rows = list(csv.DictReader(io.StringIO(table)))
    assert [{k: "" if v is None else str(v) for k, v in row.items()} for row in given] == rows
    assert f"/{chart}.csv?" in page


def test_every_page_has_a_line_to_cite(client: TestClient) -> None:
    deed = first(client, "type=ACCUSE")
    for path in (
        "/", "/?view=network", "/actor/USA", "/dyad/USA/RUS", "/article/a1",
        f"/occurrence/{deed['occurrence']}", "/calendar?on=2019-01-01",
    ):  # fmt: skip
        assert 'class="cite"' in client.get(path).text, path


def test_a_deed_has_a_page_and_its_event_leads_there(client: TestClient) -> None:
    deed = first(client, "type=ACCUSE")
    page = client.get(f"/event/{deed['events'][0]}", follow_redirects=False)
    assert page.status_code == 303
    assert page.headers["location"].startswith(f"/occurrence/{deed['occurrence']}#e-")
    assert "Washington" in client.get(f"/occurrence/{deed['occurrence']}").text
    report = client.get(f"/occurrence/{deed['occurrence']}.json").json()["reports"][0]
    assert report["id"] == deed["events"][0]


def test_a_plan_does_not_read_as_done(client: TestClient) -> None:
    page = client.get("/calendar?on=2019-01-01").text
    assert "Planned: the United States to hold talks with Russia" in page


def test_what_is_planned_goes_into_a_calendar(client: TestClient) -> None:
    answer = client.get("/calendar.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20200304" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/nowhere", "/actor/nobody-such", "/article/none", "/occurrence/none", "/event/none",
     "/article/none.json", "/occurrence/none.csv", "/evidence?chosen=none", "/static/../app.py"],
)  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_name_that_ends_like_a_twin_keeps_its_page(tmp_path: Path) -> None:
    article, events = make_pair(1, "Washington accused Moscow.")
    article = replace(article, id="news/1.json")
    events = [
        replace(e, evidence=tuple(replace(v, article=article.id) for v in e.evidence))
        for e in events
    ]
    path = tmp_path / "odd.duckdb"
    with open_record(path) as record:
        record.store.add([(article, events)])
    with TestClient(make_app(path, code), base_url="http://127.0.0.1") as client:
        assert "1 deed told here" in client.get("/article/news%2F1.json").text
        assert client.get("/article/news%2F1.json.json").json()["article"]["article"] == article.id


def test_a_very_long_article_comes_in_parts(tmp_path: Path) -> None:
    lines = "\n".join(f"Line {n} of a very long report." for n in range(9000))
    article, events = make_pair(1, "Washington accused Moscow.")
    path = tmp_path / "long.duckdb"
    with open_record(path) as record:
        record.store.add([(replace(article, text=f"{article.text}\n{lines}"), events)])
    with TestClient(make_app(path, code), base_url="http://127.0.0.1") as client:
        seen = ""
        page = client.get("/article/a1").text
        while more := re.search(r'href="(/article/a1\?from=\d+)"', page):
            seen += page
            page = client.get(more[1]).text
        seen += page
    assert [int(n) for n in re.findall(r"Line (\d+) of", seen)] == list(range(9000))


# --- a report to try ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ('{"text": "Rome met.", "published": "2019-04-23"}', "application/json"),
        ("text=Rome+met.&published=23+April+2019", "application/x-www-form-urlencoded"),
    ],
)
def test_a_pasted_report_is_coded(client: TestClient, body: str, kind: str) -> None:
    answer = client.post("/code", content=body, headers={"content-type": kind})
    document = answer.json()
    assert document["published"] == "2019-04-23"
    assert [event["event"] for event in document["events"]] == ["CONSULT"]
    assert document["doubts"] == ["It is short."]


def test_plain_text_is_coded_too(client: TestClient) -> None:
    answer = client.post("/code", content="Rome met.", headers={"content-type": "text/plain"})
    assert len(answer.json()["events"]) == 1


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        ("", "text/plain", 400),
        ("{", "application/json", 400),
        ("[1]", "application/json", 400),
        ('{"text": "Rome met.", "published": "soon"}', "application/json", 400),
        ('{"text": "Rome met.", "published": "2019-04"}', "application/json", 400),
        ("Le roi est mort.", "text/plain", 422),
        ("x" * 700_000, "text/plain", 413),
    ],
)
def test_what_cannot_be_coded_is_refused(
    client: TestClient, body: str, kind: str, status: int
) -> None:
    answer = client.post("/code", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.json()["error"]


def test_the_form_shows_the_result_and_keeps_the_text(client: TestClient) -> None:
    page = client.post("/try", data={"text": "Rome met.", "title": "A title"})
    assert "1 event found" in page.text
    assert ">\nRome met.</textarea>" in page.text
    assert "It is short." in page.text


def test_an_example_stands_ready_for_who_has_no_report(client: TestClient) -> None:
    assert 'href="/try?example=1"' in client.get("/try").text
    assert re.search(r"<textarea[^>]*>\s*WASHINGTON, ", client.get("/try?example=1").text)


def test_another_sites_form_is_refused(client: TestClient) -> None:
    for origin in ("http://evil.example", "null"):
        answer = client.post("/code", content="Rome met.", headers={"origin": origin})
        assert answer.status_code == 403


# --- what programs are told ---------------------------------------------------------------------


def test_the_description_fits_the_answers(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    deed = first(client, "type=ACCUSE")
    names = {
        "/actor/{name}.json": "/actor/USA.json",
        "/dyad/{one}/{other}.json": "/dyad/USA/RUS.json",
        "/article/{name}.json": "/article/a1.json",
        "/occurrence/{name}.json": f"/occurrence/{deed['occurrence']}.json",
    }
    for path, ways in described["paths"].items():
        if "get" not in ways:
            continue
        schema = ways["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        document = client.get(names.get(path, path)).json()
        assert set(schema["required"]) <= document.keys(), path
    assert set(described["components"]["schemas"]["Deed"]["required"]) == deed.keys()
    kinds = {"string": str, "null": type(None), "integer": int, "number": (int, float),
             "boolean": bool, "array": list}  # fmt: skip
    for name, schema in described["components"]["schemas"]["Deed"]["properties"].items():
        known = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(isinstance(deed[name], kinds[kind]) for kind in known), name


# --- hostile articles ---------------------------------------------------------------------------


def test_nothing_in_an_article_becomes_markup(client: TestClient) -> None:
    (deed,) = client.get("/deeds.json?since=2019&until=2019").json()["deeds"]
    for page in (client.get("/").text, client.get(f"/?chosen={deed['occurrence']}").text):
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_direction_marks_are_shown_and_not_obeyed(client: TestClient) -> None:
    page = client.get("/").text
    assert "\u202e" not in page
    assert "U+202E" in page


def test_no_page_has_inline_script_or_style(client: TestClient) -> None:
    page = client.get("/?who=USA").text
    assert not re.search(r"<style|\sstyle=|\son\w+=\"|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


def test_pages_load_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/").text
    loads = re.findall(r'(?:src|href|action)="([^"]+)"', page)
    assert loads
    assert not [address for address in loads if re.match(r"[a-z]+:|//", address)]


def test_cells_that_a_spreadsheet_would_run_are_text() -> None:
    from communique.web.twins import write_table

    assert write_table(["a"], [["=cmd"], ["+1"], ["fine"], [-2.0]]) == (
        "a\r\n'=cmd\r\n'+1\r\nfine\r\n-2.0\r\n"
    )


# --- the server ---------------------------------------------------------------------------------


def test_headers_keep_scripts_and_frames_out(client: TestClient) -> None:
    for address in ("/", "/deeds.json", "/static/page.css", "/nowhere"):
        headers = client.get(address).headers
        assert headers["content-security-policy"].startswith("default-src 'self'")
        assert headers["x-content-type-options"] == "nosniff"


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_the_page_shows_what_was_added_meanwhile(client: TestClient, path: Path) -> None:
    """Nobody is kept from adding by a page that stands open."""
    assert len(client.get("/deeds.json").json()["deeds"]) == 4
    with open_record(path) as record:
        record.store.add([make_pair(5, "They met again.", date=make_when_of(2021))])
    assert len(client.get("/deeds.json").json()["deeds"]) == 5


def test_a_record_that_went_away_is_told(client: TestClient, path: Path) -> None:
    path.unlink()
    answer = client.get("/")
    assert answer.status_code == 503
    assert "No such file" in answer.text


def test_the_record_cannot_reach_other_files(path: Path) -> None:
    from communique.errors import BadRecord
    from communique.record.lending import Lender

    with Lender(path).lend() as store:
        for query in (
            "SELECT * FROM read_text('/etc/hostname')",
            "SET enable_external_access = true",
            "DELETE FROM events",
        ):
            with pytest.raises(BadRecord):
                store.sql(query)


def test_a_record_that_is_written_to_is_tried_again(client: TestClient, path: Path) -> None:
    """Another process holds the file: the page says so and comes back by itself."""
    script = (
        "import sys; from communique.record.store import open_store; "
        f"store = open_store({str(path)!r}); print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "open\n"
        answer = client.get("/")
        assert answer.status_code == 503
        assert answer.headers["refresh"] == "5"
        assert "The record is being added to" in answer.text
        assert client.get("/deeds.json").status_code == 503
        writer.communicate("")
    assert client.get("/").status_code == 200


# --- addresses ----------------------------------------------------------------------------------


def test_an_address_holds_the_whole_state() -> None:
    from urllib.parse import parse_qsl

    from communique.web.query import Query, read_query

    query = Query(
        who="USA",
        other="Russia & friends",
        types=("ACCUSE", "AID"),
        lives=("planned",),
        since=date(2018, 1, 1),
        words="oil fees",
        view="timeline",
        lanes="type",
        on=date(2019, 2, 1),
        sort="date",
        page=3,
        chosen="abc",
    )
    assert read_query(parse_qsl(query.encode())) == (query, [])
    assert Query().encode() == ""


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("2018", (date(2018, 1, 1), date(2018, 12, 31))),
        ("2018-02", (date(2018, 2, 1), date(2018, 2, 28))),
        ("2018-2-3", (date(2018, 2, 3), date(2018, 2, 3))),
        ("23 April 2019", (date(2019, 4, 23), date(2019, 4, 23))),
        ("April 23, 2019", (date(2019, 4, 23), date(2019, 4, 23))),
        ("June 2018", (date(2018, 6, 1), date(2018, 6, 30))),
        ("2018-13", None),
        ("soon", None),
        ("0000", None),
    ],
)
def test_days_are_read_as_they_are_typed(typed: str, days: tuple[date, date] | None) -> None:
    from communique.web.days import find_days

    assert find_days(typed) == days


@pytest.mark.parametrize(
    ("start", "end", "edtf", "written"),
    [
        (date(2019, 4, 23), date(2019, 4, 23), "2019-04-23", "23 April 2019"),
        (date(2019, 4, 1), date(2019, 4, 30), "2019-04", "April 2019"),
        (date(2018, 9, 1), date(2018, 11, 30), "2018-23", "Autumn 2018"),
        (date(1960, 1, 1), date(1969, 12, 31), "196X", "The 1960s"),
        (date(2019, 1, 1), date(2019, 12, 31), "2019", "2019"),
        (date(2019, 5, 3), date(2019, 5, 5), "2019-05-03/2019-05-05", "3–5 May 2019"),
        (date(2019, 5, 30), date(2019, 6, 2), "", "30 May – 2 June 2019"),
        (date(2018, 3, 1), None, "2018-03/..", "Since 1 March 2018"),
        (None, date(2018, 3, 1), "../2018-03-01", "Until 1 March 2018"),
        (None, None, None, ""),
    ],
)
def test_dates_are_written_as_exactly_as_they_are_known(
    start: date | None, end: date | None, edtf: str | None, written: str
) -> None:
    from communique.web.days import write_when

    assert write_when({"start_date": start, "end_date": end, "edtf": edtf}) == written
