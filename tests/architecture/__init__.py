"""The rules of the house, as tests: each of them fails when somebody breaks what docs/architecture.md promises."""
