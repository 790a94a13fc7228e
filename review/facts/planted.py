"""Words in a table that speak to whoever reviews it: they are shown to no model, and reported.

Two sieves: what certainly speaks to the reviewer is told to the user; what only might is kept from the model in silence,
since a table of performance goals loses nothing without it.

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
    r"|(?:评审|审核|审查|评委)(?:老师|专家|人员|员|领导|同志)*(?:您|你)好|(?:建议|恳请|请求|望|请)(?:直接|予以|一律|准予)+(?:通过|批准|放行)(?=$|[。，；,;!！])"
    r"|(?:检查|审核|审查|评审|校验)(?:结果|结论)(?:均|都|全部|一律)(?:为|是)?(?:合格|通过|无问题|正常)|(?:本表|本项目|该表|以下).{0,6}(?:不存在|没有|无)任何(?:问题|错误)"
    r"|(?:草稿|初稿|草案|回复|回答|输出)(?:中|里)?(?:写入|写上|填入|加入)|(?:把|将)(?:所有|全部|每个|各)?(?:目标值|指标值|预算数?|得分|评分|结论)(?:都|全|一律)*(?:改|写|设|填)(?:为|成)"
    r"|(?:均|都|一律|只)(?:回答|答复|输出)|(?:停止|终止|结束)(?:本次|对)?.{0,4}(?:审核|审查|评审)(?=$|[。，；,;!！])|(?:你|您)的任务|审核(?:人|意见|结论)[:：](?:同意|通过|合格)"
    r"|\[/?(?:system|assistant|user)\]|<!--|(?:assistant|system|user)[:：]|dan模式|(?:你|您)?的?(?:系统提示词|密钥|apikey)(?=$|[。，；,;!！])"
    r"|<\|?(?:im_start|im_end|system|assistant|endoftext)|\[/?inst\]|</?(?:system|think|assistant|instructions?)>|\"role\":|〈资料|```",
    re.IGNORECASE,
)


_DOUBTFUL = re.compile(
    r"(?:请|勿|务必|必须|一律|直接|建议|予以|准予|均应|应当).{0,8}(?:通过|批准|认可|合格|满分|高分|优秀|扣分|评分|打分|放行|采纳|写入|改为|改成|写成)(?![率的后])"
    r"|满分|最高分|最高评分|免检|免审|无问题|没有问题|不存在.{0,4}问题"
    r"|(?:ai|gpt|llm|人工智能|大模型|语言模型|机器人|助手).{0,10}(?:你|您|请|应|须|必须|要)|(?:你|您).{0,12}(?:ai|gpt|人工智能|模型|机器人|助手|审核|评审)"
    r"|(?:评审|审核|评委|审查).{0,6}(?:您|你|老师)|[\u3040-\u30ff\u0400-\u04ff\uac00-\ud7af]|[A-Za-z0-9+/]{40,}",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"(?:[A-Za-z']{2,}[ ,.:;!?\-]+){3,}[A-Za-z']{2,}")
"""A sentence in English, of which such a table has none."""
_SIMPLIFIED = str.maketrans(
    "請過審無問題評滿優須視為給報檢統標應結論項書會員將輸對這個",
    "请过审无问题评满优须视为给报检统标应结论项书会员将输对这个",
)


def speaks_to_reviewer(text: str | None) -> bool:
    """Whether ``text`` says how a review is to end or what a program is to answer."""
    return bool(text) and bool(_PLANTED.search(_plain(text or "")))


def kept_from_model(text: str | None) -> bool:
    """Whether a model is not shown ``text``: it speaks to the reviewer, or it might."""
    shown = visible(text or "")
    return speaks_to_reviewer(text) or bool(_DOUBTFUL.search(_plain(text or "")) or _ENGLISH.search(shown))


def without_orders(text: str) -> str:
    """``text`` without the sentences that speak to the reviewer."""
    return "".join(part for part in re.split(r"(?<=[。；;！!？?\n])", text) if not speaks_to_reviewer(part))


def _plain(text: str) -> str:
    return fold(visible(text)).translate(_SIMPLIFIED)
