"""相关性：goals, use of money and indicators speak of the same thing (JX2xx)."""
