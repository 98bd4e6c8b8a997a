#!/usr/bin/env python3
"""Characters of given names by class, counted over a dictionary -> data/lexicons/given.tsv.

    scripts/given.py DICT > data/lexicons/given.tsv

DICT is the dictionary of jieba (`dict.txt` of jieba-rs, MIT licence): word, count, class. Persons' names in it are of class nr.
For each place in a given name (first of two, last of two, alone) a character is as often in names as in other words
(c), more often (b, a) or more seldom (d, e).
"""
import math
import sys
from collections import Counter
from pathlib import Path

BOUNDS = [(2.0, "a"), (0.7, "b"), (-0.7, "c"), (-2.0, "d")]
LEAST = 3


def surnames():
    table = Path(__file__).resolve().parent.parent / "data/lexicons/surnames.tsv"
    words = [w for line in table.read_text().splitlines() if not line.startswith("#") for w in line.split()]
    return {w for w in words if len(w) == 1}


def main():
    family = surnames()
    names = {p: Counter() for p in ("first", "last", "alone")}
    words = {p: Counter() for p in names}
    for line in open(sys.argv[1], encoding="utf-8"):
        word, _, kind = line.split()
        if not all("\u4e00" <= c <= "\u9fff" for c in word):
            continue
        if kind == "nr":
            if word[0] in family and len(word) == 3:
                names["first"][word[1]] += 1
                names["last"][word[2]] += 1
            elif word[0] in family and len(word) == 2:
                names["alone"][word[1]] += 1
        elif kind[0] in "nvadlimtfrzcpjbq" and kind[:2] not in ("nr", "ns", "nz", "nt"):
            for c in word:
                for place in words:
                    words[place][c] += 1
    print("# source: counted over the words and persons' names of jieba's dictionary (dict.txt of jieba-rs 0.11, MIT licence) by scripts/given.py")
    print("# columns: place in a given name (first or last of two, alone) and how much oftener characters stand there than in other words (a much oftener … e much more seldom), characters")
    for place in names:
        total, others = sum(names[place].values()), sum(words[place].values())
        rows = {"a": [], "b": [], "c": [], "d": [], "e": []}
        for c in sorted(set(names[place]) | set(words[place])):
            n, w = names[place][c], words[place][c]
            if n + w < LEAST:
                continue
            ratio = math.log2((n + 0.5) / total / ((w + 0.5) / others))
            rows[next((k for bound, k in BOUNDS if ratio >= bound), "e")].append(c)
        for k, row in rows.items():
            print(f"{place}-{k}\t{''.join(row)}")


main()
