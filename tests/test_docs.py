"""The papers show what the program prints: every console block is run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

from refresh import BLOCK, PAPERS, renew_blocks, renew_figures


@pytest.mark.parametrize("name", PAPERS)
def test_console_blocks_show_what_is_printed_now(root: Path, name: str) -> None:
    """Where this fails the output has changed: `make docs` renews it; read the difference."""
    text = (root / name).read_text(encoding="utf-8")
    assert BLOCK.search(text)
    assert renew_blocks(text) == text


def test_only_our_own_command_is_run() -> None:
    with pytest.raises(ValueError, match="may call communique only"):
        renew_blocks("```console\n$ echo rm\n```\n")


def test_text_without_figures_is_left_alone() -> None:
    assert renew_figures("# A paper\n", Path("nowhere")) == "# A paper\n"
