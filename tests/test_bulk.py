"""Bulk: the same events from any cut of the input, nothing coded twice, nothing half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from communique.articles import read
from communique.bulk import (
    Making,
    Row,
    Shard,
    find_shards,
    holds_parts,
    read_manifest,
    read_parts,
    shards,
)
from communique.bulk.deadline import keep_deadline
from communique.bulk.local import work_locally
from communique.bulk.manifest import begin_row, check_folder, clear_asides, make_making
from communique.bulk.work import Work
from communique.errors import CommuniqueError, UncodedArticle, UnreadableInput, UnwritableOutput
from communique.exchange.events import event_to_dict
from communique.types import Article, Entity, Event, Evidence, Span, When

MAKING = Making(version="1", knowledge="k")
ROWS = [
    {"id": f"r{n}", "published": f"2019-06-{n + 1:02}", "text": f"Norway met Kenya {n} times."}
    for n in range(20)
]


# --- stand-ins for the coder, found by workers under their names -------------------------------


def code_plainly(article: Article) -> list[Event]:
    """Find one event in each article but every third."""
    if article.published is None or article.published.day % 3 == 0:
        return []
    actors = tuple(Entity(id=code, name=code, country=code) for code in ("NOR", "KEN"))
    return [
        Event(
            id=f"e-{article.id}", event="CONSULT", mode="meet", context=("diplomatic",),
            actors=actors, recipients=(),
            date=When(
                start=article.published, end=None, edtf="2019", timex="2019", basis="explicit"
            ),
            status="occurred", historical=False, place=None, count=1, attribution=(),
            evidence=(
                Evidence(
                    article=article.id, field="text", span=Span(0, 5), text=article.text[:5],
                    trigger=Span(0, 2), trigger_text=article.text[:2],
                ),
            ),
            score=1.0, quad=1, confidence=0.5, version="1",
        )
    ]  # fmt: skip


def code_and_die(article: Article) -> list[Event]:
    """Die of one article, as if memory had run out."""
    if article.id == "r7":
        os.kill(os.getpid(), signal.SIGKILL)
    return code_plainly(article)


def code_and_fail(article: Article) -> list[Event] | CommuniqueError:
    if article.id == "r7":
        return UncodedArticle("r7", "could not be coded", "report it")
    return code_plainly(article)


def code_for_ever(article: Article) -> list[Event]:
    while article.id == "r7":
        pass
    return code_plainly(article)


# --- making shards ----------------------------------------------------------------------------


def write_files(folder: Path, count: int, rows: list[dict[str, str]] | None = None) -> list[Path]:
    """Spread the rows over so many files."""
    rows = ROWS if rows is None else rows
    folder.mkdir(parents=True)
    paths = []
    for number in range(count):
        path = folder / f"in-{number}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows[number::count]))
        paths.append(path)
    return paths


def find(*paths: Path | str) -> list[Shard]:
    told: list[CommuniqueError] = []
    found = list(find_shards(paths, told.append))
    assert told == []
    return found


def make_work(folder: Path, code: Callable[..., object] = code_plainly) -> Work:
    return Work(folder=folder, making=MAKING, code=code)  # type: ignore[arg-type]


def parts_of(folder: Path) -> set[str]:
    """Give all that the parts tell, whatever its order."""
    return {
        json.dumps([article.id, article.text, str(article.published), *map(event_to_dict, events)])
        for article, events in read_parts(folder)
    }


def test_a_large_file_is_cut_and_the_cuts_hold_each_line_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "SLICE", 7)
    (path,) = write_files(tmp_path / "in", 1)
    found = find(path)
    assert [(shard.first, shard.last) for shard in found] == [(1, 7), (8, 14), (15, None)]
    assert len({shard.hash for shard in found}) == 3
    rows = [make_work(tmp_path / "out")(shard) for shard in found]
    assert [row.articles for row in rows] == [7, 7, 6]
    assert len(parts_of(tmp_path / "out")) == 20


def test_a_shard_is_known_by_its_content_wherever_it_lies(tmp_path: Path) -> None:
    (one,) = write_files(tmp_path / "a", 1)
    (two,) = write_files(tmp_path / "b" / "c", 1)
    assert find(one)[0].hash == find(two)[0].hash
    two.write_text(two.read_text() + "\n" + json.dumps({"text": "Kenya left."}))
    assert find(one)[0].hash != find(two)[0].hash


def test_files_of_one_report_each_are_gathered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shards, "FILES_A_SHARD", 2)
    for row in ROWS[:5]:
        (tmp_path / f"{row['id']}.txt").write_text(row["text"])
    found = find(tmp_path)
    assert [len(shard.paths) for shard in found] == [2, 2, 1]
    for shard in found:
        make_work(tmp_path / "out")(shard)
    assert {a.id for a, _ in read_parts(tmp_path / "out")} == {"r0", "r1", "r2", "r3", "r4"}


def test_what_is_not_there_is_told_and_the_rest_is_found(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", 2)
    told: list[CommuniqueError] = []
    found = list(find_shards([tmp_path / "none.jsonl", *paths, "no/*.txt"], told.append))
    assert len(found) == 2
    assert ["no such file" in str(told[0]), "matches no file" in str(told[1])] == [True, True]


def test_a_broken_file_gives_what_can_be_read_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import gzip

    monkeypatch.setattr(shards, "SLICE", 7)
    rows = [
        {**row, "text": f"Norway met {sha256(row['id'].encode()).hexdigest()}."} for row in ROWS
    ]
    content = gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(content[: len(content) * 2 // 3])
    made = [make_work(tmp_path / "out")(shard) for shard in find(tmp_path / "a.jsonl.gz")]
    assert 5 < sum(row.articles for row in made) < 20
    assert "ended before" in made[-1].failures[0][1]


# --- what is written --------------------------------------------------------------------------


@pytest.mark.parametrize("count", [2, 7])
def test_any_number_of_shards_gives_the_same_articles_and_events(
    tmp_path: Path, count: int
) -> None:
    for number in (1, count):
        for shard in find(*write_files(tmp_path / f"in{number}", number)):
            make_work(tmp_path / f"out{number}")(shard)
    assert parts_of(tmp_path / "out1") == parts_of(tmp_path / f"out{count}")
    assert len(parts_of(tmp_path / "out1")) == 20


def test_ids_that_the_input_does_not_give_do_not_hang_on_the_cut(tmp_path: Path) -> None:
    rows = [{"text": row["text"]} for row in ROWS]
    for number in (1, 3):
        for shard in find(*write_files(tmp_path / f"in{number}", number, rows)):
            make_work(tmp_path / f"out{number}")(shard)
    assert parts_of(tmp_path / "out1") == parts_of(tmp_path / "out3")
    assert len(parts_of(tmp_path / "out1")) == 20


def test_parts_give_back_what_was_coded(tmp_path: Path) -> None:
    (path,) = write_files(tmp_path / "in", 1)
    make_work(tmp_path / "out")(find(path)[0])
    read_back = list(read_parts(tmp_path / "out"))
    assert [article for article, _ in read_back] == list(read(path))
    assert [events for _, events in read_back] == [code_plainly(a) for a in read(path)]


def test_the_same_shard_gives_the_same_bytes(tmp_path: Path) -> None:
    (shard,) = find(*write_files(tmp_path / "in", 1))
    for out in ("a", "b"):
        make_work(tmp_path / out)(shard)
    files = sorted(path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*.*"))
    assert len(files) == 3
    for file in files:
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_parts_can_be_asked_as_tables(tmp_path: Path) -> None:
    import duckdb

    for shard in find(*write_files(tmp_path / "in", 3)):
        make_work(tmp_path / "out")(shard)
    query = (
        "SELECT type, count(*), min(start_date), any_value(actors) "  # noqa: S608
        f"FROM '{tmp_path}/out/events/*.parquet' GROUP BY type"
    )
    connection = duckdb.connect()
    assert connection.execute(query).fetchall() == [
        ("CONSULT", 14, date(2019, 6, 1), ["NOR", "KEN"])
    ]
    connection.close()


def test_one_id_for_two_texts_gives_two_articles(tmp_path: Path) -> None:
    rows = [ROWS[0], ROWS[0], {**ROWS[0], "text": "Norway left Kenya."}]
    for shard in find(*write_files(tmp_path / "in", 3, rows)):
        make_work(tmp_path / "out")(shard)
    articles = {article.id: events for article, events in read_parts(tmp_path / "out")}
    assert sorted(name.partition("~")[0] for name in articles) == ["r0", "r0"]
    assert all(events[0].evidence[0].article == name for name, events in articles.items())
    assert len({events[0].id for events in articles.values()}) == 2


def test_the_row_counts_and_names_what_failed(tmp_path: Path) -> None:
    rows = [*ROWS[:8], {"id": "empty", "text": "…"}]
    (shard,) = find(*write_files(tmp_path / "in", 1, rows))
    row = make_work(tmp_path / "out", code_and_fail)(shard)
    assert (row.articles, row.events, row.words) == (7, 5, 35)
    assert [failure[1] for failure in row.failures] == ["could not be coded", "holds no text"]
    assert read_manifest(tmp_path / "out") == {row.part: row}


def test_an_article_that_takes_for_ever_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.bulk import deadline

    monkeypatch.setattr(deadline, "LONGEST_SECONDS", 0.2)
    (shard,) = find(*write_files(tmp_path / "in", 1))
    row = make_work(tmp_path / "out", code_for_ever)(shard)
    assert row.articles == 19
    assert row.failures[0][:2] == ("r7", "could not be coded within 0.2 seconds and was left out")


def test_a_deadline_within_a_deadline_is_kept_by_the_outer_one() -> None:
    def dawdle() -> None:
        with keep_deadline("outer", 0.05):
            with keep_deadline("inner", 0.01):
                pass
            with keep_deadline("inner", 0.01):
                while True:
                    pass

    with pytest.raises(UncodedArticle, match=r"^outer: "):
        dawdle()


def test_a_deadline_that_was_met_leaves_nothing_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with keep_deadline("quick"):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) == before


def test_a_part_counts_only_with_its_row(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for shard in find(*write_files(tmp_path / "in", 2)):
        row = make_work(out)(shard)
    (out / "manifest" / f"{row.part}.json").unlink()
    assert len(parts_of(out)) == 10
    (out / "events" / f".{row.part}.parquet.77").write_text("half")
    clear_asides(out)
    assert not list(out.rglob(".*"))
    assert len(list((out / "events").iterdir())) == 2


def test_parts_of_another_making_are_not_mixed_in(tmp_path: Path) -> None:
    (shard,) = find(*write_files(tmp_path / "in", 1))
    make_work(tmp_path / "out")(shard)
    assert holds_parts(tmp_path / "out")
    check_folder(tmp_path / "out", MAKING)
    other = Making(version="1", knowledge="other")
    with pytest.raises(UnwritableOutput, match="give a new folder"):
        check_folder(tmp_path / "out", other)
    assert begin_row(shard, MAKING).part != begin_row(shard, other).part


def test_the_users_words_are_part_of_the_making(tmp_path: Path) -> None:
    plain = make_making([None], None)
    (tmp_path / "own.toml").write_text("# nothing yet")
    assert make_making([None], None) == plain != make_making([tmp_path, None], None)


@pytest.mark.parametrize("content", ["", "{}"])
def test_a_folder_without_parts_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert not holds_parts(tmp_path)
    with pytest.raises(UnreadableInput, match="no manifest"):
        list(read_parts(tmp_path))


def test_a_broken_part_is_named(tmp_path: Path) -> None:
    (shard,) = find(*write_files(tmp_path / "in", 1))
    row = make_work(tmp_path / "out")(shard)
    (tmp_path / "out" / "events" / f"{row.part}.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(UnreadableInput, match=row.part):
        list(read_parts(tmp_path / "out"))


# --- several processes ------------------------------------------------------------------------


def work_through(
    out: Path, paths: list[Path], workers: int, code: Callable[..., object]
) -> list[Row]:
    return list(work_locally(find(*paths), make_work(out, code), workers))


def test_any_number_of_workers_gives_the_same_events(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", 7)
    for workers in (1, 4):
        rows = work_through(tmp_path / f"out{workers}", paths, workers, code_plainly)
        assert sum(row.articles for row in rows) == 20
    assert parts_of(tmp_path / "out1") == parts_of(tmp_path / "out4")


def test_a_worker_that_dies_costs_its_shard_and_no_other(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "in", 5)
    rows = work_through(tmp_path / "out", paths, 2, code_and_die)
    assert len(rows) == 5
    (lost,) = [row for row in rows if row.failures]
    assert "killed the worker" in lost.failures[0][1]
    assert len(read_manifest(tmp_path / "out")) == 4
    assert len(parts_of(tmp_path / "out")) == 16


# --- the command ------------------------------------------------------------------------------

SAMPLES = Path(sys.modules["communique"].__file__ or "").parent / "samples" / "reports.jsonl"


def make_command(*arguments: Path | str) -> list[str]:
    return [sys.executable, "-m", "communique", "code", *map(str, arguments)]


def call(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(make_command(*arguments), capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def sample_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Spread the sample reports over eight files."""
    rows = [json.loads(line) for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    folder = tmp_path_factory.mktemp("samples") / "in"
    write_files(folder, 8, rows)
    return folder


@pytest.fixture(scope="module")
def coded_samples(tmp_path_factory: pytest.TempPathFactory, sample_files: Path) -> Path:
    out = tmp_path_factory.mktemp("coded") / "out"
    result = call(sample_files, "--out", out, "--workers", "2")
    assert (result.returncode, result.stderr) == (0, "")
    assert "in 8 parts" in result.stdout
    return out


def test_code_gives_what_read_gives(coded_samples: Path) -> None:
    from communique import code

    articles = {article.id: article for article in read(SAMPLES)}
    found = {article.id: events for article, events in read_parts(coded_samples)}
    assert set(found) == set(articles)
    some = sorted(articles)[:3]
    assert [found[name] for name in some] == [code(articles[name]) for name in some]


def wait_for(rows: Callable[[], int], process: subprocess.Popen[bytes]) -> None:
    while rows() == 0 and process.poll() is None:
        time.sleep(0.02)


def test_a_run_that_is_killed_is_resumed_without_coding_again(
    tmp_path: Path, sample_files: Path, coded_samples: Path
) -> None:
    out = tmp_path / "out"
    manifest = out / "manifest"
    process = subprocess.Popen(make_command(sample_files, "--out", out), start_new_session=True)
    wait_for(lambda: len(list(manifest.glob("*.json"))), process)
    process.kill()
    process.wait()
    before = {path: path.stat().st_mtime_ns for path in manifest.glob("*.json")}
    assert 0 < len(before) < 8
    result = call(sample_files, "--out", out)
    assert result.returncode == 0
    assert f"{len(before)} of them from before" in result.stdout or len(before) == 8
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert parts_of(out) == parts_of(coded_samples)


def test_failures_are_told_again_when_a_run_is_resumed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_text('{"id": "a", "text": "Norway met Kenya."}\n{')
    for _ in range(2):
        result = call(tmp_path / "in", "--out", tmp_path / "out", "--published", "2019-06-12")
        assert result.returncode == 1
        assert "a.jsonl, line 2: is not JSON" in result.stderr
        assert "1 articles" in result.stdout or "1 article" in result.stdout


def test_nothing_to_read_is_told(tmp_path: Path) -> None:
    result = call(tmp_path / "none.jsonl", "--out", tmp_path / "out")
    assert result.returncode == 2
    assert "no such file or directory" in result.stderr


# --- Ray --------------------------------------------------------------------------------------


def test_ray_that_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.bulk.cluster import work_on_ray

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(CommuniqueError, match=r"pip install 'communique\[cluster\]'"):
        list(work_on_ray([], make_work(tmp_path), 1))


def find_workers(parent: int) -> Iterator[int]:
    """Find the processes of Ray's that code, among those a process has begun."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            session = int((folder / "stat").read_text().rpartition(")")[2].split()[3])
        except (OSError, ValueError):
            continue
        if b"ray::_Worker.code" in command and session == parent:
            yield int(folder.name)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are found in /proc")
def test_ray_gives_the_same_events_though_its_workers_are_killed(
    tmp_path: Path, sample_files: Path, coded_samples: Path
) -> None:
    pytest.importorskip("ray")
    out = tmp_path / "out"
    command = make_command(sample_files, "--out", out, "--engine", "ray", "--workers", "2")
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    killed: set[int] = set()
    while len(killed) < 2 and process.poll() is None:
        for worker in find_workers(process.pid):
            if len(killed) < 2 and worker not in killed:
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
        time.sleep(0.02)
    _, told = process.communicate()
    assert (process.returncode, told.decode()) == (0, "")
    assert len(killed) == 2
    assert parts_of(out) == parts_of(coded_samples)
