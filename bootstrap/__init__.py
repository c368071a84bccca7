"""From a checkout to a running, tested site, with nothing but Python's standard library."""
