<?php
// Submits, polls, downloads with the curl extension.
function call($url, $body = null) {
    $curl = curl_init($url);
    $headers = ["Authorization: Bearer k", "Content-Type: application/json"];
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_HTTPHEADER => $headers]);
    if ($body !== null) curl_setopt($curl, CURLOPT_POSTFIELDS, $body);
    $text = curl_exec($curl);
    if ($text === false) exit(curl_error($curl) . "\n");
    return $text;
}

$base = "https://api.evolink.ai/v1";
$task = json_decode(call("$base/videos/generations", '{"model":"wan2.7-text-to-video","prompt":"Rain"}'))->id;
$link = json_decode(call("$base/tasks/$task"))->results[0];
echo $task, " ", substr(call($link), 4, 4), "\n";
