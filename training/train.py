#!/usr/bin/env python3
"""Trains the shipped detector from training/data and writes its weights.

usage: train.py [--out FILE] [--exclude-ids FILE] [--held-out FILE]

Without --out it replaces the weights that are built into the program, and the scores that the
program's tests expect of them.
Seeded and single-threaded: the same texts give the same bytes. --exclude-ids names a file of
external ids, one a line, that are left out: the way to measure on texts the model never saw.
--held-out writes what the models that had not seen a text say of it, one text a line.
"""

import argparse
import json
import os
import pathlib

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import scipy.sparse as sp
from sklearn.metrics import average_precision_score

import detect
import golden
import network
import pack
import slots
import wording
from corpus import KINDS, MODES, PARTS, Corpus, labelled
from design import CLASS, CUE, Design, Vocabulary

SIDES = ("from", "to")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, default=golden.SHIPPED)
    parser.add_argument("--exclude-ids", type=pathlib.Path)
    parser.add_argument("--held-out", type=pathlib.Path)
    options = parser.parse_args()
    exclude = frozenset(options.exclude_ids.read_text().split()) if options.exclude_ids else frozenset()
    rows = labelled(exclude)
    vocabulary, header, tables, dense, held_out = fit(rows)
    if options.held_out:
        options.held_out.write_text("".join(json.dumps(line) + "\n" for line in held_out), encoding="utf-8")
    version, size = pack.write(options.out, header, tables, dense)
    if options.out == golden.SHIPPED:
        golden.main()
    report(f"{options.out}: {version}, {size / 1e6:.2f} MB")


def report(line):
    print(line, flush=True)


