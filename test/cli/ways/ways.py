"""Calls HOST in each WAY: ways.py HOST WAY...; says what came of each."""

import http.client
import socket
import sys
import urllib.error
import urllib.request

host = sys.argv[1]


def by_urllib(path):
    return urllib.request.urlopen(f"https://{host}{path}", timeout=5).status


def by_requests(path):
    import requests

    return requests.get(f"https://{host}{path}", timeout=5).status_code


def by_http_client(path):
    connection = http.client.HTTPSConnection(host, timeout=5)
    connection.request("GET", path)
    return connection.getresponse().status


def by_socket(path):
    with socket.create_connection((host, 80), timeout=5) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\n\r\n".encode())
        return connection.recv(12)


ways = {"urllib": by_urllib, "requests": by_requests, "http.client": by_http_client, "socket": by_socket}
for way in sys.argv[2:]:
    try:
        print(f"{way}|{ways[way]('/v1/tasks/' + way)}")
    except urllib.error.HTTPError as error:
        print(f"{way}|{error.code}")
    except Exception as error:
        print(f"{way}|{error}")
