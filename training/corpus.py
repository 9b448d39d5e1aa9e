"""The training texts: what is in them, and their features as sparse matrices."""

import gzip
import json
import pathlib
import subprocess
import tempfile

import numpy as np
import scipy.sparse as sp

HERE = pathlib.Path(__file__).resolve().parent
KINDS = ["web", "app", "message", "chat", "phone", "advisor", "store", "backoffice", "delivery", "partner", "social", "unknown"]
MODES = ["context_lost", "bounced", "state_mismatch", "dead_end", "conflicting_answers", "promise_dropped", "lost_between"]
PARTS = ("cfpb", "public", "written", "authored", "picked")


def read(path):
    """Rows of a .jsonl or .jsonl.gz file."""
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def labelled(exclude=frozenset()):
    """The labelled texts in a fixed order, without those whose external_id is in exclude."""
    rows = []
    for name in PARTS:
        rows += [dict(row, part=name) for row in read(HERE / "data" / f"{name}.jsonl.gz")]
    rows += short(HERE / "data" / "short.txt")
    return [row for row in rows if row["external_id"] not in exclude]


def short(path):
    """The short posts: one a line, what they are before the bar, the quote between « and »."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.startswith("#"):
            continue
        label, text = line.split(" | ", 1)
        gold = {"break": label != "-"}
        if gold["break"]:
            seam, mode = label.split(" ")
            sides = seam.split(">")
            gold.update({"from": [sides[0]], "to": [sides[1]], "mode": [mode]})
            gold["quotes"] = [text[text.index("«") + 1 : text.index("»")]]
        turns = [{"speaker": "customer", "text": text.replace("«", "").replace("»", "")}]
        rows.append({"external_id": f"short-{number:04d}", "part": "short", "source": "review", "turns": turns, "gold": gold})
    return rows


class Keys:
    """Rows of feature keys as the features program wrote them."""

    def __init__(self, folder, name):
        self.ptr = np.fromfile(folder / f"{name}.ptr", dtype="<i8")
        self.key = np.fromfile(folder / f"{name}.key", dtype="<u4")

    def matrix(self, vocabulary, group=None, groups=None):
        """Counts of the vocabulary's keys, one row per row, or per group of rows."""
        column = np.searchsorted(vocabulary, self.key)
        column[column == len(vocabulary)] = 0
        row = np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))
        known = vocabulary[column] == self.key
        if group is not None:
            row = group[row]
        rows = groups if group is not None else len(self.ptr) - 1
        return sp.csr_matrix((np.ones(known.sum()), (row[known], column[known])), shape=(rows, len(vocabulary)))

    def vocabulary(self, group, least):
        """The sorted keys that occur in at least so many groups, and in how many they occur."""
        row = np.repeat(np.arange(len(self.ptr) - 1), np.diff(self.ptr))
        pair = np.unique(self.key.astype(np.uint64) << np.uint64(32) | group[row].astype(np.uint64))
        keys, counts = np.unique((pair >> np.uint64(32)).astype(np.uint32), return_counts=True)
        return keys[counts >= least], counts[counts >= least]


class Corpus:
    """Texts with their features: keys per sentence or per text, and where sentences stand."""

    def __init__(self, rows, sentences=None):
        self.rows = rows
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            lines = []
            for i, row in enumerate(rows):
                line = {"source": row["source"], "turns": row["turns"]}
                if sentences is not None:
                    line["sentence"] = int(sentences[i])
                lines.append(json.dumps(line))
            subprocess.run(["go", "run", "./training/features", name], cwd=HERE.parent, input="\n".join(lines).encode(), check=True)
            for kind in ("word", "class", "char", "window", "side", "pair", "bare"):
                setattr(self, kind, Keys(folder, kind))
            pairs = (line.split("\t") for line in (folder / "words").read_text(encoding="utf-8").splitlines())
            self.words = {int(key): word for key, word in pairs}
            self.families = np.fromfile(folder / "families", dtype="u1")
            self.classes = np.fromfile(folder / "classes", dtype="u1")
            self.sentences = np.fromfile(folder / "sentences", dtype="<i4").reshape(-1, 5)
        self.text_of = self.sentences[:, 0]
        self.first = np.searchsorted(self.text_of, np.arange(len(rows) + 1))

    def quoted(self):
        """For every sentence, how many bytes of its text's gold quote it holds."""
        held = np.zeros(len(self.sentences))
        for i, row in enumerate(self.rows):
            quotes = row["gold"].get("quotes") or []
            for turn, start, end in filter(None, (place(row["turns"], quote) for quote in quotes)):
                for s in range(self.first[i], self.first[i + 1]):
                    _, t, a, b, _ = self.sentences[s]
                    if t == turn:
                        held[s] = max(held[s], min(b, end) - max(a, start))
        return held


def place(turns, quote):
    """Turn, start and end (bytes) of a quote in the customer's turns, or None."""
    for t, turn in enumerate(turns):
        at = turn["text"].find(quote) if turn["speaker"] == "customer" else -1
        if quote and at >= 0:
            start = len(turn["text"][:at].encode())
            return t, start, start + len(quote.encode())
    return None
