"""Write the shipped files of the coder's network, rounded to eight bits."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import torch
from fuse_network import fuse_judge
from network import WIDTH
from pairs import LABELS
from rounding import write_rounded
from torch import Tensor, nn

from communique.coding.judge import STATUSES, TYPES
from communique.coding.network import DESCRIBED

if TYPE_CHECKING:
    from judge_network import JudgeNetwork

CACHE: Final = Path(__file__).parent / "cache"
PLACES: Final = 160
INPUTS: Final = ("vectors", *DESCRIBED, "firsts")
OUTPUTS: Final = (
    "types", "statuses", "deeds", "parties", "pair labels", "pair types", "pair statuses",
)  # fmt: skip


class Shipped(nn.Module):
    """The network from the vectors of the pieces on, of fewer places."""

    def __init__(self, network: JudgeNetwork) -> None:
        """Take the network."""
        super().__init__()
        network.places = nn.Parameter(network.places[:PLACES].clone(), False)
        self.network = network

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Give the scores of words and of a pair as the network does."""
        given = dict(zip(INPUTS, inputs, strict=True))
        # All pieces are there: a run has one sentence.
        network, ids = self.network, torch.ones_like(given["cases"])
        described = network.describe({**given, "ids": ids})
        x = network.encode(given["vectors"] + described, ids)
        seen = x.gather(1, given["firsts"][:, :, None].expand(-1, -1, WIDTH))
        types, statuses = network.judge_words(seen)
        return (
            types,
            statuses,
            network.deeds(seen).relu(),
            network.parties(seen).relu(),
            *network.score_pairs(x, ids, given["firsts"]),
        )


def export(network: JudgeNetwork, folder: Path) -> None:
    """Write judge.onnx, the names of its outputs, and the weights of who takes which part."""
    folder.mkdir(exist_ok=True)
    CACHE.mkdir(exist_ok=True)
    rounded = CACHE / "judge-rounded.onnx"
    none = torch.zeros(1, 9, dtype=torch.long)
    axes = {name: {1: "pieces"} for name in INPUTS[:-1]} | {
        name: {1: "words"} for name in ("firsts", *OUTPUTS[:4])
    }
    example = (torch.randn(1, 9, WIDTH), *[none] * 5, torch.tensor([[1, 3, 6]]))
    write_rounded(Shipped(network).eval(), example, INPUTS, OUTPUTS, axes, rounded)
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
