"""设置: every setting with its value and its source; keys are never shown."""

from __future__ import annotations

import time

import streamlit as st

from errors import JixiaoError
from review import engine
from ui import people, settings_people, setup, state
from ui.parts import rule_title, ruled, sheet, told_in_words
from ui.roles import Action


def show() -> None:
    """Draw the page."""
    st.title("设置")
    st.caption(
        "设置依次取自命令行参数、环境变量、运行目录下的 jixiao.toml、默认值。改动写进 jixiao.toml 或环境变量，重新打开页面后生效；密钥从不显示。"
    )
    current = state.configured()
    sheet(ruled(("设置", "值", "来源", "含义"), setup.lines(current), code=0))
    _endpoint()
    settings_people.show()
    st.subheader("规则的级别")
    if current.severities:
        rows = [(name, word, "文件 jixiao.toml") for name, word in current.severities.items()]
        sheet(ruled(("规则", "级别", "来源"), rows, code=0))
    else:
        st.caption('全部按默认级别。要改，写 [severities]：JX605 = "off"（不查）、"error"、"warning"、"hint"。')
    st.subheader("规则的阈值")
    _limits()


def _endpoint() -> None:
    """Say where texts go, and try it where the user asks."""
    current = state.configured()
    if current.embedding_url is None:
        st.caption(":material/lock: 没有设置向量端点：检索用离线模型，文字不离开这台机器。")
        return
    if st.button("测试向量端点", icon=":material/network_check:"):
        people.note(Action.SETTINGS_TEST, "向量端点")
        from corpus.embed import embedder

        began = time.monotonic()
        try:
            shape = embedder(current).embed(["绩效目标"]).shape
        except JixiaoError as error:
            st.error(str(error), icon=":material/error:")
        else:
            st.success(f"可用：{shape[1]} 维，用时 {time.monotonic() - began:.1f} 秒。")


def _limits() -> None:
    words = st.text_input("筛选", placeholder="规则编号、名称或含义中的字", key="settings_filter").strip().lower()
    rows = []
    for one in setup.limits(state.configured(), engine.rules()):
        rule, way = f"{one.code} {rule_title(one.code)}", f"[thresholds.{one.rule}] {one.option}"
        rows.append((rule, way, one.value, one.default, one.source, one.meaning, one.proof))
    kept = [row for row in rows if words in " ".join(row).lower()]
    if kept:
        sheet(ruled(("规则", "写法", "值", "默认", "来源", "含义", "出处"), kept, code=1))
    else:
        st.info("没有这样的阈值；换一个词试试。")


with told_in_words():
    show()
