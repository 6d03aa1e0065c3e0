"""Measure how time and memory of a bulk run grow, up to the whole corpus, killed twice.

measure_growth.py [--shared FOLDER] [--articles N ...] [--workers N] [--engine NAME] [--out FOLDER]

Codes N articles from all over the shared bulk corpus with `communique code`, for each N given; in
the run of the largest N the command is killed with SIGKILL after a third of the parts and after
two thirds, and begun again. Prints the rows of the table in benchmarks/bulk.md. The processor's
time and the highest memory are read from /proc (Linux) while the processes run, for those that are
killed cannot be asked afterwards. What was coded stays in FOLDER, for a comparison of runs.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from communique.bulk import read_manifest

ROOT = Path(__file__).parents[1]
COLUMNS = (
    "articles", "words", "events", "refused", "CPU s", "articles/CPU s", "words/CPU s", "s", "MiB",
)  # fmt: skip
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Use:
    """Gather what the processes of a run used, by process."""

    seconds: dict[tuple[int, str], float] = field(default_factory=dict)
    memory: int = 0

    def look(self, root: int) -> None:
        """Look at a process and all that come from it."""
        parents: dict[int, tuple[int, str, float]] = {}
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                row = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            used = (int(row[11]) + int(row[12])) / TICKS
            parents[int(folder.name)] = (int(row[1]), row[19], used)
        mine = {root}
        while more := {pid for pid, row in parents.items() if row[0] in mine} - mine:
            mine |= more
        for pid in mine & parents.keys():
            self.seconds[pid, parents[pid][1]] = parents[pid][2]
            self.memory = max(self.memory, _read_peak(pid))


def _read_peak(pid: int) -> int:
    """Read the highest resident memory of a process in kB, 0 where it has gone."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def write_input(shared: Path, folder: Path, count: int) -> Path:
    """Write so many articles from all over the corpus to one file of JSON lines."""
    with gzip.open(shared / "corpora" / "bulk.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines = list(stream)
    count = min(count, len(lines))
    path = folder / f"bulk-{count}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    chosen = (lines[number * len(lines) // count] for number in range(count))
    path.write_text("".join(chosen), encoding="utf-8")
    return path


def count_parts(out: Path) -> int:
    """Count the parts that are complete."""
    return len(list((out / "manifest").glob("*.json")))


def run(words: list[str], out: Path, use: Use, until: float) -> int | None:
    """Run the command, kill it once so many parts are there; give its exit status."""
    with (out.parent / f"{out.name}.txt").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "communique", *words], stdout=log, stderr=log
        )
    while process.poll() is None:
        use.look(process.pid)
        if count_parts(out) >= until:
            process.kill()
            process.wait()
            return None
        time.sleep(0.5)
    return process.returncode


def measure(given: Path, out: Path, words: list[str], *, kill: bool) -> str:
    """Code a file and give the row of the table."""
    shutil.rmtree(out, ignore_errors=True)
    use, begun, notes = Use(), time.monotonic(), []
    words = ["code", str(given), "--out", str(out), *words]
    with given.open(encoding="utf-8") as stream:
        shards = -(-sum(1 for _ in stream) // 250)
    for until in (shards // 3, 2 * shards // 3) if kill else ():
        run(words, out, use, until)
        notes.append(f"killed at {count_parts(out)} parts")
    status = run(words, out, use, float("inf"))
    wall = time.monotonic() - begun
    rows = list(read_manifest(out).values())
    articles, counted = sum(row.articles for row in rows), sum(row.words for row in rows)
    cpu = sum(use.seconds.values())
    refused = sum(len(row.failures) for row in rows)
    notes.append(f"exit status {status}, {len(rows)} parts")
    return (
        f"| {articles:,} | {counted:,} | {sum(row.events for row in rows):,} | {refused} "
        f"| {cpu:,.0f} | {articles / cpu:.1f} | {counted / cpu:,.0f} | {wall:,.0f} "
        f"| {use.memory / 1024:,.0f} | {', '.join(notes)} |"
    )


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000, 30_000])
    parser.add_argument("--workers", default="1")
    parser.add_argument("--engine", default="local")
    parser.add_argument("--out", type=Path, default=ROOT / "out" / "growth")
    arguments = parser.parse_args()
    print(f"| {' | '.join(COLUMNS)} | |")
    print("|---" * (len(COLUMNS) + 1) + "|", flush=True)
    words = ["--workers", arguments.workers, "--engine", arguments.engine]
    for count in sorted(arguments.articles):
        given = write_input(arguments.shared, arguments.out, count)
        kill = count == max(arguments.articles)
        print(measure(given, arguments.out / given.stem, words, kill=kill), flush=True)


if __name__ == "__main__":
    main()
