"""The patterns by which a purpose is cut into clauses and their parts (``drafting.clauses``), as against the words by which
the parts are told apart (``drafting.purpose_words``)."""

from __future__ import annotations

import re

CLAUSE = re.compile(
    r"[，,；;。！!\n①②③④⑤⑥⑦⑧⑨⑩]|(?<=[处个座所家栋间幢])共(?=\d)|(?<=[届场期])设(?=\d)|(?<![\d.])\d{1,2}[.．](?=[\u4e00-\u9fff])|(?:^|(?<=[，,；;。\s]))(?:\d{1,2}[.、．)）](?!\d)|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九]是)"
)
AFTER = re.compile(r"(?:根据|依据|按照|依照|贯彻落实|落实|贯彻)《[^》]+》(?:[^，,。；;]{0,6}(?:要求|规定|精神|安排))?")
"""Which document the work follows: no activity."""
FOR = re.compile(
    r"^(?:(?:对|给|向)[^，、]*的|对(?!接)|为|向|给(?!予)|在(?![线职岗校园建册谈研售读编库产途])|面向|针对|由|支持)(?P<whom>.{2,36}?)(?=(?:开展|进行|实施|实行|(?<!党)组织|举办|提供|办理|给予|予以|按标准|做(?=[\u4e00-\u9fff]{4})|{verbs})(?!户|大户|面积|对象|人?员|场所|中心|室|站|项目))".replace(
        "{verbs}", "@@"
    )
)
AIDED = re.compile(
    r"^(?P<for>对|向|给)(?P<who>[^，,]{4,30}?)(?P<given>(?:给予|予以|进行)[^，,]*(?:补助|补贴|奖励|奖补|资助|贴息)[^，,]*)$"
)
"""Who does what, and what is paid for it."""
EACH_OF = re.compile(
    r"^(?:(?:委托|聘请)[^，,对为]{2,8})?(?:对|为)(?:全[县区市镇乡])?(?P<places>\d+[^，,]{3,}?(?:、|和|及)\d+[^，,]{3,}?)(?:进行|开展|实施)(?P<verb>[\u4e00-\u9fff]{2,4})$"
)
"""Several counted places and what is done at all of them."""
JOIN_IN = re.compile(
    r"^(?P<hired>(?:聘请|邀请|选聘|招募)[^，,]*?[员师家者])(?:参与|参加|协助)(?:[\u4e00-\u9fff]{2,8})?$"
)
"""What those hired take part in: no activity of the last of them alone."""
AND_OTHERS = re.compile(r"[^，,；;。]*?等(?=(?:[\u4e00-\u9fff]{0,4})服务)")
"""What a service consists of: 保洁、保安等 before 物业服务."""
LETTERED = re.compile(r"(?<=[A-Za-z\d])、(?=[A-Za-z\d])|(?<=[一二三四五])、(?=[一二三四五六][类级等])")
"""Between grades: C、D级."""
PLACE_OF_WORK = re.compile(r"(?:点|店|所|院|校|厂|场|户|站)$")
"""Ends of what is visited or inspected."""
AFTER_COUNT = re.compile(r"(?<=\d[\u4e00-\u9fff])[ 　]+(?=[\u4e00-\u9fff])")
"""A blank behind a count, typed for a comma: 场所23处 更换灭火器200具."""
EACH = re.compile(r"各(?=[\d一二两三四五六七八九十])")
"""Behind the last member of a list: the count that follows is that of each."""
OCCASION = re.compile(r"(?P<sort>[日节周月展赛季])(?:主题|系列|宣传)*活动")
"""What is held by the day or the week: 读书日活动."""
EXAMPLES = re.compile(r"^.*等(?![级候待于效同])(?=[^服\d][\u4e00-\u9fff]+)")
"""Up to the word that sums up the things named before: 建材、电线等产品."""
SUCH = re.compile(
    r"(?P<count>对\d+(?:\.\d+)?万?[\u4e00-\u9fff]{1,2}?)[^，,；;。\d的]{2,8}(?:、[^，,；;。\d的]{2,8})*的(?=[\u4e00-\u9fff]{2,8}(?:实施|进行|开展|给予|发放))"
)
"""What those counted are like, before their name: 对27株长势衰弱、濒危的古树实施复壮."""
HEADING = re.compile(r"(?:^|(?<=[。；;]))(?P<head>[^。；;:：]+)[:：](?=\s*(?:1[.．、)）]|[（(]1[)）]|一是|①))")
"""What stands over a numbered list and is told by it: 开展免费筛查：1.宫颈癌筛查6000人；2.…"""
SIZED = re.compile(r"^[^，,\d]{0,4}(?:新建|建设|建|扩建|改建|配套|附属|购置|安装|修建)$")
"""Before how big a thing is."""
TEAM = re.compile(r"(?:参赛)?(?:队伍|球队|代表队|选手|作品|节目|展位|商户|企业)")
"""What takes part and has a count of its own behind that of the event."""
CAPACITY = re.compile(r"(?<=[厂站])(?=日(?:均|处理|供水|清运|收运|产生|供餐)[\u4e00-\u9fff]{0,6}\d)")
"""Between a plant and what it treats a day: 8座污水处理厂日处理能力6200吨 counts two things."""
SERVICES = re.compile(
    r"^(?:剩余|另外?)?(?:\d+(?:\.\d+)?万元)?(?:用于)?(?:购买|采购|外包)[^，,\d]{2,}[、和及与][^，,\d]{2,}服务$"
)
