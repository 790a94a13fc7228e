"""Prose that speaks of indicators is no table, in whatever format it comes."""

import pytest

from corpus.readers import read_documents

PROSE = {
    "guide": """# 怎样写绩效目标表

一级指标、二级指标、三级指标、指标值都要写清楚。例如 `设1条数量指标：培训人次≥100人次` 这样的句子，
应改写为表格；数量指标要写绝对数，质量指标写合格率，时效指标写日期。

* 数量指标不能写百分比，请参阅第三节的说明；
* 满意度指标要写明调查对象，否则无法抽样，也无法比较不同年度的结果，更谈不上改进工作。
""",
    "skeleton": """项目编码 <21位> | 项目名称 <...>
资金支出计划（%） | 3月底 | 6月底 | 10月底 | 12月底
绩效目标 | 1.… 2.…
一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据
产出指标  | 数量/质量/时效/成本指标
效益指标  | 经济/社会/生态效益指标、可持续影响指标
```
抽取时注意：单元格逐行换行，同一格跨页被表头切断，页码混入正文。
""",
    "terms explained": """名词解释
数量指标：反映预期提供的服务数量，如培训次数≥10次。
质量指标：反映预期达到的标准，如合格率≥95%。
时效指标：指完成的及时程度，如及时率≥90%。
成本指标：反映所需的支出，如人均费用≤300元。
一级指标、三级指标、指标值见附件。
""",
    "other table": "| 级别 | 一级指标 | 说明 |\n| --- | --- | --- |\n| 甲 | 产出指标 | 说明文字很长很长，不是指标 |\n",
}


BLANK = """
<table><tr><td colspan="4">项目支出绩效目标表</td></tr><tr><td colspan="4">（2026年度）</td></tr>
<tr><td>项目名称</td><td colspan="3">{}</td></tr><tr><td>资金总额</td><td colspan="3"></td></tr><tr><td>年度目标</td><td colspan="3"></td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>
<tr><td>产出指标</td><td>数量指标</td><td></td><td></td></tr><tr><td>效益指标</td><td>社会效益指标</td><td></td><td></td></tr>
<tr><td colspan="4">说明：本单位无此项内容。</td></tr></table>
"""


@pytest.mark.parametrize(("project", "count"), [("", 0), ("无", 0), ("——", 0), ("河道清淤", 1)])
def test_a_form_that_nobody_filled_in_is_no_project(project: str, count: int) -> None:
    document = read_documents("a.html", BLANK.format(project).encode())[0]
    assert len(document.projects) == count
    assert ("table-blank" in {notice.code for notice in document.notices}) == (not count)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("text", PROSE)
def test_no_project_is_made_of_prose(text: str, name: str) -> None:
    document = read_documents(name, PROSE[text].encode())[0]
    assert document.projects == ()
    assert {"no-table", "not-a-table"} & {notice.code for notice in document.notices}
