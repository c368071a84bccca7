"""Finding posts again by their words, over what one may see and through one's own filters.

`finding.find` is the one door. Behind it stands an index of words, FTS5 on SQLite and a text vector on PostgreSQL
(`index`), which events keep up with what was written. Nobody can be searched for: no name is in the index.
"""
