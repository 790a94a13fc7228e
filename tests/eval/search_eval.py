"""``python -m tests.eval.search_eval`` measures every arm on the labelled queries and writes docs/evaluation-search.md.

nDCG@10 and recall count grades (2 and 1); intervals are 95 % by bootstrap over queries, with a fixed seed.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.entries import Entry, Kind
from corpus.store import Corpus
from tests.eval.search_arms import Scores, arms
from tests.eval.search_data import EVERYDAY, FRESH, HELD_OUT, LAST, LATER, Labelled, documents, queries

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "evaluation-search.md"
KINDS: tuple[tuple[Kind, str], ...] = (("table", "整张表"), ("indicator", "指标"))
_TIMES = 1000


class Measured:
    """nDCG@10, recall@5, recall@10 and reciprocal rank of one answer each, a row a query."""

    def __init__(self, rows: Sequence[tuple[float, float, float, float]]) -> None:
        self.rows = np.array(rows)

    @property
    def means(self) -> list[float]:
        """One figure a column."""
        return [float(value) for value in self.rows.mean(axis=0)]

    def interval(self) -> tuple[float, float]:
        """95 % interval of nDCG@10."""
        pick = np.random.default_rng(0).integers(0, len(self.rows), (_TIMES, len(self.rows)))
        low, high = np.quantile(self.rows[:, 0][pick].mean(axis=1), [0.025, 0.975])
        return float(low), float(high)


def measure(got: Sequence[str], answers: dict[str, int]) -> tuple[float, float, float, float]:
    """The four figures of one answer."""
    gain = sum((2 ** answers.get(key, 0) - 1) / math.log2(rank + 2) for rank, key in enumerate(got[:10]))
    best = sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(sorted(answers.values())[::-1][:10]))
    recall = [sum(key in answers for key in got[:top]) / min(top, len(answers)) for top in (5, 10)]
    first = next((1 / rank for rank, key in enumerate(got, 1) if key in answers), 0.0)
    return gain / best, recall[0], recall[1], first


def keyed(corpus: Corpus, shared: Path, goals: bool) -> dict[str, str]:
    """Take in the labelled documents; entry id in the corpus → id of the labels."""
    names: dict[str, str] = {}
    for key, document in documents(shared, goals).items():
        corpus.add(document, {})
        stored = corpus.list()[-1].id
        names[stored] = key
    return names


def label(key: str, names: dict[str, str]) -> str:
    """``<document id>-8-1`` → ``000/8/1``."""
    document, *rest = key.split("-")
    return "/".join([names[document], *rest])


def ranked(scores: Scores, query: str, keys: Sequence[str]) -> list[str]:
    """The first ten ids under an arm."""
    return [keys[row] for row in np.argsort(-scores(query), kind="stable")[:10]]


def product(corpus: Corpus, names: dict[str, str], one: Labelled) -> list[str]:
    """The ids that ``jixiao search --flat`` gives."""
    return [label(hit.id, names) for hit in corpus.search(one.query, one.kind, flat=True)]


def report(shared: Path) -> str:
    """The page: every arm on the documents as read, the product itself with and without goals, what stays empty."""
    asked, later = queries(), queries(EVERYDAY)
    frozen = [*queries(LATER), *queries(LAST), *queries(FRESH)]
    unseen = {(q.kind, q.query) for q in queries(FRESH)}
    counts = {kind: sum(q.kind == kind and bool(q.answers) for q in asked) for kind, _ in KINDS}
    lines = [
        "# 检索评测",
        "",
        "由 `make eval` 生成，“规模”一节以前不要手改。"
        f"{counts['table']} 条找表、{counts['indicator']} 条找指标的查询（口语、同义词、简称、错别字），答案分 2/1/0 三级，"
        "由一人标注；语料为两份种子和 17 张公开表。"
        f"留出部门（{'、'.join(sorted(HELD_OUT))}）的查询不参与调参；同义词表与查询出自同一作者，"
        "对它的增益宜打折看。后写的口语查询（search_queries_everyday.tsv）出自另一次写作，做法和限度见 decisions/0032、0033、0042、0048、0057；search_queries_later.tsv、search_queries_last.tsv、search_queries_fresh.tsv 是写好封存、再看分数的三批。区间为按查询自助抽样的 95 % 区间。",
        "",
    ]
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        names = keyed(corpus, shared, goals=True)
        entries = [entry for document in names for entry in corpus.entries(document)]
        for kind, title in KINDS:
            lines += _arms(title, [entry for entry in entries if entry.kind == kind], names, asked, kind)
        lines += ["## 产品本身（`jixiao search --flat`）", "", _HEAD, _RULE]
        answered = [(q, product(corpus, names, q)) for q in (*asked, *later, *frozen)]
        for part, queried in (("", asked), ("，后写的口语查询", later), ("，先封存的三批", frozen)):
            own = [(q, got) for q, got in answered if q in queried]
            lines += [_row(title + part, [(q, got) for q, got in own if q.kind == kind]) for kind, title in KINDS]
        empty = [
            _nothing(
                f"{title}（{told}）",
                [(q, got) for q, got in answered if q.kind == kind and ((q.kind, q.query) in unseen) is first_look],
            )
            for told, first_look in (("拟合用过的各批", False), ("最后一批，没有用来拟合", True))
            for kind, title in KINDS
        ]
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        names = keyed(corpus, shared, goals=False)
        tables = [(q, product(corpus, names, q)) for q in asked if q.kind == "table"]
        lines.append(_row("整张表，文件不印用途和目标时", tables))
    return "\n".join([*lines, "", "## 答不出时", "", *empty, ""])


_BY_HAND = "\n## 规模"
"""From here on the page is written by hand: what takes an hour to measure."""
_HEAD = "| 做法 | nDCG@10 | 95 % 区间 | recall@5 | recall@10 | MRR | 调参 nDCG@10 | 留出 nDCG@10 |"
_RULE = "| --- | --- | --- | --- | --- | --- | --- | --- |"


def _arms(title: str, entries: list[Entry], names: dict[str, str], asked: list[Labelled], kind: Kind) -> list[str]:
    keys = [label(entry.id, names) for entry in entries]
    own = [q for q in asked if q.kind == kind]
    rows = [
        _row(name, [(q, ranked(scores, q.query, keys)) for q in own if q.answers])
        for name, scores in arms(entries).items()
    ]
    return [f"## {title}", "", _HEAD, _RULE, *rows, ""]


def _row(name: str, answered: list[tuple[Labelled, list[str]]]) -> str:
    rows = [(q.held_out, measure(got, q.answers)) for q, got in answered if q.answers]
    every = Measured([row for _, row in rows])
    low, high = every.interval()
    ndcg, five, ten, first = every.means
    tuned, held = (Measured([row for out, row in rows if out is part]).means[0] for part in (False, True))
    figures = (f"{ndcg:.3f}", f"{low:.3f}–{high:.3f}", *(f"{x:.3f}" for x in (five, ten, first, tuned, held)))
    return f"| {name} | {' | '.join(figures)} |"


def _nothing(title: str, answered: list[tuple[Labelled, list[str]]]) -> str:
    silent = [(q, got) for q, got in answered if not q.answers]
    lost = [q.query for q, got in answered if q.answers and not got]
    wrong = [q.query for q, got in silent if got]
    return (
        f"* {title}：语料里没有的 {len(silent)} 条查询，{sum(not got for _, got in silent)} 条得到空答案"
        f"（未空：{'、'.join(wrong) or '无'}）；有答案的查询误空 {len(lost)} 条（{'、'.join(lost) or '无'}）。"
    )


if __name__ == "__main__":
    page = report(ROOT.parent / "shared") + "".join(PAGE.read_text(encoding="utf-8").partition(_BY_HAND)[1:])
    PAGE.write_text(page, encoding="utf-8")
    print(page)
