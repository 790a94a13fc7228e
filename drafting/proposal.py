"""A project proposal or a request for funds → the brief that it holds, each fact with the words that say it.

Nothing is made up: what the document does not say stays open, and what it says twice in two ways is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from corpus.citations import citations
from corpus.readers.prose import CELL, plain_text
from corpus.records import Record
from drafting.activities import read_purpose
from drafting.brief import Brief, brief_of
from drafting.costs import plain
from drafting.quantities import WAN
from errors import ConfigError, ReadError

_GAP = r"[ \t　]*(?:[:：]|\t)[ \t　]*"
_NAME = re.compile(rf"^[^\n]{{0,8}}?(?:项目名称|申报项目){_GAP}(?P<value>[^\n\t]{{2,60}})", re.MULTILINE)
_TITLE = re.compile(
    r"^(?:关于)?(?:申请|申报|解决|拨付|安排|实施|开展|请求)*(?P<value>[^\n：:，。]{3,50}?)(?:的?(?:请示|报告|申请|申报书|项目建议书|建议书|可行性研究报告|实施方案|工作方案|立项说明|情况说明|说明|方案|申报材料|函))\s*$",
    re.MULTILINE,
)
_DEPARTMENT = re.compile(
    rf"^[^\n]{{0,8}}?(?:(?:申报|实施|建设|项目|主管|承担|填报|编制)(?:单位|部门)|部门名称|单位名称)(?:[（(][^\n）)]*[)）])?{_GAP}(?P<value>[^\n\t，。]{{3,30}})",
    re.MULTILINE,
)
_LETTERHEAD = re.compile(
    r"^[ \t　]*(?P<value>[^\n，。：、]{2,20}(?:局|委员会|办公室|中心|大队|人民政府|法院|检察院|联合会|总工会|馆|校|院|站))(?:文件)?[ \t　]*$",
    re.MULTILINE,
)
"""The unit whose paper it is; what follows a colon is who is asked."""
_AMOUNT = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)[ \t]*(?P<unit>亿元|万元|千元|元)"
_BUDGETS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:申请(?:使用|安排|拨付|解决)?(?:[中央省市县区乡镇本同]{{1,2}}级)?(?:财政)?(?:专项|补助|配套)?(?:资金|经费|预算)|申报(?:资金|金额|预算)|(?:拟)?申请(?:安排|拨付|解决))[^\n。；;，\d]{{0,16}}{_AMOUNT}",
        rf"(?:总投资|投资总额|项目总?预算|预算(?:总额|金额|数|资金|规模)|资金总额|经费(?:总额|预算)|总(?:经费|费用)|概算总?投资)[^\n。；;\d]{{0,14}}{_AMOUNT}",
        rf"(?:共需|共计|合计|需要?(?:资金|经费)|所需(?:资金|经费)|安排(?:资金|预算|经费)|总计|预算)[^\n。；;\d]{{0,14}}{_AMOUNT}",
    )
)
"""From the words that name the sum asked for to those that only sum something up."""
_WHOLE = re.compile(rf"(?:总投资|投资总额|概算总?投资)[^\n。；;，\d]{{0,14}}{_AMOUNT}")
"""Other funds than those asked for may be in it."""
_LABELLED = re.compile(
    r"(?:申请|总投资|预算|资金|经费|金额)[^\n\t：:（(]{0,10}[（(](?P<unit>亿元|万元|千元|元)[）)][^\n\d]{0,4}(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)"
)
"""Tables print the unit with the label: 申请资金（万元） 18."""
_HEADING = re.compile(
    r"^[ \t　]*(?:第?[一二三四五六七八九十]+[、.．章节]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、.．])?[ \t　]*(?P<title>[^\n，。；：:\t]{2,18})(?P<gap>[:：\t])?"
)
_WORK = re.compile(
    r"用途|(?:主要|建设|实施|工作|项目|支出|服务|采购)(?:内容|任务)|内容(?:及|和)规模|测算|预算明细|支出明细"
)
_FOUNDS = re.compile(r"依据|政策|背景")
_NO_WORK = re.compile(
    r"依据|背景|必要性|意义|概况|目标|效益|绩效|保障|组织|进度|计划安排|风险|附件|名称|单位|负责人|电话|资金来源|结论"
)
_YEAR = re.compile(
    r"(?P<year>20\d\d)年(?:度)?(?=[^\n]{0,12}(?:预算|项目|申报|计划|实施|经费))|(?<!\d)(?P<other>20\d\d)年度"
)
_PROMISES = re.compile(r"效益|绩效目标|(?:预期|总体|年度)(?:目标|效果|成效)")
_PROMISED = re.compile(
    r"率[^，。；;]{0,6}\d|(?:惠及|受益)(?:群众|居民|村民|农户|学生|职工|企业|人口|人数|户数)[^，。；;]{0,4}\d"
)
"""What is to be reached, with its number: it is a target of the user's own."""
_THEN = re.compile(
    r"^(?:通过)?(?:本|该)?项目?(?:的)?(?:建成|实施|完成|投用|投入使用)(?:以)?后?(?:预计|将|可|能)*|^(?:预计|将|可|能)+"
)
_SCHEDULE = re.compile(r"进度|步骤|时间安排|实施计划|阶段")
_READY = re.compile(
    r"(?<![\d—至~-])(?P<month>1[0-2]|[1-9])月(?:底|末|\d{1,2}日)?之?前(?:全面|全部)?(?:完成|竣工|完工|交付|通过)(?:[^，,。；;\n]{0,4}验收)?"
)
_CLAUSE = re.compile(r"[，,；;。]")
_MOST_PROMISES = 4
_LONGEST = 1200
_MOST_DOCUMENTS = 3


