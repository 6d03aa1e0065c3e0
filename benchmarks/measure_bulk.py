"""Measure a bulk run, kill one and resume it, and compare what the two wrote.

measure_bulk.py [--shared FOLDER] [--articles N] [--workers N]

Codes N articles of the shared bulk corpus with `communique code` in one worker. Then codes them
again in several workers, kills a worker with SIGKILL after a fifth of the parts, the command after
two fifths, both once more in a second run, and lets a third run finish. Prints the rows of the
table in benchmarks/bulk.md.
"""

from __future__ import annotations

import argparse
import gzip
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

from communique.bulk import read_manifest

ROOT = Path(__file__).parents[1]
# So many articles a file, each of which is a shard.
FILE = 100


def write_shards(shared: Path, folder: Path, count: int) -> int:
    """Spread articles from the whole corpus over files; give the number of files."""
    with gzip.open(shared / "corpora" / "bulk.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines = list(stream)
    some = list(islice(lines, 7, None, max(1, len(lines) // count)))[:count]
    folder.mkdir(parents=True)
    files = range(0, len(some), FILE)
    for number, start in enumerate(files):
        text = "".join(some[start : start + FILE])
        (folder / f"in-{number:03}.jsonl").write_text(text, encoding="utf-8")
    return len(files)


def start(given: Path, out: Path, workers: int) -> subprocess.Popen[bytes]:
    """Start the command."""
    words = ["code", str(given), "--out", str(out), "--workers", str(workers)]
    with (out.parent / f"{out.name}.txt").open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own words
            [sys.executable, "-m", "communique", *words], stdout=log, stderr=log
        )


def count_parts(out: Path) -> int:
    """Count the parts that are complete."""
    return len(list((out / "manifest").glob("*.json")))


def wait_for(process: subprocess.Popen[bytes], out: Path, parts: int) -> None:
    """Wait until so many parts are there."""
    while count_parts(out) < parts and process.poll() is None:
        time.sleep(0.1)


def find_workers(process: subprocess.Popen[bytes]) -> list[int]:
    """List the worker processes of the command (Linux)."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
            if parent == str(process.pid) and b"spawn_main" in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
        except (OSError, IndexError):
            continue
    return found


def kill_twice(given: Path, out: Path, workers: int, after: tuple[int, int]) -> str:
    """Kill a worker, then the command; say what was there and what lived on."""
    process = start(given, out, workers)
    wait_for(process, out, after[0])
    os.kill(find_workers(process)[0], signal.SIGKILL)
    wait_for(process, out, after[1])
    orphans = find_workers(process)
    process.kill()
    process.wait()
    # A worker that has only just begun sees that it is alone once it is ready.
    for _ in range(100):
        if not any(Path(f"/proc/{worker}").exists() for worker in orphans):
            break
        time.sleep(0.1)
    alive = sum(Path(f"/proc/{worker}").exists() for worker in orphans)
    return f"{count_parts(out)} parts, {alive} processes left"


def read_files(folder: Path) -> dict[str, bytes]:
    """Read all that a run wrote."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def main() -> None:
    """Print the rows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--workers", type=int, default=2)
    arguments = parser.parse_args()
    folder = ROOT / "out" / "bulk"
    shutil.rmtree(folder, ignore_errors=True)
    parts = write_shards(arguments.shared, folder / "in", arguments.articles)
    start(folder / "in", folder / "one", 1).wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    rows = read_manifest(folder / "one").values()
    articles, words = sum(row.articles for row in rows), sum(row.words for row in rows)
    seconds = used.ru_utime + used.ru_stime
    print(
        f"| articles, words, events | {articles:,}, {words:,}, {sum(r.events for r in rows):,} |"
    )
    print(f"| refused | {sum(len(row.failures) for row in rows)} |")
    print(f"| CPU-seconds, one worker, start and writing with it | {seconds:.1f} |")
    print(f"| words, articles a CPU-second | {words / seconds:,.0f}, {articles / seconds:.1f} |")
    print(f"| peak memory of a process | {used.ru_maxrss / 1024:,.0f} MiB |")
    fifth = max(1, parts // 5)
    for number, after in enumerate(((fifth, 2 * fifth), (3 * fifth, 4 * fifth)), start=1):
        said = kill_twice(folder / "in", folder / "killed", arguments.workers, after)
        print(f"| run {number}: worker, then command killed with SIGKILL | {said} |")
    status = start(folder / "in", folder / "killed", arguments.workers).wait()
    same = read_files(folder / "one") == read_files(folder / "killed")
    print(f"| run 3: exit status | {status} |")
    print(f"| all files as those of the run that was not killed | {'yes' if same else 'NO'} |")


if __name__ == "__main__":
    main()
