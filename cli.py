"""The command-line door: the calls that the web page makes, printed. Results on stdout, talk on stderr.

Nothing heavy is imported before a command needs it, so that ``jixiao --help`` answers at once.
"""

from __future__ import annotations

import sys

import typer

from commands import corpus, draft, model, review, web
from commands.support import DONE, FAILED, Data, say, settings_of
from errors import JixiaoError

app = typer.Typer(
    name="jixiao",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="""预算绩效目标表的起草、审核与检索。

\b
例：
  jixiao review 某局绩效目标.docx
  jixiao search 森林防火宣传次数
  jixiao draft --name 森林防火宣传与演练 --budget 18 --purpose "购置宣传品,组织两次演练"

退出码：0 没有要报告的；1 有达到 --fail-on 的问题；2 没能完成。""",
)
app.add_typer(corpus.app, name="corpus")
app.add_typer(model.app, name="model")
for command in (review.read, review.review, review.explain, review.rules, corpus.search, draft.draft, draft.export):
    app.command()(command)


@app.command()
def doctor(data: Data = None) -> None:
    """检查这台机器上什么能用：模型端点、向量、语料库、字体、文字识别。"""
    from doctor import checkup

    for check in checkup(settings_of(data)):
        print(f"{'正常' if check.works else '不可用'}  {check.name}：{check.text}")


app.command("app")(web.web)


def main() -> None:
    """Entry point: every error is one sentence on stderr and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        status = app(standalone_mode=False)
    except JixiaoError as error:
        say(str(error))
        status = FAILED
    except typer.TyperException as error:
        message = error.format_message()
        # A command group called without a command answers with its help.
        say(message if "Usage:" in message else f"命令用法不对：{message} 用 jixiao --help 查看用法。")
        status = FAILED
    except (typer.Abort, KeyboardInterrupt):
        say("已中止。")
        status = 130
    except BrokenPipeError:
        sys.stderr.close()
        status = DONE
    sys.exit(status if isinstance(status, int) else DONE)


if __name__ == "__main__":
    main()
