"""适当性和可行性：money and plan (JX3xx, JX4xx)."""
