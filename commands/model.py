"""``model get`` and ``model serve``: a small model on this machine."""

from __future__ import annotations

import threading
from typing import Annotated

import typer

from commands.support import say

app = typer.Typer(no_args_is_help=True, help="本机小模型：取来、在本机启动。没有模型端点的办公室可用，文字较弱。")

Size = Annotated[str, typer.Argument(metavar="SIZE", help="1.5b（约需内存 2.2 GB）或 0.5b（0.8 GB，中文更弱）")]


@app.command("get")
def get(size: Size = "1.5b") -> None:
    """取来模型文件（1.5b 约 1.1 GB，0.5b 约 0.5 GB），核对大小和校验值后放进用户缓存文件夹。"""
    from prompts.local_model import chosen, fetch

    print(fetch(chosen(size), say))


@app.command("serve")
def serve(
    size: Size = "1.5b",
    port: Annotated[int, typer.Option(min=0, max=65535, help="端口；0 表示任选一个空闲的")] = 8502,
    threads: Annotated[int, typer.Option(min=0, help="用几个处理器核；0 表示全部")] = 0,
) -> None:
    """在本机启动模型（只在 127.0.0.1 可见），按 Ctrl+C 结束；另开窗口按提示设置后即可用 --model。"""
    from prompts.local_model import Server, chosen

    model = chosen(size)
    with Server(model, port, threads) as server:
        print(f"OPENAI_BASE_URL={server.url}\nJIXIAO_MODEL={model.name}", flush=True)
        say(
            f"模型已启动：{server.url}。这是小模型，文字较弱，只作参考。按 Ctrl+C 结束；使用时把上面两行设为环境变量，"
            f'或在 jixiao.toml 里写 openai_base_url = "{server.url}" 和 model = "{model.name}"。'
        )
        threading.Event().wait()