class Quoted(Record):
    """One fact with the words of the document that say it."""

    field: str
    """Of the brief: name, budget, purpose, department, year, basis; or ``activity``."""
    value: str
    quote: str
    """A substring of the document."""


class Proposal(Record):
    """What a document says of one project."""

    source: str
    fields: dict[str, Any]
    """Of a brief; what the document does not say is absent. Budget in 万元."""
    quotes: tuple[Quoted, ...]
    notices: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """Names of further projects in the same document."""

    def brief(self, **given: Any) -> Brief:
        """The brief, what the user gives before what the document says. Raises ConfigError for what both leave open."""
        fields = self.fields | {name: value for name, value in given.items() if value is not None}
        lacking = {
            "name": "项目名称（--name）",
            "budget": "预算数（--budget，万元）",
            "purpose": "资金用途（--purpose）",
        }
        missing = [words for name, words in lacking.items() if not fields.get(name)]
        if missing:
            raise ConfigError(f"{self.source} 里没有找到{'、'.join(missing)}；请补充后再起草。")
        return brief_of(fields)

    def to_json(self) -> dict[str, Any]:
        """What stands under ``from`` in ``draft --from FILE --format json``."""
        return self.model_dump(mode="json", exclude={"fields"})


def read_proposal(path: Path, wanted: str | None = None, max_mb: int = 30) -> Proposal:
    """The proposal in a .docx, .pdf or text file. Raises ReadError as :func:`proposal`, and for a missing file."""
    from corpus.readers import load

    return proposal(path.name, load(path, max_mb), wanted)


def proposal(name: str, data: bytes, wanted: str | None = None) -> Proposal:
    """What the file ``name`` with the bytes ``data`` says of its first project, or of that whose name has ``wanted``.

    Raises ReadError for what is no readable text, and for ``wanted`` that no project's name has.
    """
    return read_text(name, plain_text(name, data), wanted)


def read_text(source: str, text: str, wanted: str | None = None) -> Proposal:
    """As :func:`proposal` for the text itself."""
    parts = _projects(text)
    names = [_name(part) for part in parts]
    at = 0
    if wanted:
        hits = [k for k, found in enumerate(names) if found and wanted in found.value]
        if not hits and len(parts) > 1:
            raise ReadError(source, f"里面没有名称含“{wanted}”的项目；有：{'、'.join(n.value for n in names if n)}")
        at = hits[0] if hits else 0
    others = tuple(found.value for k, found in enumerate(names) if found and k != at)
    notices = []
    if others:
        told = names[at]
        notices.append(
            f"文件里有 {len(parts)} 个项目，这里只起草“{told.value if told else '第一个'}”；"
            f"其余（{'、'.join(others)}）请用 --name 选定后分别起草。"
        )
    return _proposal(source, parts[at], others, notices)


def _proposal(source: str, text: str, others: tuple[str, ...], notices: list[str]) -> Proposal:
    quotes = [fact for fact in (_name(text), _department(text), _year(text)) if fact]
    budget, doubts = _budget(text)
    notices += doubts
    if budget:
        quotes.append(budget)
    fields: dict[str, Any] = {fact.field: fact.value for fact in quotes}
    work = _work(text)
    if work:
        work += [said for said in (*_promises(text), *_finish(text)) if not any(said in line for line in work)]
        fields["purpose"] = "；".join(line.rstrip("。；;，, ") for line in work)
        quotes += [Quoted(field="purpose", value=line, quote=line) for line in work]
        quotes += [
            Quoted(field="activity", value=f"{a.act}{a.object}{'、'.join(q.text for q in a.quantities)}", quote=a.quote)
            for a in read_purpose(fields["purpose"]).activities
            if a.quote in text
        ]
    named = _documents(text)
    if named:
        fields["basis"] = tuple(fact.value for fact in named)
    return Proposal(source=source, fields=fields, quotes=(*quotes, *named), notices=tuple(notices), others=others)


def _projects(text: str) -> list[str]:
    """The parts of ``text`` that speak of one project each: one, unless it prints several different 项目名称."""
    starts = list(_NAME.finditer(text))
    first = {match["value"].strip(): match.start() for match in reversed(starts)}
    cuts = sorted(first.values())
    if len(cuts) < 2:
        return [text]
    return [text[start:stop] for start, stop in zip(cuts, [*cuts[1:], len(text)], strict=True)]


