"""Articles and what they hold: the same as the program says, with offsets that point at the words."""

from __future__ import annotations

import datetime
import decimal
import json
import pickle
import threading
import time
from pathlib import Path

import guanmo
import pytest
from conftest import FIXTURES

TEXT = "集中签约\n石家庄日报 2024-04-13\n\n　　云帆轴承生产基地项目位于正定县，总投资12.5亿元，预计2024年10月建成。\n"


def test_an_article_has_entities_and_facts(extractor: guanmo.Extractor) -> None:
    article = extractor.extract(TEXT, id="signing")
    assert (article.id, article.publisher, article.date, article.home) == ("signing", "石家庄日报", "2024-04-13", "石家庄市")
    facts = {fact.predicate: fact for fact in article.facts}
    where = facts["locatedIn"]
    assert (where.subject.name, where.subject.type) == ("云帆轴承生产基地项目", "Project")
    assert isinstance(where.object, guanmo.Entity)
    assert (where.object.name, where.object.code, where.object.level) == ("正定县", "130123", "county")
    assert 0 < where.confidence <= 1 and where.rule
    assert where in where.object.facts and where in where.subject.facts


def test_amounts_are_exact_and_dates_have_bounds(extractor: guanmo.Extractor) -> None:
    facts = {fact.predicate: fact for fact in extractor.extract(TEXT).facts}
    money, done = facts["investment"], facts["expectedCompletion"]
    assert (money.object, money.amount, money.currency) == ("1250000000", decimal.Decimal(1250000000), "CNY")
    assert (done.object, done.earliest, done.latest) == ("2024-10", datetime.date(2024, 10, 1), datetime.date(2024, 10, 31))
    assert money.earliest is None and done.amount is None


@pytest.mark.parametrize("prefix", ["", "𠀀😀", "　　"])
def test_offsets_are_those_of_python(extractor: guanmo.Extractor, prefix: str) -> None:
    """Also behind characters that UTF-16 would count twice."""
    article = extractor.extract(TEXT.replace("云帆", prefix + "云帆"))
    assert article.facts and article.mentions
    for fact in article.facts:
        evidence = fact.evidence
        assert article.text[evidence.start : evidence.end] == evidence.text
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.text
        assert mention in mention.entity.mentions
    starts = [mention.start for mention in article.mentions]
    assert starts == sorted(starts)


def test_the_json_is_that_of_the_program(articles: list[guanmo.Article], program) -> None:
    printed = program("extract", FIXTURES).stdout.splitlines()
    assert [article.to_json() for article in articles] == printed
    assert [article.to_dict() for article in articles] == [json.loads(line) for line in printed]


def test_what_stands_beside_a_text_counts(extractor: guanmo.Extractor) -> None:
    text = "　　4月12日，我市举行春季项目观摩活动。市委书记高远山主持。"
    for date in ["2024-04-13", datetime.date(2024, 4, 13), datetime.datetime(2024, 4, 13, 8, 0)]:
        article = extractor.extract(text, date=date, publisher="石家庄日报", title="观摩", url="https://example.org/1")
        assert (article.date, article.title, article.home) == ("2024-04-13", "观摩", "石家庄市")
        assert article.url == "https://example.org/1"
    with pytest.raises(guanmo.WordError, match="`13.4.2024` is no date; expected 2023-05-17, 2023-05 or 2023"):
        extractor.extract(text, date="13.4.2024")


def test_a_page_of_several_articles_is_told(extractor: guanmo.Extractor) -> None:
    page = (Path(FIXTURES.parents[2]) / "data/articles/sjz-20230517.txt").read_text(encoding="utf-8")
    found = extractor.extract_page(page, id="page")
    assert len(found) > 1 and [article.id for article in found[:2]] == ["page", "page#2"]
    with pytest.raises(guanmo.SeveralArticles, match=f"page: the text holds {len(found)} articles .*extract_page"):
        extractor.extract(page, id="page")
    assert all(article.text == page for article in found)
    assert found[0].end <= found[1].start


