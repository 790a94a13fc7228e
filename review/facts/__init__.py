"""What several rules work out of a table before they judge: the plan, the costs, the numbers of a text, likeness of texts."""
