"""A project proposal becomes a brief whose facts are the document's own words."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from drafting.compose import draft
from drafting.proposal import proposal, read_proposal, read_text
from errors import ConfigError, ReadError

REQUEST = """示例县林业局
关于申请森林防火专项经费的请示
示例县人民政府：
    根据《示例县森林防火规划》（示政发〔2024〕12号），现申请2027年度预算。
一、项目背景
全县有林地42万亩，去年投入20万元。
二、主要建设内容
1.购置风力灭火机30台、水泵6台。
2.组织防火演练2次，培训护林员160人次。
三、资金预算
项目总投资0.0036亿元，申请财政资金360,000元。
四、绩效目标
提高防火能力。
"""
FORMS = "\n".join(
    f"项目名称：{name}\n申报单位：示例县民政局\n申请资金（万元）：{budget}\n实施内容：{work}\n"
    for name, budget, work in (
        ("敬老院消防改造", "80", "改造6所敬老院消防设施，购置灭火器200具"),
        ("养老护理员培训", "12", "培训养老护理员150人次"),
    )
)


def _docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "联系人", "经办人"
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("name", "data"), [("请示.txt", REQUEST.encode()), ("请示.docx", _docx(REQUEST))])
def test_a_request_for_funds(name: str, data: bytes) -> None:
    brief = proposal(name, data).brief()
    assert (brief.name, str(brief.budget), brief.department) == ("森林防火专项经费", "36", "示例县林业局")
    assert brief.year == 2027
    assert "购置风力灭火机30台" in brief.purpose
    assert "42万亩" not in brief.purpose
    assert brief.basis == ("《示例县森林防火规划》（示政发〔2024〕12号）",)


@pytest.mark.parametrize("text", [REQUEST, FORMS])
def test_every_quote_stands_in_the_document(text: str) -> None:
    found = read_text("某文件", text)
    assert found.quotes
    assert all(quoted.quote in text for quoted in found.quotes)


def test_several_projects_are_told_and_one_is_chosen() -> None:
    first = read_text("汇总.txt", FORMS)
    assert first.brief().name == "敬老院消防改造"
    assert "2 个项目" in first.notices[0]
    assert first.others == ("养老护理员培训",)
    assert read_text("汇总.txt", FORMS, "护理员").brief().purpose == "培训养老护理员150人次"
    with pytest.raises(ReadError, match="没有名称含“修路”的项目"):
        read_text("汇总.txt", FORMS, "修路")


def test_two_sums_are_told() -> None:
    found = read_text("甲.txt", "项目名称：甲乙丙\n申请资金20万元，另申请资金30万元\n主要内容：购置电脑5台")
    assert str(found.brief().budget) == "20"
    assert "不止一个" in found.notices[0]


def test_the_sum_asked_for_is_the_budget_and_what_is_promised_a_target() -> None:
    found = read_text(
        "请示.txt",
        "关于申请农村供水管网改造资金的请示\n一、建设内容：改造供水主管网18公里。\n二、项目总投资420万元，申请县级财政资金300万元，"
        "其余自筹。\n三、预期效益：项目建成后惠及群众1.8万人，农村供水保证率达到95%以上，改善用水条件。\n四、实施步骤：3月底前完成设计，4月至10月施工，11月底前完成竣工验收。\n",
    )
    assert str(found.brief().budget) == "300"
    assert "300、420万元" in found.notices[0]
    values = {row.name: row.value for row in draft(found.brief()).rows}
    assert "2027年11月底前" in values.values() or "11月底前" in values.values()
    assert (values["供水主管网改造里程"], values["供水保证率"], values["受益群众人数"]) == (
        "≥18公里",
        "≥95%",
        "≥1.8万人",
    )


def test_what_is_missing_is_asked_and_may_be_given(tmp_path: Path) -> None:
    file = tmp_path / "说明.txt"
    file.write_text("项目名称：村级路灯安装\n主要内容：安装路灯80盏", "utf-8")
    found = read_proposal(file)
    with pytest.raises(ConfigError, match="没有找到预算数"):
        found.brief()
    assert found.brief(budget=16).budget == 16


def test_a_spreadsheet_is_no_proposal() -> None:
    with pytest.raises(ReadError, match="Word"):
        proposal("a.csv", "甲,乙\n1,2".encode())
