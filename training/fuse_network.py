"""Write the quantised network again with fewer, larger steps, for one sentence a run.

torch exports attention as some thirty small steps a layer, which take as long together as a
matrix product. The weights stay what they are: only the order of additions differs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import onnx
from network import ARC, HEADS, LABEL, WIDTH
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

# Weights, scales and zero points of a matrix.
Matrix = tuple["NDArray[np.int8]", "NDArray[np.float32]", "NDArray[np.int8]"]
ORT: Final = "com.microsoft"
EPSILON: Final = 1e-12


class Graph:
    """Gather steps and weights; each step returns the name of what it gives."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.nodes: list[onnx.NodeProto] = []
        self.weights: dict[str, NDArray[np.generic]] = {}

    def keep(self, name: str, values: NDArray[np.generic]) -> str:
        """Keep a weight under a name."""
        self.weights[name] = np.ascontiguousarray(values)
        return name

    def step(
        self,
        kind: str,
        inputs: list[str],
        output: str,
        domain: str = "",
        **settings: float | list[int],
    ) -> str:
        """Add a step with one output."""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **settings))
        return output

    def split(self, given: str, sizes: list[int], outputs: list[str]) -> None:
        """Cut the last axis."""
        cuts = self.keep(f"{given}.sizes", np.array(sizes, np.int64))
        self.nodes.append(helper.make_node("Split", [given, cuts], outputs, axis=-1))

    def rename(self, given: str, output: str) -> str:
        """Give an output its name."""
        return self.step("Identity", [given], output)

    def multiply(
        self, given: str, name: str, matrix: Matrix, bias: NDArray[np.float32] | None = None
    ) -> str:
        """Multiply by eight-bit weights, and add the bias."""
        names = [
            self.keep(f"{name}.{part}", values)
            for part, values in zip(("weights", "scale", "zero"), matrix, strict=True)
        ]
        if bias is not None:
            names.append(self.keep(f"{name}.bias", bias))
        return self.step("DynamicQuantizeMatMul", [given, *names], f"{name}.out", ORT)

    def normalise(self, given: str, name: str, weights: dict[str, NDArray[np.float32]]) -> str:
        """Normalise the last axis."""
        names = [
            self.keep(f"{name}.{kind}", weights[f"network.{name}.{kind}"])
            for kind in ("weight", "bias")
        ]
        return self.step(
            "LayerNormalization", [given, *names], f"{name}.out", axis=-1, epsilon=EPSILON
        )


def fuse(source: Path, target: Path, tags: tuple[int, int, int]) -> None:
    """Rewrite what export_language wrote; `tags` are the numbers of upos, xpos and names."""
    weights, matrices = _read_matrices(source)
    arcs = matrices.pop("network.arcs")
    *layers, heads, arc_bias = matrices.values()
    graph = Graph()
    x = _encode(graph, layers, weights, ("cases",))
    words = _pick_words(graph, x)
    scores = graph.multiply(words, "heads", heads, weights["network.heads.bias"])
    parts = [
        "upos.scores",
        "xpos.scores",
        "names",
        "arc.dependent",
        "arc.head",
        "dependent",
        "head",
    ]
    graph.split(scores, [*tags, ARC, ARC, LABEL, LABEL], parts)
    for name in ("upos", "xpos"):
        best = graph.step("ArgMax", [f"{name}.scores"], f"{name}.best", axis=-1, keepdims=0)
        graph.step("Cast", [best], name, to=TensorProto.INT32)
    dependent = graph.step("Relu", ["arc.dependent"], "arc.dependent.relu")
    head = graph.step("Relu", ["arc.head"], "arc.head.relu")
    left = graph.multiply(dependent, "arc", arcs)
    pairs = graph.step("FusedMatMul", [left, head], "arc.pairs", ORT, transB=1)
    bias = graph.step(
        "Transpose", [graph.multiply(head, "arc.bias", arc_bias)], "arc.row", perm=[0, 2, 1]
    )
    graph.step("Add", [pairs, bias], "arcs")
    _write(
        graph,
        target,
        ("cases",),
        integers=("upos", "xpos"),
        floats=("names", "arcs", "dependent", "head"),
    )


def fuse_judge(source: Path, target: Path, layers: int) -> None:
    """Rewrite what export_judge wrote."""
    weights, matrices = _read_matrices(source)
    described = ("cases", "kinds", "readings", "upos", "deprels")
    rest = list(matrices.values())
    graph = Graph()
    x = _encode(graph, rest[: 4 * layers], weights, described)
    words = _pick_words(graph, x)
    heads = iter(rest[4 * layers :])

    def apply(given: str, name: str) -> str:
        return graph.multiply(given, name, next(heads), weights[f"network.{name}.bias"])

    hidden = graph.step("Tanh", [apply(words, "hidden")], "hidden.told")
    graph.rename(apply(hidden, "types"), "types")
    graph.rename(apply(hidden, "statuses"), "statuses")
    graph.step("Relu", [apply(words, "deeds")], "deeds")
    graph.step("Relu", [apply(words, "parties")], "parties")
    # A pair is read from the mean of all pieces, its two marks and the sentence's own piece.
    cuts = [graph.keep(name, np.array([value])) for name, value in (("from", 0), ("to", 2))]
    one, axis = graph.keep("one", np.array([1])), graph.keep("axis", np.array([1]))
    marks = graph.step("Slice", [words, cuts[0], cuts[1], axis], "pair.marks")
    first = graph.step("Slice", [x, cuts[0], one, axis], "pair.first")
    mean = graph.step("ReduceMean", [x, axis], "pair.mean", keepdims=1)
    four = graph.step("Concat", [mean, marks, first], "pair.four", axis=1)
    long = graph.keep("pair.long", np.array([1, -1]))
    joined = graph.step("Reshape", [four, long], "pair.joined")
    told = graph.step("Tanh", [apply(joined, "pair")], "pair.told")
    pairs = ("labels", "types", "statuses")
    for name in pairs:
        graph.rename(apply(told, f"pair_{name}"), f"pair {name}")
    _write(
        graph,
        target,
        described,
        floats=("types", "statuses", "deeds", "parties"),
        rows=tuple(f"pair {name}" for name in pairs),
    )


