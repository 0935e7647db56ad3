# Submits, polls, downloads with curl.
set -eu
base=https://api.evolink.ai/v1
call() { curl --silent --show-error --fail-with-body --max-time 20 -H 'Authorization: Bearer k' "$@"; }
submitted=$(call "$base/videos/generations" -H 'Content-Type: application/json' \
  -d '{"model":"wan2.7-text-to-video","prompt":"Rain"}')
task=$(echo "$submitted" | sed 's/.*"id":"\([^"]*\)".*/\1/')
link=$(call "$base/tasks/$task" | sed 's/.*"results":\["\([^"]*\)".*/\1/')
call "$link" >"${TMPDIR:-/tmp}/$task.mp4"
echo "$task $(head -c 8 "${TMPDIR:-/tmp}/$task.mp4" | tail -c 4)"
rm "${TMPDIR:-/tmp}/$task.mp4"
