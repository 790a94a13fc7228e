"""One corpus with the fictional documents, opened once for all tests that only read."""

from collections.abc import Iterator

import pytest

from corpus.store import Corpus
from tests.corpus.kept import ALL


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus.open(tmp_path_factory.mktemp("kept")) as corpus:
        for document in ALL:
            corpus.add(document, {(2, 3): ["JX403"]} if document is ALL[0] else {})
        yield corpus
