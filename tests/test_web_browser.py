"""The page in a browser: Debian's Chromium, driven by Playwright; skipped where either is missing.

One browser and one server serve all tests; every request that would leave the host fails the test
that made it, and so does every complaint of the browser.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from making import make_entity, make_event, make_evidence, make_when

from communique.answers import open_record
from communique.types import Article, Attribution, Evidence, Place, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

    from communique.types import Event

sync_api = pytest.importorskip("playwright.sync_api")
uvicorn = pytest.importorskip("uvicorn")
expect = sync_api.expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")

AXE = Path(__file__).with_name("axe") / "axe.min.js"
WIDE, NARROW = (1440, 900), (390, 844)
STATES = {"NOR": "Norway", "KEN": "Kenya", "RUS": "Russia", "FRA": "France", "JPN": "Japan"}
# Type, verb, score, quad, status.
DEEDS = [
    ("CONSULT", "met", 1.0, 1, "occurred"),
    ("ACCUSE", "accused", -2.0, 3, "occurred"),
    ("AID", "helped", 7.2, 2, "ongoing"),
    ("SANCTION", "sanctioned", -6.8, 4, "possible"),
    ("CONSULT", "visited", 1.0, 1, "planned"),
    ("ASSAULT", "attacked", -10.0, 4, "negated"),
]
HOSTILE = '<script>document.title="owned"</script><img src=x onerror=alert(1)> \u202eevil\u202c '


def make_report(number: int) -> tuple[Article, list[Event]]:
    """Make a report of one deed between two states, its words where the offsets say."""
    codes = list(STATES)
    actor, recipient = codes[number % 5], codes[(number * 2 + 1) % 5]
    if actor == recipient:
        recipient = codes[(number + 1) % 5]
    kind, verb, score, quad, status = DEEDS[number % len(DEEDS)]
    day = date(2016, 1, 5) + timedelta(days=41 * number)
    month = number % 4 == 3
    words = f"{day:%B %Y}" if month else f"{day.day} {day:%B %Y}"
    sentence = f"{STATES[actor]} {verb} {STATES[recipient]} in Geneva on {words}, envoys said."
    text = f"A word before.\n\n{sentence} More follows here.\n\nThe end of report {number}."

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    start, end = day, day
    if month:
        start = day.replace(day=1)
        end = (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)

    def entity(code: str, role: str = "") -> Any:
        name = STATES[code]
        return make_entity(name, id=code, name=name, country=code, role=role, span=span(name))

    article = Article(
        id=f"r{number}",
        text=text,
        published=day + timedelta(days=1),
        title=f"Report {number} from Geneva",
        source="Wire" if number % 2 else "Gazette",
    )
    event = make_event(
        id=f"{number:016x}",
        event=kind,
        actors=(entity(actor),),
        recipients=(entity(recipient),),
        date=make_when(
            start=start,
            end=end,
            edtf=f"{day:%Y-%m}" if month else day.isoformat(),
            text=words,
            span=span(words),
        ),
        place=Place(
            name="Geneva", country="CHE", latitude=46.2, longitude=6.15, text="Geneva",
            span=span("Geneva"),
        ),
        attribution=(
            Attribution(
                source=make_entity("envoys", id="envoys", name="envoys", country="", sector="",
                                   text="envoys", span=span("envoys")),
                stance="asserts",
                cue="said",
                span=span("said"),
            ),
        ),
        status=status,
        score=score,
        quad=quad,
        evidence=(
            Evidence(
                article=article.id, field="text", span=span(sentence), text=sentence,
                trigger=span(verb), trigger_text=verb,
            ),
        ),
    )  # fmt: skip
    return article, [event]


def make_hostile() -> tuple[Article, list[Event]]:
    """Make a report of one line of a megabyte that tries to be a page of its own."""
    text = HOSTILE + "word" * 250_000
    evil = make_entity("evil", id="evil", name=HOSTILE[:60], country="FRA", span=None)
    event = make_event(
        id="f" * 16,
        event="THREATEN",
        actors=(evil,),
        recipients=(),
        date=make_when(start=date(2015, 2, 3), end=date(2015, 2, 3), edtf="2015-02-03", text=""),
        place=None,
        attribution=(),
        score=-4.4,
        quad=3,
        evidence=(
            make_evidence(text, "word", article="hostile", span=Span(0, len(text))),
        ),
        why=(HOSTILE,),
    )  # fmt: skip
    article = Article(
        id="hostile", text=text, published=date(2015, 2, 4), title=HOSTILE, source=HOSTILE,
        url="javascript:alert(1)",
    )  # fmt: skip
    return article, [event]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a record on a free port."""
    from communique.web.answering import Pasted
    from communique.web.app import make_app

    path = tmp_path_factory.mktemp("record") / "world.duckdb"
    with open_record(path) as record:
        record.store.add([*map(make_report, range(48)), make_hostile()])

    def code(text: str, title: str, published: date | None) -> Pasted:
        article, events = make_report(1)
        doubt = f"{len(text)} {title} {published}"
        return Pasted(article=article, events=tuple(events), doubts=(doubt,))

    app = make_app(path, code)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Chromium keeps its sandbox but for root, for whom it has none.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


