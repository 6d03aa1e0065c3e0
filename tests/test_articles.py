"""Reading: every kind of input, every repair, every refusal."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import pages, read
from communique.articles.cleaning import clean_text
from communique.articles.english import find_foreign_language
from communique.articles.publication import find_day
from communique.errors import CommuniqueError, DoubtfulInput, UnreadableInput

TEXT = (
    "OSLO, June 12, 2019 — The foreign ministers of Norway and Kenya met here on Tuesday.\n\n"
    "They will meet again in Nairobi, the ministry said.\n"
)


@pytest.fixture(autouse=True)
def _without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pages with our own reader, whatever is installed."""
    monkeypatch.setattr(pages, "find_spec", lambda _: None)


def read_all(*paths: Path | str, **options: Any) -> tuple[list[Any], list[CommuniqueError]]:
    told: list[CommuniqueError] = []
    return list(read(*paths, tell=told.append, **options)), told


def read_content(folder: Path, name: str, content: str | bytes) -> tuple[list[Any], list[str]]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    articles, told = read_all(path)
    return articles, [str(error) for error in told]


# --- kinds of input ---------------------------------------------------------------------------


def test_text_file_is_one_article_named_for_the_file(tmp_path: Path) -> None:
    (article,), told = read_content(tmp_path, "oslo.talks.txt", TEXT)
    assert article.id == "oslo.talks"
    assert article.text == TEXT
    assert article.published == date(2019, 6, 12)
    assert article.title is None
    assert told == []


def test_json_lines_give_one_article_a_line(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "a", "title": "Ministers meet", "published": "2019-06-12", "text": TEXT},
        {"text": TEXT, "source": "Example", "url": "https://example.org/b"},
        {"id": 7, "published": "2019-06-12T23:30:00-05:00", "text": "Norway and Kenya met."},
    ]
    content = "\n".join(json.dumps(row) for row in rows) + "\n\n"
    articles, told = read_content(tmp_path, "reports.jsonl", content)
    assert [article.id for article in articles] == ["a", "reports-2", "7"]
    assert articles[0].title == "Ministers meet"
    assert (articles[1].source, articles[1].url) == ("Example", "https://example.org/b")
    assert articles[2].published == date(2019, 6, 12)
    assert told == []


def test_compressed_json_lines_are_read(tmp_path: Path) -> None:
    content = gzip.compress(json.dumps({"text": TEXT}).encode())
    (article,), _ = read_content(tmp_path, "reports.jsonl.gz", content)
    assert article.id == "reports-1"


@pytest.mark.parametrize(
    ("name", "content", "ids"),
    [
        ("one.json", {"text": TEXT}, ["one"]),
        ("one.json", {"id": "x", "body": TEXT}, ["x"]),
        ("two.json", [{"text": TEXT}, {"id": "b", "text": TEXT}], ["two-1", "b"]),
        ("wrapped.txt", {"headline": "Ministers meet", "content": TEXT}, ["wrapped"]),
    ],
)
def test_json_gives_an_article_or_a_list_of_them(
    tmp_path: Path, name: str, content: object, ids: list[str]
) -> None:
    articles, told = read_content(tmp_path, name, json.dumps(content, indent=1))
    assert [article.id for article in articles] == ids
    assert all(article.text == TEXT for article in articles)
    assert told == []


def test_text_that_begins_with_a_bracket_is_text(tmp_path: Path) -> None:
    (article,), _ = read_content(tmp_path, "a.txt", "[Update] " + TEXT)
    assert article.text.startswith("[Update] OSLO")


def test_json_lines_named_txt_are_read_as_lines(tmp_path: Path) -> None:
    content = "\n".join(json.dumps({"text": TEXT, "id": name}) for name in "ab")
    articles, _ = read_content(tmp_path, "lines.txt", content)
    assert [article.id for article in articles] == ["a", "b"]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT, ["stdin"]),
        (
            json.dumps({"text": TEXT}) + "\n" + json.dumps({"id": "b", "text": TEXT}),
            ["stdin-1", "b"],
        ),
        (json.dumps({"text": TEXT}, indent=1), ["stdin"]),
        (f"<html><body><p>{TEXT}</p></body></html>", ["stdin"]),
    ],
    ids=["text", "json lines", "json", "page"],
)
def test_standard_input_is_told_apart_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: str, ids: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content.encode())))
    articles, told = read_all("-")
    assert [article.id for article in articles] == ids
    assert told == []


