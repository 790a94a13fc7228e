"""The command-line door: the calls that the web page makes, printed. Results on stdout, talk on stderr.

Nothing heavy is imported before a command needs it, so that ``jixiao --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from errors import ConfigError, JixiaoError, ReadError

if TYPE_CHECKING:
    from corpus.records import Document
    from corpus.store import Corpus
    from drafting.brief import Brief
    from review.findings import Report
    from settings import Settings

DONE, FOUND, FAILED = 0, 1, 2
"""Exit status: nothing to report; findings at or above ``--fail-on``; the tool could not do it."""

_LONG_RUN = 20
"""Files from which on a run tells its progress."""

app = typer.Typer(
    name="jixiao",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""预算绩效目标表的起草、审核与检索。

\b
例：
  jixiao review 某局绩效目标.docx
  jixiao search 森林防火宣传次数
  jixiao draft --name 森林防火宣传与演练 --budget 18 --purpose "购置宣传品,组织两次演练"

退出码：0 没有要报告的；1 有达到 --fail-on 的问题；2 没能完成。""",
)
corpus_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="语料库：收入、查看、移除、导出、重建索引。")
app.add_typer(corpus_app, name="corpus")


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    hint = "hint"
    never = "never"


class Kind(StrEnum):
    """What is searched."""

    table = "table"
    indicator = "indicator"


class Listing(StrEnum):
    """How a result is printed."""

    json = "json"
    table = "table"


class Form(StrEnum):
    """How a table is written."""

    json = "json"
    table = "table"
    docx = "docx"
    xlsx = "xlsx"
    html = "html"


Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="文件或文件夹；- 表示标准输入")]
Data = Annotated[
    Path | None, typer.Option("--data", metavar="DIR", help="语料库所在的文件夹（也可用环境变量 JIXIAO_DATA）")
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="写到这个文件，不写则打印")]
Model = Annotated[bool | None, typer.Option("--model/--no-model", help="是否用已设置的模型辅助；规则总是先行")]


@app.command()
def read(
    files: Files,
    fmt: Annotated[Listing, typer.Option("--format", help="json 逐格输出，table 按表样预览")] = Listing.json,
) -> None:
    """读出文件里的绩效目标表，逐格列出，没读懂的写进 notices。"""
    documents, failed = _documents(files, _settings())
    if fmt is Listing.table:
        from terminal import show_document

        for document in documents:
            show_document(document)
    else:
        _print_json({"version": 1, "documents": [document.to_json() for document in documents]})
    raise typer.Exit(FAILED if failed else DONE)


@app.command()
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
    jobs: Annotated[int | None, typer.Option(min=1, metavar="N", help="用几个进程，默认与处理器核数相同")] = None,
) -> None:
    """审核绩效目标表：每条问题给出单元格、原文、依据和建议，并说明没查什么。

    文件旁的“文件名.jixiao.toml”列出已有理由不改的问题。
    """
    from review import formats
    from review.findings import Severity
    from review.suppress import apply_baseline

    settings = _settings()
    _say_about_model(model, settings)
    if fmt not in formats.names():
        raise ConfigError(f"没有名为“{fmt}”的输出格式；可用的有：{'、'.join(formats.names())}。")
    documents, failed = _with_tables(files, settings)
    paths = [Path(file) for file in files if file != "-"]
    if fix:
        documents = _fixed(documents, output, paths)
    elif fmt not in {"text", "json"}:
        from review.worklist import named_apart

        documents = named_apart(documents)
    options = {"select": _codes(select), "ignore": _codes(ignore)}
    report = _reviewed(documents, paths, last_year, jobs, settings, options)
    if baseline is not None:
        report = apply_baseline(report, documents, baseline)
    if not fix:
        from review.deliver import outputs

        for content, target in outputs(report, documents, fmt, output, paths):
            _put(content, target)
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
        earlier, failed = _with_tables([str(last_year)], settings)
        if failed:
            raise typer.Exit(FAILED)
    exceptions, notices = beside(paths, documents)
    report = review_many(
        documents,
        jobs=jobs,
        progress=lambda done, total: _progress(done, total, "已审核"),
        thresholds=settings.thresholds,
        severities=settings.severities,
        exceptions=exceptions,
        last_year=earlier,
        **options,
    )
    report = report.model_copy(update={"notices": notices + report.notices})
    for notice in report.notices:
        _say(notice)
    return report


