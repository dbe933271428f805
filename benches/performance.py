#!/usr/bin/env python3
"""Measures how fast prosec and other checkers are over the same files, as whole processes, and writes the tables.

    cargo build --release --bin prosec --example instructions
    python3 benches/performance.py CORPORA [--update docs/performance.md]

CORPORA is the folder that benches/corpora.py fills: news, speeches, novels, documentation. The figures are CPU seconds,
user and system, the median of several runs, in which the checkers take turns, so that a slow minute is slow for all; a
program that runs on two cores gains nothing by it here. Each checker that is not installed is left out. Times of one
machine say little; the ratios in one run do.
"""

import argparse
import datetime
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
RUNS = 3
# The rounds in which checkers take turns, and the seconds of one that need not run in more than three of them.
ROUNDS = 11
SLOW = 2
MEGABYTE = 1_000_000
# The bytes of news over which the stages are counted.
STAGED = 500_000
# The bytes of each shape over which the growth of instructions is told.
GROWN = 200_000

# How each is called: {path} is the folder or file. Each reports all that it finds by default.
CHECKERS = {
    "prosec": "prosec check --no-config --format jsonl {path}",
    "typos": "typos --isolated --format json {path}",
    "codespell": "codespell {path}",
    "rumdl": "rumdl check --isolated {path}",
    "vale": "vale --no-exit --output line {path}",
    "proselint": "proselint check --output-format json {path}",
    "ripgrep": "rg -c -i -e recieve -e definately -e seperate {path}",
}


def measure(name, path, runs=RUNS):
    """The median CPU seconds of a checker, and the peak memory of its largest run in megabytes."""
    arguments = [program(name)] + [part.format(path=path) for part in CHECKERS[name].split()[1:]]
    seconds, peak = [], 0
    for _ in range(runs):
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        seconds.append(usage.ru_utime + usage.ru_stime)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def instructions(path):
    """How many instructions prosec takes for a path, in millions; that does not depend on the machine's mood."""
    command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary()]
    command += ["check", "--no-config", "--threads", "1", "--format", "jsonl", str(path)]
    said = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    return int(re.search(r"Collected *: *(\d+)", said)[1]) / 1e6


def binary():
    return os.environ.get("PROSEC", str(HERE.parent / "target" / "release" / "prosec"))


def program(name):
    if name == "prosec":
        return binary()
    # Beside this interpreter stands the program itself, where the path may lead to a script that starts it.
    beside = pathlib.Path(sys.executable).resolve().parent / CHECKERS[name].split()[0]
    return str(beside) if beside.exists() else shutil.which(CHECKERS[name].split()[0])


def version(name):
    for ask in ("--version", "version"):
        try:
            said = subprocess.run([program(name), ask], capture_output=True, text=True, timeout=60).stdout.split()
        except (OSError, subprocess.TimeoutExpired):
            continue
        if found := [word.lstrip("v") for word in said if any(c.isdigit() for c in word)]:
            return found[0]
    return "?"


def size(path):
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files), len(files)


