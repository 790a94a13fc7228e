"""Fictional tables in the layouts of many provinces, and builders that print one as Word, Excel, web page and PDF.

A row is one text with ``|`` between the cells: ``^`` is covered by the cell above, ``<`` by the cell to the left, ``/`` inside
a cell is printed as it is, ``¶`` a line break.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO
from typing import Any

from corpus.grid import Cell, Grid
from tests.corpus.pdf_builder import Page, build

Row = tuple[str | None, str | None, str, str]
"""level1, level2, level3, value as they should be read."""


@dataclass(frozen=True)
class FormCase:
    """One layout. ``title`` stands above the table; money is 万元."""

    title: str
    table: str
    rows: tuple[Row, ...]
    name: str | None = "示例路灯维护"
    total: str | None = "20.00"
    fiscal: str | None = "20.00"
    goals: tuple[str, ...] = ("维护路灯 300 盏",)
    midterm: tuple[Row, ...] = ()
    weights: tuple[str | None, ...] = ()
    actual: tuple[str | None, ...] = ()
    basis: tuple[str | None, ...] = ()
    description: tuple[str | None, ...] = ()
    notices: frozenset[str] = frozenset()
    """Codes of notices that must be there."""

    def texts(self) -> list[list[str]]:
        """The table's fields, marks of covered ones included."""
        lines = [line.strip() for line in self.table.strip().splitlines()]
        return [[text.strip().replace("¶", "\n") for text in line.split("|")] for line in lines]

    def grid(self) -> Grid:
        """The table as a grid."""
        fields = self.texts()
        cells = []
        for r, row in enumerate(fields):
            assert len(row) == len(fields[0]), (self.title, r, row)
            for c, text in enumerate(row):
                if text in {"^", "<"}:
                    continue
                cols = next((k for k in range(1, len(row) - c) if row[c + k] != "<"), len(row) - c)
                rows = next((k for k in range(1, len(fields) - r) if fields[r + k][c] != "^"), len(fields) - r)
                cells.append(Cell(text, r, c, rows, cols))
        return Grid(tuple(cells))


STANDARD: tuple[Row, ...] = (
    ("产出指标", "数量指标", "维护路灯数", "≥300盏"),
    ("产出指标", "质量指标", "亮灯率", "≥98%"),
    ("效益指标", "社会效益指标", "夜间出行便利", "有所提高"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "≥90%"),
)