def _fixed(documents: Sequence[Document], output: Path | None, paths: Sequence[Path]) -> list[Document]:
    """The documents with slips corrected: the changes printed, the corrected table written where the user says."""
    from review.deliver import refuse_inputs
    from review.fix import diff, fix_document

    corrected, fixes = zip(*map(fix_document, documents), strict=True) if documents else ((), ())
    told = diff(fix for some in fixes for fix in some)
    _put(told or "没有可以放心自动改的地方。\n", None)
    if output is not None and told:
        if len(corrected) != 1:
            raise ConfigError(f"有 {len(corrected)} 份文件，--fix -o 一次只能写一份；请逐个处理。")
        refuse_inputs(output, paths)
        _write(corrected[0], output.suffix[1:].lower(), output)
    return list(corrected)


@app.command()
def explain(
    code: Annotated[str, typer.Argument(metavar="CODE", help="规则编号或名称，如 JX350 或 unmeasurable-percent")],
) -> None:
    """一条规则查什么、为什么、依据哪一条、何时可忽略。"""
    from review.engine import find_rule
    from review.manual import explain as manual

    print(manual(find_rule(code)))


@app.command()
def rules() -> None:
    """列出全部规则。"""
    from review.engine import rules as all_rules
    from review.manual import manual

    for rule in all_rules():
        print(f"{rule.code}  {rule.severity.value:<7}  {rule.name:<32}  {manual(rule).title}")


@corpus_app.command("add")
def corpus_add(paths: Files, data: Data = None) -> None:
    """收入文件或文件夹；同一内容只收一次，坏文件跳过并说明。"""
    from corpus.store import Corpus
    from review.verdicts import verdicts

    settings = _settings(data)
    added = present = failed = 0
    with Corpus.open(settings.data, settings) as corpus:
        for item in _each(paths, settings):
            try:
                if isinstance(item, ReadError):
                    raise item
                new = corpus.add(item, verdicts(item, settings.thresholds))
            except JixiaoError as error:
                failed += 1
                _say(str(error))
                continue
            added, present = added + new, present + (not new)
            _say(f"{'已收入' if new else '已在库中'}：{item.source}（{len(item.projects)} 个项目）")
        if corpus.note:
            _say(corpus.note)
    print(f"收入 {added} 份，已在库中 {present} 份，未能收入 {failed} 份。")
    raise typer.Exit(FAILED if failed else DONE)


@corpus_app.command("list")
def corpus_list(
    data: Data = None, fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.table
) -> None:
    """列出已收入的文件。"""
    with _corpus(data) as corpus:
        documents = corpus.list()
    if fmt is Listing.json:
        _print_json({"version": 1, "documents": [document.model_dump(mode="json") for document in documents]})
    else:
        from terminal import show_stored

        show_stored(documents)


@corpus_app.command("stats")
def corpus_stats(
    data: Data = None, fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.table
) -> None:
    """语料库里有多少文件、项目、指标，各年度、各类别各多少。"""
    with _corpus(data) as corpus:
        stats = corpus.stats()
    if fmt is Listing.json:
        _print_json({"version": 1, **stats.model_dump(mode="json")})
    else:
        from terminal import show_stats

        show_stats(stats)


@corpus_app.command("remove")
def corpus_remove(document_id: Annotated[str, typer.Argument(metavar="ID")], data: Data = None) -> None:
    """移除一份文件及其全部指标。"""
    with _corpus(data) as corpus:
        corpus.remove(document_id)
    print(f"已移除：{document_id}")


@corpus_app.command("export")
def corpus_export(file: Annotated[Path, typer.Argument(metavar="FILE")], data: Data = None) -> None:
    """导出为 JSON Lines；在另一台机器上 corpus add 这个文件即得同样的语料库。"""
    with _corpus(data) as corpus:
        count = corpus.export(file)
    print(f"已导出 {count} 份文件到 {file}")


