"""Write the shipped files of the coder's network, rounded to eight bits."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from fuse_network import fuse_judge
from pairs import LABELS
from rounding import write_rounded
from torch import Tensor, nn

from communique.coding.judge import STATUSES, TYPES
from communique.coding.network import INPUTS
from communique.language.pieces import CLS, SEP, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from judge_network import JudgeNetwork

    from communique.language.pieces import WordPieces

CACHE: Final = Path(__file__).parent / "cache"
PLACES: Final = 160
OUTPUTS: Final = (
    "types", "statuses", "deeds", "parties", "pair labels", "pair types", "pair statuses",
)  # fmt: skip


class Shipped(nn.Module):
    """The network with a smaller vocabulary, its embeddings as eight-bit rows with scales."""

    def __init__(self, network: JudgeNetwork, kept: Sequence[int]) -> None:
        """Keep the embeddings of some pieces; all others are read as the unknown piece."""
        super().__init__()
        network.places = nn.Parameter(network.places[:PLACES].clone(), False)
        rows = network.words.weight.data[torch.tensor(kept)]
        scale = rows.abs().amax(1).clamp(min=1e-8) / 127
        self.rows = nn.Parameter((rows / scale[:, None]).round().to(torch.int8), False)
        self.scale = nn.Parameter(scale, False)
        places = torch.full((30522,), kept.index(UNKNOWN), dtype=torch.int32)
        places[torch.tensor(kept)] = torch.arange(len(kept), dtype=torch.int32)
        self.numbers = nn.Parameter(places, False)
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Give the scores of words and of a pair as the network does."""
        given = dict(zip(INPUTS, inputs, strict=True))
        network, ids = self.network, given["ids"]
        numbers = self.numbers[ids].to(torch.long)
        words = self.rows[numbers].to(torch.float32) * self.scale[numbers][:, :, None]
        x = network.encode(words + network.describe(given), ids)
        seen = x.gather(1, given["firsts"][:, :, None].expand(-1, -1, x.shape[-1]))
        types, statuses = network.judge_words(seen)
        return (
            types,
            statuses,
            network.deeds(seen).relu(),
            network.parties(seen).relu(),
            *network.score_pairs(x, ids, given["firsts"]),
        )


def choose_pieces(
    articles: Path, texts: Iterable[Sequence[str]], vocabulary: WordPieces, most: int
) -> list[int]:
    """Choose the pieces of the shipped vocabulary: those that news has oftenest."""
    counts: Counter[int] = Counter()
    with gzip.open(articles, "rt", encoding="utf-8") as stream:
        for line in islice(stream, 0, None, 5):
            for word in json.loads(line)["text"].split():
                counts.update(vocabulary(word)[0])
    for words in texts:
        for word in words:
            counts.update(vocabulary(word)[0])
    needed = {*range(7), UNKNOWN, CLS, SEP, *range(999, 1100)}
    common = [piece for piece, _ in counts.most_common(most) if piece not in needed]
    return sorted([*needed, *common[: most - len(needed)]])


def export(network: JudgeNetwork, kept: Sequence[int], folder: Path) -> None:
    """Write judge.onnx, the names of its outputs, and the weights of who takes which part."""
    folder.mkdir(exist_ok=True)
    CACHE.mkdir(exist_ok=True)
    rounded = CACHE / "judge-rounded.onnx"
    pieces = torch.randint(1000, 2000, (1, 9))
    none = torch.zeros(1, 9, dtype=torch.long)
    axes = {name: {1: "pieces"} for name in INPUTS[:-1]} | {
        name: {1: "words"} for name in ("firsts", *OUTPUTS[:4])
    }
    example = (pieces, *[none] * 5, torch.tensor([[1, 3, 6]]))
    write_rounded(Shipped(network, kept).eval(), example, INPUTS, OUTPUTS, axes, rounded)
    fuse_judge(rounded, folder / "judge.onnx", len(network.layers))
    np.savez(
        folder / "parts.npz",
        sum=network.sum.weight.detach().numpy().T,
        bias=network.sum.bias.detach().numpy(),
        supposed=network.supposed.weight.detach().numpy(),
        product=network.product.detach().numpy().astype(np.float16),
    )
    names = {"labels": LABELS, "types": TYPES, "statuses": STATUSES}
    (folder / "judge.json").write_text(json.dumps(names, indent=1) + "\n", encoding="utf-8")
    for path in sorted(folder.iterdir()):
        print(path.name, path.stat().st_size)
