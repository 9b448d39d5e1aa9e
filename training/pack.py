"""The weights file: a readable header, then tables of keys and one-byte weights, gzipped."""

import gzip
import hashlib
import io
import json

import numpy as np

from design import IDF_STEP

MAGIC = b"TLW2"


class Table:
    """Keys with an inverse document frequency and, per head, a weight of one byte."""

    def __init__(self, name, keys, idf, weights, shared=1):
        """shared: so many runs of columns share their scales, column by column."""
        order = np.argsort(keys)
        self.name, self.keys = name, keys[order].astype("<u4")
        self.idf = np.clip(np.round(np.asarray(idf)[order] / IDF_STEP), 0, 255).astype(np.uint8)
        weights = np.asarray(weights, float)[order]
        scales = np.abs(weights).max(0).reshape(shared, -1).max(0)
        self.scales = np.tile(np.maximum(scales, 1e-9) / 127, shared)
        self.weights = np.round(weights / self.scales).astype(np.int8)

    def header(self):
        return {"name": self.name, "rows": len(self.keys), "scales": [float(s) for s in self.scales]}

    def data(self):
        return self.keys.tobytes() + self.idf.tobytes() + self.weights.tobytes()


class Stored:
    """A table as the program reads it: sorted keys, their inverse document frequencies and rounded weights."""

    def __init__(self, keys, idf, weights):
        self.keys, self.idf, self.weights = keys, idf, weights


def read(path):
    """The version, header, tables and matrices of a weights file."""
    with gzip.open(path) as z:
        data = z.read()
    length = int.from_bytes(data[4:8], "little")
    header, at = json.loads(data[8 : 8 + length]), 8 + length

    def take(kind, count):
        nonlocal at
        out = np.frombuffer(data, kind, count, at)
        at += out.nbytes
        return out

    tables = {}
    for described in header["tables"]:
        rows, heads = described["rows"], len(described["scales"])
        keys = take("<u4", rows)
        idf = take("u1", rows) * IDF_STEP
        tables[described["name"]] = Stored(keys, idf, take("i1", rows * heads).reshape(rows, heads) * np.array(described["scales"]))
    dense = {m["name"]: take("<f4", m["rows"] * m["cols"]).reshape(m["rows"], m["cols"]) for m in header["dense"]}
    return header["version"], header, tables, dense


def write(path, header, tables, dense):
    """dense: matrices by name, stored as 4-byte numbers.

    Writes the file. Its version is a hash of what it holds, so equal weights are equal bytes."""
    dense = {name: np.asarray(dense[name], "<f4") for name in sorted(dense)}
    body = b"".join(t.data() for t in tables) + b"".join(matrix.tobytes() for matrix in dense.values())
    shapes = [{"name": name, "rows": len(matrix), "cols": matrix.shape[1]} for name, matrix in dense.items()]
    header = dict(header, tables=[t.header() for t in tables], dense=shapes)
    digest = hashlib.sha256(json.dumps(header, sort_keys=True).encode() + body).hexdigest()[:12]
    head = json.dumps(dict(header, version="local-" + digest), sort_keys=True).encode()
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0, filename="") as z:
        z.write(MAGIC + len(head).to_bytes(4, "little") + head + body)
    with open(path, "wb") as f:
        f.write(buffer.getvalue())
    return "local-" + digest, len(buffer.getvalue())
