"""Write the shipped files of the language layer from the distilled weights.

python training/export_language.py DATA_FOLDER
"""

from __future__ import annotations

import json
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import numpy as np
import torch
from fuse_network import fuse
from network import WIDTH, Network
from rounding import write_rounded
from torch import Tensor, nn
from train_language import CACHE, CASES, LAYERS, Labels, find_encoder
from treebank import is_open, read_treebank

from communique.language.lemmas import Lemmas

MODEL: Final = Path(__file__).parent.parent / "src" / "communique" / "language" / "model"
# How much each stage adds to the weights that distilling starts from: the best trees and names on
# the dev parts of EWT and GUM among the few mixtures tried.
SHARES: Final = (0.2, 0.2, 0.6)
# Strong verbs that newspapers use and the treebanks lack.
IRREGULAR: Final = """
VBD: wove weave|strode stride|slew slay|forsook forsake|forbade forbid|strove strive|swore swear
VBD: sank sink|shrank shrink|sprang spring|fled flee|slid slide|bled bleed|clung cling|flung fling
VBD: sought seek|fought fight|tore tear|wept weep|crept creep|knelt kneel|dealt deal|dug dig
VBD: strung string|swept sweep|swung swing|withdrew withdraw|overthrew overthrow|oversaw oversee
VBD: foresaw foresee|struck strike|shook shake|shot shoot|rose rise|rode ride|rang ring|sang sing
VBD: arose arise|awoke awake|bore bear|beat beat|bade bid|bid bid|bound bind|burst burst|cast cast
VBD: drove drive|flew fly|froze freeze|ground grind|hung hang|hid hide|hurt hurt|lent lend
VBD: lit light|pled plead|rid rid|shed shed|shone shine|slit slit|sped speed|spun spin|split split
VBD: spread spread|stole steal|stuck stick|stung sting|stank stink|swam swim|threw throw
VBD: thrust thrust|trod tread|woke wake|wound wind|wrung wring|laid lay|led lead|broke break
VBN: woven weave|slain slay|forsaken forsake|forbidden forbid|striven strive|sworn swear|sunk sink
VBN: shrunk shrink|sprung spring|fled flee|stricken strike|torn tear|withdrawn withdraw
VBN: overthrown overthrow|overseen oversee|foreseen foresee|shaken shake|risen rise|ridden ride
VBN: rung ring|sung sing|arisen arise|awoken awake|borne bear|beaten beat|bidden bid|bitten bite
VBN: driven drive|flown fly|frozen freeze|hidden hide|stolen steal|sworn swear|swollen swell
VBN: thrown throw|trodden tread|woken wake|mistaken mistake|undergone undergo|underwent undergo
VBD: underwent undergo|undertook undertake|upheld uphold|upset upset|withheld withhold
VBD: withstood withstand|overtook overtake|overcame overcome|overran overrun|outdid outdo
NNS: crises crisis|theses thesis|bases base|analyses analysis|criteria criterion|wives wife
NNS: lives life|knives knife|thieves thief|wolves wolf|halves half|feet foot|teeth tooth|mice mouse
NNS: oases oasis|hypotheses hypothesis|referenda referendum|memoranda memorandum|media medium
NNS: women woman|men man|children child|people person|aircraft aircraft|troops troop|forces force
"""


class Shipped(nn.Module):
    """The network from the vectors of the pieces on."""

    def __init__(self, network: Network) -> None:
        """Take the network."""
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, cases: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        """Give the scores as the network does, the two sorts of tags already chosen."""
        network = self.network
        bias = torch.zeros_like(cases)[:, None, None, :].to(torch.float32)
        x = network.norm(vectors + network.cases(cases) + network.places[: cases.shape[1]])
        for layer in network.layers:
            x = layer(x, bias)
        words = x.gather(1, firsts[:, :, None].expand(-1, -1, WIDTH))
        upos, xpos, names, dependent, head, label_dependent, label_head = network.heads(
            words
        ).split(network.cuts, -1)
        dependent, head = dependent.relu(), head.relu()
        arcs = (dependent @ network.arcs) @ head.transpose(1, 2)
        arcs = arcs + network.arc_bias(head).transpose(1, 2)
        return (
            upos.argmax(-1).to(torch.int32),
            xpos.argmax(-1).to(torch.int32),
            names,
            arcs,
            label_dependent,
            label_head,
        )


