"""Delivery only: sockets that say that something happened. No models, no migrations, no rules, never any words.

A hint carries the name of an event and an identifier; what happened is always fetched from the pages, which ask the
rules again. Only `config` may import it.
"""
