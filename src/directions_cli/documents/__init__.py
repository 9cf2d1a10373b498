"""Documents: what leaves the building.

A template of `templates/` (Jinja, Markdown with named blocks) is filled in with views of the register (`views`), in a sandbox
(`sandbox`), and read into a tree (`tree`). Each format is a writer of that tree (`writers`), so that all carry the same words.
"""
