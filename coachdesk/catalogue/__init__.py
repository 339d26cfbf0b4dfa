"""Package data the rules are fed: ethics editions, checklists, clauses and credentials, in our own words."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The catalogue file of that name (`clauses`, `topics`, `editions`, `checklists`, `credentials`), read once."""
    import tomllib
    from importlib.resources import files

    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))
