"""What can go wrong with a model. Each message is one Chinese sentence and holds no key and no words of a document."""

from errors import ModelError


class EndpointError(ModelError):
    """The endpoint cannot be used: nothing more is asked of it in this run."""


class ReplyError(ModelError):
    """One question got no usable answer; others may."""


class Stopped(ModelError):
    """The run asks no more: cancelled, out of time, or its tokens are spent."""
