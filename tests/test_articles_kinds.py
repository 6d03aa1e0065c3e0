"""Reading: tables, feeds, archives, PDF and mail; what is packed, vast or broken."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import zlib
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.articles import pages, read
from communique.articles.cleaning import decode_bytes
from communique.articles.pdfs import join_lines
from communique.errors import CommuniqueError, UnreadableInput

FIRST = "The foreign ministers of Norway and Kenya met in Oslo on Tuesday, the ministry said."
SECOND = "Kenya accused Norway of delay, “again and again”, an official said – twice."
ROWS: list[dict[str, Any]] = [
    {"id": "a", "title": "Ministers meet", "published": "2019-06-12", "text": FIRST,
     "source": "Example", "url": "https://example.org/a"},
    {"id": "b", "title": "Kenya, angry", "published": "2019-06-13", "text": SECOND,
     "source": "Example", "url": "https://example.org/b"},
]  # fmt: skip


@pytest.fixture(autouse=True)
def _without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read pages with our own reader, whatever is installed."""
    monkeypatch.setattr(pages, "find_spec", lambda _: None)


def read_all(*paths: Path | str) -> tuple[list[Any], list[str]]:
    told: list[CommuniqueError] = []
    articles = list(read(*paths, tell=told.append))
    return articles, [str(error) for error in told]


def read_content(folder: Path, name: str, content: str | bytes) -> tuple[list[Any], list[str]]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_all(path)


def rows_of(articles: list[Any]) -> list[dict[str, Any]]:
    return [{name: str(getattr(article, name)) for name in ROWS[0]} for article in articles]


# --- tables -----------------------------------------------------------------------------------


def write_csv(delimiter: str, newline: str = "\r\n") -> str:
    import csv

    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(ROWS[0]), delimiter=delimiter, lineterminator=newline)
    writer.writeheader()
    writer.writerows(ROWS)
    return stream.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_gives_one_article_a_row(tmp_path: Path, delimiter: str, encoding: str) -> None:
    articles, told = read_content(tmp_path, "a.csv", write_csv(delimiter).encode(encoding))
    assert rows_of(articles) == ROWS
    assert told == []


def test_csv_columns_go_by_other_names_and_cells_run_over_lines(tmp_path: Path) -> None:
    content = f'Headline,Body,Date\n"Ministers meet","{FIRST}\n\n{FIRST}",2019-06-12\n'
    (article,), told = read_content(tmp_path, "a.csv", content)
    assert (article.id, article.title) == ("a-1", "Ministers meet")
    assert article.text == f"{FIRST}\n\n{FIRST}"
    assert told == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "has no column `text`; its columns are none"),
        ("id,words\na,b\n", "has no column `text`; its columns are id, words"),
        ("id,text\na,\n", "row 1: has no `text`"),
        ('text\n"' + ("x" * 999_999 + "\n") * 21, "field larger than field limit"),
        ("text\n" + "x" * 20_000_001, "line 2: is too long"),
    ],
    ids=["empty", "no text column", "no text", "open quote", "long line"],
)
def test_csv_that_is_none_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    articles, (line, *_) = read_content(tmp_path, "a.csv", content)
    assert articles == []
    assert str(tmp_path / "a.csv") in line
    assert reason in line


def write_parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    duckdb = pytest.importorskip("duckdb")
    lines = path.with_suffix(".jsonl")
    lines.write_text("\n".join(json.dumps(row) for row in rows))
    duckdb.sql(f"COPY (SELECT * FROM read_json('{lines}')) TO '{path}' (FORMAT parquet)")  # noqa: S608
    lines.unlink()


