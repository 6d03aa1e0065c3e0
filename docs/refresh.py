"""Renew what the papers show of the program: the output of commands, and the figures.

refresh.py [--shared FOLDER] [--check]

In a ```console block, what follows a line "$ communique ..." is what the command prints. Between
"<!-- figures -->" and "<!-- end -->" stand the figures of benchmarks/measure_events.py; the sets
that are not at hand keep the row they have.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import sys
from contextlib import chdir
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAPERS = ("README.md", "docs/tutorial.md")
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=<!-- end -->)", re.DOTALL)
# As wide as a page shows code without a scroll bar, and as the narrowest table.
WIDTH = "100"

SETS = {
    "samples": "16 sample reports, which the rules were written on",
    "blind": "4 reports that no rule was written on",
    "dev": "17 news reports, which the rules were written on",
    "read": "36 more, whose misses were read",
    "opened": "38 more, whose misses were read last: F1 0.60 before",
    "kept": "18 news reports that no rule was written on",
    "later": "30 more, keyed before the judge of words was trained",
    "news": "174 of all kinds, never read",
    "drawn": "80 drawn at random, coded last and never read",
    "seed": "the report the project began with",
}
COLUMNS = ("precision", "recall", "f1", "direction", "date", "status", "record")


def renew_blocks(text: str) -> str:
    """Run the commands of each console block and put in what they print now."""
    return BLOCK.sub(lambda match: _run_block(match[0]), text)


def _run_block(block: str) -> str:
    from click.testing import CliRunner

    from communique.cli import main

    out = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        words = shlex.split(line.removeprefix("$ "))
        if words[0] != "communique":
            message = f"a console block may call communique only: {line}"
            raise ValueError(message)
        with chdir(ROOT):
            result = CliRunner(env={"COLUMNS": WIDTH}).invoke(main, words[1:])
        printed = [part.rstrip() for part in result.output.rstrip().splitlines()]
        out += [line, *printed, ""]
    return "\n".join(out).rstrip() + "\n"


def renew_figures(text: str, shared: Path) -> str:
    """Put in what is measured now of the sets at hand."""
    if not FIGURES.search(text):
        return text
    sys.path.insert(0, str(ROOT / "benchmarks"))
    from measure_events import find_sets, measure

    measured = {
        name: measure(folder, reports).figures()
        for name, (folder, reports) in find_sets(shared).items()
    }

    def write(match: re.Match[str]) -> str:
        kept = {line.split("|")[1].strip(): line for line in match[0].splitlines()[2:]}
        lines = [f"| | events | {' | '.join(COLUMNS)} |", "|---" * (len(COLUMNS) + 2) + "|"]
        for name, told in SETS.items():
            if name in measured:
                figures = measured[name]
                cells = [f"{figures[column]:.2f}" for column in COLUMNS]
                lines.append(f"| {told} | {figures['events']} | {' | '.join(cells)} |")
            elif told in kept:
                lines.append(kept[told])
        return "\n".join(lines) + "\n"

    return FIGURES.sub(write, text)


def main() -> None:
    """Renew the papers, or with --check say which command's output has changed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="change nothing; 1 if blocks differ")
    arguments = parser.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    stale = []
    for name in PAPERS:
        path = ROOT / name
        old = path.read_text(encoding="utf-8")
        new = renew_blocks(old)
        if new != old:
            stale.append(name)
        if not arguments.check:
            path.write_text(renew_figures(new, arguments.shared), encoding="utf-8")
    for name in stale:
        print(f"{name}: {'differs; make docs' if arguments.check else 'renewed'}")
    if arguments.check and stale:
        sys.exit(1)


if __name__ == "__main__":
    main()
