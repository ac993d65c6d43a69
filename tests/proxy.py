"""A small world behind a proxy: every http and https address of the tests is answered on the loopback address, under
its own name, so that a program that runs as it always does (papis, coBib) meets the pages and nothing else.

TLS ends here with a certificate that `openssl` makes for the hosts; the environment says to trust it.
"""

from __future__ import annotations

import contextlib
import http.server
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

Pages = Mapping[str, str]
"""Address -> HTML. Every other address of a known host answers 404."""


@contextlib.contextmanager
def serve(pages: Pages, folder: Path, also: tuple[str, ...] = ()) -> Iterator[dict[str, str]]:
    """The environment variables under which a program meets only `pages`; hosts in `also` answer 404."""
    hosts = sorted({urlsplit(url).hostname or "" for url in pages} | set(also))
    certificate, key = _certificate(folder, hosts)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 20
        scheme = "http"

        def do_CONNECT(self) -> None:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            self.wfile.flush()
            self.connection = context.wrap_socket(self.connection, server_side=True)
            self.rfile = self.connection.makefile("rb")
            self.wfile = self.connection.makefile("wb", buffering=0)
            self.scheme = "https"
            self.close_connection = False

        def finish(self) -> None:
            with contextlib.suppress(OSError):  # the client hung up
                super().finish()
            self.rfile.close()
            self.connection.close()

        def do_GET(self) -> None:
            path = self.path if self.path.startswith("http") else f"{self.scheme}://{self.headers['Host']}{self.path}"
            body = pages.get(path, "")
            content = (body or "not found").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_HEAD = do_POST = do_GET  # noqa: N815  # the base class looks for these names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class names it so
            """Quiet."""

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up is no error of ours."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    proxy = f"http://127.0.0.1:{server.server_port}"
    trust = dict.fromkeys(("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE"), str(certificate))
    proxies = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"), proxy)
    try:
        yield {**trust, **proxies, "NO_PROXY": "", "no_proxy": ""}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _certificate(folder: Path, hosts: list[str]) -> tuple[Path, Path]:
    certificate, key = folder / "world.pem", folder / "world.key"
    names = ",".join(f"DNS:{host}" for host in hosts)
    subprocess.run(
        [
            *(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=a world of pages",
            ),
            *("-addext", f"subjectAltName={names}", "-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    return certificate, key
