"""`jiaowen serve` as a process of its own."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from nlp.errors import InputError
from service.listening import check_address


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, TimeoutError):
        return False


def test_serve_answers_until_it_is_stopped(run, home):
    run("import", "版面.txt")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", "from service.cli import main; main()", "serve", "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 90
        while not answers(f"http://127.0.0.1:{port}/readyz") and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.2)
        running = process.poll() is None and answers(f"http://127.0.0.1:{port}/")
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=30)
    assert running, err
    assert f"http://127.0.0.1:{port}" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_serves_this_machine_only_while_there_are_no_keys(host):
    with pytest.raises(InputError, match="has no keys"):
        check_address(host, 0)
