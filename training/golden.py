"""A few texts with the scores that the program must reproduce from the weights file."""

import json

import numpy as np
from scipy.special import expit, softmax

import detect
import slots
from corpus import KINDS, MODES, Corpus
from design import Design

EVERY = 83  # every so many labelled texts
LONGEST = 900  # characters


def select(rows):
    short = [row for row in rows if sum(len(turn["text"]) for turn in row["turns"]) <= LONGEST]
    return short[::EVERY]


def scores(rows, vocabulary, header, tables):
    """What the program says of each text, worked out from the rounded weights."""
    gram, char, window, side = (tables[name].rounded() for name in ("gram", "char", "window", "side"))
    corpus = Corpus(rows)
    design = Design(corpus, vocabulary)
    words = len(vocabulary.keys["word"])
    document = header["document"] + design.documents() @ np.concatenate([gram[:words, 0], char[:, 0]])
    windows = header["window"] + design.windows() @ np.concatenate([gram[:, 1], window[:, 0]])
    quotes = header["quote"] + design.spans(0) @ gram[:, 2] + header["quote_window"] * windows
    length = np.log(np.bincount(corpus.text_of, minlength=len(rows)))
    s = header["stack"]
    whole = detect.log_sum_exp(windows, corpus.text_of, len(rows))
    confidence = expit(s["intercept"] + s["document"] * document + s["window"] * whole + s["length"] * length)
    best = np.array([quotes[corpus.first[i] : corpus.first[i + 1]].argmax() for i in range(len(rows))])
    mode = header["modes"] + design.spans(2)[corpus.first[:-1] + best] @ gram[:, 3:]
    mode = softmax(mode / header["temperature"]["mode"], axis=1)
    x = Corpus(rows, best).side.matrix(tables["side"].keys[np.argsort(tables["side"].order)])
    both = [(x @ side[:, k]).reshape(-1, len(KINDS)) for k in (0, 1)]
    joints = slots.joint(both, np.array(header["pairs"]), header["temperature"]["side"]).reshape(-1, len(KINDS), len(KINDS))
    return [
        {
            "source": row["source"],
            "turns": row["turns"],
            "document": float(document[i]),
            "window": float(whole[i]),
            "confidence": float(confidence[i]),
            "sentence": int(best[i]),
            "mode": dict(zip(MODES, map(float, mode[i]))),
            "from": dict(zip(KINDS, map(float, joints[i].sum(1)))),
            "to": dict(zip(KINDS, map(float, joints[i].sum(0)))),
        }
        for i, row in enumerate(rows)
    ]


def write(path, version, lines):
    path.parent.mkdir(exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        for line in lines:
            f.write(json.dumps(dict(line, version=version), ensure_ascii=False) + "\n")
