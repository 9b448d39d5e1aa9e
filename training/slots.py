"""The models that read a break once it is found: its failure mode and its two sides."""

import numpy as np
from scipy.optimize import minimize, minimize_scalar
from scipy.special import logsumexp, softmax
from sklearn.linear_model import LogisticRegression

from corpus import KINDS, MODES

SIDE_LEAST = 3
SIDE_PENALTY = 0.005
PAIR_COUNT = 8.0  # pseudo-counts that pull the pair prior to independence
PAIR_POWER = 0.35
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


def pairs(rows):
    """How much more often two kinds are the sides of one break than chance would have it (log)."""
    count = np.einsum("ni,nj->ij", targets(rows, "from"), targets(rows, "to"))
    chance = np.outer(count.sum(1), count.sum(0)) / count.sum()
    pull = PAIR_COUNT * (chance + 0.5) / (chance.max() + 0.5)
    return PAIR_POWER * np.log((count + pull) / (chance + pull))


def joint(scores, prior, temperature):
    """Per text the distribution over pairs of kinds, from the scores of (from, to)."""
    both = scores[0][:, :, None] + scores[1][:, None, :] + prior
    return softmax(both.reshape(len(both), -1) / temperature, axis=1)


def acceptable(rows):
    """Per text which pairs of kinds are right, flattened like joint."""
    both = np.einsum("ni,nj->nij", targets(rows, "from") > 0, targets(rows, "to") > 0)
    return both.reshape(len(rows), -1)


def temper(probability_at):
    """The temperature at which the right answers' probability is highest."""
    loss = lambda t: -np.log(np.maximum(1e-9, probability_at(np.exp(t)))).mean()
    return float(np.exp(minimize_scalar(loss, bounds=(-2, 2), method="bounded").x))


def confidence(joints, right):
    """Slope and intercept that turn the best pair's log-odds into the chance that it is right."""
    best = joints.argmax(1)
    p = np.clip(joints[np.arange(len(joints)), best], 1e-6, 1 - 1e-6)
    odds = np.log(p / (1 - p))[:, None]
    model = LogisticRegression(C=1.0).fit(odds, right[np.arange(len(joints)), best])
    return float(model.coef_[0, 0]), float(model.intercept_[0])
