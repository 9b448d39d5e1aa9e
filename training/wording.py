"""The wording table: a vector per word, whose sum over a text says which break it tells."""

import numpy as np

from corpus import HERE
from design import IDF_STEP

RAREST = 7.0  # inverse document frequency of words in no labelled text, as server/understand/vector.go has it


def table(bare, text_of, path=HERE / "data" / "wording.npz"):
    """Sorted keys of words, their inverse document frequencies and their vectors.

    The program multiplies the two, so the frequency is taken out of what meanings.py made."""
    stored = np.load(path)
    seen, held = bare.vocabulary(text_of, 1)
    keys = stored["key"]
    at = np.minimum(np.searchsorted(seen, keys), len(seen) - 1)
    times = np.where(seen[at] == keys, held[at], 0)
    idf = np.clip(np.log((2 + text_of.max()) / (1 + times)), 0.5, RAREST)
    idf = np.round(idf / IDF_STEP) * IDF_STEP  # as the weights file holds it
    return keys, idf, stored["value"] * stored["scale"] / idf[:, None]
