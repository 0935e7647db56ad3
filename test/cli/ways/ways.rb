# Calls HOST in each WAY: ways.rb HOST WAY...; says what came of each.
require "net/http"
require "open-uri"
require "socket"

host, *chosen = ARGV
ways = {
  "net/http" => ->(path) { Net::HTTP.get_response(URI("https://#{host}#{path}")).code },
  "open-uri" => ->(path) { URI("https://#{host}#{path}").open.status.first },
  "TCPSocket" => ->(path) { TCPSocket.new(host, 80).tap { |it| it.write("GET #{path} HTTP/1.0\r\n\r\n") }.read(12) },
}
chosen.each do |way|
  puts "#{way}|#{ways[way].call("/v1/tasks/#{way.tr("/", "-")}")}"
rescue StandardError => error
  puts "#{way}|#{error.message.lines.first}"
end
