"""The words by which a purpose text is cut and its parts are told apart; what is done with them stands in
``drafting.activities``. Kinds are the ids of ``corpus/library/activities.toml``.
"""

from __future__ import annotations

import re

PART = re.compile(
    r"、|以及|(?<![普涉以惠])及(?!时|其|格|以[上下])|(?<!总)和(?!谐|平|解)|(?<!参)与(?!会)|并(?!网|轨|发(?!放))|同时"
)
LEAD = re.compile(
    r"^(?:(?:该|本)?项目(?!(?:实施|建成|完成)后)|(?:补[贴助偿]|奖[励补]|救助|收费|管护|养护)标准(?:为|是|按)?|主要(?:建设|实施)?内容(?:为|包括|有|是)?|目前|适时|这笔钱|顺[带便]|主要干(?![线道])|再(?=[搞对把办组])|搞(?=[\u4e00-\u9fff]{2})|把(?![手关])|分(?=[两二三四五六\d]+[期批轮])|(?:目标)?任务[数量]?[为是]?(?=\d|$)|本年度?(?=计划|拟|预计|共|安排|完成|新建|新增|实施|建设)|其余(?:为|用于)|(?:[\u4e00-\u9fff]{0,2}内容|费用|支出|主要工作)(?:主要)?包括|安排(?!\d)|(?:改造|改建|建成|完工|项目实施|治理|更新)(?:完成|完工)?后|力争|争取|实行(?=一)|第?[一二三四]季度(?!\d|[一二两三])|[上下]半年(?!\d|[一二两三])|年初|年底前?|资金|经费|预算(?!管理|绩效|评审|单位|编制|$)|主要|年(?=处理|清运|收集|转运|收运|供应)|用于|用来|打算|准备(?!金)|拟|计划(?!生育)|将|(?:剩余|余下)(?:资金|部分)?(?=用于|用来|购|更|维|安排)|本[次期](?=拟|计划)|依法需?(?=开展|进行|实施)|[寒暑][假期](?:期间)?(?=在|为|对|组织|开展)|全[县市区](?=计划|拟|共|预计)|全年|[春夏秋冬]季(?=完成|开展|实施)|通过(?=[\u4e00-\u9fff]{2,4}(?:保洁|清扫|清理|整治|修补|培训|演练|巡查|检查))|完善(?=.{2,}(?:设施|设备|系统))|年度内?|本年度|今年|当年|(?:19|20)\d{2}年度?|预计|其中|包括|另外?|还|同时|并|分别|继续|"
    r"定期|集中(?!教育|学习|供|隔|养|安|居|办公|式|连片)|统一|每年|每季度|每月|按季度|按月|常态化|组织开展|组织|开展|举办|承办|举行|进行|实施|完成|做好|推进|落实|支付|兑现|兑付|拨付|开设|开办|承担|参加|缴纳(?!社|保)|组建|保障(?!性|房|措施)|加强|深入|督促|需|做(?!好))+"
)
OUTCOME = re.compile(
    r"^(?:以|从而|进一步|为了)?(?:保障|确保|保证|提高|提升|促进|推动|改善|增强|满足|实现|解决|防止|减少|降低|维护(?:社会|市场|群众|[^，,\d]*(?:安全|稳定|权益|秩序|形象|公平|尊严)$)|助力|体现|彰显|营造|消除|形成|服务于|新增(?=.{2,8}(?:碳汇|就业|产值|效益|能力|收入|税收)$)|(?:通过|经)?验收(?:合格|通过)?后|投入(?:使用|运行|教学))"
)
FIRMS = re.compile(r"(?:企业|单位|机构|合作社|公司|农场|协会|商户|个体户)$")
"""Ends of those who are no people and are aided."""
LIGHT = re.compile(
    r"^(?:做(?=[\u4e00-\u9fff]{4})|组织开展|开展|进行|实施|实行(?!.{0,6}[化制])|组织|举办|提供|办理|给予|予以|按标准(?:给予)?)+"
)
INNER = re.compile(r"(?:开展|进行|实施|举办|提供|给予|予以)(?:对)?(?P<rest>.{2,})$")
TAIL = re.compile(
    r"(?:免费|给予|予以|日常|淡季|旺季|县级配套|市级配套|省级配套|配套资金|配套|财政|统一|等相关|等各项|等各类|相关|等|的|(?<!重点)(?<!中心)(?<!群众)(?<!社会)(?<!妇女)(?<!青年)工作|项目|经费|资金|费用|支出|所需|任务|办公|数量|里程|(?<!补贴|补助)面积|长度|人次|人数|次数|(?<![元及岁])以上|左右|专项|各|共|一批|若干|到位|到账|行动)+$"
)
HEAD = re.compile(
    r"^(?:据实|按实|拟|(?:7[×xX*])?24小时|[一二三四五六七八九十]+年(?!级)|一[盒份台套个件辆座处所杯]|\d+年[期度]?|的|各类|各|相关|有关|部分|一批|若干|新增|\d+年(?:度|期)|已建成的?|已建|现有的?|原有的?|在建的?|对(?![象接])|了|全[国省市县区镇乡]|我[县区市镇]|该|实行(?=一[村户校园企社])|立项(?=.{3,}项目)|(?:上年度)?新?认定的?(?=.{2,}企业)|本[市县区]|辖区内?|所需|协助(?=.{2,4}员)|必要|县内|县域内|域内|老旧破损|损坏的?|破损的?|邀请|其他)+"
)
GENERIC = frozenset(
    {
        "",
        "活动",
        "工作",
        "项目",
        "服务",
        "业务",
        "日常",
        "集中",
        "专项",
        "专题",
        "年度",
        "现场",
        "主题",
        "系列",
        "大型",
        "人员",
        "时间",
        "设施",
        "设备",
        "宣传",
        "相关",
        "到位",
        "到账",
        "入库",
        "一批",
        "第三方",
        "第三方机构",
        "专业机构",
        "专业队伍",
        "专家",
        "召开",
        "规模",
        "定期",
        "氛围营造",
        "氛围",
        "工程",
        "内容",
        "综合",
        "分类",
        "长效",
        "分级",
        "综合保障",
        "完毕",
        "考核",
        "取证",
        "考试",
        "结束",
        "落实",
        "完成",
        "工作保障",
        "运转保障",
    }
)
CASES = frozenset({"案件", "事项", "报告", "课题"})
"""Objects that only say in what the activity is counted: 法律援助案件."""
NEEDS_OBJECT = frozenset(
    {
        "purchase",
        "supply",
        "subsidy",
        "distribute",
        "build",
        "repair",
        "clean",
        "service",
        "maintain",
        "rent",
        "immunise",
    }
)
ADVERB = 3
"""Characters of a word before the verb that says how it is done: 无害化改造."""
SPEAKING = 4
"""Characters from which a verb says what is done without an object: 绿化养护."""
SHARED = frozenset(
    {"purchase", "supply", "print", "distribute", "build", "repair", "open", "maintain", "test", "control"}
)
"""Kinds whose verb at the end of a list belongs to all of it: 灭火器、防火服购置."""
ROLE = re.compile(
    r"(?:员|人员|服务[站点队]|服务中心|户(?!厕|外|内|用|籍)|对象|指导员|专家|劳务|师(?!资)|机构|中心(?![城区渔村镇校小敬卫])|站|队|所|局|部门|单位|器(?!材购)|专干|系统管理|点位|场所|大厅|窗口|热线|室(?!内)|馆|场地|课堂|阵地|组(?![织建装合团])|基地|商(?![品户业务场圈贸标家店])|广场|报告|方案|井|台账|面积|大户|教室|器械|器具)"
)
"""What turns a verb before it into the name of a person, an office or a thing: 调查员, 监测站, 服务器."""
GIVEN = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:提供|开展|进行|实施|给予|予以)")
"""Behind those for whom something is done: 学生提供营养膳食."""
VEHICLES = re.compile(r"[\u4e00-\u9fff]{0,8}(?:车辆|车|船舶|渔船|船|艇)")
"""Of several sorts of them each is counted: 农村客运车辆86辆、出租车120辆."""
HEALER = re.compile(r"教师|医师|医生|治疗师|老师|技师")
"""Behind a word of treatment: who treats, 康复教师."""
TOOL = re.compile(
    r"(?:宣传)?(?:片(?!区)|册|画册?|折页|海报|记录仪|仪|装备|设备|车|器材|服装|制服|用品|资料|手册|教材|材料|宣传栏|栏|牌|品(?!牌)|终端|药品|试剂|物资|工具|犬|艇|船|数据|公报|成果|结果|课题|信息库|台账|地图)"
)
NAMES = (
    "出版物",
    "编制数",
    "印刷品",
    "印刷厂",
    "租赁住房",
    "运动场",
    "养护工",
    "活动场地",
    "建设用地",
    "建设工地",
    "建设单位",
    "维修基金",
    "养护站",
    "普查小区",
    "普查区",
    "储备粮",
    "科普剧",
    "科普画廊",
    "科普长廊",
    "安置区",
    "安置点",
    "安置房",
    "安置小区",
    "轮换价差",
    "轮换费",
    "评审专家",
    "宣传部",
    "审计局",
    "招聘会",
    "救助站",
    "服务站",
    "服务器",
    "保险柜",
    "演出服",
    "检查站",
    "检查报告",
    "检测报告",
    "评估报告",
    "调查报告",
    "研究报告",
    "宣传氛围",
    "调解员",
)
"""Nouns that begin with a verb."""
MODEL = "店|点|村|园|街|岗|户|社|单位|校|区|片|田|县|企业|基地|家庭|工程"
"""What is a model for others: 示范店."""
MEDICAL = re.compile(
    r"癌|病(?![虫害险死媒原])|瘤|视力|口腔|龋|[孕产]妇|产前|新生儿|听力|骨密度|(?:妇女|老年人|儿童|学生|职工)(?:免费|健康)?$"
)
"""What is examined by a doctor, and not inspected."""
TOOL_KINDS = frozenset(
    {"report", "inspect", "test", "publicity", "train", "survey", "service", "drill", "control", "health", "promote"}
)
"""Kinds whose verb before a tool only says what the tool is for: 执法记录仪, 检测设备, 宣传资料."""
GIVING = frozenset({"purchase", "supply", "subsidy", "distribute", "service"})
"""Kinds whose verb may stand before an object that has its own verb behind it: 购买物业服务, 发放种粮补贴."""
FIRST_WINS = frozenset(
    {
        ("subsidy", "service"),
        ("subsidy", "insure"),
        ("clean", "build"),
        ("inspect", "build"),
        ("handle", "extend"),
        ("supply", "event"),
        ("extend", "plant"),
        ("supply", "clean"),
        ("purchase", "clean"),
    }
)
"""Kinds of a first and a last verb of which the first says what is done: 拆除违法建设, 免除殡葬服务."""
HIRED = re.compile(
    r"^(?:委托|聘请|邀请|引入|依托|[聘请](?=第三方|专业|社会中介|中介|会计|律师|机构|专家))(?!.{1,4}考察)(?:[\u4e00-\u9fff]{2,6}(?:公司|机构|事务所)(?=承担|负责|参与|协助|配合)|(?:中介机构|社会中介|中介|高校|科研院所|院校|第三方|专业|有资质的?){0,2}"
    r"(?:检验|检测|服务|专业|测绘|技术)?(?:机构|公司|队伍|单位|专家|人员|会计师事务所|律师事务所|事务所)?)(?:承担|负责|参与|协助|配合)?对?"
)
"""By whom the work is done, before the verb that says what is done."""
DATES = re.compile(
    r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:份|底|末|中旬|上旬|下旬|\d{1,2}日)?(?:之?前|以前)?|(?:春节|汛期?|秋季开学|开学|采暖季|供暖|主汛期|防火期|国庆节?|年底)前"
)
INHERITS = frozenset(
    {
        "repair",
        "maintain",
        "build",
        "clean",
        "supply",
        "test",
        "report",
        "print",
        "rent",
        "software",
        "digitize",
        "plant",
    }
)
"""Kinds whose verb may go without its object where the one before has named it: 系统建设、维护."""
RENEWING = frozenset({"inspect", "repair", "maintain", "build", "supply", "software", "print"})
"""Kinds of which two verbs say one thing: 维护更新."""
ON_THINGS = INHERITS | {"inspect", "survey", "control"}
"""Kinds that are done to the things named after 对: 对118座桥梁开展检查."""
FEAST = re.compile(
    r"(?:在)?(?:春节|元宵节?|清明节?|五一|中秋节?|元旦|端午节?|国庆节?|重阳节?|教师节|护士节|记者节|建军节|妇女节|“?八一”?节?|“?七一”?节?|“?三八”?(?:妇女)?节?|“?六一”?(?:儿童)?节?|儿童节|节日|节假日)(?:前后|期间|前夕)?"
)
"""When something is done, in a list before it: 春节、中秋走访慰问."""
SEASON = re.compile(
    rf"^(?:[春夏秋冬]季(?:期间)?(?=[为对给])|(?:{FEAST.pattern})+|春秋[两二]季(?=[\u4e00-\u9fff]{2})|(?:禁渔|休渔|防火|防汛|主汛|伏季休渔|采暖|供暖|枯水|农忙|繁殖|越冬)期间?|汛期|[寒暑]假(?:期间)?)"
)
"""When something is done, right before its verb: 禁渔期租用执法船艇."""
MEMORIAL = re.compile(r"^[\u4e00-\u9fff]{2,6}日(?:期间)?(?=组织|开展|举办|举行)")
"""The day of it, which has no verb of its own: 烈士纪念日组织公祭活动."""
AFAR = re.compile(r"(?:无人机|卫星|遥感|视频|人工)")
"""By what means something is inspected: not what is counted."""
PROGRAM = re.compile(
    r"(?:信息|业务|管理|办公|政务|监管|服务|预约|审批)[^，、]{0,4}(?:系统|平台)(?:升级)?$|(?:软件|小程序|网站|APP|数据库)(?:升级)?$"
)
"""What is bought, built or renewed and is a program: it is put to use, not handed over to a keeper."""
KINDS_OF_THINGS = ("装备", "设备", "物资", "器材", "用品", "工具", "设施")
"""Ends of words that sum up what is then listed."""
FOR_IT = re.compile(r"^(?:对|为|给)")
"""What stands before the things to which several acts are done."""
FOR_YEARS = re.compile(r"(?:[一二两三半]|\d)年$")
"""How long, behind a service that is bought."""
CLASS = re.compile(r"班$")
"""Behind 培训 of a certain course."""
OWN_WORDS = 4
"""Characters from which a clause with an amount for each speaks of something else than the clause before."""
HELD = frozenset({"train", "drill", "meet", "event", "publicity"})
"""Kinds of which so and so many are held."""
TIMES = frozenset({"次", "场", "场次", "期"})
"""Measure words of what is held."""
IN_ALL = re.compile(r"共|合计|各类")
"""Before the count of several together."""
OFTEN = re.compile(r"每(?:月|季度|周|半年|天|日)(?![人户生])")
"""How often, before what is done."""
REPEATED = TIMES | {"小时", "批次", "篇", "条", "家次", "辆次", "处次"}
"""Measure words of what is told by the month."""
ADVERBS = re.compile(r"(?:常规|定期|不定期|日常|全面|专项|集中|年度|免费|随机|现场|例行|应急|综合|专业|统一|无害化)+")
"""What says only how something is done."""
SUPPORT = re.compile(r"^(?:支持|扶持|帮助|提升)(?=.{3,})")
PROJECTS = re.compile(r"(?:项目|企业|资金|投资|产业)$")
"""What is attracted by promotion; anything else that is 引进 is got."""
ON_DUTY = ("值守", "值班", "备勤")
"""Acts that are counted by days."""
ROOMS_CLEANED = ("消毒", "消杀", "灭鼠")
"""Acts that are counted by how often."""
SWEEPS = frozenset({"clean", "inspect", "digitize", "survey", "health"})
"""Kinds that are done to two places (or looked for two diseases) joined by 和 as to one."""
WHERE = re.compile(r"(?:路口|周边|沿线|区域|路段|入口|门口|两侧|地段)$")
"""Ends of where something stands: no thing that is bought, hired or built there."""
INQUIRIES = frozenset({"test", "survey", "control"})
"""Kinds whose several objects are those of one inquiry."""
REACHED = re.compile(
    r"^(?:惠及|受益|带动|覆盖)(?:全?[县区市镇乡])?(?=$|人|户|(?:农村|城乡|沿线|困难|周边)(?:群众|人口|居民|学生|老人|老年人)|老人|儿童|妇女|患者|幼儿|商户|教师|党员|青年|残疾人|群众|学生|居民|村民|农户|职工)"
)
"""Before a count of people: they have the good of it."""
REACH = re.compile(r"(?:受益(?:范围)?)?(?:涉及|受益|覆盖|惠及|带动)")
LEAST_LIST = 2
"""Members from which on a list may be summed up by its last word."""
ONE_ACT = 2
"""Characters of a verb alone."""
LONGEST_PAIR = 16
"""Characters up to which two things that share their last word are named together."""
_HOUSES = "医院|卫生院|学校|幼儿园|敬老院|福利院|企业|合作社|工作队"
HOUSE = re.compile(rf"(?:{_HOUSES})$")
HOUSED = re.compile(rf".{{0,10}}?(?:{_HOUSES})(?=.{{3,}})")
BY_HOUSE = ("家", "所", "个")
"""Measure words of those whom ``HOUSED`` names; 10家次 counts what they do."""
DAILY = re.compile(r"日均?(?=处理|供水|供气|供餐|清运|收运|接待|产生)")
SIZES = frozenset({"立方米", "平方米", "吨", "千瓦", "升", "米", "千克", "公斤"})
"""Measure words of how big one is: 200立方米清水池3座."""
QUOTES = (("“", "”"), ("《", "》"), ("「", "」"))
VAGUE = frozenset({"service", "handle"})
"""Kinds whose verbs stand in many names and mean no work of their own: 服务, 办理."""
OF_THINGS = frozenset({"册", "台", "套", "辆", "本", "部", "张", "块", "架", "具", "盒", "顶"})
"""Measure words of things, in which nothing that is done is counted."""
HEADS = ("人", "人次", "对", "例")
"""Measure words of people who are examined."""
NO_THING = re.compile(r"(?:管理|验收|保障|监督|活动|服务|宣传月|宣传周|工作)$")
"""Ends of what is no thing, whatever its length."""
OF_ACTS = frozenset({"人", "人次", "次", "场", "场次", "期", "户", "户次", "家次", "轮", "课时", "学时", "天", "个月"})
"""Measure words in which no thing is counted that is bought or built."""
OF_HOUSES = frozenset({"家", "所", "座", "处"})
"""Measure words of places, of which no equipment is made up."""
MATERIAL = frozenset({"purchase", "supply", "print", "build", "repair", "rent", "plant"})
"""Kinds that are done to things."""
SHORT_NOUN = 5
"""Characters up to which a part of a list without a verb is the name of a thing."""
HANDED_OUT = ("subsidy", "distribute", "debt")
"""Kinds of what is paid out, which may well end in 费 or 利息."""
DONE_TO_THEME = frozenset({"clean", "maintain"})
"""Kinds that, with nothing else, are done to what the project is about."""
STATE = re.compile(r"正常|稳定|安全|有序|顺利|高效|畅通|需要|需求")
"""In what state things are to be: what is wished and not done."""
GOT = ("purchase", "supply")
MADE = frozenset({"extend", "appraise", "insure", "report", "print", "software", "digitize", "plant"})
"""More kinds that say nothing without an object."""
FOR_PLACES = frozenset({"purchase", "supply", "print", "distribute", "subsidy", "rent", "insure", "recruit"})
"""Kinds of what is bought for places or paid to people there, where the places may be counted."""
_PLACE = "市场|学校|小学|中学|幼儿园|医院|卫生院|卫生室|敬老院|福利院|实训室|实验室|功能室|社区|乡镇|行政村|村|小区|园区|公园|景区|隐患点|站点|网点|安置点|站|所|基地|水库"
AT_PLACE = re.compile(rf"[\u4e00-\u9fff]{{0,8}}(?:{_PLACE}|之家|中心|馆|院|室|食堂)")
"""Where something is bought or built, right before the verb: 儿童之家添置玩具."""
PLACE_END = re.compile(rf"(?:{_PLACE}|中心|馆|室)$")
"""The head of a place's name, which members of a list before it may share: 数控加工、汽车维修实训室."""
STAFF_OF = re.compile(rf"(?:{_PLACE}|中心|馆|室)[\u4e00-\u9fff]{{0,4}}?(?:人员|员|教师|医师|干部|工作者|负责人)$")
"""Those who work at a place, behind its name."""
PLACE_BEFORE = re.compile(
    rf"[\u4e00-\u9fff]{{0,6}}?(?:{_PLACE})(?=[\u4e00-\u9fff]{{2,}}$)(?!.*(?:{_PLACE}|食堂|室|院|堂|园|馆|库|厂|坊|店|广场|中心|项目|设施)$)"
)
"""A place before what is bought for it."""
FOR_EACH = ("对", "为", "给", "向")
PLACE_NAME = re.compile(r"[\u4e00-\u9fff]{2,8}")
NO_NOUN = re.compile(
    r"[%％]|按(?![摩揭键])|[:：]|将(?!军)|把(?!手)|每(?!日|周)|其(?!他|中)|以(?!上|下|工代赈|奖代|旧换|案)|并(?!网|轨|发(?!放))|不(?:少|低|超)|确保|保持"
)
"""What no name of a thing has in it: 失能老人按1:3. No row is made of words cut so."""
PAYING = frozenset({"subsidy", "distribute", "insure", "social_insurance", "recruit"})
"""Kinds whose people are paid or hired: what stands next in a list is not done to them."""
EVERY_DAY = ("日", "日均")
"""Before what is done so and so much of every day."""
STATED = re.compile(
    r"(?P<name>(?:\d{1,3}(?:型|周?岁))?[\u4e00-\u9fffA-Za-z]{2,20}?)(?:(?P<rate>(?<=率)|(?<=满意度)|(?<=占比)|(?<=比重)|(?<=密度)|(?<=报销比例)|(?<=支付比例))(?:提高到|提升到|到|至)?|(?:(?<=额)|(?<=收入|产值|产量|投入|投资|税收|出口|经费|客流|销量|单产|人次|人数|能耗|排放|水量|电量))(?P<grown>增长|提高|提升|下降|减少|降低)(?![到至]))"
    r"(?:要|应|须|均)?(?:常年|始终|持续|全年)?(?:稳定|保持|控制|维持)*(?:达到|达|为|在|不低于|不少于|不小于|≥|>=|：|:)*(?P<number>\d{1,3}(?:\.\d+)?)[%％](?:及?以上|左右)?"
)
"""A rate that the purpose sets: 快递进村覆盖率达到100%, 网络零售额增长15%. It is a target and no work."""
MAINLY = re.compile(r"主要(?:包括|安装|配备|从事)")
"""Before a list that says what a counted work consists of."""
KEPT_RUNNING = re.compile(
    r"^(?:资金|经费)?(?:主要)?(?:用于|用来)?(?:保障|确保|维持|支持)(?P<things>[^，,\d]+[、和及与][^，,\d]{2,}?)的?(?:日常|正常|稳定|安全|平稳|高效|有序)+(?P<run>运行|运转)$"
)
"""Several things that are kept running, and the verb behind the last."""
KEPT_UP = frozenset({"repair", "maintain", "insure"})
FUEL = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:燃油|油料|燃料|加油)$")
"""What a vehicle uses, between it and its upkeep: 执勤车辆燃油维修."""
MEASURED = re.compile(r"^(?:建筑|总|施工|占地|改造|维修|修缮|治理|合计|共)*(?:面积|里程|长度|总长|全长)$")
"""What is only the measure of what stands before: 实施大殿加固，面积420平方米."""
KEPT_SAFE = re.compile(r"保护|惠及|覆盖")
"""Before a list of what has the good of it."""