def test_folder_gives_its_reports_in_order_and_leaves_other_files(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text(json.dumps({"text": TEXT}))
    (tmp_path / "notes.md").write_text("# Notes")
    articles, told = read_all(tmp_path)
    assert [article.id for article in articles] == ["a", "b"]
    assert told == []


def test_two_reports_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    for folder, text in (("x", TEXT), ("y", TEXT + "More."), ("z", TEXT + "Less.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "report.txt").write_text(text)
    articles, _ = read_all(tmp_path)
    assert [article.id.partition("~")[0] for article in articles] == ["report"] * 3
    assert len({article.id for article in articles}) == 3


# --- pages ------------------------------------------------------------------------------------

PAGE = """<!doctype html><html><head><meta charset="{charset}">
<title>Ministers meet | Example News</title>
<meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://example.org/oslo">
{head}
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Home</a></li>
<li><a href="/world">World news of the day and of the night</a></li></ul></nav>
<header><h1>Ministers of Norway and Kenya meet</h1></header>
<div class="related"><p>Read also what happened in another place last week.</p></div>
<form method="post"><article>
<p>The foreign ministers of Norway &amp; Kenya met in <a href="/oslo">Oslo</a>
on Tuesday, caf\u00e9 talk.</p>
<div class="share-buttons"><p>Share this report with all of your friends and family.</p></div>
<p>They will meet again in Nairobi, the ministry said in a statement released later.
<p>“We agreed.”</p>
<figure><figcaption>The ministers shake hands before they meet in Oslo.</figcaption></figure>
</article></form>
<footer><p>Copyright Example News. All rights are reserved by those who do.</p></footer>
<script>var x = "The foreign ministers did not meet, said the script, and it ran.";</script>
</body></html>"""


def test_a_report_that_comes_twice_is_read_once(tmp_path: Path) -> None:
    rows = [{"id": name, "text": TEXT, "published": "2019-06-12"} for name in "aba"]
    articles, told = read_content(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    assert [article.id for article in articles] == ["a", "b"]
    (line,) = [line for line in told if "twice" in line]
    assert line.endswith("line 3 (a): stands in the input twice, to the letter; it is read once "
                         "(nothing need be done)")  # fmt: skip


def test_page_gives_its_paragraphs_and_what_it_says_of_itself(tmp_path: Path) -> None:
    head = '<meta property="article:published_time" content="2019-06-12T22:15:00+02:00">'
    content = PAGE.format(charset="utf-8", head=head)
    (article,), told = read_content(tmp_path, "oslo.html", content)
    assert article.text.split("\n\n") == [
        "The foreign ministers of Norway & Kenya met in Oslo on Tuesday, café talk.",
        "They will meet again in Nairobi, the ministry said in a statement released later.",
        "“We agreed.”",
    ]
    assert article.title == "Ministers of Norway and Kenya meet"
    assert article.published == date(2019, 6, 12)
    assert (article.source, article.url) == ("Example News", "https://example.org/oslo")
    assert told == []


def test_page_is_decoded_as_it_declares(tmp_path: Path) -> None:
    content = PAGE.format(charset="iso-8859-15", head="").encode("iso-8859-15", errors="replace")
    (article,), _ = read_content(tmp_path, "oslo.html", content)
    assert "café talk" in article.text


def test_linked_data_give_title_day_and_a_text_that_scripts_would_build(tmp_path: Path) -> None:
    described = {
        "@graph": [
            {"@type": "WebPage", "headline": "Not this"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ministers meet in Oslo",
                "datePublished": "2019-06-11T08:00:00Z",
                "publisher": {"name": "Example"},
                "articleBody": TEXT,
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(described)}</script>'
    content = f"<html><head>{script}</head><body><p>Loading …</p></body></html>"
    (article,), _ = read_content(tmp_path, "a.html", content)
    assert article.text == TEXT
    assert (article.title, article.source) == ("Ministers meet in Oslo", "Example")
    assert article.published == date(2019, 6, 11)


def test_newswire_markup_in_a_text_file_is_read_as_a_page(tmp_path: Path) -> None:
    content = f"<DOC>\n<DOCNO> AFP.1 </DOCNO>\n<TEXT>\n<P>\n{TEXT}</P>\n</TEXT>\n</DOC>\n"
    (article,), _ = read_content(tmp_path, "wire.txt", content)
    assert article.text.startswith("OSLO, June 12, 2019")
    assert "DOCNO" not in article.text


@given(st.text(alphabet=st.sampled_from("<>/pdiv a=\"'&;!-[]\n x"), max_size=200))
def test_no_markup_breaks_the_page_reader(markup: str) -> None:
    assert isinstance(pages.read_page(markup).text, str)


# --- repairs ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("North\u200b Ko\u202erea\u202c met\ufeff Iran", "North Korea met Iran"),
        ("co\u00adoperation", "cooperation"),
        ("the\u00a0two\u2009sides", "the two sides"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x00b\x07c", "a b c"),
        ("Iran\x92s \x93no\x94", "Iran’s “no”"),
        ("Iranâ€™s â€œnoâ€\u009d â€“ SaÃ£o", "Iran’s “no” – Saão"),
        ("AT&amp;T &ndash; &#8220;no&#8221; &amp;quot;", 'AT&T – “no” "'),
        ("AT&T and R&D; stay", "AT&T and R&D; stay"),
        ("Cafe\u0301", "Café"),
        ("b'It\\xe2\\x80\\x99s \\xe2\\x80\\x9cno\\xe2\\x80\\x9d.\\n'", "It’s “no”.\n"),
        ("lone \ud83d surrogate", "lone \ufffd surrogate"),
    ],
)
def test_damage_is_repaired(damaged: str, repaired: str) -> None:
    assert clean_text(damaged) == repaired


@given(st.text(alphabet=st.sampled_from("abc XYZ.,“”’—é\n\t-'\"123"), max_size=80))
def test_text_without_damage_stays_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@given(st.text(max_size=60))
def test_what_is_repaired_can_always_be_written(text: str) -> None:
    assert clean_text(text).encode().decode() == clean_text(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-32"])
def test_text_is_decoded_from_what_it_is_in(tmp_path: Path, encoding: str) -> None:
    text = "Norway’s minister met Kenya’s – “at last”, said the Élysée."
    (article,), _ = read_content(tmp_path, "a.txt", text.encode(encoding))
    assert article.text == text


# --- refusals ---------------------------------------------------------------------------------

FOREIGN = {
    "French": "Le ministre des Affaires étrangères de la Norvège a rencontré mardi à Oslo son "
    "homologue du Kenya pour des entretiens sur le commerce, selon un communiqué du ministère.",
    "Spanish": "El ministro de Exteriores de Noruega se reunió el martes en Oslo con su homólogo "
    "de Kenia para hablar del comercio entre los dos países, según un comunicado del ministerio.",
    "German": "Der norwegische Außenminister hat sich am Dienstag in Oslo mit seinem Kollegen aus "
    "Kenia getroffen, um über den Handel zwischen den beiden Ländern zu sprechen, so das Amt.",
    "Turkish": "Norveç dışişleri bakanı salı günü Oslo'da Kenyalı mevkidaşı ile bir araya geldi "
    "ve iki ülke arasındaki ticaret için bir anlaşma olarak görülen bu belgeyi sonra imzaladı.",
    "text in Cyrillic script": "Министр иностранных дел Норвегии встретился во вторник в Осло.",
    "text in Arabic script": "التقى وزير خارجية النرويج نظيره الكيني في أوسلو يوم الثلاثاء",
    "text in Cjk script": "挪威外交部长星期二在奥斯陆会见了肯尼亚外交部长。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_foreign_text_is_refused_by_name(tmp_path: Path, language: str) -> None:
    articles, (line, *_) = read_content(tmp_path, "a.txt", FOREIGN[language])
    assert articles == []
    assert f"is not English (it looks like {language})" in line


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("French", "Le président a rencontré son homologue kényan mardi à Oslo."),
        ("Spanish", "El presidente viajó este martes a Oslo para hablar con su homólogo."),
        ("Portuguese", "O presidente não vai ao Quênia, disse uma fonte do governo."),
        ("Italian", "Il ministro è arrivato nella capitale per i colloqui della pace."),
        ("German", "Angela Merkel sprach am Montag mit dem Präsidenten über den Handel."),
        ("Dutch", "De minister heeft het akkoord met Kenia niet getekend."),
        ("Turkish", "Norveç ve Kenya salı günü bir anlaşma imzaladı."),
        ("Swedish", "Norge och Kenya skrev på avtalet på tisdagen."),
    ],
)
def test_one_foreign_sentence_is_enough_to_refuse(language: str, text: str) -> None:
    assert find_foreign_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Fernando de la Rua meets Alberto Fujimori in Los Angeles",
        "Van der Bellen receives Marine Le Pen",
        "Iran rejects US nuclear demands",
        "“Die Zeit” and “Der Spiegel” both reported it.",
        "Juan Manuel Santos and the Farc sign in Cartagena de Indias.",
        "They met over coffee at the Café de Flore.",
        "São Paulo, São Tomé, Bogotá",
        "War!",
        TEXT,
        TEXT.upper(),
        "Shr 34 cts vs 1.19 dlrs Net 807,000 vs 2,858,000 " + "Assets 510.2 mln vs 479.7 mln " * 9,
        "Angela Merkel, Emmanuel Macron, Pedro Sánchez",
        "He told Der Spiegel “die Lage ist ernst, der Weg ist weit”. " + TEXT,
    ],
)
def test_english_is_not_refused(text: str) -> None:
    assert find_foreign_language(text) is None


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t 123 ...\n", "holds no text"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.txt", b"PK\x03\x04 ...", "zip archive or an office document"),
        ("a.txt", b"text\x00text", "zero bytes"),
        ("a.txt", b"Caf\x81 \xff\xfe", "neither UTF-8 nor Windows-1252"),
        ("a.txt", "\ufffd\ufffd\ufffd Norway".encode(), "is garbled"),
        ("a.txt", b"Norway met Kenya. " * 150_000, "characters long"),
        ("a.txt", b"x" * 20_000_001, "is larger than 20 MB"),
        ("a.json", b'{"text": ', "is not JSON"),
        ("a.json", b'["text"]', "item 1: is not a JSON object"),
        ("a.jsonl", b"[" * 100_000, "line 1: is not JSON"),
        ("a.jsonl.gz", b"\x1f\x8b broken", "a.jsonl.gz: "),
        ("a.html", b"<html><nav>Home</nav></html>", "is a page without running text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_reason_and_remedy(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    articles, (line, *_) = read_content(tmp_path, name, content)
    assert articles == []
    assert str(tmp_path / name) in line
    assert reason in line
    assert line.endswith(")")


def test_one_bad_line_costs_only_itself(tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": "Norway met Kenya."}', "{", '{"title": "No text"}', "3"]
    lines += ['{"id": "e", "text": "Kenya met Norway."}', '{"text": null}', '{"text": ["x"]}']
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines))
    articles, told = read_all(path, published=date(2019, 6, 12))
    assert [article.id for article in articles] == ["a", "e"]
    assert [error.subject.rpartition(" ")[2] for error in told] == ["2", "3", "4", "6", "7"]
    assert all(isinstance(error, UnreadableInput) for error in told)


def test_missing_file_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TEXT)
    articles, (error,) = read_all(tmp_path / "a.txt", tmp_path / "b.txt")
    assert [article.id for article in articles] == ["b"]
    assert str(error) == f"{tmp_path / 'a.txt'}: no such file or directory (check the path)"


def test_without_a_listener_the_first_failure_is_raised(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no such file"):
        list(read(tmp_path / "a.txt"))


def test_without_a_listener_a_doubt_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway met Kenya.")
    with pytest.warns(UserWarning, match="no publication date"):
        assert len(list(read(tmp_path / "a.txt"))) == 1


# --- the day of publication -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2019-04-23", date(2019, 4, 23)),
        ("2019-04-23T23:30:00-05:00", date(2019, 4, 23)),
        ("2019-04-23 21:47", date(2019, 4, 23)),
        ("20190423", date(2019, 4, 23)),
        ("20190423T214700Z", date(2019, 4, 23)),
        ("2019/04/23", date(2019, 4, 23)),
        ("April 23, 2019", date(2019, 4, 23)),
        ("Published 9:47 PM, April 23, 2019", date(2019, 4, 23)),
        ("Tuesday, 23rd Apr. 2019", date(2019, 4, 23)),
        ("Tue, 23 Apr 2019 13:47:00 +0000", date(2019, 4, 23)),
        ("Tue Apr 23 13:47:00 2019", date(2019, 4, 23)),
        ("03/04/2019", None),
        ("2019-13-40", None),
        ("31 June 2019", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days_are_read_only_where_nothing_is_guessed(value: str, day: date | None) -> None:
    assert find_day(value) == day


@pytest.mark.parametrize(
    ("given_day", "field", "text", "day"),
    [
        (date(2001, 1, 1), "2002-02-02", TEXT, date(2001, 1, 1)),
        (None, "2002-02-02", TEXT, date(2002, 2, 2)),
        (None, None, TEXT, date(2019, 6, 12)),
        (None, "", TEXT, date(2019, 6, 12)),
        (None, "03/04/2019", TEXT, date(2019, 6, 12)),
        (None, None, "Norway and Kenya met on Tuesday.", None),
    ],
    ids=["option", "field", "dateline", "empty field", "ambiguous field", "nothing"],
)
def test_publication_is_given_else_the_field_else_the_text(
    tmp_path: Path, given_day: date | None, field: str | None, text: str, day: date | None
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"published": field, "text": text}))
    (article,), told = read_all(path, published=given_day)
    assert article.published == day
    assert all(isinstance(error, DoubtfulInput) for error in told)
    assert len(told) == (field == "03/04/2019") + (day is None)
