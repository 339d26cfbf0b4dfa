"""The store thread: one thread owns the desk, screens ask it and are answered on the event loop.

A verb is a service function `verb(desk, *args)`, or its name `"clients.page"`. Names are imported in the thread, so
that neither SQLModel nor pydantic is ever imported on the event loop (that would stop the screen for half a second).
"""

from __future__ import annotations

import asyncio
import gc
import importlib
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, Protocol


class OpenDesk(Protocol):
    """What the shell itself needs of a desk (`coachdesk.services.desk.Desk`)."""

    def data_version(self) -> int:
        """Changes when another process committed."""

    def last_act(self) -> tuple[int, int]:
        """Changes with every action and change of keys."""

    def close(self) -> None:
        """Close the database."""


Verb = Callable[..., Any] | str
_OVER = object()


class DeskThread:
    """Owns the open desk. `pending` counts what it was asked and has not answered."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._desk: OpenDesk | None = None
        self._seen = 0
        self._acted = (0, 0)
        self.pending = 0

    @property
    def is_open(self) -> bool:
        """Whether a desk is open."""
        return self._desk is not None

    async def open(self, opener: Callable[[], Any]) -> None:
        """Open a desk with what `opener` gives; it runs in the thread, since SQLite's connection stays there."""
        self._desk = await self._run(opener)
        self._seen, self._acted = await self.ask(_data_version), await self.ask(_last_act)

    async def ask(self, verb: Verb, *args: Any, **named: Any) -> Any:
        """The answer of a service verb. What it raises is raised here."""
        desk = self._desk
        if desk is None:
            raise RuntimeError("the desk was asked before it was open")
        return await self._run(lambda: _resolve(verb)(desk, *args, **named))

    async def changed_elsewhere(self) -> bool:
        """Whether another process committed since this was last asked."""
        if self._desk is None or self.pending:
            return False
        now = int(await self.ask(_data_version))
        changed, self._seen = now != self._seen, now
        return changed

    async def acted_elsewhere(self) -> bool:
        """Whether there is anything new to show since this was last asked: another window that only keeps what is
        half-typed in it is nothing to read anew for."""
        now = await self.ask(_last_act)
        acted = bool(now != self._acted)
        self._acted = now
        return acted

    async def steps(self, verb: Verb, *args: Any, **named: Any) -> AsyncIterator[Any]:
        """What a verb answers step by step, where its answer is an iterator: what is asked meanwhile comes between two
        steps. It ends early where the desk is closed."""
        desk = self._desk
        steps = await self.ask(verb, *args, **named)
        if isinstance(steps, Iterator):
            while self._desk is desk and (told := await self._run(partial(next, steps, _OVER))) is not _OVER:
                yield told

    async def warm(self, modules: Iterable[str], verbs: Iterable[Verb]) -> None:
        """Import modules of ours (`services.tasks`) behind the first screen, then read what these verbs keep; one at a
        time, or a step of one, so that what is asked meanwhile waits for that and not for all."""
        for module in modules:
            await self._run(partial(_import, module))
        for verb in verbs:
            if self.is_open:
                async for _ in self.steps(verb):
                    await asyncio.sleep(0)

    async def outside(self, job: Callable[[], Any]) -> Any:
        """Run something slow that does not touch the desk in another thread, such as asking the keyring."""
        return await asyncio.get_running_loop().run_in_executor(None, job)

    async def close(self) -> None:
        """Close the desk, after everything that was asked before."""
        desk, self._desk = self._desk, None
        if desk is not None:
            await self._run(desk.close)

    def stop(self) -> None:
        """Close the desk if it is still open, and end the thread after what it is doing."""
        desk, self._desk = self._desk, None
        if desk is not None:
            self._pool.submit(desk.close)
        self._pool.shutdown(wait=True)

    async def _run(self, job: Callable[[], Any]) -> Any:
        self.pending += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, job)
        finally:
            self.pending -= 1


def _data_version(desk: OpenDesk) -> int:
    return desk.data_version()


def _last_act(desk: OpenDesk) -> tuple[int, int]:
    return desk.last_act()


def _resolve(verb: Verb) -> Callable[..., Any]:
    if not isinstance(verb, str):
        return verb
    module, _, name = verb.rpartition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(f"coachdesk.services.{module}"), name)
    return found


def _import(module: str) -> None:
    """The collector is off meanwhile: it would walk all of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        with suppress(ImportError):
            importlib.import_module(f"coachdesk.{module}")
    finally:
        if was_on:
            gc.enable()