FORMS: dict[str, FormCase] = {
    "F1": FormCase(
        "1.示例路灯维护绩效目标表",
        """
        项目编码 | 13000024P001 | 项目名称 | 示例路灯维护 | < | <
        预算规模及资金用途 | 预算数 | 20.00 | 其中：财政资金 | 20.00 | 其他资金
        ^ | 更换灯具 | < | < | < | <
        资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底 | <
        ^ | 10% | 30% | 80% | 100% | <
        绩效目标 | 1.维护路灯 300 盏 | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
        产出指标 | 数量指标 | 维护路灯数 | 全年维护 | ≥300盏 | 工作计划
        ^ | 质量指标 | 亮灯率 | 亮灯比例 | ≥98% | 行业标准
        效益指标 | 社会效益指标 | 夜间出行便利 | 出行情况 | 有所提高 | 工作计划
        满意度指标 | 服务对象满意度指标 | 居民满意度 | 满意比例 | ≥90% | 问卷
        """,
        STANDARD,
        basis=("工作计划", "行业标准", "工作计划", "问卷"),
        description=("全年维护", "亮灯比例", "出行情况", "满意比例"),
    ),
    "F2": FormCase(
        "项目支出绩效自评表（2023年度）",
        """
        项目名称 | < | 示例路灯维护 | < | < | < | < | < | <
        主管部门 | < | 示例县城管局 | < | 实施单位 | < | 示例路灯所 | < | <
        项目资金（万元） | < |  | 年初预算数 | 全年预算数(A) | 全年执行数(B) | 分值 | 执行率(B/A) | 得分
        ^ | ^ | 年度资金总额 | 20.00 | 20.00 | 18.00 | 10 | 90% | 9
        ^ | ^ | 其中：本年财政拨款 | 20.00 | 20.00 | 18.00 | — | 90% | —
        ^ | ^ | 上年结转资金 | 0 | 0 | 0 | — | 0 | —
        ^ | ^ | 其他资金 | 0 | 0 | 0 | — | 0 | —
        年度总体目标 | 预期目标 | < | < | 实际完成情况 | < | < | < | <
        ^ | 维护路灯 300 盏 | < | < | 维护了 310 盏 | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析及改进措施
        ^ | 产出指标（50分） | 数量指标 | 维护路灯数 | ≥300盏 | 310盏 | 25 | 25 | 无
        ^ | ^ | 质量指标 | 亮灯率 | ≥98% | 99% | 25 | 25 | 无
        ^ | 效益指标（30分） | 社会效益指标 | 夜间出行便利 | 有所提高 | 有所提高 | 30 | 30 | 无
        ^ | 满意度指标（10分） | 服务对象满意度指标 | 居民满意度 | ≥90% | 92% | 10 | 10 | 无
        总分 | < | < | < | < | < | 100 | 99 |
        """,
        (
            ("产出指标（50分）", "数量指标", "维护路灯数", "≥300盏"),
            ("产出指标（50分）", "质量指标", "亮灯率", "≥98%"),
            ("效益指标（30分）", "社会效益指标", "夜间出行便利", "有所提高"),
            ("满意度指标（10分）", "服务对象满意度指标", "居民满意度", "≥90%"),
        ),
        weights=("25", "25", "30", "10"),
        actual=("310盏", "99%", "有所提高", "92%"),
        notices=frozenset({"columns-ignored", "goal-of-other-kind"}),
    ),
    "F2 weight first": FormCase(
        "项目支出绩效自评表",
        """
        项目名称 | 示例路灯维护 | < | < | < | < | <
        年度资金总额 | 20.00 | < | 其中：财政拨款 | 20.00 | < | <
        年度总体目标 | 维护路灯 300 盏 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 分值 | 年度指标值 | 全年实际值 | 得分
        产出指标 | 数量指标 | 维护路灯数 | 50 | ≥300盏 | 310盏 | 50
        ^ | 质量指标 | 亮灯率 | 20 | ≥98% | 99% | 20
        效益指标 | 社会效益指标 | 夜间出行便利 | 20 | 有所提高 | 达成 | 20
        满意度指标 | 服务对象满意度指标 | 居民满意度 | 10 | ≥90% | 92% | 10
        """,
        STANDARD,
        weights=("50", "20", "20", "10"),
        actual=("310盏", "99%", "达成", "92%"),
    ),
    "F3 shared names": FormCase(
        "项目支出绩效目标申报表（2024年度）",
        """
        项目名称 | < | 示例路灯维护 | < | < | <
        主管部门及代码 | < | 示例县城管局[101] | < | 实施单位 | 示例路灯所
        项目属性 | < | 延续项目 | < | 项目期 | 3年
        项目资金（万元） | 中期资金总额： | 60.00 | < | 年度资金总额： | 20.00
        ^ | 其中：财政拨款 | 60.00 | < | 其中：财政拨款 | 20.00
        ^ | 其他资金 | 0 | < | 其他资金 | 0
        总体目标 | 中期目标（2024年—2026年） | < | < | 年度目标 | <
        ^ | 三年维护路灯 900 盏 | < | < | 维护路灯 300 盏 | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 中期指标值 | 年度指标值
        ^ | 产出指标 | 数量指标 | 维护路灯数 | ≥900盏 | ≥300盏
        ^ | ^ | 质量指标 | 亮灯率 | ≥99% | ≥98%
        ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | 显著提高 | 有所提高
        ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥95% | ≥90%
        """,
        STANDARD,
        midterm=(
            ("产出指标", "数量指标", "维护路灯数", "≥900盏"),
            ("产出指标", "质量指标", "亮灯率", "≥99%"),
            ("效益指标", "社会效益指标", "夜间出行便利", "显著提高"),
            ("满意度指标", "服务对象满意度指标", "居民满意度", "≥95%"),
        ),
        notices=frozenset({"goal-of-other-kind", "money-of-other-period"}),
    ),
    "F3 two groups": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | < | 示例路灯维护 | < | < | < | < | <
        年度资金总额 | < | 20.00 | < | < | 其中：财政拨款 | 20.00 | <
        总体目标 | 实施期总目标 | < | < | < | 年度总体目标 | < | <
        ^ | 三年维护路灯 900 盏 | < | < | < | 维护路灯 300 盏 | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 三年维护数 | ≥900盏 | 数量指标 | 维护路灯数 | ≥300盏
        ^ | ^ | 质量指标 | 亮灯率 | ≥99% | 质量指标 | 亮灯率 | ≥98%
        ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | 显著提高 | 社会效益指标 | 夜间出行便利 | 有所提高
        ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥95% | 服务对象满意度指标 | 居民满意度 | ≥90%
        """,
        STANDARD,
        midterm=(
            ("产出指标", "数量指标", "三年维护数", "≥900盏"),
            ("产出指标", "质量指标", "亮灯率", "≥99%"),
            ("效益指标", "社会效益指标", "夜间出行便利", "显著提高"),
            ("满意度指标", "服务对象满意度指标", "居民满意度", "≥95%"),
        ),
        notices=frozenset({"goal-of-other-kind"}),
    ),
    "F3 two-row header": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | < | <
        年度资金总额 | 20.00 | 其中：财政拨款 | 20.00 | <
        年度目标 | 维护路灯 300 盏 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | <
        ^ | ^ | ^ | 实施期 | 年度
        产出指标 | 数量指标 | 维护路灯数 | ≥900盏 | ≥300盏
        ^ | 质量指标 | 亮灯率 | ≥99% | ≥98%
        效益指标 | 社会效益指标 | 夜间出行便利 | 显著提高 | 有所提高
        满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥95% | ≥90%
        """,
        STANDARD,
        midterm=(
            ("产出指标", "数量指标", "维护路灯数", "≥900盏"),
            ("产出指标", "质量指标", "亮灯率", "≥99%"),
            ("效益指标", "社会效益指标", "夜间出行便利", "显著提高"),
            ("满意度指标", "服务对象满意度指标", "居民满意度", "≥95%"),
        ),
    ),
    "F4": FormCase(
        "财政项目支出绩效目标审批表",
        """
        预算单位 | 示例县城管局 | < | 金额单位 | 万元 | <
        项目名称 | 示例路灯维护 | < | 项目分类 | 运转类 | <
        项目总体概况 | 全县路灯 | < | < | < | <
        年度主要目标和成果 | 维护路灯 300 盏 | < | < | < | <
        项目总预算 | 20.00 | < | 其中财政资金 | 20.00 | <
        年度绩效目标(90分) | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 分值 | 指标解释
        成本指标(0-20)分 | 经济成本指标 | 维护成本 | ≤20万元 | 20 | 总成本
        ^ | 社会成本指标 |  | 0 | 0 |
        ^ | 生态环境成本指标 |  | 0.00% | 0 |
        产出指标(40-50)分 | 数量指标 | 维护路灯数 | ≥300盏 | 50 | 全年维护
        满意度指标(10)分 | 服务对象满意度指标 | 居民满意度 | ≥90% | 20 | 问卷
        """,
        (
            ("成本指标(0-20)分", "经济成本指标", "维护成本", "≤20万元"),
            ("产出指标(40-50)分", "数量指标", "维护路灯数", "≥300盏"),
            ("满意度指标(10)分", "服务对象满意度指标", "居民满意度", "≥90%"),
        ),
        weights=("20", "50", "20"),
        description=("总成本", "全年维护", "问卷"),
        notices=frozenset({"row-is-placeholder"}),
    ),
    "F5": FormCase(
        "项目支出绩效目标申报表",
        """
        填报单位：示例县城管局 | < | < | < | < | 单位：万元
        项目支出名称 | < | 示例路灯维护 | < | 预算部门 | 示例县城管局
        年度本级预算金额 | < | 20.00 | < | 该项目支出上级资金 | 0
        项目支出实施期 | < | 2024年1月至12月 | < | < | <
        实施期绩效目标 | < | 三年维护路灯 900 盏 | < | < | <
        本年度绩效目标 | < | 维护路灯 300 盏 | < | < | <
        本年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值及单位 | 绩效标准
        ^ | 产出指标 | 数量指标 | 维护路灯数 | ≥300盏 | 计划标准
        ^ | ^ | 质量指标 | 亮灯率 | ≥98% | 行业标准
        ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | 有所提高 | 历史标准
        ^ | 满意度指标 | 社会公众或服务对象满意度指标 | 居民满意度 | ≥90% | 问卷
        财政部门审核意见 | < | 同意 | < | < | <
        填表人：某某 | < | < | < | < | <
        """,
        (*STANDARD[:3], ("满意度指标", "社会公众或服务对象满意度指标", "居民满意度", "≥90%")),
        fiscal=None,
        basis=("计划标准", "行业标准", "历史标准", "问卷"),
        notices=frozenset({"goal-of-other-kind"}),
    ),
    "F6": FormCase(
        "项目绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | 项目属性 | 延续 | <
        资金总额 | 20.00 | < | 其中：财政资金 | 20.00 | <
        项目概况 | 全县路灯 | < | < | < | <
        长期目标 | 三年维护路灯 900 盏 | < | < | < | <
        年度目标 | 维护路灯 300 盏 | < | < | < | <
        长期绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 三年维护数 | ≥900盏 |
        ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥95% |
        年度绩效指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 维护路灯数 | ≥300盏 |
        ^ | ^ | 质量指标 | 亮灯率 | ≥98% |
        ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | 有所提高 |
        ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% |
        """,
        STANDARD,
        midterm=(
            ("产出指标", "数量指标", "三年维护数", "≥900盏"),
            ("满意度指标", "服务对象满意度指标", "居民满意度", "≥95%"),
        ),
        notices=frozenset({"goal-of-other-kind"}),
    ),
    "F7": FormCase(
        "市直部门预算项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | 项目类别 | 常年性 | <
        项目预算 | 预算金额 | 20.00 | 2020年实际执行数 | 18.00 | <
        绩效目标 | 维护路灯 300 盏 | < | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 指标说明 | 绩效标准 | 当年预期实现值
        ^ | 产出指标 | 数量指标 | 维护路灯数 | 计划标准 | ≥300盏
        ^ | ^ | 质量指标 | 亮灯率 | 行业标准 | ≥98%
        ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | 历史标准 | 有所提高
        ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | 问卷 | ≥90%
        """,
        STANDARD,
        fiscal=None,
        basis=("计划标准", "行业标准", "历史标准", "问卷"),
    ),
    "F8": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | < | < | < | <
        预算总额 | 20.00 | < | 财政资金 | < | 20.00 | <
        总体目标 | 维护路灯 300 盏 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 绩效指标值 | 绩效度量单位 | 权重
        产出指标 | 数量指标 | 维护路灯数 | ≥ | 300 | 盏 | 40
        ^ | 质量指标 | 亮灯率 | ≥ | 98 | % | 20
        效益指标 | 社会效益指标 | 夜间出行便利 | 定性 | 优良中低差 |  | 30
        满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥ | 90 | % | 10
        """,
        (*STANDARD[:2], ("效益指标", "社会效益指标", "夜间出行便利", "优良中低差"), STANDARD[3]),
        weights=("40", "20", "30", "10"),
    ),
    "F9": FormCase(
        "项目绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | < | < | < | < | <
        预算数 | 20.00 | < | 财政资金 | < | 20.00 | < | <
        绩效目标 | 维护路灯 300 盏 | < | < | < | < | < | <
        一级指标 | 二级指标 | 指标名称 | 上年指标值 | 计算符号 | 指标值 | 计量单位 | 指标值确定依据
        产出指标 | 数量指标 | 维护路灯数 | 280 | ≥ | 300 | 盏 | 计划标准
        ^ | 质量指标 | 亮灯率 | 97 | ≥ | 98 | % | 行业标准
        效益指标 | 社会效益指标 | 夜间出行便利 |  | 定性 | 有所提高 |  | 历史标准
        满意度指标 | 服务对象满意度指标 | 居民满意度 | 88 | ≥ | 90 | % | 问卷
        """,
        STANDARD,
        basis=("计划标准", "行业标准", "历史标准", "问卷"),
        notices=frozenset({"columns-ignored"}),
    ),
    "F11": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | <
        项目资金总额 | 20.00 | 其中：财政拨款 | 20.00
        年度绩效目标 | 维护路灯 300 盏 | < | <
        指标类别 | 绩效指标 | 指标值 | 备注
        产出数量 | 维护路灯数 | ≥300盏 |
        产出质量 | 亮灯率 | ≥98% |
        环境效益 | 节约用电 | ≥5% |
        服务对象满意度 | 居民满意度 | ≥90% |
        """,
        (
            (None, "产出数量", "维护路灯数", "≥300盏"),
            (None, "产出质量", "亮灯率", "≥98%"),
            (None, "环境效益", "节约用电", "≥5%"),
            (None, "服务对象满意度", "居民满意度", "≥90%"),
        ),
    ),
    "F12": FormCase(
        "项目支出绩效目标表",
        """
        单位名称、项目名称 | 项目年度绩效目标 | 一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值 | 度量单位 | 指标属性 | 指标内容
        示例路灯维护 | 维护路灯 300 盏 | 产出指标 | 数量指标 | 维护路灯数 | ≥ | 300 | 盏 | 定量指标 | 全年维护
        ^ | ^ | ^ | 质量指标 | 亮灯率 | ≥ | 98 | % | 定量指标 | 亮灯比例
        ^ | ^ | 效益指标 | 社会效益指标 | 夜间出行便利 | = | 有所提高 |  | 定性指标 | 出行情况
        ^ | ^ | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥ | 90 | % | 定量指标 | 满意比例
        示例公园养护 | 养护公园 2 座 | 产出指标 | 数量指标 | 养护公园数 | = | 2 | 座 | 定量指标 | 全年养护
        """,
        (*STANDARD[:2], ("效益指标", "社会效益指标", "夜间出行便利", "有所提高"), STANDARD[3]),
        total=None,
        fiscal=None,
        description=("全年维护", "亮灯比例", "出行情况", "满意比例"),
    ),
    "F13": FormCase(
        "项目支出绩效目标申报表",
        """
        项目名称 | < | 示例路灯维护 | <
        预算总额 | < | 20.00 | <
        绩效目标 | < | 维护路灯 300 盏 | <
        一级目标 | 二级目标 | 三级指标 | 目标值
        投入 | 成本目标 | 维护成本 | ≤20万元
        产出 | 数量目标 | 维护路灯数 | ≥300盏
        效益 | 社会效益目标 | 夜间出行便利 | 有所提高
        """,
        (
            ("投入", "成本目标", "维护成本", "≤20万元"),
            ("产出", "数量目标", "维护路灯数", "≥300盏"),
            ("效益", "社会效益目标", "夜间出行便利", "有所提高"),
        ),
        fiscal=None,
    ),
    "F14": FormCase(
        "专项资金绩效评价表",
        """
        一级指标 | 权重 | 二级指标 | 分值 | 三级指标 | 计量单位 | 目标值(标准) | 分值
        产出指标 | 60 | 数量指标 | 40 | 维护路灯数 | 盏 | 300 | 40
        ^ | ^ | 质量指标 | 20 | 亮灯率 | % | 98 | 20
        满意度指标 | 40 | 服务对象满意度指标 | 40 | 居民满意度 | % | 90 | 40
        """,
        (
            ("产出指标", "数量指标", "维护路灯数", "300盏"),
            ("产出指标", "质量指标", "亮灯率", "98%"),
            ("满意度指标", "服务对象满意度指标", "居民满意度", "90%"),
        ),
        name=None,
        total=None,
        fiscal=None,
        goals=(),
        weights=("40", "20", "40"),
    ),
    "F15": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | <
        主管预算部门 | 示例学校 | 项目实施单位 | 示例后勤处
        资金总额 | 20.00 | 财政资金 | 20.00
        绩效目标 | 维护路灯 300 盏 | < | <
        一级指标 | 二级指标 | 三级指标 | 绩效指标值
        成本指标 | 经济成本指标 | 维护成本 | ≤20万元
        产出指标 | 数量指标 | 维护路灯数 | ≥300盏
        ^ | 质量指标 | 亮灯率 | ≥98%
        满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%
        """,
        (("成本指标", "经济成本指标", "维护成本", "≤20万元"), STANDARD[0], STANDARD[1], STANDARD[3]),
    ),
    "levels in brackets": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | <
        资金总额 | 20.00 | <
        绩效目标 | 维护路灯 300 盏 | <
        指标类别 | 指标名称 | 指标值
        【产出指标-数量指标】 | 维护路灯数 | ≥300盏
        【产出指标-质量指标】 | 亮灯率 | ≥98%
        【效益指标—社会效益指标】 | 夜间出行便利 | 有所提高
        【满意度指标/服务对象满意度指标】 | 居民满意度 | ≥90%
        """,
        STANDARD,
        fiscal=None,
    ),
    "class rows": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | <
        资金总额 | 20.00 | <
        绩效目标 | 维护路灯 300 盏 | <
        指标名称 | 指标值 | 备注
        【产出指标-数量指标】 | < | <
        维护路灯数 | ≥300盏 |
        【产出指标-质量指标】 | < | <
        亮灯率 | ≥98% |
        """,
        STANDARD[:2],
        fiscal=None,
    ),
    "no level column": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | <
        资金总额 | 20.00 | <
        绩效目标 | 维护路灯 300 盏 | <
        指标名称 | 指标值 | 备注
        维护路灯数量 | ≥300盏 |
        路灯完好率 | ≥98% |
        维修及时率 | ≥95% |
        维护成本 | ≤20万元 |
        居民满意度 | ≥90% |
        """,
        (
            (None, "数量指标", "维护路灯数量", "≥300盏"),
            (None, "质量指标", "路灯完好率", "≥98%"),
            (None, "时效指标", "维修及时率", "≥95%"),
            (None, "成本指标", "维护成本", "≤20万元"),
            (None, "服务对象满意度指标", "居民满意度", "≥90%"),
        ),
        fiscal=None,
        notices=frozenset({"level-from-words"}),
    ),
    "last year beside the target, amounts in one cell": FormCase(
        "项目支出绩效目标批复表",
        """
        项目名称 | 示例路灯维护 | < | 项目负责人 | < | <
        项目资金申请（万元） | 资金总额：20.00 一、财政拨款：15.00 二、其他资金：5.00 | < | < | < | <
        年度绩效目标（文字） | 维护路灯 300 盏 | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | < | 指标的标准与出处
        ^ | ^ | ^ | 2025年实际实现值 | 预期2026年实现值 | ^
        产出指标 | 数量指标 | 维护路灯数 | 280盏 | ≥300盏 | 台账
        ^ | 质量指标 | 亮灯率 | 97% | ≥98% |
        """,
        STANDARD[:2],
        fiscal="15.00",
    ),
    "sign, value and unit under one heading": FormCase(
        "项目支出绩效目标表",
        """
        项目名称 | 示例路灯维护 | < | < | < | <
        资金总额 | 20.00 | < | < | < | <
        绩效目标 | 维护路灯 300 盏 | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 绩效指标值 | < | <
        ^ | ^ | ^ | 符号 | 值 | 单位
        产出指标 | 数量指标 | 维护路灯数 | ≥ | 300 | 盏
        ^ | 质量指标 | 亮灯率 | ≥ | 98 | %
        """,
        STANDARD[:2],
        fiscal=None,
    ),
}


def docx_of(case: FormCase) -> bytes:
    """The form as a Word document."""
    import docx

    document: Any = docx.Document()
    document.add_paragraph(case.title)
    grid = case.grid()
    table = document.add_table(grid.height, grid.width)
    fields = [list(row.cells) for row in table.rows]
    for cell in grid.cells:
        target = fields[cell.row][cell.col]
        if cell.rows * cell.cols > 1:
            target = target.merge(fields[cell.bottom - 1][cell.right - 1])
        target.text = cell.text
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx_of(case: FormCase) -> bytes:
    """The form as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    grid = case.grid()
    sheet.cell(1, 1, case.title)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=grid.width)
    for cell in grid.cells:
        field = sheet.cell(cell.row + 2, cell.col + 1)
        field.value, field.data_type = cell.text or None, "s" if cell.text else "n"
        if cell.rows * cell.cols > 1:
            sheet.merge_cells(
                start_row=cell.row + 2, end_row=cell.bottom + 1, start_column=cell.col + 1, end_column=cell.right
            )
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def html_of(case: FormCase) -> bytes:
    """The form as a web page, saved as GB18030 by an old program that closes no cell."""
    grid = case.grid()
    rows = []
    for row in range(grid.height):
        cells = [
            f"<td rowspan={cell.rows} colspan={cell.cols}>{escape(cell.text).replace(chr(10), '<br>')}"
            for cell in grid.row(row)
            if cell.row == row
        ]
        rows.append("<tr>" + "".join(cells))
    page = f"<html><meta charset=gb2312><p>{escape(case.title)}</p><table border=1>{''.join(rows)}</table></html>"
    return page.encode("gb18030")


