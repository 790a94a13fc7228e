"""Who may do what: three roles, each may all that the one before it may. Pure data, no Streamlit."""

from __future__ import annotations

from enum import StrEnum

from settings import Role

OTHERS = "*"
"""In ``[roles]``: everybody who has signed in and is not named."""
ROLE_WORDS: dict[Role, str] = {"officer": "填报人", "reviewer": "审核人", "keeper": "语料管理员"}
_ORDER = tuple(ROLE_WORDS)


class Action(StrEnum):
    """What a role allows and the record names; the value is written into the record."""

    UPLOAD = "upload"
    REVIEW = "review"
    DRAFT = "draft"
    EXPORT = "export"
    DECIDE = "decide"
    WITHDRAW = "withdraw"
    CORPUS_ADD = "corpus-add"
    CORPUS_REMOVE = "corpus-remove"
    CORPUS_REBUILD = "corpus-rebuild"
    SETTINGS_TEST = "settings-test"
    SETTINGS_CHANGE = "settings-change"


ACTION_WORDS = {
    Action.UPLOAD: "上传",
    Action.REVIEW: "审核",
    Action.DRAFT: "起草",
    Action.EXPORT: "导出",
    Action.DECIDE: "处理意见",
    Action.WITHDRAW: "撤销处理意见",
    Action.CORPUS_ADD: "加入语料库",
    Action.CORPUS_REMOVE: "移出语料库",
    Action.CORPUS_REBUILD: "重建索引",
    Action.SETTINGS_TEST: "测试设置",
    Action.SETTINGS_CHANGE: "修改设置",
}
_ACTIONS: dict[Action, Role] = {
    Action.DECIDE: "reviewer",  # a decision counts for everybody who reviews the file later
    Action.WITHDRAW: "reviewer",
    Action.CORPUS_ADD: "keeper",
    Action.CORPUS_REMOVE: "keeper",
    Action.CORPUS_REBUILD: "keeper",
    Action.SETTINGS_TEST: "keeper",
    Action.SETTINGS_CHANGE: "keeper",
}
_PAGES: dict[str, Role] = {"overview": "reviewer", "settings": "keeper"}
"""What is not named here is everybody's."""


def may(role: Role, action: Action) -> bool:
    """Whether ``role`` allows ``action``."""
    return _ORDER.index(role) >= _ORDER.index(_ACTIONS.get(action, "officer"))


def may_open(role: Role, page: str) -> bool:
    """Whether ``role`` allows the page."""
    return _ORDER.index(role) >= _ORDER.index(_PAGES.get(page, "officer"))


def needed(action: Action) -> str:
    """The least role that allows ``action``, in words."""
    return ROLE_WORDS[_ACTIONS.get(action, "officer")]
