"""Consistency within a document and between its tables (JX5xx)."""
