"""The commands of ``jixiao``: thin doors to the functions that the web page calls too."""
