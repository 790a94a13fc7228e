"""设置: what the page lets one change, into ``jixiao.toml``. Keys go in and never come out.

Where the corpus lies, who may sign in and who is what stay with whoever runs the server: these are changed in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from review.rule import Rule
from settings import Settings
from ui import people, setup
from ui.parts import plain, rule_title
from ui.roles import Action

_NOT_HERE = {"data", "chroma_url", "ledger_url", "open_without_sign_in", "thresholds", "severities", "roles"}
_LEVELS = {"": "默认", "error": "错误", "warning": "警告", "hint": "提示", "off": "不查"}
_WHERE = "存进运行目录下的 jixiao.toml，马上生效。"


class Endpoint(NamedTuple):
    """The names of the three settings of an endpoint."""

    url: str
    model: str
    key: str
    example: str


MODEL = Endpoint("openai_base_url", "model", "openai_api_key", "https://api.deepseek.com/v1")
VECTORS = Endpoint("embedding_url", "embedding_model", "embedding_key", "http://10.0.0.8:8000/v1")


def endpoint(current: Settings, names: Endpoint) -> None:
    """A form for address, model and key of an endpoint; an empty address takes all three out."""
    given, now = setup.from_environment(), getattr(current, names.url)
    told_now = None if now is None else setup.shown(now)  # an address may hold a password
    with (
        st.popover("修改", icon=":material/edit:"),
        st.form(f"edit_{names.url}", border=False, clear_on_submit=True),
    ):
        url = _text(names.url, "地址", told_now, given, f"如 {names.example}；留空则不用")
        model = _text(names.model, "模型名称", getattr(current, names.model), given, "")
        told = "已设置；不改则留空" if getattr(current, names.key) else "没有密钥的端点留空"
        key = _text(names.key, "密钥", None, given, told, kind="password")
        st.caption(f"{_WHERE}密钥也在其中，请管好这个文件；换了地址，原来的密钥不会带过去。")
        if not st.form_submit_button("保存", type="primary"):
            return
        url = now if url == told_now else url
        change: dict[tuple[str, ...], object] = {(names.url,): url, (names.model,): model if url else None}
        if key or url != now:
            change[names.key,] = key if url else None
        _save({path: value for path, value in change.items() if path[0] not in given})


def one(current: Settings) -> None:
    """Any other setting: chosen by its meaning, set to a value or back to its default."""
    given = setup.from_environment()
    fields = {name: f for name, f in Settings.model_fields.items() if name not in {*_NOT_HERE, *MODEL, *VECTORS}}
    with st.popover("改一项", icon=":material/edit:"):
        name = st.selectbox(
            "哪一项", list(fields), format_func=lambda n: str(fields[n].description), key="settings_one"
        )
        value = getattr(current, name)
        if isinstance(value, bool):
            new: object = st.toggle("开", value, key=_key(name), disabled=name in given)
        else:
            new = _text(name, "值", None if value is None else setup.shown(value), given, "")
        with st.container(horizontal=True):
            if st.button("保存", type="primary", key="settings_one_save", disabled=name in given):
                _save({(name,): new})
            if st.button("恢复默认", key="settings_one_default", disabled=name in given):
                _save({(name,): None})


def level(current: Settings, rules: Sequence[Rule]) -> None:
    """The level of one rule."""
    with st.popover("改一条规则的级别", icon=":material/edit:"):
        code = st.selectbox(
            "规则", [rule.code for rule in rules], format_func=lambda c: f"{c} {rule_title(c)}", key="settings_rule"
        )
        now = list(_LEVELS).index(current.severities.get(code, ""))
        new = st.selectbox("级别", list(_LEVELS), now, format_func=_LEVELS.__getitem__, key=_key("level", code))
        if st.button("保存", type="primary", key="settings_level_save"):
            _save({("severities", code): new or None})


def threshold(current: Settings, rules: Sequence[Rule]) -> None:
    """One threshold of one rule."""
    limits = setup.limits(current, rules)
    with st.popover("改一个阈值", icon=":material/edit:"):
        chosen = st.selectbox(
            "阈值",
            range(len(limits)),
            format_func=lambda k: f"{limits[k].code} {limits[k].meaning}",
            key="settings_threshold",
        )
        one = limits[chosen]
        label, key = f"值（默认 {one.default}）", _key(one.rule, one.option)
        new = st.number_input(label, value=float(one.value), format="%g", key=key)
        # A rule may be written by its code as well as by its name: what is set here must be what counts.
        other = ("thresholds", one.code, one.option)
        with st.container(horizontal=True):
            if st.button("保存", type="primary", key="settings_threshold_save"):
                _save({("thresholds", one.rule, one.option): new, other: None})
            if st.button("恢复默认", key="settings_threshold_default"):
                _save({("thresholds", one.rule, one.option): None, other: None})


def _text(
    name: str,
    label: str,
    value: str | None,
    given: dict[str, str],
    hint: str,
    kind: str = "default",
) -> str | None:
    """What somebody types for a setting, None for nothing; shut where the environment has set it."""
    shut = f"由环境变量 {given[name]} 设定，在这里改不了。" if name in given else None
    typed = st.text_input(
        label,
        value or "",
        placeholder=hint,
        type="password" if kind == "password" else "default",
        disabled=shut is not None,
        help=shut,
        autocomplete="off",
        key=_key(name),
    )
    return typed.strip() or None


def _key(*names: str) -> str:
    """The key of a widget, another one after each save: what was typed then is the setting now."""
    return "_".join(("settings", *names, str(st.session_state.get("jx_settings_saved", 0))))


def _save(change: dict[tuple[str, ...], object]) -> None:
    from ui.settings_file import save

    people.note(Action.SETTINGS_CHANGE, "、".join(".".join(path) for path in change))
    save(change)
    st.session_state["jx_settings_saved"] = st.session_state.get("jx_settings_saved", 0) + 1
    st.toast(plain(f"已存进 jixiao.toml：{'、'.join(path[-1] for path in change)}。"), icon=":material/check:")
    st.rerun()
