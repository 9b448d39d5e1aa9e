"""The network that reads words by their vectors: its shape, its training, its form in the weights file.

A convolution over the words' vectors and classes gives units per word; the highest of each per
sentence, with the neighbours' and the text's, give units per sentence; from these come the
break, the quote and the failure mode. The sides come from the words near the quote that the
network looks at, taught by the words that name each side. server/understand/network.go reads
what tables() makes of it, and golden.py holds the two together.
"""

import jax
import jax.numpy as jnp
import numpy as np
import optax

from corpus import HERE, KINDS, Corpus

UNITS, INNER, SPAN, REACH = 64, 64, 5, 4
CLASSES, CLASS_SIZE = 33, 16
SOURCES = 8  # families of sources
EPOCHS, RATE, WARM, DROP, DECAY, TOKENS = 8, 2e-3, 0.05, 0.4, 1e-4, 4096
QUOTE, SIDE, LOOK = 0.5, 0.5, 0.2  # what the other tasks' losses count against the break's
VECTOR_RATE = 2.0  # how fast the words' vectors learn, against the rest
BUCKETS = [(32, 8), (64, 12), (128, 20), (256, 32), (448, 48), (768, 80)]  # words and sentences of a batch's texts


class Vectors:
    """The words that have vectors: sorted keys, and a row each; 0 is padding, 1 any other word."""

    def __init__(self, path=HERE / "data" / "vectors.npz"):
        stored = np.load(path)
        self.key = stored["key"]
        self.value = stored["value"].astype(np.float32) * stored["scale"]

    def rows(self, key):
        at = np.searchsorted(self.key, key)
        at[at == len(self.key)] = 0
        return np.where(self.key[at] == key, at + 2, 1).astype(np.int32)


def examples(corpus, vectors, weight):
    """What the network sees of each text, and what it is taught."""
    row, held, looked = vectors.rows(corpus.bare.key), corpus.quoted(), look(corpus)
    out = []
    for i, text in enumerate(corpus.rows):
        gold = text.get("gold", {"break": False})
        a, b = corpus.first[i], corpus.first[i + 1]
        words = slice(corpus.bare.ptr[a], corpus.bare.ptr[b])
        sentence = np.repeat(np.arange(b - a), np.diff(corpus.bare.ptr[a : b + 1]))
        e = {"row": row[words], "class": corpus.classes[words].astype(np.int32), "sentence": sentence, "sentences": b - a}
        e.update({"source": int(corpus.families[i]), "weight": weight[i], "break": float(gold["break"])})
        e["quote"] = held[a:b] / max(1.0, held[a:b].sum())
        for side in ("from", "to"):
            right = gold[side] if gold["break"] else []
            e[side] = np.zeros(len(KINDS))
            e[side][[KINDS.index(kind) for kind in right]] = 1 / max(1, len(right))
        e["look_from"], e["look_to"] = looked[i]
        out.append(e)
    return out


def look(corpus):
    """Per text where its words name each side, as a weight per word: the place nearest the quote."""
    asked = [(i, side) for i, row in enumerate(corpus.rows) for side in ("from_words", "to_words") if row.get("gold", {}).get(side)]
    out = [[None, None] for _ in corpus.rows]
    if not asked:
        return out
    turns = lambda words: [{"speaker": "customer", "text": words}]
    phrase = Corpus([{"source": "ticket", "turns": turns(corpus.rows[i]["gold"][side])} for i, side in asked])
    held = corpus.quoted()
    for n, (i, side) in enumerate(asked):
        need = phrase.bare.key[phrase.bare.ptr[phrase.first[n]] : phrase.bare.ptr[phrase.first[n + 1]]]
        a, b = corpus.first[i], corpus.first[i + 1]
        text = corpus.bare.key[corpus.bare.ptr[a] : corpus.bare.ptr[b]]
        places = [p for p in range(len(text) - len(need) + 1) if len(need) and (text[p : p + len(need)] == need).all()]
        if not places:
            continue
        sentence = np.repeat(np.arange(b - a), np.diff(corpus.bare.ptr[a : b + 1]))
        quote = np.flatnonzero(held[a:b])
        middle = quote.mean() if len(quote) else 0.0
        place = min(places, key=lambda p: abs(sentence[p] - middle))
        weight = np.zeros(len(text))
        weight[place : place + len(need)] = 1 / len(need)
        out[i][side == "to_words"] = weight
    return out


