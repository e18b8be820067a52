"""The whole of deploy/ on loopback: nginx in front of processes of plain pages and of screens over one database."""

from __future__ import annotations

import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import httpx2

from ocop.settings import ROOT
from tests.answering import answers
from tests.browser.conftest import free_port
from tests.conftest import TODAY
from tests.debian import program

NAME = "ocop.example.vn"
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
WEB = ["-m", "uvicorn", "ocop.web.app:app", "--no-access-log", "--no-server-header", "--log-level", "warning",
       "--forwarded-allow-ips", "127.0.0.1", "--port"]  # fmt: skip
SCREENS = ["-m", "streamlit", "run", "streamlit_app.py", "--server.port"]
NICE = ["nice", "-n", "5"]


def get_nginx() -> str | None:
    """The nginx of this machine, Debian's package where root may install it; None where there is none."""
    return program("nginx", "nginx-light")


@dataclass
class Process:
    """One process of the register, which can be killed and started again."""

    kind: list[str]
    port: int
    folder: Path
    given: dict[str, str]
    release: Path = ROOT
    running: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start it; whether it answers is seen by `wait`."""
        # a folder of its own for what Streamlit keeps at home
        with (self.folder / f"{self.port}.log").open("ab") as log:
            self.running = subprocess.Popen(
                # as the unit of the screens says: a scan goes before a rerun
                [*(NICE if self.kind is SCREENS else []), sys.executable, *self.kind, str(self.port)],
                cwd=self.release, env=os.environ | self.given | {"HOME": str(self.folder)}, stdout=log, stderr=log,
            )  # fmt: skip

    def wait(self) -> None:
        """Until it answers; its log where it does not."""
        for _try in range(600):
            assert self.running.poll() is None, self.log()
            if answers(f"http://127.0.0.1:{self.port}/healthz"):
                return
            time.sleep(0.1)
        raise AssertionError(self.log())

    def log(self) -> str:
        """What it has printed."""
        return (self.folder / f"{self.port}.log").read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """As when the power goes."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait(20)

    def stop(self) -> None:
        """As an operator does."""
        if self.running.poll() is None:
            self.running.terminate()
            try:
                self.running.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


@dataclass
class Site:
    """What runs, and where."""

    port: int
    plain_port: int
    folder: Path
    web: list[Process]
    screens: list[Process]
    nginx: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        """The address that TLS is spoken at."""
        return f"https://127.0.0.1:{self.port}"

    def log(self) -> list[str]:
        """The lines of nginx' log of requests."""
        return (self.folder / "ocop.log").read_text(encoding="utf-8").splitlines()

    @contextmanager
    def asked(self, reader: httpx2.Client) -> Iterator[list[str]]:
        """What nginx logs of what `reader` asks; it writes only after it answered, so each line is waited for."""
        # whatever was asked earlier on this connection is in the log once this is
        last = f"/assets/{uuid.uuid4().hex}.css"
        reader.get(last)
        before, found = self._logged(lambda lines: next((n for n, each in enumerate(lines, 1) if last in each), 0)), []
        yield found
        self._logged(lambda lines: len(lines) > before)
        found += self.log()[before:]

    def _logged(self, seen: Callable[[list[str]], int]) -> int:
        for _try in range(250):
            if at := seen(self.log()):
                return at
            time.sleep(0.02)
        raise AssertionError("nginx logged nothing")


@cache
def context() -> ssl.SSLContext:
    """Trusts the certificate that the site has made for itself; it reads no others, which would take a while."""
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    return trusting


@contextmanager
def running(folder: Path, database_url: str, *, count: int = 2, **more: str) -> Iterator[Site]:
    """Start all, give it, and end all."""
    folder.chmod(0o755)
    given = {"OCOP_DATABASE_URL": database_url, "OCOP_BASE_URL": f"https://{NAME}", "OCOP_TODAY": TODAY.isoformat(),
             "OCOP_DEMO": "0", "OCOP_DUMPS": str(folder / "dumps"), **more}  # fmt: skip
    web = [Process(WEB, free_port(), folder, given) for _number in range(count)]
    screens = [Process(SCREENS, free_port(), folder, given) for _number in range(count)]
    started: list[Process] = []
    try:
        for each in [*web, *screens]:
            each.start()
            started.append(each)
        for each in started:
            each.wait()
        with nginx(folder, web, screens) as site:
            yield site
    finally:
        for each in started:
            each.stop()


@contextmanager
def nginx(folder: Path, web: list[Process], screens: list[Process], published: Path | None = None) -> Iterator[Site]:
    """The proxy with deploy/nginx.conf and deploy/upstreams.conf, which differ in their ports and folders alone."""
    port, plain_port = free_port(), free_port()
    certificate(folder)
    cache = Path(tempfile.mkdtemp(prefix="ocop-marks-", dir="/dev/shm"))
    published = published or folder / "published"
    (published / "current").mkdir(parents=True, exist_ok=True)
    (published / "current" / "headers.conf").touch()
    text = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    for known, here in {
        "listen 80;": f"listen 127.0.0.1:{plain_port};",
        "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "/etc/ssl/": f"{folder}/",
        "/srv/ocop/": f"{published}/",
        "/srv/ocop-dumps/": f"{folder}/dumps/",
        "/opt/ocop/": f"{ROOT}/",
        "/dev/shm/ocop-marks": str(cache),
        "/var/log/nginx/": f"{folder}/",
    }.items():
        assert known in text, known
        text = text.replace(known, here)
    modules = f"load_module {BROTLI};" if BROTLI.exists() else ""
    text = text if modules else re.sub(r"brotli_static on;.*", "", text)
    servers = (ROOT / "deploy" / "upstreams.conf").read_text(encoding="utf-8")
    for known, each in zip(("8601", "8602", "8501", "8502"), [*web, *screens], strict=True):
        servers = servers.replace(f"127.0.0.1:{known}", f"127.0.0.1:{each.port}")
    temp = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "main.conf").write_text(
        f"{modules} daemon off; {user} worker_processes 1; worker_rlimit_nofile 8192; pid {folder}/pid;\n"
        f"error_log {folder}/error.log; events {{ worker_connections 4096; }}\n"
        f"http {{ include /etc/nginx/mime.types; {temp}\n{servers}\n{text}\n}}\n",
        encoding="utf-8",
    )
    command = ["nginx", "-c", str(folder / "main.conf"), "-e", str(folder / "error.log")]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    site = Site(port, plain_port, folder, web, screens, server)
    try:
        for _try in range(100):
            assert server.poll() is None, (folder / "error.log").read_text()
            if answers(f"{site.url}/assets/icon.svg", context()):
                break
            time.sleep(0.05)
        yield site
    finally:
        server.terminate()
        server.wait(20)
        shutil.rmtree(cache, ignore_errors=True)


def certificate(folder: Path) -> None:
    """A certificate for a day, signed by itself."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
         "-subj", f"/CN={NAME}", "-keyout", str(folder / "ocop.key"), "-out", str(folder / "ocop.pem")],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


if __name__ == "__main__":
    if get_nginx() is None:
        print("NO NGINX: the tests of deploy/ will be skipped.", flush=True)
