"""The kernel that notebooks run in: this program's own interpreter, over sockets in files, with a fixed environment.

A kernel specification that a user installed under the same name is not asked: a report must run on the code that its
footer names. Sockets in a private folder instead of ports, so that two runs at once cannot take each other's; what
ipykernel itself opens is one port of this machine alone, for its own children, under a password of each kernel.
"""

import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MPLBACKEND": "svg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "IPYTHONDIR": "{folder}",
    "PYTHONSTARTUP": "",
}
RESET = "get_ipython().run_line_magic('reset', '-f'); import gc; gc.collect()"
START_SECONDS = 60


class ReportKernelManager(AsyncKernelManager):
    """Starts this interpreter as the kernel and remembers its clients, to close what nbclient leaves open."""

    def __init__(self, folder: Path, **settings: Any) -> None:
        super().__init__(transport="ipc", connection_file=str(folder / "kernel.json"), **settings)
        environment = {name: value.format(folder=folder) for name, value in ENVIRONMENT.items()}
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        self._kernel_spec = KernelSpec(argv=argv, env=environment, language="python", display_name="ejournal")
        self.folder = folder
        self.clients: list[Any] = []

    async def start_kernel(self, **settings: Any) -> None:  # type: ignore[override]
        """Start it in its own folder: a file lying where the program was called is not imported by its name."""
        await super().start_kernel(**{**settings, "cwd": str(self.folder)})

    def client(self, **settings: Any) -> Any:
        """A client of the kernel, closed by ``close_clients``."""
        self.clients.append(super().client(**settings))
        return self.clients[-1]

    def close_clients(self) -> None:
        """Close the channels of all clients so far."""
        while self.clients:
            self.clients.pop().stop_channels()


class Kernel:
    """One kernel for several runs, one after another: the second starts with its libraries loaded and no variables."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ej-")
        self.manager = self._new_manager()

    def _new_manager(self) -> ReportKernelManager:
        return ReportKernelManager(Path(tempfile.mkdtemp(prefix="k", dir=self._folder.name)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()
        self._folder.cleanup()

    def stop(self) -> None:
        """Stop the kernel; the next run starts a new one, by a new manager: one whose kernel died starts no other."""
        self.manager.close_clients()
        if self.manager.has_kernel:
            run_sync(self.manager.shutdown_kernel)(now=True)
        self.manager = self._new_manager()

    def clear(self) -> None:
        """Forget all variables of the last run; a kernel that does not answer is stopped."""
        self.manager.close_clients()
        if not self.manager.has_kernel:
            return
        client = self.manager.client()
        client.start_channels()
        try:
            run_sync(client.wait_for_ready)(timeout=START_SECONDS)
            run_sync(client.execute_interactive)(RESET, silent=True, store_history=False, timeout=START_SECONDS)
        except (RuntimeError, TimeoutError):
            self.stop()
        finally:
            self.manager.close_clients()
