"""A purpose in plainer order before it is cut: what officers write round a corner is put the way the readers know.

Every rewriting keeps the user's numbers and nouns; a quote that no longer stands in the purpose word for word falls back
to the words that do (``activities._quoted``).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from drafting import asides

_COUNT = r"\d+(?:\.\d+)?万?[余多]?"
_FOR_THOSE_IN = re.compile(
    rf"(?P<for>[为对给向])(?P<all>全[县市区])?(?P<places>{_COUNT}[个所家处座](?P<place>[\u4e00-\u9fff]{{2,10}}?))的"
    rf"(?P<those>{_COUNT}[名人位户][\u4e00-\u9fff])"
)
"""为216个村卫生室的305名村医发放补助: the places are covered, and the others are paid."""
_KEPT_ALIVE = re.compile(
    rf"保障(?P<who>[^，,；;。、\d]{{2,20}}?)(?P<count>{_COUNT}[人户名])?的?基本生活(?P<count2>{_COUNT}[人户名])?(?=[，,；;。]|$)"
)
"""保障低保对象4860人基本生活: 基本生活保障 is what is done."""
_PAID_TO = re.compile(
    r"(?P<paid>(?:津贴|补贴|补助|奖励|金|资助|参保|救助))[:：](?=[^，,；;。：:]{2,14}?\d+(?:\.\d+)?[人户名])"
)
"""高龄津贴：80—89周岁1200人，…: what is paid, and the groups to whom."""
_DONE_BY = re.compile(
    r"(?<=[\u4e00-\u9fff\d])委托(?:专业|第三方|社会|有资质的?)?(?:[\u4e00-\u9fff]{0,6}?(?:公司|机构|单位|队伍|企业))?(?=(?:运维|维护|维保|管护|管养|养护|代维|运营|检测|监测)(?:$|[，,；;。、]))"
)
"""电梯14台委托专业公司维保: by whom it is done stands between what is done and to what."""
_WITH_HELP = re.compile(
    r"(?:委托|聘请|邀请)[\u4e00-\u9fff]{2,8}?(?:公司|机构|事务所)(?:参与|协助|承担)(?=[\u4e00-\u9fff]{2,})"
)
"""委托造价咨询机构参与结算评审: what they take part in is done."""
_TAKE_PART = re.compile(r"(?P<heads>\d+[人名])参加(?:\d+天(?:以上)?的?)?(?=[\u4e00-\u9fff]{0,6}培训)")
"""农技人员80人参加5天以上脱产培训: so many are trained."""
_AT_SO_MUCH = re.compile(
    r"按(?:照)?(?:[^，,；;。]{0,20}?)(?P<each>每[\u4e00-\u9fff](?:每[月年])?\d+(?:\.\d+)?万?元)的标准(?:安排|给予|发放|提供)(?P<what>[^，,；;。\d]{3,24})"
)
"""按县级配套每人7元的标准安排公共卫生补助: what it is, and how much for each."""
_IN_ALL_KM = re.compile(r"(?<=对)(?:[\u4e00-\u9fff]{1,6}\d+[条处座个][、和]?)+(?:共计?|合计)(?=\d+(?:\.\d+)?公里)")
"""对县道2条、乡道5条共计42公里路段实施防护: the length of all is what is done."""
_TURNED_INTO = re.compile(r"(?<=\d平方米)(?:改造|改建|装修)?(?:为|成|用作)[\u4e00-\u9fff]{2,10}(?=$|[，,；;。])")
"""租用房屋420平方米改造为市场."""
_PERFORMED_BY = re.compile(
    r"组织[^，,；;。\d]{2,16}?(?:剧团|团体|院团|艺人|专家|志愿者|人员)(?:到|赴|深入)(?=\d+个[^，,；;。]*?(?:开展|举办|进行))"
)
"""组织县剧团到12个乡镇开展演出: by whom."""
_BY_FIRM = re.compile(
    r"由(?:第三方|专业|社会)?[\u4e00-\u9fff]{0,6}?(?:公司|机构|企业|单位|队伍)(?=(?:清运|转运|收运|处置|运营|运维|维护|保洁|管护)[\u4e00-\u9fff]*(?:$|[，,；;。]))"
)
"""垃圾由第三方公司清运: by whom."""
_CARRIED_TO = re.compile(r"(?<=清运|转运|收运|运送)到[\u4e00-\u9fff]{2,10}(?=$|[，,；;。])")
_ALONG = re.compile(r"\d+[条个处座]?(?:道路|街道|路段|街巷|小区|园区)的(?=\d+(?:\.\d+)?[盏棵株座处个块套台])")
"""5条道路的800盏路灯: what is counted stands along them."""
_IN_MEDIA = re.compile(r"在(?:中央|国家|省|市|县|级|及|以上|、|上级|主流|新闻)+媒体(?=刊|发|播)")
_OURS = re.compile(r"(?<=[对为给向])我[县区市镇]")
_NOT_YET = re.compile(
    r"(?:我[县区市])?(?:尚有|还有|仍有)(?P<what>[^，,；;。]{2,24}?\d[^，,；;。]*?)未(?:完成|开展|进行)(?P<do>[\u4e00-\u9fff]{2,12})"
)
"""尚有1.2万宗宅基地未完成权籍调查: what is still to be done is what is done."""
_IN_TROUBLE = re.compile(
    r"(?:对|为|给)?因[^，,；;。]{4,60}?的(?:家庭|个人|人员|群众|对象)(?:[和、及](?:家庭|个人|人员|群众|对象))?(?:的|给予|实施|开展)(?=[\u4e00-\u9fff]{2,})"
)
"""因灾因病陷入困境的家庭和个人的临时救助: who they are."""
_SUCH_PLACES = re.compile(
    r"(?P<lead>覆盖|涉及|惠及|带动|在|对|为|于|给)(?:[\u4e00-\u9fff]{1,5}[镇乡村]|[\u4e00-\u9fff]{1,4}(?:社区|街道))(?:、(?:[\u4e00-\u9fff]{1,5}[镇乡村]|[\u4e00-\u9fff]{1,4}(?:社区|街道)))*等(?=\d+个)"
)
"""示例镇等4个乡镇: which of them."""
_THREATENED = re.compile(r"威胁\d+户(?:、|约)?\d+人的(?=[\u4e00-\u9fff])")
"""对威胁23户91人的滑坡点实施治理: who is saved by it."""
_HOW_LONG = re.compile(r"(?<=给予)\d+个?(?:月|年)(?:的)?(?=[\u4e00-\u9fff]{0,4}(?:贴息|补助|补贴))")
"""给予6个月贷款贴息: how long, and no count of what is paid."""
_STOCKED_BY = re.compile(r"委托\d+家[\u4e00-\u9fff]{2,8}?(?:企业|公司|机构|单位)(?=[\u4e00-\u9fff]{2,}\d)")
"""委托2家企业储备化肥3000吨: what is counted is stocked."""
_BRACKETED_MONTHS = re.compile(r"[（(](?=[^（）()]*[月年])[\d\-—~～至月日年、，,. ]+[)）]")
"""汛期(4-9月)."""
_OF_THEM = re.compile(
    r"[为对给]其中\d+[所个家处座户](?=(?:更新|更换|购置|配备|配置|安装|改造|维修|新建)[^，,；;。]*\d)"
)
"""为其中4所更新超声仪4台."""
_COMMITTEE = re.compile(r"(?<=[每一]村)[（(][社居]区?[)）]|(?<=[给对为在])其中(?=\d)")


_PAID_SO_MUCH_EACH = re.compile(
    r"[对向给](?:已引进的|符合条件的)?(?P<those>[^，,；;。、\d]{2,12}\d+[名人户位]按每[人户](?:每[月年])?\d+(?:\.\d+)?万?元(?:、[^，,；;。、\d]{2,12}\d+[名人户位]按每[人户](?:每[月年])?\d+(?:\.\d+)?万?元)+)(?:的标准)?(?:发放|给予)(?P<paid>[\u4e00-\u9fff]{2,8})"
)
"""对硕士50名按每人每月1500元、博士5名按每人每月3000元发放生活补贴: each group has what is paid and how much."""


def _paid_apart(match: re.Match[str]) -> str:
    groups = (group.partition("按") for group in match["those"].split("、"))
    return "，".join(f"{those}{match['paid']}，{amount}" for those, _, amount in groups)


def _kept_alive(match: re.Match[str]) -> str:
    count = match["count"] or match["count2"]
    return f"{match['who']}基本生活保障{count}" if count else match[0]


_PLAINER: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (_BRACKETED_MONTHS, ""),
    (_OF_THEM, ""),
    (_COMMITTEE, ""),
    (re.compile("春、秋(?=两|季)"), "春秋"),
    (asides.ONE_EACH, asides.one_each),
    (asides.ONE_AT_EACH, asides.one_each),
    (_PAID_SO_MUCH_EACH, _paid_apart),
    (asides.IN_PARTS, ""),
    (asides.POSTS_FOR, r"\g<do>"),
    (asides.SENT_TO, r"\g<sent>，"),
    (_FOR_THOSE_IN, r"覆盖\g<places>，\g<for>\g<those>"),
    (_KEPT_ALIVE, _kept_alive),
    (re.compile(r"(?:^|(?<=[，,；;。]))[寒暑][假期](?:期间)?(?=[在为对组开])"), ""),
    (re.compile(r"(?:\d{1,2}月)?文化[和与]自然遗产日"), "自然遗产日"),
    (_TAKE_PART, r"\g<heads>"),
    (_AT_SO_MUCH, r"\g<what>，\g<each>"),
    (_IN_ALL_KM, ""),
    (_TURNED_INTO, ""),
    (_PERFORMED_BY, "在"),
    (_BY_FIRM, ""),
    (_CARRIED_TO, ""),
    (_ALONG, ""),
    (_IN_MEDIA, ""),
    (_OURS, ""),
    (_NOT_YET, r"对\g<what>开展\g<do>"),
    (_IN_TROUBLE, ""),
    (_SUCH_PLACES, r"\g<lead>"),
    (_THREATENED, ""),
    (_DONE_BY, ""),
    (_WITH_HELP, ""),
    (_HOW_LONG, ""),
    (_STOCKED_BY, ""),
    (_PAID_TO, r"\g<paid>，其中"),
)


def rephrased(text: str) -> str:
    """``text`` in plainer order."""
    for pattern, plainer in _PLAINER:
        text = pattern.sub(plainer, text)
    return text
