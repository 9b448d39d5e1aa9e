"""The weights file: a readable header, then tables of keys and one-byte weights, gzipped."""

import gzip
import hashlib
import io
import json

import numpy as np

from design import IDF_STEP

MAGIC = b"TLW1"


class Table:
    """Keys with an inverse document frequency and, per head, a weight of one byte."""

    def __init__(self, name, keys, idf, weights):
        order = np.argsort(keys)
        self.name, self.keys = name, keys[order].astype("<u4")
        self.idf = np.clip(np.round(np.asarray(idf)[order] / IDF_STEP), 0, 255).astype(np.uint8)
        weights = np.asarray(weights, float)[order]
        self.scales = np.maximum(np.abs(weights).max(0), 1e-9) / 127
        self.weights = np.round(weights / self.scales).astype(np.int8)
        self.order = order

    def header(self):
        return {"name": self.name, "rows": len(self.keys), "scales": [float(s) for s in self.scales]}

    def data(self):
        return self.keys.tobytes() + self.idf.tobytes() + self.weights.tobytes()

    def rounded(self):
        """The weights as the program will see them, in the order in which they were given."""
        out = np.empty(self.weights.shape)
        out[self.order] = self.weights * self.scales
        return out


def write(path, header, tables):
    """Writes the file. Its version is a hash of what it holds, so equal weights are equal bytes."""
    body = b"".join(t.data() for t in tables)
    header = dict(header, tables=[t.header() for t in tables])
    digest = hashlib.sha256(json.dumps(header, sort_keys=True).encode() + body).hexdigest()[:12]
    head = json.dumps(dict(header, version="linear-" + digest), sort_keys=True).encode()
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as z:
        z.write(MAGIC + len(head).to_bytes(4, "little") + head + body)
    with open(path, "wb") as f:
        f.write(buffer.getvalue())
    return "linear-" + digest, len(buffer.getvalue())