if TYPE_CHECKING:
    Opener = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Opener]:
    """Give what opens a page at a path; complaints and foreign requests fail the test."""
    complaints: list[str] = []
    contexts = []

    def open_page(
        path: str = "/",
        *,
        size: tuple[int, int] = WIDE,
        scripts: bool = True,
        scheme: Any = "light",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme=scheme,
            reduced_motion="reduce",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)

        def look(request: Any) -> None:
            if not request.url.startswith((address, "data:")):
                complaints.append(f"left the host: {request.url}")

        page.on("request", look)
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def rows(page: Page) -> int:
    return page.locator("tbody[data-id]").count()


# --- one way through ----------------------------------------------------------------------------


def test_filter_select_read_and_follow_to_an_actor(visit: Opener) -> None:
    page = visit()
    page.get_by_role("combobox", name="Who", exact=True).fill("Norway")
    page.get_by_role("button", name="Show").click()
    page.wait_for_url(re.compile(re.escape("who=Norway")))
    assert page.get_by_role("heading", level=1).inner_text() == "Norway"
    left = rows(page)
    assert 0 < left < 48

    page.get_by_role("link", name=re.compile("^Meetings, visits and calls")).click()
    page.wait_for_url(re.compile(re.escape("type=CONSULT")))
    assert 0 < rows(page) < left

    page.locator("tbody[data-id] a.open").first.click()
    pane = page.locator("#evidence")
    pane.locator(".passage mark.m-deed").first.wait_for()
    marked = {
        part: pane.locator(f".passage .m-{part}").first.inner_text().split()[0]
        for part in ("actor", "deed", "recipient", "date", "place", "speaker")
    }
    assert marked["place"] == "Geneva"
    assert marked["speaker"] == "envoys"
    page.wait_for_url(re.compile(re.escape("chosen=")))

    actor = page.locator("tbody.chosen td.who a").first
    name = actor.inner_text()
    actor.click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    page.get_by_role("table").first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Ties over time")).to_be_visible()
    page.locator(".chronology a").first.click()
    expect(page.locator(".passage").first).to_be_visible()


def test_a_link_reopens_what_it_was_copied_from(visit: Opener) -> None:
    page = visit("/?who=NOR&view=timeline&lanes=type&status=held")
    page.locator("a.deed").first.click()
    page.locator("#evidence .passage mark.m-deed").first.wait_for()
    again = visit(page.url.removeprefix(re.match(r"https?://[^/]+", page.url)[0]))  # type: ignore[index]
    for part in ("#results-title", "#summary", "#evidence-title"):
        assert again.locator(part).inner_text() == page.locator(part).inner_text()
    assert again.locator("a.deed.chosen").count() == 1


