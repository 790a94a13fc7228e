"""What a purpose text says beside the work: how, by whom, by what rule, where to. None of it is a row."""

from __future__ import annotations

import re
from collections.abc import Iterable

AT_THE_SAME_TIME = re.compile(
    r"^(?:拟|将|计划)?(?:通过|以|采取|采用)(?:公开|竞争性|定点|集中)[\u4e00-\u9fff]{0,8}?(?=采购|购置|购买|租赁|租用|聘用)|"
    r"^(?:拟|将|计划)?通过政府采购(?=聘请|购置|购买|租)|"
    r"^(?:依据|按照?|根据)[^，,\d]{2,14}?分[两二三四五六\d][类档级](?=发放|给予|补助)|"
    r"^(?:拟|将|计划)?(?:20\d\d年)?(?:引导|鼓励|动员)[^，,\d]{2,14}?(?:大户|合作社|农户|企业|群众|主体|村民|农民)(?=[\u4e00-\u9fff]{2,}\d)|"
    r"^(?:根据|按照|结合)[\u4e00-\u9fff]{2,12}?(?:需要|需求|实际|情况)(?=[\u4e00-\u9fff]{4})|^(?:结合|利用|借助|依托|围绕)[\u4e00-\u9fff“”]{2,10}?(?=组织|开展|举办|实施)"
)
"""By what occasion or means, before what is done: 结合试鸣组织疏散演练."""
BY_WHOM = re.compile(
    r"^由(?:(?!承担|负责|承办|执行)[^，,])+(?:承担|负责|承办|执行|(?:实施|提供|提供服务|办理|运营|承演)(?=$))\D*$"
    r"|^(?:通过|采取|采用|以)?(?:政府购买服务)?(?:的?方式)?(?:委托|交由)[^，,\d]{2,}(?:承检|承办|承担|承接|代理|实施|负责)$"
    r"|^(?:采取|采用|通过|实行|以)?政府(?:购买|买|采购)服务(?:的?方式)?$"
)
"""Clauses that only say who does the work: 由县剧团和3家院团承担演出."""
IN_TIME = re.compile(
    r"^[\u4e00-\u9fff]{2,12}(?:及时|按时|按期|足额|准时|如期)(?:足额|按时|及时)?(?:公示|公开|发布|上报|反馈|报送|通报|归档|办结|拨付|到位|兑付|兑现|更新|录入)$"
    r"|^[\u4e00-\u9fff]{2,12}?(?:按[月季年]度?|定期|按时|及时)?(?:向社会|对外|在[\u4e00-\u9fff]{2,6})(?:公示|公开|公布|发布)$"
    r"|^[^，,]{0,20}(?:安装|调试|验收|交付|施工|采购|招标|建设)(?:完毕|完成|到位|结束)(?:并(?:投入|交付)使用)?$"
)
"""Clauses that only say how timely what was named before is done: 抽检结果及时公示."""
BY_LAW = re.compile(r"依法(?:登记|设立|批准|注册)的?")
"""Said of places and people, of whom it tells nothing: 31处依法登记的场所."""
SAID_OF_MONEY = re.compile(
    r"^(?:专款专用|打卡到户)$|^(?:使用|利用|统筹|整合|争取)[^，,\d]*(?:资金|补助|经费)$|^依托(?:(?!开展|组织|举办|实施|进行)[^，,\d])+$|^(?:今年|打算|计划|力争)*赶在[^，,\d]*$|^分布在[^，,]*$|^[^，,\d]*为准$|^[^，,\d]{0,6}经(?:公开)?招标$|"
    r"^[^，,\d]*已[^，,\d]*(?:到位|完成|完工|投入使用)$|^待[^，,]*后[^，,]*付清$|"
    r"^按照?[^，,；;。]*标准$|^(?:根据|按照?|依据|依照|结合|围绕|落实)[^，,\d]*(?:政策|规定|办法|意见|要求|精神|方案|通知|部署)$|^(?:资金|经费)?不得|^[^，,\d]{0,6}(?:岗位|范围|对象|品种|类型|地点)(?:主要)?包括|^[^，,]{0,4}(?:截止|截至)(?:到|于)?\d|^[\u4e00-\u9fff]{0,6}(?:方式|品种|树种|形式|地点)(?:为|是|以|包括|采用)[^，,\d]*$|^[\u4e00-\u9fff]{2,10}?主要(?:协助|负责|承担|从事)|^(?:主要)?协助[\u4e00-\u9fff]{2,6}(?:开展|进行|做好|承担)[^，,\d]*$|^优先[^，,\d]*$|^补完即止$|^设[^，,]*\d+个(?:比赛)?项目$"
)
"""Clauses that only say by what standard, on what, for whom or until when: 按每生每天5元、全年200天的标准."""
BEFORE_NOW = re.compile(
    r"每年需|威胁|现有|共有|破损|不畅|多年|流失|较重|失修|渗漏|陈旧|建成多年|建于|多发|超过\d+年|已满\d|不通|不便|使用年限|近年来|去年|以来|使用多年|目前|由于|老化"
)
"""Words of what stands before the work is told: how things are."""
NOW = re.compile(
    r"^(?:今年|20\d\d年(?=拟|计划)|本年(?=安排|拟|计划|实施)|本年度|本次|本项目|现拟|拟|(?:今年)?计划(?!生育)|为此|(?:项目)?(?:资金|经费)(?:主要|将)?用于)"
)
"""With which the work begins to be told."""
DONE_WITH = re.compile(
    r"^(?:建成|完工|竣工|改造)后[^，,\d]*(?:开放|使用|运行|管护)$|^(?:[^，,\d]{0,4}前)?(?:全部)?[换装修建发办演]完$|^(?:\d{1,2}月(?:底|份|\d{1,2}日)?前|[^，,\d]{0,4}前)?(?:建成|完工|竣工|投入|交付)(?:通车|使用|投用|运行|验收|入住|投产|营业)*$"
    r"|^(?:[^，,]{0,8}前)?(?:完成|做完|结束)?(?:全部|所有|各项)[\u4e00-\u9fff]{0,6}(?:任务|工作|完成|完工|到位|结束)$|^(?:要求|确保|力争)?[^，,]{0,8}前完成(?:全部|所有|各项)[\u4e00-\u9fff]{2,8}$"
    r"|^[^，,]{0,8}完成(?:采购|验收|安装|调试|招标|竣工|交付|(?<=[成和及、])(?:改造|建设|施工|维修|栽植|栽种)|和|及|、){1,5}$|^(?:逐[户个村项处]|统一|组织)?验收$|^[^，,\d]{0,8}(?:一次性)?通过[^，,\d]{0,8}(?:核查|验收|评审|审核|审查|认定|备案)$"
)
"""Clauses that only say that it is finished: 年底前建成通车, 成果通过省级核查."""
PAID_OUT = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,6}?(?:金|款|资金|补贴|补助|津贴))?(?:(?:每月|每季度?)?\d{1,2}日(?:之?前)?|按[月季年]度?|分[\u4e00-\u9fff]{1,6}?[期次批学]|(?:通过|由)[\u4e00-\u9fff“”]{2,12}?|直接|社会化|打卡|统一|一次性|集中|"
    r"“?[七八]一”?前|(?:节|春节|中秋|国庆|重阳|年底|开学)前|[春秋]季学期|\d{1,2}月(?:底|\d{1,2}日)?(?:之?前)?|于|及时|足额|按时|如数|全部|在[\u4e00-\u9fff]{2,6}?|、)+"
    r"(?:拨付(?:给|到|至)?[\u4e00-\u9fff]{2,8}(?:企业|单位|学校|乡镇|个人|账户)|发放|兑付|兑现|拨付|支付|打卡|打入|打到|到账|减免|结算|付费|付款)(?:(?:上|当)(?:月|季度?|年)?(?:工资|补[贴助]|津贴|报酬)?|到位|到[\u4e00-\u9fff“”]{2,14}|至[\u4e00-\u9fff“”]{2,14})?$"
)
"""Clauses that only say how and when what was named before is paid: 分春秋两学期通过资助卡发放."""
SUPPORTS = re.compile(r"^为[^，,\d]{2,}提供[^，,\d]{0,6}(?:支撑|支持|保障|依据|参考|服务保障)$")
"""Clauses that only say what the work is good for: 为案件侦破提供视频支撑."""
BACKGROUND = re.compile(
    r"^[^，,\d]*(?:毛病|不断|老是|十余年|好多年|降不下|天天|易发|多发|高发|发黄|不够用|临时借)[^，,\d]*$|"
    r"^[^，,\d]*(?:老化|漏损|不稳定|不畅|较[长短低差大小弱]|频繁|破损|不足|滞后|陈旧|严重|落后|短缺|薄弱|多年|突出|缺失|缓慢|积水|塌陷|堵塞|超期|超负荷|不达标|不规范|不便|不通|率较?高|亟[待需须].*|急需(?!紧缺).*|难以.*|无法.*|不能.*)$"
)
"""Clauses that only say in what a state things are: 水泵老化, 故障频繁."""
PERIOD = re.compile(
    r"(?:[\u4e00-\u9fff]{2,4}期(?:限|间)?)?(?:[自从于在]|为)?(?:当年|每年|上年)?\d{1,2}(?:月(?:\d{1,2}日|底|初|份)?)?(?:至|到|—|－|-|~|～)+"
    r"(?:次年|翌年|当年)?\d{1,2}月(?:\d{1,2}日|底|初|份)?(?:期间)?"
)
"""From which month to which: no count. 储备期自11月至次年4月."""
LASTS = re.compile(
    r"^(?:全年|每年|共|约|按)*(?:\d+|[一二两三四])个?(?:学期|个月|季度|月)(?:计算|测算|发放|执行)?$|^(?:全年|每年|共|约|按|在校)*\d+天(?:计算|测算)$|^[\u4e00-\u9fff]{2,6}于?(?:实施|开展|进行)$|"
    r"^(?!活动|展)[\u4e00-\u9fff]{0,4}(?:期限?|工期|周期)(?:为|不少于|不超过)?\d+(?:(?:-|~|～|—|至|到)\d+)?(?:个月|年|个?日历天|天|日)$"
)
"""Clauses that only say how long it lasts: 见习期3至12个月."""
WHERE_TO = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:到|至)[\u4e00-\u9fff]{3,}$")
"""Parts that only say where to something goes: 布设到服务中心."""
PAID_BY_RULE = re.compile(
    r"(?<=[\u4e00-\u9fff]{3})(?:(?:按照?|参照|依照|根据)[^，,\d]{1,14}?(?:标准|规定|政策|办法|要求|比例|合同))?(?:据实|按实|定额|全额)(?:结算|列支|核算|支付|拨付)$"
    r"|(?<=补贴|津贴|补助)按照?[^，,\d]{2,16}(?:补助|补贴|发放|核定|计发|执行)$"
)
"""How it is settled, behind what is done: 康复救助按省定标准据实结算."""
SO_THAT = re.compile(r"(?<=[\u4e00-\u9fff]{4})(?:保障|确保|保证)[\u4e00-\u9fff]{2,}(?:正常|稳定|安全)(?:运行|运转)$")
"""What it is good for, behind what is done: 租用链路保障视频监控正常运行."""
PRICE = re.compile(
    r"(?:(?:平均)?单价(?:为|约|[:：])*(?=\d+(?:\.\d+)?万?元)|(?=\d+(?:\.\d+)?元))(?P<amount>\d+(?:\.\d+)?万?元)(?:左右)?"
)
"""What one costs, in brackets behind a count: 帐篷200顶（单价1800元）."""
OF_EACH = re.compile(r"(?!每|共|合计|约|含|其中|均)[\u4e00-\u9fff]{4,}\d")
"""Another measure of what is counted, in brackets behind its count: 处理站11座（设计日处理能力680吨）."""
IDLE = re.compile(r"一下(?!子)|一番|一遍|一回")
"""Said in passing: 培训一下."""
IN_ROUNDS = re.compile(
    r"(?<![\u4e00-\u9fff])分[\u4e00-\u9fff“”、]{2,14}?[两二三四五六\d][轮批期次](?=发放|开展|举办|实施|组织)|汛前、汛中[、和及]汛后|"
    r"“?(?:春节|元旦|八一|七一|中秋|国庆|重阳)”?[、和及]“?(?:春节|元旦|八一|七一|中秋|国庆|重阳)”?[两二]次(?=走访|慰问|开展)"
)
"""By rounds, before what is done: 分春节、五一、国庆三轮发放."""
IN_PARTS = re.compile(r"(?:^|(?<=[，,；;。]))分(?=[两二三四五六\d]+[期批轮场次])")
"""Before in how many parts: 分两期举办."""
POSTS_FOR = re.compile(
    r"(?P<do>开发|设置|设立)[\u4e00-\u9fff]{2}(?:[、和及][\u4e00-\u9fff]{2,5}?)+(?=(?:城镇|乡村)?公益性岗位)"
)
"""For what kinds of work posts are: 开发保洁、护林公益性岗位."""
ONE_EACH = re.compile(
    r"(?P<many>\d+)(?P<measure>[个所家处座])(?P<place>[\u4e00-\u9fff]{1,8}?)各(?P<do>新建|建设|建|设立|设|配备|配置|购置|安装|更新|配)(?P<thing>[\u4e00-\u9fffA-Za-z]{2,10}) ?(?:1|一)(?P<unit>[处个座台套间辆])"
)
"""One in each of so many places: 3个社区各建活动室1处."""
ONE_AT_EACH = re.compile(
    r"(?P<many>\d+)(?P<measure>[个所家处座])(?P<place>[\u4e00-\u9fff]{1,8}?)(?P<do>新建|建设|设立|配备|配置|购置|安装|更新)(?P<thing>[\u4e00-\u9fffA-Za-z]{2,10})各 ?(?:1|一)(?P<unit>[处个座台套间辆])"
)
"""The same, with the word behind the thing: 8个行政村安装健身路径各1套."""
SENT_TO = re.compile(
    r"(?P<sent>(?:选派|派遣|下派)[\u4e00-\u9fff]{2,10}?[员师队生])(?:到|赴|前往|进驻|深入)[^，,。；;\d]{1,12}?(?=开展|进行|提供)"
)
"""Where those go who are sent: what they do there is told behind it."""
PART_OF = re.compile(r"按[\u4e00-\u9fff]{0,12}?的?\d+(?:\.\d+)?[%％](?:的?比例)?(?=补|奖|给予|予以|贴|发放)")
"""How much of a cost is paid: 按设备投资额的15%补助."""
BY_RULE = re.compile(
    r"^(?:按照?|参照|依照)(?!要求)[\u4e00-\u9fff]{1,10}?(?:标准|比例|规定|办法|政策)(?=[\u4e00-\u9fff]{2})"
)
"""By what rule something is paid, before what is done: 按生均标准奖补民办园."""
BY_NUMBER = re.compile(r"按照?[\u4e00-\u9fff]{2,8}?(?:人数|面积|数量|里程|吨位|数)(?=[每给予发补奖\d]|$)(?!量)")
"""By whose number something is paid: 按在园幼儿数每生500元."""
IN_THE_WAY = re.compile(
    r"(?:实行|采取|采用|按照?)[\u4e00-\u9fff]{1,6}?(?:化|制|方式|模式|形式)(?:的)?(?=[\u4e00-\u9fff]{2})"
)
"""In what way something is done, before it: 实行市场化保洁."""


