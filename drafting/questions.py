"""What a draft still has to be told, in the order in which an officer would ask."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.library import Category
from corpus.taxonomy import Level2
from drafting.activity import Reading
from drafting.brief import Brief
from drafting.cite import user_documents
from drafting.draft import DraftRow, SourceKind
from drafting.history import table_of_last_year


def questions(brief: Brief, found: Sequence[Category], rows: Sequence[DraftRow], reading: Reading) -> tuple[str, ...]:
    """One question for each kind of missing target and each unmeasured aim, then for the year, the unit and the documents."""
    asked = [
        f"{words}：{'、'.join(map(_told, group))}。"
        for words, group in (
            ("各做多少？请填写数量", [row for row in rows if row.pending and row.level2 is Level2.QUANTITY]),
            (
                "做到什么程度？请按上年实绩和本级要求填写目标值",
                [row for row in rows if row.pending and row.level2 not in (Level2.QUANTITY, Level2.COST)],
            ),
            (
                "花费标准是多少？请按询价、合同或支出标准填写",
                [row for row in rows if row.pending and row.level2 is Level2.COST],
            ),
        )
        if group
    ]
    asked += [f"资金用途中的“{aim}”用什么结果来衡量？" for aim in reading.outcomes]
    if not reading.activities:
        usual = f"（常见支出：{'、'.join(found[0].spending)}）" if found else ""
        asked.append(f"资金具体用来做哪些事、各做多少{usual}？")
    if not brief.year:
        asked.append("预算年度是哪一年？")
    if not brief.department:
        asked.append("由哪个部门填报？（用来查找本地的依据文件）")
    if not user_documents(brief) and any(row.basis is None for row in rows):
        asked.append("指标值依据哪些本级文件（实施方案、上级下达文件、支出标准）？请给出名称和文号。")
    laws = [law for category in found for law in category.laws]
    if laws:
        asked.append(f"上位法可参考{'、'.join(f'《{law}》' for law in laws)}；本项目另有哪些配套文件？")
    if brief.last_year and table_of_last_year(brief.last_year, brief.name) is None:
        asked.append("上年的文件里没有名称相近的项目；它在上年叫什么名称？")
    if not found:
        asked.append("这个项目属于哪类支出？没有认出类别，只按资金用途起草。")
    return tuple(asked)


def _told(row: DraftRow) -> str:
    """``“护林员培训人次”（人次）``, ``“演练评估达标率”（%，常见值 =100%）``."""
    known = row.reference_value
    what = "参考" if any(s.kind is SourceKind.HISTORY for s in row.sources) else "常见值"
    beside = [row.unit or "", f"{what} {known.removesuffix('（常见值）')}" if known else ""]
    inner = "，".join(word for word in beside if word)
    return f"“{row.name}”（{inner}）" if inner else f"“{row.name}”"
