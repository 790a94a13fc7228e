"""完整性：the table has what the form asks for (JX1xx)."""
