"""What the linear models see: feature counts weighed and scaled exactly as scan.go does it."""

import numpy as np
import scipy.sparse as sp

IDF_STEP = 0.05
CUE = 0.1  # value of a cue that holds
CLASS = 0.5  # what the class n-grams' block counts against the words'
LEAST = {"word": 2, "class": 3, "char": 6, "window": 5}


class Vocabulary:
    """The keys of each family that the models know, with their inverse document frequencies."""

    def __init__(self, corpus):
        self.keys, self.idf = {}, {}
        texts = len(corpus.rows)
        for name, least in LEAST.items():
            group = np.arange(texts) if name == "char" else corpus.text_of
            self.keys[name], held = getattr(corpus, name).vocabulary(group, least)
            idf = np.log((1 + texts) / (1 + held)) + 1
            self.idf[name] = np.clip(np.round(idf / IDF_STEP), 1, 255) * IDF_STEP


def unit(matrix, square=None):
    """Rows divided by the root of their square, by default that of their own entries."""
    if square is None:
        square = np.asarray(matrix.multiply(matrix).sum(1)).ravel()
    length = np.sqrt(square)
    length[length == 0] = 1
    return sp.diags(1 / length) @ matrix


def neighbours(corpus, reach):
    """A square 0/1 matrix: which sentences lie within reach of which, in the same text."""
    n = len(corpus.text_of)
    blocks = []
    for step in range(-reach, reach + 1):
        i = np.arange(max(0, -step), min(n, n - step))
        same = corpus.text_of[i] == corpus.text_of[i + step]
        blocks.append(sp.csr_matrix((np.ones(same.sum()), (i[same], i[same] + step)), shape=(n, n)))
    return sum(blocks[1:], blocks[0])


class Design:
    """The models' inputs for one corpus."""

    def __init__(self, corpus, vocabulary):
        self.corpus, self.vocabulary = corpus, vocabulary
        self.counts = {name: getattr(corpus, name).matrix(vocabulary.keys[name]) for name in ("word", "class")}

    def documents(self):
        """Per text: word and character n-grams, counts damped, each block of unit length."""
        v, texts, blocks = self.vocabulary, len(self.corpus.rows), []
        for name, group in (("word", self.corpus.text_of), ("char", None)):
            rows = texts if group is not None else None
            x = getattr(self.corpus, name).matrix(v.keys[name], group, rows)
            x.sum_duplicates()
            x.data = 1 + np.log(x.data)
            blocks.append(unit(x @ sp.diags(v.idf[name])))
        return sp.hstack(blocks).tocsr()

    def spans(self, reach):
        """Per sentence: word and class n-grams of it and its neighbours within reach."""
        near, blocks = neighbours(self.corpus, reach), []
        for name in ("word", "class"):
            idf = self.vocabulary.idf[name]
            block = unit(near @ (self.counts[name] @ sp.diags(idf)), near @ (self.counts[name] @ idf**2))
            blocks.append(block * (CLASS if name == "class" else 1.0))
        return sp.hstack(blocks).tocsr()

    def windows(self):
        """Per sentence: its span of three sentences and the cues of that window."""
        cues = self.corpus.window.matrix(self.vocabulary.keys["window"])
        return sp.hstack([self.spans(1), cues * CUE]).tocsr()
