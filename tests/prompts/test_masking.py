"""What names a person leaves masked and comes back; what a table is about stays readable."""

from __future__ import annotations

import pytest

from prompts.masking import Mask


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("联系人：张示例，电话 13800001234", ("张示例", "13800001234")),
        ("项目负责人李样本（138-0000-1234）", ("李样本", "138-0000-1234")),
        ("由王示例同志牵头，王示例负责验收", ("王示例",)),
        ("经办人 赵样本 +86 13800001234", ("赵样本", "13800001234")),
        ("姓名：陈例 证件 110101199003077758", ("陈例", "110101199003077758")),
        ("证件号１１０１０１１９９００３０７７７５８", ("１１０１０１１９９００３０７７７５８",)),
        ("户名：示例合作社 账号 6222 0202 0011 2233 445", ("6222 0202 0011 2233 445",)),
        ("卡号 6222-0202-0011-2233", ("6222-0202-0011-2233",)),
        ("电话（0311）8888 0000 或 0311-88880000", ("0311-88880000",)),
        ("邮箱 someone@example.com", ("someone@example.com",)),
        ("向刘样本局长汇报", ("刘样本",)),
    ],
)
def test_personal_data_is_masked_and_restored(text: str, secrets: tuple[str, ...]) -> None:
    mask = Mask()
    hidden = mask.hide(text)
    assert not any(secret in hidden for secret in secrets)
    assert mask.restore(hidden) == text


@pytest.mark.parametrize(
    "text",
    [
        "培训护林员300人，预算18.50万元，2027年12月底前完成",
        "依据示财〔2026〕12号，代码 426001202600012",
        "项目负责人签字率100%，审核人员培训合格率",
        "高龄老人、马铃薯、黄河流域、金属、石材、江河治理",
        "由县财政局局长办公会审定，向主任委员会报告",
        "指标值≥1500条，面积 12000 平方米，联系人数量3个",
    ],
)
def test_the_matter_of_a_table_stays(text: str) -> None:
    assert Mask().hide(text) == text
