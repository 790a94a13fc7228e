"""The web pages: thin files over the functions that the command line calls. No rule, no parsing, no SQL here."""
