"""What stands in a 依据 cell."""

from __future__ import annotations

import pytest

from corpus.records import Document, Project
from review.basis import Nature, budget_year, latest_year, nature

CELLS = {
    Nature.MISSING: ["", "无", "／", "——"],
    Nature.METHOD: ["问卷调查", "调查问卷", "电话回访"],
    Nature.STAFFING: ["《示例局职能配置内设机构和人员编制规定》的通知（示办字[2022]5号）", "三定方案"],
    Nature.BUDGET_CALL: ["关于报送2024年专项资金预算工作的通知", "关于做好预算编制工作的通知"],
    Nature.LAST_YEAR: ["依据上一年度安全生产月活动方案"],
    Nature.LAW: ["示例省安全生产条例第六十五条规定", "《中华人民共和国安全生产法》、《示例省消防条例》"],
    Nature.STANDARD: [
        "计划标准",
        "历史标准",
        "上年实际完成数",
        "近三年平均值",
        "往年支出情况",
        "2023年实际数",
        "质量检测报告",
    ],
    Nature.VAGUE: ["上级有关文件", "年初预算", "中央文件精神", "示例县第三十次办公会会议纪要"],
    Nature.DOCUMENT: ["示财预〔2023〕12号", "《示例省救助资金管理办法》", "采购合同", "《示例县科普方案》问卷调查"],
    Nature.TALK: ["实际情况", "经费实际支出", "政府要求及实际运行情况", "保障救援工作顺利运行"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in CELLS.items() for text in texts])
def test_nature(kind: Nature, text: str) -> None:
    assert nature(text) is kind


def test_latest_year_is_the_newest_of_several() -> None:
    assert latest_year("《发展规划（2021-2025年）》（示政发〔2020〕3号）") == 2025
    assert latest_year("《示例省消防条例》") is None


def test_budget_year_falls_back_on_names() -> None:
    project = Project(name="提前下达2024年救助资金")
    assert budget_year(Document(source="a", year=2023, projects=(project,))) == 2023
    assert budget_year(Document(source="a", projects=(project,))) == 2024
    assert budget_year(Document(source="a")) is None
