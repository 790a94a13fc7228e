"""``corpus …`` and ``search``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from commands.support import (
    DONE,
    FAILED,
    FOUND,
    Data,
    Files,
    Listing,
    corpus_of,
    each,
    lines_of_stdin,
    print_json,
    say,
    settings_of,
)
from errors import JixiaoError, ReadError

if TYPE_CHECKING:
    from corpus.exported import Kept
    from corpus.records import Document
    from corpus.store import Corpus
    from settings import Settings

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="语料库：收入、查看、移除、导出、核对、重建索引。")


class Kind(StrEnum):
    """What is searched."""

    table = "table"
    indicator = "indicator"


@app.command("add")
def corpus_add(paths: Files, data: Data = None) -> None:
    """收入文件或文件夹；同一内容只收一次，坏文件跳过并说明。"""
    from corpus.store import Corpus

    settings = settings_of(data)
    added = present = failed = 0
    with Corpus.open(settings.data, settings) as corpus:
        for take_in in _to_take_in(paths, corpus, settings):
            try:
                document, new = take_in()
            except JixiaoError as error:
                failed += 1
                say(str(error))
                continue
            added, present = added + new, present + (not new)
            say(f"{'已收入' if new else '已在库中'}：{document.source}（{len(document.projects)} 个项目）")
        _catch_up(corpus)
    print(f"收入 {added} 份，已在库中 {present} 份，未能收入 {failed} 份。")
    raise typer.Exit(FAILED if failed else DONE)


def _to_take_in(paths: list[str], corpus: Corpus, settings: Settings) -> Iterator[Callable[[], tuple[Document, bool]]]:
    """What takes in each document of ``paths`` and says whether it is new; raises what is wrong with it."""
    from corpus.exported import is_export, lines
    from review.verdicts import verdicts

    def read(item: Document | ReadError) -> tuple[Document, bool]:
        if isinstance(item, ReadError):
            raise item
        return item, corpus.add(item, verdicts(item, settings.thresholds), index=False)

    def kept(item: Kept | ReadError) -> tuple[Document, bool]:
        if isinstance(item, ReadError):
            raise item
        return item.document, corpus.take_back(item)

    for exported, group in groupby(paths, key=lambda path: path != "-" and is_export(Path(path))):
        if exported:
            for path in group:
                yield from (partial(kept, item) for item in lines(Path(path)))
        else:
            yield from (partial(read, item) for item in each(list(group), settings))


def _catch_up(corpus: Corpus) -> None:
    """Index what was taken in, now or by a run that was killed; what fails here is made up for by the next search."""
    try:
        notes = corpus.catch_up(lambda done, total, name: say(f"索引 [{done}/{total}] {name}"))
    except JixiaoError as error:
        notes = (str(error),)
    for note in notes:
        say(note)


@app.command("list")
def corpus_list(
    data: Data = None, fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.table
) -> None:
    """列出已收入的文件。"""
    with corpus_of(data) as corpus:
        documents = corpus.list()
    if fmt is Listing.json:
        print_json({"version": 1, "documents": [document.model_dump(mode="json") for document in documents]})
    else:
        from terminal import show_stored

        show_stored(documents)


@app.command("stats")
def corpus_stats(
    data: Data = None, fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.table
) -> None:
    """语料库里有多少文件、项目、指标，各年度、各类别各多少。"""
    with corpus_of(data) as corpus:
        stats = corpus.stats()
    if fmt is Listing.json:
        print_json({"version": 1, **stats.model_dump(mode="json")})
    else:
        from terminal import show_stats

        show_stats(stats)


@app.command("remove")
def corpus_remove(document_id: Annotated[str, typer.Argument(metavar="ID")], data: Data = None) -> None:
    """移除一份文件及其全部指标。"""
    with corpus_of(data) as corpus:
        corpus.remove(document_id)
    print(f"已移除：{document_id}")


@app.command("export")
def corpus_export(file: Annotated[Path, typer.Argument(metavar="FILE")], data: Data = None) -> None:
    """导出为 JSON Lines；在另一台机器上 corpus add 这个文件即得同样的语料库。"""
    with corpus_of(data) as corpus:
        count = corpus.export(file)
    print(f"已导出 {count} 份文件到 {file}")


@app.command("check")
def corpus_check(data: Data = None) -> None:
    """核对台账与两个索引是否一致，不改动任何东西；不一致时状态码为 1，并说明怎样修复。"""
    with corpus_of(data) as corpus:
        agreement = corpus.check()
    for line in agreement.told():
        print(line)
    raise typer.Exit(DONE if agreement.sound else FOUND)


@app.command("rebuild")
def corpus_rebuild(data: Data = None) -> None:
    """按台账重建检索索引。"""
    with corpus_of(data) as corpus:
        notes = corpus.rebuild(lambda done, total, name: say(f"[{done}/{total}] {name}"))
    for note in notes:
        say(note)
    print("索引已重建。")


@app.command("facts")
def corpus_facts(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="指标、项目或支出类别，如 群众满意度、培训")],
    level2: Annotated[str | None, typer.Option(metavar="X", help="只看这一类二级指标")] = None,
    top: Annotated[int, typer.Option(min=1, max=50, help="最多说几个指标")] = 5,
    data: Data = None,
    fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.table,
) -> None:
    """别的表里数值怎么分布（按年度、地区、预算规模）、单位成本多少、各类指标有多少表设；每项都能查到出自哪些表。"""
    from corpus.facts import class_shares, indicator_facts, unit_costs

    with corpus_of(data) as corpus:
        indicators = indicator_facts(corpus, query, level2, top)
        costs, classes = unit_costs(corpus, query), class_shares(corpus, query)
    if fmt is Listing.json:
        found = {
            "indicators": [fact.model_dump(mode="json") for fact in indicators],
            "costs": [fact.model_dump(mode="json") for fact in costs],
            "classes": classes and classes.model_dump(mode="json"),
        }
        print_json({"version": 1, "query": query, **found})
    else:
        from terminal import show_facts

        show_facts(indicators, costs, classes)


def search(
    query: Annotated[str, typer.Argument(metavar="QUERY|-", help="要找的指标或项目；- 表示从标准输入每行读一个")],
    kind: Annotated[Kind, typer.Option(help="找整张表，还是找指标")] = Kind.indicator,
    level2: Annotated[str | None, typer.Option(metavar="X", help="只要这一类二级指标")] = None,
    department: Annotated[str | None, typer.Option(metavar="X", help="部门名称中的字")] = None,
    year: Annotated[int | None, typer.Option(metavar="N", help="预算年度")] = None,
    region: Annotated[str | None, typer.Option(metavar="X", help="省、市、县的名称，按部门名称判断")] = None,
    level: Annotated[str | None, typer.Option(metavar="X", help="政府级别：省、市、县、乡，按部门名称判断")] = None,
    category: Annotated[str | None, typer.Option(metavar="X", help="支出类别或行业，如 培训、水利")] = None,
    budget_min: Annotated[
        float | None, typer.Option("--min-budget", "--budget-min", metavar="N", help="项目预算不低于（万元）")
    ] = None,
    budget_max: Annotated[
        float | None, typer.Option("--max-budget", "--budget-max", metavar="N", help="项目预算不高于（万元）")
    ] = None,
    sound: Annotated[bool, typer.Option("--sound", help="只要审核没有疑问的指标")] = False,
    top: Annotated[int, typer.Option(min=1, max=1000, help="最多给出几条")] = 10,
    flat: Annotated[bool, typer.Option("--flat", help="不合并相似的，只按相关程度排")] = False,
    fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.json,
    data: Data = None,
) -> None:
    """在语料库里找别人怎么设：每条说明为何找到、出自哪里。"""
    from corpus.store import EMPTY
    from errors import CorpusError

    many = query == "-"
    with corpus_of(data) as corpus:
        if not corpus.stats().documents:
            raise CorpusError(EMPTY)
        for one in lines_of_stdin() if many else (query,):
            hits = corpus.search(
                one,
                kind.value,
                level2,
                department,
                year,
                budget_min,
                budget_max,
                top=top,
                flat=flat,
                sound_only=sound,
                region=region,
                level=level,
                category=category,
            )
            for note in hits.notes:
                say(note)
            if fmt is Listing.table and not many:
                from terminal import show_hits

                show_hits(hits)
            else:
                result = {"query": one, "results": [hit.to_json() for hit in hits]}
                print_json(result, compact=many)
