"""Where the tables of a text stand: header by header, each with the pieces above it and the pieces of its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.chars import fold
from corpus.listing.fragments import Fragment
from corpus.listing.head_labels import head_label
from corpus.listing.header import Header, Shape, find_headers
from corpus.listing.labels import label
from corpus.listing.pieces import Piece, pieces

_STOP = re.compile(
    r"^(?:注|备注|说明|填表说明)[:：]|^(?:填表|填报|制表)(?:人|日期|单位|时间)|^(?:项目|单位|部门)?(?:负责人|联系人|经办人|审核人|分管领导|联系电话)"
    r"|盖章|签字|签章|签名|(?:审核|初审|审批|评审|复核)意见|^其他(?:需|应)?要?说明|^(?:工作|绩效)?保障措施$|^(?:存在的?问题|评价结论|改进措施)(?:及\S{0,8})?(?:$|:)|^(?:总分|合计|总计|总得分)$"
    r"|^[【\[]?(?:打印|关闭)(?:本页|此页|窗口)?[】\]]?$|^(?:上一[篇页条]|下一[篇页条]|返回(?:顶部|首页|列表))|^扫一扫|^(?:附件下载|网站地图|版权所有)"
    r"|^(?:相关(?:附件|文档|链接)|责任编辑|信息来源|分享到|主办单位|承办单位)(?:$|:)"
    r"|绩效(?:目标|自评|指标)\S{0,12}表(?:\(\S*\))?$|^附件\d*|^附表\d*|\S(?:预算|收支|支出|决算|明细|汇总|采购)\S{0,4}表$"
    r"|\d日印发$|(?:局|厅|委|委员会|办公室|政府|中心)20\d\d年\d{1,2}月\d{1,2}日$|科目编码|功能分类|^单位[:：](?:万元|元)|^[一二三四五六七八九十]+、\S{2,}|^第[一二三四五六七八九十]+(?:部分|章|节)"
)
_OFFICE = re.compile(r"^[\u4e00-\u9fff]{2,}(?:局|厅|委|委员会|办公室|政府|中心)$")
_DAY = re.compile(r"20\d\d年\d{1,2}月\d{1,2}日(?:印发)?")
_HEADING = re.compile(r"[(]?[\d一二三四五六七八九十]{1,3}[)]?[.、)](?!\d)\S")
_NEW_HEAD = frozenset({"name", "department"})


@dataclass(frozen=True)
class Region:
    """One header with its surroundings."""

    header: Header
    above: tuple[Piece, ...]
    body: tuple[Piece, ...]


def regions(frags: Sequence[Fragment]) -> Iterator[Region]:
    """The indicator tables among ``frags``, in order."""
    headers = find_headers(frags)
    start = 0
    for k, header in enumerate(headers):
        end = headers[k + 1].start if k + 1 < len(headers) else len(frags)
        above = pieces(frags[start : header.start], _above_shape(header))
        body = pieces(frags[header.stop : end], header.shape)
        stop = next((j for j in range(len(body)) if _ends_at(body, j)), len(body))
        while 0 < stop < len(body) and body[stop - 1].newline and _HEADING.match(fold(body[stop - 1].text)):
            stop -= 1  # what is numbered and alone before the next table's title is its heading
        line = body[stop].line if stop < len(body) else None
        yield Region(header, tuple(above), tuple(body[:stop]))
        start = end if line is None else next(j for j in range(header.stop, end) if frags[j].line >= line)


def _ends_at(body: Sequence[Piece], at: int) -> bool:
    """Whether the table is over at this piece, or at its word spaced out over this and the next: 合 计."""
    if ends_table(body[at].text):
        return True
    after = body[at + 1] if at + 1 < len(body) else None
    if after is not None and at + 2 == len(body) and _OFFICE.search(body[at].text) and _DAY.fullmatch(fold(after.text)):
        return True  # who signed, and the day
    spaced = len(body[at].text) == 1 and after is not None and not after.newline
    return spaced and after is not None and ends_table(body[at].text + after.text)


def _above_shape(header: Header) -> Shape:
    return header.shape if header.shape is not Shape.GLUED else Shape.LINES


def ends_table(text: str) -> bool:
    """Whether a piece shows that the rows above it were the last: a signature, a note, another table's beginning."""
    plain = fold(text)
    if not plain or ((known := label(plain)) is not None and known.sure):
        return False  # 一、产出指标
    return bool(_STOP.search(plain)) or head_label(plain) in _NEW_HEAD
