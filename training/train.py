#!/usr/bin/env python3
"""Trains the shipped detector from training/data and writes its weights.

usage: train.py [--out FILE] [--exclude-ids FILE]

Seeded and single-threaded: the same texts give the same bytes. --exclude-ids names a file of
external ids, one a line, that are left out: the way to measure on texts the model never saw.
"""

import argparse
import os
import pathlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from sklearn.linear_model import LogisticRegression

import detect
import pack
import slots
import wording
from corpus import HERE, KINDS, Corpus, labelled
from design import CUE, Design, Vocabulary

SHIPPED = HERE.parent / "server" / "understand" / "weights.gz"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=SHIPPED)
    parser.add_argument("--exclude-ids", type=pathlib.Path)
    options = parser.parse_args()
    exclude = frozenset(options.exclude_ids.read_text().split()) if options.exclude_ids else frozenset()
    header, tables = fit(labelled(exclude))
    version, size = pack.write(options.out, header, tables)
    print(f"{options.out}: {version}, {size / 1e6:.2f} MB")


def fit(rows):
    """Everything that the weights file holds."""
    corpus = Corpus(rows)
    vocabulary = Vocabulary(corpus)
    design = Design(corpus, vocabulary)
    data = detect.Data(corpus, design)
    document, whole, window, quote = detect.out_of_fold(data)
    joined = detect.stack(data, document, whole)
    detector = detect.Detector(data, np.ones(len(rows), bool))
    found = best_sentence(data, quote)
    mode = slots.modes(design.spans(2)[found[data.broken]], [row for row in rows if row["gold"]["break"]])
    side, prior, temperature = fit_sides(corpus, data, found)
    words = wording.table(corpus.bare, corpus.text_of, np.array([3.0 if row["part"] == "written" else 1.0 for row in rows]))
    header = {
        "document": float(detector.document.intercept_[0]),
        "window": float(detector.window.intercept_[0]),
        "quote": float(detector.quote.intercept_[0]),
        "modes": [float(b) for b in mode.intercept_],
        "cue_scale": CUE,
        "stack": dict(zip(("intercept", "document", "window", "length"), [float(joined.intercept_[0]), *map(float, joined.coef_[0])])),
        "temperature": temperature,
        "pairs": [[float(p) for p in row] for row in prior],
        "mean": [float(m) for m in words[3]],
    }
    return header, [*gram_tables(vocabulary, detector, mode), side, pack.Table("word", words[0], words[1], words[2])]


def best_sentence(data, quote):
    """Per text the sentence of the gold quote, or where there is none the likeliest one."""
    score = quote + 100.0 * data.quote
    return np.array([data.first[i] + score[data.first[i] : data.first[i + 1]].argmax() for i in range(len(data.rows))])


def gram_tables(vocabulary, detector, mode):
    word, grams = len(vocabulary.keys["word"]), len(vocabulary.keys["word"]) + len(vocabulary.keys["class"])
    document, window = detector.document.coef_[0], detector.window.coef_[0]
    heads = np.zeros((grams, 3 + len(mode.coef_)))
    heads[:word, 0] = document[:word]
    heads[:, 1] = window[:grams]
    heads[:, 2] = detector.quote.coef_[0]
    heads[:, 3:] = mode.coef_.T
    both = lambda of: np.concatenate([of["word"], of["class"]])
    return [
        pack.Table("gram", both(vocabulary.keys), both(vocabulary.idf), heads),
        pack.Table("char", vocabulary.keys["char"], vocabulary.idf["char"], document[word:, None]),
        pack.Table("window", vocabulary.keys["window"], vocabulary.idf["window"], window[grams:, None]),
    ]


def fit_sides(corpus, data, found):
    """The table that scores the candidates of both sides, the pair prior, the temperatures."""
    rows = [row for row in corpus.rows if row["gold"]["break"]]
    sentences = (found - data.first[:-1])[data.broken]
    read = Corpus(rows, sentences)
    group = np.repeat(np.arange(len(rows)), len(KINDS))
    keys, _ = read.side.vocabulary(group, slots.SIDE_LEAST)
    x = read.side.matrix(keys)
    weight = np.ones(len(rows))
    heads = np.column_stack([slots.choice(x, slots.targets(rows, side), weight) for side in ("from", "to")])
    table = pack.Table("side", keys, np.zeros(len(keys)), heads)
    return table, slots.pairs(rows, weight), {"side": 1.0, "mode": 1.0, "seam": 1.0, "shift": 0.0}


if __name__ == "__main__":
    main()
