"""Speed, measured: each module here is one subject of docs/benchmarks.md.

A subject is a module with

* ``ORDER``: where its section stands on the page;
* ``QUICK``: whether a plain ``make bench`` measures it too, or only ``make bench PARTS=its-name``;
* ``section() -> str``: measures, and returns the section in Markdown, beginning with its ``## `` heading.
"""
