"""Verbs of one character as people write them, each with the word of the forms: 买书 → 购置书."""

from __future__ import annotations

import re

BUY = re.compile(r"^购(?![买置入物销房车票])")
"""购 for 购置."""
PLAIN = (
    (re.compile(r"^(?:另|再|新)?买(?![断卖单方])"), "购置"),
    (re.compile(r"^(?:另|再)?换(?![届新装热乘算位班岗证汇气药]|购)"), "更换"),
    (re.compile(r"^(?:另|再|拟)?建(?![设成立档筑材制造议言党团树好标军国行])"), "新建"),
    (re.compile(r"^(?:另|再)?修(?![缮复订建志编剪改补整理撰正葺养])"), "维修"),
    (re.compile(r"^(?:另|再)?租(?![赁用金借房户约])"), "租用"),
    (re.compile(r"^(?:另|再)?印(?![制刷发花染章度象])"), "印制"),
    (re.compile(r"^(?:另|再)?清(?=[渠沟河塘淤管井污下排])(?![淤](?!泥))"), "清理"),
    (re.compile(r"^(?:另|再)?配(?![备置发送套合电网建件方药租售种气水料偶额音餐班])"), "配备"),
    (re.compile(r"^(?:另|再)?加(?![装固工强大快班油入盖宽急权密热湿压气氯药总])"), "新增"),
    (re.compile(r"^发(?=[\u4e00-\u9fff]{2,})(?![放展生布现动电票改育包射掘挥行明表运热酵起出言文证送])"), "发放"),
    (re.compile(r"^查(?![询处办实收验验阅封扣找体螺病出清])"), "检查"),
    (re.compile(r"^改(?![造建善进革良装扩编制版选派稿水厕变动正])"), "改造"),
    (re.compile(r"^审(?![计核查批定议理判阅])"), "审核"),
    (re.compile(r"^开(?=[\u4e00-\u9fff]{2,12}(?:会|班|课|讲座|论坛)$)(?![展放设发工业办辟通挖垦源户学创])"), ""),
    (re.compile(r"^(?:另|再)?办(?!法(?!律)|[理公案事学证好结税班展])"), ""),
)
"""Verbs of one character as people write them, each with the word of the forms."""


def in_words_of_forms(text: str) -> str:
    """``text`` with the verb of one character that it begins with as the forms have it."""
    for plainly, verb in PLAIN:
        text = plainly.sub(verb, text)
    return text
