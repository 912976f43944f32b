"""Runs bulletind for a measurement, and plays systemd to it."""
import contextlib
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

SETTINGS = """\
title: Measurement
language: zh-Hans
authors: [{name: Nobody}]
time-zone: UTC
log-level: warning
"""


def arguments(root):
    """The options for folders below `root`; writes the settings there, and makes the inbox."""
    (root / "inbox").mkdir(parents=True, exist_ok=True)
    settings = root / "bulletind.yaml"
    settings.write_text(SETTINGS)
    options = ["--config", settings]
    for name in ("inbox", "site", "state"):
        options += [f"--{name}", root / name]
    return [str(option) for option in options]


@contextlib.contextmanager
def running(program, root, patience=600):
    """The service on a free port, from READY=1 on; stopped at the end, and it must stop well."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # The same at each start: other settings have every page rendered again.
    if not (root / "port").exists():
        (root / "port").write_text(str(port))
    address = f"127.0.0.1:{(root / 'port').read_text()}"
    notices = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    (root / "notify").unlink(missing_ok=True)
    notices.bind(str(root / "notify"))
    notices.settimeout(1)
    command = [str(pathlib.Path(program).resolve()), "run", *arguments(root)]
    command += ["--url", "https://example.org/", "--listen", address]
    service = subprocess.Popen(command, env={**os.environ, "NOTIFY_SOCKET": str(root / "notify")})
    try:
        notice, end = b"", time.monotonic() + patience
        while b"READY=1" not in notice:
            if service.poll() is not None or time.monotonic() > end:
                sys.exit(f"{program}: it did not get ready")
            with contextlib.suppress(socket.timeout):
                notice = notices.recv(4096)
        yield service
    finally:
        service.send_signal(signal.SIGTERM)
        try:
            status = service.wait(60)
        except subprocess.TimeoutExpired:
            service.kill()
            status = service.wait()
        notices.close()
    if status != 0:
        sys.exit(f"{program}: ended with status {status}")


def wait_for_pages(root, count, patience=600):
    """Until the pages of so many bulletins are out."""
    end = time.monotonic() + patience
    folder = root / "site" / "bulletins"
    while not folder.exists() or len(os.listdir(folder)) < count:
        if time.monotonic() > end:
            sys.exit(f"fewer than {count} pages after {patience} s")
        time.sleep(0.05)