def test_many_texts_keep_their_order_with_any_number_of_threads(extractor: guanmo.Extractor) -> None:
    texts = [TEXT.replace("12.5", f"{n}.5") for n in range(1, 301)]
    alone = extractor.extract_many(texts, threads=1)
    assert [article.id for article in alone] == [f"text-{n}" for n in range(1, 301)]
    for threads in [2, 5, None]:
        assert extractor.extract_many(texts, threads=threads) == alone
    assert extractor.extract_many([]) == []


def test_texts_may_be_mappings_and_documents(extractor: guanmo.Extractor) -> None:
    given = [
        {"id": 7, "text": TEXT, "title": None, "column": "ignored"},
        guanmo.Document(TEXT, id="d", date="2024-04-13"),
        TEXT,
    ]
    assert [article.id for article in extractor.extract_many(iter(given))] == ["7", "d", "text-3"]
    with pytest.raises(TypeError, match='text-2: the mapping has no "text"'):
        extractor.extract_many([TEXT, {"id": "x"}])
    with pytest.raises(TypeError, match="text-1: expected a str, a Document or a mapping"):
        extractor.extract_many([3])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="threads: expected 1 to"):
        extractor.extract_many([TEXT], threads=0)


def test_other_threads_run_meanwhile(extractor: guanmo.Extractor) -> None:
    """Python's lock is free while many texts are read: a thread that only sleeps a little wakes up often."""
    page = (FIXTURES / "spring.txt").read_text(encoding="utf-8")
    wakes, stop = 0, threading.Event()

    def sleeper() -> None:
        nonlocal wakes
        while not stop.is_set():
            time.sleep(0.001)
            wakes += 1

    thread = threading.Thread(target=sleeper)
    thread.start()
    before = wakes
    extractor.extract_many([page] * 256, threads=1)
    woken = wakes - before
    stop.set()
    thread.join()
    assert woken >= 5


def test_articles_survive_pickle_and_are_compared_by_what_they_say(articles: list[guanmo.Article]) -> None:
    copies = pickle.loads(pickle.dumps(articles))
    assert copies == articles and set(copies) == set(articles)
    assert copies[0].facts[0] == articles[0].facts[0] != articles[0].facts[1]
    document = guanmo.Document(TEXT, id="d", date="2024-04-13")
    assert pickle.loads(pickle.dumps(document)).date == "2024-04-13"
    with pytest.raises(ValueError, match="no article of this version"):
        guanmo.Article.from_bytes(b"{}")


def test_a_forked_child_extracts_too(extractor: guanmo.Extractor) -> None:
    """Threads do not survive a fork; a child that waited for its parent's would wait for ever."""
    import multiprocessing

    extractor.extract_many([TEXT] * 8, threads=2)
    _inherited.append(extractor)
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply_async(_in_child).get(timeout=60) == 4


_inherited: list[guanmo.Extractor] = []


def _in_child() -> int:
    return len(_inherited[0].extract_many([TEXT] * 4, threads=2))


def test_rules_of_ones_own_are_added(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("[[rule]]\nname = 'broken'\n", encoding="utf-8")
    with pytest.raises(guanmo.RuleError, match="mine.toml"):
        guanmo.Extractor(rules=tmp_path)
    with pytest.raises(guanmo.RuleError, match="expected a folder of rule files"):
        guanmo.Extractor(rules=tmp_path / "none")


def test_files_are_read_as_by_the_program(tmp_path: Path, program) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="gb18030")
    (tmp_path / "b.jsonl").write_text('{"id": "x", "text": "甲"}\n{"no": 1}\n', encoding="utf-8")
    with pytest.warns(guanmo.GuanmoWarning) as caught:
        documents = guanmo.read(tmp_path)
    assert [document.id for document in documents] == ["a", "x"] and documents[0].text == TEXT
    refused = [line.removeprefix("refused: ") for line in program("extract", tmp_path).stderr.splitlines() if line.startswith("refused")]
    assert [str(warning.message) for warning in caught] == refused != []
    with pytest.raises(guanmo.ReadError, match="no such file or folder"):
        guanmo.read(tmp_path / "none", strict=True)
