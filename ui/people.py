"""Who is at the page, what they may do, and the record of what they did.

Without a sign-in there is one person, the one at this machine, who may do everything. With one (Streamlit's OIDC settings,
``[auth]`` in ``.streamlit/secrets.toml``), ``[roles]`` in ``jixiao.toml`` says who is what; everybody else is an officer.
Functions that do something call :func:`require` or :func:`note` themselves: hiding a button is no protection.
"""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple, TypeVar

import streamlit as st

from errors import AccessError, ConfigError, WriteError
from settings import Role, Settings, signs_in
from ui import audit, state
from ui.roles import ACTION_WORDS, OTHERS, ROLE_WORDS, Action, may, may_open, needed

HERE = "本机"
_T = TypeVar("_T")


class Person(NamedTuple):
    """Somebody at the page."""

    name: str
    """E-mail address, or what else the provider tells; ``本机`` without a sign-in."""
    role: Role


def admitted() -> bool:
    """Whether the page may be drawn; otherwise the way in, or why there is none, has been drawn instead."""
    settings = state.configured()
    if not signs_in():
        if is_private(st.get_option("server.address")) or settings.open_without_sign_in:
            return True
        st.error(
            "没有设置登录，网页不对别的机器打开。请在 .streamlit/secrets.toml 的 [auth] 里设置登录，"
            "或在 jixiao.toml 写 open_without_sign_in = true。"
        )
        return False
    if importlib.util.find_spec("authlib") is None:
        st.error("登录要用附加组件：请运行 pip install jixiao[sign-in]，再重新启动网页。")
        return False
    if st.user.is_logged_in:
        _sign_out()
        return True
    st.title("绩效目标")
    st.caption("登录后使用。")
    st.button("登录", type="primary", icon=":material/login:", on_click=st.login)
    return False


def is_private(address: str | None) -> bool:
    """Whether only this machine reaches ``address``; None is every address of the machine."""
    try:
        return ip_address(address or "0.0.0.0").is_loopback
    except ValueError:
        return address == "localhost"


def me() -> Person:
    """The person at the page. Raises ConfigError where nobody has signed in though it is asked for."""
    if not signs_in():
        return Person(HERE, "keeper")
    if not st.user.is_logged_in:
        raise ConfigError("请先登录。")
    claims = st.user.to_dict()
    mail = claims.get("email") if claims.get("email_verified") is not False else None  # anybody could have written it
    name = str(mail or claims.get("preferred_username") or claims.get("sub") or "")
    return Person(name, role_of(name, state.configured()))


def role_of(name: str, settings: Settings) -> Role:
    """The role of who has signed in as ``name``: addresses do not tell capitals from small letters."""
    roles = {key.casefold(): role for key, role in settings.roles.items()}
    return roles.get(name.casefold(), roles.get(OTHERS, "officer"))


def allowed(action: Action) -> bool:
    """Whether the person at the page may do ``action``."""
    return may(me().role, action)


def pages(names: list[str]) -> list[str]:
    """Those of ``names`` that the person at the page may open."""
    role = me().role
    return [name for name in names if may_open(role, name)]


def require(action: Action) -> Person:
    """The person at the page, who may do ``action``. Raises AccessError, saying who may, for all others."""
    person = me()
    if not may(person.role, action):
        raise AccessError(
            f"{ACTION_WORDS[action]}要{needed(action)}来做；{person.name} 是{ROLE_WORDS[person.role]}。"
            "需要时请管理员在 jixiao.toml 的 [roles] 里修改。"
        )
    return person


def note(action: Action, what: str) -> None:
    """Require ``action`` and record that it is being done. Raises AccessError; a record that fails is told on the page."""
    _record(state.configured().data, require(action).name, action, what)


def noted(action: Action, what: str, make: Callable[[], _T]) -> Callable[[], _T]:
    """``make`` that records when it is called: for buttons that hand out a file, called when nobody knows the person.

    Raises AccessError at once where the person may not.
    """
    data, name = state.configured().data, require(action).name

    def made() -> _T:
        content = make()
        try:
            audit.record(data, name, action, what)
        except WriteError:
            return content  # the file is handed out; that the record fails is told at the next action on the page
        return content

    return made


def own_folder() -> Path:
    """Where the person's own things lie: the data folder of who works alone, a folder each for who has signed in."""
    data = state.configured().data
    person = me()
    if person.name == HERE and not signs_in():
        return data
    return data / "people" / hashlib.sha256(person.name.casefold().encode()).hexdigest()[:16]


def tell_failure() -> None:
    """Say on the page that something was not recorded."""
    if failed := st.session_state.pop("jx_audit_failed", None):
        st.warning(failed, icon=":material/history:")


def _record(data: Path, name: str, action: Action, what: str) -> None:
    try:
        audit.record(data, name, action, what)
    except WriteError as error:
        st.session_state["jx_audit_failed"] = str(error)


def _sign_out() -> None:
    person = me()
    with st.sidebar:
        st.caption(f"{person.name}（{ROLE_WORDS[person.role]}）".replace("@", "\\@"))
        st.button("退出登录", on_click=st.logout, icon=":material/logout:")
