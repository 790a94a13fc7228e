"""设置: every setting with its value and its source; keys are never shown."""

from __future__ import annotations

import time

import streamlit as st

from errors import JixiaoError, ModelError
from review import engine
from settings import Settings
from ui import modelling, people, settings_edit, settings_people, setup, state
from ui.parts import plain, rule_title, ruled, sheet, told_in_words
from ui.roles import Action


def show() -> None:
    """Draw the page."""
    st.title("设置")
    st.caption("设置依次取自命令行参数、环境变量、运行目录下的 jixiao.toml、默认值；密钥从不显示。")
    current = state.configured()
    _endpoints()
    st.subheader("全部设置")
    settings_edit.one(current)
    rows = [(line.meaning, line.value, line.source, line.name) for line in setup.lines(current)]
    sheet(ruled(("设置", "值", "来源", "写法"), rows, code=3))
    settings_people.show()
    st.subheader("规则的级别")
    settings_edit.level(current, engine.rules())
    if current.severities:
        levels = [(name, word, "文件 jixiao.toml") for name, word in current.severities.items()]
        sheet(ruled(("规则", "级别", "来源"), levels, code=0))
    else:
        st.caption("全部按默认级别。")
    st.subheader("规则的阈值")
    settings_edit.threshold(current, engine.rules())
    _limits()


def _endpoints() -> None:
    """Where texts go, told before anything is sent; each endpoint is tried where the user asks."""
    st.subheader("模型和向量端点")
    current = state.configured()
    model, vectors = st.columns(2, gap="medium")
    with model, st.container(border=True):
        _model(current)
        settings_edit.endpoint(current, settings_edit.MODEL)
    with vectors, st.container(border=True):
        _vectors(current)
        settings_edit.endpoint(current, settings_edit.VECTORS)


def _model(current: Settings) -> None:
    from prompts.gateway import client_of
    from prompts.probe import probe

    try:
        gateway = client_of(current)
    except ModelError as error:
        st.warning(plain(str(error)))
        return
    if gateway is None:
        st.caption(":material/lock: 没有设置模型端点：起草和审核只用规则，文字不离开这台机器。")
        return
    st.markdown(f"语言模型：{modelling.place(gateway)}")
    if st.button("测试模型端点", icon=":material/network_check:", help="只问一道加法题，不发任何文件里的文字。"):
        people.note(Action.SETTINGS_TEST, "模型端点")
        began = time.monotonic()
        try:
            with st.spinner("正在问…"), gateway:
                works = [rung.words for rung, found in probe(gateway).items() if found]
        except JixiaoError as error:
            st.error(plain(str(error)), icon=":material/error:")
            return
        if works:
            st.success(f"可用：能{'、'.join(works)}；用时 {time.monotonic() - began:.1f} 秒。")
        else:
            st.error("能连上，但答不出要求的 JSON；请换一个模型。", icon=":material/error:")


def _vectors(current: Settings) -> None:
    from corpus.embed import embedder

    if current.embedding_url is None:
        st.caption(":material/lock: 没有设置向量端点：检索用离线模型，文字不离开这台机器。")
    else:
        address = setup.shown(current.embedding_url)
        st.markdown(f"向量：检索词和入库文字会发送到 {plain(address)}，模型 {plain(current.embedding_model or '')}。")
    if st.button("测试向量", icon=":material/network_check:"):
        people.note(Action.SETTINGS_TEST, "向量")
        began = time.monotonic()
        try:
            with st.spinner("正在算…"):
                model = embedder(current)
                shape = model.embed(["绩效目标"]).shape
        except JixiaoError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.success(f"可用：{plain(model.model)}，{shape[1]} 维，用时 {time.monotonic() - began:.1f} 秒。")


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
