"""Everything said to a language model, and the one gateway through which it is said."""
