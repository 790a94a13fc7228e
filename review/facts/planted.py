"""Words in a table that speak to whoever reviews it: they are shown to no model, and reported.

A table tells what a project will do. A cell that says how the review is to end, or what a program is to answer, is no
part of that, whoever put it there.
"""

from __future__ import annotations

import re

from corpus.chars import fold
from prompts.loader import visible

_PLANTED = re.compile(
    r"(?:忽略|无视|不(?:要|必|用)理会|跳过).{0,14}(?:指令|指示|规则|提示|设定|检查项|上文|以上|之前的|前面的)"
    r"|(?:请|务必|一律|直接|应当?|必须|需要?|可以?)(?:你|您)?.{0,6}(?:判定?|判断|评定?|打|给出?|给予|视|认定|标记?|回答|答复|输出|返回|填写?)(?:为|成|作)?.{0,6}"
    r"(?:通过|满分|100分|优秀|优(?!化|先|质|良)|无问题|没有问题|无错误|没有错误|合规|“?否”?(?!则|定)|空(?:列表|数组)|false|true|no|yes)"
    r"|(?:不要|不得|不必|无须|无需|请勿|禁止|别)(?:再)?(?:报告|指出|提出|列出|扣分|标记|提示|审核|审查|检查|质疑|挑剔)(?!.{0,3}(?:人员|制度))"
    r"|(?:你|您)(?:是|现在是|作为|将扮演|扮演).{0,16}(?:助手|模型|审核|专家|人工智能|机器人|AI)"
    r"|(?:AI|人工智能|大模型|语言模型|审核(?:系统|程序|机器人|助手|员|专家|模型))[:：,，]?(?:请|注意|须知|应|必须|务必|看到)"
    r"|本(?:表|项目|行|单元格)(?:已(?:经)?(?:由|经)?.{0,8}(?:审定|审核通过|核准)|.{0,4}(?:免审|免检|无需))"
    r"|系统(?:提示|指令|消息)[:：]|提示词|(?:新|最新|真正)的?(?:指令|任务)[:：是]"
    r"|(?:ignore|disregard|forget|override)(?:all|any|the|previous|prior|above|your|these|earlier)+.{0,20}(?:instruction|rule|prompt|message|text)"
    r"|systemprompt|youare(?:a|an|now|the)|(?:answer|reply|respond|output|return)(?:with|only)?[:\"“']*(?:no|yes|pass|false|true|ok)\b"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)|\[/?inst\]|</?(?:system|think|assistant|instructions?)>|\"role\":|〈资料|```",
    re.IGNORECASE,
)


def speaks_to_reviewer(text: str | None) -> bool:
    """Whether ``text`` says how a review is to end or what a program is to answer."""
    return bool(text) and bool(_PLANTED.search(fold(visible(text or ""))))
