"""The models that read a break once it is found: its failure mode and its two sides."""

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import log_softmax, logsumexp, softmax
from sklearn.linear_model import LogisticRegression

from corpus import KINDS, MODES

SIDE_LEAST = 3
SIDE_PENALTY = 0.01
PAIR_LEAST = 5
PAIR_PENALTY = 0.03
MODE_PENALTY = 2.0


def modes(x, rows):
    """A class-balanced model of the failure mode from the span around each row's quote."""
    y, keep = [], []
    for i, row in enumerate(rows):
        if 0 < len(row["gold"]["mode"]) <= 2:
            keep.append(i)
            y.append(MODES.index(row["gold"]["mode"][0]))
    return LogisticRegression(C=MODE_PENALTY, class_weight="balanced", max_iter=400).fit(x[keep], y)


def targets(rows, side):
    """Per row a distribution over KINDS: the acceptable answers share the mass."""
    out = np.zeros((len(rows), len(KINDS)))
    for i, row in enumerate(rows):
        for kind in row["gold"][side]:
            out[i, KINDS.index(kind)] = 1 / len(row["gold"][side])
    return out


def choice(x, target):
    """Weights of a conditional logit: rows of x are the candidates, len(KINDS) per text."""
    texts = len(target)

    def loss(w):
        scores = (x @ w).reshape(target.shape)
        norm = logsumexp(scores, axis=1, keepdims=True)
        value = -(target * (scores - norm)).sum() / texts + SIDE_PENALTY / 2 * w @ w
        slope = x.T @ (np.exp(scores - norm) - target).ravel() / texts + SIDE_PENALTY * w
        return value, slope

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def parts(scores):
    """What two sides' scores say of each pair: the sum of their log-probabilities, and the lesser of the two."""
    a, b = (log_softmax(score, axis=1) for score in scores)
    both = np.stack([a[:, :, None] + b[:, None, :], np.minimum(a[:, :, None], b[:, None, :])])
    return both.reshape(2, len(a), -1)


def joint(scores, prior, weight, together):
    """Per text the distribution over pairs of kinds.

    scores: of (from, to); prior: of every pair; weight: what parts() count; together: what
    the text says of the pairs, one after the other.
    """
    both = parts(scores)
    total = weight["sum"] * both[0] + weight["least"] * both[1] + prior.reshape(1, -1) + together.reshape(len(both[0]), -1)
    return softmax(total, axis=1)


def pairs(scores, x, rows):
    """A conditional logit over pairs: the prior of each, the weights of parts() and of x's features."""
    right, both = acceptable(rows), parts(scores)
    texts, count = right.shape

    def unlikely(w):
        prior, weight = w[2 : 2 + count], w[2 + count :]
        total = w[0] * both[0] + w[1] * both[1] + prior + (x @ weight).reshape(texts, count)
        norm = logsumexp(total, axis=1, keepdims=True)
        told = logsumexp(np.where(right, total, -np.inf), axis=1, keepdims=True)
        off = (np.exp(total - norm) - np.where(right, np.exp(total - told), 0)) / texts
        slope = np.concatenate([[(off * both[0]).sum(), (off * both[1]).sum()], off.sum(0), x.T @ off.ravel()])
        return (norm - told).mean() + PAIR_PENALTY / 2 * (w - start) @ (w - start), slope + PAIR_PENALTY * (w - start)

    start = np.zeros(2 + count + x.shape[1])
    start[0] = 1.0
    w = minimize(unlikely, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return {"sum": float(w[0]), "least": float(w[1])}, w[2 : 2 + count].reshape(len(KINDS), len(KINDS)), w[2 + count :]


def acceptable(rows):
    """Per text which pairs of kinds are right, flattened like joint."""
    both = np.einsum("ni,nj->nij", targets(rows, "from") > 0, targets(rows, "to") > 0)
    return both.reshape(len(rows), -1)


def confidence(joints, right):
    """Slope and intercept that turn the best pair's log-odds into the chance that it is right."""
    best = joints.argmax(1)
    p = np.clip(joints[np.arange(len(joints)), best], 1e-6, 1 - 1e-6)
    odds = np.log(p / (1 - p))[:, None]
    model = LogisticRegression(C=1.0).fit(odds, right[np.arange(len(joints)), best])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def blend(scores, learned, target):
    """How much the network's scores of a side count beside the others, by the held-out likelihood."""
    unlikely = lambda share: -(target * log_softmax(scores + share * learned, axis=1)).sum(1).mean()
    return float(minimize_scalar(unlikely, bounds=(0, 2), method="bounded").x)


def temper(scores, right):
    """The temperature at which the right answers' probability is highest."""
    unlikely = lambda t: -np.log(np.maximum(1e-9, (softmax(scores / np.exp(t), axis=1) * right).sum(1))).mean()
    return float(np.exp(minimize_scalar(unlikely, bounds=(-2, 2), method="bounded").x))


def blend_quotes(scores, learned, right, first):
    """How much the network's score of a sentence as the quote counts against the linear models'."""

    def unlikely(x):
        total, texts = 0.0, 0
        both = (scores + x[0] * learned) * np.exp(x[1])
        for a, b in zip(first[:-1], first[1:]):
            if right[a:b].any():
                total -= logsumexp(both[a:b][right[a:b]]) - logsumexp(both[a:b])
                texts += 1
        return total / texts

    return float(minimize(unlikely, np.array([0.5, 0.0]), method="Nelder-Mead", options={"xatol": 1e-3, "fatol": 1e-5}).x[0])
