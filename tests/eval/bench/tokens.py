"""How many tokens a text has for the models on this machine: their own vocabulary, read out of the file of weights.

Qwen's vocabulary serves the larger models of the family too, so that what is counted here is what an endpoint bills.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from prompts.local_model import MODELS, path_of

_CUT = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
"""Where Qwen2 cuts a text before it merges letters: every digit stands alone."""
_FRAME = 4
"""Tokens that the chat template sets around a message."""


def file() -> Path | None:
    """The weights of a model that is here; None where none has been fetched."""
    return next((path for model in MODELS.values() if (path := path_of(model)).is_file()), None)


@cache
def counter() -> Callable[[str], int]:
    """Tokens of a text. Some twenty seconds go into reading the vocabulary. Raises FileNotFoundError without a model."""
    from gguf import GGUFReader
    from tokenizers import Regex, Tokenizer, models, pre_tokenizers

    path = file()
    if path is None:
        raise FileNotFoundError("no local model here: make model SIZE=0.5b")
    fields = GGUFReader(path).fields

    def words(name: str) -> list[str]:
        field = fields[f"tokenizer.ggml.{name}"]
        return [bytes(field.parts[k]).decode() for k in field.data]

    pairs = [(left, right) for left, _, right in (merge.partition(" ") for merge in words("merges"))]
    tokenizer = Tokenizer(models.BPE(vocab={word: k for k, word in enumerate(words("tokens"))}, merges=pairs))
    by_bytes = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(_CUT), "isolated"), by_bytes])
    return lambda text: len(tokenizer.encode(text).ids)


def prompt(messages: Sequence[dict[str, str]]) -> int:
    """Tokens of the messages of one question."""
    return sum(counter()(message["content"]) + _FRAME for message in messages)