def start(vectors, seed):
    """The untrained network."""
    random = np.random.default_rng(seed)
    size = vectors.value.shape[1] + CLASS_SIZE
    matrix = lambda rows, cols, scale=1.0, seen=None: (scale * random.normal(size=(rows, cols)) / np.sqrt(seen or rows)).astype(np.float32)
    zeros = lambda *shape: np.zeros(shape, np.float32)
    net = {
        "conv": matrix(SPAN * size, UNITS).reshape(SPAN, size, UNITS),
        "class": matrix(CLASSES, CLASS_SIZE, 0.5),
        "bias": zeros(UNITS),
        "inner": zeros(INNER),
        "break": matrix(INNER, 1, 0.3),
        "offset": np.float32(-2.0),
        "quote": matrix(INNER, 1, 0.3),
        "look": matrix(UNITS, 2),
        "distance": zeros(2 * REACH + 1, 2),
    }
    for name in ("this", "before", "after", "whole"):
        net[name] = matrix(UNITS, INNER, seen=4 * UNITS)
    for side in ("from", "to"):
        net[side] = matrix(UNITS, len(KINDS), 0.5)
        net[f"{side}_said"] = matrix(INNER, len(KINDS), 0.3)
        net[f"{side}_bias"] = zeros(SOURCES, len(KINDS))
    blank = np.zeros((2, vectors.value.shape[1]), np.float32)
    return {"net": net, "vectors": np.concatenate([blank, vectors.value])}


def dropped(key, x, share):
    return x if key is None else x * jax.random.bernoulli(key, 1 - share, x.shape) / (1 - share)


def run(p, batch, quote=None, key=None):
    """Scores of a batch's texts. quote: weights of the sentences to read the rest from; by default the likeliest."""
    net, row, sentence = p["net"], batch["row"], batch["sentence"]
    keys = jax.random.split(key, 3) if key is not None else [None] * 3
    real = (row > 0)[..., None]
    x = jnp.concatenate([p["vectors"].at[0].set(0.0)[row], net["class"].at[0].set(0.0)[batch["class"]]], -1) * real
    if key is not None:  # whole words
        x = x * jax.random.bernoulli(keys[0], 1 - DROP / 2, row.shape)[..., None]
    unit = jax.lax.conv_general_dilated(x, net["conv"], (1,), "SAME", dimension_numbers=("NWC", "WIO", "NWC")) + net["bias"]
    unit = dropped(keys[1], jax.nn.relu(unit) * real, DROP)
    texts, sentences = len(row), batch["quote"].shape[1]
    place = jnp.where(row > 0, sentence, sentences) + jnp.arange(texts)[:, None] * (sentences + 1)
    most = jax.ops.segment_max(unit.reshape(-1, UNITS), place.reshape(-1), texts * (sentences + 1))
    most = jnp.maximum(most.reshape(texts, sentences + 1, UNITS)[:, :sentences], 0)
    shifted = lambda by: jnp.pad(most, ((0, 0), (max(by, 0), max(-by, 0)), (0, 0)))[:, max(-by, 0) : sentences + max(-by, 0)]
    inner = most @ net["this"] + shifted(1) @ net["before"] + shifted(-1) @ net["after"] + most.max(1, keepdims=True) @ net["whole"]
    inner = dropped(keys[2], jax.nn.relu(inner + net["inner"]), DROP)
    there = jnp.arange(sentences)[None] < (jnp.max(jnp.where(row > 0, sentence, -1), 1) + 1)[:, None]
    tells = jnp.where(there, (inner @ net["break"])[..., 0] + net["offset"], -1e9)
    quotes = jnp.where(there, (inner @ net["quote"])[..., 0], -1e9)
    if quote is None:
        quote = jax.nn.one_hot(jnp.argmax(quotes, 1), sentences)
    said = (inner * quote[..., None]).sum(1)
    out = {"break": jax.nn.logsumexp(tells, 1), "quote": quotes}
    away = sentence - jnp.argmax(quote, 1)[:, None]
    near = (jnp.abs(away) <= REACH) & (row > 0)
    for n, side in enumerate(("from", "to")):
        score = (unit @ net["look"])[..., n] + net["distance"][jnp.clip(away + REACH, 0, 2 * REACH), n]
        score = jnp.where(near, score, -1e9)
        out[f"look_{side}"] = jax.nn.log_softmax(score, 1)
        seen = (unit * jax.nn.softmax(score, 1)[..., None]).sum(1)
        out[side] = seen @ net[side] + said @ net[f"{side}_said"] + net[f"{side}_bias"][batch["source"]]
    return out


