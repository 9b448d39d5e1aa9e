"""The models that find a break: document, window, quote, and the stack that joins them."""

import numpy as np
from sklearn.linear_model import LogisticRegression

FOLDS = 5
WRITTEN = ("written", "short", "authored")  # parts that were written for training
UNSURE = 0.5  # what a text counts whose reader was not sure
SHARE = 0.4  # the share of breaks that the written texts are weighed to
STACK_SHARE = 0.5  # the same for the stack, which must not think short texts innocent
ASIDE = 0.3  # what a written text counts beside a real one: held-out real texts are told apart better so
QUOTE_WINDOW = 0.4  # what the window's score adds to a sentence's own as the quote
PENALTY = {"document": 2.0, "window": 10.0, "quote": 1.0}  # the larger, the looser


def logistic(x, y, weight, strength):
    return LogisticRegression(C=strength, solver="liblinear", random_state=0).fit(x, y, sample_weight=weight)


def log_sum_exp(scores, group, groups):
    out = np.full(groups, -np.inf)
    np.logaddexp.at(out, group, scores)
    return out


def weights(rows, share=SHARE):
    """Per text: what it counts. The written texts hold more breaks than life does."""
    y = np.array([row["gold"]["break"] for row in rows])
    written = np.array([row["part"] in WRITTEN for row in rows])
    out = np.where(written, ASIDE, 1.0)
    yes, no = (written & y).sum(), (written & ~y).sum()
    if yes and no:
        out[written & y] *= share * (yes + no) / yes
        out[written & ~y] *= (1 - share) * (yes + no) / no
    return np.where([bool(row["gold"].get("unsure")) for row in rows], UNSURE, 1.0) * out


def folds(rows):
    """The fold of each text. Written texts that tell one planted story stay together, and authored
    ones of one domain: their writers come back to the same breaks, so a text would not be unseen."""
    random = np.random.default_rng(0)
    fold, stories = np.zeros(len(rows), int), {}
    for i, row in enumerate(rows):
        story = row["domain"] if row["part"] == "authored" else row.get("pattern")
        if story in (None, "background", "hard_negative", "break", "vague"):
            fold[i] = random.integers(FOLDS)
        else:
            fold[i] = stories.setdefault(story, len(stories) % FOLDS)
    return fold


class Detector:
    """Document, window and quote models fitted on some of the texts."""

    def __init__(self, data, chosen):
        """data: a Data; chosen: which texts to fit on, as a mask."""
        sentences = chosen[data.text_of]
        broken = data.broken[data.text_of]
        weight = data.weight[data.text_of]
        self.document = logistic(data.documents[chosen], data.broken[chosen], data.weight[chosen], PENALTY["document"])
        use = sentences & (data.quote | ~broken)
        self.window = logistic(data.windows[use], data.quote[use], weight[use], PENALTY["window"])
        self.quote = logistic(data.singles[sentences], data.quote[sentences], weight[sentences], PENALTY["quote"])

    def score(self, data):
        """Per text the document's and the windows' log-odds; per sentence how much it is the quote."""
        window = self.window.decision_function(data.windows)
        return (
            self.document.decision_function(data.documents),
            log_sum_exp(window, data.text_of, len(data.broken)),
            self.quote.decision_function(data.singles) + QUOTE_WINDOW * window,
        )


class Data:
    """Inputs and labels of one corpus."""

    def __init__(self, corpus, design):
        rows = corpus.rows
        self.rows, self.text_of, self.first = rows, corpus.text_of, corpus.first
        self.broken = np.array([row["gold"]["break"] for row in rows])
        self.weight = weights(rows)
        self.documents, self.windows, self.singles = design.documents(), design.windows(), design.spans(0)
        held = corpus.quoted()
        most = np.zeros(len(rows))
        np.maximum.at(most, self.text_of, held)
        self.quote = (held > 0) & (held >= 0.5 * most[self.text_of])


def out_of_fold(data):
    """Every text's scores from a detector that did not see it."""
    fold = folds(data.rows)
    document, whole = np.zeros(len(data.rows)), np.zeros(len(data.rows))
    quote = np.zeros(len(data.text_of))
    for f in range(FOLDS):
        d, w, q = Detector(data, fold != f).score(data)
        texts, sentences = fold == f, fold[data.text_of] == f
        document[texts], whole[texts] = d[texts], w[texts]
        quote[sentences] = q[sentences]
    return document, whole, quote


def stack(data, document, whole, network):
    """The model that joins a text's scores into one probability.

    The text's length is left out on purpose: it tells which of the parts a text comes from,
    and the parts have shares of breaks of their own.
    """
    x = np.column_stack([document, whole, network])
    return logistic(x, data.broken, weights(data.rows, STACK_SHARE), 1.0)
