"""A client of the paid service as one would write it: submit, poll, download. Nothing in it knows the mock.

    npx wan-mock run -- python3 examples/python/client.py "A lighthouse in the rain" clip.mp4

Needs Python 3.9 or newer and its standard library.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request

BASE = "https://api.evolink.ai"
KEY = os.environ.get("EVOLINK_API_KEY", "my-api-key")


def call(path, body=None):
    """Calls the API; an answer that is no success ends the program with the service's own words."""
    request = urllib.request.Request(
        BASE + path,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as refused:
        error = json.load(refused)["error"]
        sys.exit(f"{refused.code} {error['code']}: {error['message']}")


def ended(task_id):
    """Asks until the task has ended; each wait is longer than the one before, up to 10 seconds."""
    wait = 1.0
    while True:
        task = call(f"/v1/tasks/{task_id}")
        if task["status"] in ("completed", "failed"):
            return task
        print(f"{task['status']} {task['progress']} %")
        time.sleep(wait)
        wait = min(wait * 1.5, 10)


def main(prompt="A lighthouse in the rain", file="clip.mp4"):
    submitted = call(
        "/v1/videos/generations",
        {"model": "wan2.7-text-to-video", "prompt": prompt, "duration": 5},
    )
    print(f"submitted {submitted['id']}, {submitted['usage']['credits_reserved']} credits reserved")

    task = ended(submitted["id"])
    if task["status"] == "failed":
        sys.exit(f"{task['error']['code']}: {task['error']['message']}")

    with urllib.request.urlopen(task["results"][0], timeout=60) as video, open(file, "wb") as out:
        size = out.write(video.read())
    print(f"wrote {file}, {size} bytes")


if __name__ == "__main__":
    main(*sys.argv[1:3])
