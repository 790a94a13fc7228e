"""Tables of the ledger. Plain types only, so that PostgreSQL takes them as SQLite does; money as 分 in whole numbers."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = "1"
metadata = MetaData()

about = Table("about", metadata, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))

documents = Table(
    "documents",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("fingerprint", String(64), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("source", Text, nullable=False),
    Column("year", Integer),
    Column("department_code", Text),
    Column("department", Text, index=True),
    Column("added", String(32), nullable=False),
    Column("body", Text, nullable=False),  # the whole document as `read` prints it
    sqlite_autoincrement=True,
)

projects = Table(
    "projects",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False, index=True),
    Column("ordinal", Integer, nullable=False),
    Column("no", Integer),
    Column("name", Text),
    Column("budget_fen", BigInteger),
    Column("body", Text, nullable=False),  # the project without its indicators
)

indicators = Table(
    "indicators",
    metadata,
    Column("id", String(48), primary_key=True),
    Column("project_id", String(32), ForeignKey("projects.id"), nullable=False, index=True),
    Column("document_id", String(16), ForeignKey("documents.id"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("level1", Text),  # the normal classes; null where the printed label is none of them
    Column("level2", Text),
    Column("name", Text, nullable=False),
    Column("weak", Text),  # rule codes with blanks between; empty: judged sound; null: not judged
    Column("body", Text, nullable=False),
)

vectors = Table(
    "vectors",
    metadata,
    Column("model", String(128), primary_key=True),
    Column("text", String(32), primary_key=True),  # key of the text, see corpus.entries.text_key
    Column("vector", LargeBinary, nullable=False),  # float32, native order
)

Index("indicators_level2", indicators.c.level2)