def test_back_takes_the_choice_back(visit: Opener) -> None:
    page = visit()
    links = page.locator("tbody[data-id] a.open")
    links.nth(0).click()
    page.locator("#evidence .passage mark.m-deed").first.wait_for()
    first = page.locator("#evidence-title").inner_text()
    links.nth(1).click()
    expect(page.locator("#evidence-title")).not_to_have_text(first)
    page.go_back()
    expect(page.locator("#evidence-title")).to_have_text(first)
    page.go_back()
    expect(page.locator("#evidence-title")).to_have_text("Evidence")
    assert "chosen" not in page.url


# --- the brush ----------------------------------------------------------------------------------


def test_dragging_over_the_strip_narrows_time(visit: Opener) -> None:
    page = visit()
    before = page.locator("#summary").inner_text()
    box = page.locator(".brush").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30, steps=5)
    expect(page.locator(".brush-window")).to_be_visible()
    with page.expect_navigation():
        page.mouse.up()
    assert re.search(r"since=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d", page.url)
    assert page.locator("#summary").inner_text() != before
    assert page.locator("rect.window").count() == 1


def test_the_brush_goes_by_keys(visit: Opener) -> None:
    page = visit("/?view=timeline")
    slider = page.get_by_role("slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert re.search(r" to .*, \d+ deeds", slider.get_attribute("aria-valuetext") or "")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url(re.compile(re.escape("since=")))
    page.wait_for_url(re.compile(re.escape("view=timeline")))
    page.get_by_role("slider").focus()
    with page.expect_navigation():
        page.keyboard.press("Escape")
    assert "since=" not in page.url


# --- keys only ----------------------------------------------------------------------------------


def test_a_chart_is_one_tab_stop_and_goes_by_arrows(visit: Opener) -> None:
    page = visit("/?view=timeline")
    assert page.locator('a.deed[tabindex="0"]').count() == 1
    assert page.locator("a.deed").count() > 20
    page.locator('a.deed[tabindex="0"]').focus()
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.dataset.id")
    assert second
    assert second != first
    page.keyboard.press("Enter")
    page.locator("#evidence .passage mark.m-deed").first.wait_for()
    expect(page.locator("#evidence")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f'a.deed[data-id="{second}"]')).to_be_focused()
    assert page.locator('a.deed[tabindex="0"]').count() == 1


