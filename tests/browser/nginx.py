"""Find nginx for the tests, or install it. Run: ``python -m tests.browser.nginx``."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NAME", "Proxy", "find", "free_port", "install", "proxied"]

NAME = "kaart.example.nl"
"""What the app is called in the configuration that is tested."""

_DEPLOY = Path(__file__).resolve().parents[2] / "deploy" / "nginx"
_WHERE = "/usr/sbin:/usr/local/sbin:/usr/local/bin:/usr/bin"
# Around the file that is tested, what Debian's own has.
_MAIN = """\
pid {folder}/nginx.pid;
error_log {folder}/start.log;
{user}
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    default_type application/octet-stream;
    types {{ text/html html; }}
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/ivbgeo.conf;
}}
"""


@dataclass(frozen=True, slots=True)
class Proxy:
    """nginx that runs, on ports of this machine, and where it logs."""

    plain: int
    secure: int
    folder: Path

    @property
    def url(self) -> str:
        """The address of the app as a browser asks for it."""
        return f"https://{NAME}:{self.secure}"

    def logs(self, *after: str) -> str:
        """Everything that was written to any log, once these words are in it, which come later."""
        deadline = time.monotonic() + 10
        while not all(word in self._logs() for word in after):
            assert time.monotonic() < deadline, (after, self._logs())
            time.sleep(0.02)
        return self._logs()

    def _logs(self) -> str:
        return "".join(log.read_text(errors="replace") for log in self.folder.glob("*.log"))


def find() -> str | None:
    """Give the path of nginx."""
    return shutil.which("nginx") or shutil.which("nginx", path=_WHERE)


def install() -> None:
    """Install Debian's nginx, which only root can; it is not started."""
    if os.geteuid() or not shutil.which("apt-get"):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    # Its package would start it on the ports of this machine.
    policy = Path("/usr/sbin/policy-rc.d")
    ours = not policy.exists()
    if ours:
        policy.write_text("#!/bin/sh\nexit 101\n", encoding="ascii")
        policy.chmod(0o755)
    try:
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"],
        ):
            subprocess.run(command, env=environment, check=False, capture_output=True)
    finally:
        if ours:
            policy.unlink(missing_ok=True)


@contextmanager
def proxied(
    folder: Path, app: int, certificate: Path, key: Path, secure: int = 0
) -> Iterator[Proxy]:
    """Run nginx with the configuration of ``deploy/nginx`` before an app on a port of loopback.

    Parameters
    ----------
    app, secure
        Ports: of the app, and for TLS (0: any).
    """
    program = find()
    assert program, "no nginx"
    proxy = Proxy(free_port(), secure or free_port(), folder)
    text = (_DEPLOY / "ivbgeo.conf").read_text(encoding="utf-8")
    for was, count, instead in (
        ("    listen [::]:80 default_server;\n", 1, ""),
        ("    listen [::]:443 ssl http2 default_server;\n", 1, ""),
        ("    listen [::]:80;\n", 1, ""),
        ("    listen [::]:443 ssl http2;\n", 1, ""),
        ("listen 80", 2, f"listen 127.0.0.1:{proxy.plain}"),
        ("listen 443", 2, f"listen 127.0.0.1:{proxy.secure}"),
        (f"https://{NAME}$request_uri", 1, f"{proxy.url}$request_uri"),
        (f"Host {NAME};", 1, f"Host {NAME}:{proxy.secure};"),
        ("server 127.0.0.1:8501;", 1, f"server 127.0.0.1:{app};"),
        ("/etc/ssl/ivbgeo/volledig.pem", 1, str(certificate)),
        ("/etc/ssl/ivbgeo/sleutel.pem", 1, str(key)),
        ("/var/log/nginx/", 4, f"{folder}/"),
        ("/opt/ivbgeo/deploy/nginx", 1, str(folder)),
    ):
        assert text.count(was) == count, was
        text = text.replace(was, instead)
    folder.chmod(0o755)
    (folder / "ivbgeo.conf").write_text(text, encoding="utf-8")
    shutil.copy(_DEPLOY / "storing.html", folder)
    user = "" if os.geteuid() else "user root;"  # the folders of a test are root's alone
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder, user=user), encoding="utf-8")
    command = [program, "-e", str(folder / "start.log"), "-c", str(folder / "nginx.conf")]
    # What is wrong with a configuration, warnings too, is told by its own check.
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait(proxy.plain)
        yield proxy
    finally:
        process.terminate()
        process.wait(timeout=10)


def free_port() -> int:
    """Give a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(port: int) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("nginx did not come up")


def main() -> None:
    """Make sure that nginx is here, where that can be."""
    if find() is None:
        print("nginx: none found, installing", flush=True)  # noqa: T201
        install()
    print(f"nginx: {find() or 'none; its tests are left out'}")  # noqa: T201


if __name__ == "__main__":
    main()
