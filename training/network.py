"""The network: four layers of a small BERT, and heads for tags, tree and names."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Final

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from pathlib import Path

WIDTH: Final = 384
HEADS: Final = 12
ARC: Final = 128
LABEL: Final = 192
DTYPES: Final = {"F32": torch.float32, "F16": torch.float16, "I64": torch.int64}


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Read a safetensors file: a length, a JSON header, and the tensors' bytes."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    out: dict[str, Tensor] = {}
    for name, entry in header.items():
        if name != "__metadata__":
            start, end = entry["data_offsets"]
            part = bytearray(raw[8 + size + start : 8 + size + end])
            out[name] = torch.frombuffer(part, dtype=DTYPES[entry["dtype"]]).reshape(
                entry["shape"]
            )
    return out


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        """Make the layer's weights."""
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.0)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Let each piece look at the others."""
        batch, length, _ = x.shape
        qkv = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        weights = q @ k.transpose(-1, -2) * (1 / math.sqrt(WIDTH // HEADS)) + bias
        mixed = (weights.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Network(nn.Module):
    """Word pieces in; tags, arcs, label parts and names per word out."""

    def __init__(self, layers: int, cases: int, sizes: dict[str, int]) -> None:
        """Make the weights; `sizes` holds the number of upos, xpos, deprels and names."""
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Parameter(torch.zeros(512, WIDTH))
        self.cases = nn.Embedding(cases, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.cuts = (sizes["upos"], sizes["xpos"], sizes["names"], ARC, ARC, LABEL, LABEL)
        self.heads = nn.Linear(WIDTH, sum(self.cuts))
        self.arcs = nn.Parameter(torch.zeros(ARC, ARC))
        self.arc_bias = nn.Linear(ARC, 1, bias=False)
        self.labels = nn.Linear(LABEL, sizes["deprels"])
        self.drop = nn.Dropout(0.15)
        nn.init.normal_(self.cases.weight, std=0.02)
        nn.init.normal_(self.arcs, std=0.05)

    def load_encoder(self, weights: dict[str, Tensor]) -> None:
        """Take over the weights of the pretrained encoder's lower layers."""
        self.words.weight.data = weights["embeddings.word_embeddings.weight"].clone()
        self.places.data = (
            weights["embeddings.position_embeddings.weight"]
            + weights["embeddings.token_type_embeddings.weight"][0]
        )
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            stem = f"encoder.layer.{i}."
            for kind in ("weight", "bias"):
                parts = [
                    weights[f"{stem}attention.self.{n}.{kind}"] for n in ("query", "key", "value")
                ]
                getattr(layer.qkv, kind).data = torch.cat(parts)
            _copy(layer.out, weights, stem + "attention.output.dense")
            _copy(layer.norm1, weights, stem + "attention.output.LayerNorm")
            _copy(layer.up, weights, stem + "intermediate.dense")
            _copy(layer.down, weights, stem + "output.dense")
            _copy(layer.norm2, weights, stem + "output.LayerNorm")

    def forward(self, ids: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Read [batch, pieces] ids and cases, and [batch, 1 + words] first pieces (0: [CLS]).

        Give upos, xpos, names [batch, 1 + words, n]; arcs [batch, 1 + words, 1 + words] with
        the dependent first; label parts of the dependent and of the head.
        """
        bias = (ids == 0).to(self.places.dtype)[:, None, None, :] * -10000.0
        x = self.words(ids) + self.cases(cases) + self.places[: ids.shape[1]]
        x = self.norm(x)
        for layer in self.layers:
            x = layer(x, bias)
        index = firsts[:, :, None].expand(-1, -1, WIDTH)
        words = self.drop(x.gather(1, index))
        upos, xpos, names, dependent, head, label_dependent, label_head = self.heads(words).split(
            self.cuts, -1
        )
        dependent = self.drop(functional.relu(dependent))
        head = self.drop(functional.relu(head))
        arcs = (dependent @ self.arcs) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return upos, xpos, names, arcs, label_dependent, label_head

    def label(self, dependent: Tensor, head: Tensor) -> Tensor:
        """Score the relations of a dependent to its head, from the two label parts."""
        return self.labels(self.drop(functional.relu(dependent + head)))


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data = weights[name + ".weight"].clone()
    module.bias.data = weights[name + ".bias"].clone()