def press_until(page: Page, key: str, wanted: str, most: int = 60) -> None:
    """Press a key until what has the focus fits a selector."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate(f"document.activeElement.matches('{wanted}')"):
            return
    pytest.fail(f"{key} does not lead to {wanted}")


def test_the_whole_way_goes_without_a_mouse(visit: Opener) -> None:
    page = visit()
    press_until(page, "Tab", 'input[name="who"]')
    page.keyboard.type("Norway")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Norway")
    press_until(page, "Tab", ".views a:not([aria-current])")
    press_until(page, "Tab", "tbody[data-id] a.open")
    page.keyboard.press("Enter")
    expect(page.locator("#evidence")).to_be_focused()
    expect(page.locator("#evidence .passage mark.m-deed").first).to_be_visible()
    press_until(page, "Tab", '#evidence a[href^="/actor/"]')
    name = page.evaluate("document.activeElement.innerText")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_first_stop_skips_to_the_content(visit: Opener) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_is_seen_wherever_it_goes(visit: Opener) -> None:
    page = visit()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const s = getComputedStyle(document.activeElement);"
            " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


# --- without scripts ----------------------------------------------------------------------------


def test_everything_reads_without_scripts(visit: Opener) -> None:
    page = visit("/", scripts=False)
    page.get_by_role("combobox", name="Who", exact=True).fill("Kenya")
    page.get_by_role("button", name="Show").click()
    page.locator("tbody[data-id] a.open").first.click()
    expect(page.locator("#evidence .passage mark.m-deed").first).to_be_visible()
    page.get_by_role("link", name="Timeline").click()
    page.locator("a.deed").first.wait_for()
    assert page.locator("a.deed").count() > 3
    page.get_by_role("link", name="Network").click()
    page.locator("svg.net .node").first.wait_for()
    assert page.locator("svg.net .node").count() >= 3
    page.get_by_role("link", name="Map", exact=True).click()
    page.locator("svg.world circle.point").first.wait_for()
    assert page.locator("svg.world circle.point").count() == 1
    page.goto(page.url.split("?")[0] + "calendar")
    assert page.locator(".chronology li").count() > 0


def test_a_report_is_tried_without_scripts(visit: Opener) -> None:
    page = visit("/try", scripts=False)
    page.get_by_label("The report").fill("Kenya accused Russia.")
    page.get_by_role("button", name="Code it").click()
    expect(page.get_by_role("heading", name=re.compile("1 event found"))).to_be_visible()
    expect(page.locator(".prose .m-deed").first).to_be_visible()


# --- hostile text -------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/article/hostile", "/?type=THREATEN", "/actor/evil"])
def test_a_hostile_article_is_only_text(visit: Opener, path: str) -> None:
    page = visit(path, size=NARROW)
    assert "owned" not in page.title().split("·")[-1]
    assert page.locator("img").count() == 0
    assert page.locator("script:not([src])").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    assert page.locator(".control").count() > 0
    assert "\u202e" not in page.content()


def test_hostile_evidence_is_only_text(visit: Opener) -> None:
    page = visit("/?type=THREATEN")
    page.locator("tbody[data-id] a.open").first.click()
    page.locator("#evidence .passage").wait_for()
    assert page.locator("#evidence img, #evidence script").count() == 0
    assert len(page.locator("#evidence .passage").inner_text()) < 10_000


# --- every view, at both widths -----------------------------------------------------------------

VIEWS = [
    "/", "/?view=timeline", "/?view=timeline&lanes=actor", "/?view=network",
    "/?view=network&focus=NOR", "/?view=map", "/?type=PROTEST", "/?who=nobody+such",
    "/actor/NOR", "/dyad/NOR/RUS", "/article/r1", "/calendar?on=2017-01-01", "/try", "/about",
    "/article/hostile", "/nowhere",
]  # fmt: skip


@pytest.mark.parametrize("path", VIEWS)
def test_nothing_is_wider_than_a_narrow_screen(visit: Opener, path: str) -> None:
    if path == "/nowhere":
        pytest.skip("its 404 is a complaint of the browser")
    page = visit(path, size=NARROW)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", [view for view in VIEWS if view != "/nowhere"])
def test_axe_finds_no_violation(visit: Opener, path: str, scheme: str) -> None:
    size = WIDE if scheme == "light" else NARROW
    page = visit(path, size=size, scheme=scheme)
    if path == "/":
        page.locator("tbody[data-id] a.open").first.click()
        page.locator("#evidence .passage mark.m-deed").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    told = [
        f"{rule['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:300]}"
        for rule in found["violations"]
        for node in rule["nodes"][:3]
    ]
    assert told == []


def test_the_first_page_is_light(visit: Opener, browser: Browser, address: str) -> None:
    """All that a first visit transfers, as it comes over the wire."""
    del visit
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    assert len(sizes) >= 6
    assert sum(sizes) < 300_000
    context.close()


def test_a_table_prints_with_numbered_sources(visit: Opener) -> None:
    page = visit("/?who=NOR&sort=date")
    expect(page.locator("section.printed")).not_to_be_visible()
    page.emulate_media(media="print")
    sources = page.locator("section.printed li").count()
    numbers = {text.strip() for text in page.locator(".words .printed").all_inner_texts()}
    assert numbers == {f"[{n}]" for n in range(1, sources + 1)}
    expect(page.locator("#filters")).not_to_be_visible()


def test_print_is_a_chronology_without_controls(visit: Opener) -> None:
    page = visit("/actor/NOR")
    page.emulate_media(media="print")
    expect(page.locator(".chronology li").first).to_be_visible()
    expect(page.locator(".masthead nav")).not_to_be_visible()
    expect(page.locator(".strip")).not_to_be_visible()
