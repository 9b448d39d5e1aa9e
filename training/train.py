#!/usr/bin/env python3
"""Trains the shipped detector from training/data and writes its weights.

usage: train.py [--out FILE] [--exclude-ids FILE]

Without --out it replaces the weights that are built into the program, and the scores that the
program's tests expect of them.
Seeded and single-threaded: the same texts give the same bytes. --exclude-ids names a file of
external ids, one a line, that are left out: the way to measure on texts the model never saw.
"""

import argparse
import os
import pathlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sp
from scipy.special import softmax
from sklearn.metrics import average_precision_score

import detect
import golden
import pack
import slots
import wording
from corpus import HERE, KINDS, MODES, Corpus, labelled
from design import CLASS, CUE, Design, Vocabulary

SIDES = ("from", "to")
SHIPPED = HERE.parent / "server" / "understand" / "weights.gz"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=SHIPPED)
    parser.add_argument("--exclude-ids", type=pathlib.Path)
    options = parser.parse_args()
    exclude = frozenset(options.exclude_ids.read_text().split()) if options.exclude_ids else frozenset()
    rows = labelled(exclude)
    vocabulary, header, tables = fit(rows)
    version, size = pack.write(options.out, header, tables)
    if options.out == SHIPPED:
        lines = golden.scores(golden.select(rows), vocabulary, header, {t.name: t for t in tables})
        golden.write(SHIPPED.parent / "testdata" / "golden.jsonl", version, lines)
    report(f"{options.out}: {version}, {size / 1e6:.2f} MB")


def report(line):
    print(line, flush=True)


def fit(rows):
    """The vocabulary, and everything that the weights file holds: its header and its tables."""
    corpus = Corpus(rows)
    vocabulary = Vocabulary(corpus)
    design = Design(corpus, vocabulary)
    data = detect.Data(corpus, design)
    document, whole, quote = detect.out_of_fold(data)
    joined = detect.stack(data, document, whole)
    check(data, joined.predict_proba(np.column_stack([document, whole, data.length]))[:, 1])
    detector = detect.Detector(data, np.ones(len(rows), bool))
    mode, mode_temperature = fit_modes(corpus, design.spans(2), data, quote)
    side, prior, temperature = fit_sides(corpus, data, quote)
    words = wording.table(corpus.bare, corpus.text_of, np.array([3.0 if row["part"] in detect.WRITTEN else 1.0 for row in rows]))
    header = {
        "document": float(detector.document.intercept_[0]),
        "window": float(detector.window.intercept_[0]),
        "quote": float(detector.quote.intercept_[0]),
        "modes": [float(b) for b in mode.intercept_],
        "cue_scale": CUE,
        "class_scale": CLASS,
        "stack": dict(zip(("intercept", "document", "window", "length"), [float(joined.intercept_[0]), *map(float, joined.coef_[0])])),
        "quote_window": detect.QUOTE_WINDOW,
        "temperature": dict(temperature, mode=mode_temperature),
        "pairs": [[float(p) for p in row] for row in prior],
        "mean": [float(m) for m in words[3]],
    }
    return vocabulary, header, [*gram_tables(vocabulary, detector, mode), side, pack.Table("word", words[0], words[1], words[2])]


def check(data, confidence):
    """Prints how well held-out texts are told apart; written ones by stories never seen."""
    for part in ("cfpb", "public", "written", "short"):
        of = np.array([row["part"] == part for row in data.rows])
        truth, said = data.broken[of], confidence[of] >= 0.5
        right = (truth & said).sum()
        precision, recall = right / max(1, said.sum()), right / max(1, truth.sum())
        score = average_precision_score(truth, confidence[of]) if truth.any() else 0.0
        report(f"break out of fold, {part}: precision {precision:.3f} recall {recall:.3f} average precision {score:.3f}")


def sentences(data, quote, gold):
    """Per text the likeliest sentence by the quote's scores; with gold, the gold quote's first."""
    score = quote + (100.0 * data.quote if gold else 0.0)
    return np.array([data.first[i] + score[data.first[i] : data.first[i + 1]].argmax() for i in range(len(data.rows))])


def fit_modes(corpus, spans, data, quote):
    """The failure mode's model, and the temperature that held-out texts ask for."""
    rows = [row for row in corpus.rows if row["gold"]["break"]]
    told, found = (sentences(data, quote, gold)[data.broken] for gold in (True, False))
    fold = detect.folds(corpus.rows)[data.broken]
    scores = np.zeros((len(rows), len(MODES)))
    for f in range(detect.FOLDS):
        model = slots.modes(spans[told[fold != f]], [row for row, g in zip(rows, fold) if g != f])
        scores[fold == f] = model.decision_function(spans[found[fold == f]])
    right = np.array([[m in row["gold"]["mode"] for m in MODES] for row in rows])
    temperature = slots.temper(lambda t: (softmax(scores / t, axis=1) * right).sum(1))
    report(f"mode out of fold: {right[np.arange(len(rows)), scores.argmax(1)].mean():.3f}, temperature {temperature:.2f}")
    return slots.modes(spans[told], rows), temperature


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


def fit_sides(corpus, data, quote):
    """The table that scores the candidates of both sides, the pair prior, the temperatures."""
    rows = [row for row in corpus.rows if row["gold"]["break"]]
    told, found = (Corpus(rows, (sentences(data, quote, gold) - data.first[:-1])[data.broken]) for gold in (True, False))
    keys, _ = told.side.vocabulary(np.repeat(np.arange(len(rows)), len(KINDS)), slots.SIDE_LEAST)
    seen = found.side.matrix(keys)
    both = sp.vstack([told.side.matrix(keys), seen]).tocsr()  # the program won't always pick the gold sentence
    target = {side: np.tile(slots.targets(rows, side), (2, 1)) for side in SIDES}
    fold = detect.folds(corpus.rows)[data.broken]
    scores = [np.zeros((len(rows), len(KINDS))) for _ in SIDES]
    for f in range(detect.FOLDS):
        fit_texts, test_rows = np.tile(fold != f, 2), np.repeat(fold == f, len(KINDS))
        for side, out in zip(SIDES, scores):
            w = slots.choice(both[np.repeat(fit_texts, len(KINDS))], target[side][fit_texts])
            out[fold == f] = (seen[test_rows] @ w).reshape(-1, len(KINDS))
    prior, right = slots.pairs(rows), slots.acceptable(rows)
    temperature = slots.temper(lambda t: (slots.joint(scores, prior, t) * right).sum(1))
    joints = slots.joint(scores, prior, temperature)
    slope, shift = slots.confidence(joints, right)
    for part in ("cfpb", "written"):
        of = np.array([row["part"] == part for row in rows])
        report(f"seam out of fold, {part}: {right[of, joints[of].argmax(1)].mean():.3f}, temperature {temperature:.2f}")
    heads = np.column_stack([slots.choice(both, target[side]) for side in SIDES])
    return pack.Table("side", keys, np.zeros(len(keys)), heads), prior, {"side": temperature, "seam": slope, "shift": shift}


if __name__ == "__main__":
    main()
