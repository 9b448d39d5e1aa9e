#!/usr/bin/env python3
"""A few texts with the scores that the program must reproduce from the weights file.

Run by itself it works them out anew for the weights that are built in, which takes a minute:
after a change of what texts look like to the models (redaction, words), without training again.
"""

import json

import numpy as np
from scipy.special import expit, softmax

import detect
import slots
import pack
from corpus import HERE, KINDS, MODES, Corpus, labelled
from design import Design
from network import REACH

SHIPPED = HERE.parent / "server" / "understand" / "weights.gz"
GOLDEN = SHIPPED.parent / "testdata" / "golden.jsonl"

EVERY = 83  # every so many labelled texts
LONGEST = 900  # characters
GATE, UNREAD = 0.1, -2.0  # as server/understand/scan.go has them


def select(rows):
    short = [row for row in rows if sum(len(turn["text"]) for turn in row["turns"]) <= LONGEST]
    return short[::EVERY]


class Network:
    """The network's scores of a corpus, worked out from the rounded weights as the program does it."""

    def __init__(self, corpus, token, dense, header):
        self.corpus, self.dense = corpus, dense
        self.units, self.span = header["network"]["units"], header["network"]["span"]
        keys, self.rows = token.keys, token.weights
        at = np.minimum(np.searchsorted(keys, corpus.bare.key), len(keys) - 1)
        self.word = np.where(keys[at] == corpus.bare.key, at, -1)
        self.sentence = np.repeat(np.arange(len(corpus.text_of)), np.diff(corpus.bare.ptr))
        self.text = corpus.text_of[self.sentence]
        self.hidden = self.hide()
        texts = len(corpus.rows)
        most, whole = np.zeros((len(corpus.text_of), self.units)), np.zeros((texts, self.units))
        np.maximum.at(most, self.sentence, self.hidden)
        np.maximum.at(whole, self.text, self.hidden)
        same = corpus.text_of[1:] == corpus.text_of[:-1]
        before, after = np.zeros_like(most), np.zeros_like(most)
        before[1:][same], after[:-1][same] = most[:-1][same], most[1:][same]
        inner = most @ dense["this"] + before @ dense["before"] + after @ dense["after"] + whole[corpus.text_of] @ dense["whole"]
        self.inner = np.maximum(0, inner + dense["inner"])
        self.quotes = (self.inner @ dense["quote"])[:, 0]
        self.score = detect.log_sum_exp((self.inner @ dense["break"])[:, 0] + dense["offset"][0, 0], corpus.text_of, texts)

    def hide(self):
        """The hidden units of every word."""
        out = np.repeat(self.dense["bias"], len(self.word), axis=0).astype(float)
        half = self.span // 2
        for o in range(self.span):
            columns = slice(o * self.units, (o + 1) * self.units)
            for j in range(len(self.word)):
                i = j - (o - half)
                if 0 <= i < len(self.word) and self.text[i] == self.text[j]:
                    known = self.rows[self.word[j]] if self.word[j] >= 0 else self.dense["unknown"][0]
                    out[i] += known[columns] + self.dense["class"][self.corpus.classes[j]][columns]
        return np.maximum(0, out)

    def sides(self, sentence):
        """Scores of the kinds as (from, to), read from one sentence per text."""
        out = [np.zeros((len(sentence), len(KINDS))) for _ in range(2)]
        for i, s in enumerate(sentence):
            away = self.sentence - s
            near = (self.text == i) & (np.abs(away) <= REACH)
            look = self.hidden[near] @ self.dense["look"] + self.dense["distance"][away[near] + REACH]
            for n, side in enumerate(("from", "to")):
                seen = softmax(look[:, n]) @ self.hidden[near]
                out[n][i] = seen @ self.dense[side] + self.inner[s] @ self.dense[f"{side}_said"] + self.dense[f"{side}_bias"][self.corpus.families[i]]
        return out


class Held:
    """The vocabulary that a weights file holds, as design.Vocabulary has it: words and classes share a table."""

    def __init__(self, tables):
        of = {"word": "gram", "class": "gram", "char": "char", "window": "window"}
        self.keys = {name: tables[table].keys for name, table in of.items()}
        self.idf = {name: tables[table].idf for name, table in of.items()}


def scores(rows, header, tables, dense):
    """What the program says of each text, worked out from the rounded weights."""
    gram, char, window, side = (tables[name].weights for name in ("gram", "char", "window", "side"))
    corpus = Corpus(rows)
    design = Design(corpus, Held(tables))
    document = header["document"] + design.documents() @ np.concatenate([gram[:, 0], char[:, 0]])
    both = np.concatenate([gram, gram])
    windows = header["window"] + design.windows() @ np.concatenate([both[:, 1], window[:, 0]])
    network, share = Network(corpus, tables["token"], dense, header), header["network"]
    s = header["stack"]
    whole = detect.log_sum_exp(windows, corpus.text_of, len(rows))
    linear = s["intercept"] + s["document"] * document + s["window"] * whole
    ran = expit(linear + s["network"] * UNREAD) >= GATE
    learned = np.where(ran, network.score, UNREAD)
    confidence = expit(linear + s["network"] * learned)
    quotes = header["quote"] + design.spans(0) @ both[:, 2] + header["quote_window"] * windows + share["quote"] * network.quotes * ran[corpus.text_of]
    best = np.array([quotes[corpus.first[i] : corpus.first[i + 1]].argmax() for i in range(len(rows))])
    mode = header["modes"] + design.spans(2)[corpus.first[:-1] + best] @ both[:, 3:]
    mode = softmax(mode / header["temperature"]["mode"], axis=1)
    sided = Corpus(rows, best)
    x = sided.side.matrix(tables["side"].keys)
    together = sided.pair.matrix(tables["pair"].keys) @ tables["pair"].weights[:, 0]
    looked = network.sides(corpus.first[:-1] + best)
    sides = [(x @ side[:, k]).reshape(-1, len(KINDS)) + share[name] * looked[k] * ran[:, None] for k, name in enumerate(("from", "to"))]
    joints = slots.joint(sides, np.array(header["pairs"]), header["pair"], together).reshape(-1, len(KINDS), len(KINDS))
    return [
        {
            "source": row["source"],
            "turns": row["turns"],
            "document": float(document[i]),
            "window": float(whole[i]),
            "network": float(learned[i]),
            "confidence": float(confidence[i]),
            "sentence": int(best[i]),
            "mode": dict(zip(MODES, map(float, mode[i]))),
            "from": dict(zip(KINDS, map(float, joints[i].sum(1)))),
            "to": dict(zip(KINDS, map(float, joints[i].sum(0)))),
        }
        for i, row in enumerate(rows)
    ]


def main():
    version, header, tables, dense = pack.read(SHIPPED)
    GOLDEN.parent.mkdir(exist_ok=True)
    with open(GOLDEN, "w", encoding="utf-8") as f:
        for line in scores(select(labelled()), header, tables, dense):
            f.write(json.dumps(dict(line, version=version), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
