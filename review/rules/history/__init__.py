"""This year's table against last year's: targets, indicators, money."""
