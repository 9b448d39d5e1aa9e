#!/usr/bin/env python3
"""How many interactions a CPU-second groups, beside BERTopic with MiniLM on the same texts.

Ours is `throughline analyze --cluster` as it is run: start, redaction, reading and grouping. Theirs
is all-MiniLM-L6-v2 in ONNX Runtime on one thread (see minilm.py; no PyTorch, which is slower
here), then BERTopic with its own defaults: UMAP, HDBSCAN, c-TF-IDF. What numba compiles is
compiled before the clock starts. CPU time of all threads counts, on both sides.
"""

import argparse
import gzip
import json
import os
import pathlib
import resource
import subprocess
import tempfile
import time
import warnings

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

import numpy as np
import onnxruntime
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from minilm import LONGEST, PACKAGE, ROOT, Graph

WARM = 200  # texts that BERTopic sees before the clock starts


def interactions(every):
    """Every so-many-th line of the demo tenants' interactions."""
    out = []
    for path in sorted((ROOT / "demo").glob("*/interactions.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            out += list(lines)[::every]
    return out


def said(line):
    return " ".join(turn["text"] for turn in json.loads(line)["turns"] if turn["speaker"] == "customer")


def ours(program, lines):
    """CPU-seconds of analyze --cluster, and how many clusters of two or more it finds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([program, "analyze", "--cluster"], input="".join(lines), capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    size = {}
    for line in done.stdout.splitlines():
        for mention in json.loads(line)["mentions"]:
            if mention.get("cluster_id"):
                size[mention["cluster_id"]] = size.get(mention["cluster_id"], 0) + 1
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, sum(n > 1 for n in size.values())


def embedded(texts):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(Graph(load_file(PACKAGE / "model.safetensors")).model(), options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(PACKAGE / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST)
    started = time.process_time()
    out = []
    for text in texts:
        ids = np.array([tokenizer.encode(text).ids], np.int64)
        out.append(session.run(None, {"ids": ids, "places": np.arange(ids.shape[1])[None]})[0][0])
    vectors = np.array(out)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), time.process_time() - started


def topics(texts, vectors):
    from bertopic import BERTopic

    started = time.process_time()
    found, _ = BERTopic(calculate_probabilities=False).fit_transform(texts, vectors)
    return time.process_time() - started, len(set(found) - {-1})


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4, help="take every so-many-th interaction")
    every = parser.parse_args().every
    warnings.simplefilter("ignore")
    lines = interactions(every)
    texts = [said(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        program = str(pathlib.Path(folder) / "throughline")
        subprocess.run(["go", "build", "-o", program, "./cmd/throughline"], cwd=ROOT, check=True)
        mine, clusters = ours(program, lines)
    vectors, embedding = embedded(texts)
    topics(texts[:WARM], vectors[:WARM])
    clustering, groups = topics(texts, vectors)
    theirs = embedding + clustering
    n = len(texts)
    print(
        f"{n:,} interactions: analyze --cluster {mine:.1f} CPU-seconds, {n / mine:,.0f}/s, {clusters} clusters of two or more; "
        f"BERTopic {theirs:.1f} CPU-seconds ({embedding:.1f} MiniLM, {clustering:.1f} the rest), {n / theirs:,.0f}/s, {groups} topics; ratio {theirs / mine:.0f}"
    )


if __name__ == "__main__":
    main()
