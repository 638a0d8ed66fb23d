"""The group of processes that `tresse serve` starts: web processes, a worker and the letterbox, forked from one that is ready.

Forking after Django is loaded shares its memory, and makes a restart as long as one load, not four.
"""

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from multiprocessing.context import ForkProcess
from typing import Any

from django.db import connections
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

# Requests at work at once in each process: enough that a slow one does not keep the others waiting.
THREADS = 4
# A task at hand gets this long to finish when the server stops.
PATIENCE = 30
PR_SET_PDEATHSIG = 1  # linux/prctl.h
M_ARENA_MAX = -8  # malloc.h


class Server:
    """Pages, and beside them whatever runs as long as they do."""

    def __init__(self, host: str, port: int, *, processes: int, beside: Sequence[Callable[[], None]]) -> None:
        multiprocessing.set_start_method("fork", force=True)
        self._beside = [ProcessBeside(work) for work in beside]
        self._granian = Granian(
            "config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            http=HTTPModes.http1,
            workers=processes,
            blocking_threads=THREADS,
            backpressure=256,
            backlog=1024,
            websockets=False,
            log_level=LogLevels.error,
            respawn_failed_workers=True,
            workers_kill_timeout=PATIENCE,
        )

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT."""
        application = _loaded_application()
        master = os.getpid()
        for process in self._beside:
            self._granian.on_startup(process.start)
            self._granian.on_shutdown(process.stop)

        def in_child() -> Any:
            _end_with(master, signal.SIGKILL)  # Granian's handler may hang when it is signalled twice
            return application

        self._granian.serve(target_loader=in_child, wrap_loader=False)


class ProcessBeside:
    """The worker, or whoever takes mail in: started again should it ever die."""

    def __init__(self, work: Callable[[], None]) -> None:
        self._work = work
        self._process: ForkProcess | None = None
        self._stopping = False

    def start(self) -> None:
        self._fork()
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def stop(self) -> None:
        self._stopping = True
        if self._process and self._process.is_alive():
            self._process.terminate()
            self._process.join(PATIENCE)
            self._process.kill()

    def _fork(self) -> None:
        self._process = multiprocessing.get_context("fork").Process(target=_work, args=(os.getpid(), self._work))
        self._process.start()

    def _watch(self) -> None:
        while not self._stopping:
            assert self._process is not None
            self._process.join()
            time.sleep(1)
            if not self._stopping:
                self._fork()


def _loaded_application() -> Callable[..., Any]:
    """The application with all it needs in memory, and no connection that children would share."""
    from django.urls import get_resolver  # app ready

    from config.wsgi import application  # app ready

    get_resolver().check()  # loads every view
    connections.close_all()
    if sys.platform == "linux":
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)  # threads that share what they free: memory under load
    gc.collect()
    gc.freeze()  # what is loaded stays on pages that the children share
    gc.set_threshold(50_000, 20, 100)  # a page makes some 20,000 short-lived objects: 5 to 8 % of its time
    return application


def _work(master: int, work: Callable[[], None]) -> None:
    _end_with(master, signal.SIGTERM)
    work()


def _end_with(master: int, by: signal.Signals) -> None:
    """Leave Ctrl-C to the one that started this process; end when that one dies, even by `kill -9`."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
    if os.getppid() != master:
        os._exit(1)
