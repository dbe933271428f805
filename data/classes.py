#!/usr/bin/env python3
"""Builds `classes.txt`, the classes that each word may belong to.

    python3 data/classes.py --cache FOLDER

It takes the same folder as `build.py`, and needs Debian's `apt-get` and `dpkg-deb` besides what that needs. README.md
beside this file says what comes from where, and what the letters stand for.
"""

import argparse
import collections
import json
import pathlib

from build import HERE, Sources, changed, fold, lines

# A class is dropped where WordNet's counted senses hardly ever have it, and added where they often do.
LEAST_COUNTED = 12
LEAST_COUNTED_TO_DROP = 40
RARE_SHARE = 0.005
FREQUENT_SHARE = 0.1
# Harper writes what a suffix makes into the suffix; the letter is ours for a base of that class.
INFLECTIONS = {"S": {"n": "p", "v": "z"}, "d": {"": "dt"}, "G": {"": "g"}, ">": {"a": "c", "v": "n"}, "^": {"a": "s"},
               "Y": {"": "r"}, "Q": {"": "r"}, "B": {"v": "a"}, "p": {"": "n"}, "Z": {"v": "p"}, "z": {"v": "p"},
               "n": {"v": "n"}, "X": {"v": "p"}, "v": {"": "a"}, "L": {"v": "n"}, "f": {"": "a"}}
BASES = {"N": "n", "0": "n", "w": "n", "m": "nm", "9": "p", "V": "v", "b": "v", "j": "dt", "t": "d", "T": "t", "6": "g",
         "h": "z", "J": "a", "c": "c", "u": "s", "R": "r", "y": "r", "8": "r", "%": "r"}
FORMS = set("btTj6h9")
ORDER = "nmpvzdtgacsrihejoxuy"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=pathlib.Path, required=True, help="keep downloads here, and use what is there")
    sources = Sources(parser.parse_args().cache.resolve())
    known = {fold(line.split(" ")[0]) for line in lines(HERE / "words.txt") if line.split(" ")[0].islower()}
    harper = sources.crate("harper-core")
    counts = sense_counts(sources.debian("wordnet-base") / "usr/share/wordnet/cntlist.rev")
    verbs, nouns = (irregular(harper / name) for name in ("irregular_verbs.json", "irregular_nouns.json"))
    rules = affixes(harper)
    classes = harper_classes(harper, rules, counts)
    # Harper makes many words by prefixes, which tell nothing of their class.
    for word, letters in wordnet_classes(sources.debian("wordnet-base") / "usr/share/wordnet", rules, counts).items():
        if word in known and word not in classes:
            classes[word] = letters
    for base, past, participle in verbs:
        for word, letter in ((past, "d"), (participle, "t")):
            classes[word].add(letter)
    for singular, plural in nouns:
        classes[plural].add("p")
        if plural != singular:
            classes[plural].discard("n")
    for word, letters in classes.items():
        # What looks like a base beside its own -ing form is a noun that someone took for a verb.
        if "g" in letters:
            letters.discard("v")
    closed = dict(line.split(" ") for line in lines(HERE / "closed-classes.txt"))
    for word, letters in closed.items():
        classes[word] = set(letters)
    rows = [
        f"{word} {''.join(letter for letter in ORDER if letter in classes[word])}"
        for word in sorted(classes)
        if classes[word] and (word in known or word in closed)
    ]
    (HERE / "classes.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(len(rows), "words of", len(known))


def affixes(folder):
    rules = {}
    for flag, affix in json.loads((folder / "annotations.json").read_text(encoding="utf-8"))["affixes"].items():
        rules[flag] = [(change["remove"], change["add"], change["condition"]) for change in affix["replacements"]]
    return rules


def wordnet_classes(folder, rules, counts):
    lemmas = collections.defaultdict(set)
    for letter, name in {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}.items():
        for line in lines(folder / f"index.{name}"):
            word = line.split(" ")[0]
            if word.isalpha():
                lemmas[word].add(letter)
    classes = collections.defaultdict(set)
    for lemma, letters in lemmas.items():
        own = weighed(letters, counts.get(lemma, {}))
        classes[lemma] |= own
        for flag in "SdG":
            for base, made in INFLECTIONS[flag].items():
                if (base or "v") in own:
                    for form in changed(lemma, "SFX", rules[flag]):
                        classes[form] |= set(made)
    return classes


def harper_classes(folder, rules, counts):
    classes = collections.defaultdict(set)
    for line in lines(folder / "dictionary.dict")[1:]:
        stem, _, flags = line.partition("#")[0].strip().partition("/")
        stem = stem.strip().replace("’", "'")
        if " " in stem or not stem.islower():
            continue
        own = set("".join(BASES.get(flag, "") for flag in flags))
        # A plain “V” beside a flag of another form says no more than that form; bases among them have a flag too.
        if set(flags) & FORMS - {"b", "9"} and "b" not in flags:
            own.discard("v")
        if not set(flags) & FORMS:
            own = weighed(own, counts.get(stem, {}))
        classes[fold(stem)] |= own
        for flag in flags:
            for base, letters in INFLECTIONS.get(flag, {}).items():
                if not base or base in own:
                    for form in changed(stem, "SFX", rules[flag]):
                        classes[fold(form)] |= set(letters)
    return classes


def weighed(own, counts):
    """The classes of a stem without those that are hardly ever meant."""
    total = sum(counts.values())
    if total < LEAST_COUNTED:
        return own
    kept = set(own)
    for letter in "nvar":
        share = counts.get(letter, 0) / total
        if share < RARE_SHARE and total >= LEAST_COUNTED_TO_DROP:
            kept.discard(letter)
        elif share >= FREQUENT_SHARE:
            kept.add(letter)
    return kept or own


def sense_counts(path):
    """How often each class of a word was counted in WordNet's tagged texts."""
    letters = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
    counts = collections.defaultdict(collections.Counter)
    for line in lines(path):
        key, _, count = line.split(" ")
        word, _, sense = key.partition("%")
        counts[word][letters[sense[0]]] += int(count)
    return counts


def irregular(path):
    return [row for row in json.loads(path.read_text(encoding="utf-8")) if isinstance(row, list)]


if __name__ == "__main__":
    main()
