"""A part of a clause taken apart: the verb that the library knows, and the object without idle words."""

from __future__ import annotations

import re

from drafting import money_words
from drafting import purpose_words as words
from drafting.lexicon import doing_of, kind_of, verbs


def split_verb(rest: str) -> tuple[str | None, str]:
    """The verb of ``rest`` and its object: at the end first (检测设备采购), then at the start, then inside."""
    last = next((v for v in verbs() if rest.endswith(v)), None)
    first = next((v for v in verbs() if rest.startswith(v) and not only_names(v, rest[len(v) :])), None)
    if last and not (first and (kind_of(first), kind_of(last)) in words.FIRST_WINS):
        thing = rest[: -len(last)]
        before = next((v for v in verbs() if thing.endswith(v) and len(thing) > len(v) + 1), "")
        kinds = {kind_of(before), kind_of(last)}
        if before and (len(kinds) == 1 or kinds <= words.RENEWING):  # 图书补充更新
            last, thing = before + last, thing[: -len(before)]
        if (
            thing and doing_of(thing) == thing and kind_of(last) not in words.HELD
        ):  # 校对印刷: two things done to what is not named
            return None, ""
        alike = kind_of(first or "") == kind_of(last) or {kind_of(first or ""), kind_of(last)} <= words.SHARED
        if first and first != thing and alike:  # 编制详细规划, 制作公示牌更新
            thing = thing.removeprefix(first)
        bare, paid = tidy(without_verb(thing)), money_words.PAID_FOR.search(thing)
        if bare and paid and kind_of(last) in ("subsidy", "appraise") and thing.endswith(bare + paid[0]):
            return last, bare + paid[0]  # 公用经费补助: as it is called
        return last, bare
    if first:
        after = rest[len(first) :]
        if last and kind_of(last) == "clean":  # 更换火化炉带尾气处理: what comes with it
            after = re.sub(r"(?<=[\u4e00-\u9fff]{2})(?:附?带|含)[\u4e00-\u9fff]{2,}$", "", after)
        named = kind_of(first) == "social_insurance" and after  # 社保卡, 社保基金
        if doing_of(after) == after or named:  # 安置帮教
            return None, ""
        second = next((v for v in verbs() if after.startswith(v) and not only_names(v, after[len(v) :])), None)
        if second and kind_of(second) == kind_of(first):
            return second, tidy(after[len(second) :])
        if second and {kind_of(first), kind_of(second)} <= words.INHERITS and tidy(after[len(second) :]):
            return first + second, tidy(after[len(second) :])
        if second and kind_of(first) == "publicity" and kind_of(second) in words.MATERIAL:
            return second, tidy(after[len(second) :])  # 宣传印刷招商手册
        return first, tidy(after)
    if doing_of(rest):  # 违法用地拆除复耕: two things done, to be told as written
        return None, ""
    inside = [(rest.find(v), -len(v), v) for v in verbs() if v in rest and not only_names(v, rest.split(v, 1)[1])]
    if not inside:
        return None, ""
    at, _, verb = min(inside)
    at_place = kind_of(verb) in words.MATERIAL and words.AT_PLACE.fullmatch(rest[:at]) and tidy(rest[at + len(verb) :])
    if not leads_to_verb(rest[:at]) and not at_place:
        return None, ""  # 水厂消毒药剂: the verb only says which, so the whole is told as written
    after = tidy(rest[at + len(verb) :])
    return verb, after if after not in words.GENERIC and not after.startswith("进") else tidy(rest[:at])


def leads_to_verb(before: str) -> bool:
    """Whether a verb may follow ``before``: it says when or how, or is a verb itself (绿化补植苗木)."""
    return (
        before in words.EVERY_DAY
        or before in words.KINDS_OF_THINGS  # 装备更新执法记录仪
        or before.endswith(verbs())
        or any(said.fullmatch(before) for said in (words.FEAST, words.ADVERBS))
    )


def only_names(verb: str, after: str) -> bool:
    """Whether ``verb`` before ``after`` is no verb but part of a name: 调查员, 执法记录仪."""
    return (
        (verb + after).startswith(words.NAMES)
        or (verb == "示范" and bool(re.match(words.MODEL, after)))
        or bool(words.ROLE.match(after))
        or (kind_of(verb) == "health" and bool(words.HEALER.match(after)))
        or (kind_of(verb) in words.TOOL_KINDS and bool(words.TOOL.match(after)))
    )


def without_season(text: str) -> str:
    """``text`` without the season or the day before its verb."""
    day = words.MEMORIAL.match(text) or words.SEASON.match(text)
    rest = text[day.end() :] if day else text
    return words.LEAD.sub("", rest) if day and (rest.startswith(verbs()) or words.LEAD.match(rest)) else text


def without_verb(text: str) -> str:
    """``发放种粮`` → ``种粮``: the verb before an object whose own verb stands behind it."""
    bare = words.LEAD.sub("", text)
    first = next((v for v in verbs() if (bare.startswith(v) and len(bare) > len(v) + 1) or bare == v), "")
    if bare.startswith(words.NAMES) or only_names(first, bare[len(first) :]):
        return bare  # 优抚对象
    return bare[len(first) :] if kind_of(first) in words.GIVING else bare


def unquoted(text: str) -> str:
    """``text`` without quotation marks around it; those of “智慧”平台 stay, one without its other goes."""
    for opening, closing in words.QUOTES:
        if text.startswith(opening) and text.endswith(closing) and text.count(opening) == 1:
            text = text.removeprefix(opening).removesuffix(closing)
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    return text


def _kept_tail(match: re.Match[str]) -> str:
    """What of idle words at an end stays: the 项目 of 落地项目 and 体育项目, which belongs to what it names."""
    return "项目" if match.start() > 1 and match[0].startswith("项目") else ""


def tidy(text: str) -> str:
    """``text`` without what says only how many, whose or which: 全县各类办公设备 → 办公设备; empty where nothing is left."""
    text = unquoted(
        words.HEAD.sub("", words.TAIL.sub(_kept_tail, unquoted(re.sub(r"(?<!值)班$", "", text).strip(" 　:：（）()"))))
    )
    text = re.sub(r"^[（(][社居]区?[)）]", "", text)  # 112个村（居）法律顾问
    text = re.sub(r"^.+?(?:(?<![中高初同平均对])等(?!级)(?:各)?(?:品种|类|项|种)?|担任)(?=.{2,})", "", text)
    text = re.split(r"(?<!新)的", text)[-1]  # 新的社会阶层人士 is one term
    return "" if text in words.GENERIC or len(text) < 2 else text
