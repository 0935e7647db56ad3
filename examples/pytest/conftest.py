"""Fixtures: one wan-mock for the session, as good as new for each test. Python's standard library and pytest, no more."""

import json
import os
import subprocess
import urllib.request

import pytest

# The program, if it is called otherwise: "npx --no-install wan-mock" runs the one of a project.
COMMAND = os.environ.get("WAN_MOCK_COMMAND", "wan-mock").split()
# No proxy stands on the way to this machine.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Mock:
    """The control side of a running wan-mock."""

    def __init__(self, url):
        self.url = url

    def control(self, path, body=None):
        request = urllib.request.Request(
            f"{self.url}/_mock/{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with OPENER.open(request, timeout=10) as answer:
            return json.load(answer)

    def advance(self, duration):
        """Moves the virtual clock, such as by "3s" or "24h"; no real time passes."""
        return self.control("clock", {"advance": duration})

    def scenario(self, name, times=1):
        """Has something go wrong with the next submits."""
        return self.control("scenarios/next", {"name": name, "times": times})

    def submits(self):
        """What the client submitted, oldest first: journal entries with status and findings."""
        newest_first = self.control("journal?kind=request")["items"]
        return [entry for entry in reversed(newest_first) if entry["method"] == "POST"]

    def entry(self, number):
        """One entry of the journal with the body that was sent."""
        return self.control(f"journal/{number}")


@pytest.fixture(scope="session")
def wan_mock_server():
    """Starts wan-mock on a free port; its first line says where it listens."""
    command = [*COMMAND, "serve", "--port", "0", "--clock", "frozen", "--seed", "7", "--log", "quiet"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            line = server.stdout.readline()
            if not line.startswith("wan-mock listening on "):
                pytest.fail("wan-mock did not start; what it said is above")
            yield Mock(line.removeprefix("wan-mock listening on ").strip())
        finally:
            server.terminate()
            server.stdout.read()


@pytest.fixture
def wan_mock(wan_mock_server, monkeypatch):
    """A mock without a past, and the environment that the client reads."""
    wan_mock_server.control("reset", {})
    monkeypatch.setenv("EVOLINK_BASE_URL", wan_mock_server.url)
    monkeypatch.setenv("EVOLINK_API_KEY", "key-a")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return wan_mock_server
