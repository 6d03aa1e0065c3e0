"""The coder's network: six layers of a small BERT, heads for words and heads for marked pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from network import WIDTH, Layer, Network
from pairs import LABELS
from torch import Tensor, nn

from communique.coding.judge import DEPRELS, KINDS, STATUSES, SUPPOSED, TYPES, UPOS
from communique.language.pieces import CASES

if TYPE_CHECKING:
    from collections.abc import Mapping

LAYERS: Final = 6
PART: Final = 192
# What is added to a piece's embedding besides its place.
DESCRIBED: Final = ("cases", "kinds", "readings", "upos", "deprels")
# Nothing, acts, receives.
PARTS: Final = 3


class JudgeNetwork(nn.Module):
    """Pieces in, with what their words are; types, statuses and parts of words or pairs out."""

    def __init__(self, layers: int = LAYERS) -> None:
        """Make the weights."""
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.places = nn.Parameter(torch.zeros(512, WIDTH), False)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.cases = nn.Embedding(CASES, WIDTH)
        self.kinds = nn.Embedding(1 + len(KINDS), WIDTH)
        self.readings = nn.Embedding(1 + 2 * len(TYPES), WIDTH)
        self.upos = nn.Embedding(1 + len(UPOS), WIDTH)
        self.deprels = nn.Embedding(1 + len(DEPRELS), WIDTH)
        for table in (self.cases, self.kinds, self.readings, self.upos, self.deprels):
            nn.init.normal_(table.weight, std=0.02)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.types = nn.Linear(WIDTH, len(TYPES))
        self.statuses = nn.Linear(WIDTH, len(STATUSES))
        self.deeds = nn.Linear(WIDTH, PART)
        self.parties = nn.Linear(WIDTH, PART)
        self.sum = nn.Linear(PART, PARTS)
        self.product = nn.Parameter(torch.randn(PARTS, PART, PART) * 0.01)
        self.supposed = nn.Embedding(SUPPOSED, PARTS)
        nn.init.zeros_(self.supposed.weight)
        self.pair = nn.Linear(4 * WIDTH, WIDTH)
        self.pair_labels = nn.Linear(WIDTH, len(LABELS))
        self.pair_types = nn.Linear(WIDTH, len(TYPES))
        self.pair_statuses = nn.Linear(WIDTH, len(STATUSES))
        self.drop = nn.Dropout(0.15)
        self.words.weight.requires_grad_(requires_grad=False)
        for layer in self.layers:
            layer.drop.p = 0.1

    def load_encoder(self, weights: Mapping[str, Tensor]) -> None:
        """Take over the pretrained encoder's weights; its word embeddings stay as they are."""
        sizes = dict.fromkeys(("upos", "xpos", "deprels", "names"), 1)
        donor = Network(len(self.layers), 1, sizes)
        donor.load_encoder(dict(weights))
        self.words.weight.data = donor.words.weight.data
        self.places.data = donor.places.data
        self.norm.load_state_dict(donor.norm.state_dict())
        self.layers.load_state_dict(donor.layers.state_dict())

    def split_parameters(self) -> tuple[list[nn.Parameter], list[nn.Parameter]]:
        """Part what was pretrained from what was not."""
        old = [p for module in (self.norm, self.layers) for p in module.parameters()]
        known = {id(p) for p in (*old, self.words.weight, self.places)}
        return old, [p for p in self.parameters() if id(p) not in known]

    def embed(self, given: Mapping[str, Tensor]) -> Tensor:
        """Add up the embeddings of pieces and of what their words are."""
        return self.words(given["ids"]) + self.describe(given)

    def describe(self, given: Mapping[str, Tensor]) -> Tensor:
        """Add up the embeddings of place, capitals, mention, tag and relation."""
        total = self.places[: given["ids"].shape[1]]
        for name in DESCRIBED:
            total = total + getattr(self, name)(given[name])
        return total

    def encode(self, embedded: Tensor, ids: Tensor) -> Tensor:
        """Let the pieces look at one another."""
        bias = (ids == 0).to(torch.float32)[:, None, None, :] * -10000.0
        x = self.norm(embedded)
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def read_words(self, given: Mapping[str, Tensor]) -> Tensor:
        """Give [batch, words] vectors at the first pieces."""
        x = self.encode(self.embed(given), given["ids"])
        return self.drop(pick(x, given["firsts"]))

    def judge_words(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Score types and statuses of words."""
        hidden = self.drop(torch.tanh(self.hidden(words)))
        return self.types(hidden), self.statuses(hidden)

    def share_parts(self, deeds: Tensor, parties: Tensor, supposed: Tensor) -> Tensor:
        """Score the parts that mentions take in deeds, row by row."""
        deed = self.drop(self.deeds(deeds).relu())
        party = self.drop(self.parties(parties).relu())
        product = torch.einsum("nd,kde,ne->nk", deed, self.product, party)
        return self.sum(deed + party) + product + self.supposed(supposed)

    def judge_pairs(self, given: Mapping[str, Tensor]) -> tuple[Tensor, Tensor, Tensor]:
        """Score labels, types and statuses; the firsts are the two opening marks (0: none)."""
        ids = given["ids"]
        return self.score_pairs(self.encode(self.embed(given), ids), ids, given["firsts"])

    def score_pairs(self, x: Tensor, ids: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score encoded pairs."""
        known = (ids != 0).to(torch.float32)
        mean = (x * known[:, :, None]).sum(1) / known.sum(1, keepdim=True)
        seen = pick(x, marks[:, :2]).flatten(1)
        hidden = self.drop(torch.tanh(self.pair(self.drop(torch.cat([mean, seen, x[:, 0]], 1)))))
        return self.pair_labels(hidden), self.pair_types(hidden), self.pair_statuses(hidden)


def pick(x: Tensor, places: Tensor) -> Tensor:
    """Pick the vectors at some places."""
    return x.gather(1, places[:, :, None].expand(-1, -1, WIDTH))
