"""What a project's name says: what it is about, how it is called without the words that every name has."""

from __future__ import annotations

import re

from drafting import purpose_words as words
from drafting.lexicon import kind_of, verbs


def subject(name: str) -> str:
    """What a project is about: its name without the verb and the words that every project name has.

    ``森林防火宣传与演练`` → ``森林防火``; ``2026年农产品质量安全监管经费`` → ``农产品质量安全``.
    """
    plain = re.sub(
        r"[《》“”\"]|^.{2,6}?街道(?=.{4,})|^[\u4e00-\u9fff]{2,3}(?<![进下城])[镇乡](?!村)(?=.{4,})", "", name
    )
    plain = re.sub(
        r"^(?:19|20)\d{2}年度?|^第[一二三四五六七八九十]+(?:次|轮)(?:全国|全省)?|[（(].*?[)）]|^.{2,8}?(?:[省县](?!志)|(?<!城)市(?!场)|(?<![社小园景校])区(?![段域间块划]))(?=.{4,})",
        "",
        plain,
    )
    plain = re.sub(r"(?:免费|低收费)+(?=开放|向社会)", "", plain)
    if plain.startswith(("与", "及", "和")):  # 质量强县与品牌建设 begins with no place
        plain = name
    named = [m.span() for word in words.NAMES for m in re.finditer(word, plain)]
    found = [
        m
        for word in verbs()
        for m in re.finditer(re.escape(word), plain)
        if m.start() >= 2 and not any(start <= m.start() < stop for start, stop in named)
    ]
    cuts = [m.start() if m.start() > 2 else m.end() for m in found]
    cuts += [
        m.start()
        for m in re.finditer(r"专项|经费|资金|项目|工作|补助|监管|管理|服务|工程|与|及|和|费$", plain)
        if m.start() > 2
    ]
    cut = min(cuts, default=0)
    if plain[cut : cut + 1] in tuple("与及和") and not plain[:cut].endswith(verbs()):
        return ""  # 人口变动和劳动力调查: half of what it is about says less than nothing
    short = re.sub(
        r"(?:免费|日常|自动|开展|组织|购买|临时|一次性|生活|经济|专职|工作|基本|标准化|规范化|利息费用)$",
        "",
        plain[: min(cuts)] if cuts else plain,
    )
    if spent := re.search(r"费用?$", short):
        bare = short[: spent.start()]
        bare = bare.removesuffix(next((verb for verb in verbs() if bare.endswith(verb)), ""))
        short = bare if len(bare) > 2 else short  # 储备粮轮换费用
    named_so = plain if short in words.GENERIC else short
    return "" if named_so in words.GENERIC else named_so


def titled(name: str) -> str:
    """A project's name without its year, place and the words for money at its end: ``防汛物资储备``."""
    plain = re.sub(r"^(?:19|20)\d{2}年度?|[（(].*?[)）]", "", name)
    if re.search(r"(?:公用|人员|办公|业务)经费$|[电水给养餐活]费$", plain):
        return plain
    return (
        re.sub(
            r"(?:专项|工作|业务|项目|补助|奖补|县级|配套|购买|保障)*(?:经费|资金|费用|费|项目|县级配套|尾款)$",
            "",
            plain,
        )
        or plain
    )


def ends_in_act(text: str) -> bool:
    """Whether ``text`` ends in what is done, so that it needs no further word: 培训, 改造, 演练."""
    return any(text.endswith(verb) for verb in verbs() if kind_of(verb) not in ("subsidy", "other", "service"))
