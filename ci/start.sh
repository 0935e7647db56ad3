#!/usr/bin/env bash
# Starts a mock that outlives this script, and waits until it listens.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source=ci/shared.sh
. "$here/shared.sh"

check_inputs() {
  [ "$INPUT_MODE" = start ] || fail "mode is start or stop, got '$INPUT_MODE'" 2
  [[ "$INPUT_PORT" =~ ^[0-9]{1,5}$ ]] || fail "port is a number from 0 to 65535, got '$INPUT_PORT'" 2
  [[ "$INPUT_START_TIMEOUT" =~ ^[1-9][0-9]{0,4}$ ]] ||
    fail "start-timeout is a whole number of seconds, 1 or more, got '$INPUT_START_TIMEOUT'" 2
  check_switch export-env "$INPUT_EXPORT_ENV"
  check_switch fail-on-habits "$INPUT_FAIL_ON_HABITS"
  check_min_coverage "$INPUT_MIN_COVERAGE"
  [[ "$INPUT_VERSION" =~ ^[A-Za-z0-9.+-]*$ ]] || fail "version is a version of wan-mock, got '$INPUT_VERSION'" 2
}

# A mock of an earlier step that was not stopped would be lost with its coverage.
refuse_second() {
  [ -f "$state/pid" ] || return 0
  if is_running "$(cat "$state/pid")"; then
    fail "a mock runs already, at $(cat "$state/url"): end it with mode: stop first"
  fi
  rm -rf "$state"
}

# Sets program: the one named, the project's own, or one installed for this job.
find_program() {
  if [ -n "$INPUT_PROGRAM" ]; then
    [ -f "$INPUT_PROGRAM" ] || fail "program: there is no file $INPUT_PROGRAM in $PWD" 2
    program="$(cd "$(dirname "$INPUT_PROGRAM")" && pwd)/$(basename "$INPUT_PROGRAM")"
  elif [ -x node_modules/.bin/wan-mock ]; then
    program="$PWD/node_modules/.bin/wan-mock"
  else
    local version="$INPUT_VERSION"
    [ -n "$version" ] || version="$(node -p 'require(process.argv[1]).version' "$here/../package.json")"
    npm install --prefix "$state/package" --no-save --no-audit --no-fund "wan-mock@$version" ||
      fail "wan-mock $version could not be installed"
    program="$state/package/node_modules/.bin/wan-mock"
  fi
}

# Waits for the line that says where the mock listens; warnings may stand before it.
wait_for_url() {
  local tries=$((INPUT_START_TIMEOUT * 10))
  while [ "$tries" -gt 0 ]; do
    url="$(sed -n 's/^wan-mock listening on //p' "$log" | head -n 1)"
    if [ -n "$url" ]; then return 0; fi
    is_running "$pid" || give_up "wan-mock ended before it listened: $(grep -v '^$' "$log" | tail -n 1)"
    tries=$((tries - 1))
    sleep 0.1
  done
  give_up "wan-mock did not listen within $INPUT_START_TIMEOUT s"
}

give_up() {
  show_file "$log"
  fail "$1"
}

# Windows has neither the signals nor the process ids that the next steps end the mock by.
[ "${RUNNER_OS:-}" != Windows ] ||
  fail "the action serves runners of Linux and macOS; on Windows a step does the same: npx wan-mock run -- COMMAND" 2
check_inputs
refuse_second
mkdir -p "$state"
find_program
printf '%s\n' "$program" >"$state/program"
load_program

log="$state.log"
: >"$log"
args=()
IFS=$' \t\r\n' read -r -d '' -a args <<<"$INPUT_ARGS" || true
"${wan_mock[@]}" serve --port "$INPUT_PORT" ${args[@]+"${args[@]}"} >"$log" 2>&1 </dev/null &
pid=$!
# A job that is cancelled now would leave a mock behind that no later step knows of.
trap 'stop_mock "$pid"; rm -rf "$state"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
wait_for_url

printf '%s\n' "$pid" >"$state/pid"
printf '%s\n' "$url" >"$state/url"
trap - EXIT INT TERM
printf 'url=%s\nlog=%s\n' "$url" "$log" >>"$GITHUB_OUTPUT"
if [ "$INPUT_EXPORT_ENV" = true ]; then
  for name in WAN_MOCK_URL EVOLINK_BASE_URL EVOLINK_API_BASE EVOLINK_API_BASE_URL; do
    printf '%s=%s\n' "$name" "$url" >>"$GITHUB_ENV"
  done
fi
printf 'wan-mock listens on %s\n' "$url"
