"""`python -m dorinn.training.graph FOLDER`: writes the network's arithmetic as `encoder.onnx`, for serving.

The graph has no numbers of its own: it names the matrices that `dorinn.retrieval.network` gives it from
`encoder.safetensors`. Matrices are multiplied in whole numbers: the states are rounded to 8 bits each time, with one
scale for the whole text, and the weights have 7.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import onnx
from onnx import TensorProto, helper

EPSILON = 1e-6  # of the norms, in training too
_OPSET, _IR = 23, 10  # RMS normalisation is an operator since 23
_OWN = "com.microsoft"  # products of 8 bits with a scale for each column are ONNX Runtime's own


class _Graph:
    """Nodes in order, and the matrices that they name."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.given: list[onnx.TensorProto] = []

    def given_matrix(self, name: str, kind: int, *shape: int) -> str:
        """A matrix that is handed over when the graph is loaded."""
        tensor = TensorProto(name=name, data_type=kind, dims=shape, data_location=TensorProto.EXTERNAL)
        tensor.external_data.add(key="location", value="given")
        self.given.append(tensor)
        return name

    def constant(self, name: str, *numbers: int) -> str:
        """A short row of whole numbers."""
        self.given.append(helper.make_tensor(name, TensorProto.INT64, [len(numbers)], numbers))
        return name

    def node(self, kind: str, takes: list[str], gives: str, own: bool = False, **settings: object) -> str:
        """One operation; answers the name of what it gives."""
        self.nodes.append(helper.make_node(kind, takes, [gives], domain=_OWN if own else "", **settings))
        return gives

    def normed(self, x: str, name: str, width: int, gives: str) -> str:
        """Rows scaled to a mean square of 1, times the norm's weight."""
        weight = self.given_matrix(f"{name}.weight", TensorProto.FLOAT, width)
        return self.node("RMSNormalization", [x, weight], gives, axis=-1, epsilon=EPSILON)

    def product(self, x: str, name: str, rows: int, columns: int, gives: str) -> str:
        """`x` times a matrix [rows, columns] of 8 bits."""
        parts = (
            self.given_matrix(name, TensorProto.INT8, rows, columns),
            self.given_matrix(f"{name}.scale", TensorProto.FLOAT, columns),
            self.given_matrix(f"{name}.zero", TensorProto.INT8, columns),
        )
        return self.node("DynamicQuantizeMatMul", [x, *parts], gives, own=True)


def graph(vocabulary: int, width: int, layers: int, hidden: int, heads: int = 4, longest: int = 128) -> onnx.ModelProto:
    """The whole network: token ids [length] to one state [width], the mean of the tokens' as each is heeded."""
    g = _Graph()
    g.constant("heads", 0, 3, heads, width // heads)
    g.constant("flat", 0, width)
    g.constant("first", 0)
    g.node("Gather", [g.given_matrix("tokens", TensorProto.INT8, vocabulary, width), "ids"], "packed")
    g.node("Gather", [g.given_matrix("tokens.scale", TensorProto.FLOAT, vocabulary, 1), "ids"], "token scale")
    g.node("Cast", ["packed"], "wide", to=TensorProto.FLOAT)
    g.node("Mul", ["wide", "token scale"], "embedded")
    g.node("Shape", ["ids"], "length")
    g.node("Slice", [g.given_matrix("places", TensorProto.FLOAT, longest, width), "first", "length"], "placed")
    x = g.node("Add", ["embedded", "placed"], "x")
    for layer in range(layers):
        x = _block(g, x, f"blocks.{layer}", width, hidden)
    g.normed(x, "norm", width, "last")
    heed = g.node("MatMul", ["last", g.given_matrix("heed", TensorProto.FLOAT, width)], "heeded")
    g.node("MatMul", [g.node("Softmax", [heed], "shares", axis=0), "last"], "state")
    made = helper.make_graph(
        g.nodes,
        "dorinn",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["length"])],
        [helper.make_tensor_value_info("state", TensorProto.FLOAT, [width])],
        g.given,
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_OWN, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=_IR, producer_name="dorinn")


def _block(g: _Graph, x: str, name: str, width: int, hidden: int) -> str:
    """Attention and a feed-forward layer; the attention's scale stands in the columns of the queries."""
    normed = g.normed(x, f"{name}.norm1", width, f"{name} normed")
    split = g.product(normed, f"{name}.qkv", width, 3 * width, f"{name} qkv")
    split = g.node("Reshape", [split, "heads"], f"{name} heads")
    split = g.node("Transpose", [split], f"{name} apart", perm=[1, 2, 0, 3])
    query, key, value = (f"{name} {part}" for part in ("query", "key", "value"))
    g.nodes.append(helper.make_node("Split", [split], [query, key, value], axis=0, num_outputs=3))
    turned = g.node("Transpose", [key], f"{name} turned", perm=[0, 1, 3, 2])
    likeness = g.node("MatMul", [query, turned], f"{name} likeness")
    share = g.node("Softmax", [likeness], f"{name} share", axis=-1)
    mixed = g.node("MatMul", [share, value], f"{name} mixed")
    mixed = g.node("Squeeze", [mixed, "first"], f"{name} one")
    mixed = g.node("Transpose", [mixed], f"{name} beside", perm=[1, 0, 2])
    mixed = g.node("Reshape", [mixed, "flat"], f"{name} together")
    x = g.node("Add", [x, g.product(mixed, f"{name}.out", width, width, f"{name} out")], f"{name} seen")
    normed = g.normed(x, f"{name}.norm2", width, f"{name} normed again")
    up = g.product(normed, f"{name}.up", width, hidden, f"{name} up")
    bent = g.node("Gelu", [up], f"{name} bent", approximate="tanh")
    return g.node("Add", [x, g.product(bent, f"{name}.down", hidden, width, f"{name} down")], f"{name} done")


def write_graph(folder: Path) -> None:
    """`encoder.onnx`, from the numbers in `shape.json`."""
    shape = json.loads((folder / "shape.json").read_text(encoding="utf-8"))
    (folder / "encoder.onnx").write_bytes(graph(**shape).SerializeToString(deterministic=True))


if __name__ == "__main__":
    write_graph(Path(sys.argv[1]))
