"""The shipped files of both web servers, run as they are but for paths, ports and certificates."""

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.settings.environment import REPOSITORY
from tests.factories.mail import free_port

FOLDER = REPOSITORY / "deploy"
HOST = "help.example.org"
PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Proxy:
    """A web server that runs: its ports, who vouches for its certificate, and its access log."""

    secure: int
    plain: int
    authority: Path
    log: Path


def _replaced(name: str, places: Mapping[str, str]) -> str:
    """A shipped file with other places; raises LookupError for one that does not stand there."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    for shipped, other in places.items():
        if shipped not in text:
            raise LookupError(f"{shipped} is not in {name}")
        text = text.replace(shipped, other)
    return text


@contextmanager
def _running(*command: str, log: Path) -> Iterator[None]:
    with log.open("ab") as file:
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        yield
        assert process.poll() is None, log.read_text()
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def caddy(folder: Path, places: Mapping[str, str]) -> Iterator[Proxy]:
    """Caddy, with an authority of its own in place of a public one."""
    secure, plain = free_port(), free_port()
    proxy = Proxy(
        secure, plain, folder / "pki" / "authorities" / "local" / "root.crt", folder / "portal.log"
    )
    local = (
        f"admin off\nhttp_port {plain}\nhttps_port {secure}\ndefault_bind 127.0.0.1\n"
        f"local_certs\nskip_install_trust\nstorage file_system {folder}\n"
    )
    file = folder / "Caddyfile"
    file.write_text(
        _replaced(
            "Caddyfile", {**places, "\n{\n": f"\n{{\n{local}", "/var/log/caddy": str(folder)}
        )
    )
    with _running(
        "caddy", "run", "--config", str(file), "--adapter", "caddyfile", log=folder / "said"
    ):
        yield proxy


@contextmanager
def nginx(folder: Path, places: Mapping[str, str]) -> Iterator[Proxy]:
    """nginx, with a certificate that vouches for itself, within the least of a main file."""
    secure, plain = free_port(), free_port()
    proxy = Proxy(secure, plain, folder / "fullchain.pem", folder / "portal.log")
    _make_certificate(folder)
    site = folder / "site.conf"
    ours = {
        f"/etc/letsencrypt/live/{HOST}": str(folder),
        "/var/log/nginx": str(folder),
        "    listen [::]:80;\n": "",
        "    listen [::]:443 ssl http2;\n": "",
        "    listen [::]:443 ssl http2 default_server;\n": "",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ": f"listen 127.0.0.1:{secure} ",
    }
    site.write_text(_replaced("nginx.conf", {**places, **ours}))
    folders = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "main.conf"
    user = "user root;\n" if os.geteuid() == 0 else ""
    main.write_text(
        f"{user}daemon off;\npid {folder}/pid;\nevents {{}}\n"
        f"http {{\ninclude /etc/nginx/mime.types;\n{folders}include {site};\n}}\n"
    )
    with _running("nginx", "-c", str(main), "-e", "stderr", log=folder / "said"):
        yield proxy


def _make_certificate(folder: Path) -> None:
    command = [
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", "2", "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"),
        *("-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")),
    ]
    subprocess.run(command, check=True, capture_output=True)


PROXIES = {"caddy": caddy, "nginx": nginx}
