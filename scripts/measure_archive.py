"""Measures an archive of fictional articles: building beside oxigraph's own loader on the same quads, adding and removing one
article, named questions. Needs pyoxigraph (the same oxigraph) for the loader and the questions.

    python3 scripts/measure_archive.py --articles 10000 --work /tmp/measure [--program target/release/guanmo]

Writes one JSON object; nothing of an earlier run in the folder is used again, except the articles.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import time

import pyoxigraph as ox

ROOT = pathlib.Path(__file__).resolve().parent.parent


def run(command):
    """Seconds, peak memory (MB) and seconds of processor of a command that must succeed."""
    started = time.monotonic()
    child = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    if status != 0:
        raise SystemExit(f"{command} failed")
    return time.monotonic() - started, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime


LOADER = """import sys, pyoxigraph as ox
store = ox.Store(sys.argv[2])
store.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS)
store.flush()
"""


def loader(dump, folder):
    """Seconds, memory and processor of oxigraph's bulk loader on a file of quads, until they are on disk."""
    shutil.rmtree(folder, ignore_errors=True)
    return run([sys.executable, "-c", LOADER, dump, folder])


def changes(program, store, line, work):
    """Milliseconds of removing and adding one article, and of commands that open the store and change nothing."""
    one = work / "one.jsonl"
    one.write_text(line)
    name = json.loads(line)["id"]
    commands = {
        "remove": ["remove", name, "--store", store],
        "add": ["build", one, "--store", store],
        "addedAgain": ["build", one, "--store", store],
        "dryRun": ["remove", name, "--store", store, "--dry-run"],
    }
    out = {}
    for _ in range(5):
        for key, command in commands.items():
            seconds, _, processor = run([program, *command])
            out.setdefault(key, []).append((seconds * 1000, processor * 1000))
    middle = lambda values, part: round(statistics.median(value[part] for value in values), 1)
    return {key: {"wall": middle(values, 0), "processor": middle(values, 1)} for key, values in out.items()}


PREFIXES = dict(re.findall(r'\("(\w+)", (\w+)\)', (ROOT / "src/rdf/vocabulary.rs").read_text()))


def prefixes():
    text = (ROOT / "src/rdf/vocabulary.rs").read_text()
    constants = dict(re.findall(r'pub const (\w+): &str = "([^"]+)";', text))
    return "".join(f"PREFIX {short}: <{constants[name]}> " for short, name in PREFIXES.items() if name in constants)


def questions(store, seed):
    """Median and 95th percentile of the named questions, in milliseconds, with names that the store holds."""
    head, dice, times, slow = prefixes(), random.Random(seed), [], {}
    names = lambda kind: sorted(r[0].value for r in store.query(f"{head} SELECT DISTINCT ?n {{ ?e a gm:{kind} ; rdfs:label ?n }} LIMIT 400"))
    known = {kind: names(kind) for kind in ("Person", "Place", "Project", "Event", "Company", "Assessment", "Organization")}
    for file in sorted((ROOT / "src/rdf/queries").glob("*.rq")):
        text = file.read_text()
        own = []
        for _ in range(8):
            query = text
            for name, kind in re.findall(r"# param (\w+): (\w+)", text):
                guess = {"event": "Event", "project": "Project", "place": "Place", "assessment": "Assessment", "company": "Company", "member": "Place"}
                if kind == "date":
                    value = '"2018-05-01"^^xsd:date' if name == "from" else '"2018-06-01"^^xsd:date'
                elif kind in ("text", "office"):
                    value = '"市长"@zh'
                else:
                    value = json.dumps(dice.choice(known[guess.get(name, "Person")] or ["x"]), ensure_ascii=False) + "@zh"
                query = query.replace("WHERE {", f"WHERE {{ VALUES ?{name} {{ {value} }}", 1)
            started = time.monotonic()
            sum(1 for _ in store.query(head + query))
            own.append((time.monotonic() - started) * 1000)
        times += own
        slow[file.stem] = round(statistics.median(own), 2)
    times.sort()
    worst = dict(sorted(slow.items(), key=lambda item: -item[1])[:6])
    return {"median": round(statistics.median(times), 2), "p95": round(times[int(len(times) * 0.95)], 2), "slowestMedians": worst}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=pathlib.Path, required=True)
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "target/release/guanmo")
    parser.add_argument("--no-loader", action="store_true")
    given = parser.parse_args()
    given.program = given.program.resolve()
    given.work.mkdir(parents=True, exist_ok=True)
    articles, store, dump = (given.work / f"{given.articles}.{end}" for end in ("jsonl", "store", "nq"))
    if not articles.exists():
        run([given.program, "generate", "--articles", given.articles, "--seed", given.seed, "--out", articles])
    shutil.rmtree(store, ignore_errors=True)
    seconds, memory, processor = run([given.program, "build", articles, "--store", store])
    result = {"articles": given.articles, "seconds": round(seconds, 1), "perArticleMs": round(seconds * 1000 / given.articles, 3), "peakMB": round(memory), "processorSeconds": round(processor, 1)}
    reader = ox.Store.read_only(str(store))
    reader.dump(str(dump), format=ox.RdfFormat.N_QUADS)
    result["quads"] = sum(1 for _ in open(dump, "rb"))
    result["questionsMs"] = questions(reader, given.seed)
    del reader
    if not given.no_loader:
        loading, _, work = loader(dump, given.work / "loader.store")
        result |= {"loaderSeconds": round(loading, 1), "loaderProcessorSeconds": round(work, 1)}
        result |= {"rateOfLoader": round(loading / seconds, 3), "rateOfLoaderByProcessor": round(work / processor, 3)}
    with open(articles, encoding="utf-8") as lines:
        line = next(text for place, text in enumerate(lines) if place == given.articles // 2)
    result["oneArticleMs"] = changes(given.program, store, line, given.work)
    print(json.dumps(result, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
