.PHONY: check quick test lint long keys pictures

check: ## the whole loop, as CI runs it
	.ci/run

quick: lint test ## what to run between two edits

test:
	.venv/bin/pytest

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

long: ## every long test, whole: half an hour and more
	LONG=1 .venv/bin/pytest -m long

keys: ## KEYS.md, from the registry of commands
	.venv/bin/python -c "from coachdesk.ui.commands import registry; print(registry.docs_page(), end='')" > KEYS.md

pictures: ## the README's picture of Today, from the demo
	.venv/bin/python -m tests.picture assets/today.png --size 100x28 --until "Waiting for a signature" -- .venv/bin/coachdesk --demo
