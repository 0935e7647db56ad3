"""`python3 -m pytest examples/pytest`: a client in Python against wan-mock, through HTTP alone."""

import pytest
from video_client import VideoClient, VideoError


@pytest.fixture
def client(wan_mock):
    """Its pauses move the mock's clock, so that no test waits."""
    return VideoClient(sleep=lambda seconds: wan_mock.advance(f"{seconds}s"))


def test_downloads_a_finished_video(client, wan_mock):
    task = client.wait(client.generate("A lighthouse in the rain", duration=10)["id"])
    assert client.download(task)[4:8] == b"ftyp"
    (submit,) = wan_mock.submits()
    assert submit["status"] == 200
    assert wan_mock.entry(submit["sequence"])["body"]["duration"] == 10


def test_is_told_what_is_wrong(client, wan_mock):
    with pytest.raises(VideoError, match="duration must be at most 15, got 16"):
        client.generate("A lighthouse", duration=16)
    assert [finding["rule"] for finding in wan_mock.submits()[0]["findings"]] == ["schema/maximum"]


def test_tries_again_after_too_many_requests(client, wan_mock):
    wan_mock.scenario("rate-limited", times=2)
    client.generate("A lighthouse")
    assert [submit["status"] for submit in wan_mock.submits()] == [429, 429, 200]


def test_learns_why_a_task_failed(client):
    # A word in the prompt asks for the failure: no line of the client changes.
    task = client.generate("A lighthouse [mock:content-policy-violation]")
    with pytest.raises(VideoError) as failed:
        client.wait(task["id"])
    assert failed.value.code == "content_policy_violation"


def test_cannot_download_a_day_later(client, wan_mock):
    task = client.wait(client.generate("A lighthouse")["id"])
    wan_mock.advance("24h")
    with pytest.raises(VideoError) as refused:
        client.download(task)
    assert (refused.value.status, refused.value.code) == (403, "link_expired")
