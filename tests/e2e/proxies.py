"""nginx and Caddy before a service, as the examples in deploy/ configure them."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import ROOT
from tests.e2e.conftest import eventually, free_port, listens

_NGINX = """\
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {site}
}}
"""


@contextmanager
def proxies(service_port: int) -> Iterator[dict[str, int]]:
    """The ports of those that are installed, by name; they end with the block."""
    makers = {"nginx": _nginx, "caddy": _caddy}
    started: list[subprocess.Popen[bytes]] = []
    with tempfile.TemporaryDirectory() as folder:
        ports: dict[str, int] = {}
        try:
            for name in filter(_program, makers):
                ports[name] = port = free_port()
                command = makers[name](Path(folder), service_port, port)
                started.append(subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL))
                eventually(lambda port=port: listens(port), f"{name} listens")
            yield ports
        finally:
            for one in started:
                one.terminate()
            for one in started:
                one.wait(10)


def _program(name: str) -> str | None:
    """Where a program is; Debian has nginx where users do not look."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")


def _nginx(folder: Path, service_port: int, port: int) -> list[str]:
    example = (ROOT / "deploy" / "nginx.conf.example").read_text("utf-8")
    upstream = re.search(r"upstream ruznama \{.*?\n\}", example, re.DOTALL)
    server = re.search(r"server \{\n    listen 443.*?\n\}", example, re.DOTALL)
    assert upstream
    assert server
    site = re.sub(r"\n    (?:listen|ssl_)[^\n]*", "", server[0])
    site = site.replace("server {", f"server {{\n    listen 127.0.0.1:{port};", 1)
    told = f"{upstream[0]}\n{site}".replace("127.0.0.1:8000", f"127.0.0.1:{service_port}")
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, site=told), "utf-8")
    return [_program("nginx") or "", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def _caddy(folder: Path, service_port: int, port: int) -> list[str]:
    example = (ROOT / "deploy" / "Caddyfile.example").read_text("utf-8")
    server = re.search(r"^ruznama\.example (\{.*?^\})", example, re.DOTALL | re.MULTILINE)
    assert server
    site = server[1].replace("127.0.0.1:8000", f"127.0.0.1:{service_port}")
    told = f"{{\n\tadmin off\n}}\nhttp://:{port} {site}\n"
    (folder / "Caddyfile").write_text(told, "utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
