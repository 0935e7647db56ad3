#!/usr/bin/env bash
# Submits a prompt, polls until the task has ended, downloads the result. Needs curl and nothing else.
#
#   EVOLINK_BASE_URL=http://127.0.0.1:2727 examples/bash/submit.sh "A lighthouse in the rain" clip.mp4
set -euo pipefail

base=${EVOLINK_BASE_URL:-https://api.evolink.ai}
key=${EVOLINK_API_KEY:-my-api-key}
prompt=${1:-A lighthouse in the rain}
file=${2:-clip.mp4}

api() { curl --silent --show-error --max-time 30 --header "Authorization: Bearer $key" "$@"; }

# The first text of that name in a JSON answer; with jq at hand, use `jq -r` instead.
text_of() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# A prompt with quotes or line ends needs real JSON encoding; this one is a plain sentence.
submitted=$(api "$base/v1/videos/generations" \
  --header 'Content-Type: application/json' \
  --data "{\"model\":\"wan2.7-text-to-video\",\"prompt\":\"$prompt\"}")
id=$(text_of id <<<"$submitted")
if [ -z "$id" ]; then
  echo "refused: $(text_of message <<<"$submitted")" >&2
  exit 1
fi
echo "submitted $id"

wait=1
while :; do
  task=$(api "$base/v1/tasks/$id")
  status=$(text_of status <<<"$task")
  case $status in
    completed) break ;;
    failed)
      echo "failed: $(text_of message <<<"$task")" >&2
      exit 1
      ;;
  esac
  echo "${status:-no status}"
  sleep "$wait"
  wait=$((wait < 16 ? wait * 2 : 30))
done

link=$(sed -n 's/.*"results":\["\([^"]*\)".*/\1/p' <<<"$task")
curl --silent --show-error --fail --output "$file" "$link"
echo "wrote $file"