@corpus_app.command("rebuild")
def corpus_rebuild(data: Data = None) -> None:
    """按台账重建检索索引。"""
    with _corpus(data) as corpus:
        notes = corpus.rebuild(lambda done, total, name: _say(f"[{done}/{total}] {name}"))
    for note in notes:
        _say(note)
    print("索引已重建。")


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY|-", help="要找的指标或项目；- 表示从标准输入每行读一个")],
    kind: Annotated[Kind, typer.Option(help="找整张表，还是找指标")] = Kind.indicator,
    level2: Annotated[str | None, typer.Option(metavar="X", help="只要这一类二级指标")] = None,
    department: Annotated[str | None, typer.Option(metavar="X", help="部门名称中的字")] = None,
    year: Annotated[int | None, typer.Option(metavar="N", help="预算年度")] = None,
    budget_min: Annotated[float | None, typer.Option(metavar="N", help="项目预算不低于（万元）")] = None,
    budget_max: Annotated[float | None, typer.Option(metavar="N", help="项目预算不高于（万元）")] = None,
    top: Annotated[int, typer.Option(min=1, max=1000, help="最多给出几条")] = 10,
    flat: Annotated[bool, typer.Option("--flat", help="不合并相似的，只按相关程度排")] = False,
    fmt: Annotated[Listing, typer.Option("--format", help="输出格式")] = Listing.json,
    data: Data = None,
) -> None:
    """在语料库里找别人怎么设：每条说明为何找到、出自哪里。"""
    from corpus.store import EMPTY
    from errors import CorpusError

    many = query == "-"
    with _corpus(data) as corpus:
        if not corpus.stats().documents:
            raise CorpusError(EMPTY)
        for one in _lines() if many else (query,):
            hits = corpus.search(one, kind.value, level2, department, year, budget_min, budget_max, top=top, flat=flat)
            for note in hits.notes:
                _say(note)
            if fmt is Listing.table and not many:
                from terminal import show_hits

                show_hits(hits)
            else:
                result = {"query": one, "results": [hit.to_json() for hit in hits]}
                _print_json(result, compact=many)


@app.command()
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
    fmt: Annotated[Form, typer.Option("--format", help="输出格式")] = Form.json,
    output: Output = None,
    model: Model = None,
    data: Data = None,
) -> None:
    """起草一张绩效目标表：每行标明出处，没有的数写“待填报”，缺的事实列成问题。"""
    from drafting.compose import draft as compose

    settings = _settings(data)
    _say_about_model(model, settings)
    given = {
        "name": name, "budget": budget, "purpose": purpose, "department": department, "year": year, "category": category
    }  # fmt: skip
    fields: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if last_year is not None:
        from corpus.readers import read_file

        fields["last_year"] = read_file(last_year, settings.max_file_mb)
    briefs = _briefs(brief, fields)
    many = brief == "-"
    if many and fmt is not Form.json:
        raise ConfigError("从标准输入读多个项目时只能输出 JSON；请去掉 --format。")
    with _corpus(data) as corpus:
        for one in briefs:
            result = compose(one, corpus)
            if fmt is Form.json:
                _print_json(result.to_json(), compact=many, output=output)
            elif fmt is Form.table:
                from terminal import show_draft

                show_draft(result)
            else:
                _write(result.document(), fmt.value, output)


@app.command()
def export(
    file: Annotated[str, typer.Argument(metavar="FILE", help="任何能读的文件，或 read、draft 打印的 JSON")],
    fmt: Annotated[Form, typer.Option("--format", help="docx、xlsx、html 或 json")],
    output: Output = None,
) -> None:
    """把读到的表按规定格式重新写出。"""
    if fmt is Form.table:
        raise ConfigError("export 能写 docx、xlsx、html、json；要在终端预览请用 jixiao read --format table。")
    documents, failed = _with_tables([file], _settings())
    if failed:
        raise typer.Exit(FAILED)
    if len(documents) != 1:
        raise ConfigError(f"{file} 里有 {len(documents)} 份文档，一次只能导出一份。")
    _write(documents[0], fmt.value, output)


@app.command()
def doctor(data: Data = None) -> None:
    """检查这台机器上什么能用：模型端点、向量、语料库、字体、文字识别。"""
    from doctor import checkup

    for check in checkup(_settings(data)):
        print(f"{'正常' if check.works else '不可用'}  {check.name}：{check.text}")


@app.command("app")
def web_app(port: Annotated[int, typer.Option(help="端口")] = 8501) -> None:
    """启动网页（只在本机 127.0.0.1 可见）。"""
    import subprocess

    from settings import package_root

    script = package_root() / "app.py"
    # Said here as well as in .streamlit/config.toml, which only a checkout has.
    private = ["--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false", "--server.maxUploadSize", "30"]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port), *private]
    raise typer.Exit(subprocess.call(command))


def _settings(data: Path | None = None) -> Settings:
    from settings import load

    return load(data=data)


def _corpus(data: Path | None) -> Corpus:
    from corpus.store import Corpus

    settings = _settings(data)
    return Corpus.open(settings.data, settings)


