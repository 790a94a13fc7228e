"""``app``: the web page, started on this machine and stopped in order."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import ip_address
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Any

import typer

from commands.support import DONE, FAILED, Data, say, settings_of
from errors import ConfigError

if TYPE_CHECKING:
    from settings import Settings

_PATIENCE = 10
"""Seconds that the page has to finish what it is doing after Ctrl-C."""


def web(
    port: Annotated[int, typer.Option(min=1, max=65535, help="端口")] = 8501,
    address: Annotated[str, typer.Option(metavar="ADDRESS", help="在哪个地址上；默认只有本机能打开")] = "127.0.0.1",
    samples: Annotated[bool, typer.Option("--samples", help="语料库还空着时，先装入内置的示例表")] = False,
    browser: Annotated[
        bool | None, typer.Option("--browser/--no-browser", help="打开浏览器；默认由人启动时打开")
    ] = None,
    data: Data = None,
) -> None:
    """启动网页；按 Ctrl-C 停止。"""
    from settings import package_root

    settings = settings_of(data)
    _refuse_strangers(address, settings)
    _refuse_taken(address, port)
    if samples and not _has_documents(settings):
        _run("corpus", "add", str(package_root() / "corpus" / "library" / "samples"), *_data(data))
    say(f"网页地址：http://{_shown(address)}:{port}　按 Ctrl-C 停止。")
    raise typer.Exit(_serve(_command(address, port, settings, _wants_browser(browser)), data))


def is_private(address: str) -> bool:
    """Whether only this machine reaches ``address``."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _refuse_strangers(address: str, settings: Settings) -> None:
    from settings import signs_in

    if not is_private(address) and not settings.open_without_sign_in and not signs_in():
        raise ConfigError(
            f"没有设置登录，不在 {address} 上打开网页：别的机器上的人都能看到文件。请在 .streamlit/secrets.toml 的 [auth] 里设置登录"
            "（见使用说明“多人使用”）；确认网络里都是自己人的，在 jixiao.toml 写 open_without_sign_in = true。"
        )


def _refuse_taken(address: str, port: int) -> None:
    """Said before anything is started: the server's own message is no sentence for its users."""
    try:
        family, *_, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            if sys.platform != "win32":  # there it would let two programs share the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except socket.gaierror as error:
        raise ConfigError(f"地址 {address} 不认识；只在本机打开用 127.0.0.1。") from error
    except PermissionError as error:
        raise ConfigError(f"没有权限使用端口 {port}；请用 --port 换一个大于 1024 的。") from error
    except OSError as error:
        raise ConfigError(
            f"{address} 的端口 {port} 用不了（{error.strerror}）。如果网页已经在运行，直接打开 http://{_shown(address)}:{port} ；"
            f"否则用 --port {port % 65535 + 1} 换一个端口。"
        ) from error


def _has_documents(settings: Settings) -> bool:
    """Whether there is anything in the corpus; without the embedding and the index, which take seconds to load."""
    from corpus.ledger import Ledger

    if settings.ledger_url is None and not (settings.data / "ledger.sqlite3").is_file():
        return False
    ledger = Ledger(settings.ledger_url or f"sqlite:///{settings.data / 'ledger.sqlite3'}")
    try:
        return ledger.ready() and ledger.stats().documents > 0
    finally:
        ledger.close()


def _run(*arguments: str) -> None:
    """A command of ours in a process of its own, so that its memory is given back; what fails, it tells itself."""
    subprocess.call([sys.executable, "-c", "from cli import main; main()", *arguments], env=_environment(None))


def _data(data: Path | None) -> Sequence[str]:
    return () if data is None else ("--data", str(data))


def _wants_browser(asked: bool | None) -> bool:
    return sys.stdin.isatty() if asked is None else asked


def _shown(address: str) -> str:
    """The address as it is typed into a browser on this machine."""
    everywhere = address in ("0.0.0.0", "::")
    return "127.0.0.1" if everywhere else f"[{address}]" if ":" in address else address


def _command(address: str, port: int, settings: Settings, browser: bool) -> list[str]:
    """The server with every option said: it finds .streamlit/config.toml only where it is started in a checkout."""
    import tomllib

    from settings import package_root

    written = tomllib.loads((package_root() / "ui" / "streamlit.toml").read_text(encoding="utf-8"))
    options = dict(_flat(written)) | {
        "server.address": address,
        "server.port": port,
        "server.headless": not browser,
        "server.showEmailPrompt": False,
        "server.maxUploadSize": settings.max_file_mb,
        "logger.hideWelcomeMessage": True,
    }
    words = [
        word
        for name, value in options.items()
        for word in (f"--{name}", str(value).lower() if isinstance(value, bool) else str(value))
    ]
    return [sys.executable, "-m", "streamlit", "run", str(package_root() / "app.py"), *words]


def _flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """The values of nested tables by their full names: ``theme.light.primaryColor``."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _environment(data: Path | None) -> dict[str, str]:
    """UTF-8 whatever the console of a Windows speaks; the page is a process of its own and learns the folder this way."""
    import os

    found = {**os.environ, "PYTHONUTF8": "1"}
    return found if data is None else found | {"JIXIAO_DATA": str(data)}


def _serve(command: Sequence[str], data: Path | None) -> int:
    """Run the page until it ends by itself, by Ctrl-C or by a request of the system to stop; its exit status in ours."""
    with subprocess.Popen(command, env=_environment(data)) as page:

        def stop(_: int, __: FrameType | None) -> None:
            page.terminate()

        signal.signal(signal.SIGTERM, stop)
        try:
            status = page.wait()
        except KeyboardInterrupt:
            status = DONE
            _end(page)
    say("网页已停止。" if status <= DONE else f"网页没有启动或中途退出（状态 {status}）；原因见上面的文字。")
    return DONE if status <= DONE else FAILED


def _end(page: subprocess.Popen[bytes]) -> None:
    """Ctrl-C in a terminal reaches the page too and it finishes by itself; otherwise it is told, at last it is ended."""
    for patience, then in ((_PATIENCE / 5, page.terminate), (_PATIENCE, page.kill)):
        try:
            page.wait(patience)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            then()
        else:
            return
