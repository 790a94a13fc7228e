"""``draft`` and ``export``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.support import (
    FAILED,
    Data,
    Form,
    Model,
    Output,
    corpus_of,
    lines_of_stdin,
    model_of,
    print_json,
    say,
    say_cost,
    settings_of,
    with_tables,
    write,
)
from errors import ConfigError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from corpus.store import Corpus
    from drafting.brief import Brief
    from drafting.draft import Draft
    from drafting.proposal import Proposal
    from prompts.gateway import Client
    from settings import Settings


def draft(
    name: Annotated[str | None, typer.Option(metavar="X", help="项目名称")] = None,
    budget: Annotated[str | None, typer.Option(metavar="N", help="预算数（万元）")] = None,
    purpose: Annotated[str | None, typer.Option(metavar="X", help="资金用途")] = None,
    brief: Annotated[
        str | None, typer.Option(metavar="FILE.json|-", help="项目描述文件；- 表示从标准输入每行读一个")
    ] = None,
    department: Annotated[str | None, typer.Option(metavar="X", help="部门名称")] = None,
    year: Annotated[int | None, typer.Option(metavar="N", help="预算年度，默认下一年")] = None,
    category: Annotated[str | None, typer.Option(metavar="X", help="支出类别，默认由名称和用途判断")] = None,
    last_year: Annotated[Path | None, typer.Option(metavar="FILE", help="上年的绩效目标表")] = None,
    proposal: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="从项目申报书、请示（Word、PDF、文本）里取项目描述")
    ] = None,
    improve: Annotated[
        str | None, typer.Option(metavar="FILE", help="逐行评议已有的草稿：问题、更好的写法、参考值、缺的行")
    ] = None,
    fmt: Annotated[Form, typer.Option("--format", help="输出格式")] = Form.json,
    output: Output = None,
    model: Model = None,
    data: Data = None,
) -> None:
    """起草一张绩效目标表：每行标明出处，没有的数写“待填报”，缺的事实列成问题。"""
    from drafting.compose import draft as compose

    settings = settings_of(data)
    if improve is not None:
        _improve(improve, fmt, output, data, settings)
        return
    given = {
        "name": name, "budget": budget, "purpose": purpose, "department": department, "year": year, "category": category
    }  # fmt: skip
    fields: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if last_year is not None:
        from corpus.readers import read_file

        fields["last_year"] = read_file(last_year, settings.max_file_mb)
    found = _read_proposal(proposal, fields, settings) if proposal else None
    briefs = _briefs(brief, fields)
    many = brief == "-"
    if many and fmt is not Form.json:
        raise ConfigError("从标准输入读多个项目时只能输出 JSON；请去掉 --format。")
    with corpus_of(data) as corpus, _gateway(model, settings) as client:
        for one in briefs:
            result = compose(one, corpus)
            if client is not None:
                result = _refined(result, one, client, corpus)
            if fmt is Form.json:
                told = {"from": found.to_json()} if found else {}
                print_json(result.to_json() | told, compact=many, output=output)
            elif fmt is Form.table:
                from terminal import show_draft

                show_draft(result)
            else:
                write(result.document(), fmt.value, output)


def export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="任何能读的文件，或 read、draft 打印的 JSON")],
    fmt: Annotated[Form, typer.Option("--format", help="docx、xlsx、html 或 json")],
    output: Output = None,
) -> None:
    """把读到的表按规定格式重新写出。"""
    if fmt is Form.table:
        raise ConfigError("export 能写 docx、xlsx、html、json；要在终端预览请用 jixiao read --format table。")
    documents, failed = with_tables([file], settings_of())
    if failed:
        raise typer.Exit(FAILED)
    if len(documents) != 1:
        raise ConfigError(f"{file} 里有 {len(documents)} 份文档，一次只能导出一份。")
    write(documents[0], fmt.value, output)


def _read_proposal(path: Path, fields: dict[str, Any], settings: Settings) -> Proposal:
    """What the document says is added to ``fields`` where the options leave it open; doubts are told."""
    from drafting.proposal import read_proposal

    found = read_proposal(path, fields.get("name"), settings.max_file_mb)
    if found.others:
        fields.pop("name", None)  # the option chose one of several projects
    for notice in found.notices:
        say(notice)
    known = found.brief(**fields)
    fields.update({name: value for name, value in dict(known).items() if value is not None})
    return found


def _improve(file: str, fmt: Form, output: Path | None, data: Path | None, settings: Settings) -> None:
    """A user's own tables judged row by row."""
    from drafting.critique import critique

    if fmt not in (Form.json, Form.table):
        raise ConfigError("--improve 只能输出 json 或 table；要改好后导出请用 jixiao export。")
    documents, failed = with_tables([file], settings)
    with corpus_of(data) as corpus:
        told = [one for document in documents for one in critique(document, corpus)]
    if fmt is Form.json:
        print_json({"version": 1, "critiques": [one.to_json() for one in told]}, output=output)
    else:
        from terminal import show_critique

        for one in told:
            show_critique(one)
    if failed:
        raise typer.Exit(FAILED)


def _gateway(wanted: bool | None, settings: Settings) -> AbstractContextManager[Client | None]:
    return model_of(wanted, settings) or nullcontext()


def _refined(result: Draft, brief: Brief, client: Client, corpus: Corpus) -> Draft:
    """The draft in the model's words where they hold; what it cost is told."""
    from drafting.refine import refine

    refined = refine(result, brief, client, lambda turn, rows: say(f"模型改写第 {turn} 轮：{rows} 行"), corpus)
    if refined.model:
        say_cost(refined.model)
    return refined


def _briefs(source: str | None, fields: dict[str, Any]) -> Iterator[Brief]:
    """The briefs of this call: one from the options, one from a file, or one a line from standard input.

    Options win over what the file says; without a year it is the one that its words name, else the next one, which is the budget being made.
    """
    from datetime import date

    from drafting.brief import brief_of, parse_brief, read_brief, year_told

    if source is None:
        found: Iterator[Brief] = iter([brief_of(fields)])
    elif source == "-":
        found = (parse_brief(line, "标准输入") for line in lines_of_stdin())
    else:
        found = iter([read_brief(Path(source))])
    for brief in found:
        known = {name: value for name, value in dict(brief).items() if value is not None}
        told = known | fields
        year = year_told(str(told.get("name") or ""), str(told.get("purpose") or "")) or date.today().year + 1
        yield brief_of({"year": year} | told)
