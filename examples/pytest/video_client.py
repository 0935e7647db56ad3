"""A client of the paid service, as an application has one; nothing in it knows the mock."""

import json
import os
import time
import urllib.error
import urllib.request


class VideoError(Exception):
    """An answer that is no success, with the service's own words."""

    def __init__(self, status, code, message):
        super().__init__(f"{status} {code}: {message}")
        self.status = status
        self.code = code


class VideoClient:
    def __init__(self, sleep=time.sleep):
        self.base_url = os.environ.get("EVOLINK_BASE_URL", "https://api.evolink.ai")
        self.api_key = os.environ["EVOLINK_API_KEY"]
        self.sleep = sleep

    def generate(self, prompt, **parameters):
        """Submits a video; when there are too many requests it waits as told and tries again, three times in all."""
        body = {"model": "wan2.7-text-to-video", "prompt": prompt, **parameters}
        for attempt in (1, 2, 3):
            try:
                return self._call("/v1/videos/generations", body)
            except VideoError as error:
                if error.status != 429 or attempt == 3:
                    raise
                self.sleep(1)

    def wait(self, task_id):
        """Polls until the task has ended; each pause is longer than the one before."""
        pause = 2
        while True:
            task = self._call(f"/v1/tasks/{task_id}")
            if task["status"] == "completed":
                return task
            if task["status"] == "failed":
                raise VideoError(200, task["error"]["code"], task["error"]["message"])
            self.sleep(pause)
            pause = min(pause * 1.5, 30)

    def download(self, task):
        with self._open(urllib.request.Request(task["results"][0])) as answer:
            return answer.read()

    def _call(self, path, body=None):
        headers = {"Authorization": f"Bearer {self.api_key}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body).encode()
        with self._open(urllib.request.Request(self.base_url + path, data, headers)) as answer:
            return json.load(answer)

    def _open(self, request):
        try:
            return urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            told = json.load(error)["error"]
            raise VideoError(error.code, told["code"], told["message"]) from None