def adversarial(folder):
    """Ten megabytes of each shape that has made checkers slow, beside ten of news."""
    random.seed(1)
    shapes = tomllib.loads((HERE / "shapes.toml").read_text(encoding="utf-8")) | {"new words": None, "names": None}
    for name, unit in shapes.items():
        path = folder / f"{name.replace(' ', '-')}.md"
        if name == "new words":
            text = " ".join("".join(random.choice("bcdfgaeiou") for _ in range(9)) for _ in range(MEGABYTE))
        elif name == "names":
            text = ". ".join(f"Ann {''.join(random.choice('bcdfgaeiou') for _ in range(6)).title()} met Bob" for _ in range(MEGABYTE // 2))
        else:
            text = unit * (10 * MEGABYTE // len(unit.encode()))
        path.write_text(text[: 10 * MEGABYTE], encoding="utf-8")
        yield name, path


def growth(folder, path):
    """How many instructions the start of a file takes beside four times those of a quarter of it: 1 where time grows in line
    with bytes, 4 where it grows with their square."""
    text = path.read_bytes()
    counts = []
    for size in (0, GROWN // 4, GROWN):
        part = folder / "part.md"
        part.write_bytes(text[:size].decode("utf-8", "ignore").encode("utf-8"))
        counts.append(instructions(part))
    start, quarter, whole = counts
    return (whole - start) / (4 * (quarter - start))


def write_again_and_again(path, text, characters):
    """A file of so many characters. Little is held at once: what this program holds counts for the peak of those it starts."""
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, characters, len(text)):
            file.write(text[: characters - start])


def many_small_files(folder, documentation):
    """Fifty megabytes of documentation, file by file: bytes, files, CPU seconds and peak memory."""
    many = folder / "many"
    for copy in range(50 * MEGABYTE // size(documentation)[0] + 1):
        shutil.copytree(documentation, many / str(copy))
    figures = size(many) + measure("prosec", many, runs=1)
    shutil.rmtree(many)
    return figures


def beside_others(texts):
    """The lines of the table of checkers."""
    names = [name for name in CHECKERS if program(name) and pathlib.Path(program(name)).exists()]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    today = datetime.date.today().isoformat()
    yield f"Measured on {today}, medians of {ROUNDS} rounds, of {RUNS} for slow ones: {versions}."
    yield ""
    yield "| checker | " + " | ".join(f"{text}, MB per CPU second | peak, MB" for text in texts) + " |"
    yield "| --- |" + " ---: | ---: |" * len(texts)
    rows = {name: [name] for name in names}
    for path in texts.values():
        runs = {name: [] for name in names}
        for turn in range(ROUNDS):
            for name in names:
                if turn < RUNS or runs[name][0][0] < SLOW:
                    runs[name].append(measure(name, path, runs=1))
        median = {name: statistics.median(seconds for seconds, _ in runs[name]) for name in names}
        for name in names:
            speed, ratio = size(path)[0] / MEGABYTE / median[name], median[name] / median["prosec"]
            rows[name] += [f"{speed:.1f} ({ratio:.2f} × prosec's time)", f"{max(peak for _, peak in runs[name]):.0f}"]
    for row in rows.values():
        yield "| " + " | ".join(row) + " |"


def table(corpora):
    """The lines of the tables."""
    news = corpora / "abc-rural.txt"
    texts = {"documentation": corpora / "hugoDocs", "news": news}
    yield from beside_others(texts)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        small = folder / "small.txt"
        small.write_text(news.read_text(encoding="utf-8")[:1000], encoding="utf-8")
        seconds, peak = measure("prosec", small)
        yield ""
        yield f"Start-up: a text of 1 kB takes {seconds * 1000:.0f} ms of CPU time and {peak:.0f} MB."
        many, files, seconds, peak = many_small_files(folder, texts["documentation"])
        yield f"{many / MEGABYTE:.0f} MB in {files:,} files take {seconds:.1f} s and {peak:.0f} MB on all cores."
        if shutil.which("valgrind"):
            yield ""
            yield "| text | instructions, millions | for each byte, the start apart |"
            yield "| --- | ---: | ---: |"
            start = instructions(small)
            yield f"| 1 kB | {start:.0f} | |"
            for text, path in texts.items():
                count = instructions(path)
                yield f"| {text} | {count:.0f} | {(count - start) * 1e6 / size(path)[0]:.0f} |"
            stages = pathlib.Path(binary()).parent / "examples" / "instructions"
            if stages.exists():
                path = folder / "stages.txt"
                path.write_bytes(news.read_bytes()[:STAGED])
                yield ""
                yield from subprocess.run([stages, path], stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        yield ""
        yield "| news, MB | CPU seconds | peak, MB |"
        yield "| --- | ---: | ---: |"
        text = news.read_text(encoding="utf-8")
        of_news = {}
        path = folder / "news.txt"
        for megabytes in (1, 10, 100, 1000):
            write_again_and_again(path, text, megabytes * MEGABYTE)
            seconds, peak = measure("prosec", path, runs=1 if megabytes >= 100 else RUNS)
            of_news[megabytes] = seconds
            yield f"| {megabytes} | {seconds:.2f} | {peak:.0f} |"
        path.unlink()
        yield ""
        yield "| 10 MB of | CPU seconds | beside news | peak, MB | growth of instructions |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for name, path in adversarial(folder):
            seconds, peak = measure("prosec", path, runs=1)
            grown = f"{growth(folder, path):.2f}" if shutil.which("valgrind") else ""
            yield f"| {name} | {seconds:.2f} | {seconds / of_news[10]:.1f} | {peak:.0f} | {grown} |"
            path.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("--update", type=pathlib.Path, help="the page whose figures are replaced")
    arguments = parser.parse_args()
    lines = []
    for line in table(arguments.corpora):
        print(line, flush=True)
        lines.append(line)
    if arguments.update:
        page = arguments.update.read_text(encoding="utf-8")
        before, rest = page.split("<!-- figures -->\n")
        _, after = rest.split("<!-- /figures -->")
        new = "\n".join(lines)
        arguments.update.write_text(f"{before}<!-- figures -->\n{new}\n<!-- /figures -->{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
