"""Every setting with its source: command-line flag, then environment, then ``jixiao.toml``, then default."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from errors import ConfigError

FILE = "jixiao.toml"
"""The file of settings, in the folder where the program runs."""
PREFIX = "JIXIAO_"
"""Of environment variables."""
Role = Literal["officer", "reviewer", "keeper"]
"""What somebody who has signed in may do on the web page; see ui/roles.py."""


class Settings(BaseSettings):
    """What can be set. Names in ``jixiao.toml`` are the field names; environment variables have ``JIXIAO_`` before them,
    but for the two that every OpenAI client reads."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", toml_file=FILE, populate_by_name=True)

    data: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("jixiao", appauthor=False)),
        description="语料库所在的文件夹",
    )
    openai_base_url: str | None = Field(
        default=None, validation_alias=AliasChoices("openai_base_url", "OPENAI_BASE_URL"), description="模型端点地址"
    )
    openai_api_key: str | None = Field(
        default=None,
        validation_alias=AliasChoices("openai_api_key", "OPENAI_API_KEY"),
        repr=False,
        description="模型端点密钥",
    )
    model: str | None = Field(default=None, description="模型名称")
    model_timeout: float = Field(default=120, gt=0, le=3600, description="模型答一问最多等多久（秒）")
    model_seconds: float = Field(default=600, gt=0, description="一次审核或起草最多为模型等多久（秒）")
    model_tokens: int = Field(default=300_000, ge=1, description="一次审核或起草最多用多少词元")
    model_price: float = Field(
        default=0, ge=0, description="端点的价格，元/百万词元（输入输出不同价时填高的）；0 表示不计"
    )
    model_money: float | None = Field(
        default=None, gt=0, description="一次审核或起草最多为模型花多少元；须同时设 model_price"
    )
    model_parallel: int | None = Field(
        default=None, ge=1, le=32, description="同时向模型问几个问题；不设则 4 个，端点在本机时 1 个"
    )
    model_mask: bool = Field(default=True, description="发给模型前遮住姓名、电话、证件号和账号，答复中还原")
    model_record_texts: bool = Field(default=False, description="模型调用记录中也保存发出和收到的文字")
    embedding_url: str | None = Field(default=None, description="向量端点地址；不设则用离线模型")
    embedding_model: str | None = Field(default=None, description="向量模型名称")
    embedding_key: str | None = Field(default=None, repr=False, description="向量端点密钥")
    chroma_url: str | None = Field(default=None, description="Chroma 服务器地址；不设则用内嵌索引")
    ledger_url: str | None = Field(
        default=None, repr=False, description="台账数据库地址（SQLAlchemy URL）；不设则为语料库文件夹中的 SQLite"
    )
    max_file_mb: int = Field(default=30, ge=1, description="单个文件的上限（MB）")
    max_files: int = Field(default=200, ge=1, description="网页上一次最多上传几份文件")
    max_upload_mb: int = Field(default=300, ge=1, description="网页上一次上传的文件合计的上限（MB）")
    max_seconds: float = Field(default=60, gt=0, description="读一个文件最多用的时间（秒）")
    max_memory_mb: int = Field(
        default=1024, ge=128, description="读一个文件最多用的内存（MB；Windows 和 macOS 上不限）"
    )
    open_without_sign_in: bool = Field(default=False, description="没有设置登录时，也允许别的机器打开网页")
    thresholds: dict[str, dict[str, float]] = Field(
        default_factory=dict, description="审核规则的阈值：规则名 → 选项 → 数值"
    )
    severities: dict[str, Literal["error", "warning", "hint", "off"]] = Field(
        default_factory=dict, description="审核规则的级别：规则编号、名称或开头 → error、warning、hint 或 off（不查）"
    )

    roles: dict[str, Role] = Field(
        default_factory=dict,
        description="登录后谁是什么角色：邮箱 → officer（填报人）、reviewer（审核人）或 keeper（语料管理员）；* 是其余的人",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags win over the environment, the environment over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load(**flags: object) -> Settings:
    """The settings of this run; ``flags`` are those given on the command line.

    Raises ConfigError naming the setting that is unknown or has an impossible value.
    """
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise ConfigError(f"设置“{name}”不可用（{first['msg']}）；请检查 jixiao.toml 和环境变量。") from error
    except SettingsError as error:
        raise ConfigError(f"环境变量不可用（{error}）；表格形式的设置请写在 jixiao.toml 里。") from error


def signs_in() -> bool:
    """Whether people sign in to the web page: an ``[auth]`` in the file of secrets that Streamlit reads.

    Raises ConfigError where such a file cannot be read: what is meant to keep strangers out must not fail silently.
    """
    for folder in (Path.home(), Path.cwd()):
        file = folder / ".streamlit" / "secrets.toml"
        try:
            if file.is_file() and "auth" in tomllib.loads(file.read_text(encoding="utf-8")):
                return True
        except (OSError, ValueError) as error:
            raise ConfigError(f"登录设置 {file} 读不出来（{error}）；请检查它的写法和权限。") from error
    return False


def package_root() -> Path:
    """The folder that holds the packages and their data files."""
    return Path(__file__).resolve().parent
