"""The shapes in which a model answers about a draft. Their schema is tight (enums, counts), since a small model fills
what it is given room for; what comes back is taken as far as it makes sense, since not every endpoint keeps to a schema.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model, field_validator

from corpus.taxonomy import Level2

_EXTRA = 4
"""Rows that may be added to a section in one answer."""


def _all_required(schema: dict[str, Any]) -> None:
    """A strict endpoint wants every field named as required, also those that we can do without."""
    schema["required"] = list(schema["properties"])


class RowWords(BaseModel):
    """A row as a model words it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_all_required)

    no: int = Field(description="初稿里的行号；新增的行写 0")
    level2: str = Field("", description="二级指标")
    name: str = Field(description="三级指标名称，不超过 20 字，可数可查，不含数字")
    description: str = Field(description="统计口径，一句话，不超过 60 字")
    value: str = Field("", description="目标值，如 ≥300人；不知道写空字符串")
    value_from: str = Field(
        "",
        description="目标值的出处：从项目资料照抄的词句，如“培训护林员300人”；或只用资料中数字的算式，如 300×2；没有出处写空字符串",
    )

    @field_validator("level2", "name", "description", "value", "value_from", mode="before")
    @classmethod
    def _null_is_empty(cls, words: object) -> object:
        return "" if words is None else words


class _Words(BaseModel):
    """A row as a small model words it: words only."""

    model_config = ConfigDict(extra="forbid")

    no: int
    name: str
    description: str


class Wordings(BaseModel):
    """What a small model says about the rows of one level-1 class."""

    model_config = ConfigDict(extra="forbid")

    rows: Sequence[_Words]

    @property
    def said(self) -> list[RowWords]:
        """The rows."""
        return [RowWords.model_validate(row.model_dump()) for row in self.rows]

    @property
    def gone(self) -> list[int]:
        """Numbers of the rows that should go: a small model is not asked."""
        return []


class Section(BaseModel):
    """What a model says about the rows of one level-1 class."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_all_required)

    rows: Sequence[RowWords]
    off_topic: list[int] = Field([], description="与项目无关、应删去的行号")

    @property
    def said(self) -> list[RowWords]:
        """The rows, in the order in which they should stand."""
        return list(self.rows)

    @property
    def gone(self) -> list[int]:
        """Numbers of the rows that should go."""
        return self.off_topic


class Option(BaseModel):
    """Another wording of one row."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_all_required)

    name: str = Field(description="三级指标名称，不超过 20 字，可数可查，不含数字")
    description: str = Field(description="统计口径，一句话，不超过 60 字")
    value: str = Field("", description="目标值；不知道写空字符串")
    value_from: str = Field("", description="目标值的出处，照抄资料或要求里的词句，或其中数字的算式；没有写空字符串")

    def words(self, level: Level2) -> RowWords:
        """The option as a row of class ``level``."""
        return RowWords(no=1, level2=level.value, **self.model_dump())


class Options(BaseModel):
    """Wordings of one row to choose from."""

    model_config = ConfigDict(extra="forbid")

    options: list[Option] = Field(json_schema_extra={"minItems": 1, "maxItems": 3})


class GoalWording(BaseModel):
    """A goal as the model words it."""

    model_config = ConfigDict(extra="forbid")

    no: int
    text: str


class GoalWordings(BaseModel):
    """The goals of one call."""

    model_config = ConfigDict(extra="forbid")

    goals: list[GoalWording] = Field(json_schema_extra={"maxItems": 4})


@lru_cache
def section_of(numbers: tuple[int, ...], levels: tuple[Level2, ...], free: bool) -> type[Section] | type[Wordings]:
    """The shape of an answer about the rows ``numbers`` (from 1) of classes ``levels``.

    ``free``: rows may be added, dropped and ordered; otherwise only their words are asked for.
    """
    if not free:
        length = {"minItems": len(numbers), "maxItems": len(numbers)}
        words = create_model("Words", __base__=_Words, no=(int, _enum(numbers)))
        return create_model("Wordings", __base__=Wordings, rows=_listed(words, length))
    row = create_model(
        "Row",
        __base__=RowWords,
        no=(int, _enum((0, *numbers), description="初稿里的行号；新增的行写 0")),
        level2=(str, _enum([level.value for level in levels], default="", description="二级指标")),
    )
    return create_model("Section", __base__=Section, rows=_listed(row, {"maxItems": len(numbers) + _EXTRA}))


def _enum(values: Sequence[Any], **more: Any) -> Any:
    """A field that may only have these values; what has others is still taken, and looked at by the caller."""
    return Field(json_schema_extra={"enum": list(values)}, **more)


def _listed(row: type[BaseModel], length: dict[str, Any]) -> Any:
    return (list[row], Field(description="按应有的先后排列", json_schema_extra=length))  # type: ignore[valid-type]