def _each(files: Sequence[str], settings: Settings) -> Iterator[Document | ReadError]:
    """Documents and read errors of ``files``, ``-`` being standard input."""
    from itertools import groupby

    from corpus.readers import read_documents, read_paths

    for is_input, group in groupby(files, key=lambda file: file == "-"):
        if not is_input:
            yield from read_paths(
                map(Path, group),
                settings.max_file_mb,
                max_seconds=settings.max_seconds,
                max_memory_mb=settings.max_memory_mb,
                progress=_progress,
            )
            continue
        try:
            yield from read_documents("stdin", sys.stdin.buffer.read(settings.max_file_mb * 1024 * 1024))
        except ReadError as error:
            yield error


def _documents(files: Sequence[str], settings: Settings) -> tuple[list[Document], bool]:
    """What could be read, and whether anything could not; each failure is told in one sentence."""
    documents, failed = [], False
    for item in _each(files, settings):
        if isinstance(item, ReadError):
            failed = True
            _say(str(item))
        else:
            documents.append(item)
    if not documents and not failed:
        raise ConfigError("没有找到能读的文件；请检查路径和扩展名。")
    return documents, failed


def _with_tables(files: Sequence[str], settings: Settings) -> tuple[list[Document], bool]:
    """As :func:`_documents`, without those in which no table was found: nothing could be said about them."""
    documents, failed = _documents(files, settings)
    for document in documents:
        if not document.projects and document.part_one is None:
            failed = True
            _say(f"{document.source}：{document.notices[-1].text if document.notices else '没有找到绩效目标表。'}")
    return [d for d in documents if d.projects or d.part_one], failed


def _briefs(source: str | None, fields: dict[str, Any]) -> Iterator[Brief]:
    """The briefs of this call: one from the options, one from a file, or one a line from standard input.

    Options win over what the file says; without a year it is the next one, which is the budget being made.
    """
    from datetime import date

    from drafting.brief import brief_of, parse_brief, read_brief

    if source is None:
        found: Iterator[Brief] = iter([brief_of(fields)])
    elif source == "-":
        found = (parse_brief(line, "标准输入") for line in _lines())
    else:
        found = iter([read_brief(Path(source))])
    for brief in found:
        known = {name: value for name, value in dict(brief).items() if value is not None}
        yield brief_of({"year": date.today().year + 1} | known | fields)


def _lines() -> Iterator[str]:
    return (line.strip() for line in sys.stdin if line.strip())


def _codes(values: Sequence[str] | None) -> list[str]:
    return [code.strip() for value in values or () for code in value.split(",") if code.strip()]


def _say_about_model(wanted: bool | None, settings: Settings) -> None:
    if wanted:
        _say("本版本只用规则，不调用模型；结果不受影响。")


def _write(document: Document, fmt: str, output: Path | None) -> None:
    from corpus.writers import write

    content = write(document, fmt)
    if output is None and fmt != "json" and sys.stdout.isatty():
        raise ConfigError(f"{fmt} 不能直接打印；请用 -o 指定文件。")
    _put(content, output)


def _print_json(value: Any, compact: bool = False, output: Path | None = None) -> None:
    import json

    _put(json.dumps(value, ensure_ascii=False, indent=None if compact else 2) + "\n", output)


def _put(content: str | bytes, output: Path | None) -> None:
    """To a file or to standard output. Raises WriteError where the file cannot be written."""
    from errors import WriteError

    data = content.encode() if isinstance(content, str) else content
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise WriteError(f"不能写入 {output}（{error.strerror}）；请检查文件夹是否存在、文件是否正被打开。") from error
    _say(f"已写入 {output}")


def _progress(number: int, total: int, name: str) -> None:
    """Long runs say where they are; a few files are read before anyone asks."""
    if total >= _LONG_RUN:
        _say(f"[{number}/{total}] {name}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Entry point: every error is one sentence on stderr and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        status = app(standalone_mode=False)
    except JixiaoError as error:
        _say(str(error))
        status = FAILED
    except typer.TyperException as error:
        message = error.format_message()
        # A command group called without a command answers with its help.
        _say(message if "Usage:" in message else f"命令用法不对：{message} 用 jixiao --help 查看用法。")
        status = FAILED
    except (typer.Abort, KeyboardInterrupt):
        _say("已中止。")
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        status = DONE
    sys.exit(status if isinstance(status, int) else DONE)


if __name__ == "__main__":
    main()
