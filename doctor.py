"""What works on this machine: model endpoint, embedding, corpus, fonts, OCR."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from errors import JixiaoError
from settings import Settings

_PATIENCE = 30.0
"""Seconds that a small sum may take: longer than any endpoint needs that could be worked with."""


@dataclass(frozen=True)
class Check:
    """One thing tried."""

    name: str
    works: bool
    text: str


def checkup(settings: Settings) -> Iterator[Check]:
    """Each check as it is done; none raises. Nothing outside the machine is called except endpoints that are set."""
    yield Check("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    yield _model(settings)
    yield _embedding(settings)
    yield _corpus(settings)
    yield _fonts()
    yield _ocr()


def _model(settings: Settings) -> Check:
    """The endpoint is tried with one small sum; nothing of anybody's documents is sent."""
    from prompts.gateway import client_of
    from prompts.probe import probe

    try:
        client = client_of(settings.model_copy(update={"model_timeout": min(settings.model_timeout, _PATIENCE)}))
        if client is None:
            return Check("模型端点", True, "未设置；起草和审核只用规则，不受影响")
        with client:
            works = [rung.words for rung, found in probe(client).items() if found]
    except JixiaoError as error:
        return Check("模型端点", False, f"{error} 起草和审核只用规则，不受影响。")
    if not works:
        return Check("模型端点", False, f"{client.place}：能连上，但答不出要求的 JSON；请换一个模型。")
    return Check("模型端点", True, f"{client.place}：能{'、'.join(works)}；将用第一种")


def _embedding(settings: Settings) -> Check:
    from corpus.embed import embedder

    try:
        model = embedder(settings)
        dimension = len(model.embed(["绩效目标"])[0])
    except JixiaoError as error:
        return Check("向量", False, f"{error} 检索仍可用，只比较字词。")
    return Check("向量", True, f"{model.model}，{dimension} 维")


def _corpus(settings: Settings) -> Check:
    from corpus.store import Corpus

    try:
        with Corpus.open(settings.data, settings) as corpus:
            stats = corpus.stats()
    except JixiaoError as error:
        return Check("语料库", False, str(error))
    return Check("语料库", True, f"{settings.data}：{stats.documents} 份文件，{stats.indicators} 条指标")


def _fonts() -> Check:
    """Office programs bring their own Chinese fonts; where fontconfig is there it can be asked."""
    if shutil.which("fc-list") is None:
        return Check("中文字体", True, "本机没有 fontconfig，无法查看；Word、WPS 自带中文字体")
    asked = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, check=False)
    listed = asked.stdout.decode("utf-8", "replace")
    found = sorted({line.split(",")[0].strip() for line in listed.splitlines() if line.strip()})
    if not found:
        return Check("中文字体", False, "没有中文字体，网页截图会缺字；Debian 上可装 fonts-noto-cjk")
    return Check("中文字体", True, "、".join(found[:3]))


def _ocr() -> Check:
    """A drawn number is read, so that a library that is there and does not load is told too."""
    from corpus.readers.scan_words import HOW_TO_INSTALL, is_installed, reads

    if not is_installed():
        return Check("文字识别", False, f"扫描件和图片不能读，其他格式不受影响；{HOW_TO_INSTALL}")
    try:
        works = reads("2026")
    except (ImportError, OSError, RuntimeError) as error:
        return Check("文字识别", False, f"rapidocr 已安装，但载入失败（{error}）；请重新安装 jixiao[scan]")
    return Check(
        "文字识别", works, "rapidocr，能读扫描件和图片" if works else "rapidocr 认不出一个数；请重新安装 jixiao[scan]"
    )
