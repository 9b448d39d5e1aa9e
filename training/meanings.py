#!/usr/bin/env python3
"""Makes data/wording.npz: a vector per word whose sum over a text says which break it tells.

usage: meanings.py [TEXTS.jsonl ...]

Sentences of the labelled texts and of the unlabelled ones named (public complaints) are read by
the teacher, all-MiniLM-L6-v2. What it makes of a sentence is turned, by a regression from
quotes to the short themes that readers gave them, towards what tells one break from another;
the words' vectors are trained so that their sum over a sentence is that. Quotes whose themes
and sides are alike are drawn together besides. The written texts, which are held out by story to
choose thresholds, take no part. Rarely run: training reads the file. Needs
requirements-vectors.txt. About eight minutes of one core.
"""

import json
import re
import sys

import jax
import jax.numpy as jnp
import numpy as np
import optax

from corpus import HERE, KINDS, MODES, Corpus, labelled
from network import Vectors
from vectors import Teacher

SIZE = 64
HELD_OUT = ("written", "short")
SHORTEST, LONGEST = 6, 45  # words of a sentence that is read
MOST = {"cfpb": 9_000, "public": 800, "picked": 2_600, "authored": 9_000}  # sentences of a part that are read
UNLABELLED = 10_300
LEAST = 3  # times a word without a vector of its own must occur to get one
EPOCHS, BATCH, QUOTES, RATE = 3, 512, 384, 3e-3
RIDGE = 3.0  # of the regression from quotes to themes
PLAIN = 0.3  # what the teacher's own vector counts beside what the regression makes of it
COMMON = 3e-3  # words of this share of all words count half, at first
OWN = 1e-3  # what holds a word's own part of its vector down
ALIKE, SHARP = 0.3, 0.1  # what a shared side or failure mode counts beside themes; temperature of likeness
PULL = 3.0  # what the quotes count beside the sentences


def tidy(text):
    """A text as the teacher should see it, without the blanks of public complaints."""
    text = re.sub(r"\{?\$[\d.,]+\}?", "some money", text)
    return re.sub(r"\s+", " ", re.sub(r"\b[Xx]{2,}(/[Xx\d]+)*\b", "", text)).strip()


def sentences(rows, most):
    """The customers' sentences, at most so many, chosen by a seeded draw."""
    corpus, out = Corpus(rows), set()
    for text, turn, start, end, words in corpus.sentences:
        said = rows[text]["turns"][turn]
        if said["speaker"] == "customer" and SHORTEST <= words <= LONGEST:
            out.add(tidy(said["text"].encode()[start:end].decode(errors="ignore")))
    out = sorted(out)
    return [out[i] for i in sorted(np.random.default_rng(0).permutation(len(out))[:most])]


def unit(x):
    return x / np.maximum(1e-9, np.linalg.norm(x, axis=1, keepdims=True))


class Words:
    """The words that get a vector, and texts as rows of their places; the last place is padding."""

    def __init__(self, texts):
        known, self.corpus = Vectors(), Corpus([{"source": "review", "turns": [{"speaker": "customer", "text": text or "."}]} for text in texts])
        keys, times = np.unique(self.corpus.bare.key, return_counts=True)
        self.key = keys[(times >= LEAST) | np.isin(keys, known.key)]
        self.base = np.zeros((len(self.key), known.value.shape[1]), np.float32)
        shared = np.isin(self.key, known.key)
        self.base[shared] = known.value[np.searchsorted(known.key, self.key[shared])] / 10
        share = dict(zip(keys, times / times.sum()))
        self.weight = np.array([COMMON / (COMMON + share[k]) for k in self.key], np.float32)

    def rows(self, first, last, width):
        """The words of texts first to last, cut at width."""
        bare, starts = self.corpus.bare, self.corpus.bare.ptr[self.corpus.first]
        out = np.full((last - first, width), len(self.key), np.int32)
        for i in range(first, last):
            key = bare.key[starts[i] : starts[i + 1]]
            at = np.minimum(np.searchsorted(self.key, key), len(self.key) - 1)
            at = at[self.key[at] == key][:width]
            out[i - first, : len(at)] = at
        return out


def targets(said, quote, theme):
    """What the sums should be: for sentences, quotes and the quotes' themes; and the themes, centred."""
    middle, center = said.mean(0), theme.mean(0)
    x = quote - middle
    turn = np.linalg.solve(x.T @ x + RIDGE * np.eye(x.shape[1]), x.T @ (theme - center))
    both = lambda x: np.hstack([unit((x - middle) @ turn), PLAIN * unit(x - middle)])
    told = np.hstack([unit(theme - center), PLAIN * unit(theme - middle)])
    axes = np.linalg.svd(both(said), full_matrices=False)[2][:SIZE].T
    return [unit(x @ axes).astype(np.float32) for x in (both(said), both(quote), told)], unit(theme - center).astype(np.float32)