def _name(text: str) -> Quoted | None:
    match = _NAME.search(text) or _TITLE.search(text[:600])
    if match is None:
        return None
    value = match["value"].strip(' 　“”"《》。')
    return Quoted(field="name", value=value, quote=match[0].strip())


def _department(text: str) -> Quoted | None:
    match = _DEPARTMENT.search(text) or _LETTERHEAD.search(text[:200])
    return Quoted(field="department", value=match["value"].strip(), quote=match[0].strip()) if match else None


def _year(text: str) -> Quoted | None:
    match = _YEAR.search(text)
    return Quoted(field="year", value=match["year"] or match["other"], quote=match[0]) if match else None


def _budget(text: str) -> tuple[Quoted | None, list[str]]:
    """The sum asked for in 万元, and a notice where the document names another one in the same way."""
    for pattern in (*_BUDGETS[:1], _LABELLED, *_BUDGETS[1:]):
        found = [
            Quoted(
                field="budget", value=plain(Decimal(m["number"].replace(",", "")) * WAN[m["unit"]]), quote=m[0].strip()
            )
            for m in pattern.finditer(text)
        ]
        if found:
            sums = list(dict.fromkeys(fact.value for fact in found))
            best = found[0]
            sums += [total for total in _totals(text) if pattern is _BUDGETS[0] and total not in sums]
            doubts = [
                f"文件里的预算数不止一个（{'、'.join(sums)}万元），按“{best.quote}”取 {best.value} 万元，请核对。"
            ]
            return best, doubts if len(sums) > 1 else []
    return None, []


def _totals(text: str) -> list[str]:
    """What the whole project costs in 万元, whoever pays for it."""
    return [plain(Decimal(m["number"].replace(",", "")) * WAN[m["unit"]]) for m in _WHOLE.finditer(text)]


def _work(text: str) -> list[str]:
    """The lines that say what the money is spent on: those under such a heading, else those with activities in them."""
    under = [line for title, line in _sections(text) if _WORK.search(title) and not _NO_WORK.search(title)]
    chosen = [line for line in under if read_purpose(line).activities]
    if not chosen:
        loose = [line for title, line in _sections(text) if not _NO_WORK.search(title)]
        chosen = [line for line in loose if any(a.quantities for a in read_purpose(line).activities)]
    total, kept = 0, []
    for line in dict.fromkeys(chosen):
        total += len(line)
        if total > _LONGEST:
            break
        kept.append(line)
    return kept


def _promises(text: str) -> list[str]:
    """The clauses on benefits and goals that hold a number: 供水保证率达到95%以上."""
    lines = [line for title, line in _sections(text) if _PROMISES.search(title)]
    told = [_THEN.sub("", c.strip()) for line in lines for c in _CLAUSE.split(line) if _PROMISED.search(c)]
    return list(dict.fromkeys(told))[:_MOST_PROMISES]


def _finish(text: str) -> list[str]:
    """The last date of the schedule by which something stands ready: 11月底前完成验收."""
    lines = [line for title, line in _sections(text) if _SCHEDULE.search(title)]
    dates = [match for line in lines for match in _READY.finditer(line)]
    last = max(dates, key=lambda match: int(match["month"]), default=None)
    return [last[0]] if last else []


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """(heading, line) of every line below a heading; a line that begins with its label counts as under it."""
    title = ""
    for raw in text.splitlines():
        line = raw.strip(" \t　")
        if not line:
            continue
        match = _HEADING.match(line)
        if match and match["gap"] and (rest := line[match.end() :].strip()):
            label = match["title"]
            if _WORK.search(label) or _NO_WORK.search(label) or _SCHEDULE.search(label):
                yield label, rest.split(CELL)[0] if CELL in rest else rest
                continue
        if match and match.end() == len(line) and (_WORK.search(line) or _NO_WORK.search(line) or _numbered(line)):
            title = match["title"]
            continue
        yield title, line


def _numbered(line: str) -> bool:
    return bool(re.match(r"[一二三四五六七八九十]+、", line)) and not read_purpose(line).activities


def _documents(text: str) -> Sequence[Quoted]:
    """Documents that the proposal itself rests on, as printed."""
    found: list[Quoted] = []
    for title, line in _sections(text):
        if not (_FOUNDS.search(title) or re.match(r"(?:根据|依据|按照|为贯彻)", line)):
            continue
        for citation in citations(line):
            words = f"《{citation.title}》" if citation.title else citation.number or ""
            if citation.title and citation.number:
                match = re.search(rf"《{re.escape(citation.title)}》[（(]?{re.escape(citation.number)}[）)]?", line)
                words = match[0] if match else words
            if words and words in text and words not in [f.value for f in found]:
                found.append(Quoted(field="basis", value=words, quote=words))
    return found[:_MOST_DOCUMENTS]
