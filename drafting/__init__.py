"""A whole 绩效目标表 from a description: what is known, where each row comes from, what has to be asked."""
