"""A time stamping authority of our own: real certificates, answered by `openssl ts` itself.

`Responder` puts it behind a port of this computer, with the ways in which such places misbehave.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import socketserver
import subprocess
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

OPENSSL = shutil.which("openssl")
POLICY = "1.2.3.4.1"
_CONFIG = f"""
[ts]
serial = {{folder}}/serial
signer_digest = sha256
default_policy = {POLICY}
digests = sha256
ess_cert_id_alg = sha256
"""


class Authority:
    """A root, an office under it, and three certificates for stamps: good, expired, for servers."""

    def __init__(self, folder: Path, name: str = "Test Stamps") -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ts.cnf").write_text(_CONFIG.format(folder=folder))
        root_key, root = _certificate(f"{name} Root", ca=True)
        office_key, office = _certificate(f"{name} Office", ca=True, by=(root, root_key))
        self.root = root.public_bytes(serialization.Encoding.DER)
        self.pin = hashlib.sha256(self.root).hexdigest()
        self.root_file = folder / "root.pem"
        self.root_file.write_bytes(root.public_bytes(serialization.Encoding.PEM))
        # The order of the chain, as authorities send it: not the order of DER.
        chain = b"".join(one.public_bytes(serialization.Encoding.PEM) for one in (root, office))
        (folder / "chain.pem").write_bytes(chain)
        (folder / "office.pem").write_bytes(office.public_bytes(serialization.Encoding.PEM))
        for kind in ("good", "expired", "server"):
            key, leaf = _certificate(f"{name} {kind}", by=(office, office_key), kind=kind)
            (folder / f"{kind}.pem").write_bytes(leaf.public_bytes(serialization.Encoding.PEM))
            (folder / f"{kind}.key").write_bytes(
                key.private_bytes(
                    serialization.Encoding.PEM,
                    serialization.PrivateFormat.PKCS8,
                    serialization.NoEncryption(),
                )
            )

    def answer(self, question: bytes, kind: str = "good", chain: str = "chain") -> bytes:
        """What `openssl ts -reply` says to a question."""
        asked, said = self.folder / "asked.tsq", self.folder / "said.tsr"
        asked.write_bytes(question)
        signer = ["-signer", f"{self.folder}/{kind}.pem", "-inkey", f"{self.folder}/{kind}.key"]
        self._openssl(
            "ts", "-reply", "-config", f"{self.folder}/ts.cnf", "-section", "ts",
            "-queryfile", str(asked), *signer, "-chain", f"{self.folder}/{chain}.pem",
            "-out", str(said),
        )  # fmt: skip
        return said.read_bytes()

    def signed_for_servers(self, answer: bytes) -> bytes:
        """The same content signed by a certificate that is none for stamps; openssl's `ts` won't."""
        token, content, made = (self.folder / name for name in ("a.p7", "a.tst", "b.p7"))
        (self.folder / "a.tsr").write_bytes(answer)
        self._openssl(
            "ts", "-reply", "-in", f"{self.folder}/a.tsr", "-token_out", "-out", str(token)
        )
        self._openssl(
            "cms", "-verify", "-noverify", "-inform", "DER", "-in", str(token), "-out", str(content)
        )
        self._openssl(
            "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-in", str(content),
            "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-signer", f"{self.folder}/server.pem",
            "-inkey", f"{self.folder}/server.key", "-certfile", f"{self.folder}/chain.pem",
            "-md", "sha256", "-out", str(made),
        )  # fmt: skip
        body = bytes.fromhex("3003020100") + made.read_bytes()
        return b"\x30\x82" + len(body).to_bytes(2, "big") + body

    def _openssl(self, *words: str) -> None:
        subprocess.run([OPENSSL or "openssl", *words], check=True, capture_output=True, timeout=30)


def _certificate(
    name: str,
    *,
    ca: bool = False,
    by: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None = None,
    kind: str = "good",
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    end = now - dt.timedelta(days=10 if kind == "expired" else -3000)
    usage = (
        ExtendedKeyUsageOID.SERVER_AUTH if kind == "server" else ExtendedKeyUsageOID.TIME_STAMPING
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[0].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=400))
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    )
    if not ca:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), critical=True)
    return key, builder.sign(by[1] if by else key, hashes.SHA256())


Behaviour = Callable[[BaseHTTPRequestHandler, bytes], None]


class Responder:
    """One port of this computer that answers as `behave` says; remembers what it was sent."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.behave: Behaviour = self.well
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.gate = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.seen.append((self.path, dict(self.headers), body))
                outer.behave(self, body)

            def log_message(self, *_words: object) -> None:
                pass

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

            def handle_error(self, *_told: object) -> None:
                pass  # whoever asked went away, as some tests want it

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        self.address = f"http://127.0.0.1:{self.port}/tsa"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        self.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def well(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        self.say(handler, self.authority.answer(body))

    def say(
        self,
        handler: BaseHTTPRequestHandler,
        data: bytes,
        *,
        status: int = 200,
        kind: str = "application/timestamp-reply",
        **headers: str,
    ) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(data)))
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)