def test_parquet_gives_one_article_a_row(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write_parquet(tmp_path / "in" / "a.parquet", ROWS)
    (tmp_path / "in" / "a.parquet").rename(tmp_path / "in" / "a[1]*.parquet")
    articles, told = read_all(tmp_path / "in")
    assert rows_of(articles) == ROWS
    assert told == []


@pytest.mark.parametrize("cut", [4, 30, 200, 400])
def test_broken_parquet_is_refused(tmp_path: Path, cut: int) -> None:
    write_parquet(tmp_path / "whole.parquet", ROWS)
    content = (tmp_path / "whole.parquet").read_bytes()[:cut]
    articles, (line,) = read_content(tmp_path, "a.parquet", content)
    assert articles == []
    assert "a.parquet: is a broken Parquet file" in line


def test_parquet_that_fills_the_memory_is_refused(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "a.parquet"
    text = "SELECT repeat('x', 300000000) AS text"
    duckdb.sql(f"COPY ({text}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
    articles, (line,) = read_all(path)
    assert articles == []
    assert "more in one group of rows" in line


# --- feeds ------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example News</title><link>https://example.org</link><description>News</description>
<item><title>Ministers &amp;amp; talks</title><link>https://example.org/a</link>
<guid>tag:example.org,2019:a</guid><pubDate>Tue, 11 Jun 2019 23:30:00 -0500</pubDate>
<description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://example.org/b</link></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example News</title>
<entry><id>urn:a</id><title>Ministers meet</title><link href="https://example.org/a"/>
<updated>2019-06-12T01:00:00+02:00</updated><summary type="text">{FIRST}</summary></entry>
</feed>"""


@pytest.mark.parametrize("name", ["feed.rss", "feed.xml", "feed"])
def test_feed_gives_one_article_an_entry(tmp_path: Path, name: str) -> None:
    pytest.importorskip("feedparser")
    (article,), (line,) = read_content(tmp_path, name, RSS)
    assert article.id == "tag:example.org,2019:a"
    assert article.text == f"{FIRST}\n\n{SECOND}"
    assert article.title == "Ministers & talks"
    assert (article.source, article.url) == ("Example News", "https://example.org/a")
    assert article.published == date(2019, 6, 11)
    assert "entry 2: holds no text" in line


def test_atom_is_a_feed_too(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (article,), told = read_content(tmp_path, "feed.atom", ATOM)
    assert (article.id, article.text, article.published) == ("urn:a", FIRST, date(2019, 6, 12))
    assert told == []


# --- archives ---------------------------------------------------------------------------------


def make_record(
    number: int, body: bytes, kind: str = "text/html", status: str = "200 OK"
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-00000000000{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\n"
        "WARC-Date: 2019-06-12T08:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


PAGE = (
    '<html><head><meta property="article:published_time" content="2019-06-12"></head><body>'
    f"<article><h1>Ministers meet</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
).encode()
RECORDS = [
    make_record(1, PAGE),
    make_record(2, b"\x89PNG", "image/png"),
    make_record(3, PAGE, status="404 Not Found"),
    make_record(4, PAGE.decode().encode("cp1252"), "text/html; charset=windows-1252"),
]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b"".join(RECORDS)),
        ("a.warc.gz", b"".join(map(gzip.compress, RECORDS))),
        ("a", b"".join(RECORDS)),
    ],
)
def test_archive_gives_one_article_a_page(tmp_path: Path, name: str, content: bytes) -> None:
    pytest.importorskip("fastwarc")
    articles, told = read_content(tmp_path, name, content)
    assert [article.id[-1] for article in articles] == ["1", "4"]
    assert {article.text for article in articles} == {f"{FIRST}\n\n{SECOND}"}
    assert articles[0].url == "https://example.org/1"
    assert articles[0].published == date(2019, 6, 12)
    assert told == []


@pytest.mark.parametrize("claimed", ["0", "99999999999", "-1", "x"])
def test_archive_with_bad_lengths_gives_articles_or_a_reason(tmp_path: Path, claimed: str) -> None:
    pytest.importorskip("fastwarc")
    head, _, tail = RECORDS[0].partition(b"Content-Length: ")
    broken = head + f"Content-Length: {claimed}".encode() + tail[tail.index(b"\r\n") :]
    articles, told = read_content(tmp_path, "a.warc", broken + RECORDS[3])
    assert articles or told
    assert all("a.warc" in line for line in told)


# --- PDF and mail -----------------------------------------------------------------------------


def make_pdf(lines: list[str]) -> bytes:
    """Write a page with these lines, each below the other."""
    shown = "\n".join(f"({line}) Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 40 780 Td\n{shown}\nET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{out}xref\n0 7\n0000000000 65535 f \n{table}"
        f"trailer << /Size 7 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    ).encode()


def test_pdf_gives_its_paragraphs(tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    lines = [
        "OSLO, June 12, 2019 - The foreign ministers of Norway and Kenya met here",
        "on Tuesday.",
        "They will meet again in Nairobi.",
    ]
    (article,), told = read_content(tmp_path, "oslo.pdf", make_pdf(lines))
    assert article.id == "oslo"
    assert article.text == " ".join(lines[:2]) + "\n\n" + lines[2]
    assert article.published == date(2019, 6, 12)
    assert told == []


@pytest.mark.parametrize(
    ("content", "reason"), [(make_pdf([]), "pictures of pages"), (b"%PDF-1.7 x", "broken PDF")]
)
def test_pdf_without_text_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    pytest.importorskip("pypdfium2")
    articles, (line,) = read_content(tmp_path, "a.pdf", content)
    assert articles == []
    assert reason in line


def test_heads_and_feet_of_pages_are_left_out_and_broken_words_joined() -> None:
    page = ["EXAMPLE NEWS", "{} went to Nor\u0002", "way and met {} in Oslo.", "7", ""]
    names = ["Ann", "Ben", "Cat"]
    text = join_lines([[line.format(name, name) for line in page] for name in names])
    assert "EXAMPLE" not in text
    assert text.split("\n\n")[0] == "Ann went to Norway and met Ann in Oslo."


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_mail_gives_its_body(tmp_path: Path, kind: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Ministers meet – again"
    message["From"] = "Example News <news@example.org>"
    message["Date"] = "Wed, 12 Jun 2019 08:00:00 +0200"
    body = FIRST if kind == "plain" else f"<html><body><p>{FIRST}</p></body></html>"
    message.set_content(body, subtype=kind)
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="a.png")
    (article,), told = read_content(tmp_path, "a.eml", message.as_bytes())
    assert article.text.strip() == FIRST
    assert (article.title, article.published) == ("Ministers meet – again", date(2019, 6, 12))
    assert told == []


@pytest.mark.parametrize(
    "head",
    [
        "Subject: " + "=?utf-8?q?a?= " * 200_000,
        "From: " + "(" * 200_000,
        "Date: " + "1 Jan, " * 200_000,
        "Subject: a\nContent-Type: text/plain; " + "a=b; " * 200_000,
        "Subject: a\nContent-Disposition: " + '"' * 200_000,
        "".join(f"X-{n}: a\n" for n in range(50_000)) + "Subject: a",
        "Subject: a" + "\n b" * 200_000,
    ],
    ids=["words", "comments", "dates", "parameters", "quotes", "fields", "folds"],
)
def test_a_head_without_end_costs_no_memory(tmp_path: Path, head: str) -> None:
    import tracemalloc

    tracemalloc.start()
    articles, told = read_content(tmp_path, "a.eml", f"{head}\n\n{FIRST}\n")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000
    assert articles or told


def test_a_mail_of_parts_without_end_is_refused(tmp_path: Path) -> None:
    head = "Subject: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    articles, (line,) = read_content(tmp_path, "a.eml", head + "--b\n\nx\n" * 1_000_000)
    assert articles == []
    assert "is a mail of too many parts" in line


# --- what is missing --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "module", "extra"),
    [
        ("a.rss", RSS.encode(), "feedparser", "bulk"),
        ("a.warc", RECORDS[0], "fastwarc.warc", "bulk"),
        ("a.pdf", make_pdf(["x"]), "pypdfium2", "pdf"),
        ("a.txt.zst", b"\x28\xb5\x2f\xfd\x00", "zstandard", "bulk"),
    ],
)
def test_a_missing_extra_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: bytes,
    module: str,
    extra: str,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    articles, (line,) = read_content(tmp_path, name, content)
    assert articles == []
    assert f"pip install 'communique[{extra}]'" in line


# --- packed, vast, broken ---------------------------------------------------------------------


def pack_zst(content: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor().compress(content))


@pytest.mark.parametrize(
    ("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("zst", pack_zst)]
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.csv", "a.html"])
def test_packed_files_are_read_as_what_they_hold(
    tmp_path: Path, name: str, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    content = {
        "a.txt": FIRST,
        "a.jsonl": json.dumps(ROWS[0]),
        "a.csv": write_csv(","),
        "a.html": PAGE.decode(),
    }[name]
    articles, _ = read_content(tmp_path, f"{name}.{suffix}", pack(content.encode()))
    assert articles[0].text.startswith(FIRST)
    assert articles[0].id == "a"
    cut, told = read_content(tmp_path, f"cut.{name}.{suffix}", pack(content.encode())[:-9])
    assert cut == [] or told == [] or "cut" in told[-1]


def test_zstd_that_breaks_off_gives_what_stands_before_and_says_so(tmp_path: Path) -> None:
    # What hardly shrinks fills more than one block.
    names = [sha256(b"%d" % n).hexdigest() for n in range(9999)]
    rows = [ROWS[0] | {"id": name, "text": f"{FIRST} {name}"} for name in names]
    content = pack_zst("".join(json.dumps(row) + "\n" for row in rows).encode())
    articles, told = read_content(tmp_path, "a.jsonl.zst", content[: len(content) // 2])
    assert 1000 < len(articles) < 9999
    assert "ended before the end of a frame" in told[-1]
    articles, told = read_content(tmp_path, "b.jsonl.zst", content + content)
    assert len(articles) == 9999
    assert len(told) == 9999
    assert all("twice" in line for line in told)


@pytest.mark.parametrize("suffix", ["gz", "zst"])
def test_a_bomb_is_refused_before_it_fills_the_memory(tmp_path: Path, suffix: str) -> None:
    import tracemalloc

    zeros = bytes(1_000_000)
    path = tmp_path / f"a.txt.{suffix}"
    packed = zlib.compressobj(wbits=31)
    if suffix == "zst":
        packed = pytest.importorskip("zstandard").ZstdCompressor().compressobj()
    with path.open("wb") as stream:
        for _ in range(100):
            stream.write(packed.compress(zeros))
        stream.write(packed.flush())
    tracemalloc.start()
    articles, (line,) = read_all(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert articles == []
    assert "larger than 20 MB" in line
    assert most < 90_000_000


def test_what_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb") as stream:
        for _ in range(110):
            stream.write(b" " * 999_999 + b"\n")
    articles, (line,) = read_all(tmp_path / "a.jsonl.gz")
    assert articles == []
    assert "unpacks to more than 250 times its size" in line


def test_a_long_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("w") as stream:
        stream.write(json.dumps(ROWS[0]) + "\n" + '{"text": "')
        for _ in range(50):
            stream.write("x" * 1_000_000)
        stream.write('"}\n' + json.dumps(ROWS[1]) + "\n")
    articles, (line,) = read_all(path)
    assert [article.id for article in articles] == ["a", "b"]
    assert "line 2: is too long" in line


def test_a_million_short_lines_are_refused_in_one(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("x\n" * 1_000_000)
    articles, told = read_all(tmp_path / "a.jsonl")
    assert articles == []
    assert len(told) == 1
    assert "none of its first 20 lines is a report (is not JSON)" in told[0]


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.json", json.dumps([1] * 50_000), "20 items is a report (is not a JSON object)"),
        ("a.rss", "<rss><channel>" + "<item><title>a</title></item>" * 2_000, "20 entries is"),
        ("a.csv", "id,text\n" + "1,\n" * 50_000, "20 rows is a report (has no `text`)"),
    ],
)
def test_a_file_of_nothing_is_refused_in_one(
    tmp_path: Path, name: str, content: str, what: str
) -> None:
    pytest.importorskip("feedparser")
    articles, (line,) = read_content(tmp_path, name, content)
    assert articles == []
    assert what in line


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + FIRST,
        "<p>" + "<a " * 100_000,
        "<!--" * 100_000,
        "<a b='" * 50_000 + ">",
        "<title>x<b>" * 50_000,
        "<table><tr><td>x" * 50_000,
    ],
    ids=["deep", "open tags", "open comments", "open quotes", "titles", "cells"],
)
def test_deep_and_broken_pages_end(tmp_path: Path, markup: str) -> None:
    articles, told = read_content(tmp_path, "a.html", f"<html><body>{markup}")
    assert len(articles) + len([line for line in told if "no publication" not in line]) == 1


def test_a_title_as_long_as_a_report_is_left_out(tmp_path: Path) -> None:
    row = {**ROWS[0], "title": FIRST * 20}
    (article,), (line,) = read_content(tmp_path, "a.jsonl", json.dumps(row))
    assert article.title is None
    assert "its title of 1,680 characters was left out" in line


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("No “end”".encode() + b" of \x93it\x94 \xe2\x80", "No “end” of “it” â€"),
        ("“Yes”".encode("utf-16-le"), "“Yes”"),
        ("Yes, he said.".encode("utf-16-le"), "Yes, he said."),
        ("Yes, he said.".encode("utf-16-be"), "Yes, he said."),
        # What breaks off within a character is of its kind all the same.
        ("Yes, he said.".encode("utf-16")[:-1], "Yes, he said"),
        ("Yes, he said.".encode("utf-16-le")[:-1], "Yes, he said"),
        ("Yes, he said.".encode("utf-16-be") + b"\x00", "Yes, he said."),
        ("Yes, he said.".encode("utf-32")[:-2], "Yes, he said"),
        ("Yes 😀".encode("utf-16")[:-2], "Yes "),
        (("“Yes”, he said. " * 9).encode() + b"\x9d", "“Yes”, he said. " * 9 + "\ufffd"),
        (b"\x93Yes\x94", "“Yes”"),
    ],
)
def test_what_no_one_encoding_fits_is_guessed(content: bytes, text: str) -> None:
    assert decode_bytes(content, "a.txt") == text


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json"])
def test_files_without_a_report_say_so(tmp_path: Path, name: str) -> None:
    content = {"a.csv": "id,text\n", "a.jsonl": "\n\n", "a.json": "[]"}[name]
    articles, (line,) = read_content(tmp_path, name, content)
    assert articles == []
    assert "holds no report" in line


# --- patterns ---------------------------------------------------------------------------------


def test_patterns_give_their_files_in_order(tmp_path: Path) -> None:
    for name in ("b1.txt", "a1.txt", "c.txt"):
        (tmp_path / name).write_text(FIRST)
    articles, _ = read_all(tmp_path / "?1.txt")
    assert [article.id for article in articles] == ["a1", "b1"]
    articles, (line,) = read_all(tmp_path / "x*")
    assert articles == []
    assert "x*: matches no file" in line


# --- nothing but our own errors ---------------------------------------------------------------

SEEDS = {
    "a.txt": FIRST.encode(),
    "a.jsonl": "\n".join(json.dumps(row) for row in ROWS).encode(),
    "a.json": json.dumps(ROWS).encode(),
    "a.csv": write_csv(",").encode(),
    "a.html": PAGE,
    "a.rss": RSS.encode(),
    "a.warc": b"".join(RECORDS),
    "a.pdf": make_pdf([FIRST]),
    "a.eml": f"Subject: =?utf-8?b?8J+?=\nDate: x\nContent-Type: text/plain\n\n{FIRST}".encode(),
    "a.jsonl.gz": gzip.compress(json.dumps(ROWS[0]).encode(), mtime=0),
    "a.parquet": b"PAR1" + bytes(range(60)) + b"\x10\x00\x00\x00PAR1",
    "a.tsv": write_csv("\t").encode(),
    "a.atom": ATOM.encode(),
    "a.warc.gz": b"".join(gzip.compress(record, mtime=0) for record in RECORDS),
    "a.txt.bz2": bz2.compress(FIRST.encode()),
    "a.json.bz2": bz2.compress(json.dumps(ROWS).encode()),
}


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40)
@given(data=st.data())
def test_damage_gives_articles_or_our_errors(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    damage(tmp_path_factory.mktemp("damaged") / name, SEEDS[name], data)


@settings(max_examples=40)
@given(data=st.data())
def test_damaged_zstd_gives_articles_or_our_errors(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    content = pack_zst(json.dumps(ROWS[0]).encode())
    damage(tmp_path_factory.mktemp("damaged") / "a.jsonl.zst", content, data)


@settings(max_examples=40)
@given(data=st.data())
def test_damaged_parquet_gives_articles_or_our_errors(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    write_parquet(folder / "whole.parquet", ROWS)
    damage(folder / "a.parquet", (folder / "whole.parquet").read_bytes(), data)


def damage(path: Path, whole: bytes, data: st.DataObject) -> None:
    """Cut and overwrite here and there, and read what is left."""
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        cut = data.draw(st.integers(0, 12))
        content[at : at + cut] = data.draw(st.binary(max_size=12))
        content = content or bytearray(b" ")
    path.write_bytes(bytes(content))
    told: list[CommuniqueError] = []
    articles = list(read(path, tell=told.append))
    assert all(isinstance(error, CommuniqueError) for error in told)
    assert articles or any(isinstance(error, UnreadableInput) for error in told)
