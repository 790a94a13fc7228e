"""Rates that the purpose itself sets (快递进村覆盖率达到100%): targets of the user, on the row that measures them or on one of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.library import evidence_for
from corpus.taxonomy import Level2
from drafting import purpose_words as words
from drafting.candidates import user_source
from drafting.count_names import LONGEST
from drafting.draft import DraftRow
from drafting.history import similarity
from drafting.lexicon import verbs
from drafting.quantities import measure_before
from drafting.stated_limits import limit_rows

_FALLING = re.compile(
    r"(?:发生|死亡|投诉|差错|事故|失业|空置|返贫|流失|重复信访|再犯罪|超标|漏损|损耗|问题)率$|(?:利|费|税|折旧|汇)率$"
)
"""Rates of which less is better, or of whose direction the words say nothing: they are left to the user."""
_AIM = re.compile(
    r"^(?:[一二三四五六七八九]是|使|让|确保|保证|保障|实现|力争|要求|其中|并|且|后|(?:项目)?(?:建成|完成|实施|投用)后)+"
)
_LEVELS = (
    (Level2.SATISFACTION, re.compile(r"满意[度率]$")),
    (Level2.ECONOMIC, re.compile(r"(?:收入|额|产值|产量|效益|利润|税收)(?:增长|下降)率$")),
    (
        Level2.ECOLOGICAL,
        re.compile(r"(?:能耗|排放量?|污染物?|用水量?|用电量?|覆盖度)(?:增长|下降)率$|^.{0,6}(?:森林|绿化)覆盖率$"),
    ),
    (Level2.TIMELINESS, re.compile(r"(?:及时|按时|按期|开工|竣工|完工)率$")),
    (
        Level2.QUALITY,
        re.compile(
            r"(?:合格|达标|成活|完好|准确|优良|通过|完整|规范|保存|可用|验收|发芽|结业|毕业|入库|到会|出勤|在线|有效)率$|免疫密度$"
        ),
    ),
)
_STATES = re.compile(r"(?:合格|达标|成活|完好|准确|优良|完整|规范|及时|知晓|按期|按时|可用)率$")
"""Rates that tell in what state things are and not what is done to them."""
_SAME_STATE = (re.compile(r"(?:在线|可用|完好)率$"), re.compile(r"随访(?:管理)?率$"))
"""Ends of rates of which one tells the other."""
_GROWN = {"提高": "增长", "提升": "增长", "减少": "下降", "降低": "下降"}
_ABOUT = {
    "普及": "已普及{}的户（人）数占总户（人）数的比例",
    "覆盖": "{}已覆盖的对象数占应覆盖对象数的比例",
    "利用": "{}实际使用时间占可使用时间的比例",
    "使用": "实际使用的{0}数量占{0}总数的比例",
}
"""How a rate is reckoned, by its verb."""
_LISTED = re.compile(r"(?:^|(?<=[，,；;。]))(?P<all>(?:[\u4e00-\u9fff]{1,3}[、和及与])+)$")
"""Short members of a list that share the rate told behind the last."""
_SHORTEST = 5
"""Characters of a name that says of what the rate is."""
_BARE = 2
_OF_ALL_WORKS = re.compile(r"^(?:工程|项目|建设|施工)+(?:质量)?(?:验收)?合格率$")
"""A rate of all that is built: no acceptance of one part is asked for besides."""
_NO_SUBJECT = re.compile(
    r"(?:合格|达标|完成|覆盖|及时|准确|通过|完好|使用|利用|知晓|合规|普及|办结|整改|到位|满意|参与|增长|下降|达到|提升)[率度]$"
)
"""Rates that say nothing without of what: 合格率, but 早诊率, 留用率."""
_ALIKE = 0.6
_WHOLE = "100"


def with_stated(rows: Sequence[DraftRow], purpose: str) -> list[DraftRow]:
    """``rows`` with the rates that ``purpose`` sets."""
    told = list(rows)
    for stated in (*stated_rows(purpose), *limit_rows(purpose)):
        at = next((k for k, row in enumerate(told) if _measures(row, stated)), None)
        if at is not None:
            told[at] = _set(told[at], stated)
        elif len(stated.name) >= _SHORTEST or (len(stated.name) > _BARE and not _NO_SUBJECT.match(stated.name)):
            told.insert(0, stated)
    return [
        row for row in told if not any(_asks_again(row, stated) or _in_the_same_state(row, stated) for stated in told)
    ]


def stated_rows(purpose: str) -> list[DraftRow]:
    """A row for each rate that ``purpose`` sets, in its order."""
    rows: dict[str, DraftRow] = {}
    for match in words.STATED.finditer(purpose):
        name = _name(match)
        level = next((level for level, end in _LEVELS if end.search(name)), Level2.SOCIAL)
        name = re.sub(r"满意率$", "满意度", name)
        if _FALLING.search(name) or float(match["number"]) > float(_WHOLE):
            continue
        way = "=" if match["number"] == _WHOLE else "≥"
        rows.setdefault(
            name,
            DraftRow(
                level2=level,
                name=name,
                description=_about(name),
                value=f"{way}{match['number']}%",
                unit="%",
                way=way,
                evidence=evidence_for(level),
                sources=(user_source(match[0]),),
            ),
        )
    return list(rows.values())


def _name(match: re.Match[str]) -> str:
    """The rate's name without the measure word of a count right before it and without idle words."""
    name = match["name"].removeprefix(measure_before(match))
    name = _AIM.sub("", words.LEAD.sub("", name))
    listed = _LISTED.search(match.string[: match.start()])
    if listed and not listed["all"].startswith(verbs()) and len(listed["all"] + name) <= LONGEST:
        name = f"{listed['all']}{name}"  # 猪、牛、羊口蹄疫免疫密度
    grown = match["grown"]
    return f"{name}{_GROWN.get(grown, grown)}率" if grown else name


