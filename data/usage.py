#!/usr/bin/env python3
"""Fetches the prose from which the model of usage is learned (see data/README.md).

    python3 data/usage.py FOLDER
    cargo run --release --example usage -- FOLDER

Everything in usage-sources.tsv comes from public repositories at fixed commits. GIT_BASE names another place that
holds them as OWNER/NAME (the default is https://github.com). FOLDER gets one text for each chapter, page or article.
"""

import html
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent


def sources():
    """Each: repository, commit, how it is cut, what to take, licence."""
    for line in (HERE / "usage-sources.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def git(repository, *arguments):
    return subprocess.run(["git", "-C", repository, *arguments], check=True, capture_output=True).stdout


def files(repository, commit, below):
    """The files of a commit below a folder, each with its text."""
    listed = git(repository, "ls-tree", "-r", "-l", commit, below or ".").decode("utf-8", "replace")
    wanted = []
    for line in listed.splitlines():
        about, name = line.split("\t", 1)
        size = about.split()[3]
        if size.isdigit() and int(size) < 4 << 20 and name.endswith((".md", ".txt", ".cnxml", ".xhtml", ".rst")):
            wanted.append((about.split()[2], name))
    request = "".join(f"{blob}\n" for blob, _ in wanted).encode()
    batch = subprocess.run(["git", "-C", repository, "cat-file", "--batch"], check=True, input=request, capture_output=True)
    data, at = batch.stdout, 0
    for _, name in wanted:
        end = data.index(b"\n", at)
        fields = data[at:end].split()
        at = end + 1
        if fields[1] == b"missing":
            continue
        size = int(fields[2])
        yield name, data[at : at + size].decode("utf-8", "replace")
        at += size + 1


def bare(markup):
    """The text of a bit of XML, without what stands for a formula or a note."""
    markup = re.sub(r"<(m:math|math|footnote|note|code)\b.*?</\1>", " ", markup, flags=re.S)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", markup))).strip()


def textbook(name, text):
    """Paragraphs without formulas."""
    if not name.endswith(".cnxml"):
        return None
    paragraphs = re.findall(r"<para\b[^>]*>(.*?)</para>", text, re.S)
    return [bare(paragraph) for paragraph in paragraphs if "<m:math" not in paragraph and "<math" not in paragraph]


def book(name, text):
    if not name.endswith(".xhtml") or re.search(r"(imprint|colophon|uncopyright|titlepage|toc|loi|endnotes)", name):
        return None
    return [bare(paragraph) for paragraph in re.findall(r"<p\b[^>]*>(.*?)</p>", text, re.S)]


def sentences(name, text):
    if not name.endswith(".txt") or "wiki" in name:
        return None
    return text.splitlines()


def running(text):
    """Paragraphs of light markup: no code, tables, headings, lists of links."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text.replace("\r\n", "\n").lstrip("\ufeff"), flags=re.S)
    text = re.sub(r"^ *(```|~~~).*?^ *(```|~~~)", "", text, flags=re.S | re.M)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
    for paragraph in re.split(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)", text):
        line = paragraph.lstrip()
        if paragraph.startswith(("    ", "\t")) or line.startswith(("#", "|", "<", ":::", "=", "..", "{", "import ", "[!")):
            continue
        line = re.sub(r"^(?:[-*+>]|\d+[.)])\s+(?:\[!\w+\]\s*)?", "", line)
        line = re.sub(r"!\[[^\]]*\](\([^)]*\))?", "", line)
        line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line)
        line = re.sub(r"\[([^\]]*)\]\[[^\]]*\]", r"\1", line)
        line = re.sub(r"``?[^`]*``?_?", "`", line)
        line = re.sub(r"(\*\*|__)(.+?)\1", r"\2", line)
        line = re.sub(r"(?<!\w)[*_](.+?)[*_](?!\w)", r"\1", line)
        line = re.sub(r"<[^>]*>|\{[^}]*\}|https?://\S+", "", line)
        yield re.sub(r"\s+", " ", html.unescape(line)).strip()


def markdown(name, text):
    if not name.endswith((".md", ".txt")) or re.search(r"(?i)license|changelog|code.of.conduct|owners", name):
        return None
    return running(text)


def restructured(name, text):
    return running(re.sub(r"^\.\. .*\n(?:[ \t]+.*\n|\n)*", "", text, flags=re.M)) if name.endswith(".rst") else None


def is_prose(paragraph):
    """Whether a paragraph is an English sentence or more: most are words, and it closes with a stop."""
    words = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", paragraph)
    letters = sum(map(len, words))
    return len(words) >= 4 and letters > 0.65 * len(paragraph) and paragraph[-1:] in ".!?:”\"’'…)" and "\ufffd" not in paragraph


def main():
    folder = pathlib.Path(sys.argv[1])
    cuts = {"textbook": textbook, "book": book, "sentences": sentences, "markdown": markdown, "restructured": restructured}
    base = os.environ.get("GIT_BASE", "https://github.com")
    seen = set()
    for name, commit, cut, below, _ in sources():
        with tempfile.TemporaryDirectory() as clones:
            subprocess.run(["git", "clone", "--quiet", "--bare", f"{base}/{name}", clones], check=True)
            target = folder / name.replace("/", "+")
            target.mkdir(parents=True, exist_ok=True)
            count = 0
            for number, (path, text) in enumerate(files(clones, commit, below)):
                paragraphs = cuts[cut](path, text)
                kept = []
                for paragraph in paragraphs or []:
                    # Boilerplate that stands on many pages counts once.
                    if is_prose(paragraph) and (mark := hash(paragraph)) not in seen:
                        seen.add(mark)
                        kept.append(paragraph)
                if kept:
                    (target / f"{number:05}.txt").write_text("\n\n".join(kept) + "\n", encoding="utf-8")
                    count += sum(paragraph.count(" ") + 1 for paragraph in kept)
            print(f"{count:>10} {name}", flush=True)


if __name__ == "__main__":
    main()
