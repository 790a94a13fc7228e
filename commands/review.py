"""``read``, ``review``, ``explain`` and ``rules``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.support import (
    DONE,
    FAILED,
    FOUND,
    Files,
    Listing,
    Model,
    Output,
    divided_by,
    documents_of,
    model_of,
    print_json,
    progress,
    put,
    say,
    say_cost,
    settings_of,
    with_tables,
    write,
)
from errors import ConfigError

if TYPE_CHECKING:
    from corpus.records import Document
    from prompts.gateway import Client
    from review.findings import Report
    from settings import Settings


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    hint = "hint"
    never = "never"


def read(
    files: Files,
    fmt: Annotated[Listing, typer.Option("--format", help="json 逐格输出，table 按表样预览")] = Listing.json,
    model: Model = None,
) -> None:
    """读出文件里的绩效目标表，逐格列出，没读懂的写进 notices；--model 请模型在有疑的单元格分法里选。"""
    settings = settings_of()
    documents, failed = documents_of(files, settings)
    if client := model_of(model, settings):
        with client:
            documents = divided_by(client, documents)
    if fmt is Listing.table:
        from terminal import show_document

        for document in documents:
            show_document(document)
    else:
        from corpus.part_facts import with_facts

        print_json({"version": 1, "documents": [with_facts(document) for document in documents]})
    raise typer.Exit(FAILED if failed else DONE)


def review(
    files: Files,
    fmt: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="text、json、sarif、html；docx、xlsx 在原文件上加批注；form-docx、form-xlsx 审核表；summary 汇总工作簿",
        ),
    ] = "text",
    output: Output = None,
    model: Model = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="CODES", help="只跑这些规则（编号、名称或开头，逗号分开）")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="CODES", help="不跑这些规则")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="从哪一级起退出码为 1")] = FailOn.error,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="基线文件：已在其中的问题不再报告；不存在则建立")
    ] = None,
    last_year: Annotated[
        Path | None, typer.Option(metavar="FILE", help="上年的表：查目标放宽、多年不变、指标消失、预算变而目标不变")
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="改正全角数字、符号等录入问题：打印改了什么，-o 才写出改后的表")
    ] = False,
    decisions: Annotated[
        bool, typer.Option("--decisions/--no-decisions", help="网页上忽略或标为误报的不再计入；--no-decisions 全部列出")
    ] = True,
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help="用几个进程，默认与处理器核数相同")] = None,
) -> None:
    """审核绩效目标表：每条问题给出单元格、原文、依据和建议，并说明没查什么。

    文件旁的“文件名.jixiao.toml”列出已有理由不改的问题。
    """
    from review import formats
    from review.findings import Severity
    from review.suppress import apply_baseline

    settings = settings_of()
    if fmt not in formats.names():
        raise ConfigError(f"没有名为“{fmt}”的输出格式；可用的有：{'、'.join(formats.names())}。")
    documents, failed = with_tables(files, settings)
    paths = [Path(file) for file in files if file != "-"]
    if fix:
        documents = _fixed(documents, output, paths)
    elif fmt not in {"text", "json"}:
        from review.worklist import named_apart

        documents = named_apart(documents)
    options = {"select": _codes(select), "ignore": _codes(ignore)}
    client = model_of(model, settings)
    with client or nullcontext():
        if client:
            documents = divided_by(client, documents)
        report = _reviewed(documents, paths, last_year, jobs, settings, options)
        if client:
            report = _judged(report, documents, client, settings, options)
    if decisions:
        report = _remembered(report, documents, settings)
    if baseline is not None:
        report = apply_baseline(report, documents, baseline)
    if not fix:
        from review.deliver import outputs

        for content, target in outputs(report, documents, fmt, output, paths):
            put(content, target)
    if failed:
        raise typer.Exit(FAILED)
    if fail_on is not FailOn.never:
        worst = min((finding.severity.rank for finding in report.findings), default=99)
        raise typer.Exit(FOUND if worst <= Severity(fail_on.value).rank else DONE)


def _reviewed(
    documents: Sequence[Document],
    paths: Sequence[Path],
    last_year: Path | None,
    jobs: int | None,
    settings: Settings,
    options: dict[str, Any],
) -> Report:
    """The review with the settings, the exceptions beside the files and last year's table."""
    from review.batch import review_many
    from review.exceptions import beside

    earlier = None
    if last_year is not None:
        earlier, failed = with_tables([str(last_year)], settings)
        if failed:
            raise typer.Exit(FAILED)
    exceptions, notices = beside(paths, documents)
    report = review_many(
        documents,
        jobs=jobs,
        progress=lambda done, total: progress(done, total, "已审核"),
        thresholds=settings.thresholds,
        severities=settings.severities,
        exceptions=exceptions,
        last_year=earlier,
        **options,
    )
    report = report.model_copy(update={"notices": notices + report.notices})
    for notice in report.notices:
        say(notice)
    return report


def _judged(
    report: Report, documents: Sequence[Document], client: Client, settings: Settings, options: dict[str, Any]
) -> Report:
    """With the model's second opinion."""
    from review.engine import chosen_codes
    from review.judge import judge

    codes = chosen_codes(options["select"], options["ignore"], settings.severities)
    judged = judge(report, documents, client, codes)
    for notice in judged.notices[len(report.notices) :]:
        say(notice)
    if judged.model:
        say_cost(judged.model)
    return judged


def _remembered(report: Report, documents: Sequence[Document], settings: Settings) -> Report:
    """With what people decided about these documents before; how many findings that concerns is told."""
    from review.remembered import remembered

    settled = remembered(report, documents, settings)
    for notice in settled.notices[len(report.notices) :]:
        say(notice)
    return settled


def _fixed(documents: Sequence[Document], output: Path | None, paths: Sequence[Path]) -> list[Document]:
    """The documents with slips corrected: the changes printed, the corrected table written where the user says."""
    from review.deliver import refuse_inputs
    from review.fix import diff, fix_document

    corrected, fixes = zip(*map(fix_document, documents), strict=True) if documents else ((), ())
    told = diff(fix for some in fixes for fix in some)
    put(told or "没有可以放心自动改的地方。\n", None)
    if output is not None and told:
        if len(corrected) != 1:
            raise ConfigError(f"有 {len(corrected)} 份文件，--fix -o 一次只能写一份；请逐个处理。")
        refuse_inputs(output, paths)
        write(corrected[0], output.suffix[1:].lower(), output)
    return list(corrected)


def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="规则编号或名称，如 JX350 或 unmeasurable-percent")],
) -> None:
    """一条规则查什么、为什么、依据哪一条、何时可忽略。"""
    from review.engine import find_rule
    from review.manual import explain as manual

    print(manual(find_rule(code)))


def rules() -> None:
    """列出全部规则。"""
    from review.engine import catalogue
    from review.manual import manual

    for rule in catalogue():
        print(f"{rule.code}  {rule.severity.value:<7}  {rule.name:<32}  {manual(rule).title}")


def _codes(values: Sequence[str] | None) -> list[str]:
    return [code.strip() for value in values or () for code in value.split(",") if code.strip()]