def _measures(row: DraftRow, stated: DraftRow) -> bool:
    """Whether an open row is the one that the rate or the limit was set for."""
    if row.pending and row.name == stated.name:
        return True
    if not row.pending or row.way == "date" or (stated.unit == "%") != (row.unit == "%"):
        return False
    if stated.unit != "%" and row.level2 is not stated.level2:
        return False
    if stated.level2 is Level2.SATISFACTION:
        return row.level2 is Level2.SATISFACTION
    if "数据" in row.name and "数据" not in stated.name:
        return False  # 抗体合格率 is none of the samples' data
    return row.name.endswith(stated.name) or similarity(row.name, stated.name) >= _ALIKE


def _asks_again(row: DraftRow, stated: DraftRow) -> bool:
    """Whether an open rate is one that the user has set under a longer or another name: 扫描抽检合格率 beside 图像扫描合格率99%."""
    if not row.pending or stated.pending or {row.unit, stated.unit} != {"%"} or row.name[-3:] != stated.name[-3:]:
        return False
    if _OF_ALL_WORKS.search(stated.name) and row.name.endswith("验收合格率"):
        return True
    return not _NO_SUBJECT.match(stated.name[-3:]) or similarity(row.name[:-3], stated.name[:-3]) > 0


def _in_the_same_state(row: DraftRow, stated: DraftRow) -> bool:
    """Whether an open rate asks in other words for what the user has set: 视频点位完好率 beside 点位在线率98%."""
    if not row.pending or stated.pending or {row.unit, stated.unit} != {"%"}:
        return False
    for words_of_one in _SAME_STATE:
        found, told = words_of_one.search(row.name), words_of_one.search(stated.name)
        if found and told:
            alike = similarity(row.name[: found.start()], stated.name[: told.start()]) > 0
            return alike or not (found.start() and told.start()) or "随访" in found[0]
    return False


def _set(row: DraftRow, stated: DraftRow) -> DraftRow:
    told = {"value": stated.value, "way": stated.way, "unit": stated.unit, "reference_value": None}
    if stated.level2 is Level2.SATISFACTION and len(stated.name) >= _SHORTEST:
        who = stated.name.removesuffix("满意度")
        about = f"问卷调查中评价满意的份数占收回有效问卷份数的比例，调查对象为{who}"
        return row.model_copy(update={**told, "name": stated.name, "description": about, "sources": stated.sources})
    return row.model_copy(update={**told, "sources": (*row.sources, *stated.sources)})


def _about(name: str) -> str:
    if name.endswith("满意度"):
        who = name.removesuffix("满意度")
        return f"问卷调查中评价满意的份数占收回有效问卷份数的比例，调查对象为{who}"
    what, state = name[:-3], name[-3:-1]
    if state in ("增长", "下降"):
        return f"{what}较上年{'增加' if state == '增长' else '减少'}的比例"
    if state in _ABOUT:
        return _ABOUT[state].format(what)
    if _STATES.search(name):
        return f"{what}{state}的数量占{what}检查（统计）总数的比例"
    return f"{what}已{state}的数量占应{state}数量的比例"