def _read_matrices(
    source: Path,
) -> tuple[dict[str, NDArray[np.float32]], dict[str, Matrix]]:
    given = onnx.load(source)
    weights = {one.name: numpy_helper.to_array(one) for one in given.graph.initializer}
    # The exporter numbers the matrices in the order of use and names only the parameter.
    stems = [name.removesuffix("_quantized") for name in weights if name.endswith("_quantized")]
    matrices: dict[str, Matrix] = {
        stem: (
            weights[f"{stem}_quantized"],
            weights[f"{stem}_scale"],
            weights[f"{stem}_zero_point"],
        )
        for stem in stems
    }
    return weights, matrices


def _encode(
    graph: Graph,
    layers: list[Matrix],
    weights: dict[str, NDArray[np.float32]],
    described: tuple[str, ...],
) -> str:
    x = _embed(graph, weights, described)
    for number in range(len(layers) // 4):
        x = _add_layer(graph, x, number, layers[4 * number : 4 * number + 4], weights)
    return x


def _pick_words(graph: Graph, x: str) -> str:
    flat = graph.step("Reshape", ["firsts", graph.keep("flat", np.array([-1]))], "first")
    return graph.step("Gather", [x, flat], "words", axis=1)


def _embed(
    graph: Graph, weights: dict[str, NDArray[np.float32]], described: tuple[str, ...]
) -> str:
    places = graph.keep("places", weights["network.places"])
    zero = graph.keep("zero", np.array([0]))
    x = "vectors"
    for name in described:
        table = graph.keep(f"{name}.rows", weights[f"network.{name}.weight"])
        x = graph.step("Add", [x, graph.step("Gather", [table, name], f"{name}.one")], f"{name}.x")
    length = graph.step("Shape", ["vectors"], "length", start=1, end=2)
    here = graph.step("Slice", [places, zero, length, zero], "place")
    return graph.normalise(graph.step("Add", [x, here], "placed"), "norm", weights)


def _add_layer(
    graph: Graph,
    x: str,
    number: int,
    matrices: list[Matrix],
    weights: dict[str, NDArray[np.float32]],
) -> str:
    name = f"layers.{number}"
    qkv, out, up, down = (
        (f"{name}.{kind}", matrix, weights[f"network.{name}.{kind}.bias"])
        for kind, matrix in zip(("qkv", "out", "up", "down"), matrices, strict=True)
    )
    parts = [f"{name}.{part}" for part in ("query", "key", "value")]
    graph.split(graph.multiply(x, *qkv), [len(qkv[2]) // 3] * 3, parts)
    mixed = graph.step("MultiHeadAttention", parts, f"{name}.mixed", ORT, num_heads=HEADS)
    x = graph.step("Add", [x, graph.multiply(mixed, *out)], f"{name}.attended")
    x = graph.normalise(x, f"{name}.norm1", weights)
    wide = graph.step("Gelu", [graph.multiply(x, *up)], f"{name}.wide", ORT)
    x = graph.step("Add", [x, graph.multiply(wide, *down)], f"{name}.fed")
    return graph.normalise(x, f"{name}.norm2", weights)


def _write(
    graph: Graph,
    target: Path,
    described: tuple[str, ...],
    *,
    integers: tuple[str, ...] = (),
    floats: tuple[str, ...] = (),
    rows: tuple[str, ...] = (),
) -> None:
    """Write the graph; `rows` are outputs of the whole sentence, the others of each word."""
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["one", "pieces"])
        for name in described
    ]
    vectors = ["one", "pieces", WIDTH]
    inputs.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, vectors))
    inputs.append(helper.make_tensor_value_info("firsts", TensorProto.INT64, ["one", "words"]))
    outputs = [
        *(helper.make_tensor_value_info(n, TensorProto.INT32, ["one", "words"]) for n in integers),
        *(
            helper.make_tensor_value_info(n, TensorProto.FLOAT, ["one", "words", None])
            for n in floats
        ),
        *(helper.make_tensor_value_info(n, TensorProto.FLOAT, ["one", None]) for n in rows),
    ]
    kept = [numpy_helper.from_array(values, name) for name, values in graph.weights.items()]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "sentence", inputs, outputs, kept),
        opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(ORT, 1)],
        ir_version=8,
    )
    onnx.save(model, target)
