<?php
// Calls HOST in each WAY: ways.php HOST WAY...; says what came of each.
[, $host] = $argv;
foreach (array_slice($argv, 2) as $way) {
    $url = "https://$host/v1/tasks/$way";
    if ($way === "curl") {
        $curl = curl_init($url);
        curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 5]);
        $outcome = curl_exec($curl) === false ? curl_error($curl) : curl_getinfo($curl, CURLINFO_HTTP_CODE);
    } else {
        $text = @file_get_contents($url, false, stream_context_create(["http" => ["timeout" => 5]]));
        $outcome = $text === false ? preg_replace("/\s+/", " ", error_get_last()["message"]) : "200";
    }
    echo "$way|$outcome\n";
}
