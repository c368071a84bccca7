# Thin on purpose: what happens is in bootstrap/, which needs nothing but Python 3.11 or newer.
#   PYTHON=python3.12 make run     to choose the Python
#   make test ARGS="-k leave"      to pass something on to pytest

PYTHON ?= python3
BOOTSTRAP = $(PYTHON) -m bootstrap

.PHONY: help setup run demo code test check fix bench lock

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile

setup: ## Make the virtual environment with everything for development
	@$(BOOTSTRAP) setup

run: ## Start the site on http://127.0.0.1:8000
	@$(BOOTSTRAP) run $(ARGS)

demo: ## Start a made-up community on http://127.0.0.1:8000, on data of its own
	@$(BOOTSTRAP) demo $(ARGS)

code: ## Show the second-factor code of somebody in the demo: make code NAME=Birch
	@$(BOOTSTRAP) code $(NAME)

test: ## Run every check and every test, browser stories included
	@$(BOOTSTRAP) test $(ARGS)

check: ## Run the checks that need no tests: style, types, imports, settings
	@$(BOOTSTRAP) check

fix: ## Put the style right where that can be done by itself
	@$(BOOTSTRAP) fix

bench: ## Measure, print one line a figure and write bench/latest.json
	@$(BOOTSTRAP) bench $(ARGS)

lock: ## Work the exact versions out again from requirements*.in
	@$(BOOTSTRAP) lock