def export(state: dict[str, Tensor], folder: Path) -> None:
    """Write network, pieces, relations, labels, vocabulary and lemma table."""
    MODEL.mkdir(exist_ok=True)
    values = json.loads((CACHE / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**values)
    network = Network(LAYERS, CASES, labels.sizes())
    network.load_state_dict(state)
    network.eval()
    shipped = Shipped(network).eval()
    example = (
        torch.randn(2, 9, WIDTH),
        torch.zeros(2, 9, dtype=torch.long),
        torch.tensor([[0, 1, 2, 4], [0, 1, 3, 5]]),
    )
    names = ["upos", "xpos", "names", "arcs", "dependent", "head"]
    axes = {"vectors": {0: "b", 1: "p"}, "cases": {0: "b", 1: "p"}, "firsts": {0: "b", 1: "w"}}
    rounded = CACHE / "rounded.onnx"
    axes |= {name: {0: "b", 1: "w"} for name in names}
    write_rounded(shipped, example, ("vectors", "cases", "firsts"), names, axes, rounded)
    fuse(rounded, MODEL / "model.onnx", network.cuts[:3])
    write_pieces(network.words.weight.data, MODEL / "pieces.npz")
    np.savez(
        MODEL / "relations.npz",
        weight=network.labels.weight.detach().numpy().T.astype(np.float32),
        bias=network.labels.bias.detach().numpy().astype(np.float32),
    )
    (MODEL / "labels.json").write_text(json.dumps(values, indent=0), encoding="utf-8")
    shutil.copy(find_encoder() / "vocab.txt", MODEL / "vocabulary.txt")
    write_lemmas(folder, MODEL / "lemmas.tsv", MODEL / "vocabulary.txt")
    for path in sorted(MODEL.iterdir()):
        print(path.name, path.stat().st_size)


def write_pieces(rows: Tensor, path: Path) -> None:
    """Write the word embeddings as eight-bit rows, each with its own scale."""
    scale = rows.abs().amax(1).clamp(min=1e-8) / 127
    rounded = (rows / scale[:, None]).round().to(torch.int8)
    np.savez(path, rows=rounded.numpy(), scale=scale[:, None].numpy())


def write_lemmas(folder: Path, path: Path, vocabulary: Path) -> None:
    """Write the forms whose commonest lemma the rules of inflection miss."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    trees = folder / "treebanks"
    for corpus in ("ewt-train", "gum-open-train"):
        for gold in read_treebank(trees / f"{corpus}.conllu.gz"):
            if is_open(gold):
                for form, tag, lemma in zip(gold.words, gold.xpos, gold.lemmas, strict=True):
                    key = form.lower().replace("’", "'"), tag
                    if tag not in ("NNP", "CD", "ADD") and lemma != "_" and _is_word(key[0]):
                        counts.setdefault(key, Counter())[lemma] += 1
    table = {}
    for line in IRREGULAR.strip().splitlines():
        tag, _, pairs = line.partition(": ")
        for pair in pairs.split("|"):
            form, lemma = pair.split()
            table[form, tag] = lemma
    known = frozenset(vocabulary.read_text(encoding="utf-8").split("\n"))
    rules = Lemmas(dict(table), known)
    for (form, tag), lemmas in counts.items():
        lemma, count = lemmas.most_common(1)[0]
        if rules(form, tag) != lemma and (count > 1 or tag[0] in "VNJ"):
            table[form, tag] = lemma
    path.write_text(
        "".join(f"{form}\t{tag}\t{table[form, tag]}\n" for form, tag in sorted(table)),
        encoding="utf-8",
    )


def _is_word(form: str) -> bool:
    return form.strip("'").replace("'", "").replace("-", "").isalpha() or form == "n't"


if __name__ == "__main__":
    torch.set_num_threads(1)
    export(torch.load(CACHE / "distilled.pt", weights_only=True), Path(sys.argv[1]))