WORN = re.compile(
    r"^(?!部分|近年|由于|因)(?P<thing>[\u4e00-\u9fff、]{3,30}?)(?:年久失修|超期服役|老化|破损|损坏|陈旧|锈蚀|渗漏|开裂)(?:严重)?$"
)
"""What is in a bad state: 围墙及步道破损."""
MEND = re.compile(
    r"^(?:拟|需要?|现|急需|亟需|计划|对其|今年|本年)*(?:进行|实施|予以)?(?P<act>(?:修缮|更换|改造|维修|修复|翻新|更新|加固){1,2})$"
)
"""What is done, without to what: 拟进行修缮."""
PASSING = re.compile(r"^(?:经[^，,]{2,6}|存在[^，,]*隐患|[^，,]*(?:隐患|安全|影响)[^，,]*)$")
"""What may stand between the two."""


NOT_PAID = re.compile(
    r"^[^，,\d]*(?:考核|审核|审查|公示|验收|核查|核实|审批|认定|评审)[^，,\d]*(?:后|的)(?:再|方可|才|予以|给予|不予|不再)*(?:发放|兑现|兑付|拨付|支付|付款|补助|补贴|奖励)(?:(?:补助|补贴|奖补|奖励)?(?:资金|款))?$"
)
"""Clauses that only say on what condition it is paid: 考核合格后发放, 不合格的不予发放."""
SIZE = re.compile(
    r"^设计规模[^，,]*\d[^，,]*$|^(?:新桥|桥梁|大桥|大坝)全?长\d+(?:\.\d+)?米$|^[\u4e00-\u9fffA-Za-z]{0,8}?(?:宽|厚|高|深|直径|管径|间距|坡度)度?(?:约|为|达|均|不小于|不少于|不低于|≥)*\d+(?:\.\d+)?(?:米|厘米|毫米|cm|mm|m)(?:以上)?$"
)
"""Clauses that only say how big it is: 路面宽4.5米."""
BRINGS = re.compile(r"^(?:并|同时)?(?:送去|送上|赠送|发放|带去)慰问(?:金|品)(?:[、和及](?:慰问)?(?:金|品|物资|信))?$")
"""Clauses that only say what those visited are given."""