def pdf_of(case: FormCase) -> bytes:
    """The form as a ruled PDF, each text broken to the width of its cell."""
    grid = case.grid()
    width = 500 / grid.width
    heights = [16.0] * grid.height
    wrapped: dict[Cell, list[str]] = {}
    for cell in grid.cells:
        fits = max(int((cell.cols * width - 6) / 10), 1)
        lines = [part[k : k + fits] for part in cell.text.split("\n") for k in range(0, max(len(part), 1), fits)]
        wrapped[cell] = lines
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], 12.0 * len(lines) + 6)
    for cell in grid.cells:
        missing = 12.0 * len(wrapped[cell]) + 6 - sum(heights[cell.row : cell.bottom])
        heights[cell.bottom - 1] += max(missing, 0)
    tops = [50 + sum(heights[:row]) for row in range(grid.height + 1)]
    page: list[tuple[float, float, str] | tuple[float, float, float, float]] = [(50, 25, case.title)]
    for cell in grid.cells:
        left = 50 + cell.col * width
        page.append((left, tops[cell.row], left + cell.cols * width, tops[cell.bottom]))
        page += [(left + 3, tops[cell.row] + 3 + 12 * k, line) for k, line in enumerate(wrapped[cell])]
    pages: list[Page] = [page]
    return build(pages)
