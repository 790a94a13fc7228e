"""Tables that were copied out as plain text, in the layouts of other places: cells parted by bars, blanks or lines.

The text is cut into fragments; a header row tells the columns and how cells are parted; what follows is laid back into
rows by the most plausible alignment of cells with columns, and read by the same code as every other grid.
"""
