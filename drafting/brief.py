"""What a user knows about a project before its table exists."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpus.records import Document, Money
from errors import ConfigError, ReadError
from review.facts.planted import without_orders

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]

_FIELDS = {
    "name": "项目名称（name）",
    "purpose": "资金用途（purpose）",
    "budget": "预算数（budget，万元）",
    "department": "部门（department）",
    "year": "预算年度（year）",
    "category": "支出类别（category）",
    "basis": "依据文件（basis）",
    "last_year": "上年绩效目标表（last_year）",
}
_REASONS = {
    "missing": "没有填写",
    "string_too_short": "不能为空",
    "string_too_long": "太长",
    "string_type": "应是文字",
    "greater_than": "应大于 0",
    "less_than_equal": "超出合理范围",
    "greater_than_equal": "超出合理范围",
    "decimal_parsing": "应是数字，单位万元",
    "decimal_type": "应是数字，单位万元",
    "decimal_max_places": "最多四位小数",
    "finite_number": "应是一个有限的数",
    "int_parsing": "应是四位年份",
    "int_type": "应是四位年份",
    "extra_forbidden": "不是可填的项目",
}


_NAME_YEAR = re.compile(r"(?<!\d)(20\d\d)年(?!以前|之前|前)")
_PLAN_YEAR = re.compile(
    r"(?<!\d)(20\d\d)年(?=度|\d{1,2}月\d{1,2}日(?:起)?(?:至|到|—|-)|预计|计划|拟|全年|完成|\d{1,2}月(?:份|底|末|中旬|上旬|下旬|\d{1,2}日)?(?:之?前|以前|完成|完工|竣工|到位|投入|交付|建成|开工))"
)
"""A year that goes with what is planned, and not with what was: 2000年以前建成."""


class Brief(BaseModel):
    """The facts of one project. Only name, purpose and budget are needed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Words
    purpose: Words
    """资金用途 in the user's own words; printed in the table as it is."""
    budget: Annotated[Money, Field(gt=0, le=100_000_000, decimal_places=4)]
    """万元."""
    department: str | None = None
    """Name of the unit; also tells which place's documents may be cited."""
    year: Annotated[int, Field(ge=2000, le=2100)] | None = None
    """Budget year; without it dates are printed without a year."""
    category: str | None = None
    """Id or name of a spending category where the user has chosen one."""
    basis: tuple[str, ...] = ()
    """Documents of this place that the user names for the targets, as they are to be printed."""
    last_year: Document | None = None
    """Last year's table: its rows are candidates."""

    @property
    def heard(self) -> Brief:
        """The brief without sentences of the purpose that tell a program what to answer: they are no part of a project; with
        the budget year that its words name where none is given."""
        told = without_orders(self.purpose).strip()
        heard = self.model_copy(update={"purpose": told}) if told and told != self.purpose else self
        year = heard.year or year_told(heard.name, heard.purpose)
        return heard if year == heard.year else heard.model_copy(update={"year": year})


def year_told(name: str, purpose: str) -> int | None:
    """The budget year that a project's words name: 2026年 in its name, or with its plan or its date (2026年6月底前)."""
    years = _NAME_YEAR.findall(name) or _PLAN_YEAR.findall(purpose)
    return int(max(years)) if years else None


def brief_of(fields: Mapping[str, Any]) -> Brief:
    """The brief of ``fields`` (name, purpose, budget 万元 …). Raises ConfigError that names the wrong field."""
    try:
        return Brief.model_validate(dict(fields))
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first["loc"][0]) if first["loc"] else ""
        label = _FIELDS.get(field, f"“{field}”")
        reason = _REASONS.get(first["type"], "写法不对")
        hint = "可填的项目：" + "、".join(_FIELDS) if first["type"] == "extra_forbidden" else "请改正后再起草"
        raise ConfigError(f"项目描述：{label}{reason}；{hint}。") from error


def parse_brief(text: str, source: str = "项目描述") -> Brief:
    """The brief that a JSON object spells. Raises ReadError for what is no object, ConfigError for a wrong field."""
    try:
        fields = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise ReadError(
            source, f"第 {error.lineno} 行不是 JSON；请按 {{“name”, “budget”, “purpose”}} 的形式填写"
        ) from error
    if not isinstance(fields, dict):
        raise ReadError(source, "应是一个 JSON 对象，含 name、budget、purpose")
    return brief_of(fields)


def read_brief(path: Path) -> Brief:
    """The brief in a JSON file. Raises ReadError where the file cannot be read, ConfigError for a wrong field."""
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise ReadError(path.name, "没有这个文件；请检查路径") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(path.name, "读不出来；请存成 UTF-8 编码的 JSON 文件") from error
    return parse_brief(text, path.name)