def loss(p, batch, key):
    out = run(p, batch, batch["quote"], key)
    cross = lambda task: -(jax.nn.log_softmax(out[task]) * batch[task]).sum(-1)
    mean = lambda mask, value: (mask * value).sum() / jnp.maximum(mask.sum(), 1)
    told = batch["break"] * (batch["quote"].sum(1) > 0)
    total = mean(batch["weight"], jnp.logaddexp(0, out["break"]) - batch["break"] * out["break"])
    total += QUOTE * mean(told, cross("quote"))
    for side in ("from", "to"):
        looked = batch[f"look_{side}"]
        total += SIDE * mean(told, cross(side))
        total += LOOK * mean(looked.sum(1) > 0, -(looked * jnp.maximum(out[f"look_{side}"], -20)).sum(1))
    return total


def bucket(example):
    for words, sentences in BUCKETS:
        if len(example["row"]) <= words and example["sentences"] <= sentences:
            return words, sentences
    return BUCKETS[-1]


def batch(chosen, words, sentences):
    """Examples as arrays; what is longer is cut."""
    of = lambda width: np.zeros((len(chosen), width), np.float32)
    out = {"from": of(len(KINDS)), "to": of(len(KINDS)), "quote": of(sentences), "look_from": of(words), "look_to": of(words)}
    for name in ("row", "class", "sentence"):
        out[name] = np.zeros((len(chosen), words), np.int32)
    for name, kind in (("source", np.int32), ("weight", np.float32), ("break", np.float32)):
        out[name] = np.array([e[name] for e in chosen], kind)
    for i, e in enumerate(chosen):
        n = int((e["sentence"][:words] < sentences).sum())
        for name in ("row", "class", "sentence", "look_from", "look_to"):
            if e[name] is not None:
                out[name][i, :n] = e[name][:n]
        out["quote"][i, : min(sentences, e["sentences"])] = e["quote"][:sentences]
        for side in ("from", "to"):
            out[side][i] = e[side]
    return out


def grouped(data):
    """Indices of the examples by the bucket that holds them."""
    out = {}
    for i, e in enumerate(data):
        if len(e["row"]):
            out.setdefault(bucket(e), []).append(i)
    return out