def table(weight, base):
    """The words' vectors: a share of the teacher's of the word alone, and a part of its own."""
    rows = jnp.exp(weight["loud"])[:, None] * (base @ weight["turn"] + weight["own"])
    return jnp.concatenate([rows, jnp.zeros((1, SIZE))])


def loss(weight, base, said, quotes):
    """said: words and targets of sentences; quotes: of quotes and themes, with the themes and labels that say which are alike."""
    length = lambda z: z / jnp.maximum(1e-6, jnp.linalg.norm(z, axis=1, keepdims=True))
    vectors = table(weight, base)
    meant = lambda rows: length(vectors[rows].sum(1))
    off = lambda x, y: (1 - (x * y).sum(1)).mean()
    z, q = meant(said["words"]), meant(quotes["words"])
    out = off(z, said["target"]) + 20 * ((z @ z.T - said["target"] @ said["target"].T) ** 2).mean()
    out += 0.3 * off(q, quotes["target"]) + 0.2 * PULL * off(meant(quotes["theme_words"]), quotes["theme_target"])
    like = quotes["theme"] @ quotes["theme"].T
    like += ALIKE * sum(jnp.minimum(quotes[label] @ quotes[label].T, 1) for label in ("from", "to", "mode"))
    others = -1e9 * jnp.eye(len(q))
    share = jnp.where(others < 0, 0, jax.nn.log_softmax(q @ q.T / SHARP + others, 1))
    among = -(jax.nn.softmax(like / SHARP + others, 1) * share).sum(1).mean()
    to_themes = -(jax.nn.softmax(like / SHARP, 1) * jax.nn.log_softmax(q @ quotes["theme_target"].T / SHARP, 1)).sum(1).mean()
    return out + PULL * (0.1 * among + 0.03 * to_themes) + OWN * (weight["own"] ** 2).sum() / SIZE


def train(words, said, quotes):
    """The words' vectors, one row a word."""
    base = jnp.asarray(words.base)
    weight = {"turn": 0.05 * jax.random.normal(jax.random.PRNGKey(0), (base.shape[1], SIZE)), "own": jnp.zeros((len(base), SIZE)), "loud": jnp.log(words.weight)}
    many, some = len(said["words"]), len(quotes["words"])
    optimizer = optax.adam(optax.cosine_decay_schedule(RATE, EPOCHS * (many // BATCH)))
    state, random = optimizer.init(weight), np.random.default_rng(0)

    @jax.jit
    def step(weight, state, said, quotes):
        update, state = optimizer.update(jax.grad(loss)(weight, base, said, quotes), state)
        return optax.apply_updates(weight, update), state

    for _ in range(EPOCHS):
        order = random.permutation(many)
        for start in range(0, many - BATCH + 1, BATCH):
            drawn, pick = order[start : start + BATCH], random.choice(some, QUOTES, replace=False)
            weight, state = step(weight, state, {k: v[drawn] for k, v in said.items()}, {k: v[pick] for k, v in quotes.items()})
    return np.asarray(table(weight, base))[:-1]


def label(rows, field, names):
    """A column per name: 1 where it is among a row's labels."""
    return np.array([[float(name in row["gold"][field]) for name in names] for row in rows], np.float32)


def main():
    rows = [row for row in labelled() if row["part"] not in HELD_OUT]
    texts = [json.loads(line) for path in sys.argv[1:] for line in open(path, encoding="utf-8")]
    said = sum((sentences([row for row in rows if row["part"] == part], most) for part, most in MOST.items()), sentences(texts, UNLABELLED))
    broken = [row for row in rows if row["gold"]["break"]]
    quote, theme = [tidy(row["gold"]["quotes"][0]) for row in broken], [row["gold"]["themes"][0] for row in broken]
    teacher = Teacher()
    (of_said, of_quote, of_theme), alike = targets(*(teacher.encode(some, 64, 96) for some in (said, quote, theme)))
    words = Words(said + quote + theme)
    a, b = len(said), len(said) + len(quote)
    vector = train(
        words,
        {"words": words.rows(0, a, 48), "target": of_said},
        {
            "words": words.rows(a, b, 64),
            "target": of_quote,
            "theme_words": words.rows(b, b + len(theme), 16),
            "theme_target": of_theme,
            "theme": alike,
            "from": label(broken, "from", KINDS[:-1]),
            "to": label(broken, "to", KINDS[:-1]),
            "mode": label(broken, "mode", MODES),
        },
    )
    scale = np.abs(vector).max(0) / 127
    np.savez_compressed(HERE / "data" / "wording.npz", key=words.key, value=np.round(vector / scale).astype(np.int8), scale=scale.astype(np.float32))
    print(f"{len(words.key)} words from {len(said)} sentences and {len(quote)} quotes")


if __name__ == "__main__":
    main()
