# Submits, polls, downloads with what Ruby brings.
require "json"
require "net/http"

def call(url, body = nil)
  uri = URI(url)
  request = (body ? Net::HTTP::Post : Net::HTTP::Get).new(uri)
  request["Authorization"] = "Bearer k"
  request["Content-Type"] = "application/json"
  request.body = body
  Net::HTTP.start(uri.host, uri.port, use_ssl: uri.scheme == "https") { |http| http.request(request) }.body
end

base = "https://api.evolink.ai/v1"
task = JSON.parse(call("#{base}/videos/generations", '{"model":"wan2.7-text-to-video","prompt":"Rain"}'))["id"]
link = JSON.parse(call("#{base}/tasks/#{task}"))["results"][0]
puts "#{task} #{call(link)[4, 4]}"
