#!/usr/bin/env python3
"""Fetches the clean prose over which docs/precision.md counts: news, speeches, novels, documentation.

    python3 benches/corpora.py FOLDER

Everything comes from public repositories at fixed commits. GIT_BASE names another place that holds them as
OWNER/NAME (the default is https://github.com).
"""

import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

# Each: repository, commit, how it is cut, what to take.
SOURCES = [
    ("nltk/nltk_data", "5db857e6f7df11eabb5e5665836db9ec8df07e28", "zipped", ["abc", "inaugural", "state_union"]),
    ("GITenberg/War-and-Peace_2600", "fa22ab90f00f627e83d14acabe32d91602d2365d", "book", "2600-0.txt"),
    ("GITenberg/Middlemarch_145", "39add53d31f10ba5cecdcbe8c095f90b25fd4b3f", "book", "145.txt"),
    ("GITenberg/David-Copperfield_766", "1cfa9f937da3d37507885e00150ece32fb475da9", "book", "766-0.txt"),
    ("GITenberg/The-Brothers-Karamazov_28054", "6a2b2e1e64fe3246e470b60459ba207e2872bd0e", "book", "28054-0.txt"),
    ("GITenberg/Little-Women_514", "2b0c302d954a57cfa42c95d88ef053fd1b1aef55", "book", "514.txt"),
    ("rust-lang/book", "917544888a55e4da7109bdba8c88c893c0da70f4", "markdown", "src/"),
    ("rust-lang/reference", "3b38834b39f732c64686f7c64aa29dcf3cd83ba5", "markdown", "src/"),
    ("gohugoio/hugoDocs", "1c613349f4220ae84070df25979d720c43e5cfa6", "markdown", "content/en/"),
]


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True).stdout


def clone(name, commit, folder):
    base = os.environ.get("GIT_BASE", "https://github.com")
    target = os.path.join(folder, name.replace("/", "+"))
    subprocess.run(["git", "clone", "--quiet", "--bare", f"{base}/{name}", target], check=True)
    git(target, "cat-file", "-e", commit)
    return target


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def zipped(repository, commit, folder, names):
    """Text files in archives; a file without blank lines has a paragraph a line."""
    for name in names:
        archive = zipfile.ZipFile(io.BytesIO(git(repository, "show", f"{commit}:packages/corpora/{name}.zip")))
        for entry in archive.namelist():
            if not entry.endswith(".txt") or "README" in entry:
                continue
            data = archive.read(entry)
            try:
                text = data.decode("utf-8")
            except UnicodeDecodeError:
                text = data.decode("latin-1")
            if name == "abc":
                text = "\n\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
            write(folder / f"{name}-{os.path.basename(entry)}", text)


def book(repository, commit, folder, name):
    """A book without the notes of those who published it."""
    text = git(repository, "show", f"{commit}:{name}").decode("utf-8", "replace").lstrip("\ufeff")
    start = re.search(r"\*\*\* ?START OF.*?\*\*\*", text, re.S)
    end = re.search(r"\*\*\* ?END OF", text)
    text = text[start.end() if start else 0 : end.start() if end else len(text)].replace("\r\n", "\n")
    write(folder / f"{os.path.basename(repository).split('+')[1].split('_')[0].lower()}.txt", text.strip() + "\n")


def markdown(repository, commit, folder, below):
    for name in git(repository, "ls-tree", "-r", "--name-only", commit, below).decode().splitlines():
        if name.endswith(".md"):
            text = git(repository, "show", f"{commit}:{name}").decode("utf-8", "replace")
            write(folder / os.path.basename(repository).split("+")[1] / name, text)


def main():
    folder = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as clones:
        for name, commit, cut, what in SOURCES:
            {"zipped": zipped, "book": book, "markdown": markdown}[cut](clone(name, commit, clones), commit, folder, what)


if __name__ == "__main__":
    main()
