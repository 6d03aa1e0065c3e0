"""The page as files: whole, without a server, and leading nowhere but to itself."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag

import pytest
from click.testing import CliRunner

pytest.importorskip("starlette")
from test_web import PAIRS

from communique.answers import open_record
from communique.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    with open_record(folder / "world.duckdb") as record:
        record.store.add(PAIRS)
    arguments = ["export", str(folder / "world.duckdb"), "site", "--out", str(folder / "out")]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    return folder / "out"


def test_every_link_leads_to_a_file(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]*)"', text):
            target, part = urldefrag(link)
            if link.startswith("https://"):
                continue
            found = page if not target else (page.parent / unquote(target)).resolve()
            assert found.is_file(), f"{page.relative_to(site)}: {link}"
            if part and found.suffix == ".html":
                assert f'id="{part}"' in found.read_text(encoding="utf-8"), f"{page}: {link}"


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(site: Path) -> None:
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "<form" not in text
        assert not re.search(r'src="(?:https?:|//)|<link[^>]+href="(?:https?:|//)', text)
        assert 'http-equiv="Content-Security-Policy"' in text


def test_the_data_stand_beside_the_pages(site: Path) -> None:
    deeds = json.loads((site / "deeds.json").read_text(encoding="utf-8"))["deeds"]
    assert len(deeds) == len(PAIRS)
    assert len((site / "deeds.csv").read_text(encoding="utf-8-sig").splitlines()) > len(PAIRS)


def test_one_filter_has_a_page(site: Path) -> None:
    for name in ("type/ACCUSE", "status/planned", "year/2019", "actor/USA", "dyad/RUS-USA"):
        assert (site / f"{name}.html").is_file()


def test_writing_again_gives_the_same_bytes(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    record = site.parent / "world.duckdb"
    CliRunner().invoke(main, ["export", str(record), "site", "--out", str(site)])
    assert before == {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_folder_with_something_else_is_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    record = site.parent / "world.duckdb"
    done = CliRunner().invoke(main, ["export", str(record), "site", "--out", str(tmp_path)])
    assert done.exit_code == 2
    assert "holds something else" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", ".hidden", "x" * 300, "ä", "CON:"])
def test_no_id_leaves_the_folder(name: str) -> None:
    from communique.web.site import name_file

    assert re.fullmatch(r"[A-Za-z0-9_-]+", name_file(name))
