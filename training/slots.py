"""The models that read a break once it is found: its failure mode and its two sides."""

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp, softmax
from sklearn.linear_model import LogisticRegression

from corpus import KINDS, MODES

SIDE_LEAST = 3
SIDE_PENALTY = 0.02
PAIR_COUNT = 8.0  # pseudo-counts that pull the pair prior to independence
PAIR_POWER = 0.7
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


def choice(x, target, weight):
    """Weights of a conditional logit: rows of x are the candidates, len(KINDS) per text."""
    texts, candidates = target.shape

    def loss(w):
        scores = (x @ w).reshape(texts, candidates)
        norm = logsumexp(scores, axis=1, keepdims=True)
        value = -(weight[:, None] * target * (scores - norm)).sum()
        slope = x.T @ (weight[:, None] * (np.exp(scores - norm) - target)).ravel()
        n = weight.sum()
        return value / n + SIDE_PENALTY / 2 * w @ w / 100, slope / n + SIDE_PENALTY * w / 100

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def pairs(rows, weight):
    """How much more often two kinds are the sides of one break than chance would have it (log)."""
    count = np.einsum("ni,nj,n->ij", targets(rows, "from"), targets(rows, "to"), weight)
    count = count / count.sum() * len(rows)
    chance = np.outer(count.sum(1), count.sum(0)) / count.sum()
    return PAIR_POWER * np.log((count + PAIR_COUNT * (chance + 0.5) / (chance.max() + 0.5)) / (chance + PAIR_COUNT * (chance + 0.5) / (chance.max() + 0.5)))


def joint(from_scores, to_scores, prior, temperature):
    """Per text the distribution over pairs of kinds, flattened."""
    scores = from_scores[:, :, None] + to_scores[:, None, :] + prior
    return softmax(scores.reshape(len(scores), -1) / temperature, axis=1)
