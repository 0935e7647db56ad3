# shellcheck shell=bash disable=SC2154
# The one place that knows how a mock tells what of the contract was exercised, and how the client behaved.

# report_coverage URL MIN: adds tables to the job's summary, of habits too; not 0 where less than MIN per cent was exercised.
report_coverage() {
  "${wan_mock[@]}" coverage "$1" --format github ${2:+--min "$2"}
}

# report_habits URL: adds each finding about the client to the job's summary; not 0 where there is one.
report_habits() {
  "${wan_mock[@]}" habits "$1" --format github
}
