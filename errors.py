"""The one error tree. Every message is for the user: what, where, what to do, in Chinese."""


class JixiaoError(Exception):
    """Something the tool could not do; the command line turns it into one sentence and status 2."""


class ReadError(JixiaoError):
    """A file cannot be read: empty, damaged, encrypted, too large, or of an unknown format."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}：{reason}")
        self.source = source
        self.reason = reason


class WriteError(JixiaoError):
    """A result cannot be written where the user wants it."""


class ConfigError(JixiaoError):
    """A setting or an option is unknown or has a value that cannot be."""


class CorpusError(JixiaoError):
    """The corpus is missing, locked, damaged or of another version."""


class ModelError(JixiaoError):
    """A model or embedding endpoint cannot be used."""


class AccessError(JixiaoError):
    """The person who has signed in may not do this."""
