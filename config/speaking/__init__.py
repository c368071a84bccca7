"""The site in other languages: every sentence of every template can be translated without being marked.

Templates are read as the sentences a person sees, each one message with numbered places for what changes in it
(`pieces`), and compiled so that the reader's language answers (`extension`). `catalogue` collects the messages for
translators and makes their work ready to use. Why it is done so: docs/decisions/0037.
"""
