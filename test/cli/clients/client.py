"""Submits, polls, downloads with Python's standard library."""

import json
import urllib.request

BASE = "https://api.evolink.ai/v1"


def call(url, body=None):
    headers = {"Authorization": "Bearer k", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20) as response:
        return response.read()


task = json.loads(call(f"{BASE}/videos/generations", b'{"model":"wan2.7-text-to-video","prompt":"Rain"}'))["id"]
link = json.loads(call(f"{BASE}/tasks/{task}"))["results"][0]
print(task, call(link)[4:8].decode())
