"""The wording table: a vector per word, from which words keep company with which."""

import numpy as np
import scipy.sparse as sp
from sklearn.utils.extmath import randomized_svd

SIZE = 64
LEAST = 3
REACH = 4
SMOOTH = 0.75


def table(bare, text_of, weight):
    """Sorted keys of words, their inverse document frequencies and their vectors."""
    keys, held = bare.vocabulary(text_of, LEAST)
    column = np.searchsorted(keys, bare.key)
    column[column == len(keys)] = 0
    column[keys[column] != bare.key] = -1
    sentence = np.repeat(np.arange(len(bare.ptr) - 1), np.diff(bare.ptr))
    value = weight[text_of[sentence]]
    together = sp.csr_matrix((len(keys), len(keys)))
    for step in range(1, REACH + 1):
        a, b = column[:-step], column[step:]
        ok = (sentence[:-step] == sentence[step:]) & (a >= 0) & (b >= 0)
        together = together + sp.csr_matrix((value[:-step][ok] / step, (a[ok], b[ok])), shape=together.shape)
    together = (together + together.T).tocoo()
    total = together.sum()
    row = np.asarray(together.sum(1)).ravel()
    context = row**SMOOTH / (row**SMOOTH).sum()
    information = np.log(together.data / (row[together.row] * context[together.col]))
    keep = information > 0
    positive = sp.csr_matrix((information[keep], (together.row[keep], together.col[keep])), shape=together.shape)
    u, s, _ = randomized_svd(positive, SIZE, n_iter=4, random_state=0)
    vectors = u * np.sqrt(s)
    vectors /= np.maximum(1e-9, np.linalg.norm(vectors, axis=1, keepdims=True))
    idf = np.log((1 + text_of.max() + 1) / (1 + held))
    frequency = row / row.sum()
    mean = (frequency[:, None] * vectors).sum(0)
    assert total > 0
    return keys, idf, vectors, mean
