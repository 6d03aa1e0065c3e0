"""Read the coder's network back from its shipped files, to go on training it.

Its matrices come back rounded to eight bits, from which further training takes them on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
import torch
from judge_network import DESCRIBED, JudgeNetwork
from onnx import numpy_helper
from safetensors.torch import load_file
from train_judge import MODEL
from train_language import find_encoder

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

HEADS: Final = (
    "hidden", "types", "statuses", "deeds", "parties",
    "pair", "pair_labels", "pair_types", "pair_statuses",
)  # fmt: skip


def read_shipped(folder: Path = MODEL) -> JudgeNetwork:
    """Read the network; the embeddings of its pieces are the pretrained encoder's."""
    network = JudgeNetwork()
    network.load_encoder(load_file(find_encoder() / "model.safetensors"))
    graph = onnx.load(folder / "judge.onnx").graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    parts = np.load(folder / "parts.npz")
    found = {
        **{f"{name}.weight": kept[f"{name}.rows"] for name in DESCRIBED},
        **{f"norm.{kind}": kept[f"norm.{kind}"] for kind in ("weight", "bias")},
        "sum.weight": parts["sum"].T,
        "sum.bias": parts["bias"],
        "supposed.weight": parts["supposed"],
        "product": parts["product"],
    }
    layers = [f"layers.{number}" for number in range(len(network.layers))]
    names = [f"{layer}.{kind}" for layer in layers for kind in ("qkv", "out", "up", "down")]
    for name in (*names, *HEADS):
        found[f"{name}.weight"] = _unround(kept, name).T
        found[f"{name}.bias"] = kept[f"{name}.bias"]
    for name in (f"{layer}.{norm}" for layer in layers for norm in ("norm1", "norm2")):
        found.update({f"{name}.{kind}": kept[f"{name}.{kind}"] for kind in ("weight", "bias")})
    # The shipped network has fewer places, and leaves the pieces to the parser's table.
    places = network.places.detach().numpy().copy()
    places[: len(kept["places"])] = kept["places"]
    found |= {"places": places, "words.weight": network.words.weight.detach().numpy()}
    network.load_state_dict(
        {name: torch.tensor(values, dtype=torch.float32) for name, values in found.items()}
    )
    return network


def _unround(kept: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    rounded, zero = (kept[f"{name}.{part}"].astype(np.float32) for part in ("weights", "zero"))
    return (rounded - zero) * kept[f"{name}.scale"]
