"""The real nginx, started from the configuration in the repository with the ports and paths of a test."""

import datetime as dt
import getpass
import re
import shutil
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.stage import find_free_port

CONFIGURATION = Path(__file__).parent.parent / "deploy" / "nginx.conf"
NAME = "label.example"
READY = "start worker process"


@contextmanager
def running_nginx(folder, backend, opened, *, has_tls=True, is_hasty=True):
    """Start nginx in front of `backend`, host and port; gives its address. One in haste waits a second for a header."""
    assert shutil.which("nginx"), "nginx is missing: install it (apt-get install nginx-light)"
    folder.mkdir(parents=True, exist_ok=True)
    port = find_free_port()
    path = folder / "nginx.conf"
    path.write_text(configure(folder, backend, opened, port, has_tls=has_tls, is_hasty=is_hasty))
    command = ["nginx", "-p", str(folder), "-c", str(path), "-g", "daemon off;"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            reader = _await_start(process)
            yield f"{'https' if has_tls else 'http'}://{NAME if has_tls else '127.0.0.1'}:{port}"
        finally:
            process.terminate()
            process.wait()
            reader.join()


def configure(folder, backend, opened, port, *, has_tls, is_hasty):
    """Return the configuration of the repository with what is marked CHANGE changed, and no path outside `folder`."""
    if has_tls:
        create_certificate(folder)
    changes = [
        (r"user hectic;", f"user {getpass.getuser()};"),
        (r"/run/hectic-nginx.pid", f"{folder}/nginx.pid"),
        (r"error_log stderr warn;", "error_log stderr notice;"),
        (r"server 127.0.0.1:8000;", f"server {backend};"),
        (r"/var/cache/nginx/hear", f"{folder}/cache"),
        (r"root /srv/hectic/data/opened;", f"root {opened};"),
        (r"/etc/letsencrypt/live/label.example/fullchain.pem", f"{folder}/certificate.pem"),
        (r"/etc/letsencrypt/live/label.example/privkey.pem", f"{folder}/key.pem"),
        (r"listen \[::\]:\d+[^;]*;", ""),
        (r"listen 80;", f"listen 127.0.0.1:{find_free_port()};"),
        (r"listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
        (r"http \{", "http {\n" + "".join(f"    {name}_temp_path {folder}/{name};\n" for name in TEMPORARY)),
    ]
    if is_hasty:
        changes.append((r"client_header_timeout 10s;", "client_header_timeout 1s;"))
    if not has_tls:
        changes += [(r" ssl http2;", ";"), (r"ssl_[^;]*;", "")]
    text = CONFIGURATION.read_text()
    for pattern, replacement in changes:
        text, count = re.subn(pattern, replacement, text)
        assert count, f"nginx.conf has no {pattern}"
    return text


TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def create_certificate(folder):
    """Write a key and a certificate for NAME that it signed itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)


def _await_start(process):
    lines = iter(process.stderr.readline, "")
    before = []
    for line in lines:
        before.append(line)
        if READY in line:
            break
    else:
        raise AssertionError("".join(before))
    # The log would fill its pipe and stop nginx.
    reader = threading.Thread(target=list, args=(lines,))
    reader.start()
    return reader