def batches(groups, random):
    """An epoch's batches, each of one bucket, in random order."""
    out = []
    for size, members in groups.items():
        members, count = random.permutation(members), max(4, TOKENS // size[0])
        for j in range(0, len(members), count):
            some = members[j : j + count]
            out.append((size, np.concatenate([some, random.choice(members, count - len(some))]).astype(int)))
    random.shuffle(out)
    return out


learner = optax.multi_transform(
    {"net": optax.chain(optax.scale_by_adam(), optax.add_decayed_weights(DECAY)), "vectors": optax.scale_by_adam()},
    {"net": "net", "vectors": "vectors"},
)


@jax.jit
def step(p, state, batch, key, rate):
    """The network and the learner's state after one batch."""
    change, state = learner.update(jax.grad(loss)(p, batch, key), state, p)
    net = jax.tree.map(lambda old, by: old - rate * by, p["net"], change["net"])
    return {"net": net, "vectors": p["vectors"] - VECTOR_RATE * rate * change["vectors"]}, state


def train(data, vectors, seed=0):
    """The trained network."""
    random, groups = np.random.default_rng(seed), grouped(data)
    p = start(vectors, seed)
    state, key, done = learner.init(p), jax.random.key(seed), 0
    steps = EPOCHS * len(batches(groups, np.random.default_rng(0)))
    for _ in range(EPOCHS):
        for size, chosen in batches(groups, random):
            key, use = jax.random.split(key)
            p, state = step(p, state, batch([data[i] for i in chosen], *size), use, np.float32(pace(done / steps)))
            done += 1
    return jax.tree.map(np.asarray, p)


def pace(share):
    """How fast to learn when so much of the training is done: rising at first, then falling to nothing."""
    return RATE * min(share / WARM, 0.5 + 0.5 * np.cos(np.pi * (share - WARM) / (1 - WARM)))


score = jax.jit(run)


def predict(p, data, sentence=None):
    """Scores of all texts: break, from and to as arrays, quote a row of scores per text.

    sentence: the sentence of each text to read the sides from; by default the likeliest quote.
    """
    out = {"break": np.full(len(data), -9.0), "quote": [np.zeros(e["sentences"]) for e in data]}
    out.update({side: np.zeros((len(data), len(KINDS))) for side in ("from", "to")})
    for size, members in grouped(data).items():
        count = max(4, 2 * TOKENS // size[0])
        for j in range(0, len(members), count):
            some = members[j : j + count]
            full = some + [some[0]] * (count - len(some))
            told = None
            if sentence is not None:
                told = np.eye(size[1], dtype=np.float32)[np.minimum(sentence[full], size[1] - 1)]
            got = jax.tree.map(np.asarray, score(p, batch([data[i] for i in full], *size), told))
            for r, i in enumerate(some):
                for name in ("break", "from", "to"):
                    out[name][i] = got[name][r]
                n = min(len(out["quote"][i]), size[1])
                out["quote"][i][:n] = got["quote"][r][:n]
                out["quote"][i][n:] = got["quote"][r][:n].min()
    return out


def out_of_fold(data, vectors, fold, folds):
    """A network per fold, which did not see it, and every text's scores from the one that did not see it."""
    nets, out = [], None
    for f in range(folds):
        seen, unseen = np.flatnonzero(fold != f), np.flatnonzero(fold == f)
        nets.append(train([data[i] for i in seen], vectors))
        out = merge(out, predict(nets[f], [data[i] for i in unseen]), unseen, len(data))
    return nets, out


def read(nets, data, fold, sentence):
    """Every text's scores from the network that did not see it, read from the given sentences."""
    out = None
    for f, net in enumerate(nets):
        unseen = np.flatnonzero(fold == f)
        out = merge(out, predict(net, [data[i] for i in unseen], sentence[unseen]), unseen, len(data))
    return out


def merge(out, part, at, texts):
    """Puts the scores of some texts among those of all."""
    if out is None:
        out = {k: [None] * texts if isinstance(v, list) else np.zeros((texts, *v.shape[1:])) for k, v in part.items()}
    for name, value in part.items():
        for place, i in enumerate(at):
            out[name][i] = value[place]
    return out


def tables(p, vectors):
    """The network as the program reads it: what each word adds to the units around it, and the rest."""
    net = p["net"]
    size = vectors.value.shape[1]
    fold = lambda rows, weight: np.einsum("wd,kdu->wku", rows, weight).reshape(len(rows), -1)
    # A word adds to the units of the word o places to its left what the convolution has at place o.
    words, classes = net["conv"][:, :size], net["conv"][:, size:]
    dense = {name: np.atleast_2d(net[name]) for name in ("bias", "before", "this", "after", "whole", "inner", "look", "distance")}
    dense.update({name: net[name].reshape(INNER, 1) for name in ("break", "quote")})
    for side in ("from", "to"):
        dense.update({name: net[name] for name in (side, f"{side}_said", f"{side}_bias")})
    none = np.concatenate([np.zeros((1, CLASS_SIZE)), net["class"][1:]])
    dense.update({"class": fold(none, classes), "unknown": fold(p["vectors"][1:2], words), "offset": np.full((1, 1), net["offset"])})
    return fold(p["vectors"][2:], words), dense