def fit(rows):
    """The vocabulary; what the weights file holds: header, tables, the network's matrices; what held-out texts read."""
    corpus = Corpus(rows)
    vocabulary = Vocabulary(corpus)
    design = Design(corpus, vocabulary)
    data = detect.Data(corpus, design)
    document, whole, quote = detect.out_of_fold(data)
    vectors, fold = network.Vectors(), detect.folds(rows)
    examples = network.examples(corpus, vectors, data.weight)
    nets, seen = network.out_of_fold(examples, vectors, fold, detect.FOLDS)
    joined = detect.stack(data, document, whole, seen["break"])
    confidence = joined.predict_proba(np.column_stack([document, whole, seen["break"]]))[:, 1]
    check(data, confidence)
    learned = np.concatenate(seen["quote"])
    quote_network = slots.blend_quotes(quote, learned, data.quote, data.first)
    quote = quote + quote_network * learned
    found = sentences(data, quote, False)
    report(f"quote out of fold: {data.quote[found][data.broken].mean():.3f} in the likeliest sentence, network {quote_network:.2f}")
    read = network.read(nets, examples, fold, found - data.first[:-1])
    detector = detect.Detector(data, np.ones(len(rows), bool))
    mode, mode_temperature = fit_modes(corpus, design.spans(2), data, quote)
    side, pair, prior, weight, temperature, shares, seam = fit_sides(corpus, data, quote, read)
    words = wording.table(corpus.bare, corpus.text_of)
    token, dense = network.tables(network.train(examples, vectors), vectors)
    header = {
        "document": float(detector.document.intercept_[0]),
        "window": float(detector.window.intercept_[0]),
        "quote": float(detector.quote.intercept_[0]),
        "modes": [float(b) for b in mode.intercept_],
        "cue_scale": CUE,
        "class_scale": CLASS,
        "stack": dict(zip(("intercept", "document", "window", "network"), [float(joined.intercept_[0]), *map(float, joined.coef_[0])])),
        "quote_window": detect.QUOTE_WINDOW,
        "network": {"units": network.UNITS, "inner": network.INNER, "span": network.SPAN, "quote": quote_network, "from": shares[0], "to": shares[1]},
        "pair": weight,
        "temperature": dict(temperature, mode=mode_temperature),
        "pairs": [[float(p) for p in row] for row in prior],
    }
    tables = [*gram_tables(vocabulary, detector, mode), side, pair, pack.Table("word", *words)]
    tables.append(pack.Table("token", vectors.key, np.zeros(len(vectors.key)), token, shared=network.SPAN))
    held_out = [{"external_id": row["external_id"], "part": row["part"], "confidence": float(c), "seam": None} for row, c in zip(rows, confidence)]
    for i, (pair, sure) in zip(np.flatnonzero(data.broken), seam):
        held_out[i].update(seam=[KINDS[pair // len(KINDS)], KINDS[pair % len(KINDS)]], seam_confidence=float(sure))
    return vocabulary, header, tables, dense, held_out


def check(data, confidence):
    """Prints how well held-out texts are told apart, by part and by length; written ones by stories never seen."""
    words = np.array([sum(len(turn["text"].split()) for turn in row["turns"] if turn["speaker"] == "customer") for row in data.rows])
    for part in (*PARTS, "short"):
        for name, least, most in (("", 0, 1e9), (" under 80 words", 0, 80), (" from 80 words", 80, 1e9)):
            of = np.array([row["part"] == part for row in data.rows]) & (words >= least) & (words < most)
            truth, said = data.broken[of], confidence[of] >= 0.5
            if not truth.any():
                continue
            right = (truth & said).sum()
            precision, recall = right / max(1, said.sum()), right / truth.sum()
            score, off = average_precision_score(truth, confidence[of]), calibration_error(truth, confidence[of])
            both = 2 * precision * recall / max(1e-9, precision + recall)
            report(f"break out of fold, {part}{name}: {of.sum()} texts, {truth.sum()} breaks, precision {precision:.3f} recall {recall:.3f} F1 {both:.3f} average precision {score:.3f} calibration error {off:.3f}")


def calibration_error(truth, confidence, bins=10):
    """How far confidence is from the share of breaks, on average over ten equal bins of confidence."""
    place = np.minimum(bins - 1, (confidence * bins).astype(int))
    return sum(abs(confidence[place == b].sum() - truth[place == b].sum()) for b in range(bins)) / len(truth)


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
    temperature = slots.temper(scores, right)
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


def fit_sides(corpus, data, quote, read):
    """Reads both sides: the table that scores each one's candidates, the pairs', and what held-out texts say.

    Returns the two tables, the prior of every pair, the weights of slots.parts, the slope and
    shift of the seam's confidence, the network's shares, and each break's held-out pair and confidence.
    """
    rows = [row for row in corpus.rows if row["gold"]["break"]]
    told, found = (Corpus(rows, (sentences(data, quote, gold) - data.first[:-1])[data.broken]) for gold in (True, False))
    keys, _ = told.side.vocabulary(np.repeat(np.arange(len(rows)), len(KINDS)), slots.SIDE_LEAST)
    seen = found.side.matrix(keys)
    both = sp.vstack([told.side.matrix(keys), seen]).tocsr()  # the program won't always pick the gold sentence
    target = {side: slots.targets(rows, side) for side in SIDES}
    twice = {side: np.tile(target[side], (2, 1)) for side in SIDES}
    fold = detect.folds(corpus.rows)[data.broken]
    scores = [np.zeros((len(rows), len(KINDS))) for _ in SIDES]
    for f in range(detect.FOLDS):
        fit_texts, test_rows = np.tile(fold != f, 2), np.repeat(fold == f, len(KINDS))
        for side, out in zip(SIDES, scores):
            w = slots.choice(both[np.repeat(fit_texts, len(KINDS))], twice[side][fit_texts])
            out[fold == f] = (seen[test_rows] @ w).reshape(-1, len(KINDS))
    learned = [read[side][data.broken] for side in SIDES]
    shares = [slots.blend(score, other, target[side]) for side, score, other in zip(SIDES, scores, learned)]
    scores = [score + share * other for score, share, other in zip(scores, shares, learned)]
    pair_keys, x = pair_features(found, len(rows))
    joints = held_out_pairs(scores, x, rows, fold)
    right = slots.acceptable(rows)
    slope, shift = slots.confidence(joints, right)
    for part in sorted({row["part"] for row in rows}):
        of = np.array([row["part"] == part for row in rows])
        report(f"seam out of fold, {part}: {right[of, joints[of].argmax(1)].mean():.3f} of {of.sum()}")
    report(f"sides: network {shares[0]:.2f} and {shares[1]:.2f}")
    heads = np.column_stack([slots.choice(both, twice[side]) for side in SIDES])
    weight, prior, together = slots.pairs(scores, x, rows)
    tables = pack.Table("side", keys, np.zeros(len(keys)), heads), pack.Table("pair", pair_keys, np.zeros(len(pair_keys)), together[:, None])
    return *tables, prior, weight, {"seam": slope, "shift": shift}, shares, list(zip(joints.argmax(1), joints.max(1)))


def pair_features(found, texts):
    keys, _ = found.pair.vocabulary(np.repeat(np.arange(texts), len(KINDS) ** 2), slots.PAIR_LEAST)
    return keys, found.pair.matrix(keys)


def held_out_pairs(scores, x, rows, fold):
    """Per text the distribution over pairs by a model that did not see it."""
    out, wide = np.zeros((len(rows), len(KINDS) ** 2)), len(KINDS) ** 2
    for f in range(detect.FOLDS):
        fit, test = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
        weight, prior, together = slots.pairs([s[fit] for s in scores], x[np.repeat(fold != f, wide)], [rows[i] for i in fit])
        out[test] = slots.joint([s[test] for s in scores], prior, weight, x[np.repeat(fold == f, wide)] @ together)
    return out


if __name__ == "__main__":
    main()
