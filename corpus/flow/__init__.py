"""Tables that were flattened into running text (the text layer of a PDF): getting the cells back by evidence.

Order of work: lines → the table's head → tokens of the indicator part → rows between level-2 labels → cells of a row.
"""
