"""Makes the word list that cuts package names into words (resource search/words.txt of the server).

Usage: make-word-list.py SCOWL-FOLDER WIKIPEDIA-JSON SUBTITLES-JSON extra-words.txt >words.txt

SCOWL-FOLDER     the lists of Debian's package scowl (usr/share/dict/scowl)
WIKIPEDIA-JSON   src/wikipedia.json of the npm package @zxcvbn-ts/language-en: words, commonest first
SUBTITLES-JSON   src/commonWords.json of the same package: words of spoken English, commonest first
extra-words.txt  our own words, one a line, with the rank that each is taken to have

SCOWL says what is a word, the two ranked lists how common it is (Zipf's law makes a rank a probability). The cost of a
word is -10 * log10 of its probability, a whole number. A word that would be cheaper in pieces gets the cost just below
that of its pieces, so that no word of the list is ever cut.
"""

import json
import math
import pathlib
import sys

CORPUS = 1_024_908_267_229
LONGEST = 24
HARMONIC = 12.0
WORD_LEVELS = 70
NAME_LEVELS = 50
SHORT_LEVELS = 35
LEVEL_PROBABILITY = {10: 3e-7, 20: 3e-7, 35: 2e-7, 40: 1e-7, 50: 5e-8, 55: 3e-8, 60: 2e-8, 70: 5e-9}
SINGLE_LETTERS = {"a": 2e-2, "i": 8e-3}


def unknown(length):
    return round(10 * (math.log10(CORPUS) - 1 + length))


def scowl(folder):
    """Word -> the smallest SCOWL size that has it; the smaller, the commoner."""
    levels = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        kind, _, level = path.name.rpartition(".")
        spelling, _, category = kind.partition("-")
        if not level.isdigit() or spelling.endswith(("variant_2", "variant_3")) or spelling == "variant_3":
            continue
        limit = {"words": WORD_LEVELS, "upper": NAME_LEVELS, "proper-names": NAME_LEVELS}.get(category, 0)
        if int(level) > limit:
            continue
        for line in path.read_text(encoding="latin-1").splitlines():
            word = line.lower()
            if not (word.isascii() and word.isalpha()) or len(word) > LONGEST or len(word) < 2:
                continue
            if len(word) == 2 and (category != "words" or int(level) > SHORT_LEVELS):
                continue
            levels[word] = min(int(level), levels.get(word, 99))
    return levels


def ranks(path):
    return {word: rank for rank, word in reversed(list(enumerate(json.loads(pathlib.Path(path).read_text()), 1)))}


def cost(probability):
    return round(-10 * math.log10(probability))


def in_pieces(word, costs):
    """The cost of the cheapest way to cut the word into two pieces or more."""
    best = [0] * (len(word) + 1)
    for end in range(1, len(word) + 1):
        options = []
        for start in range(max(0, end - LONGEST), end):
            if end - start < len(word):
                piece = word[start:end]
                options.append(best[start] + costs.get(piece, unknown(len(piece))))
        best[end] = min(options) if options else 10**9
    return best[len(word)]


def main(scowl_folder, wikipedia, subtitles, extra):
    levels = scowl(scowl_folder)
    written, spoken = ranks(wikipedia), ranks(subtitles)
    costs = {word: cost(probability) for word, probability in SINGLE_LETTERS.items()}
    for word, level in levels.items():
        known = [1 / (HARMONIC * (list_[word] + 2)) for list_ in (written, spoken) if word in list_]
        costs[word] = cost(sum(known) / len(known) if known else LEVEL_PROBABILITY[level])
    for line in pathlib.Path(extra).read_text().splitlines():
        if line and not line.startswith("#"):
            word, rank = line.split()
            costs[word] = min(costs.get(word, 999), cost(1 / (HARMONIC * int(rank))))
    for word in sorted(costs, key=lambda w: (len(w), w)):
        if len(word) > 1:
            costs[word] = min(costs[word], in_pieces(word, costs) - 1)
    for word in sorted(costs):
        print(word, costs[word])


main(*sys.argv[1:])