def one_each(match: re.Match[str]) -> str:
    """As many things as places, in words of forms: 3个社区新建活动室3处."""
    do = {"配": "配备", "建": "新建", "设": "设立"}.get(match["do"], match["do"])
    if match["thing"][-1].isascii():  # DR 1台
        return f"{match['many']}{match['measure']}{match['place']}{do}{match['many']}{match['unit']}{match['thing']}"
    return f"{match['many']}{match['measure']}{match['place']}{do}{match['thing']}{match['many']}{match['unit']}"


def about_how(clause: str) -> bool:
    """Whether ``clause`` only says by whom, how timely or how long the work is done, or why."""
    return any(
        said.match(clause)
        for said in (
            BY_WHOM,
            IN_TIME,
            LASTS,
            DONE_WITH,
            SAID_OF_MONEY,
            PAID_OUT,
            NOT_PAID,
            SIZE,
            BRINGS,
            SUPPORTS,
            BACKGROUND,
        )
    )


def told_now(clauses: list[str]) -> list[str]:
    """``clauses`` without those that say how things are, where a later one begins with what is to be done: 今年, 拟."""
    begins = next((k for k, clause in enumerate(clauses) if NOW.match(clause)), 0)
    return clauses[begins:] if any(BEFORE_NOW.search(clause) for clause in clauses[:begins]) else clauses


def done_to_it(clauses: Iterable[str]) -> list[str]:
    """``clauses`` in which a bare 进行修缮 has as its object what an earlier clause says is in a bad state."""
    told: list[str] = []
    worn = ""
    for clause in filter(None, clauses):
        state, mend = WORN.match(clause), MEND.match(clause)
        worn = state["thing"] if state else worn if mend or PASSING.match(clause) else ""
        told.append(f"对{worn}进行{mend['act']}" if mend and worn else clause)
    return told


def without_asides(part: str) -> str:
    """``part`` of a clause without what it says of the rule, the share and the way."""
    for aside in (PAID_BY_RULE, IDLE, PART_OF, IN_THE_WAY, BY_RULE, BY_NUMBER):
        part = aside.sub("", part).strip()
    return part
