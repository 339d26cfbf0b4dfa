"""Package data the rules are fed: ethics editions, checklists, clauses and credentials, in our own words."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """The catalogue file of that name (`clauses`, `topics`, `editions/2020`, `checklists`, …), read once."""
    import tomllib

    return tomllib.loads(read(name).decode())


def read(name: str) -> bytes:
    """That file as it is, for readers that name the line where something is wrong."""
    from importlib.resources import files

    return files(__name__).joinpath(f"{name}.toml").read_bytes()


@cache
def names(folder: str) -> tuple[str, ...]:
    """The files of one folder of the catalogue, such as `editions`, without their ending, in order."""
    from importlib.resources import files

    found = (one.name for one in files(__name__).joinpath(folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml")))
